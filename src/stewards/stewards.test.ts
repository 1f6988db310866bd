import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { cast, departments, localKeys, locals, shifts, units, worksites, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { jobs, schedule } from '../jobs.ts'
import { asPerson } from '../platform/db.ts'
import { startWorker } from '../platform/jobs.ts'
import { urls } from '../urls.ts'
import { findCoverage, findPlaceRows } from './steward-queries.ts'
import { writeEntry } from './write-entry.ts'

const world = await newWorld()
const { north, south } = localKeys
const as = (name: Name) => world.as(cast[name])
const site = urls.worksiteCoverage(north, worksites.cedarHill)
const emergencyDay = `${departments.cedarHillEmergency}-${shifts.day}`
const maria = 1,
  tom = 2,
  sven = 4,
  priya = 7,
  grace = 10,
  ines = 12
const officeOfSven = (await world.look<{ id: number }>('auth', `select id from office where account_id = '${cast.sven}'`))[0]!.id

const fields = (entries: [string, string | number][]) => new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))
const give = (
  by: Name,
  members: number[],
  { place = emergencyDay, office = officeOfSven as number | string, worksite = worksites.cedarHill as number, local = north } = {},
) =>
  as(by).post(
    urls.giveCover(local, worksite),
    fields([['place', place], ['office', office], ...members.map((id): [string, number] => ['member', id])]),
  )
const end = (members: number[]) =>
  as('olga').post(
    urls.endCover(north, worksites.cedarHill),
    fields([['place', emergencyDay], ...members.map((id): [string, number] => ['member', id])]),
  )
const note = (by: Name, member: number, form: Record<string, string>, local = north) => as(by).post(urls.entries(local, member), form)
const send = (by: Name, member: number, form: Record<string, string>) =>
  as(by).request(urls.entries(north, member), { method: 'POST', body: new URLSearchParams(form), headers: { accept: 'application/json' } })
