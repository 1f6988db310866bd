import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { afterDeferral, heldUntilTold, holdingFor, progressOf, smallGroups } from './sending.ts'

test('small groups are put together until a subtraction tells nothing', () => {
  const hidden = (...people: number[]) => [...smallGroups(people.map((count, id) => ({ id, people: count })))].sort()
  assert.deepEqual(hidden(10, 20), [])
  assert.deepEqual(hidden(3, 20), [0, 1]) // one alone would be the total less the other
  assert.deepEqual(hidden(3, 20, 40), [0, 1])
  assert.deepEqual(hidden(3, 2, 40), [0, 1])
  assert.deepEqual(hidden(1, 1, 40, 50), [0, 1, 2])
  assert.deepEqual(hidden(4), [0])
  assert.deepEqual(hidden(0, 20), [])
  fc.assert(fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (people) => {
    const groups = people.map((count, id) => ({ id, people: count })), together = smallGroups(groups)
    for (const { id, people } of groups) if (people > 0 && people < 5) assert.ok(together.has(id))
    const covered = groups.filter(({ id }) => together.has(id))
    if (together.size && together.size < groups.filter(({ people }) => people > 0).length) assert.ok(together.size >= 2 && covered.reduce((sum, { people }) => sum + people, 0) >= 5)
  }))
})

test('progress adds up', () => {
  const progress = progressOf([
    { localId: 1, state: 'sent', mails: 90 }, { localId: 1, state: 'waiting', mails: 10 }, { localId: 2, state: 'deferred', mails: 5 }, { localId: 2, state: 'refused', mails: 1 }, { localId: 3, state: 'unsure', mails: 2 }])
  assert.deepEqual([progress.total, progress.settled], [108, 93])
  assert.deepEqual(progress.locals, [{ localId: 1, total: 100, settled: 90 }, { localId: null, total: 8, settled: 3 }])
  assert.deepEqual(progressOf([]), { total: 0, settled: 0, byState: { waiting: 0, claimed: 0, sent: 0, refused: 0, deferred: 0, unsure: 0, 'left out': 0 }, locals: [] })
})

test('what holds a message', () => {
  assert.equal(holdingFor('no-smtp', 'https://a.example', 'real'), 'no-smtp')
  assert.equal(holdingFor(null, undefined, 'real'), 'no-base-url')
  assert.equal(holdingFor(null, 'http://localhost:3000', 'real'), 'no-base-url')
  assert.equal(holdingFor(null, 'http://localhost:3000', 'example'), null)
  assert.equal(holdingFor(null, 'https://a.example', 'real'), null)
  assert.deepEqual(['no-smtp', 'approver', 'refused-us', 'unreachable'].map(heldUntilTold), [true, true, true, false])
})

test('a mail that is put off is tried five times more, ever later', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(afterDeferral), [60, 300, 900, 3600, 14_400, null])
})
