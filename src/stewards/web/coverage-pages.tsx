import { Actions, Button, ButtonLink, Check, Field, Form, Select } from '../../ui/fields.tsx'
import { BarList } from '../../ui/charts.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, ErrorSummary, Notice } from '../../ui/notices.tsx'
import { Section, Stat, Stats } from '../../ui/pieces.tsx'
import { Pager, Table } from '../../ui/table.tsx'
import { Day } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { mostSteps, type Scheme } from '../assessment.ts'
import { placeKey, type Place } from '../coverage.ts'
import type { Local } from '../../unions/unions.ts'
import { placePage, type Named, type PersonInPlace, type Steward, type WorksiteCoverage } from '../steward-queries.ts'
import { en } from '../stewards.en.ts'

const number = (value: number) => value.toLocaleString('en-US')
const crumb = { href: urls.coverage, label: en.coverage.title }

export const LocalsPage = ({ locals }: { locals: readonly Local[] }) => (
  <StaffPage title={en.coverage.title}>
    <p>{en.coverage.lead}</p>
    <Table
      caption={en.coverage.caption}
      rows={locals}
      rowKey={(local) => local.id}
      columns={[{ label: en.coverage.local, cell: (local) => <a href={urls.localCoverage(local.key)}>{local.name}</a> }]}
    />
  </StaffPage>
)

/** The worksites of a local: where stewards are missing. */
export function LocalPage({
  local,
  worksites,
  perSteward,
  done,
  typed,
  error,
  notesEnd,
  ratifiedUnits,
  ratified,
}: {
  local: Local
  worksites: readonly WorksiteCoverage[]
  perSteward: number
  done?: boolean
  typed?: string
  error?: string
  /** The day after which what was noted until the ratification is gone. */
  notesEnd: Temporal.PlainDate | null
  ratifiedUnits: readonly { unit: string; day: Temporal.PlainDate }[]
  ratified?: { typed: string; error: string }
}) {
  const words = en.coverage
  const total = (of: (site: WorksiteCoverage) => number) => worksites.reduce((sum, site) => sum + of(site), 0)
  const needed = total((site) => site.needed),
    filled = total((site) => site.filled)
  return (
    <StaffPage title={words.of(local.name)} crumbs={[crumb]}>
      <Done>{done && words.ratioSet(perSteward)}</Done>
      {worksites.length === 0 ? (
        <Empty title={words.nobodyTitle}>
          <p>{words.nobody}</p>
          <ButtonLink href={urls.localRoster(local.key)}>{words.toRoster}</ButtonLink>
        </Empty>
      ) : (
        <>
          <Stats>
            <Stat
              value={number(needed - filled)}
              label={words.missing}
              note={words.filledOf(filled, needed)}
              tone={needed > filled ? 'spot' : undefined}
            />
            <Stat
              value={number(total((site) => site.uncovered))}
              label={words.uncovered}
              note={words.ofPeople(total((site) => site.people))}
            />
            <Stat value={number(total((site) => site.empty))} label={words.empty} note={words.ofPlaces(total((site) => site.places))} />
          </Stats>
          <p>{words.peopleNote(perSteward)}</p>
          <BarList
            caption={words.chart}
            unit={words.unit}
            rows={worksites.map((site) => ({
              label: site.name,
              href: urls.worksiteCoverage(local.key, site.worksiteId),
              value: site.filled,
              goal: site.needed,
            }))}
          />
          <Table
            caption={words.worksites}
            rows={worksites}
            rowKey={(site) => site.worksiteId}
            columns={[
              { label: words.worksite, cell: (site) => <a href={urls.worksiteCoverage(local.key, site.worksiteId)}>{site.name}</a> },
              { label: words.people, numeric: true, cell: (site) => number(site.people) },
              { label: words.needed, numeric: true, cell: (site) => number(site.needed) },
              { label: words.filled, numeric: true, cell: (site) => number(site.filled) },
              { label: words.missing, numeric: true, cell: (site) => number(site.needed - site.filled) },
              { label: words.uncovered, numeric: true, cell: (site) => number(site.uncovered) },
              { label: words.empty, numeric: true, cell: (site) => number(site.empty) },
            ]}
          />
        </>
      )}
      <Section title={words.settings} id="settings">
        <Form action={urls.coverageRatio(local.key)} errors={error ? { people: error } : undefined}>
          <Field
            label={words.ratio}
            name="people"
            inputmode="numeric"
            value={typed ?? perSteward}
            hint={words.ratioHint}
            required
            autocomplete="off"
          />
          <Button kind="plain">{words.setRatio}</Button>
        </Form>
        <p>
          <a href={urls.coverageScheme(local.key)}>{words.scheme}</a>
        </p>
      </Section>
      <Section title={words.notes} id="notes">
        <p>
          {notesEnd ? words.notesEnd : words.notesStay}{' '}
          {notesEnd && (
            <>
              <Day date={notesEnd} />.
            </>
          )}
        </p>
        {ratifiedUnits.length > 0 && (
          <>
            <p>{words.ratifiedUnits}</p>
            <ul>
              {ratifiedUnits.map(({ unit, day }) => (
                <li key={unit}>
                  {unit}, <Day date={day} />
                </li>
              ))}
            </ul>
          </>
        )}
        <Form action={urls.coverageNotesEnd(local.key)} errors={ratified ? { ratified: ratified.error } : undefined}>
          <Field
            label={words.ratified}
            name="ratified"
            type="date"
            value={ratified?.typed ?? notesEnd?.subtract({ days: 90 }).toString() ?? ''}
            hint={words.ratifiedHint}
            autocomplete="off"
          />
          <Button kind="plain">{words.setRatified}</Button>
        </Form>
      </Section>
    </StaffPage>
  )
}

