import { Button, ButtonLink, Field, Filters as FilterForm, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, Notice } from '../../ui/notices.tsx'
import { formatPhone } from '../../ui/number.ts'
import { More, Section } from '../../ui/pieces.tsx'
import { Facts, Pager, Table } from '../../ui/table.tsx'
import { Day, Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Merge } from '../../merging/merge-members.ts'
import { en as merging } from '../../merging/merging.en.ts'
import { en } from '../roster.en.ts'
import type { Filters } from '../filters.ts'
import type { Local } from '../../unions/unions.ts'
import type { Choices, findMembers, HistoryEntry, Member, MemberRow, Place } from '../roster-queries.ts'
import { Changed } from './import-parts.tsx'

export const RostersPage = ({ rosters }: { rosters: readonly (Local & { officer: boolean; members: number })[] }) => (
  <StaffPage title={en.rosters.title}>
    <p>{en.rosters.lead}</p>
    <Table
      caption={en.rosters.caption}
      rows={rosters}
      rowKey={(local) => local.id}
      columns={[
        { label: en.rosters.local, cell: (local) => <a href={urls.localRoster(local.key)}>{local.name}</a> },
        { label: en.rosters.members, numeric: true, cell: (local) => local.members.toLocaleString('en-US') },
        { label: en.rosters.office, cell: (local) => (local.officer ? en.rosters.wholeLocal : en.rosters.turf) },
        { label: en.imports.crumb, cell: (local) => local.officer && <a href={urls.rosterImports(local.key)}>{en.rosters.import}</a> },
      ]}
    />
  </StaffPage>
)

