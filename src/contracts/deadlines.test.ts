import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { cast, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const by = (name: Name, text: string) =>
  asPerson(world.root, cast[name], 'read write', async (db) => void (await sql.raw(text).execute(db)))
const olga = world.as(cast.olga),
  visitor = world.as(null)
const at = (text: string) => world.setClock(Temporal.Instant.from(text))

// The nurses' contract ends with September 30, 2026: notice by July 2, mediators by August 1.
await by(
  'olga',
  `insert into unit_law (local_id, unit_id, zone, regime, health_care, state_agency, bargaining, local_sanction, international_sanction) values (1, 1, 'America/Los_Angeles', 'US-NLRA', true, false, 'renewal', false, true)`,
)
await by(
  'olga',
  `insert into agreement (local_id, id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews) values (1, 1, 'Nurses’ agreement', '{1}', '2023-10-01', '2026-09-30', 'broad', 'yes', false)`,
)

const endOffice = (name: Name) =>
  fillTables(
    world.ownerUrl,
    ['office'],
    async (client) =>
      void (await client.query(`update office set ended_at = now(), ended_by = account_id where account_id = $1`, [cast[name]])),
  )

/** The mails of one run of the job, to whom and what they say. */
async function reminded() {
  const known = new Set([...(await visitor.read(urls.outbox)).matchAll(/\/example\/outbox\/(\d+)/g)].map(([, id]) => id!))
  await world.worker.pool.query(`select graphile_worker.add_job('deadlines-due', '{"account": null, "data": {}}')`)
  await world.runJobs()
  const ids = [...new Set([...(await visitor.read(urls.outbox)).matchAll(/\/example\/outbox\/(\d+)/g)].map(([, id]) => id!))]
  return Promise.all(ids.filter((id) => !known.has(id)).map((id) => visitor.read(urls.outboxMail(Number(id)))))
}

test('officers are mailed the deadlines of their own local, the coordinator all, each once for each of the days before', async () => {
  await at('2026-05-20T12:00-07:00')
  assert.equal((await reminded()).length, 0, 'more than thirty days before')
  await at('2026-06-10T12:00-07:00')
  const first = await reminded()
  assert.deepEqual(
    first.map((mail) => /(\w+)@example\.org/.exec(mail)![1]).toSorted(),
    ['kit', 'olga'],
    'not Stella of another local, not those who only read',
  )
  for (const mail of first) {
    assert.match(mail, /Thursday, July 2, 2026: Notice to the employer to end or change the contract. Registered nurses/)
    assert.doesNotMatch(mail, /F-7|September 30/)
    assert.match(mail, /A deadline comes/)
  }
  assert.equal((await reminded()).length, 0, 'the same day again')
  await at('2026-06-12T12:00-07:00')
  assert.equal((await reminded()).length, 0, 'the mail of thirty days has gone out')
  await at('2026-06-18T12:00-07:00')
  assert.equal((await reminded()).length, 2, 'fourteen days before')
  await at('2026-07-03T12:00-07:00')
  const late = await reminded()
  assert.match(late[0]!, /Went by undone on Thursday, July 2, 2026: Notice to the employer/)
  await at('2026-07-20T12:00-07:00')
  const mediators = await reminded()
  assert.equal(mediators.length, 2)
  assert.match(mediators[0]!, /Saturday, August 1, 2026: F-7/)
  assert.doesNotMatch(mediators[0]!, /Notice to the employer/, 'what went by long ago is no news')
})

test('what is done is not reminded of, and who has left the office is not mailed', async () => {
  await by(
    'olga',
    `insert into contract_notice (local_id, kind, agreement_id, given_by, received_on) values (1, 'f7', 1, 'union', '2026-07-20')`,
  )
  await at('2026-07-26T12:00-07:00')
  assert.equal((await reminded()).length, 0)
  await at('2026-09-24T12:00-07:00')
  await endOffice('kit')
  const mails = await reminded()
  assert.match(mails.join(), /Wednesday, September 30, 2026: Last day of the contract/)
  assert.equal(mails.length, 1)
})

test('a sanction that a planned start needs is a deadline until it is granted', async () => {
  await by(
    'olga',
    `insert into strike_notice (local_id, id, unit_ids, actions, written, starts_at, zone, zone_stated) values (1, 1, '{1}', '{strike}', true, '2026-10-17T06:00-07:00', 'America/Los_Angeles', true)`,
  )
  const row = async () => /<tr(?:(?!<\/tr>).)*Sanction that must be granted.*?<\/tr>/s.exec(await olga.read(urls.boardUnit(1, 1)))![0]
  assert.match(await row(), /Sat, Oct 17, 2026.*of the international.*to do/s)
  await by(
    'olga',
    `insert into sanction (local_id, unit_ids, body, requested_on, granted_at, expires_on, zone) values (1, '{1}', 'international', '2026-09-01', '2026-09-20T09:00-07:00', '2026-12-31', 'America/Los_Angeles')`,
  )
  assert.match(await row(), /done Sun, Sep 20, 2026/)
  assert.match(await olga.read(urls.deadlines), /Thu, Dec 31, 2026.*Last day of the sanction/s)
})

test('many deadlines are read a hundred at a time, the nearest first', async () => {
  await by(
    'olga',
    `insert into vote_rule (local_id, id, name, numerator, denominator, base, comparison) values (1, 5, 'Majority', 1, 2, 'votes_cast', 'gt')`,
  )
  await by(
    'olga',
    `insert into strike_vote (local_id, unit_ids, rule_id, opens_at, closes_at, zone) select 1, '{1}', 5, timestamptz '2028-01-01 12:00Z' + n * interval '1 day', timestamptz '2028-01-01 18:00Z' + n * interval '1 day', 'America/Los_Angeles' from generate_series(1, 60) n`,
  )
  const first = await olga.read(urls.deadlines)
  const all = Number(/1 to 100 of (\d+), the nearest first/.exec(first)![1])
  assert.ok(all >= 120)
  assert.match(first, /Last day of the contract/)
  const second = await olga.read(/href="([^"]*page=2)"/.exec(first)![1]!)
  assert.match(second, new RegExp(`101 to ${all} of ${all}`))
  assert.doesNotMatch(second, /Last day of the contract/)
  assert.match(second, /Mar 1, 2028/)
  await by('olga', 'delete from strike_vote')
})

