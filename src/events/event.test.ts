import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answers, kinds, refusalFor, seatsLeft, seatsOf, type Answer, type Event, type Kind, type Refusal } from './event.ts'
import type { TurnoutRow } from './turnout-queries.ts'
import { heads, turnoutOf } from './turnout.ts'
import { differences, type Content } from './write-event.ts'

const now = Temporal.Instant.from('2027-10-18T19:00:00Z')
type Known = Parameters<typeof refusalFor>[0]
const event = (rest: Partial<Known> = {}): Known => ({
  cancelledAt: null,
  endsAt: now.add({ hours: 3 }),
  kinds: [...kinds],
  capacity: null,
  goingCount: 0,
  mine: null,
  ...rest,
})
const mine = (answer: Answer, guests = 0): Event['mine'] => ({ answer, guests, guestsKind: null, shareToken: 'x' })
const party = (answer: Answer, guests = 0, kind: Kind = 'member', guestsKind: Kind | null = null) => ({ answer, guests, kind, guestsKind })

const cases: [what: string, event: Known, ReturnType<typeof party>, Refusal | null][] = [
  ['an open event takes everybody', event(), party('yes', 10), null],
  ['it can be answered while it is going on', event({ endsAt: now.add({ seconds: 1 }) }), party('yes'), null],
  ['it is over at the moment it ends', event({ endsAt: now }), party('yes'), { reason: 'over' }],
  ['maybe is refused when it is over', event({ endsAt: now }), party('maybe'), { reason: 'over' }],
  ['no is always possible', event({ endsAt: now, cancelledAt: now }), party('no'), null],
  ['cancelled comes before over', event({ endsAt: now, cancelledAt: now }), party('yes'), { reason: 'cancelled' }],
  ['the last seat', event({ capacity: 10, goingCount: 9 }), party('yes'), null],
  ['no seat', event({ capacity: 10, goingCount: 10 }), party('yes'), { reason: 'full', left: 0 }],
  ['no seat, but maybe takes none', event({ capacity: 10, goingCount: 10 }), party('maybe', 3), null],
  ['three people and two seats', event({ capacity: 10, goingCount: 8 }), party('yes', 2), { reason: 'full', left: 2 }],
  ['changing an answer does not compete with itself', event({ capacity: 10, goingCount: 10, mine: mine('yes', 2) }), party('yes', 2), null],
  ['but with others', event({ capacity: 10, goingCount: 10, mine: mine('yes', 2) }), party('yes', 3), { reason: 'full', left: 3 }],
  [
    'who said maybe has no seat',
    event({ capacity: 10, goingCount: 10, mine: mine('maybe', 2) }),
    party('yes'),
    { reason: 'full', left: 0 },
  ],
  [
    'more come than there are seats: seats were taken away',
    event({ capacity: 5, goingCount: 8 }),
    party('yes'),
    { reason: 'full', left: 0 },
  ],
  ['a kind that is not invited', event({ kinds: ['press'] }), party('yes'), { reason: 'kind-not-invited' }],
  [
    'guests of a kind that is not invited',
    event({ kinds: ['member'] }),
    party('yes', 1, 'member', 'press'),
    { reason: 'kind-not-invited' },
  ],
  ['the kind of nobody does not matter', event({ kinds: ['member'] }), party('yes', 0, 'member', 'press'), null],
]
for (const [what, known, asked, expected] of cases) test(what, () => assert.deepEqual(refusalFor(known, asked, now), expected))

test('whoever is taken fits, and whoever would fit is taken', () => {
  const some = fc.record({
    capacity: fc.option(fc.integer({ min: 1, max: 30 })),
    others: fc.nat(40),
    mine: fc.option(fc.nat(10)),
    guests: fc.nat(10),
    answer: fc.constantFrom(...answers),
  })
  fc.assert(
    fc.property(some, ({ capacity, others, mine: before, guests, answer }) => {
      const known = event({
        capacity,
        goingCount: others + (before === null ? 0 : 1 + before),
        mine: before === null ? null : mine('yes', before),
      })
      const refusal = refusalFor(known, party(answer, guests), now)
      const fits = answer !== 'yes' || capacity === null || others + 1 + guests <= capacity
      assert.equal(refusal === null, fits)
      if (refusal?.reason === 'full') assert.ok(refusal.left < 1 + guests && refusal.left === seatsLeft(known))
      assert.equal(seatsOf(party(answer, guests)), answer === 'yes' ? 1 + guests : 0)
    }),
  )
})

