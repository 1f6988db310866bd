import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { cast, localKeys, locals, units, worksites, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { readFacts } from './read-facts.ts'
import { factsOf } from './unit-facts.ts'
import { findUnitRecords } from './find-units.ts'

const world = await newWorld()
const by = (name: Name | null, text: string) =>
  asPerson(world.root, name && cast[name], 'read write', async (db) => (await sql.raw<Record<string, unknown>>(text).execute(db)).rows)
const now = Temporal.Instant.from('2026-10-06T12:00:00-07:00')
await world.setClock(now)

/** The example of the rules (1.13), as officers of the North would have written it down. */
const baseline = [
  `insert into unit_law (local_id, unit_id, zone, regime, state, health_care, state_agency, bargaining, local_sanction, international_sanction, headcount)
    values (1, 1, 'America/Los_Angeles', 'US-NLRA', 'California', true, true, 'renewal', false, true, 1500)`,
  `insert into agreement (local_id, id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews)
    values (1, 1, 'Nurses’ agreement', '{1}', '2023-10-01', '2026-09-30', 'broad', 'yes', false)`,
  `insert into contract_notice (local_id, kind, agreement_id, given_by, received_on)
    values (1, '8d1', 1, 'union', '2026-06-15'), (1, 'f7', 1, 'union', '2026-06-20'), (1, 'state-agency', 1, 'union', '2026-06-20')`,
  `insert into vote_rule (local_id, id, name, numerator, denominator, base, comparison) values (1, 1, 'Majority', 1, 2, 'votes_cast', 'gt')`,
  `insert into strike_vote (local_id, id, unit_ids, rule_id, opens_at, closes_at, zone) values (1, 1, '{1}', 1, '2026-10-01T07:00Z', '2026-10-05T20:00-07:00', 'America/Los_Angeles')`,
  `insert into vote_outcome (local_id, id, vote_id, yes, no, blank, eligible) values (1, 1, 1, 900, 100, 0, 1500)`,
  `insert into sanction (local_id, unit_ids, body, granted_at, zone) values (1, '{1}', 'international', '2026-10-06T09:00-07:00', 'America/Los_Angeles')`,
  `insert into strike_notice (local_id, id, unit_ids, actions, written, employer_received_at, fmcs_received_at, starts_at, zone, zone_stated)
    values (1, 1, '{1}', '{strike,picketing}', true, '2026-10-06T10:00-07:00', '2026-10-06T10:05-07:00', '2026-10-17T06:00-07:00', 'America/Los_Angeles', true)`,
]
for (const statement of baseline) await by('olga', statement)

const recordFor = async (name: Name | null, unit: number = units.northNurses) =>
  (await asPerson(world.root, name && cast[name], 'read only', (db) => findUnitRecords(db, { localId: locals.north, unitId: unit })))[0]!
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

const example = readFacts({
  now: now.toString(),
  zone: 'America/Los_Angeles',
  regime: 'US-NLRA',
  hci: true,
  stateAgency: true,
  bargaining: 'renewal',
  contract: { lastDay: '2026-09-30', noStrike: 'broad', coversSympathy: true, evergreen: false, evergreenStoppedOn: null },
  extension: null,
  n8d1: { by: 'union', received: '2026-06-15' },
  f7: '2026-06-20',
  stateNotice: '2026-06-20',
  initialDisputeNotice: null,
  boardOfInquiry: null,
  mediationRelease: null,
  vote: { rule: 'majority_cast', yes: 900, no: 100, blank: 0, eligible: 1500, quorum: null, closed: '2026-10-05T20:00:00-07:00' },
  localSanction: 'na',
  intlSanction: '2026-10-06T09:00:00-07:00',
  n8g: {
    employer: '2026-10-06T10:00:00-07:00',
    fmcs: '2026-10-06T10:05:00-07:00',
    start: '2026-10-17T06:00:00-07:00',
    zoneStated: true,
    written: true,
    sites: 'all',
    actions: ['strike', 'picketing'],
    by: 'self',
    usedBy: null,
  },
  startAgreement: null,
  priorStrikesSameGoal: 0,
  hiatusSinceLastAction: false,
})
assert.ok('value' in example)
const { now: _now, action: _action, ...expected } = example.value.facts

test('what officers wrote down are the facts of the example, and an uncertified count is none', async () => {
  assert.equal(factsOf(await recordFor('olga'), now).vote, null, 'nobody has certified it')
  await by('kit', `update vote_outcome set certified_at = campaign_now()`)
  assert.deepEqual(plain(factsOf(await recordFor('olga'), now)), plain(expected))
  assert.deepEqual(plain(factsOf(await recordFor('dora'), now)), plain(expected), 'the director of its region reads the same')
})

test('members read what a second person has confirmed, and a doubt is told without its reason', async () => {
  for (const name of ['maria', 'stella', null] as const) {
    const record = await recordFor(name)
    const facts = factsOf(record, now, { room: false })
    assert.deepEqual([record.law, record.agreements, facts.vote, facts.strikeNotice], [null, [], null, null], `${name}`)
    assert.equal(facts.agreements, undefined)
    assert.equal(record.inDoubt, true)
  }
  await assert.rejects(by('olga', `update agreement set shown_at = campaign_now()`), /second person/)
  await by('kit', `update agreement set shown_at = campaign_now(); update unit_law set shown_at = campaign_now()`)
  const shown = await recordFor('maria')
  assert.deepEqual(plain(factsOf(shown, now, { room: false }).agreements), plain(expected.agreements))
  assert.deepEqual([shown.inDoubt, shown.votes, shown.strikeNotices, shown.agreements[0]!.notices], [false, [], [], []])
})

test('a correction is hidden until somebody confirms it again, and each change is kept', async () => {
  await by('olga', `update agreement set last_day = '2026-10-31'`)
  const facts = factsOf(await recordFor('maria'), now, { room: false })
  assert.equal(facts.agreements, undefined, 'a person must decide')
  const [change] = await by(
    'olga',
    `select id, (select by_name from change_hands(array[id])) as by_name, before ->> 'last_day' as was, after ->> 'last_day' as is from contract_change where fact = 'agreement' order by id desc limit 1`,
  )
  assert.deepEqual({ ...change, id: 0 }, { id: 0, by_name: 'Olga Petrova', was: '2026-09-30', is: '2026-10-31' })
  assert.deepEqual(await by('stella', `select take_back_change(${change!.id}) as outcome`), [{ outcome: 'not-found' }])
  assert.deepEqual(await by('olga', `select take_back_change(${change!.id}) as outcome`), [{ outcome: 'ok' }])
  assert.deepEqual(await by('olga', `select take_back_change(${change!.id}) as outcome`), [{ outcome: 'changed-since' }])
  const [back] = await by(
    'olga',
    `select undoes::int as undoes, after ->> 'last_day' as is from contract_change where fact = 'agreement' order by id desc limit 1`,
  )
  assert.deepEqual(back, { undoes: change!.id, is: '2026-09-30' })
  for (const name of ['maria', 'stella', 'sven', null] as const)
    assert.deepEqual(await by(name, `select id from contract_change`), [], `${name}`)
})

test('what is removed comes back, and its confirmation does not', async () => {
  await by('kit', `update sanction set shown_at = campaign_now()`)
  await by('olga', `delete from sanction`)
  assert.equal(factsOf(await recordFor('olga'), now).parentSanction, null)
  const [change] = await by('olga', `select id from contract_change where fact = 'sanction' and after is null`)
  await by('olga', `select take_back_change(${change!.id})`)
  assert.deepEqual(plain(factsOf(await recordFor('olga'), now).parentSanction), plain(expected.parentSanction))
  assert.equal((await recordFor('olga')).sanctions[0]!.shown, false)
})

test('nobody writes about another local, and the tables refuse what cannot be', async () => {
  for (const name of ['stella', 'maria', 'sven', 'dora', 'otto', 'ada', null] as const) {
    await assert.rejects(
      by(name, `insert into lockout (local_id, unit_ids, starts_at, zone) values (1, '{1}', now(), 'America/Denver')`),
      /row-level security/,
      `${name}`,
    )
    assert.deepEqual(await by(name, `update agreement set last_day = '2030-01-01' returning id`), [], `${name}`)
    assert.deepEqual(await by(name, `delete from strike_vote returning id`), [], `${name}`)
  }
  const agreement = (values: string) => `insert into agreement (local_id, name, unit_ids, effective, last_day, zone) values (${values})`
  for (const [statement, why] of [
    [agreement(`1, 'a', '{3}', '2030-01-01', '2031-01-01', null`), /not units of this local/],
    [agreement(`1, 'a', '{1}', '2031-01-01', '2030-01-01', null`), /check/],
    [agreement(`1, 'a', '{1}', '2026-09-30', '2030-01-01', null`), /two agreements/],
    [agreement(`1, 'a', '{2}', '2026-09-30', '2030-01-01', 'Mars/Olympus'`), /time zone/],
    [agreement(`null, 'a', '{2}', '2026-09-30', '2030-01-01', null`), /row-level security/],
    [
      `insert into agreement_extension (local_id, agreement_id, offered_by, offered_on, last_day) values (1, 1, 'employer', '2026-09-01', '2026-09-30')`,
      /ends after/,
    ],
    [`update vote_outcome set yes = 1401`, /check/],
    [`insert into contract_notice (local_id, kind, given_by, received_on) values (1, '8d1', 'union', '2026-01-01')`, /check/],
    [`update agreement set local_id = 2`, /not units|row-level|stays whose/],
  ] as const)
    await assert.rejects(by('olga', statement), why, statement)
  await assert.rejects(
    by(
      'stella',
      `insert into contract_notice (local_id, kind, agreement_id, given_by, received_on) values (2, '8d1', 1, 'union', '2026-01-01')`,
    ),
    /somebody else/,
  )
  await assert.rejects(by('kit', `update vote_outcome set yes = 901; update vote_outcome set certified_at = now()`), /second officer/)
  await assert.rejects(
    by('carla', `update vote_outcome set certified_at = now(), yes = yes`)
      .then(() => by('kit', `update vote_outcome set yes = 902`))
      .then(() => by('carla', `update vote_outcome set certified_at = now()`)),
    /officer of the local/,
  )
})

test('of several agreements each level’s last counts, and each needs its notices', async () => {
  await by(
    'carla',
    `insert into agreement (id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews) values (90, 'National agreement', '{1,2,3}', '2022-10-01', '2026-11-30', 'broad', 'silent', false)`,
  )
  const facts = factsOf(await recordFor('olga'), now)
  assert.deepEqual(
    facts.agreements!.map(({ lastDay }) => String(lastDay)),
    ['2026-11-30', '2026-09-30'],
  )
  assert.equal(facts.noticeToEnd, null, 'the national one has none')
  await by('carla', `insert into contract_notice (kind, agreement_id, given_by, received_on) values ('8d1', 90, 'employer', '2026-08-01')`)
  assert.deepEqual(plain(factsOf(await recordFor('olga'), now).noticeToEnd), { by: 'union', received: '2026-08-01' })
})

test('the sites of a notice: all of them, some, or nobody knows', async () => {
  const sites = async (worksiteId?: number) => factsOf(await recordFor('olga'), now, { worksiteId }).strikeNotice!.sites
  await by('olga', `update strike_notice set worksite_ids = '{${worksites.cedarHill}}'`)
  assert.deepEqual([await sites(), await sites(worksites.cedarHill), await sites(worksites.lanternBay)], [undefined, 'all', 'partial'])
  await by('olga', `update unit_law set worksite_ids = '{${worksites.cedarHill},${worksites.lanternBay}}'`)
  assert.equal(await sites(), 'partial')
})

test('one query gives a thousand units', async () => {
  const all = await asPerson(world.root, cast.kit, 'read only', (db) => findUnitRecords(db, 'all'))
  assert.deepEqual(
    all.map(({ localKey, unitName }) => `${localKey} ${unitName}`),
    [`${localKeys.north} Pharmacy`, `${localKeys.north} Registered nurses`, `${localKeys.south} Care and service`],
  )
  assert.deepEqual(
    all.map(({ agreements }) => agreements.length),
    [1, 2, 1],
  )
})
