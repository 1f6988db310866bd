import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { mailTo } from '../../test/invited.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'
import { readDomain } from './employer-domains.ts'

const world = await newWorld()
const ada = world.as(cast.ada),
  maria = world.as(cast.maria),
  olga = world.as(cast.olga),
  visitor = world.as(null)
const employers = '@fernwhistle.example'

/** As if a roster had it: a local's import brings what it brings. */
const onRoster = (name: 'maria' | 'tom', email: string) =>
  world.owner.query(
    `begin; alter table member no force row level security; update member set email = '${email}' where account_id = '${cast[name]}'; alter table member force row level security; commit`,
  )

before(async () => {
  assert.equal(
    (await ada.post(urls.employerDomains, { employer: '1', domain: ' @FernWhistle.example ' })).headers.get('location'),
    `${urls.employerDomains}?done=added`,
  )
})

test('administrators keep the list; nobody else sees or changes it', async () => {
  assert.match(await ada.read(urls.employerDomains), /fernwhistle\.example/)
  for (const [typed, sentence] of [
    [{ employer: '1', domain: 'fernwhistle' }, /not a mail domain/],
    [{ employer: '1', domain: 'fernwhistle.example' }, /on the list already/],
    [{ employer: '1', domain: 'gmail.com' }, /Everybody has mail there/],
    [{ employer: '9', domain: 'x.example' }, /Choose the employer/],
  ] as const) {
    const reply = await ada.post(urls.employerDomains, typed)
    assert.equal(reply.status, 422)
    const text = await reply.text()
    assert.match(text, sentence)
    assert.match(text, new RegExp(`value="${typed.domain}"`))
  }
  for (const other of [olga, maria, world.as(cast.carla), visitor]) {
    assert.equal((await other.get(urls.employerDomains)).status, 404)
    assert.equal((await other.post(urls.employerDomains, { employer: '1', domain: 'other.example' })).status, 404)
    assert.equal((await other.post(urls.endEmployerDomain, { employer: '1', domain: 'fernwhistle.example' })).status, 404)
  }
  await ada.post(urls.employerDomains, { employer: '1', domain: 'gone.example' })
  assert.equal((await ada.post(urls.endEmployerDomain, { employer: '1', domain: 'gone.example' })).status, 303)
  assert.ok(!(await ada.read(urls.employerDomains)).includes('gone.example'))
})

test('a domain owns what lies under it, and nothing beside it', async () => {
  const belongs = async (address: string) => (await visitor.post(urls.signIn, { address })).status === 422
  assert.equal(await belongs(`m.santos${employers}`), true)
  assert.equal(await belongs('m.santos@mail.fernwhistle.example'), true)
  assert.equal(await belongs('m.santos@notfernwhistle.example'), false)
  assert.equal(await belongs('m.santos@fernwhistle.example.org'), false)
})

test('who signs in or signs up with such an address is warned, and may go on', async () => {
  const address = `tom${employers}`
  const warned = await visitor.post(urls.signIn, { address, back: '/events' })
  assert.equal(warned.status, 422)
  const text = await warned.text()
  assert.match(text, /an address of Fernwhistle Health/)
  assert.match(text, new RegExp(`value="${address}"`))
  assert.match((await visitor.post(urls.signIn, { address, anyway: 'yes' })).headers.get('location')!, /^\/sign-in\/[0-9a-f-]{36}$/)
  assert.match(
    await (await world.as(null, { 'accept-language': 'es' }).post(urls.signIn, { address })).text(),
    /un correo de Fernwhistle Health/,
  )

  const when = { starts: '2027-10-30T10:00', ends: '2027-10-30T14:00', zone: 'America/Los_Angeles', place: 'Park' }
  await world
    .as(cast.otto)
    .post(urls.newEvent, { host: 'coalition', slug: 'march', titleEn: 'March', ...when, 'kind-member': 'yes', 'kind-family': 'yes' })
  await world.as(cast.carla).post(urls.publishEvent('march'), { version: '1' })
  const form = { name: 'Tom', email: address, kind: 'family', guests: '0', lang: 'en' }
  const refused = await visitor.post(urls.signUp('march'), form)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /name="anyway"/)
  assert.equal((await visitor.post(urls.signUp('march'), { ...form, anyway: 'yes' })).status, 303)
})

