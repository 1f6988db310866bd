import { Actions, Button, ButtonLink, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, ErrorSummary, Notice } from '../../ui/notices.tsx'
import { Section, Stat, Stats } from '../../ui/pieces.tsx'
import { Pager, Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { placeKey, type Place } from '../coverage.ts'
import type { Local } from '../../unions/unions.ts'
import { placePage, type Named, type PersonInPlace, type Steward } from '../steward-queries.ts'
import { en } from '../stewards.en.ts'
import { crumb, number } from './coverage-page.tsx'

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
