import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseVariant, collide, endingSoon, holds, type Variant } from './variant.ts'

const zone = 'America/Denver'
const variant = (name: string, cut: Partial<Variant> = {}): Variant => ({
  local: null,
  unit: null,
  states: [],
  from: null,
  last: null,
  zone,
  answer: { en: name, es: null },
  ...cut,
})
const at = (text: string) => Temporal.Instant.from(text)
const now = at('2027-10-18T19:00:00Z')

test('the most closely cut variant that holds is shown', () => {
  const variants = [
    variant('dated', { from: '2027-10-01' }),
    variant('expired', { states: ['EXPIRED', 'VOTE_OPEN'] }),
    variant('expired, this month', { states: ['EXPIRED'], last: '2027-10-31' }),
    variant('local', { local: 'north' }),
    variant('local, expired', { local: 'north', states: ['EXPIRED'] }),
    variant('unit', { local: 'north', unit: 7 }),
    variant('unit, over', { local: 'north', unit: 7, last: '2027-10-17' }),
  ]
  const shown = (local: string | null, unit: number | null, state: 'EXPIRED' | 'VOTE_OPEN' | 'SETTLED' | null) =>
    chooseVariant(variants, { local, unit, states: state === null ? [] : [state] }, now)?.answer.en
  assert.equal(shown(null, null, null), 'dated')
  assert.equal(shown(null, null, 'VOTE_OPEN'), 'expired')
  assert.equal(shown('south', 1, 'EXPIRED'), 'expired, this month')
  assert.equal(shown('north', 1, null), 'local', 'a state that nobody knows fits no variant that asks for one')
  assert.equal(shown('north', 1, 'EXPIRED'), 'local, expired')
  assert.equal(shown('north', 7, 'EXPIRED'), 'unit')
  const both = chooseVariant(variants, { local: 'south', unit: 1, states: ['AUTHORIZED', 'EXPIRED'] }, now)
  assert.equal(both?.answer.en, 'expired, this month', 'the contract has expired, whatever was voted')
  const states = [variant('ended', { states: ['EXPIRED'] }), variant('notice', { states: ['NOTICE_SERVED'] })]
  assert.equal(
    chooseVariant(states, { local: null, unit: null, states: ['NOTICE_SERVED', 'EXPIRED'] }, now)?.answer.en,
    'notice',
    'the furthest',
  )
  assert.equal(chooseVariant([], { local: null, unit: null, states: [] }, now), null)
})

test('days begin and end at midnight where they hold, in winter and in summer', () => {
  const day = variant('', { from: '2027-11-06', last: '2027-11-07' }) // clocks go back in the night to the 7th
  for (const [moment, expected] of [
    ['2027-11-06T05:59:59Z', false],
    ['2027-11-06T06:00:00Z', true],
    ['2027-11-08T06:59:59Z', true],
    ['2027-11-08T07:00:00Z', false],
  ] as const)
    assert.equal(holds(day, at(moment)), expected, moment)
})

test('two that would be shown to the same reader on the same day collide', () => {
  const local = (cut: Partial<Variant>) => variant('', { local: 'north', ...cut })
  assert.ok(collide(local({}), local({})))
  assert.ok(collide(local({ last: '2027-10-05' }), local({ from: '2027-10-05' })))
  assert.ok(!collide(local({ last: '2027-10-05' }), local({ from: '2027-10-06' })))
  assert.ok(!collide(local({}), local({ last: '2027-10-05' })), 'one with days is cut more closely')
  assert.ok(!collide(local({}), variant('', { local: 'south' })))
  assert.ok(!collide(local({ states: ['EXPIRED'] }), local({ states: ['EXTENDED'] })))
  assert.ok(collide(local({ states: ['EXPIRED', 'TA'] }), local({ states: ['TA'] })))
})

test('what ends within two weeks is told, soonest first; what has ended or not begun is not', () => {
  const soon = endingSoon(
    [
      variant('later', { last: '2027-10-31' }),
      variant('soon', { last: '2027-10-20' }),
      variant('over', { last: '2027-10-17' }),
      variant('far', { last: '2027-12-01' }),
      variant('to come', { from: '2027-10-19', last: '2027-10-20' }),
    ],
    now,
  )
  assert.deepEqual(
    soon.map(({ answer }) => answer.en),
    ['soon', 'later'],
  )
})
