import type { UnitState } from '../contracts/unit-state.ts'
import type { Told } from '../publishing/publication.ts'

/** An answer that holds for some: in one local or unit, in some states of the contract, between two days. Each part may be left open. */
export interface Variant {
  local: string | null
  /** The unit's id; with it goes its local. */
  unit: number | null
  /** Empty: in all. */
  states: UnitState[]
  /** First and last day, YYYY-MM-DD, both included, in `zone`. */
  from: string | null
  last: string | null
  zone: string
  answer: Told
}

/** Who reads: what is not known fits only variants that leave it open. */
export interface Reader {
  local: string | null
  unit: number | null
  /** Where the unit stands, the furthest first; empty: not known. */
  states: readonly UnitState[]
}

/** The first moment of the variant's first day; null: from ever. */
const begin = ({ from, zone }: Variant) => (from === null ? null : Temporal.PlainDate.from(from).toZonedDateTime(zone).toInstant())
/** The first moment after its last day; null: for ever. */
export const endOf = ({ last, zone }: Pick<Variant, 'last' | 'zone'>) =>
  last === null ? null : Temporal.PlainDate.from(last).add({ days: 1 }).toZonedDateTime(zone).toInstant()

/** Whether the days of the variant have come and not gone. */
export function holds(variant: Variant, now: Temporal.Instant): boolean {
  const first = begin(variant),
    end = endOf(variant)
  return (!first || Temporal.Instant.compare(first, now) <= 0) && (!end || Temporal.Instant.compare(now, end) < 0)
}

const fits = (variant: Variant, { local, unit, states }: Reader) =>
  (variant.unit === null || variant.unit === unit) &&
  (variant.local === null || variant.local === local) &&
  (variant.states.length === 0 || variant.states.some((state) => states.includes(state)))

/** How closely it is cut: a unit before a local before all; then a state of the contract; then days. */
const closeness = ({ local, unit, states, from, last }: Variant) =>
  (unit !== null ? 8 : local !== null ? 4 : 0) + (states.length > 0 ? 2 : 0) + (from !== null || last !== null ? 1 : 0)

/**
 * The variant that this reader gets at this moment: the most closely cut of those that hold, and of equal ones that for the state reached
 * furthest; null: none, the answer for all.
 */
export function chooseVariant(variants: readonly Variant[], reader: Reader, now: Temporal.Instant): Variant | null {
  const furthest = ({ states }: Variant) => reader.states.findIndex((state) => states.includes(state))
  return variants
    .filter((variant) => fits(variant, reader) && holds(variant, now))
    .reduce<Variant | null>((best, next) => {
      if (!best || closeness(best) < closeness(next)) return next
      return closeness(best) === closeness(next) && furthest(next) < furthest(best) ? next : best
    }, null)
}

/** Whether two variants would be shown to the same reader at the same moment, and neither is cut more closely. */
export function collide(one: Variant, other: Variant): boolean {
  if (closeness(one) !== closeness(other) || one.local !== other.local || one.unit !== other.unit) return false
  if (one.states.length > 0 && !one.states.some((state) => other.states.includes(state))) return false
  const before = (last: string | null, first: string | null) => last !== null && first !== null && last < first
  return !before(one.last, other.from) && !before(other.last, one.from)
}

/** Days ahead in which an owner is told. */
export const daysAhead = 14

/** Variants that are shown now and end within the next days, soonest first. */
export const endingSoon = (variants: readonly Variant[], now: Temporal.Instant): Variant[] =>
  variants
    .filter(
      (variant) =>
        holds(variant, now) && variant.last !== null && Temporal.Instant.compare(endOf(variant)!, now.add({ hours: 24 * daysAhead })) <= 0,
    )
    .sort((a, b) => Temporal.Instant.compare(endOf(a)!, endOf(b)!))
