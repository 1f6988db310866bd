import type { ComponentChildren } from 'preact'
import { Actions, Button, ButtonLink, Check, Fieldset } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { formatPhone } from '../../ui/number.ts'
import { More, Section, Stat, Stats, Tag } from '../../ui/pieces.tsx'
import { Pager, Table, type Column } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { type Import, type Kind, kinds } from '../import.ts'
import type { ChangedRow, RefusedRow, StagedRow } from '../import-queries.ts'
import { en } from '../roster.en.ts'
import type { Local } from '../../unions/unions.ts'
import { crumbsOfOne, number, Changed, RefusedRows } from './import-parts.tsx'

const pageSize = 50

export interface Shown {
  kind: Kind
  after: number
  new?: StagedRow[]
  unchanged?: StagedRow[]
  changed?: ChangedRow[]
  problem?: RefusedRow[]
}

/** What would happen, before anything is written. `shown`: one kind of rows, a page of them. */
export function PreviewPage({
  local,
  found,
  shown,
  lost,
  stopped,
  busy,
  erased = 0,
}: {
  local: Local
  found: Import
  shown: Shown
  lost?: boolean
  erased?: number
  stopped?: boolean
  busy?: boolean
}) {
  const words = en.preview
  const here = urls.rosterImport(local.key, found.id)
  const counts: Record<Kind, number> = {
    new: found.newRows ?? 0,
    changed: found.changedRows ?? 0,
    unchanged: found.unchangedRows ?? 0,
    problem: found.problemRows ?? 0,
  }
  return (
    <StaffPage title={words.title} crumbs={crumbsOfOne(local)}>
      <p>
        {found.fileName}. <strong>{words.lead}</strong>
      </p>
      {found.failure === 'roster-changed' && (
        <Notice kind="warning" live>
          {words.changedMeanwhile}
        </Notice>
      )}
      {stopped && (
        <Notice kind="info" live>
          {words.stopped}
        </Notice>
      )}
      {busy && (
        <Notice kind="error" live>
          {words.busy}
        </Notice>
      )}
      {lost ? (
        <Lost local={local} found={found} />
      ) : (
        <>
          <Stats>
            {kinds.map((kind) => (
              <Stat
                key={kind}
                value={number(counts[kind])}
                label={words.kinds[kind]}
                tone={kind === 'new' || kind === 'changed' ? 'spot' : undefined}
              />
            ))}
          </Stats>
          {erased > 0 && <Notice kind="warning">{words.erasedBefore(erased)}</Notice>}
          <Foreseen found={found} counts={counts} />
          <Confirm {...{ local, found, counts }} />
          <nav class="tabs" aria-label={words.title}>
            <ul class="actions">
              {kinds.map((kind) => (
                <li key={kind}>
                  <a class="button button-plain" href={`${here}?show=${kind}`} aria-current={shown.kind === kind ? 'page' : undefined}>
                    {words.kinds[kind]} ({number(counts[kind])})
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <Section title={words.kinds[shown.kind]} id="rows">
            <p>{words.about[shown.kind]}</p>
            {shown.kind === 'problem' && counts.problem > 0 && (
              <p>
                <a href={urls.importRefused(local.key, found.id)}>{en.report.download}</a>
              </p>
            )}
            <Rows shown={shown} header={found.header ?? []} local={local} />
            <Pages shown={shown} count={counts[shown.kind]} here={`${here}?show=${shown.kind}`} />
          </Section>
        </>
      )}
      <div class="actions">
        <ButtonLink kind="quiet" href={`${here}?columns`}>
          {words.remap}
        </ButtonLink>
        <form method="post" action={urls.importStep(local.key, found.id, 'cancel')}>
          <Button kind="quiet">{words.giveUp}</Button>
        </form>
      </div>
    </StaffPage>
  )
}

/** What the import would do besides: new names, other addresses, people who are not on the file. */
function Foreseen({ found, counts }: { found: Import; counts: Record<Kind, number> }) {
  const words = en.preview
  const { departments = [], classifications = [], addresses = 0, employerAddresses = 0, unsubscribed = 0 } = found.foreseen ?? {}
  return (
    <>
      {addresses > 50 && addresses > (counts.changed + counts.unchanged) / 4 && (
        <Notice kind="warning">{words.manyEmails(addresses)}</Notice>
      )}
      {employerAddresses > 0 && <Notice kind="warning">{words.employerAddresses(employerAddresses)}</Notice>}
      {unsubscribed > 0 && <Notice kind="info">{words.unsubscribed(unsubscribed)}</Notice>}
      {found.absent! > 0 && <p>{words.absent(found.absent!)}</p>}
      {departments.length > 0 && (
        <More summary={words.departments(departments.length)}>
          <p>{words.namesHint}</p>
          <ul>
            {departments.map(({ worksite, name }) => (
              <li key={worksite + name}>
                {name}, {worksite}
              </li>
            ))}
          </ul>
        </More>
      )}
      {classifications.length > 0 && (
        <More summary={words.classifications(classifications.length)}>
          <p>{words.namesHint}</p>
          <ul>
            {classifications.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </More>
      )}
    </>
  )
}

function Confirm({ local, found, counts }: { local: Local; found: Import; counts: Record<Kind, number> }) {
  const words = en.preview
  const { units = [], unsubscribed = 0 } = found.foreseen ?? {}
  if (counts.new + counts.changed === 0 && units.length === 0 && unsubscribed === 0)
    return <Notice kind="info">{counts.problem > 0 && counts.unchanged === 0 ? words.nothingRefused : words.nothing}</Notice>
  return (
    <form method="post" action={urls.importStep(local.key, found.id, 'confirm')}>
      {units.length > 0 && (
        <Fieldset legend={words.whole} hint={words.wholeHint}>
          {units.map(({ id, name, members, absent }) => (
            <Check key={id} name={`whole-${id}`} label={words.wholeUnit(name)} hint={words.wholeAbsent(absent, members)} />
          ))}
        </Fieldset>
      )}
      <Actions stick>
        <Button>{words.confirm(counts.new, counts.changed, units.length > 0, unsubscribed > 0)}</Button>
      </Actions>
    </form>
  )
}

const Lost = ({ local, found }: { local: Local; found: Import }) => (
  <Notice kind="warning">
    <p>{en.preview.lost}</p>
    <form method="post" action={urls.importStep(local.key, found.id, 'again')}>
      <Button>{en.preview.again}</Button>
    </form>
  </Notice>
)

function Rows({ shown, header, local }: { shown: Shown; header: readonly string[]; local: Local }) {
  const words = en.preview
  const none = <p>{words.none}</p>
  const line = { label: words.line, cell: (row: { line: number }) => number(row.line), numeric: true }
  if (shown.kind === 'problem') return <RefusedRows rows={shown.problem ?? []} header={header} />
  if (shown.kind === 'changed')
    return (
      <Table
        caption={words.kinds.changed}
        hideCaption
        rows={shown.changed}
        rowKey={(row) => row.line}
        empty={none}
        columns={[
          {
            label: words.name,
            cell: (row) => (
              <a href={urls.rosterMember(local.key, row.memberId)}>
                <bdi>{row.name}</bdi>
              </a>
            ),
          },
          line,
          {
            label: words.change,
            cell: (row) =>
              row.changes.map(({ field, before, after }) => <Changed key={field} field={field} before={before} after={after} />),
          },
        ]}
      />
    )
  const columns: Column<StagedRow>[] = [
    {
      label: words.name,
      cell: (row) => (
        <bdi>
          {row.lastName}, {row.firstName}
        </bdi>
      ),
    },
    line,
    { label: words.number, cell: (row) => row.externalId },
    {
      label: words.contact,
      cell: (row) => (
        <Lines>
          {[row.email, row.employerAddress && <Tag kind="waiting">{words.employerAddress}</Tag>, row.phone && formatPhone(row.phone)]}
        </Lines>
      ),
    },
    {
      label: words.place,
      cell: (row) =>
        [row.follows !== null && words.alsoUnit, row.unit, row.worksite, row.department, row.classification, row.shift]
          .filter(Boolean)
          .join(', '),
    },
  ]
  return (
    <Table
      caption={words.kinds[shown.kind]}
      hideCaption
      rows={shown[shown.kind]}
      rowKey={(row) => row.line}
      empty={none}
      columns={columns}
    />
  )
}

const Lines = ({ children }: { children: readonly ComponentChildren[] }) => (
  <>
    {children.filter(Boolean).map((child, place) => (
      <div key={place}>{child}</div>
    ))}
  </>
)

function Pages({ shown, count, here }: { shown: Shown; count: number; here: string }) {
  const rows = shown[shown.kind] ?? []
  const last = rows.at(-1)
  const next = last && rows.length === pageSize && count > pageSize ? `${here}&after=${last.line}#rows` : null
  if (!next && !shown.after) return null
  return <Pager summary={rows[0] && en.preview.rowsFrom(rows[0].line)} previous={shown.after ? `${here}#rows` : null} next={next} />
}
