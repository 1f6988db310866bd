import { Actions, Button, ButtonLink, Check, Field, Fieldset, Form, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { More, Section, Stat, Stats } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { en as words } from '../across.en.ts'
import { acrossAnswers, acrossOffices, conditionsIn, type AcrossField, type AcrossFilter, type AcrossRefusals } from '../across.ts'
import type { AcrossChoices, AcrossCount, Named, Scope, SegmentAcross } from '../across-segments.ts'

const crumbs = (scope?: Scope) => [
  { href: urls.segments, label: words.crumb },
  ...(scope ? [{ href: urls.segmentsAcross(scope.key), label: words.link(scope.name) }] : []),
]
const number = (people: number) => people.toLocaleString('en-US')
const sum = (counts: readonly AcrossCount[]) => counts.reduce((all, { people }) => all + (people ?? 0), 0)

/** `count` null: too many to count all at once. */
export const SegmentsAcrossPage = ({
  scope,
  segments,
  choices,
  done,
}: {
  scope: Scope
  segments: readonly (SegmentAcross & { count: number | null })[]
  choices: AcrossChoices
  done?: string
}) => (
  <StaffPage
    title={words.scope(scope.name)}
    crumbs={crumbs()}
    actions={<ButtonLink href={urls.newSegmentAcross(scope.key)}>{words.create}</ButtonLink>}
  >
    <p>{words.lead}</p>
    <p class="hint">{words.rule}</p>
    {done && words.done[done] && (
      <Notice kind="success" live>
        {words.done[done]}
      </Notice>
    )}
    <Table
      caption={words.caption}
      rows={segments}
      rowKey={({ id }) => id}
      empty={<p>{words.none}</p>}
      columns={[
        { label: words.name, cell: ({ id, name }) => <a href={urls.segmentAcross(scope.key, id)}>{name}</a> },
        { label: words.what, cell: ({ filter }) => words.describe(filter, choices) },
        {
          label: words.members,
          numeric: true,
          cell: ({ count }) => (count === null ? words.later : count === 0 ? words.few : number(count)),
        },
        { label: words.maker, cell: ({ maker, shared }) => `${maker}, ${shared ? words.shared : words.private}` },
      ]}
    />
  </StaffPage>
)

export interface TriedAcross {
  typed: Partial<Record<AcrossField, readonly string[]>>
  name: string
  shared: boolean
  refused?: AcrossRefusals
  nameError?: string
}

/** One segment, saved or on its way. `counts` null: what was typed can't be counted. `locals`: their names. */
export function SegmentAcrossPage({
  scope,
  segment,
  choices,
  tried,
  filter,
  counts,
  locals,
  done,
}: {
  scope: Scope
  segment: SegmentAcross | null
  choices: AcrossChoices
  tried: TriedAcross
  filter: AcrossFilter | null
  counts: readonly AcrossCount[] | null
  locals: ReadonlyMap<number, string>
  done?: string
}) {
  const exact = filter !== null && conditionsIn(filter) === 0
  const told = (people: number) => (exact ? words.exactly(number(people)) : people === 0 ? words.few : words.atLeast(number(people)))
  const label = ({ localIds }: AcrossCount) => words.together(localIds.map((id) => locals.get(id) ?? ''))
  const rows = counts?.toSorted((a, b) => Number(b.apart) - Number(a.apart) || label(a).localeCompare(label(b)))
  return (
    <StaffPage title={segment?.name ?? words.newTitle} crumbs={crumbs(scope)}>
      {done && words.done[done] && (
        <Notice kind="success" live>
          {words.done[done]}
        </Notice>
      )}
      {filter && rows && (
        <Section title={words.count} id="count">
          <Stats>
            <Stat value={told(sum(rows))} label={words.describe(filter, choices)} tone="spot" />
          </Stats>
          {sum(rows) === 0 && <p>{words.tooFew}</p>}
          <p class="hint">{words.rule}</p>
          {segment && scope.regionId === null && <p>{words.mail}</p>}
          {rows.length > 1 && (
            <Table
              caption={words.byLocal}
              rows={rows}
              rowKey={({ localIds }) => localIds.join()}
              foot={[words.all, told(sum(rows))]}
              columns={[
                { label: words.local, cell: label },
                { label: words.people, numeric: true, cell: ({ people }) => (people === null ? words.part : told(people)) },
              ]}
            />
          )}
        </Section>
      )}
      {(!segment || segment.mine) && <Builder {...{ scope, segment, choices, tried }} />}
      {segment?.mine && (
        <form method="post" action={urls.removeSegmentAcross(scope.key, segment.id)}>
          <Button kind="danger" aria-label={words.form.removeLabel(segment.name)}>
            {words.form.remove}
          </Button>
        </form>
      )}
    </StaffPage>
  )
}

function Builder({
  scope,
  segment,
  choices,
  tried: { typed, name, shared, refused = {}, nameError },
}: {
  scope: Scope
  segment: SegmentAcross | null
  choices: AcrossChoices
  tried: TriedAcross
}) {
  const form = words.form
  const error = (field: AcrossField) => (refused[field] ? words.refusals[refused[field]] : undefined)
  const errors = {
    ...Object.fromEntries(Object.entries(refused).map(([field, reason]) => [field, words.refusals[reason]])),
    ...(nameError && { name: nameError }),
  }
  const one = (field: AcrossField) => typed[field]?.[0]
  const named = (all: readonly Named[]) => all.map(({ id, name: label }) => ({ value: String(id), label }))
  const options = (texts: Record<string, string>, values: readonly string[]) => values.map((value) => ({ value, label: texts[value]! }))
  return (
    <Form action={segment ? urls.segmentAcross(scope.key, segment.id) : urls.newSegmentAcross(scope.key)} errors={errors}>
      <Fieldset legend={form.where} hint={form.whereHint}>
        <Ticks field="regions" label={form.regions} options={choices.regions} chosen={typed.regions ?? []} error={error('regions')} />
        <Ticks field="locals" label={form.locals} options={choices.locals} chosen={typed.locals ?? []} error={error('locals')} />
      </Fieldset>
      <Fieldset legend={form.work}>
        <Select
          label={form.shift}
          name="shift"
          empty={form.any}
          value={one('shift')}
          error={error('shift')}
          options={named(choices.shifts)}
        />
        <Select
          label={form.classification}
          name="classification"
          empty={form.any}
          value={one('classification')}
          error={error('classification')}
          options={named(choices.classifications)}
        />
      </Fieldset>
      <Fieldset legend={form.person}>
        <Field
          label={form.language}
          name="language"
          value={one('language')}
          hint={form.languageHint}
          error={error('language')}
          maxlength={20}
          autocapitalize="none"
          spellcheck={false}
          autocomplete="off"
        />
        <Field
          label={form.hiredBefore}
          name="hiredBefore"
          value={one('hiredBefore')}
          hint={form.hiredHint}
          error={error('hiredBefore')}
          maxlength={4}
          inputmode="numeric"
          autocomplete="off"
        />
        <Select
          label={form.office}
          name="office"
          empty={form.any}
          value={one('office')}
          error={error('office')}
          options={options(form.offices, acrossOffices)}
        />
      </Fieldset>
      <Fieldset legend={form.reach}>
        <Check label={form.email} name="email" checked={one('email') === 'yes'} error={error('email')} />
        <Check label={form.phone} name="phone" checked={one('phone') === 'yes'} error={error('phone')} />
      </Fieldset>
      {choices.events.length > 0 && (
        <Fieldset legend={form.event}>
          <Select
            label={form.eventName}
            name="event"
            empty={form.any}
            value={one('event')}
            error={error('event')}
            options={named(choices.events)}
          />
          <Select
            label={form.answer}
            name="answer"
            empty={form.any}
            value={one('answer')}
            error={error('answer')}
            options={options(form.answers, acrossAnswers)}
          />
        </Fieldset>
      )}
      <Button kind="plain" name="step" value="count">
        {form.tell}
      </Button>
      <Field label={form.name} name="name" value={name} hint={form.nameHint} error={nameError} maxlength={80} autocomplete="off" />
      <Check label={form.share(scope.name)} name="shared" checked={shared} />
      <Actions>
        <Button name="step" value="save">
          {segment ? form.saveAs : form.save}
        </Button>
      </Actions>
    </Form>
  )
}

/** Some of many, without a script. Nothing to choose among one. */
function Ticks({
  field,
  label,
  options,
  chosen,
  error,
}: {
  field: AcrossField
  label: string
  options: readonly Named[]
  chosen: readonly string[]
  error?: string
}) {
  if (options.length < 2 && !error) return null
  return (
    <div id={field} tabindex={-1}>
      {error && <p class="field-error">{error}</p>}
      <More summary={words.form.chosen(label, chosen.length)} open={!!error}>
        {options.map(({ id, name }) => (
          <Check key={id} label={name} name={field} id={`${field}-${id}`} value={String(id)} checked={chosen.includes(String(id))} />
        ))}
      </More>
    </div>
  )
}
