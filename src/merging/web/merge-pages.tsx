import { Actions, Button, ButtonLink, Field, Filters, Form, RadioCards } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, Notice } from '../../ui/notices.tsx'
import { formatPhone } from '../../ui/number.ts'
import { Section } from '../../ui/pieces.tsx'
import { Facts, Pager, Table } from '../../ui/table.tsx'
import { formatShortDay, Moment } from '../../ui/time.tsx'
import type { Local } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { columns, differences, inOrder, usual, type Column, type MemberRecord } from '../merge.ts'
import type { Merge, MergeRefusal, UndoRefusal } from '../merge-members.ts'
import { pairsPage, type Pair } from '../merge-queries.ts'
import { en } from '../merging.en.ts'

const nameOf = ({ firstName, lastName }: Pick<MemberRecord, 'firstName' | 'lastName'>) => `${firstName} ${lastName}`
const crumbsOf = (local: Local, member?: MemberRecord) => [
  { href: urls.roster, label: en.roster },
  { href: urls.localRoster(local.key), label: local.name },
  ...(member ? [{ href: urls.rosterMember(local.key, member.id), label: nameOf(member) }] : []),
]
const pairUrl = (local: Local, one: number, other: number) => {
  const { kept, gone } = inOrder(one, other)
  return urls.mergePair(local.key, kept, gone)
}

const Contact = ({ member: { email, phone } }: { member: MemberRecord }) => (
  <>
    {[email, phone && formatPhone(phone)].filter(Boolean).map((line) => (
      <div key={line}>{line}</div>
    ))}
  </>
)
const Where = ({ member: { places } }: { member: MemberRecord }) => (
  <>
    {places.map(({ unitId, at }) => (
      <div key={unitId}>{at}</div>
    ))}
  </>
)

const Brief = ({ local, member }: { local: Local; member: MemberRecord }) => (
  <>
    <div>
      <a href={urls.rosterMember(local.key, member.id)}>
        {member.lastName}, {member.firstName}
      </a>
      {member.externalId && <>, {member.externalId}</>}
    </div>
    <Contact member={member} />
    <Where member={member} />
  </>
)

export function DuplicatesPage({ local, pairs, from, more }: { local: Local; pairs: readonly Pair[]; from: number; more: boolean }) {
  const words = en.list
  const at = (place: number) => `${urls.duplicates(local.key)}${place > 0 ? `?from=${place}` : ''}`
  return (
    <StaffPage title={words.title(local.name)} crumbs={crumbsOf(local)}>
      <p>{words.lead}</p>
      <Table
        caption={words.caption}
        rows={pairs}
        rowKey={({ one, other }) => `${one.id}-${other.id}`}
        empty={
          <Empty title={words.none}>
            <p>{words.noneText}</p>
          </Empty>
        }
        columns={[
          { label: words.one, cell: ({ one }) => <Brief local={local} member={one} /> },
          { label: words.other, cell: ({ other }) => <Brief local={local} member={other} /> },
          { label: words.alike, cell: ({ likenesses }) => likenesses.map((one) => en.likenesses[one]).join(', ') },
          {
            label: words.what,
            cell: ({ one, other }) => (
              <a href={pairUrl(local, one.id, other.id)} aria-label={words.compareLabel(nameOf(one), nameOf(other))}>
                {words.compare}
              </a>
            ),
          },
        ]}
      />
      {(more || from > 0) && (
        <Pager
          summary={words.summary(from, pairs.length)}
          previous={from > 0 ? at(from - pairsPage) : null}
          next={more ? at(from + pairsPage) : null}
        />
      )}
    </StaffPage>
  )
}

/** The other record, to be chosen. */
export function ChoosePage({
  local,
  member,
  others,
  search,
}: {
  local: Local
  member: MemberRecord
  others: readonly MemberRecord[]
  search: string
}) {
  const words = en.choose
  return (
    <StaffPage title={words.title(nameOf(member))} crumbs={crumbsOf(local, member)}>
      <Filters action={urls.chooseDuplicate(local.key, member.id)}>
        <Field label={words.search} name="search" type="search" value={search} hint={words.searchHint} autocomplete="off" />
        <Button kind="plain">{words.find}</Button>
      </Filters>
      <Table
        caption={search ? words.found : words.caption}
        rows={others}
        rowKey={({ id }) => id}
        empty={<p>{search ? words.nobody : words.none}</p>}
        columns={[
          {
            label: words.name,
            cell: (other) => (
              <a href={urls.rosterMember(local.key, other.id)}>
                {other.lastName}, {other.firstName}
              </a>
            ),
          },
          { label: words.number, cell: (other) => other.externalId },
          { label: words.contact, cell: (other) => <Contact member={other} /> },
          { label: words.place, cell: (other) => <Where member={other} /> },
          {
            label: words.what,
            cell: (other) => (
              <a href={pairUrl(local, member.id, other.id)} aria-label={en.list.compareLabel(nameOf(member), nameOf(other))}>
                {en.list.compare}
              </a>
            ),
          },
        ]}
      />
    </StaffPage>
  )
}

function shown(member: MemberRecord, column: Column): string {
  const said = member[column]
  if (said === null) return en.pair.empty
  if (column === 'phone') return formatPhone(said)
  if (column === 'hiredOn') return formatShortDay(Temporal.PlainDate.from(said), 'UTC', 'en')
  return column === 'language' ? (new Intl.DisplayNames(['en'], { type: 'language' }).of(said) ?? said) : said
}

