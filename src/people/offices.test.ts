import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, locals, worksites } from '../../test/cast.ts'
import { acceptInvited } from '../../test/invited.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const ada = world.as(cast.ada),
  olga = world.as(cast.olga),
  stella = world.as(cast.stella)

const steward = { name: 'Wanda Example', address: 'wanda@example.org', what: `steward:worksite:${locals.north}-${worksites.cedarHill}` }
const officeOf = async (reader: typeof ada, name: string) => {
  const page = await reader.read(urls.offices)
  const row = page.slice(page.indexOf(name))
  return { page, end: /\/staff\/offices\/\d+\/end/.exec(row)?.[0] }
}

test('an officer invites to an office in her local, and ends it; both stand there with the day', async () => {
  assert.equal((await olga.post(urls.offices, steward)).headers.get('location'), `${urls.offices}?done=invited`)
  await acceptInvited(world, steward.address)
  const { page, end } = await officeOf(olga, 'Wanda Example')
  assert.match(page, /Wanda Example/)
  const [granted] = await world.look<{ granted_by: string; role: string; local_id: number }>(
    'auth',
    `select granted_by, role, local_id from office where holder_name = 'Wanda Example'`,
  )
  assert.deepEqual(granted, { granted_by: cast.olga, role: 'steward', local_id: locals.north })
  assert.equal((await olga.post(end!)).headers.get('location'), `${urls.offices}?done=ended`)
  const [ended] = await world.look<{ ended_by: string }>('auth', `select ended_by from office where holder_name = 'Wanda Example'`)
  assert.equal(ended!.ended_by, cast.olga)
  assert.equal((await olga.post(end!)).status, 404, 'an office ends once')
})

test('nobody invites to or ends what is not theirs to grant', async () => {
  const attempts: [who: string, form: Record<string, string>][] = [
    [cast.stella, steward],
    [cast.maria, steward],
    [cast.sven, steward],
    [cast.carla, { ...steward, what: 'communications:coalition:0' }],
    [cast.olga, { ...steward, what: 'administrator:coalition:0' }],
    [cast.olga, { ...steward, what: `officer:local:${locals.south}` }],
    [cast.ada, steward],
  ]
  for (const [who, form] of attempts) assert.equal((await world.as(who).post(urls.offices, form)).status, 404, `${who} ${form.what}`)
  assert.equal((await world.as(null).post(urls.offices, steward)).status, 404)
  const [{ id }] = (await world.look<{ id: number }>('auth', `select id from office where account_id = '${cast.olga}'`)) as [{ id: number }]
  for (const who of [stella, world.as(cast.maria), world.as(cast.dora), world.as(null)])
    assert.equal((await who.post(urls.endOffice(id))).status, 404)
})

test('the rooms in the menu are those that the offices open', async () => {
  const rooms = async (account: string) =>
    [...(await world.as(account).read(urls.staff)).matchAll(/<li><a href="(\/staff[^"]*)"/g)].map((match) => match[1])
  assert.ok((await rooms(cast.olga)).includes(urls.shares))
  assert.ok(!(await rooms(cast.sven)).includes(urls.shares))
  assert.ok((await rooms(cast.carla)).includes(urls.updatesStaff) && !(await rooms(cast.carla)).includes(urls.roster))
})

test('an ended office opens nothing any more', async () => {
  await ada.post(urls.offices, { name: 'Victor Example', address: 'victor@example.org', what: `officer:local:${locals.south}` })
  const victor = await acceptInvited(world, 'victor@example.org')
  assert.equal((await victor.get(urls.staff)).status, 200)
  await stella.post((await officeOf(stella, 'Victor Example')).end!)
  assert.equal((await victor.get(urls.staff)).status, 404)
  assert.equal((await victor.get(urls.offices)).status, 404)
})

test('an office with a last day in the past is over', async () => {
  await ada.post(urls.offices, { name: 'Past Example', address: 'past@example.org', what: 'organizer:coalition:0', lastDay: '2035-01-01' })
  const past = await acceptInvited(world, 'past@example.org')
  assert.equal((await past.get(urls.staff)).status, 200)
  await world.look('auth', `update office set until = now() - interval '1 hour' where holder_name = 'Past Example'`)
  assert.equal((await past.get(urls.staff)).status, 404)
})

test('the last officer of a local and the last administrator stay', async () => {
  const own = async (account: string) =>
    (await world.look<{ id: number }>('auth', `select id from office where account_id = '${account}'`))[0]!.id
  for (const who of ['olga', 'ada'] as const) {
    const reply = await world.as(cast[who]).post(urls.endOffice(await own(cast[who])))
    assert.equal(reply.status, 422)
    assert.match(await reply.text(), /This is the last officer here/)
  }
})

test('what was typed stays when something is wrong, each with its sentence', async () => {
  const reply = await olga.post(urls.offices, { name: ' ', address: 'wanda@', what: 'king:of:hearts', lastDay: '1999-01-01' })
  assert.equal(reply.status, 422)
  const text = await reply.text()
  for (const sentence of [/Say who it is/, /This is not an e-mail address/, /Choose one of the offices/, /This is not a day to come/])
    assert.match(text, sentence)
  assert.match(text, /value="wanda@"/)
  assert.match(text, /value="1999-01-01"/)
})

test('who may grant an office signs its holder out on all devices, and it stands on record; nobody else may', async () => {
  const sven = world.as(cast.sven)
  const [{ id }] = (await world.look<{ id: number }>('auth', `select id from office where account_id = '${cast.sven}'`)) as [{ id: number }]
  assert.equal((await sven.get(urls.myList)).status, 200)
  for (const who of [stella, ada, sven, world.as(cast.maria), world.as(null)])
    assert.equal((await who.post(urls.signOutHolder(id))).status, 404)
  assert.equal((await sven.get(urls.myList)).status, 200)
  assert.match(await olga.read(urls.offices), /Sign out everywhere: Sven/)
  assert.equal((await olga.post(urls.signOutHolder(id))).headers.get('location'), `${urls.offices}?done=signed-out`)
  assert.equal((await sven.get(urls.myList)).status, 404, 'so his phone throws its copy away')
  assert.match(await olga.read(`${urls.audit}?what=offices`), /Signed out who holds the office of steward of Sven/)
})
