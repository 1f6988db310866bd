import { version } from '../../home/source.ts'
import { Button, Field, Filters } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, Notice } from '../../ui/notices.tsx'
import { Section } from '../../ui/pieces.tsx'
import { Facts, Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en } from '../operation.en.ts'
import type { Concern, Operation } from '../watch.ts'

const began = Temporal.Now.instant()
const megabytes = (bytes: number) => (bytes < 1e9 ? `${Math.max(0.1, bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`)
const sentenceOf = (concern: Concern) => ('count' in concern ? en[concern.what](concern.count) : en[concern.what])

export function OperationPage({ operation, concerns, asked }: { operation: Operation; concerns: Concern[]; asked?: string }) {
  const { facts, jobs, troubles, backups } = en
  return (
    <StaffPage title={en.title}>
      <p class="lead">{en.lead}</p>
      {concerns.length === 0 ? (
        <Notice kind="success" title={en.allWell}>
          <p>{en.allWellText}</p>
        </Notice>
      ) : (
        <Notice kind="warning" title={en.needs}>
          <ul>
            {concerns.map((concern) => (
              <li key={concern.what}>{sentenceOf(concern)}</li>
            ))}
          </ul>
        </Notice>
      )}

      <Section title={facts.title}>
        <Facts
          rows={[
            { label: facts.program, value: <a href={urls.source}>{version}</a> },
            { label: facts.node, value: process.versions.node },
            { label: facts.database, value: `PostgreSQL ${operation.server}` },
            { label: facts.size, value: operation.databaseBytes === null ? null : megabytes(operation.databaseBytes) },
            { label: facts.migrations, value: facts.newest(operation.migrations.length, operation.migrations.at(-1) ?? '') },
            { label: facts.workers, value: String(operation.workers) },
            { label: facts.since, value: <Moment instant={began} as="stamp" /> },
          ]}
        />
      </Section>

      <Section title={jobs.title}>
        <Table
          caption={jobs.title}
          hideCaption
          rows={operation.jobs}
          rowKey={({ task }) => task}
          empty={<Empty title={jobs.none} />}
          columns={[
            { label: jobs.task, cell: ({ task }) => task },
            { label: jobs.due, numeric: true, cell: ({ due }) => due },
            { label: jobs.running, numeric: true, cell: ({ running }) => running },
            { label: jobs.later, numeric: true, cell: ({ later }) => later },
            { label: jobs.failed, numeric: true, cell: ({ failed }) => failed },
            { label: jobs.since, cell: ({ dueSince }) => (dueSince ? <Moment instant={dueSince} as="stamp" /> : '–') },
          ]}
        />
      </Section>

      <Section title={troubles.title}>
        <p>{troubles.lead}</p>
        <Filters action={urls.operation}>
          <Field label={troubles.search} name="reference" value={asked} maxlength={8} />
          <Button kind="quiet">{troubles.go}</Button>
        </Filters>
        {asked && (
          <p>
            <a href={urls.operation}>{troubles.all}</a>
          </p>
        )}
        <Table
          caption={troubles.title}
          hideCaption
          rows={operation.problems}
          rowKey={({ reference }) => reference}
          empty={asked ? <Notice>{troubles.notFound(asked)}</Notice> : <Empty title={troubles.none} />}
          columns={[
            { label: troubles.reference, cell: ({ reference }) => <code>{reference}</code> },
            { label: troubles.at, cell: ({ at }) => <Moment instant={at} as="stamp" /> },
            { label: troubles.place, cell: ({ place }) => place },
            {
              label: troubles.kind,
              cell: ({ kind, detail }) =>
                detail ? (
                  <details>
                    <summary>{kind}</summary>
                    <ul>
                      {detail.split('\n').map((line) => (
                        <li key={line}>
                          <code>{line}</code>
                        </li>
                      ))}
                    </ul>
                  </details>
                ) : (
                  kind
                ),
            },
          ]}
        />
      </Section>

      <Section title={backups.title}>
        <Table
          caption={backups.title}
          hideCaption
          rows={operation.backups}
          rowKey={({ madeAt }) => madeAt.toString()}
          empty={<Empty title={backups.none} />}
          columns={[
            { label: backups.at, cell: ({ madeAt }) => <Moment instant={madeAt} as="stamp" /> },
            { label: backups.bytes, numeric: true, cell: ({ bytes }) => megabytes(bytes) },
            { label: backups.rows, numeric: true, cell: ({ rows }) => rows.toLocaleString('en') },
            { label: backups.took, numeric: true, cell: ({ seconds }) => backups.seconds(Math.round(seconds * 10) / 10) },
          ]}
        />
      </Section>
    </StaffPage>
  )
}