/** The members of a local, a page of them. */
export function MembersPage({
  local,
  officer,
  segments,
  segment,
  filters,
  choices,
  found,
  query,
  edge,
}: {
  local: Local
  officer: boolean
  /** What the officer can narrow the list to; none for a steward. */
  segments: readonly { id: number; name: string }[]
  segment?: number
  filters: Filters
  choices: Choices
  found: Awaited<ReturnType<typeof findMembers>>
  /** The filters as they stand in the address, without the place on the list. */
  query: URLSearchParams
  edge: boolean
}) {
  const words = en.list
  const filtered = [...query].some(([, value]) => value !== '')
  const { members, count } = found
  return (
    <StaffPage
      title={words.title(local.name)}
      crumbs={[{ href: urls.roster, label: words.crumb }]}
      actions={
        officer && (
          <>
            <ButtonLink kind="plain" href={urls.rosterImports(local.key)}>
              {words.imports}
            </ButtonLink>{' '}
            <ButtonLink kind="plain" href={urls.duplicates(local.key)}>
              {merging.link}
            </ButtonLink>{' '}
            <ButtonLink kind="plain" href={`${urls.localData(local.key)}${filtered || segment !== undefined ? `?${query}` : ''}`}>
              {words.download}
            </ButtonLink>
          </>
        )
      }
    >
      <FilterForm action={urls.localRoster(local.key)}>
        <Field
          label={words.search}
          name="search"
          type="search"
          value={filters.search}
          hint={words.searchHint}
          inputmode="search"
          autocomplete="off"
        />
        <Button kind="plain">{words.find}</Button>
        <More
          summary={words.filter}
          open={[filters.unit, filters.worksite, filters.department, filters.shift, filters.classification, filters.without, segment].some(
            Boolean,
          )}
        >
          <div class="filters">
            <Choice name="unit" label={words.unit} options={choices.units} value={filters.unit} />
            <Choice name="worksite" label={words.worksite} options={choices.worksites} value={filters.worksite} />
            <Choice
              name="department"
              label={words.department}
              options={choices.departments.map(({ id, name, worksite }) => ({ id, name: `${name}, ${worksite}` }))}
              value={filters.department}
            />
            <Choice name="shift" label={words.shift} options={choices.shifts} value={filters.shift} />
            <Choice name="classification" label={words.classification} options={choices.classifications} value={filters.classification} />
            {segments.length > 0 && (
              <Select
                label={words.segment}
                name="segment"
                empty={words.all}
                value={segment === undefined ? '' : String(segment)}
                options={segments.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
            )}
            <Select
              label={words.without}
              name="without"
              empty={words.all}
              value={filters.without}
              options={[
                { value: 'email', label: words.withoutEmail },
                { value: 'phone', label: words.withoutPhone },
              ]}
            />
          </div>
        </More>
      </FilterForm>
      {filtered && (
        <p>
          <a href={urls.localRoster(local.key)}>{words.clear}</a>
        </p>
      )}
      <Table
        caption={words.caption}
        rows={members}
        rowKey={(member) => member.id}
        empty={<Nobody local={local} officer={officer} filtered={filtered || edge} />}
        columns={[
          {
            label: words.name,
            cell: (member) => (
              <a href={urls.rosterMember(local.key, member.id)}>
                {member.lastName}, {member.firstName}
              </a>
            ),
          },
          { label: words.number, cell: (member) => member.externalId },
          { label: words.contact, cell: (member) => <Contact member={member} /> },
          {
            label: words.place,
            cell: (member) =>
              member.places.map((place, at) => (
                <div key={at}>{[place.worksite, place.department, place.classification, place.shift].filter(Boolean).join(', ')}</div>
              )),
          },
        ]}
      />
      {members.length > 0 && (
        <Pager
          summary={words.summary(members.length, count)}
          previous={pageHref(local, query, 'before', found.previous)}
          next={pageHref(local, query, 'after', found.next)}
        />
      )}
    </StaffPage>
  )
}

function Nobody({ local, officer, filtered }: { local: Local; officer: boolean; filtered: boolean }) {
  const words = en.list
  if (filtered)
    return (
      <Empty title={words.nobodyTitle}>
        <p>{words.nobody}</p>
      </Empty>
    )
  if (!officer)
    return (
      <Empty title={words.turfTitle}>
        <p>{words.turf}</p>
      </Empty>
    )
  return (
    <Empty title={words.emptyTitle}>
      <p>{words.empty}</p>
      <ButtonLink href={urls.rosterImports(local.key)}>{en.rosters.import}</ButtonLink>
    </Empty>
  )
}

const Choice = ({
  name,
  label,
  options,
  value,
}: {
  name: string
  label: string
  options: readonly { id: number; name: string }[]
  value: number | null
}) =>
  options.length > 1 || value !== null ? (
    <Select
      label={label}
      name={name}
      empty={en.list.all}
      value={value === null ? '' : String(value)}
      options={options.map((one) => ({ value: String(one.id), label: one.name }))}
    />
  ) : null

const Contact = ({ member }: { member: Pick<MemberRow, 'email' | 'phone'> }) => (
  <>
    <div>{member.email ? <a href={`mailto:${member.email}`}>{member.email}</a> : en.list.noEmail}</div>
    <div>{member.phone ? <a href={`tel:${member.phone}`}>{formatPhone(member.phone)}</a> : en.list.noPhone}</div>
  </>
)

/** (213) 555-0101; other countries as they are. */

/** The place on the list is said by a member's id: names in an address would stay in the browser's history. */
function pageHref(local: Local, query: URLSearchParams, way: 'before' | 'after', place: Place | null) {
  if (!place) return null
  const next = new URLSearchParams(query)
  next.set(way, String(place.id))
  return `${urls.localRoster(local.key)}?${next}`
}

/** One member. `history`: null where the asker sees no imports. `merged`: the records that became this one; `done`: just now; `apart`: the record that just became another one again. */
export function MemberPage({
  local,
  member,
  history,
  merged,
  language,
}: {
  local: Local
  member: Member
  history: readonly HistoryEntry[] | null
  merged?: { merges: readonly Merge[]; done: boolean; apart: number | undefined }
  language: string
}) {
  const words = en.member
  return (
    <StaffPage
      title={`${member.firstName} ${member.lastName}`}
      crumbs={[
        { href: urls.roster, label: en.list.crumb },
        { href: urls.localRoster(local.key), label: local.name },
      ]}
    >
      <Done>{merged?.done && merged.merges.length > 0 && merging.member.merged}</Done>
      {merged?.apart !== undefined && (
        <Notice kind="success" live>
          {merging.member.undone} <a href={urls.rosterMember(local.key, merged.apart)}>{merging.member.other}</a>
        </Notice>
      )}
      <Section title={words.facts}>
        <Facts
          rows={[
            { label: words.number, value: member.externalId },
            {
              label: words.elsewhere,
              value:
                member.elsewhere.length > 0 &&
                member.elsewhere.map(({ source, externalId }) => <div key={source}>{words.elsewhereId(source, externalId)}</div>),
            },
            { label: words.email, value: member.email ? <a href={`mailto:${member.email}`}>{member.email}</a> : words.none },
            { label: words.phone, value: member.phone ? <a href={`tel:${member.phone}`}>{formatPhone(member.phone)}</a> : words.none },
            { label: words.language, value: language },
            { label: words.hired, value: member.hiredOn && <Day date={member.hiredOn} short /> },
            { label: words.added, value: <Moment instant={member.addedAt} as="day" /> },
            { label: words.signedIn, value: member.signedIn ? words.yes : words.notYet },
          ]}
        />
      </Section>
      <Section title={words.assignments}>
        {member.places.length === 0 && <p>{words.noPlace}</p>}
        {member.places.map((place, at) => (
          <Facts
            key={at}
            rows={[
              { label: words.unit, value: place.unit },
              { label: words.worksite, value: place.worksite },
              { label: words.department, value: place.department },
              { label: words.classification, value: place.classification },
              { label: words.shift, value: place.shift },
            ]}
          />
        ))}
      </Section>
      {history && (
        <Section title={words.history}>
          {history.length === 0 && !member.addedBy && <p>{words.noHistory}</p>}
          <ul class="rows">
            {history.map((entry, at) => (
              <li key={at}>
                <div>
                  <p>
                    <a href={urls.rosterImport(local.key, entry.importId)}>{words.by(entry.fileName, entry.byName)}</a>,{' '}
                    <Moment instant={entry.at} as="stamp" />
                  </p>
                  {entry.changes.map((change) => (
                    <Changed key={change.field} {...change} />
                  ))}
                </div>
              </li>
            ))}
            {member.addedBy && (
              <li>
                <p>
                  <a href={urls.rosterImport(local.key, member.addedBy.id)}>{words.addedBy(member.addedBy.fileName)}</a>
                </p>
              </li>
            )}
          </ul>
        </Section>
      )}
      {merged && merged.merges.length > 0 && (
        <Section title={merging.member.title}>
          <ul class="rows">
            {merged.merges.map((merge) => (
              <li key={merge.id}>
                <p>
                  {merging.member.entry(merge.name, merge.externalId)}, <Moment instant={merge.at} as="stamp" />,{' '}
                  {merging.member.by(merge.byName)}. <a href={urls.merge(local.key, merge.id)}>{merging.member.open}</a>
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {history && (
        <p>
          <a href={urls.chooseDuplicate(local.key, member.id)}>{merging.choose.link}</a>
        </p>
      )}
      {history && (
        <p>
          <a href={urls.eraseMember(local.key, member.id)}>{words.erase}</a>
        </p>
      )}
    </StaffPage>
  )
}
