import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { cast, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson, type Db } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { findAllUnits } from './all-units.ts'
import { findUnitRecords } from './find-units.ts'
import type { UnitRecord } from './unit-record.ts'

const world = await newWorld()
const by = (name: Name, text: string) =>
  asPerson(world.root, cast[name], 'read write', async (db) => void (await sql.raw(text).execute(db)))
const kit = world.as(cast.kit),
  olga = world.as(cast.olga),
  stella = world.as(cast.stella)
await world.setClock(Temporal.Instant.from('2026-09-20T12:00-07:00'))

// The nurses of the North: everything in order for October 17; their pharmacy is under contract. The South has entered nothing.
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
  `insert into contract_notice (local_id, kind, agreement_id, given_by, received_on) values (1, '8d1', 1, 'union', '2026-06-15'), (1, 'f7', 1, 'union', '2026-07-17'), (1, 'state-agency', 1, 'union', '2026-06-20')`,
)
await by(
  'olga',
  `insert into vote_rule (local_id, id, name, numerator, denominator, base, comparison) values (1, 1, 'Majority', 1, 2, 'votes_cast', 'gt')`,
)
await by(
  'olga',
  `insert into strike_vote (local_id, id, unit_ids, rule_id, opens_at, closes_at, zone) values (1, 1, '{1}', 1, '2026-09-10T07:00Z', '2026-09-15T20:00-07:00', 'America/Los_Angeles')`,
)
await by('olga', `insert into vote_outcome (local_id, id, vote_id, yes, no, blank, eligible) values (1, 1, 1, 900, 100, 0, 1500)`)
await by('kit', `update vote_outcome set certified_at = campaign_now()`)
await by(
  'olga',
  `insert into strike_notice (local_id, id, unit_ids, actions, written, employer_received_at, fmcs_received_at, starts_at, zone, zone_stated)
  values (1, 1, '{1}', '{strike,picketing}', true, '2026-10-06T10:00-07:00', '2026-10-06T10:05-07:00', '2026-10-17T06:00-07:00', 'America/Los_Angeles', true)`,
)

const ask = (base: string, at: string, more = {}) =>
  `${base}?${new URLSearchParams({ at, zone: 'America/Los_Angeles', kind: 'strike', ...more })}`
const nurses = urls.boardUnit(1, 1)

test('who may strike then: units and members by region, and what stands in the way of the others', async () => {
  const text = await kit.read(ask(urls.board, '2026-10-17T06:00'))
  assert.match(text, /Strike, Saturday, October 17, 2026, 6:00[^]*?1,500 in 1 unit[^]*?300 in 1 unit/)
  assert.match(text, /pass[^]*?Not yet[^]*?C1, N1, V1, G1/i)
  assert.match(await kit.read(ask(urls.board, '2026-10-16T10:04')), /G4, G6[^]*G4 its ten days; G6 the start that it names/)
  for (const page of [urls.board, nurses]) {
    assert.match(await kit.read(ask(page, '2026-09-19T06:00')), /This moment has passed/)
    assert.doesNotMatch(await kit.read(ask(page, '2026-10-17T06:00')), /This moment has passed/)
  }
})

test('another reads only what is announced, and who holds no such office does not find the room', async () => {
  const text = await stella.read(ask(urls.board, '2026-10-17T06:00'))
  assert.doesNotMatch(text, /1,500|Nurses|10-day notice received/)
  assert.doesNotMatch(await stella.read(ask(nurses, '2026-10-17T06:00')), /October 6|900|Checks pass/)
  assert.match(await olga.read(ask(nurses, '2026-10-17T06:00')), /Checks pass/)
  for (const who of [null, cast.maria, cast.sven])
    for (const path of [urls.board, urls.deadlines, urls.deadlineCalendar, nurses])
      assert.equal((await world.as(who).get(path)).status, 404, `${who} ${path}`)
  for (const path of [urls.boardUnit(1, 3), '/staff/board/1/99999999999']) assert.equal((await kit.get(path)).status, 404)
})

