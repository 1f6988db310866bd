import { Island } from '../../ui/assets.tsx'
import { Actions, Button, Field, Fieldset, Form, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { More, Tag } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { fields, idFields, type FieldName, type Guess, type Mapping } from '../columns.ts'
import { encodings } from '../encoding.ts'
import { policies, policyOf, sources, sourcesOf, type ImportRules } from '../import-rules.ts'
import type { Import } from '../import.ts'
import { builtIn, type Profile } from '../profiles.ts'
import { separators, type Sample } from '../reading.ts'
import type { KnownNames } from '../line.ts'
import { en } from '../roster.en.ts'
import type { Local } from '../../unions/unions.ts'
import { crumbsOfOne } from './import-parts.tsx'

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
  const { reading, header, below } = sample
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
      options={sources.map((value) => ({ value, label: en.sources[value] }))}
    />
  )
  const asked = idFields.filter((field) => chosen.includes(field) || whose[field] || errors?.[urlNames[field]]),
    others = idFields.filter((field) => !asked.includes(field))
  return (
    <StaffPage title={words.title} crumbs={crumbsOfOne(local)}>
      <p>
        {words.lead(Math.min(below.length, 40))} <strong>{words.empty}</strong> {words.extension}
      </p>
      {sheet && <p>{words.sheetRead(sheet.name, found.sheets!.length - 1)}</p>}
      {reading.mixed && <Notice kind="warning">{words.mixed}</Notice>}
      <form class="form" method="get" action={urls.rosterImport(local.key, found.id)}>
        <ReadAs reading={reading} />
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
      <ReadDifferently {...{ local, found, sample, rules }} />
      <Form action={urls.importStep(local.key, found.id, 'columns')} errors={errors} data-mapping>
        <ReadAs reading={reading} />
        <input type="hidden" name="profile" value={rules.profile ?? ''} />
        <p>{words.needs}</p>
        <ul class="rows">
          <Need need="firstName+lastName|fullName" label={words.parts.name} chosen={chosen} />
          <Need need="externalId|sourceId|secondId|thirdId|fourthId|email|phone" label={words.parts.key} chosen={chosen} />
          <Need need="worksite" label={words.parts.worksite} chosen={chosen} />
          <Need need="unit" label={words.parts.unit} chosen={chosen} />
        </ul>
        <Columns {...{ sample, chosen, rules, errors }} />
        <p class="hint">{words.policiesHint}</p>
        <p class="hint">{words.mailHint}</p>
        {asked.map(choice)}
        {others.length > 0 && <More summary={asked.length ? words.moreSources : words.source}>{others.map(choice)}</More>}
        <Fieldset legend={words.newPeople} hint={words.newPeopleHint}>
          {places.units.length > 1 && (
            <Select label={en.fields.unit} name="unit" empty={words.asFile} value={String(rules.unit ?? '')} options={byId(places.units)} />
          )}
          <Select
            label={en.fields.worksite}
            name="worksite"
            empty={words.asFile}
            value={String(rules.worksite ?? '')}
            options={byId(places.worksites)}
          />
        </Fieldset>
        <Field label={words.saveAs} name="save-as" value={saveAs} hint={words.saveAsHint} maxlength={80} autocomplete="off" />
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

/** The file is read as this page read it. */
const ReadAs = ({ reading: { headerLine, encoding, separator, sheet } }: Pick<Sample, 'reading'>) => (
  <>
    <input type="hidden" name="header" value={headerLine} />
    <input type="hidden" name="encoding" value={encoding} />
    <input type="hidden" name="separator" value={separator} />
    {sheet && <input type="hidden" name="sheet" value={sheet} />}
  </>
)

/** Another line of headings, another sheet, other characters or separators. */
function ReadDifferently({ local, found, sample, rules }: { local: Local; found: Import; sample: Sample; rules: ImportRules }) {
  const words = en.mapping
  const { reading, header, rows } = sample
  const sheet = found.sheets?.find(({ nr }) => nr === reading.sheet)
  return (
    <More summary={words.differently} open={header.length === 1 || rows.some(({ cells }) => cells.some((cell) => cell.includes('\ufffd')))}>
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
  )
}

/** What each column holds, and whether it overwrites. */
function Columns({
  sample: { header, below },
  chosen,
  rules,
  errors,
}: {
  sample: Sample
  chosen: readonly (FieldName | '')[]
  rules: ImportRules
  errors?: Record<string, string>
}) {
  const words = en.mapping
  const options = fields.map((field) => ({ value: field, label: en.fields[field] }))
  const columns = header.map((name, column) => ({
    name,
    column,
    samples: [...new Set(below.map(({ cells }) => cells[column]?.trim() ?? '').filter(Boolean))].slice(0, 3),
  }))
  return (
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
