import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isStale, readScheme, type Evidence, type Scheme } from './assessment.ts'
import { gatherPlaces, placeKey, readPerSteward, readPlace, stewardsNeeded, type PlaceRow } from './coverage.ts'
import { readEntry } from './entry.ts'

const now = Temporal.Instant.from('2027-10-18T19:00:00Z')
const daysAgo = (days: number) => now.subtract({ hours: days * 24 })
const scheme: Scheme = {
  id: 1,
  localId: null,
  name: 'Zero to five',
  steps: [
    { value: 0, label: 'Not assessed', needsAct: false },
    { value: 1, label: 'Leader', needsAct: true },
    { value: 4, label: 'Against', needsAct: false },
  ],
}

test('need is rounded up in each place and not over all of them', () => {
  assert.equal(stewardsNeeded(3412, 10), 342)
  assert.deepEqual(
    [9, 11, 21].map((people) => stewardsNeeded(people, 10)),
    [1, 2, 3],
  )
  const places = gatherPlaces(
    [9, 11, 21].map((people, shift): PlaceRow => ({ departmentId: 1, shiftId: shift + 1, officeId: null, people })),
    10,
  )
  assert.equal(
    places.reduce((sum, place) => sum + place.needed, 0),
    6,
  )
  assert.equal(stewardsNeeded(10, 10), 1)
})

test('whoever works in a place is covered there or is counted as uncovered', () => {
  const id = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null })
  const rows = fc.array(fc.record({ departmentId: id, shiftId: id, officeId: id, people: fc.integer({ min: 1, max: 40 }) }), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 100 }), (rows, perSteward) => {
      const places = gatherPlaces(rows, perSteward)
      for (const place of places) {
        assert.equal(place.people, place.uncovered + place.stewards.reduce((sum, steward) => sum + steward.people, 0))
        assert.ok(place.needed * perSteward >= place.people && (place.needed - 1) * perSteward < place.people)
        assert.deepEqual(readPlace(placeKey(place)), { departmentId: place.departmentId, shiftId: place.shiftId })
      }
      assert.equal(
        places.reduce((sum, place) => sum + place.people, 0),
        rows.reduce((sum, row) => sum + row.people, 0),
      )
    }),
  )
})

test('a number of people is read or refused', () => {
  assert.deepEqual(['1', ' 10 ', '100'].map(readPerSteward), [1, 10, 100])
  for (const wrong of ['', '0', '101', '10.5', '-3', 'ten', undefined]) assert.equal(readPerSteward(wrong), undefined, String(wrong))
  for (const wrong of ['', '1', '1-', 'a-b', '1-2-3', '9999999999-1', undefined]) assert.equal(readPlace(wrong), null, String(wrong))
})

test('a leader without an act in sixty days is stale; opinions against are not', () => {
  const said = (value: number, evidence: Evidence, days: number) => ({ scheme, value, evidence, saidAt: daysAgo(days) })
  for (const [expected, ...assessments] of [
    [false],
    [true, said(1, 'conversation', 1)],
    [false, said(1, 'act', 60)],
    [true, said(1, 'act', 61)],
    [false, said(1, 'conversation', 1), said(1, 'act', 59)],
    [false, said(4, 'conversation', 300)],
    [false, said(0, 'conversation', 300)],
  ] as [boolean, ...ReturnType<typeof said>[]][])
    assert.equal(isStale(assessments, now), expected, JSON.stringify(assessments))
})

test('a scheme needs a name and two steps that differ', () => {
  assert.deepEqual(readScheme({ name: 'Ours', 'label-1': 'With us', 'act-1': 'yes', 'label-5': 'Not' }), {
    name: 'Ours',
    steps: [
      { value: 1, label: 'With us', needsAct: true },
      { value: 5, label: 'Not', needsAct: false },
    ],
    wrong: [],
  })
  assert.deepEqual(readScheme({ 'label-1': 'x' }).wrong, ['name', 'steps'])
  assert.deepEqual(readScheme({ name: 'Ours', 'label-1': 'Same', 'label-2': 'same', 'label-3': 'y'.repeat(81) }).wrong, ['twice', 'long'])
})

test('an entry says something, in the scheme in use, and never comes from the future', () => {
  const read = (typed: Record<string, string>) => readEntry(typed, scheme, now)
  assert.deepEqual(read({}).errors, { note: 'empty' })
  assert.deepEqual(read({ note: '  ' }).errors, { note: 'empty' })
  assert.deepEqual(read({ mark: 'danced' }).errors, { mark: 'mark' })
  assert.deepEqual(read({ note: 'x'.repeat(2001) }).errors, { note: 'tooLong' })
  assert.deepEqual(read({ step: '1', evidence: 'act', scheme: '2' }).errors, { step: 'otherScheme' })
  assert.deepEqual(read({ step: '3', evidence: 'act', scheme: '1' }).errors, { step: 'step' })
  assert.deepEqual(read({ step: '1', scheme: '1' }).errors, { evidence: 'evidence' })
  const good = read({
    mark: 'talked',
    note: ' Yes. ',
    step: '1',
    evidence: 'act',
    scheme: '1',
    seenConversation: '7',
    key: crypto.randomUUID(),
    said: '2027-10-18T18:00:00.123Z',
  })
  assert.deepEqual(good.errors, {})
  assert.equal(good.entry.note, 'Yes.')
  assert.equal(good.entry.saidAt.toString(), '2027-10-18T18:00:00.123Z')
  assert.deepEqual(good.entry.seen, { conversation: 7, assessment: 0 })
  const saidAt = (said: string) => read({ mark: 'talked', said }).entry.saidAt.toString()
  assert.equal(saidAt('2031-01-01T00:00:00Z'), now.toString())
  assert.equal(saidAt('2001-01-01T00:00:00Z'), daysAgo(31).toString())
  for (const nonsense of ['', 'yesterday', '2027-13-45T99:00:00Z']) assert.equal(saidAt(nonsense), now.toString())
})
