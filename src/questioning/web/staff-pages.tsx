import { Actions, Button } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty } from '../../ui/notices.tsx'
import { Card, Cards, Section, Tag } from '../../ui/pieces.tsx'
import { Facts, Pager, Table } from '../../ui/table.tsx'
import { Day, Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en as words } from '../questioning-staff.en.ts'
import type { ReadReport } from '../report-queries.ts'

const crumbs = [{ href: urls.staff, label: 'Staff' }]
export const perPage = 50

interface Local {
  key: string
  name: string
}

export const ChooseLocalPage = ({ locals }: { locals: readonly (Local & { waiting: number })[] }) => (
  <StaffPage title={words.title} crumbs={crumbs}>
    <p>{words.choose}</p>
    <Cards>
      {locals.map(({ key, name, waiting }) => (
        <Card key={key} as="h2" title={name} href={urls.localQuestioning(key)}>
          <p>{words.waiting(waiting)}</p>
        </Card>
      ))}
    </Cards>
  </StaffPage>
)

function State({ report }: { report: ReadReport }) {
  if (report.closedAt) return <Tag>{words.states.closed}</Tag>
  return report.takenName ? <Tag kind="good">{words.states.taken(report.takenName)}</Tag> : <Tag kind="waiting">{words.states.new}</Tag>
}

const beginning = (text: string) => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text)

export const ReportsPage = ({
  local,
  reports,
  page,
  removed,
}: {
  local: Local
  reports: readonly ReadReport[]
  page: number
  removed: boolean
}) => (
  <StaffPage title={words.of(local.name)} crumbs={crumbs}>
    <Done>{removed && words.removed}</Done>
    <p>{words.lead}</p>
    <p>
      <a href={urls.tellQuestioning}>{words.form}</a>
    </p>
    <Table
      caption={words.caption}
      rows={reports.slice(0, perPage)}
      rowKey={(report) => report.id}
      empty={
        <Empty title={words.none}>
          <p>{words.noneText}</p>
        </Empty>
      }
      columns={[
        { label: words.what, cell: (report) => <a href={urls.questioningReport(local.key, report.id)}>{beginning(report.what)}</a> },
        { label: words.state, cell: (report) => <State report={report} /> },
        { label: words.when, cell: (report) => <Moment instant={report.toldAt} as="stamp" /> },
        { label: words.who, cell: (report) => report.name || report.email || report.phone || words.unnamed },
      ]}
    />
    {(page > 1 || reports.length > perPage) && (
      <Pager
        previous={page > 1 ? `${urls.localQuestioning(local.key)}?page=${page - 1}` : null}
        next={reports.length > perPage ? `${urls.localQuestioning(local.key)}?page=${page + 1}` : null}
      />
    )}
  </StaffPage>
)

export function ReportPage({ local, report }: { local: Local; report: ReadReport }) {
  const step = (which: 'take' | 'close' | 'remove') => urls.questioningStep(local.key, report.id, which)
  const known = report.name || report.email || report.phone
  return (
    <StaffPage
      title={words.report(report.id)}
      crumbs={[...crumbs, { href: urls.localQuestioning(local.key), label: words.of(local.name) }]}
    >
      <p>
        <State report={report} />
      </p>
      <p class="as-told" lang={report.lang}>
        {report.what}
      </p>
      <Facts
        rows={[
          { label: words.fields.day, value: report.happenedOn && <Day date={report.happenedOn} /> },
          { label: words.fields.clock, value: report.clock },
          { label: words.fields.place, value: report.place },
          { label: words.fields.askedBy, value: report.askedBy },
          { label: words.fields.others, value: report.others },
          { label: words.fields.name, value: report.name },
          { label: words.fields.email, value: report.email && <a href={`mailto:${report.email}`}>{report.email}</a> },
          { label: words.fields.phone, value: report.phone && <a href={`tel:${report.phone.replace(/[^+\d]/g, '')}`}>{report.phone}</a> },
          { label: words.fields.told, value: <Moment instant={report.toldAt} as="stamp" /> },
          { label: words.fields.language, value: words.languages[report.lang] },
        ]}
      />
      {!known && <p>{words.anonymous}</p>}
      <p class="hint">{words.clockText}</p>
      <Actions>
        <form method="post" action={step('take')}>
          <Button kind={report.takenName ? 'plain' : 'primary'}>{report.takenName ? words.takeOver : words.take}</Button>
        </form>
        {report.takenName && !report.closedAt && (
          <form method="post" action={step('close')}>
            <Button>{words.close}</Button>
          </form>
        )}
      </Actions>
      <Section title={words.remove.title}>
        <p>{words.remove.text}</p>
        <form method="post" action={step('remove')}>
          <Button kind="danger">{words.remove.button}</Button>
        </form>
      </Section>
    </StaffPage>
  )
}
