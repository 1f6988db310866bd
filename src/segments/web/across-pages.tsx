import { ButtonLink, Check, Field, Fieldset, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Live } from '../../ui/live.tsx'
import { Done } from '../../ui/notices.tsx'
import { Section, Stat, Stats } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { en as words } from '../across.en.ts'
import { acrossAnswers, acrossOffices, conditionsIn, type AcrossField, type AcrossFilter, type AcrossRefusal } from '../across.ts'
import type { AcrossChoices, AcrossCount, Scope, SegmentAcross } from '../across-segments.ts'
import { Builder, chosenFrom, EventFields, named, RemoveForm, Ticks, type Tried } from './builder.tsx'
import { SavedSegments } from './saved-segments.tsx'

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
    <Done>{done && words.done[done]}</Done>
    <SavedSegments
      segments={segments}
      href={({ id }) => urls.segmentAcross(scope.key, id)}
      what={({ filter }) => words.describe(filter, choices)}
      members={words.members}
      count={({ count }) => (count === null ? words.later : count === 0 ? words.few : number(count))}
    />
  </StaffPage>
)

export type TriedAcross = Tried<AcrossField, AcrossRefusal>

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
  const numbers = filter && counts && <AcrossNumbers {...{ filter, counts, choices, locals }} />
  return (
    <StaffPage title={segment?.name ?? words.newTitle} crumbs={crumbs(scope)}>
      <Done>{done && words.done[done]}</Done>
      {numbers && (
        <Section title={words.count} id="count">
          {segment ? <Live src={urls.segmentAcrossStream(scope.key, segment.id)}>{numbers}</Live> : numbers}
          {segment && scope.regionId === null && <p>{words.mail}</p>}
        </Section>
      )}
      {(!segment || segment.mine) && <AcrossBuilder {...{ scope, segment, choices, tried }} />}
      {segment?.mine && <RemoveForm action={urls.removeSegmentAcross(scope.key, segment.id)} name={segment.name} />}
    </StaffPage>
  )
}

/** How many, by the groups that are told: the part that moves. */
export function AcrossNumbers({
  filter,
  counts,
  choices,
  locals,
}: {
  filter: AcrossFilter
  counts: readonly AcrossCount[]
  choices: AcrossChoices
  locals: ReadonlyMap<number, string>
}) {
  const exact = conditionsIn(filter) === 0
  const told = (people: number) => (exact ? words.exactly(number(people)) : people === 0 ? words.few : words.atLeast(number(people)))
  const label = ({ localIds }: AcrossCount) => words.together(localIds.map((id) => locals.get(id) ?? ''))
  const rows = counts.toSorted((a, b) => Number(b.apart) - Number(a.apart) || label(a).localeCompare(label(b)))
  return (
    <div data-say={told(sum(rows))}>
      <Stats>
        <Stat value={told(sum(rows))} label={words.describe(filter, choices)} tone="spot" />
      </Stats>
      {sum(rows) === 0 && <p>{words.tooFew}</p>}
      <p class="hint">{words.rule}</p>
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
    </div>
  )
}

function AcrossBuilder({
  scope,
  segment,
  choices,
  tried,
}: {
  scope: Scope
  segment: SegmentAcross | null
  choices: AcrossChoices
  tried: TriedAcross
}) {
  const { form, refusals } = words
  const { typed, refused = {} } = tried
  return (
    <Builder
      action={segment ? urls.segmentAcross(scope.key, segment.id) : urls.newSegmentAcross(scope.key)}
      saved={!!segment}
      tried={tried}
      sentences={refusals}
      share={form.share(scope.name)}
    >
      <Fieldset legend={form.where} hint={form.whereHint}>
        {(['regions', 'locals'] as const).map((field) => (
          <Ticks
            key={field}
            field={field}
            label={form[field]}
            options={choices[field]}
            chosen={typed[field]}
            error={refused[field] && refusals[refused[field]]}
          />
        ))}
      </Fieldset>
      <Fieldset legend={form.work}>
        <Select label={form.shift} name="shift" empty={form.any} options={named(choices.shifts)} />
        <Select label={form.classification} name="classification" empty={form.any} options={named(choices.classifications)} />
      </Fieldset>
      <Fieldset legend={form.person}>
        <Field
          label={form.language}
          name="language"
          hint={form.languageHint}
          maxlength={20}
          autocapitalize="none"
          spellcheck={false}
          autocomplete="off"
        />
        <Field label={form.hiredBefore} name="hiredBefore" hint={form.hiredHint} maxlength={4} inputmode="numeric" autocomplete="off" />
        <Select label={form.office} name="office" empty={form.any} options={chosenFrom(form.offices, acrossOffices)} />
      </Fieldset>
      <Fieldset legend={form.reach}>
        <Check label={form.email} name="email" />
        <Check label={form.phone} name="phone" />
      </Fieldset>
      <EventFields events={choices.events} answers={acrossAnswers} />
    </Builder>
  )
}