export interface MapNames {
  departments: readonly Named[]
  shifts: readonly Named[]
}
const nameOf = (all: readonly Named[], id: number | null, nobody: string) =>
  id === null ? nobody : (all.find((one) => one.id === id)?.name ?? nobody)
const titleOf = ({ departments, shifts }: MapNames, { departmentId, shiftId }: Pick<Place, 'departmentId' | 'shiftId'>) =>
  en.place(nameOf(departments, departmentId, en.noDepartment), nameOf(shifts, shiftId, en.noShift))

export interface Chosen {
  place: Place
  people: readonly PersonInPlace[]
  after: number
  ticked?: ReadonlySet<number>
  office?: string
  errors?: Partial<Record<'people' | 'office', string>>
}

/** The map of one worksite; below it one place, when one is chosen. */
export function WorksitePage({
  local,
  worksite,
  places,
  names,
  stewards,
  perSteward,
  chosen,
  said,
  lost,
}: {
  local: Local
  worksite: Named
  places: readonly Place[]
  names: MapNames
  stewards: readonly Steward[]
  perSteward: number
  chosen?: Chosen
  said?: string
  /** A place was asked for in which nobody works. */
  lost?: boolean
}) {
  const words = en.map
  const rows = byName(names.departments, [...new Set(places.map(({ departmentId }) => departmentId))])
  const columns = byName(names.shifts, [...new Set(places.map(({ shiftId }) => shiftId))], true)
  const total = (of: (place: Place) => number) => places.reduce((sum, place) => sum + of(place), 0)
  const needed = total((place) => place.needed),
    filled = total(filledIn)
  return (
    <StaffPage title={worksite.name} crumbs={[crumb, { href: urls.localCoverage(local.key), label: local.name }]}>
      <Done>{said}</Done>
      {lost && <Notice kind="warning">{words.noSuchPlace}</Notice>}
      <ErrorSummary errors={chosen?.errors} />
      <Stats>
        <Stat
          value={number(needed - filled)}
          label={en.coverage.missing}
          note={en.coverage.filledOf(filled, needed)}
          tone={needed > filled ? 'spot' : undefined}
        />
        <Stat
          value={number(total((place) => place.uncovered))}
          label={en.coverage.uncovered}
          note={en.coverage.ofPeople(total((place) => place.people))}
        />
      </Stats>
      <p>
        {words.legend} {words.choose}
      </p>
      <Table
        caption={words.caption}
        rows={rows}
        rowKey={(id) => id ?? 0}
        columns={[
          { label: words.department, cell: (departmentId) => nameOf(names.departments, departmentId, en.noDepartment) },
          ...columns.map((shiftId) => ({
            label: nameOf(names.shifts, shiftId, en.noShift),
            cell: (departmentId: number | null) => {
              const place = places.find((one) => one.departmentId === departmentId && one.shiftId === shiftId)
              return place ? (
                <PlaceCell
                  place={place}
                  href={placeHref(local, worksite, place)}
                  title={titleOf(names, place)}
                  current={chosen?.place === place}
                />
              ) : (
                words.nobody
              )
            },
          })),
        ]}
      />
      {chosen && <PlaceSection {...{ local, worksite, names, stewards, perSteward }} chosen={chosen} />}
    </StaffPage>
  )
}

