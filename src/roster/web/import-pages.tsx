import type { ComponentChildren } from 'preact'
import { Island } from '../../ui/assets.tsx'
import { Progress } from '../../ui/charts.tsx'
import { Actions, Button, ButtonLink, Check, Field, Fieldset, FileField, Form, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Live } from '../../ui/live.tsx'
import { Empty, Notice } from '../../ui/notices.tsx'
import { formatBytes, formatPhone } from '../../ui/number.ts'
import { More, Section, Stat, Stats, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Pager, Table, type Column } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { fields, idFields, type FieldName, type Guess, type Mapping } from '../columns.ts'
import { encodings } from '../encoding.ts'
import { policies, policyOf, sources, sourcesOf, type ImportRules } from '../import-rules.ts'
import { largestFile, type Import, type Kind, kinds, type UploadRefusal } from '../import.ts'
import type { ChangedRow, RefusedRow, StagedRow } from '../import-queries.ts'
import { builtIn, type Profile } from '../profiles.ts'
import { separators, type Sample } from '../reading.ts'
import type { KnownNames } from '../line.ts'
import { en, sentences } from '../roster.en.ts'
import type { Local } from '../roster-policy.ts'

const crumbsOf = (local: Local) => [
  { href: urls.roster, label: en.rosters.title },
  { href: urls.localRoster(local.key), label: local.name },
]
export const crumbsOfOne = (local: Local) => [...crumbsOf(local), { href: urls.rosterImports(local.key), label: en.imports.crumb }]
const number = (value: number | null) => (value ?? 0).toLocaleString('en-US')

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
            error={refusal && words.refusals[refusal]}
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

