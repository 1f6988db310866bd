import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const maria = world.as(cast.maria),
  otto = world.as(cast.otto),
  carla = world.as(cast.carla),
  visitor = world.as(null)
await otto.post(urls.newEvent, {
  host: 'coalition',
  titleEn: 'March',
  titleEs: 'Marcha',
  slug: 'march',
  starts: '2027-10-30T10:00',
  ends: '2027-10-30T14:00',
  zone: 'America/Los_Angeles',
  place: 'Park',
  'kind-member': 'yes',
})
await carla.post(urls.publishEvent('march'), { version: '1' })
const going = async (who: ReturnType<typeof world.as>, path = urls.event('march')) => /(\d+) going/.exec(await who.read(path))?.[1] ?? '0'

test('a visitor is answered from memory for up to a second, a member never', async () => {
  assert.equal(await going(visitor), '0')
  await maria.post(urls.rsvp('march'), { answer: 'yes', guests: '0' })
  assert.equal(await going(visitor), '0')
  assert.equal(await going(maria), '1')
  assert.equal(await going(visitor, `${urls.event('march')}?now`), '1', 'with a query it is asked for anew')
  await setTimeout(1050)
  assert.equal(await going(visitor), '1')
})

test('what is hers never reaches a visitor, whoever came first', async () => {
  await setTimeout(1050)
  const [hers, theirs] = await Promise.all([maria.read(urls.event('march')), visitor.read(urls.event('march'))])
  assert.match(hers, /You said yes/)
  assert.doesNotMatch(theirs, /You said yes|\/from\//)
  assert.doesNotMatch(await visitor.read(urls.event('march')), /You said yes|\/from\//)
})

test('each language has its own', async () => {
  const es = world.as(null, { 'accept-language': 'es-MX' }),
    chosen = world.as(null, { 'accept-language': 'es-MX', cookie: 'lang=en' })
  for (let twice = 0; twice < 2; twice++) {
    assert.match(await visitor.read(urls.event('march')), /<h1>March</)
    assert.match(await es.read(urls.event('march')), /<h1>Marcha</)
    assert.match(await chosen.read(urls.event('march')), /<h1>March</)
  }
})

test('headers come along, and an error is not kept', async () => {
  await visitor.get(urls.event('march'))
  const reply = await visitor.get(urls.event('march'))
  assert.match(reply.headers.get('content-security-policy')!, /default-src 'none'/)
  assert.match(reply.headers.get('content-type')!, /text\/html/)
  assert.equal((await visitor.get(urls.event('soon'))).status, 404)
  await otto.post(urls.newEvent, {
    host: 'coalition',
    titleEn: 'Soon',
    slug: 'soon',
    starts: '2027-10-30T10:00',
    ends: '2027-10-30T14:00',
    zone: 'America/Los_Angeles',
    place: 'Park',
    'kind-member': 'yes',
  })
  await carla.post(urls.publishEvent('soon'), { version: '1' })
  assert.equal((await visitor.get(urls.event('soon'))).status, 200)
})

test('many who ask at once are one rendering', async () => {
  await setTimeout(1050)
  let taken = 0
  world.root.pool.on('acquire', () => {
    taken += 1
  })
  const replies = await Promise.all(Array.from({ length: 40 }, () => visitor.get(urls.event('march'))))
  assert.ok(replies.every((reply) => reply.status === 200))
  assert.equal(taken, 1)
})
