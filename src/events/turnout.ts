import type { Kind } from './event.ts'
import type { TurnoutRow } from './turnout-queries.ts'

/** Who comes to one event, from one place or all. */
export interface Count {
  /** Members who said yes. */
  members: number
  /** People who signed up without an account. */
  others: number
  guests: number
  maybe: number
  declined: number
}

/** Everybody who takes a seat. */
export const heads = ({ members, others, guests }: Count) => members + others + guests

export interface PlaceTurnout extends Count {
  /** Null: signed up to the coalition itself, or several that are not told apart. */
  id: number | null
  /** Of locals that are told only together all of them; empty for regions that are, and for the coalition itself. */
  names: readonly string[]
  /** Null: none set. */
  goal: number | null
}

export interface Turnout {
  regions: (PlaceTurnout & { locals: PlaceTurnout[] })[]
  /** Signed up to the coalition itself; only where somebody did and the reader may see it. */
  coalition: PlaceTurnout | null
  /** People who come, guests not among them, of the places above. */
  kinds: { kind: Kind; people: number }[]
}

export interface Local {
  id: number
  name: string
  regionId: number
  regionName: string
}

const none: Count = { members: 0, others: 0, guests: 0, maybe: 0, declined: 0 }

const count = (rows: readonly TurnoutRow[]): Count =>
  rows.reduce(
    (sum, row) => ({
      members: sum.members + (row.signed_in && row.answer === 'yes' ? row.people : 0),
      others: sum.others + (row.signed_in ? 0 : row.people),
      guests: sum.guests + (row.answer === 'yes' ? row.guests : 0),
      maybe: sum.maybe + (row.answer === 'maybe' ? row.people : 0),
      declined: sum.declined + (row.answer === 'no' ? row.people : 0),
    }),
    none,
  )

/**
 * Sums the rows that the reader may see by local and region. `locals`: those whose line is shown, with or without an answer; `together`:
 * those of them that are told only together, one line in each region.
 */
export function turnoutOf(
  rows: readonly TurnoutRow[],
  locals: readonly Local[],
  goals: ReadonlyMap<number, number>,
  together: ReadonlySet<number> = new Set(),
): Turnout {
  const lineOf = (some: readonly Local[], id: number | null, counted: readonly TurnoutRow[]): PlaceTurnout => ({
    ...count(counted),
    id,
    names: some.map((local) => local.name),
    goal: sumOf(some.map((local) => goals.get(local.id))),
  })
  const regions = [...Map.groupBy(locals, (local) => local.regionId).values()]
    .sort((a, b) => a[0]!.regionName.localeCompare(b[0]!.regionName))
    .map((all) => {
      const apart = all.filter((local) => rows.some((row) => row.local_id === local.id) || !together.has(local.id)),
        rest = all.filter((local) => !apart.includes(local))
      const { regionId, regionName } = all[0]!
      const own = rows.filter((row) => row.region_id === regionId)
      return {
        ...lineOf(all, regionId, own),
        names: [regionName],
        locals: [
          ...apart.map((local) =>
            lineOf(
              [local],
              local.id,
              own.filter((row) => row.local_id === local.id),
            ),
          ),
          ...(rest.length > 0
            ? [
                lineOf(
                  rest,
                  null,
                  own.filter((row) => row.together),
                ),
              ]
            : []),
        ],
      }
    })
  // A region that does not stand alone has no rows of its own: what they come to stands in one line for all of these.
  const scattered = rows.filter((row) => row.together && row.region_id === null)
  const told = scattered.length === 0 ? regions : regions.filter((region) => rows.some((row) => row.region_id === region.id))
  const own = rows.filter((row) => !row.together && row.local_id === null)
  return {
    regions: scattered.length === 0 ? told : [...told, { ...lineOf([], null, scattered), locals: [] }],
    coalition: own.length > 0 ? lineOf([], null, own) : null,
    kinds: [
      ...Map.groupBy(
        rows.filter((row) => row.answer === 'yes'),
        (row) => row.kind,
      ),
    ]
      .map(([kind, same]) => ({ kind, people: same.reduce((sum, row) => sum + row.people, 0) }))
      .sort((a, b) => b.people - a.people),
  }
}

/** Null where no local has a goal. */
const sumOf = (goals: readonly (number | undefined)[]) =>
  goals.some((goal) => goal !== undefined) ? goals.reduce<number>((sum, goal) => sum + (goal ?? 0), 0) : null
