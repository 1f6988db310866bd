import type { Kind } from './event.ts'
import type { TurnoutRow } from './event-queries.ts'

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
  /** Null: signed up to the coalition itself. */
  id: number | null
  name: string
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

/** Sums the rows that the reader may see by local and region. `locals`: those whose line is shown, with or without an answer. */
export function turnoutOf(rows: readonly TurnoutRow[], locals: readonly Local[], goals: ReadonlyMap<number, number>): Turnout {
  const regions = Map.groupBy(locals, (local) => local.regionId)
  const own = rows.filter((row) => row.local_id === null)
  return {
    regions: [...regions.values()]
      .sort((a, b) => a[0]!.regionName.localeCompare(b[0]!.regionName))
      .map((members) => ({
        ...count(rows.filter((row) => members.some((local) => local.id === row.local_id))),
        id: members[0]!.regionId,
        name: members[0]!.regionName,
        goal: sumOf(members.map((local) => goals.get(local.id))),
        locals: members.map((local) => ({
          ...count(rows.filter((row) => row.local_id === local.id)),
          id: local.id,
          name: local.name,
          goal: goals.get(local.id) ?? null,
        })),
      })),
    coalition: own.length > 0 ? { ...count(own), id: null, name: '', goal: null } : null,
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
