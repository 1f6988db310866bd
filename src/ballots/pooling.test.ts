import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { fewest, poolId, reportingUnits, type UnitCount } from './pooling.ts'

const published = (...units: [id: string, eligible: number, counted: number][]) =>
  reportingUnits(units.map(([id, eligible, counted]) => ({ id, eligible, counted }))).map(({ id, units }) => `${id}: ${units.join(' ')}`)

test('which results are published', () => {
  assert.deepEqual(published(['a', 100, 30], ['b', 500, 200]), ['a: a', 'b: b'], 'nobody is small')
  assert.deepEqual(published(['a', 99, 99], ['b', 500, 200]), ['b: b', 'pool: a'], 'a small one with many ballots is a pool of its own')
  assert.deepEqual(
    published(['a', 100, 29], ['b', 500, 200], ['c', 400, 100]),
    ['b: b', 'pool: a c'],
    'too few: the one with the fewest joins',
  )
  assert.deepEqual(published(['a', 10, 0], ['b', 500, 100], ['c', 400, 100]), ['c: c', 'pool: a b'], 'ties by id')
  assert.deepEqual(published(['a', 10, 9], ['b', 20, 20], ['c', 90, 1]), ['pool: a b c'], 'all of them')
  assert.deepEqual(published(['a', 10, 5]), ['pool: a'])
  assert.deepEqual(published(['a', 1000, 0], ['b', 1000, 0]), ['pool: a b'], 'nobody voted')
  assert.deepEqual(published(), [])
})

const someUnits = fc
  .uniqueArray(
    fc.record({ id: fc.stringMatching(/^[a-z]{1,3}$/), eligible: fc.nat(300), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 25 },
  )
  .map((units): UnitCount[] => units.map(({ id, eligible, share }) => ({ id, eligible, counted: Math.floor(eligible * share) })))

test('published results partition the units, and none of them, nor a difference of them, is of few', () => {
  fc.assert(
    fc.property(someUnits, (units) => {
      const reports = reportingUnits(units)
      assert.deepEqual(reports.flatMap((report) => report.units).sort(), units.map(({ id }) => id).sort())
      const counted = (ids: string[]) => units.filter(({ id }) => ids.includes(id)).reduce((sum, unit) => sum + unit.counted, 0)
      const all = counted(units.map(({ id }) => id))
      // Whatever is published adds up from these; the smallest thing that subtraction can isolate is one of them.
      for (const report of reports)
        assert.ok(counted(report.units) >= fewest.counted || reports.length === 1, `${report.id} has ${counted(report.units)} of ${all}`)
      for (const report of reports.filter(({ id }) => id !== poolId))
        assert.ok(units.find(({ id }) => id === report.id)!.eligible >= fewest.eligible)
    }),
    { numRuns: 300 },
  )
})

test('the order in which units are listed changes nothing', () => {
  fc.assert(
    fc.property(someUnits, fc.infiniteStream(fc.nat()), (units, numbers) => {
      const shuffled = units
        .map((unit) => ({ unit, at: numbers.next().value! }))
        .sort((a, b) => a.at - b.at)
        .map(({ unit }) => unit)
      const sorted = (list: UnitCount[]) =>
        reportingUnits(list)
          .map((report) => [report.id, report.units.toSorted()])
          .sort()
      assert.deepEqual(sorted(shuffled), sorted(units))
    }),
    { numRuns: 100 },
  )
})