test('what differs between two versions is named', () => {
  const one: Content = {
    title_en: 'March',
    title_es: null,
    text_en: '',
    text_es: null,
    starts_at: now,
    ends_at: now.add({ hours: 1 }),
    zone: 'America/Los_Angeles',
    place: 'Park',
    address: '',
    capacity: null,
    kinds: ['member'],
  }
  assert.deepEqual(differences(one, { ...one }), [])
  assert.deepEqual(differences(one, { ...one, zone: 'America/Denver', capacity: 5 }), ['time', 'seats'])
  assert.deepEqual(differences(one, { ...one, title_es: 'Marcha', address: '1 Elm Street' }), ['title', 'place'])
})

test('locals add up to their regions, guests are counted apart, and nothing is lost', () => {
  const row = (
    local_id: number | null,
    signed_in: boolean,
    answer: Answer,
    people: number,
    guests: number,
    kind: Kind = 'member',
  ): TurnoutRow => ({
    region_id: local_id === null ? null : local_id < 3 ? 7 : 8,
    local_id,
    together: false,
    signed_in,
    kind,
    answer,
    people,
    guests,
  })
  const rows = [
    row(1, true, 'yes', 10, 4),
    row(1, true, 'maybe', 3, 2),
    row(1, false, 'yes', 2, 1, 'family'),
    row(2, true, 'no', 5, 0),
    row(3, true, 'yes', 1, 0),
    row(null, false, 'yes', 4, 4, 'press'),
  ]
  const locals = [
    { id: 1, name: 'One', regionId: 7, regionName: 'West' },
    { id: 2, name: 'Two', regionId: 7, regionName: 'West' },
    { id: 3, name: 'Three', regionId: 8, regionName: 'East' },
  ]
  const {
    regions,
    coalition,
    kinds: byKind,
  } = turnoutOf(
    rows,
    locals,
    new Map([
      [1, 20],
      [3, 5],
    ]),
  )
  assert.deepEqual(
    regions.map(({ names, goal, ...rest }) => [names[0], heads(rest), rest.guests, rest.maybe, rest.declined, goal]),
    [
      ['East', 1, 0, 0, 0, 5],
      ['West', 17, 5, 3, 5, 20],
    ],
  )
  assert.deepEqual(
    regions[1]!.locals.map((local) => [local.names[0], local.members, local.others, local.guests, local.goal]),
    [
      ['One', 10, 2, 5, 20],
      ['Two', 0, 0, 0, null],
    ],
  )
  assert.equal(heads(coalition!), 8)
  assert.deepEqual(byKind, [
    { kind: 'member', people: 11 },
    { kind: 'press', people: 4 },
    { kind: 'family', people: 2 },
  ])
})

test('locals that are told only together stand in one line of their region, regions in one of all', () => {
  const locals = [1, 2, 3, 4].map((id) => ({ id, name: `Local ${id}`, regionId: id < 4 ? 7 : 8, regionName: id < 4 ? 'West' : 'East' }))
  const row = (region_id: number | null, local_id: number | null, people: number): TurnoutRow => ({
    region_id,
    local_id,
    together: local_id === null,
    signed_in: true,
    kind: 'member',
    answer: 'yes',
    people,
    guests: 0,
  })
  const goals = new Map([
    [1, 20],
    [2, 5],
    [3, 6],
  ])
  const one = turnoutOf([row(7, 1, 30), row(7, null, 9), row(8, 4, 6)], locals, goals, new Set([2, 3]))
  assert.deepEqual(
    one.regions.map(({ names, members }) => [names, members]),
    [
      [['East'], 6],
      [['West'], 39],
    ],
  )
  assert.deepEqual(
    one.regions[1]!.locals.map(({ names, members, goal }) => [names, members, goal]),
    [
      [['Local 1'], 30, 20],
      [['Local 2', 'Local 3'], 9, 11],
    ],
  )
  const all = turnoutOf([row(null, null, 9), row(8, 4, 6)], locals, goals, new Set([1, 2, 3]))
  assert.deepEqual(
    all.regions.map(({ names, members, locals }) => [names, members, locals.length]),
    [
      [['East'], 6, 1],
      [[], 9, 0],
    ],
  )
})
