import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { cast, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { firstOutOfOrder, standingOf } from './unit-state.ts'
import { findUnitRecords } from './find-units.ts'

const world = await newWorld()
const by = (name: Name, text: string) =>
  asPerson(world.root, cast[name], 'read write', async (db) => void (await sql.raw(text).execute(db)))
const visitor = world.as(null),
  maria = world.as(cast.maria),
  olga = world.as(cast.olga)
const at = (text: string) => world.setClock(Temporal.Instant.from(text))

// Two units of one local under two agreements; everything entered by Olga. Nurses' notice, vote and sanction stay in the room at first.
await by(
  'olga',
  `insert into unit_law (local_id, unit_id, zone, regime, health_care, state_agency, bargaining, local_sanction, international_sanction, headcount)
  values (1, 1, 'America/Los_Angeles', 'US-NLRA', true, true, 'renewal', false, false, 1500), (1, 2, 'America/Los_Angeles', 'US-NLRA', true, true, 'renewal', false, false, 300)`,
)
await by(
  'olga',
  `insert into agreement (local_id, id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews)
  values (1, 1, 'Nurses’ agreement', '{1}', '2023-10-01', '2026-09-30', 'broad', 'yes', false), (1, 2, 'Pharmacy agreement', '{2}', '2023-10-01', '2027-03-31', 'broad', 'yes', false)`,
)
await by(
  'olga',
  `insert into contract_notice (local_id, kind, agreement_id, given_by, received_on) values (1, '8d1', 1, 'union', '2026-06-15'), (1, 'f7', 1, 'union', '2026-06-20'), (1, 'state-agency', 1, 'union', '2026-06-20')`,
)
await by(
  'olga',
  `insert into vote_rule (local_id, id, name, numerator, denominator, base, comparison) values (1, 1, 'Majority', 1, 2, 'votes_cast', 'gt')`,
)
await by(
  'olga',
  `insert into strike_vote (local_id, id, unit_ids, rule_id, opens_at, closes_at, zone) values (1, 1, '{1}', 1, '2026-10-01T07:00Z', '2026-10-05T20:00-07:00', 'America/Los_Angeles')`,
)
await by('olga', `insert into vote_outcome (local_id, id, vote_id, yes, no, blank, eligible) values (1, 1, 1, 900, 100, 0, 1500)`)
await by(
  'olga',
  `insert into strike_notice (local_id, id, unit_ids, actions, written, employer_received_at, fmcs_received_at, starts_at, zone, zone_stated)
  values (1, 1, '{1}', '{strike,picketing}', true, '2026-10-06T10:00-07:00', '2026-10-06T10:05-07:00', '2026-10-17T06:00-07:00', 'America/Los_Angeles', true)`,
)
await at('2026-09-20T12:00-07:00')
await by('kit', `update vote_outcome set certified_at = campaign_now()`)
/** One after the other: what is shown a moment later is not there yet for who began before. */
async function confirm(...tables: string[]) {
  for (const table of tables) await by('kit', `update ${table} set shown_at = campaign_now()`)
}

const nurses = urls.canWeStrikeUnit('1-1'),
  pharmacy = urls.canWeStrikeUnit('1-2')

test('what nobody has confirmed is no answer: a person must decide', async () => {
  const text = await visitor.read(nurses)
  assert.match(text, /A person must decide/)
  assert.doesNotMatch(text, /September 30/)
  await confirm('unit_law', 'agreement')
})

test('two units of one local, two contracts, two answers, each until its own day', async () => {
  const text = await visitor.read(nurses)
  assert.match(text, /Not yet\./)
  assert.match(text, /runs through Wednesday, September 30, 2026, 11:59/)
  assert.match(text, />10<[^]*days until the contract ends/)
  assert.match(text, /rallies away from work, stickers, petitions/)
  assert.match(text, /checked Sunday, September 20, 2026, noon Pacific Daylight Time against rule set \d{4}/)
  assert.match(await visitor.read(pharmacy), /runs through Wednesday, March 31, 2027/)
  const spanish = await world.as(null, { 'accept-language': 'es' }).read(nurses)
  assert.match(spanish, /Todavía no\.[^]*rige hasta: miércoles, 30 de septiembre de 2026/)
})

test('on its last day a contract ends today, not in a day', async () => {
  await at('2026-09-30T18:00-07:00')
  const text = await visitor.read(nurses)
  assert.match(text, />Today<[^]*is the last day of the contract/)
  assert.doesNotMatch(text, /1<[^<]*<[^>]*>day until/)
})

test('the clock passes the last day, and the answer follows; what stays in the room is told to nobody, not even to an officer on this page', async () => {
  await at('2026-10-07T12:00-07:00')
  for (const who of [visitor, maria, olga]) {
    const text = await who.read(nurses)
    assert.match(text, /no strike has been announced/)
    assert.doesNotMatch(text, /10-day notice was served|October 17|900|authorized/)
    assert.match(text, /What goes on without a contract[^]*Dues taken from your pay[^]*371 NLRB No\. 160/)
  }
  assert.match(await visitor.read(urls.whereWeStand), /Registered nurses[^]*Contract ended/)
})

test('an announced notice says from when on, and once everything is confirmed the encoded checks pass', async () => {
  await confirm('strike_notice')
  assert.match(
    await visitor.read(nurses),
    /A person must decide[^]*A 10-day notice was served for Saturday, October 17/,
    'the vote is not announced',
  )
  await confirm('contract_notice', 'vote_rule', 'strike_vote')
  await confirm('vote_outcome')
  const text = await maria.read(nurses)
  assert.match(text, /The encoded checks pass/)
  assert.match(text, /For a strike starting Saturday, October 17, 2026, 6:00/)
  assert.equal(text.split('The encoded checks pass').length, 2, 'it is said once')
  assert.match(text, /Confirm with your union.{1,6}s counsel/)
  assert.match(text, /10-day notice served/)
  await by('olga', `update strike_notice set starts_at = '2026-10-16T10:04-07:00'`)
  await confirm('strike_notice')
  assert.match(await maria.read(nurses), /Not yet\.[^]*The earliest lawful start is Friday, October 16, 2026, 10:05/)
  await by('olga', `update strike_notice set called_off_at = '2026-10-07T09:00-07:00'`)
  await confirm('strike_notice')
  assert.match(await maria.read(nurses), /no strike has been announced[^]*Strike called off/)
})

test('a unit is asked for as any other form asks, and not as if one could leave it out', async () => {
  const text = await visitor.read(urls.canWeStrike)
  assert.match(text, /<form class="form" method="get"/)
  assert.doesNotMatch(/<main.*<\/main>/s.exec(text)![0], /optional/)
  const wrong = await visitor.get(`${urls.canWeStrike}?unit=`)
  assert.deepEqual([wrong.status, /Choose a unit from the list/.test(await wrong.text())], [422, true])
})

test('who is known is taken to her unit, may choose another, and a unit that is none is not found', async () => {
  const own = await maria.read(urls.canWeStrike)
  assert.match(own, /Registered nurses, /)
  assert.match(own, /Not yet\./)
  assert.match(await maria.read(`${urls.canWeStrike}?choose`), /Your units[^]*<select/)
  assert.match(await visitor.read(urls.canWeStrike), /<select/)
  const empty = await visitor.get(`${urls.canWeStrike}?unit=`)
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /Choose a unit from the list/)
  for (const key of ['1-3', '9-9', 'x', '1-1-1']) assert.equal((await visitor.get(urls.canWeStrikeUnit(key))).status, 404, key)
})

