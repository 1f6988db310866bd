import type { ComponentChildren } from 'preact'
import { Button, ButtonLink, Form } from '../../ui/fields.tsx'
import { Island } from '../../ui/assets.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, FormErrors, Notice } from '../../ui/notices.tsx'
import { Card, Cards, More, Section, Tag } from '../../ui/pieces.tsx'
import { Facts, Pager, Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Refusals } from '../read-record.ts'
import { en } from '../record.en.ts'
import { fieldsOf, kindOfTable, nationalKinds, recordKinds, type RecordKind, type Room, type Row, type Typed } from '../record-kinds.ts'
import type { Change, RoomSummary } from '../record-queries.ts'
import { voteRules } from '../vote-rule.ts'
import { RecordForm } from './record-form.tsx'
import { roomName, titleOf, valueOf } from './record-values.tsx'

const staff = { href: urls.staff, label: en.staff }
const home = { href: urls.agreements, label: en.title }
/** In addresses the room of the coalition. A local's key has no underscore. */
export const coalitionKey = 'the_coalition'
export const keyOf = (room: Pick<Room, 'local'>) => room.local?.key ?? coalitionKey
export const crumbsOf = (room: Room) => [staff, home, { href: urls.agreementRoom(keyOf(room)), label: roomName(room) }]
const kindsIn = (room: Room) => (room.local ? recordKinds : nationalKinds)

const Problem = ({ children }: { children?: string }) => <FormErrors sentences={children ? [children, en.unchanged] : []} />

/** The rooms that the asker may enter, with what is to be done in each. */
export const RoomsPage = ({ rooms }: { rooms: RoomSummary[] }) => (
  <StaffPage title={en.title} crumbs={[staff]}>
    <p class="lead">{en.lead}</p>
    <Section title={en.rooms} id="rooms">
      <Cards>
        {rooms.map((room) => (
          <Card
            key={room.key}
            title={room.key ? room.name : en.national}
            href={urls.agreementRoom(room.key ?? coalitionKey)}
            kicker={room.regionName || undefined}
          >
            <p>{en.roomCount(room.confirmed, room.waiting)}</p>
            {room.lacking > 0 && <p>{en.lacking(room.lacking)}</p>}
            {room.undescribed > 0 && <p>{en.undescribed(room.undescribed)}</p>}
          </Card>
        ))}
      </Cards>
    </Section>
  </StaffPage>
)

/** All that is on record in one room. `bound`: the units that a national agreement binds. */
export function RoomPage({ room, bound, enters, done }: { room: Room; bound: ReadonlySet<number>; enters: boolean; done?: string }) {
  const waiting = kindsIn(room).flatMap((kind) => room.records[kind].filter(({ shown_at }) => !shown_at).map((row) => ({ kind, row })))
  const described = new Map(room.records.units.map((row) => [row.unit_id, row]))
  const hasOwn = (unit: number) => room.records.agreements.some((row) => (row.unit_ids as number[]).includes(unit))
  const lacking = room.units.filter(({ id }) => !bound.has(id) && !hasOwn(id) && described.get(id)?.bargaining !== 'initial')
  const undescribed = room.units.filter(({ id }) => !described.has(id))
  const names = (units: { name: string }[]) => units.map(({ name }) => name).join(', ')
  return (
    <StaffPage
      title={en.roomTitle(roomName(room))}
      crumbs={[staff, home]}
      actions={
        <ButtonLink kind="plain" href={urls.recordHistory(keyOf(room))}>
          {en.history}
        </ButtonLink>
      }
    >
      <Done>{done}</Done>
      {room.local && lacking.length > 0 && (
        <Notice kind="warning">
          <p>{en.lackingHere(names(lacking))}</p>
        </Notice>
      )}
      {room.local && undescribed.length > 0 && (
        <Notice kind="warning">
          <p>{en.undescribedHere(names(undescribed))}</p>
        </Notice>
      )}
      <Section title={en.waiting} id="waiting">
        {waiting.length > 0 ? (
          <>
            <p>{en.waitingText}</p>
            <Records caption={en.waiting} room={room} rows={waiting} named />
          </>
        ) : (
          <Empty title={en.nothingWaits} />
        )}
      </Section>
      {kindsIn(room).map((kind) => {
        const rows = room.records[kind].filter(({ shown_at }) => shown_at).map((row) => ({ kind, row }))
        return rows.length === 0 ? null : (
          <Section key={kind} title={en.kinds[kind].many} id={kind}>
            <Records caption={en.kinds[kind].many} room={room} rows={rows} />
          </Section>
        )
      })}
      {enters && (
        <Section title={en.new} id="add">
          <Cards>
            {kindsIn(room).map((kind) => (
              <Card key={kind} title={en.kinds[kind].add} href={urls.newRecord(keyOf(room), kind)}>
                <p>{en.kinds[kind].what}</p>
              </Card>
            ))}
            <Card title={en.import.link} href={urls.importAgreements(keyOf(room))}>
              <p>{en.import.lead}</p>
            </Card>
            <Card title={en.mediation.link} href={urls.mediationRecord(keyOf(room))}>
              <p>{en.mediation.short}</p>
            </Card>
          </Cards>
        </Section>
      )}
    </StaffPage>
  )
}

