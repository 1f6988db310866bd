import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { cast, localKeys, units, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const visitor = world.as(null),
  carla = world.as(cast.carla),
  olga = world.as(cast.olga)
const by = (name: Name, text: string) =>
  asPerson(world.root, cast[name], 'read write', async (db) => void (await sql.raw(text).execute(db)))
const variant = (nr: number, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`variant-${nr}-${name}`, value]))

test('an answer follows the state of the unit’s contract as far as it is announced, and its owner is told before', async () => {
  await world.setClock('2026-09-20T19:00:00Z')
  await by(
    'olga',
    `insert into unit_law (local_id, unit_id, zone, regime, health_care, state_agency, bargaining, headcount) values (1, ${units.northNurses}, 'America/Los_Angeles', 'US-NLRA', true, true, 'renewal', 1500)`,
  )
  await by(
    'olga',
    `insert into agreement (local_id, id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews) values (1, 1, 'Nurses’ agreement', '{${units.northNurses}}', '2023-10-01', '2026-09-30', 'broad', 'yes', false)`,
  )
  const saved = await carla.post(urls.newPublication(urls.faqStaff), {
    question: 'May we strike?',
    topic: 'Strike',
    answer: 'Ask your local.',
    variants: '2',
    ...variant(0, { 'state-UNDER_CONTRACT': 'yes', 'state-NOTICED': 'yes', answer: 'Not while the contract runs.' }),
    ...variant(1, { 'state-EXPIRED': 'yes', answer: 'The contract has ended.' }),
  })
  assert.equal(saved.status, 303)
  const id = Number(/\/(\d+)\?/.exec(saved.headers.get('location')!)![1])
  assert.match(await carla.read(urls.publication(urls.faqStaff, id)), /name="variant-0-state-NOTICED"[^>]* checked/)
  await world.as(cast.cory).post(urls.publicationStep(urls.faqStaff, id, 'approval'), { version: '1' })
  const page = `${urls.answer('may-we-strike')}?at=${localKeys.north}/${units.northNurses}`
  for (const reader of [visitor, olga])
    assert.match(await reader.read(page), /Ask your local\./, 'what nobody has confirmed changes no answer, whoever reads')
  assert.doesNotMatch(await carla.read(urls.faqStaff), /About to become untrue/)

  for (const table of ['unit_law', 'agreement']) await by('kit', `update ${table} set shown_at = campaign_now()`)
  assert.match(await visitor.read(page), /Not while the contract runs\./)
  assert.match(await visitor.read(urls.answer('may-we-strike')), /Ask your local\./, 'of whom the unit is not known')
  assert.match(
    await carla.read(urls.faqStaff),
    /About to become untrue[^]*the contract of one unit ends with Wednesday, September 30, 2026[^]*“The contract has ended\.”/,
  )
  await world.setClock('2026-10-01T06:59:59Z')
  assert.match(await visitor.read(page), /Not while the contract runs\./)
  await world.setClock('2026-10-01T07:00:00Z')
  assert.match(await visitor.read(page), /The contract has ended\./)
  assert.doesNotMatch(await carla.read(urls.faqStaff), /About to become untrue/)
})