test('a unit goes through its states as they are written down', async () => {
  const state = async (moment: string) => {
    const [unit] = await asPerson(world.root, cast.olga, 'read only', (db) => findUnitRecords(db, { localId: 1, unitId: 1 }))
    return standingOf(unit!, Temporal.Instant.from(moment), { room: true }).state
  }
  await by('olga', `update strike_notice set starts_at = '2026-10-17T06:00-07:00', called_off_at = null`)
  await by(
    'olga',
    `insert into unit_step (local_id, unit_ids, step, at, zone) values (1, '{1}', 'strike-began', '2026-10-17T06:00-07:00', 'America/Los_Angeles'), (1, '{1}', 'tentative-agreement', '2026-10-19T06:00-07:00', 'America/Los_Angeles'),
    (1, '{1}', 'strike-ended', '2026-10-20T06:00-07:00', 'America/Los_Angeles'), (1, '{1}', 'ratification-opened', '2026-10-25T06:00-07:00', 'America/Los_Angeles'), (1, '{1}', 'ratified', '2026-10-30T06:00-07:00', 'America/Los_Angeles')`,
  )
  const seen = []
  for (const day of [
    '2026-06-01',
    '2026-06-20',
    '2026-10-02',
    '2026-10-06',
    '2026-10-08',
    '2026-10-18',
    '2026-10-19',
    '2026-10-22',
    '2026-10-26',
    '2026-11-01',
  ])
    seen.push(await state(`${day}T09:00-07:00`))
  assert.deepEqual(seen, [
    'UNDER_CONTRACT',
    'NOTICED',
    'VOTE_OPEN',
    'AUTHORIZED',
    'NOTICE_SERVED',
    'STRIKING',
    'STRIKING',
    'TA',
    'RATIFICATION',
    'SETTLED',
  ])
  const [unit] = await asPerson(world.root, cast.olga, 'read only', (db) => findUnitRecords(db, { localId: 1, unitId: 1 }))
  assert.equal(firstOutOfOrder(unit!.steps), null, 'a deal may be made while the strike goes on')
})
