import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newSolver } from '../../test/solver.ts'
import { grown, hiddenOf, isSmall, least, toldOf, type Group, type Told } from './tree.ts'

const group = (parts: Group[]): Group => ({ people: parts.reduce((sum, { people }) => sum + people, 0), parts })
const leaf = (people: number): Group => ({ people, parts: [] })
const family = (sizes: number[]) => sizes.map(leaf)
const hiddenSizes = (sizes: number[]) => {
  const parts = family(sizes),
    hidden = hiddenOf(parts)
  return parts.filter((part) => hidden.has(part)).map(({ people }) => people)
}

test('what is hidden, and what with it', () => {
  const cases: [sizes: number[], hidden: number[]][] = [
    [[5, 9, 70], []],
    [
      [3, 9, 70],
      [3, 9],
    ],
    [
      [70, 2, 2, 12, 9],
      [2, 2, 9],
    ],
    [
      [2, 3, 70],
      [2, 3],
    ],
    [
      [4, 4, 70],
      [4, 4, 70],
    ],
    [
      [4, 4, 3, 70],
      [4, 4, 3],
    ],
    [
      [4, 4],
      [4, 4],
    ],
    [[0, 6, 70], []],
    [
      [0, 2, 8, 70],
      [2, 8],
    ],
    [
      [1, 1, 1, 1, 1, 70],
      [1, 1, 1, 1, 1, 70],
    ],
    [
      [1, 1, 1, 1, 2, 70],
      [1, 1, 1, 1, 2],
    ],
    [[40], []],
    [[], []],
  ]
  for (const [sizes, hidden] of cases) assert.deepEqual(hiddenSizes(sizes), hidden, sizes.join(' '))
  assert.equal(toldOf(group(family([1, 3]))), null)
  assert.equal(toldOf(group(family([1, 1, 1, 1, 1, 1]))), null)
  assert.deepEqual(
    toldOf(group([group(family([1, 1, 1, 1, 1, 1])), group([leaf(8)]), group([leaf(9)])]))!.parts.map((part) => part?.people ?? null),
    [null, null, 9],
  )
  assert.deepEqual(toldOf(group([group(family([1, 30])), group(family([2, 9]))])), {
    people: 42,
    parts: [
      { people: 31, parts: [null, null], together: 31 },
      { people: 11, parts: [null, null], together: 11 },
    ],
    together: null,
  })
})