const Records = ({
  caption,
  room,
  rows,
  named,
}: {
  caption: string
  room: Room
  rows: { kind: RecordKind; row: Row }[]
  named?: boolean
}) => (
  <Table
    caption={caption}
    hideCaption
    rows={rows}
    rowKey={({ kind, row }) => `${kind} ${row.id}`}
    columns={[
      {
        label: en.columns.what,
        cell: ({ kind, row }) => (
          <>
            {named && `${en.kinds[kind].one}: `}
            <a href={urls.contractRecord(keyOf(room), kind, row.id)}>{titleOf(kind, row, room)}</a>
          </>
        ),
      },
      { label: en.columns.state, cell: ({ kind, row }) => <State kind={kind} row={row} /> },
      { label: en.columns.by, cell: ({ row }) => row.changed_name || '–', wideOnly: true },
    ]}
  />
)

const State = ({ kind, row }: { kind: RecordKind; row: Row }) => (
  <>
    <Tag kind={row.shown_at ? 'good' : 'waiting'}>{row.shown_at ? en.states.shown : en.states.waiting}</Tag>
    {kind === 'outcomes' && ' '}
    {kind === 'outcomes' && (
      <Tag kind={row.certified_at ? 'good' : 'waiting'}>{row.certified_at ? en.states.certified : en.states.uncertified}</Tag>
    )}
  </>
)

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

/** Every change of a room, the latest first. */
export const HistoryPage = ({
  room,
  changes,
  more,
  enters,
  problem,
  done,
}: {
  room: Room
  changes: Change[]
  more: boolean
  enters: boolean
  problem?: string
  done?: string
}) => (
  <StaffPage title={en.roomHistory(roomName(room))} crumbs={crumbsOf(room)}>
    <Done>{done}</Done>
    <Problem>{problem}</Problem>
    <Changes {...{ room, changes, enters }} named />
    <Pager next={more ? `${urls.recordHistory(keyOf(room))}?before=${changes.at(-1)!.id}` : null} />
  </StaffPage>
)

const Changes = ({ room, changes, enters, named }: { room: Room; changes: Change[]; enters: boolean; named?: boolean }) => (
  <Table
    caption={en.historyCaption}
    hideCaption
    rows={changes}
    rowKey={({ id }) => id}
    empty={<Empty title={en.noneYet} />}
    columns={[
      { label: en.changeColumns.what, cell: (change) => <What {...{ room, change, named }} /> },
      { label: en.changeColumns.who, cell: ({ by_name }) => by_name || '–', inline: true },
      { label: en.changeColumns.when, cell: ({ at }) => <Moment instant={at} zone={room.zone} as="stamp" />, inline: true },
      { label: en.changeColumns.nr, cell: ({ id }) => id, numeric: true, wideOnly: true },
      ...(enters
        ? [
            {
              label: en.changeColumns.back,
              cell: (change: Change) =>
                canGoBack(change) && (
                  <form method="post" action={urls.takeBackChange(keyOf(room), change.id)}>
                    <Button kind="plain" aria-label={en.takeBackLabel(change.id)}>
                      {en.takeBack}
                    </Button>
                  </form>
                ),
            },
          ]
        : []),
    ]}
  />
)

const about = /^(changed|shown|certified)_/
const differences = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  Object.keys(after).filter((name) => !about.test(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]))

/** A paper that was removed is gone; a confirmation that was taken away is given anew by confirming. */
const canGoBack = ({ fact, before, after }: Change) =>
  fact !== 'proof_file' && (!before || !after || differences(before, after).length > 0 || (!before.shown_at && Boolean(after.shown_at)))

function What({ room, change: { before, after, fact, fact_id, undoes }, named }: { room: Room; change: Change; named?: boolean }) {
  const kind = kindOfTable(fact)
  const row = (after ?? before)!
  const verb = !before
    ? en.change.entered
    : !after
      ? en.change.removed
      : differences(before, after).length > 0
        ? en.change.changed
        : !before.certified_at && after.certified_at
          ? en.change.certified
          : after.shown_at
            ? en.change.confirmed
            : en.change.hidden
  const changed = kind && before && after ? differences(before, after) : []
  const touched = (name: string, type: string) =>
    changed.includes(name) || (type === 'receipt' && changed.some((one) => one.startsWith(name)))
  const title = kind ? titleOf(kind, row, room) : String(row.name)
  const living = kind && room.records[kind].some(({ id }) => id === fact_id)
  return (
    <>
      <p>
        {verb}
        {undoes ? en.change.back(undoes) : ''}
        {(named || !kind) && (
          <>
            : {kind ? en.kinds[kind].one : en.proof},{' '}
            {living ? <a href={urls.contractRecord(keyOf(room), kind, fact_id)}>{title}</a> : title}
          </>
        )}
      </p>
      {changed.length > 0 && (
        <ul>
          {fieldsOf[kind!]
            .filter(({ name, type }) => touched(name, type))
            .map((field) => (
              <li key={field.name}>
                {en.fromTo(en.fields[field.name]!, valueOf(field, before!, room) ?? en.nothing, valueOf(field, after!, room) ?? en.nothing)}
              </li>
            ))}
          {changed.includes('proof_id') && <li>{en.proof}</li>}
        </ul>
      )}
    </>
  )
}