/** Both records side by side, and what becomes of them. */
export function PairPage({
  local,
  kept,
  gone,
  counts,
  typed = {},
  refused,
  incomplete,
}: {
  local: Local
  kept: MemberRecord
  gone: MemberRecord
  counts: readonly { what: string; rows: number }[]
  typed?: Record<string, string>
  refused?: MergeRefusal
  incomplete?: boolean
}) {
  const words = en.pair
  const different = differences(kept, gone)
  const side = (name: string, otherwise: string) => (typed[name] === 'kept' || typed[name] === 'gone' ? typed[name] : otherwise)
  const label = (member: MemberRecord, column: Column) =>
    shown(member, column) + (column === 'email' && member.email && member.signsIn ? ` (${words.signsIn})` : '')
  const same = columns.filter((column) => !different.columns.includes(column) && kept[column] !== null)
  const both = kept.places.filter(({ unitId }) => !different.units.includes(unitId))
  return (
    <StaffPage title={words.title(nameOf(kept), nameOf(gone))} crumbs={crumbsOf(local, kept)}>
      {refused && (
        <Notice kind="error" live>
          {en.refusals[refused]}
        </Notice>
      )}
      {incomplete && (
        <Notice kind="error" live>
          {words.incomplete}
        </Notice>
      )}
      <p>{words.lead}</p>
      <Form action={urls.mergePair(local.key, kept.id, gone.id)}>
        {different.columns.length + different.units.length === 0 ? (
          <p>{words.allSame}</p>
        ) : (
          <Section title={words.choose}>
            {different.columns.map((column) => (
              <RadioCards
                key={column}
                required
                label={words.columns[column]}
                name={`column-${column}`}
                value={side(`column-${column}`, usual(kept, gone, column))}
                options={[
                  { value: 'kept', label: label(kept, column), hint: words.kept },
                  { value: 'gone', label: label(gone, column), hint: words.gone },
                ]}
              />
            ))}
            {different.units.map((unit) => {
              const place = (member: MemberRecord) => member.places.find(({ unitId }) => unitId === unit)!
              return (
                <RadioCards
                  key={unit}
                  required
                  label={words.unit(place(kept).unit)}
                  name={`unit-${unit}`}
                  value={side(`unit-${unit}`, 'kept')}
                  options={[
                    { value: 'kept', label: place(kept).at, hint: words.kept },
                    { value: 'gone', label: place(gone).at, hint: words.gone },
                  ]}
                />
              )
            })}
          </Section>
        )}
        {same.length + both.length > 0 && (
          <Section title={words.same}>
            <Facts
              rows={[
                ...same.map((column) => ({ label: words.columns[column], value: shown(kept, column) })),
                ...both.map(({ unit, at }) => ({ label: words.unit(unit), value: at })),
              ]}
            />
          </Section>
        )}
        <Section title={words.goes}>
          {counts.length === 0 ? (
            <p>{words.nothing}</p>
          ) : (
            <ul>
              {counts.map(({ what, rows }) => (
                <li key={what}>{words.of(words.things[what] ?? what.replaceAll('_', ' '), rows)}</li>
              ))}
            </ul>
          )}
          <ul>
            {words.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
        <Actions>
          <Button>{words.merge}</Button>
          <ButtonLink kind="quiet" href={urls.rosterMember(local.key, kept.id)}>
            {words.back}
          </ButtonLink>
        </Actions>
      </Form>
      <form method="post" action={urls.twoPeople(local.key, kept.id, gone.id)}>
        <Actions>
          <Button kind="plain">{words.two}</Button>
        </Actions>
      </form>
    </StaffPage>
  )
}

/** Before a merge is taken back, or why it can't be. `other`: the merge or the record that stands in the way. */
export function MergePage({
  local,
  merge,
  kept,
  refused,
  other,
}: {
  local: Local
  merge: Merge
  kept: MemberRecord
  refused?: UndoRefusal
  other?: number | null
}) {
  const words = en.merge
  const which = refused && words.which[refused]
  return (
    <StaffPage title={words.title(merge.name)} crumbs={crumbsOf(local, kept)}>
      {refused && (
        <Notice kind="error" live>
          {words.refusals[refused]}{' '}
          {which && other && <a href={refused === 'later' ? urls.merge(local.key, other) : urls.rosterMember(local.key, other)}>{which}</a>}
        </Notice>
      )}
      <p>
        <Moment instant={merge.at} as="stamp" />, {en.member.by(merge.byName)}
      </p>
      <p>{words.lead(merge.name, merge.externalId)}</p>
      <Facts
        rows={[
          { label: en.pair.columns.externalId, value: merge.externalId },
          { label: en.pair.columns.email, value: merge.email },
          { label: en.pair.columns.phone, value: merge.phone && formatPhone(merge.phone) },
        ]}
      />
      <p>{words.since}</p>
      <form method="post" action={urls.merge(local.key, merge.id)}>
        <Actions>
          <Button>{words.undo}</Button>
          <ButtonLink kind="quiet" href={urls.rosterMember(local.key, kept.id)}>
            {words.back}
          </ButtonLink>
        </Actions>
      </form>
    </StaffPage>
  )
}
