import { Button, ButtonLink, Form, RadioCards } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { More, Section, Tag } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Local } from '../../unions/unions.ts'
import type { Export } from '../export-log.ts'
import { en } from '../export.en.ts'
import type { Format } from '../member-list.ts'

export const LocalsPage = ({ locals }: { locals: readonly Local[] }) => (
  <StaffPage title={en.room.title}>
    <Table
      caption={en.room.locals}
      rows={locals}
      rowKey={(local) => local.id}
      columns={[{ label: en.room.local, cell: (local) => <a href={urls.localData(local.key)}>{local.name}</a> }]}
    />
  </StaffPage>
)

/** What an officer can do with all that is her local's. `query`: the filters and the segment of the list that she came from. */
export function DataPage({
  local,
  people,
  segment,
  query,
  exports,
  refusal,
}: {
  local: Local
  people: number
  /** Name of the segment that the list showed. */
  segment: string | null
  query: URLSearchParams
  exports: readonly Export[]
  refusal?: 'busy' | 'format'
}) {
  const { members, everything, erasing, log } = en
  return (
    <StaffPage
      title={en.room.of(local.name)}
      crumbs={[
        { href: urls.roster, label: en.room.roster },
        { href: urls.localRoster(local.key), label: local.name },
      ]}
    >
      <p>{en.room.lead}</p>
      {refusal === 'busy' && (
        <Notice kind="error" live>
          {en.busy}
        </Notice>
      )}
      <Section title={members.title} id="members">
        <p>{members.lead}</p>
        <p>
          <strong>
            {[...query].length ? `${segment === null ? members.chosen : members.segment(segment)}: ` : ''}
            {members.everybody(people)}
          </strong>
        </p>
        {[...query].length === 0 && (
          <p>
            <a href={urls.localRoster(local.key)}>{members.narrow}</a>
          </p>
        )}
        <Form action={urls.memberExport(local.key)} errors={refusal === 'format' ? { format: en.format } : undefined}>
          {[...query].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <RadioCards
            label={members.format}
            name="format"
            value="xlsx"
            required
            error={refusal === 'format' ? en.format : undefined}
            options={(['xlsx', 'csv', 'csv-plain'] satisfies Format[]).map((value) => ({ value, ...members.formats[value] }))}
          />
          <p class="hint">{members.care}</p>
          <Button>{members.submit}</Button>
        </Form>
      </Section>
      <Section title={everything.title} id="everything">
        <p>{everything.lead}</p>
        <form method="post" action={urls.localExport(local.key)}>
          <Button kind="plain">{everything.submit}</Button>
        </form>
      </Section>
      <Section title={erasing.title} id="erase">
        <p>{erasing.lead}</p>
        <div class="actions">
          <ButtonLink kind="quiet" href={urls.erasures(local.key)}>
            {erasing.log}
          </ButtonLink>
          <ButtonLink kind="quiet" href={urls.eraseLocal(local.key)}>
            {erasing.local}
          </ButtonLink>
        </div>
      </Section>
      <Section title={log.title} id="log">
        <Table
          caption={log.caption}
          rows={exports}
          rowKey={({ id }) => id}
          empty={<p>{log.none}</p>}
          columns={[
            { label: log.when, cell: ({ begunAt }) => <Moment instant={begunAt} as="stamp" /> },
            {
              label: log.what,
              cell: ({ id, kind, narrowed, format }) =>
                `${id}: ${log.kinds[kind]}${narrowed.length ? log.narrowed(narrowed) : ''}, ${format}`,
            },
            { label: log.by, cell: ({ byName }) => byName },
            { label: log.rows, numeric: true, cell: ({ rows }) => rows?.toLocaleString('en-US') ?? '–' },
            {
              label: log.state,
              cell: ({ outcome, sha256 }) => (
                <>
                  <Tag kind={outcome === 'complete' ? 'good' : outcome === null ? 'waiting' : 'bad'}>
                    {outcome ? log.outcomes[outcome] : log.open}
                  </Tag>
                  {sha256 && (
                    <More summary={log.sum}>
                      <code>{sha256}</code>
                    </More>
                  )}
                </>
              ),
            },
          ]}
        />
      </Section>
    </StaffPage>
  )
}
