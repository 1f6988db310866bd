import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const [maria, tom, olga, stella, otto, carla, dora, visitor] = [
  cast.maria,
  cast.tom,
  cast.olga,
  cast.stella,
  cast.otto,
  cast.carla,
  cast.dora,
  null,
].map((account) => world.as(account)) as [Who, Who, Who, Who, Who, Who, Who, Who]
type Who = ReturnType<typeof world.as>

async function publish(slug: string) {
  await otto.post(urls.newEvent, {
    host: 'coalition',
    titleEn: 'March',
    slug,
    starts: '2027-10-30T10:00',
    ends: '2027-10-30T14:00',
    zone: 'America/Los_Angeles',
    place: 'Park',
    'kind-member': 'yes',
    'kind-press': 'yes',
  })
  assert.equal((await carla.post(urls.publishEvent(slug), { version: '1' })).status, 303)
  return slug
}
const yes = (who: Who, slug: string, guests = 0) => who.post(urls.rsvp(slug), { answer: 'yes', guests: String(guests) })

/** A stream as a browser reads it: the data of the next event, or 'end'. */
async function listen(t: TestContext, who: Who, slug: string) {
  const leaving = new AbortController()
  const reply = await who.request(urls.turnoutStream(slug), { signal: leaving.signal })
  assert.equal(reply.status, 200)
  assert.match(reply.headers.get('content-type')!, /^text\/event-stream/)
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
  t.after(() => reader.cancel())
  let text = ''
  return {
    leave: () => reader.cancel(),
    async next(milliseconds = 60_000): Promise<string> {
      const late = setTimeout(milliseconds, 'late' as const, { ref: false })
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const event = text.slice(0, end)
          text = text.slice(end + 2)
          if (event.startsWith('data:')) return event.replaceAll(/^data: ?/gm, '')
          continue
        }
        const read = await Promise.race([reader.read(), late])
        if (read === 'late') return 'late'
        if (read.done) return 'end'
        text += read.value
      }
    },
  }
}

test('the count rises by itself, for each as far as her office reaches', async (t) => {
  const slug = await publish('rising')
  const [north, south, west, all] = await Promise.all([olga, stella, dora, otto].map((who) => listen(t, who, slug)))
  for (const stream of [north!, south!, west!, all!]) assert.match(await stream.next(), /data-say="0 are coming/)
  await yes(maria, slug, 2)
  const [inNorth, inSouth, inWest, inAll] = await Promise.all([north!, south!, west!, all!].map((stream) => stream.next()))
  for (const told of [inNorth!, inSouth!, inWest!, inAll!]) assert.match(told, /data-say="3 are coming/, 'the total is for every office')
  assert.match(inNorth!, /Cedar Hill Hospital/)
  assert.match(inWest!, /Local 12 North/)
  assert.doesNotMatch(inWest!, /Cedar Hill|Local 34 South/)
  assert.doesNotMatch(inSouth!, /Local 12 North/)
  assert.match(inAll!, /Local 12 North[\s\S]*Local 34 South|Local 34 South[\s\S]*Local 12 North/)
  await yes(stella, slug)
  for (const stream of [north!, south!, west!, all!]) assert.match(await stream.next(), /data-say="4 are coming/)
})

test('only who holds an office may listen', async () => {
  const slug = await publish('closed')
  for (const who of [maria, visitor]) assert.equal((await who.get(urls.turnoutStream(slug))).status, 404)
  assert.equal((await otto.get(urls.turnoutStream('nothing'))).status, 404)
})

test('a stream says nothing more after the session has ended, and ends', async (t) => {
  const slug = await publish('signed-out')
  const stream = await listen(t, dora, slug),
    other = await listen(t, otto, slug)
  assert.match(await stream.next(), /0 are coming/)
  assert.match(await other.next(), /0 are coming/)
  assert.equal((await dora.post(urls.signOut)).status, 303)
  await yes(tom, slug)
  assert.equal(await stream.next(), 'end')
  assert.match(await other.next(), /1 are coming/, 'the others go on')
})

test('nor after the office has ended', async (t) => {
  const slug = await publish('office-ended')
  const stream = await listen(t, stella, slug)
  assert.match(await stream.next(), /0 are coming/)
  await world.owner.query(
    `begin; alter table office no force row level security; update office set ended_at = now(), ended_by = account_id where account_id = '${cast.stella}'; alter table office force row level security; commit`,
  )
  await yes(maria, slug)
  assert.equal(await stream.next(), 'end')
})

test('however many listen, one query a second asks, and nobody asks when all have left', async (t) => {
  const slug = await publish('many')
  const streams = await Promise.all(Array.from({ length: 8 }, () => listen(t, otto, slug)))
  for (const stream of streams) await stream.next()
  let taken = 0
  world.root.pool.on('acquire', () => {
    taken += 1
  })
  const began = performance.now()
  await setTimeout(3200)
  const seconds = (performance.now() - began) / 1000 // 3.2, or more where the machine is busy
  assert.ok(taken >= 1 && taken <= seconds + 1, `${taken} in ${seconds} seconds`)
  assert.equal(world.root.pool.totalCount - world.root.pool.idleCount, 0, 'no stream holds a connection')
  for (const stream of streams) await stream.leave()
  await setTimeout(1100)
  taken = 0
  await setTimeout(2200)
  assert.equal(taken, 0)
})
