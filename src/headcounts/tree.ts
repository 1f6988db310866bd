/**
 * What the coalition and its regions may know of how many there are: groups in one fixed tree (region, local, worksite, department), where
 * nobody can work out a group that is hidden. db/migrations/0090_counts.sql decides the same; headcounts.test.ts puts both to the same rosters.
 *
 * The rule, for the parts of each group that is told:
 * - A part of fewer than five people is small; so is a larger one that falls into single people. Small parts are hidden. A part without
 *   anybody hides nobody, and is told.
 * - Where the small ones are one part only, or fewer than five people together, or all of one or all of four (then their sum tells each of
 *   them), the smallest other part is hidden with them. Of equal ones any may be taken, in an order nobody can foresee.
 * - Parts of what is hidden are not told either. What is hidden of one group is told together: its sum can be worked out anyway.
 *
 * Why it holds: whoever knows the rule and every number told knows, of the hidden parts of one group, their sum and at best how many they are.
 * Exchanging the sizes of two hidden parts changes no number told, and the rule hides the same sizes. So a hidden part can have any size
 * that is among them; where all have the same, one more here and one less there is as good.
 *
 * And over time, where a reader keeps yesterday's table and subtracts:
 * - A local is told anew once at least five people came, went or moved there (recount_headcounts): no two tables differ by one of whom everybody
 *   knows. What is left to whoever compares tables: five people or more came, went or moved in that local, and where exactly is not told.
 * - Hidden parts keep their company: as long as one that was small is small, nobody leaves. If a part were told that stood with it yesterday,
 *   the difference would tell what stays. One that was small stays hidden until it has ten people, so that none goes in and out.
 */
export interface Group {
  people: number
  parts: Group[]
  /** How it stood when it was last told: hidden as a small one, or hidden as company of small ones. */
  before?: 'small' | 'company'
}

export interface Told {
  people: number
  /** Of each part, in the order of the group's parts: what is told of it, or null where it stands together with others. */
  parts: (Told | null)[]
  /** How many people those parts have together; null where none is hidden. */
  together: number | null
}

/** Fewer are never told by themselves. */
export const least = 5
/** What was small is told again from here on. */
export const grown = 10

export const isSmall = ({ people, parts, before }: Group) =>
  people > 0 && (people < least || (parts.length > 0 && parts.every((part) => part.people <= 1)) || (before === 'small' && people < grown))

/** What may be told of a whole; null where even that is too small. `order`: of equal parts the one that comes first is hidden first. */
export function toldOf(group: Group, order: (a: Group, b: Group) => number = () => 0): Told | null {
  return group.people === 0 || isSmall(group) ? null : told(group, order)
}

function told(group: Group, order: (a: Group, b: Group) => number): Told {
  const hidden = hiddenOf(group.parts, order)
  return {
    people: group.people,
    parts: group.parts.map((part) => (hidden.has(part) ? null : told(part, order))),
    together: hidden.size > 0 ? [...hidden].reduce((sum, part) => sum + part.people, 0) : null,
  }
}

/** The parts of a told group that are not told by themselves. */
export function hiddenOf(parts: readonly Group[], order: (a: Group, b: Group) => number = () => 0): Set<Group> {
  const inhabited = parts.filter(({ people }) => people > 0)
  const persists = inhabited.some((part) => part.before === 'small' && isSmall(part))
  const hidden = new Set(inhabited.filter((part) => isSmall(part) || (persists && part.before !== undefined)))
  const sizes = [...hidden].map(({ people }) => people)
  const covered = sizes.reduce((sum, people) => sum + people, 0)
  const plain = [1, least - 1].some((same) => sizes.every((people) => people === same))
  if (sizes.length > 0 && (sizes.length < 2 || covered < least || plain)) {
    const [next] = inhabited.filter((part) => !hidden.has(part)).sort((a, b) => a.people - b.people || order(a, b))
    if (next) hidden.add(next)
  }
  return hidden
}