/** Which column holds what. `chosen`: column -> field, as the person has it; `unsure`: fields for which two columns have equally good names. */
export function MappingPage({
  local,
  found,
  sample,
  chosen,
  rules,
  unsure,
  profiles,
  places,
  saveAs = '',
  errors,
}: {
  local: Local
  found: Import
  sample: Sample
  chosen: readonly (FieldName | '')[]
  rules: ImportRules
  unsure: Guess['unsure']
  profiles: readonly Profile[]
  places: Pick<KnownNames, 'units' | 'worksites'>
  /** The name under which these choices are to be kept. */
  saveAs?: string
  errors?: Record<string, string>
}) {
  const words = en.mapping
  const { reading, header, rows, below } = sample
  const sheet = found.sheets?.find(({ nr }) => nr === reading.sheet)
  const byId = (all: readonly { id: number; name: string }[]) => all.map(({ id, name }) => ({ value: String(id), label: name }))
  const whose = sourcesOf(rules)
  const choice = (field: (typeof idFields)[number]) => (
    <Select
      key={field}
      label={field === 'sourceId' ? words.source : words.sourceOf(en.fields[field])}
      name={urlNames[field]}
      empty={words.noSource}
      value={whose[field] ?? ''}
      hint={field === 'sourceId' ? words.sourceHint : undefined}
      error={errors?.[urlNames[field]]}
      options={sources.map((value) => ({ value, label: en.sources[value] }))}
    />
  )
  const asked = idFields.filter((field) => chosen.includes(field) || whose[field] || errors?.[urlNames[field]]),
    others = idFields.filter((field) => !asked.includes(field))
  const options = fields.map((field) => ({ value: field, label: en.fields[field] }))
  const columns = header.map((name, column) => ({
    name,
    column,
    samples: [...new Set(below.map(({ cells }) => cells[column]?.trim() ?? '').filter(Boolean))].slice(0, 3),
  }))
  return (
    <StaffPage title={words.title} crumbs={crumbsOfOne(local)}>
      <p>
        {words.lead(Math.min(below.length, 40))} <strong>{words.empty}</strong> {words.extension}
      </p>
      {sheet && <p>{words.sheetRead(sheet.name, found.sheets!.length - 1)}</p>}
      {reading.mixed && <Notice kind="warning">{words.mixed}</Notice>}
      <form class="form" method="get" action={urls.rosterImport(local.key, found.id)}>
        <input type="hidden" name="header" value={reading.headerLine} />
        <input type="hidden" name="encoding" value={reading.encoding} />
        <input type="hidden" name="separator" value={reading.separator} />
        {sheet && <input type="hidden" name="sheet" value={sheet.nr} />}
        <Select
          label={words.profile}
          name="profile"
          required
          empty={words.noProfile}
          value={rules.profile ?? ''}
          hint={words.profileHint}
          options={[...profiles, ...builtIn].map(({ key, name }) => ({ value: key, label: name }))}
        />
        <Button kind="plain">{words.useProfile}</Button>
      </form>
      {header.length === 1 && <Notice kind="warning">{words.oneColumn}</Notice>}
      {unsure.map(({ field, columns: which }) => (
        <Notice kind="warning" key={field}>
          {words.unsure(
            en.fields[field],
            which.map((column) => `${header[column]} (${column + 1})`),
          )}
        </Notice>
      ))}
      <More
        summary={words.differently}
        open={header.length === 1 || rows.some(({ cells }) => cells.some((cell) => cell.includes('\ufffd')))}
      >
        <p class="hint">{words.differentlyHint}</p>
        <form class="form" method="get" action={urls.rosterImport(local.key, found.id)}>
          <Select
            label={words.header}
            name="header"
            required
            empty={false}
            value={String(reading.headerLine)}
            id="header-line"
            options={[
              { value: '0', label: words.noHeader },
              ...rows.slice(0, 12).map((row) => ({
                value: String(row.line),
                label: `${row.line}: ${row.cells
                  .filter((cell) => cell.trim())
                  .join(' | ')
                  .replace(/\s+/g, ' ')
                  .slice(0, 90)}`,
              })),
            ]}
          />
          <input type="hidden" name="profile" value={rules.profile ?? ''} />
          {sheet && (
            <Select
              label={words.sheet}
              name="sheet"
              required
              empty={false}
              value={String(sheet.nr)}
              options={found.sheets!.map(({ nr, name }) => ({ value: String(nr), label: name }))}
            />
          )}
          {!sheet && (
            <Select
              label={words.encoding}
              name="encoding"
              required
              empty={false}
              value={reading.encoding}
              options={encodings.map((value) => ({ value, label: words.encodings[value] }))}
            />
          )}
          {!sheet && (
            <Select
              label={words.separator}
              name="separator"
              required
              empty={false}
              value={reading.separator}
              options={separators.map((value) => ({ value, label: words.separators[value as keyof typeof words.separators] }))}
            />
          )}
          <Button kind="plain">{words.reread}</Button>
        </form>
      </More>
      <Form action={urls.importStep(local.key, found.id, 'columns')} errors={errors} data-mapping>
        <input type="hidden" name="header" value={reading.headerLine} />
        <input type="hidden" name="encoding" value={reading.encoding} />
        <input type="hidden" name="separator" value={reading.separator} />
        {sheet && <input type="hidden" name="sheet" value={sheet.nr} />}
        <input type="hidden" name="profile" value={rules.profile ?? ''} />
        <p>{words.needs}</p>
        <ul class="rows">
          <Need need="firstName+lastName|fullName" label={words.parts.name} chosen={chosen} />
          <Need need="externalId|sourceId|secondId|thirdId|fourthId|email|phone" label={words.parts.key} chosen={chosen} />
          <Need need="worksite" label={words.parts.worksite} chosen={chosen} />
          <Need need="unit" label={words.parts.unit} chosen={chosen} />
        </ul>
        <Table
          caption={words.caption}
          rows={columns}
          rowKey={({ column }) => column}
          columns={[
            { label: words.column, cell: ({ name }) => name },
            {
              label: words.samples,
              cell: ({ samples }) => samples.map((text) => <div key={text}>{text.length > 60 ? `${text.slice(0, 60)}…` : text}</div>),
            },
            {
              label: words.holds,
              cell: ({ name, column }) => (
                <div class={`field${errors?.[`column-${column}`] ? ' field-wrong' : ''}`}>
                  <select
                    name={`column-${column}`}
                    id={`column-${column}`}
                    data-column
                    aria-label={`${name} ${words.holds.toLowerCase()}`}
                    aria-invalid={errors?.[`column-${column}`] ? true : undefined}
                  >
                    <option value="">{words.leaveOut}</option>
                    {options.map(({ value, label }) => (
                      <option key={value} value={value} selected={chosen[column] === value}>
                        {label}
                      </option>
                    ))}
                  </select>
                </div>
              ),
            },
            {
              label: words.overwrites,
              cell: ({ name, column }) => (
                <div class="field">
                  <select name={`policy-${column}`} id={`policy-${column}`} aria-label={`${name} ${words.overwrites.toLowerCase()}`}>
                    {policies.map((value) => (
                      <option key={value} value={value} selected={value === (chosen[column] ? policyOf(rules, chosen[column]) : 'replace')}>
                        {words.policies[value]}
                      </option>
                    ))}
                  </select>
                </div>
              ),
            },
          ]}
        />
        <p class="hint">{words.policiesHint}</p>
        <p class="hint">{words.mailHint}</p>
        {asked.map(choice)}
        {others.length > 0 && <More summary={asked.length ? words.moreSources : words.source}>{others.map(choice)}</More>}
        <Fieldset legend={words.newPeople} hint={words.newPeopleHint}>
          {places.units.length > 1 && (
            <Select
              label={en.fields.unit}
              name="unit"
              empty={words.asFile}
              value={String(rules.unit ?? '')}
              error={errors?.unit}
              options={byId(places.units)}
            />
          )}
          <Select
            label={en.fields.worksite}
            name="worksite"
            empty={words.asFile}
            value={String(rules.worksite ?? '')}
            error={errors?.worksite}
            options={byId(places.worksites)}
          />
        </Fieldset>
        <Field
          label={words.saveAs}
          name="save-as"
          value={saveAs}
          hint={words.saveAsHint}
          maxlength={80}
          error={errors?.['save-as']}
          autocomplete="off"
        />
        <Actions stick>
          <Button>{words.submit}</Button>
        </Actions>
      </Form>
      <form method="post" action={urls.importStep(local.key, found.id, 'cancel')}>
        <Button kind="quiet">{words.giveUp}</Button>
      </form>
      <Island name="mapping" />
    </StaffPage>
  )
}

