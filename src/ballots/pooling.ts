/** What the pooling rule needs to know of a unit (a local): all of it stands on the board. */
export interface UnitCount {
  id: string
  /** How many credentials its list has. */
  eligible: number
  /** How many of its ballots count. */
  counted: number
}

/** A result that is published: of one unit, or of several together. */
export interface ReportingUnit {
  id: string
  units: string[]
}

/** Units below either bound are pooled: a result of very few would tell how they voted. */
export const fewest = { eligible: 100, counted: 30 }

/** Under this name the pool is published; no unit may have it. */
export const poolId = 'pool'

/**
 * Which results are published. The rule is fixed before the vote and takes only what everybody sees: the pool starts with every unit under 100 eligible and every unit
 * under 30 counted ballots; while it is not empty and holds under 30 counted ballots, the unit outside it with the fewest counted ballots joins, ties by id. So neither
 * a small unit nor a small rest can be read off by subtracting what is published from the total.
 */
export function reportingUnits(units: UnitCount[]): ReportingUnit[] {
  const small = ({ eligible, counted }: UnitCount) => eligible < fewest.eligible || counted < fewest.counted
  const pool = units.filter(small)
  const outside = units.filter((unit) => !small(unit)).sort((a, b) => b.counted - a.counted || (a.id < b.id ? 1 : -1)) // next to join is last
  while (pool.length > 0 && outside.length > 0 && pool.reduce((sum, { counted }) => sum + counted, 0) < fewest.counted)
    pool.push(outside.pop()!)
  const pooled = new Set(pool.map(({ id }) => id))
  const alone = units.filter(({ id }) => !pooled.has(id)).map(({ id }) => ({ id, units: [id] }))
  return pooled.size > 0 ? [...alone, { id: poolId, units: units.map(({ id }) => id).filter((id) => pooled.has(id)) }] : alone
}
