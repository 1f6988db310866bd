import type { ComponentChildren } from 'preact'
import { Button, Form } from '../../ui/fields.tsx'
import { Island } from '../../ui/assets.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Notice } from '../../ui/notices.tsx'
import { More, Section } from '../../ui/pieces.tsx'
import { Facts } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Refusals } from '../read-record.ts'
import { en } from '../record.en.ts'
import { fieldsOf, type RecordKind, type Room, type Row, type Typed } from '../record-kinds.ts'
import type { Change } from '../record-queries.ts'
import { voteRules } from '../vote-rule.ts'
import { RecordForm } from './record-form.tsx'
import { Changes } from './record-history.tsx'
import { crumbsOf, keyOf, Problem, State } from './record-pieces.tsx'
import { titleOf, valueOf } from './record-values.tsx'

/** A new record. `notice`: where what stands in the form came from. */
export function NewRecordPage({
  room,
  kind,
  typed,
  refused,
  notice,
}: {
  room: Room
  kind: RecordKind
  typed: Typed
  refused?: Refusals
  notice?: string
}) {
  const missing = blocked(kind, room)
  return (
    <StaffPage title={en.kinds[kind].add} crumbs={crumbsOf(room)} head={<Island name="file-drop" />}>
      <p>{en.kinds[kind].what}</p>
      {notice && (
        <Notice>
          <p>{notice}</p>
        </Notice>
      )}
      {kind === 'vote-rules' && <Templates room={room} />}
      {missing ? (
        <Notice kind="warning">
          <p>{missing}</p>
        </Notice>
      ) : (
        <RecordForm {...{ room, kind, typed, refused }} action={urls.newRecord(keyOf(room), kind)} />
      )}
    </StaffPage>
  )
}

/** What must be there before such a record can be. */
function blocked(kind: RecordKind, room: Room): string | null {
  const needs = (type: string) => fieldsOf[kind].some((field) => field.type === type && field.required)
  if ((needs('units') || needs('unit')) && !room.units.length) return en.noUnits
  if (needs('agreement') && !room.records.agreements.length) return en.noAgreement
  if (needs('rule') && !room.records['vote-rules'].length) return en.noRule
  if (needs('vote') && !room.records.votes.length) return en.noVote
  return null
}

const Templates = ({ room }: { room: Room }) => (
  <More summary={en.templates}>
    <p>{en.templatesText}</p>
    <ul>
      {Object.entries(voteRules).map(([key, { numerator, denominator, base, comparison }]) => {
        const filled = new URLSearchParams({
          name: en.templateNames[key]!,
          numerator: `${numerator}`,
          denominator: `${denominator}`,
          base,
          comparison,
        })
        return (
          <li key={key}>
            <a href={`${urls.newRecord(keyOf(room), 'vote-rules')}?${filled}`}>{en.templateNames[key]}</a>
          </li>
        )
      })}
    </ul>
  </More>
)

/** One record: what it says, who confirms it, how it is corrected, and what was done with it. */
export function RecordPage({
  room,
  kind,
  row,
  proof,
  changes,
  enters,
  mine,
  typed,
  refused,
  problem,
  done,
}: {
  room: Room
  kind: RecordKind
  row: Row
  proof?: { id: number; name: string }
  changes: Change[]
  enters: boolean
  /** The asker entered it last, and so does not confirm it. */
  mine: boolean
  typed: Typed
  refused?: Refusals
  /** Why a button did nothing. */
  problem?: string
  done?: string
}) {
  const key = keyOf(room)
  const outcome = kind === 'outcomes'
  const by = (name: string | null, at: Temporal.Instant | null) =>
    at && (
      <>
        {name && `${name}, `}
        <Moment instant={at} zone={room.zone} as="stamp" />
      </>
    )
  const step = (what: 'certify' | 'show' | 'hide', children: ComponentChildren) => (
    <Form action={urls.recordStep(key, kind, row.id, what)}>
      <input type="hidden" name="base" value={row.changed_at.toString()} />
      {children}
    </Form>
  )
  return (
    <StaffPage title={titleOf(kind, row, room)} crumbs={crumbsOf(room)} head={<Island name="file-drop" />}>
      <Done>{done}</Done>
      <Problem>{problem}</Problem>
      <p>
        <State kind={kind} row={row} />
      </p>
      <Facts
        rows={[
          ...fieldsOf[kind].map((field) => ({ label: en.fields[field.name]!, value: valueOf(field, row, room) })),
          { label: en.proof, value: proof && <a href={urls.proofFile(key, proof.id)}>{proof.name}</a> },
          { label: en.enteredBy, value: by(row.changed_name, row.changed_name ? row.changed_at : null) },
          { label: en.certifiedBy, value: outcome && by(row.certified_name as string | null, row.certified_at as Temporal.Instant | null) },
          { label: en.confirmedBy, value: by(row.shown_name, row.shown_at) },
        ]}
      />
      {enters && outcome && !row.certified_at && (
        <Section title={en.certify} id="certify">
          {mine ? (
            <p>{en.certifyOwn}</p>
          ) : (
            step(
              'certify',
              <>
                <p>{en.certifyText}</p>
                <Button>{en.certify}</Button>
              </>,
            )
          )}
        </Section>
      )}
      {enters && !row.shown_at && (!outcome || Boolean(row.certified_at)) && (
        <Section title={en.confirmTitle} id="confirm">
          {mine ? (
            <p>{en.confirmOwn}</p>
          ) : (
            step(
              'show',
              <>
                <p>{en.confirmText}</p>
                <Button>{en.confirm}</Button>
              </>,
            )
          )}
        </Section>
      )}
      {enters && (
        <More summary={en.correct} open={refused !== undefined}>
          <p>{en.correctText}</p>
          <RecordForm
            {...{ room, kind, typed, refused }}
            action={urls.contractRecord(key, kind, row.id)}
            base={row.changed_at.toString()}
            kept={proof?.name}
          />
        </More>
      )}
      {enters && (
        <More summary={en.remove}>
          {row.shown_at && step('hide', <Button kind="plain">{en.hide}</Button>)}
          <Form action={urls.recordStep(key, kind, row.id, 'remove')}>
            <p>{en.removeText}</p>
            <Button kind="danger">{en.remove}</Button>
          </Form>
        </More>
      )}
      <Section title={en.historyOf} id="history">
        <Changes {...{ room, changes, enters }} />
      </Section>
    </StaffPage>
  )
}