test('such an address opens no office', async () => {
  const reply = await olga.post(urls.offices, { name: 'Tom', address: `tom${employers}`, what: 'officer:local:1' })
  assert.equal(reply.status, 422)
  assert.match(await reply.text(), /an address of Fernwhistle Health, who may read/)
})

test('no update is mailed there until the member has confirmed a personal address', async () => {
  const ends = Temporal.Now.plainDateISO().add({ days: 90 }).toString()
  await olga.post(urls.localShares('north-12'), { purpose: 'messages', label: 'until ratification', ends })
  await onRoster('maria', `maria.santos${employers}`)
  const send = async (title: string) => {
    const { headers } = await world.as(cast.carla).post(urls.newUpdate, { title, summary: 'Short.', body: 'Long.' })
    const id = Number(/\/updates\/(\d+)/.exec(headers.get('location')!)![1])
    await world.as(cast.carla).post(urls.updateReady(id), { revision: '1' })
    assert.equal((await world.as(cast.cory).post(urls.updateApproval(id), { revision: '1' })).status, 303)
    await world.runJobs()
    return (await world.look<{ to_address: string }>('sender', `select to_address from outbox where subject like '%${title}%'`)).map(
      ({ to_address }) => to_address,
    )
  }
  const first = await send('First news')
  assert.ok(first.includes('tom@example.org'))
  assert.ok(!first.some((address) => address.endsWith(employers)))

  assert.match(await maria.read(urls.me), /Your employer’s address/)
  assert.ok(!(await world.as(cast.tom).read(urls.me)).includes('personal-address'))
  const again = await maria.post(urls.myAddress, { 'personal-address': `other${employers}` })
  assert.equal(again.status, 422)
  assert.match(await again.text(), /an address of Fernwhistle Health as well/)
  assert.equal((await maria.post(urls.myAddress, { 'personal-address': ' Maria.Home@example.org ' })).status, 303)
  const link = new URL(/http\S+/.exec((await mailTo(world, 'maria.home@example.org'))!)![0]).pathname
  assert.equal((await visitor.get(link)).status, 200)
  assert.match(await maria.read(urls.me), /maria\.santos@fernwhistle/, 'opening the link changes nothing')
  assert.match(await (await visitor.post(link)).text(), /From now on mail comes here/)
  assert.match(await (await visitor.post(link)).text(), /used already/)
  assert.ok(!(await maria.read(urls.me)).includes('personal-address'))
  assert.ok((await send('Second news')).includes('maria.home@example.org'))
})

test('an address of somebody else’s account is not taken', async () => {
  await onRoster('tom', `tom.whitaker${employers}`)
  await world.as(cast.tom).post(urls.myAddress, { 'personal-address': 'sven@example.org' })
  const link = new URL(/http\S+\/me\/address\/\S+/.exec((await mailTo(world, 'sven@example.org'))!)![0]).pathname
  const reply = await visitor.post(link)
  assert.equal(reply.status, 422)
  assert.match(await reply.text(), /signs in to another account/)
  assert.equal((await visitor.post(urls.proveAddress('nobody'))).status, 422)
  assert.equal(
    (await world.as(cast.sven).post(urls.myAddress, { 'personal-address': 'x@example.org' })).status,
    404,
    'for those whose roster has an employer’s',
  )
})

test('domains in one form', () => {
  for (const [typed, kept] of [
    ['@Fernwhistle.Example', 'fernwhistle.example'],
    ['somebody@mail.fernwhistle.example', 'mail.fernwhistle.example'],
    ['fernwhistle', null],
    ['', null],
    ['-a.example', null],
    ['a b.example', null],
    ['*.fernwhistle.example', null],
  ] as const)
    assert.equal(readDomain(typed), kept, typed)
})
