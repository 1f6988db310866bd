import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const visitor = world.as(null),
  carla = world.as(cast.carla)
const leadsTo = async (path: string, who = visitor) => {
  const { status, headers } = await who.get(path)
  assert.equal(status, 303, path)
  return headers.get('location')
}

test('the address of a form leads to the page that it stands on', async () => {
  assert.equal(await leadsTo(urls.rsvp('march')), urls.event('march'))
  assert.equal(await leadsTo(urls.signUp('march')), urls.event('march'))
  assert.equal(await leadsTo(urls.updateApproval(7), carla), urls.staffUpdate(7))
  assert.equal(await leadsTo(urls.endOffice(7), carla), urls.offices)
  assert.equal(await leadsTo(urls.signOut), urls.home)
  assert.equal((await visitor.request(urls.rsvp('march'), { method: 'HEAD' })).status, 303)
})

test('a slash at the end is one too many', async () => {
  assert.equal(await leadsTo('/events/'), urls.events)
  assert.equal(await leadsTo('/updates/we-march//'), urls.update('we-march'))
  for (const path of ['http://commontable.example.org//example.org/', '/nothing/', '/events/march/nothing'])
    assert.equal((await visitor.get(path)).status, 404, path)
})

test('what PostgreSQL can hold in no text is called nothing, in an address and in a form', async () => {
  for (const path of [urls.update('%00'), urls.eventFrom('march', '%00'), `${urls.outbox}?to=%00`, `${urls.event('march')}?x=a%00b`])
    assert.equal((await visitor.get(path)).status, 404, path)
  assert.equal((await carla.get(urls.localShares('%00'))).status, 404)
  const saved = await carla.post(urls.newUpdate, { title: 'We \0march', summary: 'S\0oon.', body: 'At nine\0.', sources: 'A bulletin\0' })
  assert.equal(saved.status, 303)
  assert.match(await carla.read(saved.headers.get('location')!), /We march/)
  const refused = await world
    .as(cast.olga)
    .post(urls.localShares(localKeys.north), { purpose: 'messages', label: 'until\0', ends: '2027\0' })
  assert.equal(refused.status, 422)
})