/** The names of the fields that say whose ids a column holds. */
export const urlNames = { sourceId: 'source', secondId: 'source-2', thirdId: 'source-3', fourthId: 'source-4' } as const

function Need({ need, label, chosen }: { need: string; label: string; chosen: readonly string[] }) {
  const met = need.split('|').some((way) => way.split('+').every((field) => chosen.includes(field)))
  return (
    <li data-need={need}>
      <span>{label} </span>
      <span data-have hidden={!met}>
        <Tag kind="good">{en.mapping.have}</Tag>
      </span>
      <span data-missing hidden={met}>
        <Tag kind="waiting">{en.mapping.missing}</Tag>
      </span>
    </li>
  )
}

/** What the columns hold, as the mapping says it. */
export const chosenOf = (mapping: Mapping, columns: number): (FieldName | '')[] =>
  Array.from({ length: columns }, (_, column) => fields.find((field) => mapping[field] === column) ?? '')

/** The file is being read, written or taken back. */
export function WorkingPage({ local, found }: { local: Local; found: Import }) {
  const words = en.progress
  const title = words[found.state as 'staging' | 'applying' | 'undoing']
  return (
    <StaffPage
      title={title}
      crumbs={crumbsOfOne(local)}
      head={
        <noscript>
          <meta http-equiv="refresh" content="3" />
        </noscript>
      }
    >
      <p>{found.fileName}</p>
      <Live src={urls.importProgress(local.key, found.id)}>
        <Working found={found} />
      </Live>
      <p>{words.leave}</p>
      {found.state === 'staging' && (
        <form method="post" action={urls.importStep(local.key, found.id, 'cancel')}>
          <Button kind="plain">{words.giveUp}</Button>
        </form>
      )}
      {found.state === 'applying' && (
        <form method="post" action={urls.importStep(local.key, found.id, 'stop')}>
          <Button kind="plain">{words.stop}</Button>
        </form>
      )}
    </StaffPage>
  )
}

