import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import pg from 'pg'
import { harborCsv, harborRows } from '../../db/example/harbor-csv.ts'
import { harborFile } from '../../db/example/harbor-file.ts'
import { locals } from '../../db/example/structure.ts'
import { emptyDatabase } from '../../test/database.ts'
import { factsOf } from '../contracts/unit-facts.ts'
import { findUnitRecords } from '../contracts/find-units.ts'
import type { UnitRecord } from '../contracts/unit-record.ts'
import { asPerson, connect } from '../platform/db.ts'
import { migrate } from '../platform/migrate.ts'
import { loadExample } from './load-example.ts'
import { events } from '../../db/example/events.ts'
import { updates } from '../../db/example/updates.ts'
import { dates, moments, startingMoment } from './moments.ts'

const database = await emptyDatabase()
const { roles } = await migrate(database.ownerUrl)
const root = connect(roles.webUrl)
const owner = new pg.Client(database.ownerUrl)
await owner.connect()
const forced = async () =>
  (
    await owner.query(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity order by 1`)
  ).rows.map(({ name }) => name)
const forcedBefore = await forced()
const laws = async () =>
  (
    await owner.query(
      `select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as law from pg_constraint where connamespace = 'public'::regnamespace order by 1`,
    )
  ).rows
const lawsBefore = await laws()
let said = ''
await loadExample(database.ownerUrl, { log: (sentence) => (said = sentence) })
after(async () => {
  await root.end()
  await owner.end()
  await database.drop()
})

/** The owner is bound by the forced row security where it is no superuser, so it looks as a role that may, and undoes that. */
async function ask<Row>(query: string): Promise<Row[]> {
  await owner.query('begin')
  try {
    await owner.query(forcedBefore.map((name) => `alter table ${name} no force row level security;`).join(' '))
    return (await owner.query(query)).rows
  } finally {
    await owner.query('rollback')
  }
}

test('52,000 members of 21 locals stand on rosters, at about 120 facilities of 8 regions', async (t) => {
  t.diagnostic(said)
  const [count] = await ask<
    Record<string, number>
  >(`select (select count(*)::int from member) as members, (select count(*)::int from local) as locals,
    (select count(*)::int from region) as regions, (select count(*)::int from worksite) as worksites,
    (select count(distinct worksite_id)::int from assignment a join local l on l.id = a.local_id where l.key = 'harbor-760') as harbor`)
  assert.deepEqual(count, { members: 52000, locals: 21, regions: 8, worksites: 122, harbor: 72 })
  const sizes = await ask<{ key: string; members: number }>(
    `select key, count(*)::int as members from member join local on local.id = local_id group by key`,
  )
  assert.deepEqual(
    Object.fromEntries(sizes.map(({ key, members }) => [key, members])),
    Object.fromEntries(locals.map((local) => [local.key, local.onRoster ?? local.size])),
  )
})

test('nobody has an address or a telephone of somebody real', async () => {
  const [strays] = await ask(
    `select count(*)::int as strays from member where email !~ '@example[.]org$' or phone !~ '^[+]1[0-9]{3}55501[0-9]{2}$'`,
  )
  assert.deepEqual(strays, { strays: 0 })
})

test('some have no mailbox, some share one, some are in two units, some are in two locals', async () => {
  const [found] = await ask<Record<string, number>>(`select
    (select count(*)::int from member where email is null) as without_mail, (select count(*)::int from member where email is null and phone is null) as unreachable,
    (select count(*)::int from (select from member group by local_id, email having count(*) = 2 and email is not null) pairs) as shared,
    (select count(*)::int from (select from assignment group by local_id, member_id having count(*) = 2) pairs) as two_units,
    (select count(*)::int from (select from member group by email having count(distinct local_id) = 2) pairs) as two_locals`)
  for (const [what, count] of Object.entries(found!)) assert.ok(count > 20, `${what}: ${count}`)
})

test('the march is two weeks away, and Harbor Local 760 shares nothing yet', async () => {
  const [clock] = await ask(`select abs(extract(epoch from campaign_now() - '${startingMoment.at}')) < 600 as there`)
  assert.deepEqual(clock, { there: true })
  const shares = await ask<{ key: string }>(`select key from share join local on local.id = local_id`)
  assert.equal(shares.length, locals.filter((local) => local.shares).length)
  assert.ok(!shares.some(({ key }) => key === 'harbor-760'))
})

test('updates have been told, a rally is over, halls have seats left, and thousands come to the march', async () => {
  const [told] =
    await ask(`select (select count(*)::int from update_item where published_at <= campaign_now()) as told, (select count(*)::int from update_item) as written,
    (select count(*)::int from update_revision where sources = '{}' and body ilike '%employer says%') as unsourced`)
  assert.deepEqual(told, { told: 5, written: 7, unsourced: 0 })
  const rows = await ask<{
    slug: string
    over: boolean
    coming: number
    capacity: number | null
    goal: number | null
  }>(`select e.slug, v.ends_at < campaign_now() as over, v.capacity,
    (select sum(goal)::int from event_goal g where g.event_id = e.id) as goal,
    (select sum(1 + guests)::int from (select guests from rsvp where event_id = e.id and answer = 'yes' union all select guests from sign_up where event_id = e.id) heads) as coming
    from event e join event_version v on (v.event_id, v.version) = (e.id, e.shown)`)
  const found = Object.fromEntries(rows.map((row) => [row.slug, row]))
  assert.ok(found['rally-at-almond-cove']!.over)
  const march = found.march!
  assert.ok(!march.over && march.capacity === null && march.coming > 5000 && march.coming < march.goal! * 0.8, JSON.stringify(march))
  for (const slug of ['town-hall-after-the-vote', 'sign-making-evening']) {
    const { coming, capacity } = found[slug]!
    assert.ok(coming > capacity! * 0.8 && coming < capacity!, `${slug}: ${coming} of ${capacity}`)
  }
  const [inhabited] = await ask(
    `select count(*)::int as answers from rsvp join member m on (m.local_id, m.id) = (rsvp.local_id, rsvp.member_id) where m.account_id is not null`,
  )
  assert.deepEqual(inhabited, { answers: 0 })
})

test('every unit has its agreement, and a visitor reads what was announced by the moment that the clock shows', async () => {
  const told = (units: UnitRecord[], now: Temporal.Instant) => {
    const facts = units.map((unit) => factsOf(unit, now, { room: false }))
    const heads = (some: (place: number) => boolean) => units.reduce((sum, { law }, place) => sum + (some(place) ? law!.headcount! : 0), 0)
    return {
      doubtful: units.filter(({ inDoubt }) => inDoubt).map(({ localKey }) => localKey),
      refused:
        units.filter(({ agreements }) => agreements.some(({ extensions }) => extensions.some(({ refusedOn }) => refusedOn))).length > 0,
      voted: heads((place) => facts[place]!.vote !== null),
      noticed: heads((place) => facts[place]!.strikeNotice !== null),
      calledOff: facts.some(({ strikeNotice }) => strikeNotice?.usedBy),
    }
  }
  const seen: Record<string, ReturnType<typeof told>> = {}
  for (const { key, at } of moments) {
    await owner.query('update campaign_clock set ahead = $1::timestamptz - now()', [at.toString()])
    const units = await asPerson(root, null, 'read only', (db) => findUnitRecords(db, 'all'))
    seen[key] = told(units, at)
  }
  const doubtful = ['gate-31']
  assert.deepEqual(seen, {
    'week-before-expiry': { doubtful, refused: true, voted: 0, noticed: 0, calledOff: false },
    'strike-vote': { doubtful, refused: true, voted: 0, noticed: 0, calledOff: false },
    'two-weeks-before-march': { doubtful, refused: true, voted: 29154, noticed: 0, calledOff: false },
    'day-of-march': { doubtful, refused: true, voted: 35674, noticed: 0, calledOff: false },
    notice: { doubtful, refused: true, voted: 35674, noticed: 29154, calledOff: false },
    agreement: { doubtful, refused: true, voted: 35674, noticed: 33674, calledOff: true },
  })
  const bound = await ask<{ key: string }>(`select distinct l.key from bargaining_unit u join local l on l.id = u.local_id
    where not exists (select from agreement a where a.local_id = u.local_id and u.id = any (a.unit_ids)) order by 1`)
  assert.deepEqual(bound, [{ key: 'rivers-318' }], 'one unit bargains for the first time')
  await owner.query('update campaign_clock set ahead = $1::timestamptz - now()', [startingMoment.at.toString()])
})

test('what the example tells stands on the dates of the campaign', () => {
  const told = (slug: string) => Temporal.PlainDate.from(updates.find((update) => update.slug === slug)!.published.slice(0, 10))
  const march = events.find((event) => event.slug === 'march')!
  assert.ok(Temporal.ZonedDateTime.from(`${march.starts}[${march.zone}]`).toInstant().equals(dates.march))
  assert.ok(told('the-agreement-has-ended-your-rights-have-not').equals(dates.agreementEnds.add({ days: 1 })))
  assert.ok(told('the-agreement-has-ended-your-rights-have-not').equals(dates.voteOpens))
  assert.ok(told('more-than-18000-voted').equals(dates.voteCloses.add({ days: 1 })))
  assert.ok(told('ten-days-notice').equals(dates.notice))
  assert.ok(told('tentative-agreement').equals(dates.tentativeAgreement))
  assert.equal(dates.notice.until(dates.strikeSetFor).days, 11)
})

test('row security is forced again on every table, and every reference is back', async () => {
  assert.deepEqual(await forced(), forcedBefore)
  assert.deepEqual(await laws(), lawsBefore)
})

test('a database that holds something is not filled again', () => assert.rejects(loadExample(database.ownerUrl), /duplicate key/))

test('the messy file is the one that its generator makes, with the counts that are told', () => {
  const { bytes, badLines } = harborCsv()
  assert.ok(
    bytes.equals(readFileSync(new URL(`../../db/example/${harborFile.name}`, import.meta.url))),
    'run db/example/write-harbor-csv.ts',
  )
  const fates = harborRows().map(({ fate }) => fate)
  const { rows, added, changed, unchanged, bad } = harborFile.expected
  assert.equal(fates.length, rows)
  assert.equal(fates.filter((fate) => fate === 'new').length, added)
  assert.equal(fates.filter((fate) => fate === 'unchanged').length, unchanged)
  assert.equal(badLines.length, bad)
  assert.equal(rows - added - unchanged - bad, changed)
})
