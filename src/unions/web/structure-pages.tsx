import { en as people } from '../../people/employer.en.ts'
import { Button, Field, Form, Select, type Option } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, Notice } from '../../ui/notices.tsx'
import { formatNumber } from '../../ui/number.ts'
import { Card, Cards, Section } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Facts, Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { sentenceFor } from '../import-structure.ts'
import type { CoalitionRefusals } from '../save-structure.ts'
import {
  fieldsOf,
  isReference,
  kinds,
  namedBy,
  scopeOf,
  staysFixed,
  type FieldName,
  type Kind,
  type Refusals,
  type Thing,
} from '../structure.ts'
import type { Coalition } from '../structure-queries.ts'
import { en } from '../unions.en.ts'

export type Choices = Partial<Record<FieldName, Option[]>>

interface Tried {
  typed: Record<string, string>
  refused: Refusals
}

const employerAddresses = people.staff
const staff = { href: urls.staff, label: en.staff }
const home = { href: urls.structure, label: en.title }

export function StructurePage({
  coalition,
  refused,
  counts,
  saved,
}: {
  coalition: Coalition
  refused?: CoalitionRefusals
  counts: Record<Kind, number>
  saved: boolean
}) {
  const { lang } = useShell()
  const words = en.coalition
  const errors = Object.fromEntries(Object.entries(refused ?? {}).map(([field, reason]) => [field, words.refusals[reason]]))
  return (
    <StaffPage title={en.title} crumbs={[staff]}>
      <p class="lead">{en.lead}</p>
      <Done>{saved && words.saved}</Done>
      <Section title={en.parts} id="parts">
        <Cards>
          {kinds
            .filter((kind) => !scopeOf(kind))
            .map((kind) => (
              <Card
                key={kind}
                title={en.kinds[kind].many}
                href={urls.structureKind(kind)}
                kicker={en.count(formatNumber(counts[kind], lang))}
              >
                <p>{en.kinds[kind].what}</p>
              </Card>
            ))}
          <Card title={employerAddresses.title} href={urls.employerDomains}>
            <p>{employerAddresses.short}</p>
          </Card>
        </Cards>
      </Section>
      <Section title={words.title} id="coalition">
        <Form action={urls.structure} typed={{ ...coalition }} errors={errors}>
          <Field label={words.name} name="name" required maxlength={120} />
          <Field label={words.zone} name="zone" hint={en.fields.zone.hint} required autocapitalize="none" spellcheck={false} />
          <Field label={words.postalAddress} name="postalAddress" hint={words.postalAddressHint} maxlength={300} />
          <Field label={words.replyTo} name="replyTo" type="email" hint={words.replyToHint} />
          <Button>{words.save}</Button>
        </Form>
      </Section>
    </StaffPage>
  )
}

export function KindPage({
  kind,
  things,
  choices,
  tried,
  added,
}: {
  kind: Kind
  things: Thing[]
  choices: Choices
  tried?: Tried
  added?: string
}) {
  const name = things.find(({ id }) => String(id) === added)?.fields.name
  return (
    <StaffPage title={en.kinds[kind].many} crumbs={[staff, home]}>
      <p>{en.kinds[kind].what}</p>
      <Done>{name && en.added(name)}</Done>
      <AddForm {...{ kind, choices, tried }} />
      <List {...{ kind, things, choices }} />
    </StaffPage>
  )
}

export function ThingPage({
  kind,
  thing,
  choices,
  tried,
  parts,
  saved,
  added,
}: {
  kind: Kind
  thing: Thing
  choices: Choices
  tried?: Tried
  /** The units of a local, the departments of a worksite. */
  parts: { kind: Kind; things: Thing[]; choices: Choices; tried?: Tried } | null
  saved: boolean
  /** The id of the part that was just added. */
  added?: string
}) {
  const scope = scopeOf(kind)
  const parent = scope && choices[scope]?.find(({ value }) => value === thing.fields[scope])
  const name = parts?.things.find(({ id }) => String(id) === added)?.fields.name
  const above =
    scope && parent
      ? [
          { href: urls.structureKind(namedBy[scope]), label: en.kinds[namedBy[scope]].many },
          { href: urls.structureThing(namedBy[scope], parent.value), label: parent.label },
        ]
      : [{ href: urls.structureKind(kind), label: en.kinds[kind].many }]
  return (
    <StaffPage title={thing.fields.name!} crumbs={[staff, home, ...above]}>
      <Done>{saved && en.saved}</Done>
      <Done>{name && en.added(name)}</Done>
      <Facts
        rows={fieldsOf[kind].filter(staysFixed).map((field) => ({ label: en.fields[field].label, value: shown(field, thing, choices) }))}
      />
      <Form action={urls.structureThing(kind, thing.id)} typed={tried?.typed ?? thing.fields} errors={sentences(kind, tried)}>
        <Inputs fields={fieldsOf[kind].filter((field) => !staysFixed(field))} choices={choices} />
        <Button>{en.save}</Button>
      </Form>
      {parts && (
        <Section title={en.kinds[parts.kind].many} id="parts">
          <List kind={parts.kind} things={parts.things} choices={parts.choices} />
          <AddForm kind={parts.kind} choices={parts.choices} tried={parts.tried} within={String(thing.id)} />
        </Section>
      )}
    </StaffPage>
  )
}

