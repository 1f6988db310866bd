import { ButtonLink, Field, Fieldset, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Live } from '../../ui/live.tsx'
import { Done } from '../../ui/notices.tsx'
import { Section, Stat, Stats } from '../../ui/pieces.tsx'
import type { Local } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { en as words } from '../segment.en.ts'
import type { Choices } from '../segment-queries.ts'
import { asksNothing, eventAnswers, officesAsked, places, type Filter, type FilterField, type FilterRefusal } from '../segment.ts'
import type { Segment } from '../segments.ts'
import { Builder, chosenFrom, EventFields, RemoveForm, Ticks, type Tried } from './builder.tsx'
import { SavedSegments } from './saved-segments.tsx'

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
    <Done>{done && words.done[done]}</Done>
    <SavedSegments
      segments={segments}
      href={({ id }) => urls.segment(local.key, id)}
      what={({ filter }) => describe(filter, choices)}
      members={words.members}
      count={({ count }) => count?.toLocaleString('en-US') ?? words.later}
    />
  </StaffPage>
)

export type TriedSegment = Tried<FilterField, FilterRefusal>

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
  tried: TriedSegment
  filter: Filter | null
  count: number | null
  unsubscribed: number | null
  done?: string
}) {
  return (
    <StaffPage title={segment?.name ?? words.newTitle} crumbs={crumbs(local)}>
      <Done>{done && words.done[done]}</Done>
      {filter && count !== null && (
        <Section title={words.members} id="count">
          {segment ? (
            <Live src={urls.segmentStream(local.key, segment.id)}>
              <SegmentNumber {...{ filter, count, choices }} />
            </Live>
          ) : (
            <SegmentNumber {...{ filter, count, choices }} />
          )}
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
      {(!segment || segment.mine) && <LocalBuilder {...{ local, segment, choices, tried }} />}
      {segment?.mine && <RemoveForm action={urls.removeSegment(local.key, segment.id)} name={segment.name} />}
    </StaffPage>
  )
}

/** How many: the part that moves. */
export const SegmentNumber = ({ filter, count, choices }: { filter: Filter; count: number; choices: Choices }) => (
  <div data-say={words.counted(count)}>
    <Stats>
      <Stat value={count.toLocaleString('en-US')} label={asksNothing(filter) ? words.everybody : describe(filter, choices)} tone="spot" />
    </Stats>
    {count === 0 && <p>{words.nobody}</p>}
  </div>
)

function LocalBuilder({
  local,
  segment,
  choices,
  tried,
}: {
  local: Local
  segment: Segment | null
  choices: Choices
  tried: TriedSegment
}) {
  const { form, refusals } = words
  const { typed, refused = {} } = tried
  return (
    <Builder
      action={segment ? urls.segment(local.key, segment.id) : urls.newSegment(local.key)}
      saved={!!segment}
      tried={tried}
      sentences={refusals}
      share={form.shared}
    >
      <Fieldset legend={form.work} hint={form.placesHint}>
        {places.map((place) => (
          <Ticks
            key={place}
            field={place}
            label={form.places[place]}
            options={choices[place]}
            chosen={typed[place]}
            error={refused[place] && refusals[refused[place]]}
          />
        ))}
      </Fieldset>
      <Fieldset legend={form.person}>
        <Field
          label={form.languages}
          name="languages"
          hint={form.languagesHint}
          maxlength={200}
          autocapitalize="none"
          spellcheck={false}
          autocomplete="off"
        />
        <Field label={form.hiredFrom} name="hiredFrom" type="date" />
        <Field label={form.hiredBefore} name="hiredBefore" type="date" />
        <Select label={form.office} name="office" empty={form.any} options={chosenFrom(form.offices, officesAsked)} />
      </Fieldset>
      <Fieldset legend={form.reach}>
        <Select label={form.email} name="email" empty={form.any} options={chosenFrom(form.emails)} />
        <Select label={form.phone} name="phone" empty={form.any} options={chosenFrom(form.phones)} />
      </Fieldset>
      <EventFields events={choices.events} answers={eventAnswers} />
    </Builder>
  )
}
