import type { ComponentChildren } from 'preact'
import { Actions, Button, ButtonLink } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, Notice } from '../../ui/notices.tsx'
import { Section } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Local } from '../../unions/unions.ts'
import type { Counted, Erasure, LocalErasure } from '../erasure.ts'
import { en } from '../erasure.en.ts'
import type { Period } from '../retention.ts'

const crumbsOf = (local: Local, officer = true) =>
  officer
    ? [
        { href: urls.localRoster(local.key), label: local.name },
        { href: urls.localData(local.key), label: en.crumb },
      ]
    : []
const said = ({ what, rows }: Counted) => en.of(en.things[what] ?? what.replaceAll('_', ' '), rows)
const order = Object.keys(en.things)
const listed = (removed: Record<string, number>): Counted[] => Object.entries(removed).map(([what, rows]) => ({ what, rows }))

const Goes = ({ title = en.goes, counts, more = [] }: { title?: string; counts: readonly Counted[]; more?: readonly string[] }) => (
  <Section title={title}>
    <ul>
      {counts
        .toSorted((a, b) => order.indexOf(a.what) - order.indexOf(b.what))
        .map((one) => (
          <li key={one.what}>{said(one)}</li>
        ))}
      {more.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  </Section>
)
const Stays = ({ sentences }: { sentences: readonly string[] }) => (
  <Section title={en.stays}>
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  </Section>
)

/** Before somebody is erased: what goes, what stays and why. */
export const ErasePersonPage = ({
  local,
  person,
  holdsOffice,
}: {
  local: Local
  person: { id: number; name: string; counts: Counted[] }
  holdsOffice?: boolean
}) => (
  <StaffPage title={en.person.title(person.name)} crumbs={crumbsOf(local)}>
    {holdsOffice && (
      <Notice kind="error" live>
        {en.person.holdsOffice} <a href={urls.offices}>{urls.offices}</a>
      </Notice>
    )}
    <p>{en.person.lead}</p>
    <Goes counts={person.counts} more={en.person.alsoGoes} />
    <Stays sentences={en.person.stays} />
    <form method="post" action={urls.eraseMember(local.key, person.id)}>
      <Actions>
        <Button kind="danger">{en.person.confirm}</Button>
        <ButtonLink kind="quiet" href={urls.rosterMember(local.key, person.id)}>
          {en.person.back}
        </ButtonLink>
      </Actions>
    </form>
  </StaffPage>
)

/** Afterwards, for whoever has to show that it was done. */
export const ErasurePage = ({ local, erasure, fresh }: { local: Local; erasure: Erasure; fresh: boolean }) => (
  <StaffPage
    title={en.erasures.one(erasure.id)}
    crumbs={[...crumbsOf(local), { href: urls.erasures(local.key), label: en.erasures.title(local.name) }]}
  >
    <Done>{fresh && en.person.done}</Done>
    <p>
      <Moment instant={erasure.at} />, {erasure.kind === 'person' ? en.erasures.person(erasure.memberId) : en.erasures.local}
    </p>
    <Goes title={en.removed} counts={listed(erasure.removed)} />
    <Stays sentences={erasure.kind === 'person' ? en.person.stays : en.local.stays} />
  </StaffPage>
)

export const ErasuresPage = ({ local, erasures }: { local: Local; erasures: readonly Erasure[] }) => (
  <StaffPage
    title={en.erasures.title(local.name)}
    crumbs={crumbsOf(local)}
    actions={
      <ButtonLink kind="quiet" href={urls.eraseLocal(local.key)}>
        {en.local.link}
      </ButtonLink>
    }
  >
    <Table
      caption={en.erasures.caption}
      rows={erasures}
      rowKey={({ id }) => id}
      empty={<Empty title={en.erasures.none} />}
      columns={[
        {
          label: en.erasures.when,
          cell: ({ id, at }) => (
            <a href={urls.erasure(local.key, id)}>
              <Moment instant={at} as="stamp" />
            </a>
          ),
        },
        { label: en.erasures.whom, cell: ({ kind, memberId }) => (kind === 'person' ? en.erasures.person(memberId) : en.erasures.local) },
        {
          label: en.erasures.what,
          numeric: true,
          cell: ({ removed }) =>
            Object.values(removed)
              .reduce((sum, rows) => sum + rows, 0)
              .toLocaleString('en-US'),
        },
      ]}
    />
  </StaffPage>
)

/** A whole local: asked for, waiting, and what it would take. */
export function EraseLocalPage({
  local,
  officer,
  mine,
  open,
  counts,
  outcome,
}: {
  local: Local
  officer: boolean
  mine: boolean
  open: LocalErasure | null
  counts: readonly Counted[]
  outcome?: string
}) {
  const words = en.local
  const step = (name: 'confirm' | 'cancel', kind: 'danger' | 'plain', label: ComponentChildren) => (
    <form method="post" action={urls.localErasureStep(local.key, name)}>
      <Button kind={kind}>{label}</Button>
    </form>
  )
  return (
    <StaffPage title={words.title(local.name)} crumbs={crumbsOf(local, officer)}>
      {outcome && words.outcomes[outcome] && (
        <Notice kind={outcome === 'cancelled' ? 'success' : 'error'} live>
          {words.outcomes[outcome]}
        </Notice>
      )}
      <p>{words.lead}</p>
      {open && !open.dueAt && <Notice kind="warning">{words.asked(open.askedName)}</Notice>}
      {open?.dueAt && (
        <Notice kind="warning">
          {words.due(open.askedName, open.confirmedName ?? '')} <Moment instant={open.dueAt} />.
        </Notice>
      )}
      {officer && (
        <p>
          {words.first} <a href={urls.localData(local.key)}>{en.crumb}</a>
        </p>
      )}
      {counts.length ? <Goes counts={counts} more={words.alsoGoes} /> : <p>{words.nothing}</p>}
      <Stays sentences={words.stays} />
      <div class="actions">
        {!open && (
          <form method="post" action={urls.eraseLocal(local.key)}>
            <Button kind="danger">{words.ask}</Button>
          </form>
        )}
        {open && !open.dueAt && !mine && step('confirm', 'danger', words.confirm)}
        {open && step('cancel', 'plain', words.cancel)}
      </div>
    </StaffPage>
  )
}

export const RetentionPage = ({ periods, queued }: { periods: readonly Period[]; queued: boolean }) => (
  <StaffPage title={en.retention.title}>
    {queued && (
      <Notice kind="info" live>
        {en.retention.running}
      </Notice>
    )}
    <p>{en.retention.lead}</p>
    <Table
      caption={en.retention.caption}
      rows={periods}
      rowKey={({ what }) => what}
      columns={[
        { label: en.retention.what, cell: ({ what }) => en.retention.periods[what] ?? what },
        { label: en.retention.days, numeric: true, cell: ({ days }) => en.retention.span(days) },
        { label: en.retention.last, cell: ({ lastRun }) => (lastRun ? <Moment instant={lastRun} as="stamp" /> : en.retention.never) },
        { label: en.retention.removed, numeric: true, cell: ({ lastRemoved }) => lastRemoved.toLocaleString('en-US') },
        { label: en.retention.all, numeric: true, cell: ({ removed }) => removed.toLocaleString('en-US') },
      ]}
    />
    <form method="post" action={urls.retention}>
      <Button kind="plain">{en.retention.run}</Button>
    </form>
  </StaffPage>
)
