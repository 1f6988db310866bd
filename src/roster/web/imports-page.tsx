import { Island } from '../../ui/assets.tsx'
import { Actions, Button, FileField, Form } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { largestFile, type Import, type UploadRefusal } from '../import.ts'
import type { Profile } from '../profiles.ts'
import { en } from '../roster.en.ts'
import type { Local } from '../../unions/unions.ts'
import { crumbsOf, number } from './import-parts.tsx'

/** The imports of a local, and where the next one starts. */
export function ImportsPage({
  local,
  imports,
  profiles,
  refusal,
}: {
  local: Local
  imports: readonly Import[]
  profiles: readonly Profile[]
  refusal?: UploadRefusal
}) {
  const words = en.imports
  return (
    <StaffPage title={words.title(local.name)} crumbs={crumbsOf(local)}>
      <Section title={words.start}>
        <p>{words.lead}</p>
        <Form action={urls.rosterImports(local.key)} upload errors={refusal && { file: words.refusals[refusal] }}>
          <FileField
            label={words.file}
            name="file"
            hint={words.hint}
            accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/plain,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            maxBytes={largestFile}
            required
          />
          <Actions>
            <Button>{words.send}</Button>
          </Actions>
        </Form>
        <Island name="file-drop" />
      </Section>
      <Table
        caption={words.caption}
        rows={imports}
        rowKey={(one) => one.id}
        empty={<Empty title={words.none} />}
        columns={[
          { label: words.name, cell: (one) => <a href={urls.rosterImport(local.key, one.id)}>{one.fileName}</a> },
          { label: words.when, cell: (one) => <Moment instant={one.createdAt} as="stamp" /> },
          { label: words.by, cell: (one) => one.byName },
          {
            label: words.state,
            cell: (one) => (
              <Tag kind={one.state === 'done' ? 'good' : one.state === 'failed' ? 'bad' : 'plain'}>{words.states[one.state]}</Tag>
            ),
          },
          {
            label: words.rows,
            numeric: true,
            cell: (one) => one.newRows !== null && `${number(one.newRows)} / ${number(one.changedRows)} / ${number(one.problemRows)}`,
          },
        ]}
      />
      {profiles.length > 0 && (
        <Section title={words.profiles}>
          <p>{words.profilesLead}</p>
          <ul class="rows">
            {profiles.map(({ key, name }) => (
              <li key={key}>
                <span>{name}</span>{' '}
                <form method="post" action={urls.importProfile(local.key, Number(key))}>
                  <Button kind="quiet" aria-label={`${words.forget}: ${name}`}>
                    {words.forget}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </StaffPage>
  )
}
