import { partOf, sharesByState, type BoardPart, type BoardRow } from '../board.ts'
import { en } from '../board.en.ts'
import { es } from '../board.es.ts'
import { Actions, Button, ButtonLink, Filters, Select } from '../../ui/fields.tsx'
import { BarList } from '../../ui/charts.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Pager, Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { Timeline } from './timeline.tsx'

/** What has been announced about every unit: the share of members in each state, a timeline, a table. */
export function WhereWeStandPage({ rows, part, now }: { rows: readonly BoardRow[]; part: BoardPart; now: Temporal.Instant }) {
  const words = useWords({ en, es })
  const { zone } = useShell()
  const shown = partOf(rows, part)
  return (
    <PublicPage title={words.title} description={words.lead} wide>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Actions>
        <ButtonLink href={urls.canWeStrike}>{words.toAnswer}</ButtonLink>
      </Actions>
      {rows.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <>
          <StateShares rows={rows} href={(state) => partHref(urls.whereWeStand, { ...part, state })} />
          <p>
            <a href={urls.whereWeStandByDate}>{words.byDate}</a>
          </p>
          <WhichUnits rows={rows} part={part} action={urls.whereWeStand} />
          {shown.found > 0 && (
            <>
              <Timeline
                rows={shown.rows}
                now={now}
                zone={zone}
                href={({ unit }) => urls.canWeStrikeUnit(`${unit.localId}-${unit.unitId}`)}
              />
              <Section title={words.units}>
                <UnitTable rows={shown.rows} />
              </Section>
            </>
          )}
          <UnitPager shown={shown} part={part} base={urls.whereWeStand} />
          <p class="hint">{words.checked(now, zone)}</p>
        </>
      )}
    </PublicPage>
  )
}

/** Fewer than five people are not told. Each bar leads to the units behind it. */
export function StateShares({ rows, href }: { rows: readonly BoardRow[]; href: (state: BoardPart['state']) => string }) {
  const words = useWords({ en, es })
  return (
    <BarList
      caption={words.byState}
      unit={words.peopleUnit}
      scale="count"
      rows={sharesByState(rows).map(([state, { units, people }]) => ({
        label: `${state ? words.states[state] : words.unknown} (${words.unitCount(units)})`,
        value: people >= 5 ? people : null,
        href: href(state ?? 'unknown'),
      }))}
    />
  )
}

/** The address of a part of the units; what is not asked for is left out. `more`: what else stands in the address. */
export function partHref(
  base: string,
  { region, state, page }: Omit<BoardPart, 'page'> & { page?: number },
  more: Record<string, string> = {},
) {
  const asked = new URLSearchParams(more)
  if (region !== null) asked.set('region', String(region))
  if (state !== null) asked.set('state', state)
  if (page && page > 1) asked.set('page', String(page))
  return asked.size > 0 ? `${base}?${asked}` : base
}

/** Units of one region or state, where there are so many that one looks for some of them. */
export function WhichUnits({
  rows,
  part,
  action,
  more = {},
}: {
  rows: readonly BoardRow[]
  part: BoardPart
  action: string
  more?: Record<string, string>
}) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  const regions = [...new Map(rows.map(({ unit }) => [unit.regionId, unit.regionName]))].toSorted(([, a], [, b]) =>
    a.localeCompare(b, lang),
  )
  const states = sharesByState(rows).map(([state]) => state ?? 'unknown')
  return (
    <Filters action={action} label={words.filter}>
      {Object.entries(more).map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
      <Select
        label={words.region}
        name="region"
        empty={words.every}
        value={part.region === null ? '' : String(part.region)}
        options={regions.map(([id, name]) => ({ value: String(id), label: name }))}
      />
      <Select
        label={words.state}
        name="state"
        empty={words.every}
        value={part.state ?? ''}
        options={states.map((state) => ({ value: state, label: state === 'unknown' ? words.unknown : words.states[state] }))}
      />
      <Button kind="quiet">{words.filter}</Button>
    </Filters>
  )
}

export function UnitPager({
  shown,
  part,
  base,
  more,
}: {
  shown: ReturnType<typeof partOf>
  part: BoardPart
  base: string
  more?: Record<string, string>
}) {
  const words = useWords({ en, es })
  const to = (page: number) => partHref(base, { ...part, page }, more)
  return (
    <Pager
      summary={shown.found === 0 ? words.noneSuch : words.range(shown.from + 1, shown.from + shown.rows.length, shown.found)}
      previous={shown.page > 1 ? to(shown.page - 1) : null}
      next={shown.page < shown.pages ? to(shown.page + 1) : null}
    />
  )
}

function UnitTable({ rows }: { rows: readonly BoardRow[] }) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  return (
    <Table
      caption={words.units}
      hideCaption
      columns={[
        { label: words.unit, cell: ({ unit }) => <a href={urls.canWeStrikeUnit(`${unit.localId}-${unit.unitId}`)}>{unit.unitName}</a> },
        { label: words.local, cell: ({ unit }) => unit.localName },
        { label: words.region, cell: ({ unit }) => unit.regionName, wideOnly: true },
        { label: words.state, cell: ({ standing }) => (standing.state ? words.states[standing.state] : words.unknown) },
        {
          label: words.contractEnds,
          cell: ({ standing }) => (standing.contractEnds ? words.through(standing.contractEnds, standing.zone) : words.unknown),
        },
        { label: words.people, numeric: true, cell: ({ unit }) => unit.law?.headcount?.toLocaleString(lang) ?? words.peopleUnknown },
      ]}
      rows={rows}
      rowKey={({ unit }) => unit.unitId}
    />
  )
}