/** What the page's main part says. */
const text = (html: string) =>
  html
    .replace(/[^]*<main/, '<main')
    .replace(/<footer[^]*/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('an officer sees where stewards are missing, gives people to a steward, and sees who is covered', async () => {
  const before = await as('olga').read(urls.localCoverage(north))
  assert.match(text(before), /Cedar Hill Hospital 9 3 0 3 9 3/) // people, needed, filled, missing, without, empty: each of three places needs one
  const map = text(await as('olga').read(`${site}?place=${emergencyDay}`))
  assert.match(map, /Emergency, Day/)
  for (const name of ['Santos, Maria', 'Lindqvist, Sven', 'Raman, Priya', 'Duarte, Ines']) assert.match(map, new RegExp(name))
  assert.doesNotMatch(map, /Fuller/, 'of the South, at the same worksite')

  const reply = await give('olga', [maria, priya, ines])
  assert.equal(reply.status, 303)
  const after = text(await as('olga').read(reply.headers.get('location')!))
  assert.match(after, /Given: 3 people\./)
  assert.match(after, /Sven Lindqvist 3 people here/)
  assert.match(text(await as('olga').read(urls.localCoverage(north))), /Cedar Hill Hospital 9 3 1 2 6 2/)
})

test('the list of the steward holds whom he covers and nobody else, without what was noted', async () => {
  assert.equal((await note('olga', maria, { mark: 'talked', note: 'Afraid of the night supervisor' })).status, 303)
  const list = await as('sven').read(urls.myList)
  for (const name of ['Maria Santos', 'Priya Raman', 'Ines Duarte']) assert.match(list, new RegExp(name))
  for (const name of ['Tom Whitaker', 'Grace', 'Sven Lindqvist</h2>']) assert.doesNotMatch(list, new RegExp(name))
  assert.match(list, /href="tel:\+12135550101"/)
  assert.match(list, /href="sms:\+12135550101"/)
  assert.match(list, /href="mailto:priya.raman@example.org"/, 'no phone: mail')
  assert.match(text(list), /We talked, /)
  assert.doesNotMatch(list, /supervisor/)
  assert.match(await as('sven').read(urls.coveredMember(north, maria)), /Afraid of the night supervisor/)
  const found = await as('sven').read(`${urls.myList}?search=santos`)
  assert.match(found, /Maria Santos/)
  assert.doesNotMatch(found, /Ines Duarte/)
  assert.match(text(await as('sven').read(`${urls.myList}?search=zz`)), /Nobody on your list is called that/)
})

test('marks, notes and assessments are written by a plain form; what is wrong gets its sentence and stays in the form', async () => {
  const page = await as('sven').read(urls.coveredMember(north, maria))
  const scheme = /name="scheme" value="(\d+)"/.exec(page)![1]!
  const refused = async (form: Record<string, string>, sentence: RegExp) => {
    const reply = await note('sven', maria, form)
    assert.equal(reply.status, 422)
    const html = await reply.text()
    assert.match(html, sentence)
    if (form.note) assert.ok(html.includes(form.note))
  }
  await refused({}, /There is nothing to save yet/)
  await refused({ note: 'y'.repeat(2001) }, /longer than 2,000 letters/)
  await refused({ note: 'kept in the form', step: '1', scheme }, /Say what it rests on/)
  await refused({ note: 'also kept', step: '9', scheme, evidence: 'act' }, /Choose one of the steps/)
  await refused({ note: 'and this', mark: 'danced' }, /Choose one of the marks/)

  const saved = await note('sven', maria, {
    mark: 'talked',
    note: 'Will bring <two> friends',
    step: '1',
    evidence: 'conversation',
    scheme,
    back: 'list',
  })
  assert.match(saved.headers.get('location')!, /^\/staff\/my-list\?/)
  const after = text(await as('olga').read(urls.coveredMember(north, maria)))
  assert.match(after, /Will bring &lt;two> friends|Will bring &lt;two&gt; friends/)
  assert.match(after, /1: Leader: does the work and moves others newest stale: no act in the last 60 days/)
  await note('olga', maria, { step: '2', evidence: 'act', scheme })
  const newest = text(await as('sven').read(urls.coveredMember(north, maria)))
  assert.match(newest, /2: Supporter: takes public action newest/)
  assert.doesNotMatch(newest, /stale/)
})

test('a union words its own steps; what was said before keeps its words, and a page of before is not guessed at', async () => {
  const old = /name="scheme" value="(\d+)"/.exec(await as('sven').read(urls.coveredMember(north, maria)))![1]!
  const path = urls.coverageScheme(north)
  const bad = await as('olga').post(path, { name: '', 'label-1': 'Kept in the form' })
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /Kept in the form/)
  assert.equal(
    (await as('olga').post(path, { name: 'Upside down', 'label-1': 'Against us', 'label-5': 'Leads', 'act-5': 'yes' })).status,
    303,
  )
  const stale = await note('sven', maria, { step: '1', evidence: 'act', scheme: old })
  assert.equal(stale.status, 422)
  assert.match(await stale.text(), /worded anew/)
  const page = text(await as('sven').read(urls.coveredMember(north, maria)))
  assert.match(page, /1: Against us/)
  assert.match(page, /2: Supporter: takes public action .* by “Zero to five”, not to be compared/)
  assert.equal((await as('sven').get(path)).status, 404)
  assert.equal((await as('stella').post(path, { name: 'Theirs', 'label-1': 'a', 'label-2': 'b' })).status, 404)
  assert.match(await as('stella').read(urls.coverageScheme(south)), /Zero to five/)
})

test('what a device sends twice is written once; two who write at the same time both are kept', async () => {
  const key = crypto.randomUUID(),
    form = { key, mark: 'no_answer', note: 'Rang twice', said: new Date(Date.now() - 3600_000).toISOString(), seenConversation: '0' }
  await Promise.all([send('sven', priya, form), send('sven', priya, form)])
  const again = (await (await send('sven', priya, form)).json()) as { outcome: string; seen: { conversation: number } }
  assert.equal(again.outcome, 'saved')
  const seen = String(again.seen.conversation)
  await note('olga', priya, { note: 'On leave until May', seenConversation: seen })
  const crossed = (await (
    await send('sven', priya, { key: crypto.randomUUID(), note: 'Moved to nights', seenConversation: seen })
  ).json()) as { outcome: string }
  assert.equal(crossed.outcome, 'crossed')
  const page = text(await as('sven').read(urls.coveredMember(north, priya)))
  assert.equal(page.match(/Rang twice/g)?.length, 1)
  assert.match(page, /On leave until May/)
  assert.match(page, /written at the same time as another Moved to nights/)
})

test('a device is told why something was not taken', async () => {
  const told = async (by: Name | null, member: number, form: Record<string, string>) => {
    const reply = await world
      .as(by && cast[by])
      .request(urls.entries(north, member), { method: 'POST', body: new URLSearchParams(form), headers: { accept: 'application/json' } })
    return [reply.status, ((await reply.json()) as { outcome: string }).outcome]
  }
  assert.deepEqual(await told(null, priya, { mark: 'talked' }), [401, 'signed-out'])
  assert.deepEqual(await told('sven', tom, { mark: 'talked' }), [404, 'gone'])
  assert.deepEqual(await told('stella', priya, { mark: 'talked' }), [404, 'gone'])
  assert.deepEqual(await told('sven', priya, {}), [422, 'refused'])
})

