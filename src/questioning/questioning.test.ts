import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const { north, south } = localKeys
const who = (name: Name | null) => world.as(name && cast[name])
const told = {
  local: north,
  what: 'The head of the ward asked me\nwhether I would strike.',
  day: '2026-10-12',
  clock: 'about 7',
  place: 'Cedar Hill, room 4',
  askedBy: 'Head of ward',
  others: 'Two of the night shift',
}
const tell = (form: Record<string, string>, by: Name | null = null) => who(by).post(urls.tellQuestioning, form)
const newest = async () => Number(/questioning\/north-12\/(\d+)/.exec(await who('olga').read(urls.localQuestioning(north)))![1])

test('the officers of the local that was chosen read it, and nobody else; they are mailed that there is one', async () => {
  assert.equal((await tell(told)).headers.get('location'), urls.questioningTold)
  await world.runJobs()
  const id = await newest()
  const report = urls.questioningReport(north, id)
  assert.match(await who('olga').read(urls.localQuestioning(north)), /The head of the ward asked me[^]*Nobody has it yet/)
  assert.match(
    await who('olga').read(report),
    /whether I would strike[^]*October 12, 2026[^]*about 7[^]*room 4[^]*Head of ward[^]*She left no way to reach her/,
  )
  for (const name of ['stella', 'sven', 'maria', 'tom', 'dora', 'carla', 'otto', 'ada', null] as const) {
    for (const path of [urls.localQuestioning(north), report]) assert.equal((await who(name).get(path)).status, 404, `${name} ${path}`)
    for (const step of ['take', 'close', 'remove'] as const)
      assert.equal((await who(name).post(urls.questioningStep(north, id, step))).status, 404)
    await asPerson(world.root, name && cast[name], 'read write', async (db) => {
      assert.deepEqual(await db.selectFrom('questioning_report').select('id').execute(), [])
      assert.equal((await db.deleteFrom('questioning_report').executeTakeFirst()).numDeletedRows, 0n)
    })
  }
  assert.match(await who('stella').read(urls.localQuestioning(south)), /Nothing was told yet/)
  assert.equal((await who('stella').get(urls.questioning)).headers.get('location'), urls.localQuestioning(south))
  const outbox = await who(null).read(urls.outbox)
  assert.match(outbox, /A report waits for you[^]*olga@example\.org/)
  assert.doesNotMatch(outbox, /stella@|sven@/)
  const [mail] = /\/example\/outbox\/\d+/.exec(outbox)!
  assert.match(await who(null).read(mail), /staff\/questioning\/north-12/)
  assert.doesNotMatch(/<main.*<\/main>/s.exec(await who(null).read(mail))![0], /ward|strike/)
})

test('who tells is tied to nothing: signed in or not, member or not, the answer and the row are the same', async () => {
  const replies = []
  for (const name of [null, 'maria', 'stella', 'olga'] as const) {
    const reply = await tell({ ...told, what: 'The same words' }, name)
    replies.push([reply.status, reply.headers.get('location'), await reply.text()])
  }
  assert.equal(new Set(replies.map((reply) => JSON.stringify(reply))).size, 1)
  const forms = await Promise.all(
    ([null, 'maria'] as const).map(async (name) => /<form class="form".*<\/form>/s.exec(await who(name).read(urls.tellQuestioning))![0]),
  )
  assert.equal(forms[0], forms[1], 'nothing is filled in for who is signed in')
  const kept = await asPerson(world.root, cast.olga, 'read only', (db) =>
    db.selectFrom('questioning_report').where('what', '=', 'The same words').selectAll().execute(),
  )
  assert.equal(kept.length, 4)
  assert.equal(new Set(kept.map((row) => JSON.stringify({ ...row, id: 0 }))).size, 1)
  assert.match(String(kept[0]!.told_at), /:00:00Z$/, 'not to the minute')
  const { rows: jobs } = await world.worker.pool.query(`select payload::text as payload from graphile_worker._private_jobs`)
  assert.ok(jobs.length > 0)
  for (const { payload } of jobs) assert.doesNotMatch(payload, /00000000-0000/, 'no job says in whose name')
  await world.runJobs()
})

