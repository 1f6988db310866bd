import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { cast, localKeys, people, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const who = (name: Name | null) => world.as(name && cast[name])
const plain = (html: string) => (html.match(/<main.*<\/main>/s)?.[0] ?? 'no page').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const read = async (name: Name, path: string) => plain(await who(name).read(path))
const coalition = 'coalition',
  west = 'west',
  north = localKeys.north
const save = async (name: Name, scope: string, form: Record<string, string>) =>
  (await who(name).post(urls.newSegmentAcross(scope), { step: 'save', ...form })).headers.get('location') ?? ''
const idOf = (location: string) => Number(/(\d+)\?/.exec(location)?.[1])

test('counts and never people, as locals are told; rounded down, local by local', async () => {
  await asPerson(world.root, cast.olga, 'read write', (db) => sql`select recount_headcounts(array[1, 2])`.execute(db))
  const everybody = await read('otto', urls.newSegmentAcross(coalition))
  assert.match(everybody, /24 everybody/)
  assert.match(everybody, /Local 12 North 12 Local 34 South 12/)
  const count = async (name: Name, scope: string, form: Record<string, string>) =>
    plain(await (await who(name).post(urls.newSegmentAcross(scope), { step: 'count', ...form })).text())
  const phones = await count('otto', coalition, { phone: 'yes' })
  assert.match(phones, /at least 20 has a telephone number/)
  assert.match(phones, /Local 12 North at least 10 Local 34 South at least 10/)
  assert.match(await count('otto', coalition, { language: 'es' }), /too few to tell language es/, 'two, and one')
  assert.match(
    await count('otto', coalition, { phone: 'yes', email: 'yes' }),
    /too few to tell can be mailed; has a telephone number/,
    'two things: nothing below twenty',
  )
  assert.match(await count('otto', coalition, { shift: '1', regions: '1' }), /at least 5 West; Day/)
  const director = await count('dora', west, { phone: 'yes' })
  assert.match(director, /at least 10 West|at least 10 has a telephone number/)
  assert.doesNotMatch(director, /South/)
  for (const { last, email } of people)
    for (const page of [everybody, phones, director]) assert.ok(!page.includes(last) && !(email && page.includes(email)))
})

test('saved, shared, changed, removed; by those whose office it is', async () => {
  const location = await save('otto', coalition, { name: 'Can be called', phone: 'yes', shared: 'yes' })
  const own = await save('otto', coalition, { name: 'Mine', language: 'es' })
  assert.match(await read('otto', location), /Saved\. .*at least 20/)
  assert.match(await read('carla', urls.segmentsAcross(coalition)), /Can be called has a telephone number 20 Otto Lang, shared/)
  assert.doesNotMatch(await read('carla', urls.segmentsAcross(coalition)), /Mine/)
  assert.equal((await who('carla').get(own)).status, 404)
  assert.equal((await who('carla').post(location.split('?')[0]!, { step: 'save', name: 'Hers' })).status, 404)
  assert.equal((await who('otto').post(urls.newSegmentAcross(coalition), { step: 'save', name: 'Mine' })).status, 422)
  assert.equal((await who('otto').post(urls.newSegmentAcross(coalition), { step: 'save', name: '' })).status, 422)
  const wrong = await who('otto').post(urls.newSegmentAcross(coalition), {
    step: 'count',
    language: 'not a code',
    hiredBefore: '15',
    locals: '999',
  })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Write one language code.*not a code/s)
  assert.equal((await who('otto').post(own.split('?')[0]!, { step: 'save', name: 'Mine', hiredBefore: '2010' })).status, 303)
  assert.match(await read('otto', own), /hired before 2010/)
  assert.equal((await who('otto').post(urls.removeSegmentAcross(coalition, idOf(own)))).status, 303)
  const hers = await save('dora', west, { name: 'West', phone: 'yes' })
  assert.match(await read('dora', hers), /at least 10/)
  assert.equal((await who('dora').post(urls.newSegmentAcross(west), { step: 'count', locals: '2' })).status, 422, 'not of her region')
  assert.match(await read('dora', urls.segments).catch(() => ''), /no page/, 'one room: sent there at once')
  for (const [name, path] of [
    ['dora', urls.segmentsAcross(coalition)],
    ['dora', location],
    ['dora', urls.segmentsAcross('east')],
    ['otto', hers],
    ['olga', urls.segmentsAcross(coalition)],
    ['olga', hers],
    ['maria', location],
    [null, location],
  ] as const)
    assert.equal((await who(name).get(path)).status, 404, `${name} ${path}`)
})

