import { Button, Field, Filters, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Pager, Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { groups, type AuditRow, type Group } from '../audit.ts'
import { en, sentence } from '../audit.en.ts'

export type Typed = Record<'of' | 'group' | 'from' | 'to' | 'member', string>

/** `place`: a local the asker serves, or null for the coalition. */
export function AuditPage({
  places,
  place,
  typed,
  errors,
  found,
  before,
}: {
  places: readonly { key: string; name: string }[]
  place: { key: string; name: string } | null
  typed: Typed
  errors: Partial<Record<keyof Typed, string>>
  found: { rows: AuditRow[]; more: boolean }
  before: number | null
}) {
  const query = new URLSearchParams(Object.entries(typed).filter(([, value]) => value !== ''))
  const filtered = (['group', 'from', 'to', 'member'] as const).some((name) => typed[name] !== '')
  const older = new URLSearchParams(query)
  if (found.more) older.set('before', String(found.rows.at(-1)!.id))
  return (
    <StaffPage title={en.title}>
      <p>{en.lead}</p>
      <Filters action={urls.audit}>
        {places.length > 1 && (
          <Select
            label={en.whose}
            name="of"
            value={place?.key ?? ''}
            options={places.map(({ key, name }) => ({ value: key, label: name }))}
          />
        )}
        <Select
          label={en.group}
          name="group"
          value={typed.group}
          empty={en.all}
          options={(Object.keys(groups) as Group[]).map((group) => ({ value: group, label: en.groups[group] }))}
        />
        <Field label={en.from} name="from" type="date" value={typed.from} error={errors.from} />
        <Field label={en.to} name="to" type="date" value={typed.to} error={errors.to} />
        {place && place.key !== '' && (
          <Field label={en.member} name="member" value={typed.member} hint={en.memberHint} error={errors.member} autocomplete="off" />
        )}
        <Button kind="plain">{en.find}</Button>
      </Filters>
      <Table
        caption={en.caption}
        rows={found.rows}
        rowKey={(row) => row.id}
        empty={<Empty title={filtered ? en.noneFound : en.none} />}
        columns={[
          { label: en.what, cell: sentence },
          { label: en.by, cell: (row) => (row.by ? en.actor(row.by) : en.program) },
          { label: en.at, cell: (row) => <Moment instant={row.at} as="stamp" /> },
          { label: en.about, cell: (row) => place && place.key !== '' && <About row={row} local={place.key} /> },
        ]}
      />
      {found.rows.length > 0 && (
        <Pager
          summary={en.range(found.rows.length)}
          previous={before === null ? null : `${urls.audit}?${query}`}
          next={found.more ? `${urls.audit}?${older}` : null}
        />
      )}
    </StaffPage>
  )
}

/** What it is about, as a link: numbers, for the page of a name leaves its own trace. */
function About({ row: { memberIds, detail }, local }: { row: AuditRow; local: string }) {
  if (detail.import) return <a href={urls.rosterImport(local, detail.import)}>{en.import(detail.import)}</a>
  if (!memberIds) return null
  const shown = memberIds.slice(0, 5)
  return (
    <>
      {shown.map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <a href={urls.rosterMember(local, id)}>{en.memberLink(id)}</a>
        </span>
      ))}
      {memberIds.length > shown.length && en.andMore(memberIds.length - shown.length)}
    </>
  )
}