test('an officer sees to it, closes it, and removes it for good', async () => {
  await tell({ ...told, what: 'A third one', name: 'Zoe Zephyr', email: ' Zoe@Example.org ', phone: '(213) 555-0199' })
  const id = await newest(),
    page = urls.questioningReport(north, id)
  assert.match(await who('olga').read(page), /Zoe Zephyr[^]*mailto:zoe@example\.org[^]*tel:2135550199/)
  await who('olga').post(urls.questioningStep(north, id, 'close'))
  assert.match(await who('olga').read(page), /Nobody has it yet/, 'closed only by who has it')
  await who('olga').post(urls.questioningStep(north, id, 'take'))
  assert.match(await who('olga').read(page), /Olga [^<]* has it/)
  await who('olga').post(urls.questioningStep(north, id, 'close'))
  assert.match(await who('olga').read(page), /Closed/)
  assert.equal((await who('olga').post(urls.questioningStep(north, id, 'remove'))).status, 303)
  assert.equal((await who('olga').get(page)).status, 404)
})

test('who is erased can no longer be reached through what she told; what happened stays', async () => {
  await tell({ ...told, what: 'By mail', name: 'Tom', email: 'tom@example.org' })
  await tell({ ...told, what: 'By phone', name: 'Tom', phone: '(213) 555-0102' })
  await tell({ ...told, what: 'Another', name: 'Zoe', email: 'zoe@example.org' })
  assert.equal((await who('olga').post(urls.eraseMember(north, 2))).status, 303)
  const rows = await asPerson(world.root, cast.olga, 'read only', (db) =>
    db
      .selectFrom('questioning_report')
      .where('what', 'in', ['By mail', 'By phone', 'Another'])
      .select(['what', 'name', 'email', 'phone'])
      .orderBy('id')
      .execute(),
  )
  assert.deepEqual(rows, [
    { what: 'By mail', name: '', email: null, phone: '' },
    { what: 'By phone', name: '', email: null, phone: '' },
    { what: 'Another', name: 'Zoe', email: 'zoe@example.org', phone: '' },
  ])
})

test('what is wrong gets a sentence, and what was typed is still there', async () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ ...told, local: '' }, /Choose the local/],
    [{ ...told, local: 'nowhere-1' }, /Choose the local/],
    [{ ...told, what: ' \n ' }, /Say in a sentence what happened/],
    [{ ...told, what: 'x'.repeat(5001) }, /This is too long/],
    [{ ...told, askedBy: 'x'.repeat(201) }, /This is too long/],
    [{ ...told, day: '2026-02-30' }, /There is no such day/],
    [{ ...told, day: '2099-01-01' }, /still to come/],
    [{ ...told, email: 'zoe at example' }, /not an e-mail address/],
    [{ ...told, phone: '12' }, /seven digits/],
  ]
  for (const [form, sentence] of cases) {
    const reply = await tell(form)
    assert.equal(reply.status, 422, sentence.source)
    const html = await reply.text()
    assert.match(html, sentence)
    assert.match(html, /value="Cedar Hill, room 4"/)
  }
  await who('ada').post(urls.employerDomains, { employer: '1', domain: 'employer.example' })
  const warned = await tell({ ...told, email: 'zoe@mail.employer.example' })
  assert.equal(warned.status, 422)
  assert.match(await warned.text(), /who may read what arrives there[^]*Use this address anyway/)
  assert.equal((await tell({ ...told, email: 'zoe@mail.employer.example', anyway: 'yes' })).status, 303)
})

test('a report that was closed goes a year later, and one that is open stays', async () => {
  const day = (ago: number) => `now() - interval '${ago} days'`
  const closed = (what: string, ago: number) =>
    `(2, 'en', '${what}', ${day(800)}, '${cast.stella}', 'Stella', ${day(790)}, ${ago ? day(ago) : 'null'})`
  await fillTables(
    world.ownerUrl,
    ['questioning_report'],
    async (client) =>
      void (await client.query(
        `insert into questioning_report (local_id, lang, what, told_at, taken_by, taken_name, taken_at, closed_at) values ${closed('Long closed', 366)}, ${closed('Closed of late', 300)}, ${closed('Open for long', 0)}`,
      )),
  )
  await who('ada').post(urls.retention)
  await world.runJobs()
  const left = await who('stella').read(urls.localQuestioning(south))
  assert.doesNotMatch(left, /Long closed/)
  assert.match(left, /Open for long/)
  const kept = await asPerson(world.root, cast.stella, 'read only', (db) =>
    db.selectFrom('questioning_report').select('what').orderBy('what').execute(),
  )
  assert.deepEqual(
    kept.map(({ what }) => what),
    ['Closed of late', 'Open for long'],
  )
})

test('a flood from one place is stopped, and what was typed stays', async () => {
  const statuses = []
  for (let nr = 0; nr < 22; nr++) statuses.push(await tell({ ...told, what: 'Again' }))
  const last = statuses.at(-1)!
  assert.equal(last.status, 429)
  assert.match(await last.text(), /Nothing of this one was kept[^]*Again<\/textarea>/)
})
