import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterDeferral, heldUntilTold, holdingFor, progressOf } from './sending.ts'

test('progress adds up', () => {
  const progress = progressOf([
    { localId: 1, state: 'sent', mails: 90 },
    { localId: 1, state: 'waiting', mails: 10 },
    { localId: null, state: 'deferred', mails: 5 },
    { localId: null, state: 'refused', mails: 1 },
    { localId: 3, state: 'unsure', mails: 2 },
  ])
  assert.deepEqual([progress.total, progress.settled], [108, 93])
  assert.deepEqual(progress.locals, [
    { localId: 1, total: 100, settled: 90 },
    { localId: 3, total: 2, settled: 2 },
    { localId: null, total: 6, settled: 1 },
  ])
  assert.deepEqual(progressOf([]), {
    total: 0,
    settled: 0,
    byState: { waiting: 0, claimed: 0, sent: 0, refused: 0, deferred: 0, unsure: 0, 'left out': 0 },
    locals: [],
  })
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