test('what several units have to do alike is one line', async () => {
  await by(
    'olga',
    `insert into strike_vote (local_id, unit_ids, rule_id, opens_at, closes_at, zone) values (1, '{1,2}', 5, '2028-01-02 12:00Z', '2028-01-03 14:00Z', 'America/Los_Angeles')`,
  )
  const row = /<tr(?:(?!<\/tr>).)*Vote closes.*?<\/tr>/s.exec(await olga.read(urls.deadlines))![0]
  assert.match(row, /6:00.a\.m\..PST.*<summary>2 units<\/summary>.*Pharmacy.*Registered nurses/s)
  await by('olga', 'delete from strike_vote')
})

test('a calendar follows one’s deadlines by a secret address until it is ended or the office is', async () => {
  const addressIn = (text: string) => /value="(http[^"]*\/deadlines\.ics)"/.exec(text)?.[1]
  const made = addressIn(await (await olga.post(urls.deadlineFeed)).text())!
  const file = await visitor.get(made)
  assert.match(file.headers.get('content-type')!, /text\/calendar/)
  assert.match(await file.text(), /Last day of the contract/)
  const page = await olga.read(urls.deadlines)
  assert.match(page, /You made one on/)
  assert.equal(addressIn(page), undefined, 'it is told once')
  assert.deepEqual(
    await world.look(
      'auth',
      `select count(*)::int as kept from deadline_feed where encode(token_hash, 'escape') like '%${made.split('/').at(-2)}%'`,
    ),
    [{ kept: 0 }],
  )

  const second = addressIn(await (await olga.post(urls.deadlineFeed)).text())!
  assert.equal((await visitor.get(made)).status, 404, 'a new one ends the old one')
  assert.equal((await visitor.get(second)).status, 200)
  assert.equal((await visitor.get(second.replace(/deadlines\/./, 'deadlines/_'))).status, 404)
  const ended = await olga.post(urls.endDeadlineFeed)
  assert.match(await olga.read(ended.headers.get('location')!), /The address has ended/)
  assert.equal((await visitor.get(second)).status, 404)

  const third = addressIn(await (await olga.post(urls.deadlineFeed)).text())!
  await endOffice('olga')
  assert.equal((await visitor.get(third)).status, 404, 'nobody reads on after her office')
  for (const who of [null, cast.maria]) assert.equal((await world.as(who).post(urls.deadlineFeed)).status, 404)
})