const placeHref = (local: Local, worksite: Named, place: Place) =>
  `${urls.worksiteCoverage(local.key, worksite.id)}?place=${placeKey(place)}#place`
const filledIn = (place: Place) => Math.min(place.needed, place.stewards.length)

/** By the names in their own order, what has none last. */
const byName = (all: readonly Named[], ids: readonly (number | null)[], inOrder = false) =>
  ids.toSorted(
    (a, b) =>
      (a === null ? 1 : 0) - (b === null ? 1 : 0) ||
      (inOrder ? a! - b! : all.findIndex(({ id }) => id === a) - all.findIndex(({ id }) => id === b)),
  )

const mostSquares = 24

function PlaceCell({ place, href, title, current }: { place: Place; href: string; title: string; current: boolean }) {
  const words = en.map
  const filled = filledIn(place),
    drawn = Math.min(place.needed, mostSquares)
  return (
    <a class={`map-place${place.stewards.length === 0 ? ' map-empty' : ''}`} href={href} aria-current={current ? 'true' : undefined}>
      <span class="hidden">{title}: </span>
      <svg
        class="chart"
        aria-hidden="true"
        viewBox={`0 0 ${Math.min(drawn, 8) * 16} ${Math.ceil(drawn / 8) * 16}`}
        width={Math.min(drawn, 8) * 16}
        height={Math.ceil(drawn / 8) * 16}
      >
        {Array.from({ length: drawn }, (_, at) => (
          <rect
            key={at}
            class={at < Math.floor((filled / place.needed) * drawn) ? 'seat-here' : 'seat-open'}
            x={(at % 8) * 16 + 2}
            y={Math.floor(at / 8) * 16 + 2}
            width="11"
            height="11"
          />
        ))}
      </svg>
      <b>{words.seats(filled, place.needed)}</b>
      <span>
        {words.people(place.people)}, {words.uncovered(place.uncovered)}
      </span>
    </a>
  )
}