/** Rosters with many small groups. */
const size = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: fc.integer({ min: 5, max: 400 }) })
const trees = fc
  .array(fc.array(fc.array(fc.array(size, { maxLength: 5 }), { maxLength: 4 }), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((regions) =>
    group(regions.map((locals) => group(locals.map((worksites) => group(worksites.map((departments) => group(family(departments)))))))),
  )

/** Every group with what is told of it; null: nothing by itself. */
function* walk(group: Group, told: Told | null): Generator<{ group: Group; told: Told | null; among: Group | null }> {
  yield { group, told, among: null }
  for (const [at, part] of group.parts.entries())
    for (const found of walk(part, told?.parts[at] ?? null)) yield { ...found, among: found.among ?? group }
}

test('no group of fewer than five is told, and what stands together covers five people in two groups', () => {
  fc.assert(
    fc.property(trees, (all) => {
      for (const { group, told } of walk(all, toldOf(all))) {
        if (!told) continue
        assert.ok(told.people === group.people && (told.people >= least || told.people === 0))
        const hidden = told.parts.filter((part) => part === null).length
        assert.equal(told.together === null, hidden === 0)
        if (told.together !== null) assert.ok(hidden >= 2 && told.together >= least)
        if (group.parts.length > 0)
          assert.equal(
            told.parts.reduce((sum, part) => sum + (part?.people ?? 0), 0) + (told.together ?? 0),
            group.people,
            'and all adds up',
          )
      }
    }),
    { numRuns: 500 },
  )
})

/** Hidden groups whose size follows from all that is told. */
function solved(all: Group): Group[] {
  const leaves: Group[] = [],
    groups: Group[] = []
  const collect = (one: Group) => {
    groups.push(one)
    if (one.parts.length === 0) leaves.push(one)
    one.parts.forEach(collect)
  }
  collect(all)
  const under = (one: Group): Group[] => (one.parts.length === 0 ? [one] : one.parts.flatMap(under))
  const sumOf = (some: Group[]) => leaves.map((leaf) => (some.includes(leaf) ? 1n : 0n))
  const solver = newSolver()
  const note = (one: Group, told: Told) => {
    solver.learn(sumOf(under(one)))
    const hidden = one.parts.filter((_, at) => told.parts[at] === null)
    if (hidden.length > 0) solver.learn(sumOf(hidden.flatMap(under)))
    one.parts.forEach((part, at) => {
      const what = told.parts[at]
      if (what) note(part, what)
    })
  }
  const whole = toldOf(all)
  if (whole) note(all, whole)
  const told = new Set([...walk(all, whole)].filter((one) => one.told).map((one) => one.group))
  return groups.filter((one) => !told.has(one) && solver.knows(sumOf(under(one))))
}

test('no hidden group comes out of the equations', () => {
  fc.assert(
    fc.property(trees, (all) => {
      assert.deepEqual(
        solved(all).map(({ people }) => people),
        [],
      )
    }),
    { numRuns: 100 },
  )
})

/** All sizes that the parts of a group could have, for somebody who knows the rule, how many parts there are and all that is told. */
function possible(sizes: readonly number[]): number[][] {
  const parts = family([...sizes]),
    hidden = hiddenOf(parts)
  const at = parts.flatMap((part, place) => (hidden.has(part) ? [place] : []))
  const sum = at.reduce((total, place) => total + sizes[place]!, 0)
  const found: number[][] = []
  const fill = (chosen: number[]) => {
    if (chosen.length < at.length - 1) {
      for (let next = 1; next <= sum; next++) fill([...chosen, next])
      return
    }
    const all = [...chosen, sum - chosen.reduce((total, one) => total + one, 0)]
    if (all.at(-1)! < 1) return // a part without anybody is told
    const tried = [...sizes]
    at.forEach((place, nr) => (tried[place] = all[nr]!))
    // Of equal ones any may have been taken: with these sizes the same could have been hidden.
    const again = family(tried),
      others = hiddenOf(again, (a, b) => Number(at.includes(again.indexOf(b))) - Number(at.includes(again.indexOf(a))))
    if (others.size === at.length && at.every((place) => others.has(again[place]!))) found.push(all)
  }
  if (at.length > 0) fill([])
  return at.map((_, nr) => [...new Set(found.map((all) => all[nr]!))])
}

test('not even somebody who knows the rule can say how many a hidden group has', () => {
  const few = fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: fc.integer({ min: 5, max: 14 }) }),
    { minLength: 2, maxLength: 5 },
  )
  const check = (sizes: number[]) => {
    if (!toldOf(group(family(sizes))) || hiddenOf(family(sizes)).size > 4) return
    for (const values of possible(sizes)) assert.ok(values.length >= 2, `${sizes.join(' ')}: ${JSON.stringify(possible(sizes))}`)
  }
  for (let a = 0; a < 10; a++)
    for (let b = 0; b < 10; b++)
      for (let c = 5; c < 9; c++) {
        check([a, b, c])
        check([a, b, c, 5])
        check([a, b])
      }
  fc.assert(fc.property(few, check), { numRuns: 400 })
})

/** How the parts stand after they were told. */
const remembered = (parts: readonly Group[]): Group['before'][] => {
  const hidden = hiddenOf(parts)
  return parts.map((part) => (!hidden.has(part) ? undefined : isSmall(part) ? 'small' : 'company'))
}

test('who stood with a small group is not told while it is small: no two tables can be subtracted', () => {
  const sizes = fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 2, arbitrary: fc.integer({ min: 5, max: 14 }) }),
    { minLength: 5, maxLength: 5 },
  )
  const hiddenAt = (parts: readonly Group[]) => new Set(parts.flatMap((part, at) => (hiddenOf(parts).has(part) ? [at] : [])))
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 2, maxLength: 8 }), (days) => {
      let before: Group['before'][] = []
      let company = new Set<number>()
      for (const day of days) {
        const parts = day.map((people, at): Group => ({ people, parts: [], ...(before[at] && { before: before[at] }) }))
        const hidden = hiddenAt(parts)
        // As within one day: never one alone, never fewer than five, unless the whole group is not told at all.
        if (hidden.size > 0 && day.reduce((sum, people) => sum + people, 0) >= least) {
          assert.ok([...hidden].reduce((sum, at) => sum + day[at]!, 0) >= least)
          assert.ok(hidden.size >= 2 || day.filter((people) => people > 0).length === 1)
        }
        for (const [at, people] of day.entries()) if (people > 0 && people < least) assert.ok(hidden.has(at))
        const still = [...company].some((at) => parts[at]!.before === 'small' && day[at]! > 0 && day[at]! < grown)
        if (still)
          for (const at of company)
            if (day[at]! > 0) assert.ok(hidden.has(at), `${days.join(' | ')}: part ${at} is told, and stood with a small one`)
        before = remembered(parts)
        company = hidden
      }
    }),
    { numRuns: 1000 },
  )
})
