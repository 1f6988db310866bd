import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const olga = world.as(cast.olga),
  carla = world.as(cast.carla),
  stella = world.as(cast.stella)
const north = urls.localShares('north-12')
const sharing = {
  purpose: 'messages',
  label: 'until ratification',
  ends: Temporal.Now.plainDateISO('America/Los_Angeles').add({ days: 90 }).toString(),
}

const takeBack = async () => /\/staff\/shares\/north-12\/\d+\/end/.exec(await olga.read(north))![0]
const sendersMembers = async () => (await world.look<{ n: number }>('sender', 'select count(*)::int as n from member'))[0]!.n

test("the sender reads a local's members from the moment it shares until the moment it takes that back", async () => {
  assert.equal(await sendersMembers(), 0)
  assert.equal((await olga.post(north, sharing)).headers.get('location'), `${north}?done=granted`)
  assert.ok((await sendersMembers()) > 0)
  assert.deepEqual(await world.look('sender', 'select distinct local_id from member'), [{ local_id: 1 }])
  assert.equal((await olga.post(await takeBack())).status, 303)
  assert.equal(await sendersMembers(), 0)
})

test('a share ends by itself, by real time and not by the clock of the campaign', async () => {
  await olga.post(north, sharing)
  await world.setClock('2031-01-01T00:00:00Z')
  assert.ok((await sendersMembers()) > 0)
  await world.owner.query(`alter table share no force row level security; alter table share disable trigger user;
    update share set granted_at = now() - interval '2 days', ends_at = now() - interval '1 second' where revoked_at is null; alter table share enable trigger user; alter table share force row level security`)
  assert.equal(await sendersMembers(), 0)
  assert.match(await olga.read(north), /Nothing is shared/)
})

test('names are lent without addresses, and each page read is on record before it is shown', async () => {
  const names = urls.sharedNames('north-12')
  assert.doesNotMatch(await (await carla.post(names)).text(), /Example, Maria|Maria/)
  await olga.post(north, { ...sharing, purpose: 'names' })
  assert.equal(await sendersMembers(), 0, 'lending names lends no address')
  const page = await (await carla.post(names)).text()
  assert.match(page, /Maria/)
  assert.doesNotMatch(page, /maria@|\+1/)
  const read = await olga.read(north)
  assert.match(read, /names read/)
  for (const stranger of [stella, world.as(cast.maria), world.as(cast.dora), world.as(null)])
    assert.equal((await stranger.post(names)).status, 404)
  await olga.post(await takeBack())
  assert.doesNotMatch(await (await carla.post(names)).text(), /Maria/)
})

test('only its officers lend and take back; the coalition looks; other locals see nothing', async () => {
  await olga.post(north, sharing)
  const end = await takeBack()
  for (const who of [carla, stella, world.as(cast.maria), world.as(cast.sven), world.as(null)]) {
    assert.equal((await who.post(north, sharing)).status, 404)
    assert.equal((await who.post(end)).status, 404)
  }
  assert.equal((await stella.get(north)).status, 404)
  assert.doesNotMatch(await carla.read(north), /Take back|Share something/)
  assert.match(await carla.read(north), /until ratification/)
  assert.match(await carla.read(urls.shares), /north-12/)
})

test('each thing wrong gets its sentence, and what was typed stays', async () => {
  const cases: [Partial<typeof sharing>, RegExp][] = [
    [{ purpose: 'everything' }, /Choose what to share/],
    [{ label: '  ' }, /Say what people call the end/],
    [{ ends: '2020-01-01' }, /not a day to come/],
    [{ ends: '2035-02-31' }, /not a day to come/],
    [{ ends: 'tomorrow' }, /not a day to come/],
    [{ ends: Temporal.Now.plainDateISO().add({ years: 3 }).toString() }, /two years away/],
    [{}, /shared already/],
  ]
  for (const [change, sentence] of cases) {
    const reply = await olga.post(north, { ...sharing, ...change })
    assert.equal(reply.status, 422)
    assert.match(await reply.text(), sentence)
  }
  assert.match(
    await (await olga.post(north, { ...sharing, purpose: 'names', label: 'until we win', ends: '2020-01-01' })).text(),
    /value="until we win"/,
  )
})

test('two officers who lend the same thing at once lend it once', async () => {
  await olga.post(await takeBack())
  const replies = await Promise.all([olga.post(north, sharing), olga.post(north, sharing)])
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [303, 422])
})

test('a share that was taken back stays so, and none is made longer', async () => {
  const { asPerson } = await import('../platform/db.ts')
  const change = (set: string) =>
    asPerson(world.root, cast.olga, 'read write', async (db) => {
      const { sql } = await import('kysely')
      await sql.raw(`update share set ${set} where local_id = 1`).execute(db)
    })
  await assert.rejects(change(`ends_at = ends_at + interval '1 year'`), /stays so|shortened/)
  await assert.rejects(change(`revoked_at = null`), /stays so/)
})