function PlaceSection({
  local,
  worksite,
  names,
  stewards,
  perSteward,
  chosen,
}: {
  local: Local
  worksite: Named
  names: MapNames
  stewards: readonly Steward[]
  perSteward: number
  chosen: Chosen
}) {
  const words = en.placePage
  const { place, people, after, ticked, errors } = chosen
  const key = placeKey(place)
  const here = place.stewards.map(({ officeId, people: some }) => ({
    officeId,
    here: some,
    steward: stewards.find((one) => one.officeId === officeId),
  }))
  const page = (from: number) => `${urls.worksiteCoverage(local.key, worksite.id)}?place=${key}&after=${from}#place`
  return (
    <Section title={titleOf(names, place)} id="place">
      <h3>{words.covers}</h3>
      {here.length === 0 ? (
        <p>{words.nobodyCovers}</p>
      ) : (
        <ul class="rows">
          {here.map(({ officeId, here: some, steward }) => (
            <li key={officeId}>
              <div>
                <strong>{steward?.name}</strong> {words.coversHere(some, steward?.people ?? some)}
                {(steward?.people ?? some) > perSteward && <>, {words.over(perSteward)}</>}
              </div>
            </li>
          ))}
        </ul>
      )}
      <form class="form form-wide" method="post" action={urls.giveCover(local.key, worksite.id)} novalidate>
        <input type="hidden" name="place" value={key} />
        <input type="hidden" name="after" value={after} />
        <div id="people" tabindex={-1}>
          <Table
            caption={words.people}
            rows={people}
            rowKey={(person) => person.id}
            columns={[
              {
                label: words.who,
                cell: (person) => (
                  <span class="tick-row">
                    <label class="tick">
                      <input
                        type="checkbox"
                        name="member"
                        value={person.id}
                        checked={ticked?.has(person.id)}
                        aria-label={words.tick(`${person.firstName} ${person.lastName}`)}
                      />
                    </label>
                    {person.own ? (
                      `${person.lastName}, ${person.firstName}`
                    ) : (
                      <a href={urls.coveredMember(local.key, person.id)}>
                        {person.lastName}, {person.firstName}
                      </a>
                    )}
                  </span>
                ),
              },
              {
                label: words.work,
                cell: (person) => (
                  <>
                    {person.classification}
                    {person.leads && <> ({words.leads})</>}
                  </>
                ),
              },
              { label: words.steward, cell: (person) => person.steward ?? <b class="uncovered">{words.nobody}</b> },
            ]}
          />
        </div>
        {errors?.people && (
          <p class="field-error" id="people-error">
            {errors.people}
          </p>
        )}
        {stewards.length === 0 ? (
          <Notice kind="warning">
            <p>{words.noStewards}</p>
            <ButtonLink kind="plain" href={urls.offices}>
              {words.toOffices}
            </ButtonLink>
          </Notice>
        ) : (
          <Select
            label={words.give}
            name="office"
            value={chosen.office}
            error={errors?.office}
            required
            options={stewards.map((one) => ({ value: String(one.officeId), label: words.option(one.name, one.people) }))}
          />
        )}
        <Actions stick>
          {stewards.length > 0 && <Button>{words.giveButton}</Button>}
          <Button kind="plain" formaction={urls.endCover(local.key, worksite.id)}>
            {words.end}
          </Button>
        </Actions>
      </form>
      {place.people > placePage && (
        <Pager
          summary={words.summary(after + 1, after + people.length, place.people)}
          previous={after > 0 ? page(Math.max(0, after - placePage)) : null}
          next={after + people.length < place.people ? page(after + placePage) : null}
        />
      )}
    </Section>
  )
}

export function SchemePage({
  local,
  scheme,
  typed,
  errors,
  done,
}: {
  local: Local
  scheme: Scheme
  typed?: Record<string, string>
  errors?: Record<string, string>
  done?: boolean
}) {
  const words = en.scheme
  const label = (value: number) => (typed ? typed[`label-${value}`] : scheme.steps.find((step) => step.value === value)?.label)
  const act = (value: number) => (typed ? typed[`act-${value}`] === 'yes' : !!scheme.steps.find((step) => step.value === value)?.needsAct)
  return (
    <StaffPage title={words.title} crumbs={[crumb, { href: urls.localCoverage(local.key), label: local.name }]}>
      <Done>{done && words.saved}</Done>
      <p>{words.lead}</p>
      <p>
        <strong>{words.inUse(scheme.name)}</strong> {words.keeps}
      </p>
      <Form action={urls.coverageScheme(local.key)} errors={errors}>
        <Field
          label={words.name}
          name="name"
          value={typed ? typed.name : scheme.localId ? scheme.name : ''}
          hint={words.nameHint}
          required
          autocomplete="off"
        />
        <p class="hint">{words.stepsHint}</p>
        {Array.from({ length: mostSteps }, (_, value) => (
          <div key={value}>
            <Field label={words.step(value)} name={`label-${value}`} value={label(value)} autocomplete="off" />
            <Check label={words.act(value)} name={`act-${value}`} checked={act(value)} />
          </div>
        ))}
        <Button>{words.save}</Button>
      </Form>
    </StaffPage>
  )
}