/** The part of the page that moves. */
export function Working({ found }: { found: Import }) {
  const { lang } = useShell()
  const words = en.progress
  const { done, total, state } = found
  const reading = state === 'staging'
  const known = total > 0 && !(reading && done >= total)
  return (
    <div data-say={total > 0 ? words.say(Math.floor((done / total) * 100)) : undefined}>
      <Progress
        label={words[state as 'staging' | 'applying' | 'undoing']}
        value={known ? done : null}
        max={total || 1}
        detail={
          reading
            ? done >= total && total > 0
              ? words.comparing
              : words.bytes(formatBytes(done, lang), formatBytes(total || found.bytes, lang))
            : total > 0
              ? words.rows(done, total)
              : undefined
        }
      />
    </div>
  )
}

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
  const {
    departments,
    classifications,
    addresses,
    employerAddresses = 0,
    unsubscribed = 0,
    units = [],
  } = found.foreseen ?? { departments: [], classifications: [], addresses: 0 }
  const writes = counts.new + counts.changed > 0 || units.length > 0 || unsubscribed > 0
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
          {writes ? (
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
          ) : (
            <Notice kind="info">{counts.problem > 0 && counts.unchanged === 0 ? words.nothingRefused : words.nothing}</Notice>
          )}
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
  if (shown.kind === 'problem') return <Refused rows={shown.problem ?? []} header={header} />
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

/** One field that an import changes or changed. */
export const Changed = ({ field, before, after }: { field: string; before: string | null; after: string | null }) => (
  <div>
    {en.columnName(field)}:{' '}
    <del>
      <span class="hidden">{en.preview.from} </span>
      <bdi>{before ?? en.preview.empty}</bdi>
    </del>{' '}
    <ins>
      <span class="hidden">{en.preview.to} </span>
      <bdi>{after ?? en.preview.empty}</bdi>
    </ins>
  </div>
)

const Lines = ({ children }: { children: readonly ComponentChildren[] }) => (
  <>
    {children.filter(Boolean).map((child, place) => (
      <div key={place}>{child}</div>
    ))}
  </>
)

const Refused = ({ rows, header }: { rows: readonly RefusedRow[]; header: readonly string[] }) => (
  <Table
    caption={en.preview.kinds.problem}
    hideCaption
    rows={rows}
    rowKey={(row) => row.line}
    empty={<p>{en.preview.none}</p>}
    columns={[
      { label: en.preview.line, cell: (row) => en.preview.atLine(row.line) },
      { label: en.preview.reason, cell: (row) => sentences(row.reasons, row.cells.length, header.length) },
      {
        label: en.preview.row,
        cell: (row) =>
          row.cells
            .filter((cell) => cell.trim())
            .join(' | ')
            .replace(/\s+/g, ' ')
            .slice(0, 200),
      },
    ]}
  />
)

function Pages({ shown, count, here }: { shown: Shown; count: number; here: string }) {
  const rows = shown[shown.kind] ?? []
  const last = rows.at(-1)
  const next = last && rows.length === pageSize && count > pageSize ? `${here}&after=${last.line}#rows` : null
  if (!next && !shown.after) return null
  return <Pager summary={rows[0] && en.preview.rowsFrom(rows[0].line)} previous={shown.after ? `${here}#rows` : null} next={next} />
}