test('while the page of a saved segment is open its numbers follow the rosters, also within a local; for nobody else, and no longer than the session', async () => {
  const across = idOf(await save('otto', coalition, { name: 'Followed', phone: 'yes', shared: 'yes' }))
  const own = idOf((await who('olga').post(urls.newSegment(north), { step: 'save', name: 'Followed' })).headers.get('location')!)
  const stream = async (name: Name, path: string) => {
    const reply = await who(name).get(path)
    assert.equal(reply.status, 200)
    const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
    return { next: async () => plain(`<main>${(await reader.read()).value ?? ''}</main>`), end: () => reader.cancel() }
  }
  const wide = await stream('otto', urls.segmentAcrossStream(coalition, across)),
    narrow = await stream('olga', urls.segmentStream(north, own))
  assert.match(await wide.next(), /at least 20 has a telephone number.*Local 12 North at least 10/)
  assert.match(await narrow.next(), /12 This asks nothing/)
  await asPerson(world.root, cast.olga, 'read write', (db) =>
    sql`insert into member (local_id, first_name, last_name, search_name, phone) select 1, 'A', 'B', 'b a', '+12135551' || lpad(n::text, 3, '0') from generate_series(1, 5) n`.execute(
      db,
    ),
  )
  await world.runJobs()
  const [later, here] = await Promise.all([wide.next(), narrow.next()])
  assert.match(later, /at least 25 has a telephone number.*Local 12 North at least 15/)
  assert.match(here, /17 This asks nothing/)
  await Promise.all([wide.end(), narrow.end()])
  for (const name of ['dora', 'olga', 'maria', null] as const)
    assert.equal((await who(name).get(urls.segmentAcrossStream(coalition, across))).status, 404, String(name))
  for (const name of ['otto', 'stella', 'sven', null] as const)
    assert.equal((await who(name).get(urls.segmentStream(north, own))).status, 404, String(name))
  await asPerson(world.root, cast.olga, 'read write', (db) =>
    sql`delete from member where local_id = 1 and search_name = 'b a'`.execute(db),
  )
  await world.runJobs()
})

test('an update goes to a segment: through each local’s own share, and nobody of the coalition learns how few', async () => {
  const segment = idOf(await save('carla', coalition, { name: 'Phones', phone: 'yes', shared: 'yes' }))
  const ends = Temporal.Now.plainDateISO().add({ days: 30 }).toString()
  await who('olga').post(urls.localShares(localKeys.north), { purpose: 'messages', label: 'for a month', ends })
  const written = { title: 'Call day', summary: 'Short.', body: 'Long.' }
  const id = Number(
    /\/updates\/(\d+)/.exec(
      (await who('carla').post(urls.newUpdate, { ...written, audience: String(segment) })).headers.get('location')!,
    )![1],
  )
  assert.match(await who('carla').read(urls.staffUpdate(id)), /value="kept" selected[^>]*>as chosen: Phones/)
  assert.equal((await who('carla').post(urls.newUpdate, { ...written, audience: '9999' })).status, 422)
  await who('carla').post(urls.updateReady(id), { revision: '1' })
  const review = await read('cory', urls.updateReview(id))
  assert.match(review, /The mail goes to the segment “Phones” alone: has a telephone number/)
  assert.match(review, /less than 20 mailboxes in each local/)
  assert.match(review, /Local 12 North too few to tell/)
  assert.match(review, /Locals that don’t share their members for mail Local 34 South/)
  // Another audience is another revision: it was not what the second person saw.
  assert.equal((await who('carla').post(urls.staffUpdate(id), { ...written, revision: '1', audience: '' })).status, 303)
  assert.equal((await who('cory').post(urls.updateApproval(id), { revision: '1' })).status, 422)
  await who('carla').post(urls.staffUpdate(id), { ...written, revision: '2', audience: String(segment) })
  await who('carla').post(urls.updateReady(id), { revision: '3' })
  assert.equal((await who('cory').post(urls.updateApproval(id), { revision: '3' })).status, 303)
  await world.runJobs()
  const mailed = (await world.look<{ to_address: string }>('sender', 'select to_address from outbox order by 1')).map(
    ({ to_address }) => to_address,
  )
  assert.deepEqual(
    mailed,
    [...new Set(people.flatMap(({ local, email, phone }) => (local === 'north' && email && phone ? [email] : [])))].sort(),
  )
  const sending = await read('carla', urls.sending(id))
  assert.match(sending, /To the segment “Phones” alone/)
  assert.match(sending, /Fewer mails in each local than can be told/)
  assert.doesNotMatch(sending, /Taken by the mail server/)
  assert.deepEqual(await asPerson(world.root, cast.carla, 'read only', (db) => db.selectFrom('share_use').select('people').execute()), [])
  assert.equal(
    (await asPerson(world.root, cast.olga, 'read only', (db) => db.selectFrom('share_use').select('people').execute())).length,
    1,
  )
})