test('where a local’s agreement waits for a second person, an officer of another local does not judge by the national one alone', async () => {
  const listed = async (who: typeof kit, state: string) =>
    /<figure class="timeline">.*?<\/figure>/s.exec(await who.read(`${urls.board}?state=${state}`))?.[0] ?? ''
  await by(
    'kit',
    `insert into agreement (id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews) values (92, 'National agreement', '{1}', '2023-10-01', '2027-09-30', 'none', 'yes', false)`,
  )
  await by('carla', `update agreement set shown_at = campaign_now() where id = 92`)
  assert.match(await stella.read(urls.board), /Not known \(3 units\)/)
  assert.doesNotMatch(await listed(stella, 'UNDER_CONTRACT'), /Registered nurses/)
  assert.match(await listed(stella, 'unknown'), /Registered nurses/)
  assert.doesNotMatch(await stella.read(ask(nurses, '2026-10-17T06:00')), /no-strike promise ended|makes no promise/)
  assert.doesNotMatch(await listed(kit, 'unknown'), /Registered nurses/)
  await by('kit', `delete from agreement where id = 92`)
})

test('a start that is tried says what is missing and when it would hold, and leaves nothing behind', async () => {
  const text = await kit.read(ask(nurses, '2026-10-10T06:00'))
  assert.match(text, /Not yet/)
  assert.match(text, /If all were done now[^]*?Friday, October 16, 2026, 10:05/)
  assert.match(text, /G6[^]*?needs the employer.{1,6}s written agreement or a new notice/)
  assert.match(text, /Alexandria Clinic, 339 NLRB 1262/)
  assert.doesNotMatch(await world.as(null).read(urls.canWeStrikeUnit('1-1')), /October 10|October 16|October 17/)
})

test('an hour that does not exist, comes twice, or is no hour gets its sentence, and what was typed stays', async () => {
  for (const [at, more, says] of [
    ['2027-03-14T02:30', {}, /does not exist on that day/],
    ['2026-11-01T01:30', {}, /comes twice/],
    ['soon', {}, /Give a date and a time/],
    ['2026-10-17T06:00', { zone: 'Mars/Olympus' }, /time zone does not exist/],
  ] as const)
    for (const base of [urls.board, nurses]) {
      const reply = await kit.get(ask(base, at, more))
      assert.equal(reply.status, 422)
      const text = await reply.text()
      assert.match(text, says)
      assert.match(text, new RegExp(`value="${at}"`))
    }
})

test('deadlines come from the agreements and notices, each with its day: done, late, to do, ahead', async () => {
  const text = await olga.read(nurses)
  // 90 days before September 30; the mediators by the earlier of 60 days before it and 30 days after the notice.
  assert.match(text, /Thu, Jul 2, 2026[^]*?Notice to the employer[^]*?done Mon, Jun 15, 2026/)
  assert.match(text, /Wed, Jul 15, 2026[^]*?F-7[^]*?done Fri, Jul 17, 2026, late/)
  assert.match(text, /Tue, Oct 6, 2026[^]*?Serve the 10-day notice by this day[^]*?to do[^]*?Wed, Oct 7, 2026[^]*?Last day to serve/)
  const all = await olga.read(urls.deadlines)
  assert.match(all, /Thu, Dec 31, 2026[^]*?Notice to the employer[^]*?Pharmacy agreement[^]*?to do/)
  assert.doesNotMatch(all, /done Mon, Jun 15/)
  const reply = await olga.get(urls.deadlineCalendar)
  assert.match(reply.headers.get('content-type')!, /text\/calendar/)
  const file = (await reply.text()).replaceAll('\r\n ', '')
  assert.match(file, /DTSTART;VALUE=DATE:20261231[^]*?SUMMARY:Notice to the employer to end or change the contract: [^\n]*Pharmac/)
  assert.match(file, /TRIGGER;VALUE=DATE-TIME:20261231T170000Z/)
  assert.doesNotMatch(await (await stella.get(urls.deadlineCalendar)).text(), /Pharmac/)
})

test('the board is read in parts: units of a region or state, a page at a time; a part that there is not is none', async () => {
  const timeline = async (query: string) => /<figure class="timeline">.*?<\/figure>/s.exec(await kit.read(urls.board + query))?.[0] ?? ''
  const authorized = await timeline('?state=AUTHORIZED')
  assert.match(authorized, /Registered nurses/)
  assert.doesNotMatch(authorized, /Pharmac/)
  assert.match(await kit.read(`${urls.board}?state=UNDER_CONTRACT`), /1 to 1 of 1 unit\b/)
  assert.match(await kit.read(`${urls.board}?state=STRIKING`), /No unit there stands in this state/)
  assert.match(await timeline('?region=2'), /South/)
  assert.doesNotMatch(await timeline('?region=2'), /North/)
  for (const odd of ['?page=99', '?page=0', '?page=x&region=x&state=x', '?page=99999999999'])
    assert.match(await kit.read(urls.board + odd), /1 to 3 of 3 units/, odd)
  assert.match(
    await kit.read(ask(urls.board, '2026-10-17T06:00', { state: 'AUTHORIZED' })),
    /<input type="hidden" name="at" value="2026-10-17T06:00"/,
    'what was asked stays while one looks at a part',
  )
})