function List({ kind, things, choices }: { kind: Kind; things: Thing[]; choices: Choices }) {
  const scope = scopeOf(kind)
  // Where there is one employer, it need not be said on every line.
  const others = fieldsOf[kind].filter(
    (field) => field !== 'name' && field !== scope && !(isReference(field) && choices[field]?.length === 1),
  )
  return (
    <Table
      caption={en.caption(en.kinds[kind].many)}
      hideCaption={scope !== null}
      rows={things}
      rowKey={(thing) => thing.id}
      empty={<Empty title={en.none(en.kinds[kind].one)} />}
      columns={[
        { label: en.fields.name.label, cell: (thing: Thing) => <a href={urls.structureThing(kind, thing.id)}>{thing.fields.name}</a> },
        ...others.map((field) => ({ label: en.fields[field].label, cell: (thing: Thing) => shown(field, thing, choices) })),
      ]}
    />
  )
}

function AddForm({ kind, choices, tried, within }: { kind: Kind; choices: Choices; tried?: Tried; within?: string }) {
  const scope = scopeOf(kind)
  const fields = fieldsOf[kind].filter((field) => field !== scope)
  const missing = fields.filter((field) => isReference(field) && choices[field]?.length === 0)
  const needed = missing.map((field) => en.fields[field].label.toLowerCase()).join(', ')
  return (
    <Section title={en.kinds[kind].add} id="add">
      {missing.length > 0 ? (
        <Notice>
          <p>{en.noneYet(en.kinds[kind].one, needed)}</p>
        </Notice>
      ) : (
        <Form action={urls.structureKind(kind)} typed={tried?.typed ?? onlyChoices(choices)} errors={sentences(kind, tried, 'new-')}>
          {scope && <input type="hidden" name={scope} value={within} />}
          <Inputs fields={fields} choices={choices} prefix="new-" />
          <Button kind={within ? 'plain' : 'primary'}>{en.kinds[kind].add}</Button>
        </Form>
      )}
    </Section>
  )
}

/** Where there is one employer, one need not choose it. */
const onlyChoices = (choices: Choices) =>
  Object.fromEntries(Object.entries(choices).flatMap(([field, options]) => (options.length === 1 ? [[field, options[0]!.value]] : [])))

function Inputs({
  fields,
  choices,
  prefix = '',
}: {
  fields: readonly FieldName[]
  choices: Choices
  /** Two forms of one page have fields of the same name. */
  prefix?: string
}) {
  return (
    <>
      {fields.map((field) => {
        const common = {
          name: field,
          id: `${prefix}${field}`,
          label: en.fields[field].label,
          required: field !== 'city',
        }
        if (isReference(field)) return <Select key={field} {...common} options={choices[field] ?? []} />
        const plain = field === 'key' || field === 'zone'
        return (
          <Field
            key={field}
            {...common}
            hint={en.fields[field].hint}
            maxlength={120}
            autocapitalize={plain ? 'none' : undefined}
            spellcheck={plain ? false : undefined}
          />
        )
      })}
    </>
  )
}

const shown = (field: FieldName, thing: Thing, choices: Choices) =>
  isReference(field) ? choices[field]?.find(({ value }) => value === thing.fields[field])?.label : thing.fields[field]

const sentences = (kind: Kind, tried?: Tried, prefix = '') =>
  Object.fromEntries(
    Object.entries(tried?.refused ?? {}).map(([field, reason]) => [`${prefix}${field}`, sentenceFor(kind, field as FieldName, reason)]),
  )
