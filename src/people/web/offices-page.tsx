import { Button, Field, Form, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { formatShortDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { findGrantable, OfficeRow } from '../offices.ts'
import { en } from '../staff.en.ts'

const words = en.offices
type Errors = Partial<Record<'name' | 'address' | 'what' | 'lastDay', string>>

export function OfficesPage({ offices, grantable, typed = {}, errors, refusal, done }: {
  offices: readonly OfficeRow[]
  grantable: Awaited<ReturnType<typeof findGrantable>>
  typed?: Record<string, string>
  errors?: Errors
  refusal?: 'last'
  done?: 'granted' | 'ended'
}) {
  const { zone, lang } = useShell()
  const day = (instant: Temporal.Instant) => formatShortDay(instant, zone, lang)
  return (
    <StaffPage title={words.title} crumbs={[{ href: urls.staff, label: en.home.title }]}>
      <p>{words.lead}</p>
      {done && <Notice kind="success" live>{done === 'granted' ? words.granted : words.endedNow}</Notice>}
      {refusal && <Notice kind="error" live>{words.errors[refusal]}</Notice>}
      <Table caption={words.caption} rows={offices} rowKey={(office) => office.id} empty={<p>{words.none}</p>} columns={[
        { label: words.holder, cell: (office) => office.holder },
        { label: words.role, cell: (office) => words.roles[office.role] },
        { label: words.place, cell: (office) => office.place || words.coalition },
        { label: words.since, cell: (office) => day(office.grantedAt) },
        { label: words.state, cell: (office) => office.endedAt ? words.ended(day(office.endedAt)) : <><Tag kind="good">{words.active}</Tag> {office.until && words.until(day(office.until.subtract({ hours: 1 })))}</> },
        { label: words.end, cell: (office) => !office.endedAt && (
          <form method="post" action={urls.endOffice(office.id)}><Button kind="quiet" aria-label={words.endLabel(office.holder, words.roles[office.role]!)}>{words.end}</Button></form>
        ) },
      ]} />
      {grantable.length > 0 && (
        <Section title={words.grant} id="grant">
          <Form action={urls.offices} errors={errors}>
            <Field label={words.name} name="name" value={typed.name} hint={words.nameHint} error={errors?.name} required maxlength={120} autocomplete="off" />
            <Field label={words.address} name="address" type="email" value={typed.address} hint={words.addressHint} error={errors?.address} required autocomplete="off" />
            <Select label={words.what} name="what" value={typed.what} error={errors?.what} required
              options={grantable.map(({ value, role, place }) => ({ value, label: `${words.roles[role]}, ${place || words.coalition}` }))} />
            <Field label={words.lastDay} name="lastDay" type="date" value={typed.lastDay} hint={words.lastDayHint} error={errors?.lastDay} />
            <Button>{words.submit}</Button>
          </Form>
        </Section>
      )}
    </StaffPage>
  )
}