/** What became of it. */
export function ReportPage({
  local,
  found,
  refused,
  absent,
  mayUndo,
  tooLate,
  stopTooLate,
}: {
  local: Local
  found: Import
  refused: readonly RefusedRow[]
  absent: { all: number; open: number }
  mayUndo: boolean
  tooLate?: boolean
  stopTooLate?: boolean
}) {
  const words = en.report
  const undone = found.state === 'undone'
  return (
    <StaffPage title={undone ? words.undoneTitle : words.doneTitle} crumbs={crumbsOfOne(local)}>
      {tooLate && (
        <Notice kind="error" live>
          {words.tooLate}
        </Notice>
      )}
      {stopTooLate && (
        <Notice kind="warning" live>
          {words.stopTooLate}
        </Notice>
      )}
      <Notice kind="success" title={undone ? words.undone : words.done(found.newRows!, found.changedRows!)} live>
        {undone && found.kept ? <p>{words.kept(found.kept)}</p> : undefined}
        {!undone && found.foreseen?.unsubscribed ? <p>{words.unsubscribed(found.foreseen.unsubscribed)}</p> : undefined}
      </Notice>
      <p>
        {found.fileName}. {found.byName}, <Moment instant={(undone ? found.undoneAt : found.appliedAt) ?? found.createdAt} as="stamp" />
      </p>
      {!undone && (
        <Stats>
          {kinds.map((kind) => (
            <Stat
              key={kind}
              value={number(
                found[({ new: 'newRows', changed: 'changedRows', unchanged: 'unchangedRows', problem: 'problemRows' } as const)[kind]],
              )}
              label={en.preview.kinds[kind]}
            />
          ))}
        </Stats>
      )}
      <div class="actions">
        <ButtonLink kind="plain" href={urls.localRoster(local.key)}>
          {words.toRoster}
        </ButtonLink>
        <ButtonLink kind="plain" href={urls.rosterImports(local.key)}>
          {words.again}
        </ButtonLink>
      </div>
      {absent.all > 0 && (
        <Section title={words.absent(absent.all)}>
          <p>{words.absentText(absent.open)}</p>
          <p>
            <a class="button button-plain" href={urls.importAbsent(local.key, found.id)}>
              {words.absentLook}
            </a>
          </p>
        </Section>
      )}
      {refused.length > 0 && (
        <Section title={words.refused(found.problemRows!)}>
          <p>{words.refusedText}</p>
          <p>
            <a class="button button-plain" href={urls.importRefused(local.key, found.id)} download>
              {words.download}
            </a>
          </p>
          <Refused rows={refused} header={found.header ?? []} />
        </Section>
      )}
      {found.state === 'done' && (
        <Section title={words.undo}>
          {mayUndo ? (
            <>
              <p>{words.undoText}</p>
              <form method="post" action={urls.importStep(local.key, found.id, 'undo')}>
                <Button kind="danger">{words.undo}</Button>
              </form>
            </>
          ) : (
            <p>{words.tooLateShort}</p>
          )}
        </Section>
      )}
    </StaffPage>
  )
}

/** Given up, or a file that could not be read. */
export function EndedPage({ local, found, file }: { local: Local; found: Import; file: boolean }) {
  const words = en.report
  return (
    <StaffPage title={found.state === 'failed' ? words.failedTitle : words.cancelledTitle} crumbs={crumbsOfOne(local)}>
      {found.state === 'failed' ? (
        <Notice kind="error">{found.failure && words.failures[found.failure](found.done)}</Notice>
      ) : (
        <Notice kind="info">{words.cancelled}</Notice>
      )}
      <div class="actions">
        {file && (
          <ButtonLink kind="plain" href={`${urls.rosterImport(local.key, found.id)}?columns`}>
            {en.preview.remap}
          </ButtonLink>
        )}
        <ButtonLink href={urls.rosterImports(local.key)}>{words.again}</ButtonLink>
      </div>
    </StaffPage>
  )
}
