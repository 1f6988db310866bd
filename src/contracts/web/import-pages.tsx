import { Button, ButtonLink, FileField, Form } from '../../ui/fields.tsx'
import { Island } from '../../ui/assets.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, FormErrors, Notice } from '../../ui/notices.tsx'
import { formatNumber } from '../../ui/number.ts'
import { Section } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { Day } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { ReadLine } from '../import-agreements.ts'
import { mediationLimit, type MediationNotice } from '../mediation-record.ts'
import { en } from '../record.en.ts'
import { fieldsOf, type Room } from '../record-kinds.ts'
import { crumbsOf, keyOf } from './record-pieces.tsx'
import { unitNames, valueOf } from './record-values.tsx'

export const importLimit = 250_000

/** First the file, then what would be entered, then entering it. `text` goes along in the form: nothing is kept in between. */
export function ImportPage({
  room,
  text,
  lines,
  problems,
  wrong,
}: {
  room: Room
  text?: string
  lines?: ReadLine[]
  problems?: string[]
  wrong?: string
}) {
  const words = en.import
  const action = urls.importAgreements(keyOf(room))
  return (
    <StaffPage title={words.title} crumbs={crumbsOf(room)} head={<Island name="file-drop" />}>
      <p class="lead">{words.lead}</p>
      {problems && (
        <FormErrors>
          <p>{words.problems}</p>
          <ul>
            {problems.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </FormErrors>
      )}
      {lines && (
        <Section title={words.preview(lines.length)} id="preview">
          <Table
            caption={words.preview(lines.length)}
            hideCaption
            rows={lines}
            rowKey={({ line }) => line}
            columns={[
              { label: en.fields.name!, cell: ({ values }) => values.name as string },
              { label: en.fields.unit_ids!, cell: ({ values }) => unitNames(values.unit_ids, room) },
              { label: en.fields.effective!, cell: ({ values }) => <Day date={values.effective as Temporal.PlainDate} short /> },
              { label: en.fields.last_day!, cell: ({ values }) => <Day date={values.last_day as Temporal.PlainDate} short /> },
              {
                label: en.fields.no_strike!,
                cell: ({ values }) =>
                  valueOf(
                    fieldsOf.agreements.find(({ name }) => name === 'no_strike')!,
                    values,
                    room,
                  ) ?? en.open,
              },
              { label: words.notices, cell: ({ notices }) => formatNumber(notices.length, 'en'), numeric: true },
            ]}
          />
          <Form action={action}>
            <input type="hidden" name="text" value={text} />
            <Button>{words.confirm}</Button>
          </Form>
        </Section>
      )}
      <Form action={action} upload errors={wrong ? { file: wrong } : undefined}>
        <p>{words.columns}</p>
        {!room.local && <p>{words.national}</p>}
        <FileField label={words.file} name="file" error={wrong} accept=".csv,text/csv" maxBytes={importLimit} required />
        <Button kind={lines ? 'plain' : 'primary'}>{words.check}</Button>
      </Form>
    </StaffPage>
  )
}

/** What the public record of notices says, and a new agreement that starts from one of its lines. */
export function MediationPage({ room, notices, more, wrong }: { room: Room; notices?: MediationNotice[]; more?: number; wrong?: string }) {
  const words = en.mediation
  const start = ({ ends, size, union }: MediationNotice) =>
    `${urls.newRecord(keyOf(room), 'agreements')}?${new URLSearchParams({ from: 'notices', name: union, last_day: ends.toString(), note: words.note(size ? formatNumber(size, 'en') : null) })}`
  return (
    <StaffPage title={words.title} crumbs={crumbsOf(room)} head={<Island name="file-drop" />}>
      <p class="lead">{words.lead}</p>
      {notices && notices.length === 0 && <Empty title={words.none} />}
      {notices && notices.length > 0 && (
        <Table
          caption={words.caption(notices.length)}
          rows={notices}
          columns={[
            { label: words.columns.union, cell: ({ union }) => union },
            { label: words.columns.employer, cell: ({ employer }) => employer },
            { label: words.columns.ends, cell: ({ ends }) => <Day date={ends} short /> },
            { label: words.columns.size, cell: ({ size }) => size && formatNumber(size, 'en'), numeric: true },
            { label: words.columns.place, cell: ({ place }) => place, wideOnly: true },
            { label: words.columns.filed, cell: ({ filed }) => filed && <Day date={filed} short /> },
            {
              label: words.columns.use,
              cell: (notice) =>
                notice.known ? (
                  <>
                    {words.known(notice.known.name)};{' '}
                    {notice.known.same ? (
                      words.same
                    ) : notice.known.ours ? (
                      <>
                        {words.differs} <Day date={notice.known.ours} short />
                      </>
                    ) : (
                      words.noFiled
                    )}
                  </>
                ) : (
                  <ButtonLink kind="plain" href={start(notice)} aria-label={words.startLabel(notice.union, notice.ends.toString())}>
                    {words.start}
                  </ButtonLink>
                ),
            },
          ]}
        />
      )}
      {Boolean(more) && (
        <Notice>
          <p>{words.more(more!)}</p>
        </Notice>
      )}
      <Form action={urls.mediationRecord(keyOf(room))} upload errors={wrong ? { file: wrong } : undefined}>
        <FileField label={words.file} name="file" error={wrong} accept=".csv,text/csv" maxBytes={mediationLimit} required />
        <Button kind={notices ? 'plain' : 'primary'}>{words.read}</Button>
      </Form>
    </StaffPage>
  )
}
