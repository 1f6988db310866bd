/** Columns of a member's record in which the two may differ, in the order in which they are shown. */
export const columns = ['lastName', 'firstName', 'externalId', 'email', 'phone', 'language', 'hiredOn'] as const
export type Column = (typeof columns)[number]

export interface Place {
  unitId: number
  unit: string
  at: string
}

/** One of two records that may be one person. */
export interface MemberRecord {
  id: number
  firstName: string
  lastName: string
  externalId: string | null
  email: string | null
  phone: string | null
  language: string
  /** ISO. */
  hiredOn: string | null
  signsIn: boolean
  places: Place[]
}

/** Whose it is: of the record that stays, or of the one that goes. */
export type Side = 'kept' | 'gone'

/** The record that was there first stays: links to it, and what was written down about its number, still lead to it. */
export const inOrder = (one: number, other: number): { kept: number; gone: number } => ({
  kept: Math.min(one, other),
  gone: Math.max(one, other),
})

/** Where the two say something different, and somebody has to choose. Of units those in which both work, in different places. */
export function differences(kept: MemberRecord, gone: MemberRecord): { columns: Column[]; units: number[] } {
  return {
    columns: columns.filter((column) => kept[column] !== gone[column]),
    units: kept.places
      .filter((place) => gone.places.some((other) => other.unitId === place.unitId && other.at !== place.at))
      .map(({ unitId }) => unitId),
  }
}

/** What is ticked before anybody chooses: what is there rather than nothing, the address through which she signs in, else what stood there first. */
export function usual(kept: MemberRecord, gone: MemberRecord, column: Column): Side {
  if (gone[column] === null) return 'kept'
  if (kept[column] === null) return 'gone'
  return column === 'email' && gone.signsIn && !kept.signsIn ? 'gone' : 'kept'
}

export interface Choice {
  taken: Column[]
  units: number[]
}

/** What was chosen in the form, as `column-email=gone` and `unit-7=gone`. Null: something is left out, or isn't a choice. */
export function readChoice(typed: Record<string, string | undefined>, kept: MemberRecord, gone: MemberRecord): Choice | null {
  const different = differences(kept, gone)
  const said = [...different.columns.map((column) => typed[`column-${column}`]), ...different.units.map((unit) => typed[`unit-${unit}`])]
  if (said.some((side) => side !== 'kept' && side !== 'gone')) return null
  return {
    taken: different.columns.filter((column) => typed[`column-${column}`] === 'gone'),
    units: different.units.filter((unit) => typed[`unit-${unit}`] === 'gone'),
  }
}

/** Why two records may be one person, the surest first. */
const likenesses = ['email', 'phone', 'name', 'hired'] as const
export type Likeness = (typeof likenesses)[number]
