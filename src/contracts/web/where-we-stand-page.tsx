import { sharesByState, type BoardRow } from '../board.ts'
import { en } from '../board.en.ts'
import { es } from '../board.es.ts'
import { ButtonLink, Actions } from '../../ui/fields.tsx'
import { BarList } from '../../ui/charts.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { Timeline } from './timeline.tsx'

/** What has been announced about every unit: the share of members in each state, a timeline, a table. */
export function WhereWeStandPage({ rows, now }: { rows: readonly BoardRow[]; now: Temporal.Instant }) {
  const words = useWords({ en, es })
  const { zone } = useShell()
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
          <StateShares rows={rows} />
          <Timeline rows={rows} now={now} zone={zone} href={({ unit }) => urls.canWeStrikeUnit(`${unit.localId}-${unit.unitId}`)} />
          <Section title={words.units}>
            <UnitTable rows={rows} />
          </Section>
          <p class="hint">{words.checked(now, zone)}</p>
        </>
      )}
    </PublicPage>
  )
}

/** Fewer than five people are not told. */
export function StateShares({ rows }: { rows: readonly BoardRow[] }) {
  const words = useWords({ en, es })
  return (
    <BarList
      caption={words.byState}
      unit={words.peopleUnit}
      scale="count"
      rows={sharesByState(rows).map(([state, { units, people }]) => ({
        label: `${state ? words.states[state] : words.unknown} (${words.unitCount(units)})`,
        value: people >= 5 ? people : null,
      }))}
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