test('to everybody else none of it exists', async () => {
  const paths = [
    urls.localCoverage(north),
    site,
    urls.coverageScheme(north),
    urls.coveredMember(north, maria),
    urls.coveredMember(north, tom),
  ]
  for (const name of ['stella', 'dora', 'carla', 'otto', 'ada', 'maria', 'tom'] as const) {
    for (const path of paths) assert.equal((await as(name).get(path)).status, 404, `${name} ${path}`)
    assert.equal((await as(name).get(urls.myList)).status, 404, name)
    assert.equal((await give(name, [tom])).status, 404, name)
    assert.equal((await note(name, maria, { note: 'I was here' })).status, 404, name)
    for (const table of ['cover', 'place_count', 'place_total', 'conversation', 'assessment'])
      assert.equal(await rowsOf(name, table), 0, `${name} ${table}`)
    assert.deepEqual(await asPerson(world.root, cast[name], 'read only', (db) => findCoverage(db, locals.north, 10)), [], name)
  }
  assert.equal((await as('sven').get(urls.localCoverage(north))).status, 404, 'a steward sees his list, not the map')
  for (const path of paths) assert.equal((await world.as(null).get(path)).status, 404)
  assert.equal((await as('sven').get(urls.coveredMember(north, tom))).status, 404, 'not on his list')
  assert.equal(await rowsOf('sven', 'place_count'), 0)
})

test('nobody reads or writes what is about herself, not an officer either', async () => {
  const olga = 3
  assert.equal((await as('olga').get(urls.coveredMember(north, olga))).status, 404)
  assert.equal((await as('olga').post(urls.entries(north, olga), { mark: 'talked' })).status, 404)
  await assert.rejects(
    asPerson(world.root, cast.olga, 'read write', (db) =>
      writeEntry(db, locals.north, olga, 'Olga', {
        key: crypto.randomUUID(),
        mark: 'talked',
        note: '',
        assessment: null,
        saidAt: Temporal.Now.instant(),
        seen: { conversation: 0, assessment: 0 },
      }),
    ),
    /row-level security/,
  )
  assert.equal((await give('olga', [sven])).status, 303)
  assert.doesNotMatch(await as('sven').read(urls.myList), /Sven Lindqvist<\/h2>/)
  assert.equal((await as('sven').get(urls.coveredMember(north, sven))).status, 404)
})

test('giving asks for people and a steward whose office reaches them', async () => {
  const refused = async (reply: Promise<Response>, sentence: RegExp) => {
    const { status } = await reply
    assert.equal(status, 422)
    assert.match(await (await reply).text(), sentence)
  }
  await refused(give('olga', []), /Nobody is ticked/)
  await refused(give('olga', [maria], { office: '' }), /Choose a steward/)
  await refused(give('olga', [maria], { office: 999_999 }), /office is over, or does not reach/)
  await refused(give('olga', [grace]), /None of those ticked/) // she works nights
  await refused(
    give(
      'olga',
      Array.from({ length: 51 }, (_, at) => at + 1),
    ),
    /At most 50 people/,
  )
  const officeOfOlga = (await world.look<{ id: number }>('auth', `select id from office where account_id = '${cast.olga}'`))[0]!.id
  await refused(give('olga', [maria], { office: officeOfOlga }), /office is over/)
  await refused(
    give('olga', [5], { office: officeOfSven, worksite: worksites.lanternBay, place: `${departments.lanternBayClinic}-${shifts.evening}` }),
    /does not reach this worksite/,
  )
  assert.equal((await give('olga', [maria], { place: 'nonsense' })).status, 404)
  assert.equal(
    (await give('stella', [101], { local: south, worksite: worksites.oldMill, place: `${departments.oldMillLab}-${shifts.day}` })).status,
    422,
    "another local's steward",
  )
})