test('what one has read is nobody else’s, and a change is there at once', async () => {
  const visitor = world.as(null)
  const both = async () => [await kit.read(`${urls.board}?state=SANCTIONED`), await visitor.read(`${urls.whereWeStand}?state=SANCTIONED`)]
  assert.match((await both()).join(), /No unit there[^]*No unit there/)
  await by(
    'olga',
    `insert into sanction (local_id, id, unit_ids, body, granted_at, zone) values (1, 77, '{1}', 'international', '2026-09-18T12:00-07:00', 'America/Los_Angeles')`,
  )
  const [inTheRoom, outside] = await both()
  assert.match(inTheRoom!, /1 to 1 of 1 unit\b/)
  assert.match(outside!, /No unit there/)
  await by('olga', `delete from sanction where id = 77`)
  assert.match((await both()).join(), /No unit there[^]*No unit there/)
})

test('an agreement that another has followed long ago moves nothing on the board, and one that nothing followed does', async () => {
  const ended = (text: string) => /Pharmac[^]*?<p class="timeline-text">(.*?)<\/p>/.exec(text)![1]!
  const before = ended(await kit.read(urls.board))
  await by(
    'olga',
    `insert into agreement (local_id, id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews) values (1, 90, 'Old', '{2}', '2017-10-01', '2020-09-30', 'broad', 'yes', false)`,
  )
  assert.equal(ended(await kit.read(urls.board)), before)
  await by(
    'stella',
    `insert into agreement (local_id, id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews) values (2, 91, 'Old one of the South', '{3}', '2017-10-01', '2020-09-30', 'broad', 'yes', false)`,
  )
  assert.match(await kit.read(`${urls.board}?state=EXPIRED`), /South[^]*Contract through Sep 30, 2020/)
  await by('olga', `delete from agreement where id = 90`)
  await by('stella', `delete from agreement where id = 91`)
})

test('after each change everybody reads what one query gives her, whatever is remembered of other locals and readers', async () => {
  const readers = [cast.kit, cast.olga, cast.stella, null]
  const same = async (what: string) => {
    const read = (find: (db: Db) => Promise<readonly UnitRecord[]>) =>
      Promise.all(readers.map(async (reader) => JSON.stringify(await asPerson(world.root, reader, 'read only', find))))
    const [kept, asked] = [await read(findAllUnits), await read((db) => findUnitRecords(db, 'all'))]
    assert.deepEqual(kept, asked, what)
    return kept.join()
  }
  await same('at first')
  const national = `insert into agreement (id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews) values (95, 'National agreement', '{1,3}', '2023-10-01', '2027-09-30', 'broad', 'yes', false)`
  for (const [name, text, says] of [
    ['kit', national, /National agreement/],
    [
      'kit',
      `insert into contract_notice (kind, unit_ids, given_by, received_on) values ('board-of-inquiry', '{1}', 'union', '2026-09-01')`,
      /board-of-inquiry/,
    ],
    ['kit', `insert into partnership_pause (paused_on, reason) values ('2026-09-02', 'The refused extension')`, /The refused extension/],
    ['olga', `update unit_law set headcount = 1501 where unit_id = 1`, /1501/],
    [
      'stella',
      `insert into agreement (local_id, id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews) values (2, 96, 'Of the South', '{3}', '2023-10-01', '2026-09-30', 'broad', 'yes', false)`,
      /Of the South/,
    ],
    ['carla', `update agreement set shown_at = campaign_now() where id = 95`, /"name":"National agreement"[^{}]*"shown":true/],
    ['kit', `delete from contract_notice where kind = 'board-of-inquiry'`, /^((?!board-of-inquiry).)*$/s],
    ['kit', `delete from agreement where id = 95`, /^((?!National agreement).)*$/s],
  ] as const) {
    await by(name, text)
    assert.match(await same(text), says)
  }
  await world.owner.query(
    `alter table bargaining_unit no force row level security; update bargaining_unit set name = 'Renamed' where id = 3; alter table bargaining_unit force row level security`,
  )
  assert.match(await same('another name'), /Renamed/)
})
