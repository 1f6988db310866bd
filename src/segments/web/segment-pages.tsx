import { Actions, Button, ButtonLink, Check, Field, Fieldset, Form, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { More, Section, Stat, Stats } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { en as words } from '../segment.en.ts'
import type { Choices, Named } from '../segment-queries.ts'
import { asksNothing, eventAnswers, officesAsked, places, type Filter, type FilterField, type FilterRefusals } from '../segment.ts'
import type { Segment } from '../segments.ts'

interface Local {
  id: number
  key: string
  name: string
}

const crumbs = (local?: Local) => [
  { href: urls.segments, label: words.crumb },
  ...(local ? [{ href: urls.localSegments(local.key), label: local.name }] : []),
]
const describe = (filter: Filter, choices: Choices) =>
  words.describe(filter, (kind, id) => choices[kind].find((one) => one.id === id)?.name)

export const SegmentRoomsPage = ({ rooms }: { rooms: readonly { href: string; label: string }[] }) => (
  <StaffPage title={words.localsTitle}>
    <p>{words.localsLead}</p>
    <ul>
      {rooms.map(({ href, label }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  </StaffPage>
)

/** `count` null: too many to count all at once. */
export const SegmentsPage = ({
  local,
  segments,
  choices,
  done,
}: {
  local: Local
  segments: readonly (Segment & { count: number | null })[]
  choices: Choices
  done?: string
}) => (
  <StaffPage
    title={words.title(local.name)}
    crumbs={crumbs()}
    actions={<ButtonLink href={urls.newSegment(local.key)}>{words.create}</ButtonLink>}
  >
    <p>{words.lead}</p>
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
        { label: words.name, cell: ({ id, name }) => <a href={urls.segment(local.key, id)}>{name}</a> },
        { label: words.what, cell: ({ filter }) => describe(filter, choices) },
        { label: words.members, numeric: true, cell: ({ count }) => count?.toLocaleString('en-US') ?? words.later },
        { label: words.maker, cell: ({ maker, shared }) => `${maker}, ${shared ? words.shared : words.private}` },
      ]}
    />
  </StaffPage>
)

export interface Tried {
  typed: Partial<Record<FilterField, readonly string[]>>
  name: string
  shared: boolean
  refused?: FilterRefusals
  nameError?: string
}

/** One segment, saved or on its way. `count` null: what was typed can't be counted. */
export function SegmentPage({
  local,
  segment,
  choices,
  tried,
  filter,
  count,
  unsubscribed,
  done,
}: {
  local: Local
  segment: Segment | null
  choices: Choices
  tried: Tried
  filter: Filter | null
  count: number | null
  unsubscribed: number | null
  done?: string
}) {
  const editable = !segment || segment.mine
  return (
    <StaffPage title={segment?.name ?? words.newTitle} crumbs={crumbs(local)}>
      {done && words.done[done] && (
        <Notice kind="success" live>
          {words.done[done]}
        </Notice>
      )}
      {filter && count !== null && (
        <Section title={words.members} id="count">
          <Stats>
            <Stat
              value={count.toLocaleString('en-US')}
              label={asksNothing(filter) ? words.everybody : describe(filter, choices)}
              tone="spot"
            />
          </Stats>
          {count === 0 && <p>{words.nobody}</p>}
          {segment && count > 0 && (
            <>
              <p>{unsubscribed === null ? words.unsubscribedUnknown : words.unsubscribed(unsubscribed)}</p>
              <ButtonLink kind="plain" href={`${urls.localRoster(local.key)}?segment=${segment.id}`}>
                {words.roster}
              </ButtonLink>
            </>
          )}
        </Section>
      )}
      {editable && <Builder {...{ local, segment, choices, tried }} />}
      {segment?.mine && (
        <form method="post" action={urls.removeSegment(local.key, segment.id)}>
          <Button kind="danger" aria-label={words.form.removeLabel(segment.name)}>
            {words.form.remove}
          </Button>
        </form>
      )}
    </StaffPage>
  )
}

function Builder({
  local,
  segment,
  choices,
  tried: { typed, name, shared, refused = {}, nameError },
}: {
  local: Local
  segment: Segment | null
  choices: Choices
  tried: Tried
}) {
  const form = words.form
  const error = (field: FilterField) => (refused[field] ? words.refusals[refused[field]] : undefined)
  const errors = {
    ...Object.fromEntries(Object.entries(refused).map(([field, reason]) => [field, words.refusals[reason]])),
    ...(nameError && { name: nameError }),
  }
  const one = (field: FilterField) => typed[field]?.[0]
  const options = (texts: Record<string, string>, values: readonly string[] = Object.keys(texts)) =>
    values.map((value) => ({ value, label: texts[value]! }))
  return (
    <Form action={segment ? urls.segment(local.key, segment.id) : urls.newSegment(local.key)} errors={errors}>
      <Fieldset legend={form.work} hint={form.placesHint}>
        {places.map((place) => (
          <Ticks
            key={place}
            field={place}
            label={form.places[place]}
            options={choices[place]}
            chosen={typed[place] ?? []}
            error={error(place)}
          />
        ))}
      </Fieldset>
      <Fieldset legend={form.person}>
        <Field
          label={form.languages}
          name="languages"
          value={typed.languages?.join(', ')}
          hint={form.languagesHint}
          error={error('languages')}
          maxlength={200}
          autocapitalize="none"
          spellcheck={false}
          autocomplete="off"
        />
        <Field label={form.hiredFrom} name="hiredFrom" type="date" value={one('hiredFrom')} error={error('hiredFrom')} />
        <Field label={form.hiredBefore} name="hiredBefore" type="date" value={one('hiredBefore')} error={error('hiredBefore')} />
        <Select
          label={form.office}
          name="office"
          empty={form.any}
          value={one('office')}
          error={error('office')}
          options={options(form.offices, officesAsked)}
        />
      </Fieldset>
      <Fieldset legend={form.reach}>
        <Select
          label={form.email}
          name="email"
          empty={form.any}
          value={one('email')}
          error={error('email')}
          options={options(form.emails)}
        />
        <Select
          label={form.phone}
          name="phone"
          empty={form.any}
          value={one('phone')}
          error={error('phone')}
          options={options(form.phones)}
        />
      </Fieldset>
      {choices.events.length > 0 && (
        <Fieldset legend={form.event}>
          <Select
            label={form.eventName}
            name="event"
            empty={form.any}
            value={one('event')}
            error={error('event')}
            options={choices.events.map(({ id, name: title }) => ({ value: String(id), label: title }))}
          />
          <Select
            label={form.answer}
            name="answer"
            empty={form.any}
            value={one('answer')}
            error={error('answer')}
            options={options(form.answers, eventAnswers)}
          />
        </Fieldset>
      )}
      <Button kind="plain" name="step" value="count">
        {form.count}
      </Button>
      <Field label={form.name} name="name" value={name} hint={form.nameHint} error={nameError} maxlength={80} autocomplete="off" />
      <Check label={form.shared} name="shared" checked={shared} />
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
  field: FilterField
  label: string
  options: readonly Named[]
  chosen: readonly string[]
  error?: string
}) {
  if (options.length < 2 && chosen.length === 0) return null
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