test('who moves to another shift is off the list and uncovered there; the counts follow at once, and by a job', async () => {
  const move = (shift: number) =>
    asPerson(world.root, cast.olga, 'read write', (db) =>
      sql`update assignment set shift_id = ${shift} where local_id = ${locals.north} and member_id = ${ines}`.execute(db),
    )
  const counted = () => asPerson(world.root, cast.olga, 'read only', (db) => findPlaceRows(db, locals.north, worksites.cedarHill))
  await world.runJobs()
  await move(shifts.night)
  assert.doesNotMatch(await as('sven').read(urls.myList), /Ines Duarte/)
  assert.equal((await as('sven').get(urls.coveredMember(north, ines))).status, 404)
  const asked = new Set((await counted()).map((row) => JSON.stringify(row)))
  assert.ok(
    asked.has(JSON.stringify({ departmentId: departments.cedarHillEmergency, shiftId: shifts.night, officeId: null, people: 3 })),
    [...asked].join(),
  )
  await world.runJobs()
  assert.equal(
    (await world.look<{ n: number }>('usher', `select count(*)::int as n from place_stale where local_id = ${locals.north}`))[0]!.n,
    0,
  )
  assert.deepEqual(new Set((await counted()).map((row) => JSON.stringify(row))), asked, 'kept counts and fresh ones are the same')
  await move(shifts.day)
  assert.match(await as('sven').read(urls.myList), /Ines Duarte/, 'back where she is covered')
})

test('a local sets its own ratio', async () => {
  const bad = await as('olga').post(urls.coverageRatio(north), { people: '0.5' })
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /whole number from 1 to 100[^]*value="0.5"/)
  assert.equal((await as('olga').post(urls.coverageRatio(north), { people: '2' })).status, 303)
  assert.match(text(await as('olga').read(urls.localCoverage(north))), /Cedar Hill Hospital 9 5 1 4/) // four by day now need two
  assert.equal((await as('stella').post(urls.coverageRatio(north), { people: '3' })).status, 404)
})

test('the page of somebody whom a steward covers lies in the steward’s own room', async () => {
  assert.match(await as('sven').read(urls.coveredMember(north, priya)), /<a href="\/staff\/my-list" aria-current="true"/)
  assert.match(await as('olga').read(urls.coveredMember(north, priya)), /<a href="\/staff\/coverage" aria-current="true"/)
})

test('an office that ends takes its list with it, and its people are uncovered', async () => {
  assert.equal((await end([maria])).status, 303)
  assert.doesNotMatch(await as('sven').read(urls.myList), /Maria Santos/)
  await give('olga', [maria])
  assert.equal((await as('olga').post(urls.endOffice(officeOfSven))).status, 303)
  assert.equal((await as('sven').get(urls.myList)).status, 404)
  assert.equal((await as('sven').get(urls.coveredMember(north, maria))).status, 404)
  for (const table of ['cover', 'conversation', 'assessment']) assert.equal(await rowsOf('sven', table), 0)
  assert.match(text(await as('olga').read(urls.localCoverage(north))), /Cedar Hill Hospital 9 5 0 5 9 3/)
  assert.match(
    await as('olga').read(urls.coveredMember(north, maria)),
    /Afraid of the night supervisor/,
    'the next steward starts from what is known',
  )
})

const rowsOf = async (name: Name, table: string) =>
  (
    await asPerson(world.root, cast[name], 'read only', (db) =>
      sql.raw<{ n: number }>(`select count(*)::int as n from ${table}`).execute(db),
    )
  ).rows[0]!.n

test('a ratification on record, confirmed by a second person, ends what was noted about the members of its units; taken back, it does not', async () => {
  const kekoa = 6 // in the pharmacy unit; Maria is a nurse, Priya is in both
  for (const who of [maria, kekoa, priya])
    assert.equal((await note('olga', who, { mark: 'talked', note: 'Before it was ratified' })).status, 303)
  const ends = async () =>
    Object.fromEntries(
      (
        await asPerson(world.root, cast.olga, 'read only', (db) =>
          db
            .selectFrom('conversation')
            .where('local_id', '=', 1)
            .where('note', '=', 'Before it was ratified')
            .select(['member_id', 'delete_after'])
            .execute(),
        )
      ).map((row) => [row.member_id, row.delete_after && String(row.delete_after)]),
    )
  const entered = async (form: Record<string, string>) => {
    const reply = await as('olga').post(urls.newRecord(north, 'steps'), { zone: 'America/Los_Angeles', ...form })
    assert.equal(reply.status, 303)
    return reply.headers.get('location')!.split('?')[0]!
  }
  const step = async (name: Name, address: string, what: 'show' | 'hide') => {
    const base = /name="base" value="([^"]+)"/.exec(await as(name).read(address))![1]!
    assert.equal((await as(name).post(`${address}/${what}`, { base })).status, 303)
  }
  const nurses = String(units.northNurses),
    pharmacy = String(units.northPharmacy)
  for (const unit_ids of [nurses, pharmacy]) await entered({ unit_ids, step: 'tentative-agreement', at: '2027-10-01T12:00' })
  const first = await entered({ unit_ids: nurses, step: 'ratified', at: '2027-10-10T23:30' })
  assert.deepEqual(await ends(), { [maria]: null, [kekoa]: null, [priya]: null }, 'nobody has confirmed it')
  await step('kit', first, 'show')
  assert.deepEqual(await ends(), { [maria]: '2028-01-08', [kekoa]: null, [priya]: null }, 'Priya’s other unit has not ratified')
  assert.match(text(await as('olga').read(urls.localCoverage(north))), /Ratified, by the record: Registered nurses/)
  const second = await entered({ unit_ids: pharmacy, step: 'ratified', at: '2027-10-12T12:00' })
  await step('kit', second, 'show')
  assert.deepEqual(await ends(), { [maria]: '2028-01-08', [kekoa]: '2028-01-10', [priya]: '2028-01-10' })
  await step('kit', first, 'hide')
  assert.deepEqual(await ends(), { [maria]: null, [kekoa]: '2028-01-10', [priya]: null })
  await step('kit', second, 'hide')
  assert.deepEqual(await ends(), { [maria]: null, [kekoa]: null, [priya]: null })
})

