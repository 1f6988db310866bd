import { BarList, GoalBar } from '../../ui/charts.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Live } from '../../ui/live.tsx'
import { formatNumber, formatPercent } from '../../ui/number.ts'
import { More, Section, Stat, Stats } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { en as shared } from '../event.en.ts'
import { en } from '../event-staff.en.ts'
import type { Event } from '../event.ts'
import type { Totals, WorksiteCount } from '../turnout-queries.ts'
import { heads, type PlaceTurnout, type Turnout } from '../turnout.ts'
import { When } from './event-page.tsx'
import { crumbsOf } from './staff-parts.tsx'

/** What one reader may see of one event at one moment. */
export interface TurnoutView {
  totals: Totals
  turnout: Turnout
  worksites: { local: string; rows: WorksiteCount[] }[]
}

export function TurnoutPage({ event, view }: { event: Event; view: TurnoutView }) {
  return (
    <StaffPage
      title={en.turnout.title(event.title.en)}
      crumbs={crumbsOf(event)}
      head={
        <noscript>
          <meta http-equiv="refresh" content="30" />
        </noscript>
      }
    >
      <p class="lead">
        <When event={event} />, {event.place}
      </p>
      <Live src={urls.turnoutStream(event.slug)}>
        <TurnoutNumbers view={view} />
      </Live>
    </StaffPage>
  )
}

/** The part that moves: the page and the stream render the same. */
export function TurnoutNumbers({ view: { totals, turnout, worksites } }: { view: TurnoutView }) {
  const { lang } = useShell()
  const words = en.turnout
  const n = (value: number) => formatNumber(value, lang)
  const all = totals.members + totals.others + totals.guests
  const places = turnout.regions.flatMap((region) => region.locals)
  const lines: PlaceTurnout[] = [
    ...turnout.regions.flatMap((region) => (region.locals.length === 1 ? region.locals : [region, ...region.locals])),
    ...(turnout.coalition ? [{ ...turnout.coalition, names: [words.ownedByCoalition] }] : []),
  ]
  const name = (line: PlaceTurnout) => (line.names.length > 1 ? words.together(line.names) : (line.names[0] ?? words.regionsTogether))
  const place = (row: WorksiteCount) => row.name ?? (row.together ? words.worksitesTogether : words.noPlace)
  const isRegion = (line: PlaceTurnout) => turnout.regions.some((region) => region === line)
  return (
    <div data-say={words.say(all, totals.goal)}>
      <Section title={words.total}>
        <GoalBar done={all} goal={totals.goal} label={words.everybody} unit={totals.goal ? undefined : words.heads} />
        <Stats>
          <Stat value={n(totals.members)} label={words.members} />
          <Stat value={n(totals.others)} label={words.others} note={words.othersNote} />
          <Stat value={n(totals.guests)} label={words.guests} tone="spot" />
          <Stat value={n(totals.maybe)} label={words.maybe} note={words.declinedNote(n(totals.declined))} />
        </Stats>
        {places.length === 0 && <p>{words.onlyTotal}</p>}
      </Section>
      {turnout.regions.length > 1 && (
        <Section title={words.regions}>
          <BarList
            unit={words.heads}
            rows={turnout.regions.map((region) => ({ label: name(region), value: heads(region), goal: region.goal }))}
          />
        </Section>
      )}
      {places.length > 0 && (
        <Section title={words.locals}>
          {places.length === 1 ? (
            <GoalBar
              done={heads(places[0]!)}
              goal={places[0]!.goal}
              label={name(places[0]!)}
              unit={places[0]!.goal ? undefined : words.heads}
            />
          ) : (
            turnout.regions
              .filter((region) => region.locals.length > 0)
              .map((region) => (
                <BarList
                  key={region.id}
                  caption={name(region)}
                  unit={words.heads}
                  rows={region.locals.map((local) => ({ label: name(local), value: heads(local), goal: local.goal }))}
                />
              ))
          )}
        </Section>
      )}
      {lines.length > 0 && (
        <Section title={words.numbers}>
          <Table
            caption={words.numbers}
            hideCaption
            rows={lines}
            columns={[
              { label: words.local, cell: (line) => (isRegion(line) ? <strong>{name(line)}</strong> : name(line)) },
              { label: words.coming, numeric: true, cell: (line) => <strong>{n(heads(line))}</strong> },
              {
                label: words.goal,
                numeric: true,
                cell: (line) => (line.goal === null ? '–' : `${n(line.goal)} (${formatPercent(heads(line), line.goal, lang)})`),
              },
              { label: words.members, numeric: true, cell: (line) => n(line.members) },
              { label: words.others, numeric: true, cell: (line) => n(line.others) },
              { label: words.guests, numeric: true, cell: (line) => n(line.guests) },
              { label: words.maybe, numeric: true, cell: (line) => n(line.maybe) },
              { label: words.declined, numeric: true, cell: (line) => n(line.declined) },
            ]}
          />
        </Section>
      )}
      {turnout.kinds.length > 0 && (
        <Section title={words.kinds}>
          <BarList
            unit={words.heads}
            rows={[
              ...turnout.kinds.map(({ kind, people }) => ({ label: shared.kinds[kind], value: people })),
              {
                label: words.guests,
                value: [...places, ...(turnout.coalition ? [turnout.coalition] : [])].reduce((sum, place) => sum + place.guests, 0),
              },
            ]}
          />
        </Section>
      )}
      {worksites.length > 0 && (
        <Section title={words.byWorksite}>
          <p class="hint">{words.unsorted}</p>
          {worksites.map(({ local, rows }) => (
            <More summary={local} key={local} open={worksites.length === 1}>
              <BarList unit={words.members} rows={rows.map((row) => ({ label: place(row), value: row.coming, goal: row.members }))} />
              <Table
                caption={words.worksites(local)}
                rows={rows}
                columns={[
                  { label: words.worksite, cell: place },
                  { label: words.members, numeric: true, cell: (row) => n(row.coming) },
                  {
                    label: words.share,
                    numeric: true,
                    cell: (row) => `${formatPercent(row.coming, row.members, lang)} (${n(row.members)})`,
                  },
                  { label: words.guests, numeric: true, cell: (row) => n(row.guests) },
                ]}
              />
            </More>
          ))}
        </Section>
      )}
    </div>
  )
}