test('after a ratification notes and assessments are hidden ninety days later, and the nightly round, which a worker catches up with, deletes them', async () => {
  const today = Temporal.Now.plainDateISO('America/Los_Angeles')
  const ratify = (by: Name, ratified: string, local = north) => as(by).post(urls.coverageNotesEnd(local), { ratified })
  const inTables = (statement: string) =>
    world.owner.query(
      `begin; set local role "${world.root.prefix}_archivist"; select set_config('app.account', '${cast.olga}', true); ${statement}; commit`,
    )
  for (const by of ['stella', 'sven', 'maria', 'ada'] as const) assert.equal((await ratify(by, today.toString())).status, 404, by)
  for (const wrong of [today.add({ days: 1 }).toString(), today.subtract({ days: 91 }).toString(), '2027-02-31', 'soon']) {
    const reply = await ratify('olga', wrong)
    assert.equal(reply.status, 422)
    assert.match(
      await reply.text(),
      new RegExp(`value="${wrong}"[^]*Give a day of the last ninety days|Give a day of the last ninety days[^]*value="${wrong}"`),
    )
  }
  const kept = () => as('olga').read(urls.coveredMember(north, priya))
  assert.equal((await note('olga', priya, { mark: 'talked', note: 'Before the ratification' })).status, 303)
  assert.equal((await ratify('olga', today.toString())).status, 303)
  assert.match(text(await as('olga').read(urls.localCoverage(north))), /until the ratification is deleted after/)
  assert.match(await kept(), /Before the ratification/)
  assert.equal((await ratify('olga', '')).status, 303)
  assert.match(text(await as('olga').read(urls.localCoverage(north))), /Two years, then they are deleted/)
  assert.equal((await ratify('olga', today.toString())).status, 303)
  assert.equal((await note('stella', 102, { mark: 'talked', note: 'Of the South' }, south)).status, 303)

  await inTables('update conversation set delete_after = current_date - 1; update assessment set delete_after = current_date - 1')
  assert.doesNotMatch(await kept(), /Before the ratification/)
  await ratify('olga', today.toString())
  assert.doesNotMatch(await kept(), /Before the ratification/, 'what is past its day does not come back')

  // Two nights were slept through: the schedule that the program runs by makes up for it.
  await world.owner.query(
    `insert into graphile_worker._private_known_crontabs (identifier, known_since) values ('retention', now() - interval '3 days') on conflict (identifier) do update set known_since = excluded.known_since, last_execution = null`,
  )
  const worker = await startWorker(world.workerUrl, jobs, world.settings, schedule)
  try {
    const counted = async () =>
      (
        await world.look<{ n: number; m: number }>(
          'archivist' as never,
          `select (select count(*) from conversation where local_id = 1)::int as n, (select count(*) from conversation where note = 'Of the South')::int as m`,
        )
      )[0]!
    for (let tries = 0; tries < 300 && (await counted()).n > 0; tries++) await new Promise((done) => setTimeout(done, 50))
    assert.deepEqual(await counted(), { n: 0, m: 1 }, 'and the South, which ratified nothing, keeps what it noted')
  } finally {
    await worker.stop()
  }
  assert.match(text(await as('ada').read(urls.retention)), /notes of conversations and assessments[^.]*730 days/)
})
