import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, cast, locals, worksites } from '../../test/cast.ts'
import { acceptInvited, invitationTo, mailTo, signInInvited } from '../../test/invited.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const ada = world.as(cast.ada),
  olga = world.as(cast.olga),
  stella = world.as(cast.stella),
  maria = world.as(cast.maria),
  visitor = world.as(null)

const officer = (address: string, rest: Record<string, string> = {}) => ({
  name: 'Vera Example',
  address,
  what: `officer:local:${locals.north}`,
  ...rest,
})
const invite = async (by: typeof ada, form: Record<string, string>) => {
  const reply = await by.post(urls.offices, form)
  assert.equal(reply.headers.get('location'), `${urls.offices}?done=invited`, await reply.text())
}
const officesOf = (local: number) =>
  world.look<{ holder_name: string; ended_at: Date | null }>(
    'auth',
    `select holder_name, ended_at from office where local_id = ${local} and role = 'officer' order by id`,
  )
const withdrawOf = async (by: typeof ada, name: string) => {
  const page = await by.read(urls.offices)
  return /\/staff\/invitations\/\d+\/withdraw/.exec(page.slice(page.indexOf(name)))?.[0]
}

test('the mail says who invites to which office; nothing is granted before it is accepted', async () => {
  await invite(olga, officer('vera@example.org'))
  const mail = (await mailTo(world, 'vera@example.org'))!
  assert.match(mail, /Olga Petrova asks you to take an office: Officer, Local 12 North\./)
  assert.equal((await officesOf(locals.north)).length, 1)
  const link = await invitationTo(world, 'vera@example.org')
  const page = await visitor.read(link)
  assert.match(page, /Olga Petrova asks you/)
  assert.match(page, /sign in with vera@example.org/)

  const vera = await signInInvited(world, 'vera@example.org')
  assert.equal((await vera.get(urls.staff)).status, 404)
  assert.match(await vera.read(link), /\/me\/invitations\/\d+\/accept/)
  const [accept] = /\/me\/invitations\/\d+\/accept/.exec(await vera.read(urls.me))!
  assert.equal((await vera.post(accept)).headers.get('location'), urls.staff)
  assert.match(await vera.read(urls.staff), /Officer, Local 12 North/)
  const [granted] = await world.look<{ granted_by: string }>('auth', `select granted_by from office where holder_name = 'Vera Example'`)
  assert.equal(granted!.granted_by, cast.olga)

  const again = await vera.post(accept)
  assert.equal(again.status, 422)
  assert.match(await again.text(), /was accepted/)
  assert.match(await visitor.read(link), /was accepted/)
})

test('only the owner of the address accepts; strangers find nothing', async () => {
  await invite(olga, officer('only-hers@example.org'))
  const link = await invitationTo(world, 'only-hers@example.org')
  const [{ id }] = (await world.look<{ id: number }>(
    'auth',
    `select id from office_invitation where address = 'only-hers@example.org'`,
  )) as [{ id: number }]
  for (const other of [maria, stella, ada, visitor]) {
    assert.equal((await other.post(urls.acceptInvitation(id))).status, 404)
    assert.equal((await other.post(urls.declineInvitation(id))).status, 404)
  }
  for (const other of [maria, stella, visitor]) assert.equal((await other.post(urls.withdrawInvitation(id))).status, 404)
  assert.ok(!(await stella.read(urls.offices)).includes('only-hers'))
  assert.ok((await ada.read(urls.offices)).includes('only-hers'), 'administrators know officers')
  assert.match(await maria.read(link), /signed in with another address/)
  for (const path of [`${link}x`, urls.invitation('x')]) assert.equal((await visitor.get(path)).status, 404)
  assert.equal((await visitor.post(`${link}x/decline`)).status, 404)
})

test('it can be declined by the link, without an account', async () => {
  await invite(olga, officer('no-thanks@example.org'))
  const link = await invitationTo(world, 'no-thanks@example.org')
  for (const _ of [1, 2]) assert.equal((await visitor.get(link)).status, 200)
  assert.match(await (await visitor.post(`${link}/decline`)).text(), /Declined/)
  assert.match(await (await visitor.post(`${link}/decline`)).text(), /was declined/)
  assert.equal((await visitor.post(`${link}/sign-in`)).status, 422)
  assert.deepEqual(await world.look('auth', `select 1 from account_address where address = 'no-thanks@example.org'`), [])
  assert.match(await olga.read(urls.offices), /no-thanks@example.org.*declined/s)
})

test('it can be taken back, and grows old', async () => {
  await invite(olga, officer('back@example.org', { name: 'Bea Back' }))
  const link = await invitationTo(world, 'back@example.org')
  const withdraw = (await withdrawOf(olga, 'Bea Back'))!
  assert.equal((await olga.post(withdraw)).headers.get('location'), `${urls.offices}?done=withdrawn`)
  assert.equal((await olga.post(withdraw)).status, 422)
  assert.match(await visitor.read(link), /was taken back/)

  await invite(olga, officer('late@example.org'))
  const late = await signInInvited(world, 'late@example.org')
  const [accept] = /\/me\/invitations\/\d+\/accept/.exec(await late.read(urls.me))!
  await world.look('auth', `update office_invitation set expires_at = now() where address = 'late@example.org'`)
  const refused = await late.post(accept)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /too old/)
  assert.ok(!(await late.read(urls.me)).includes('/me/invitations/'))
})

test('an invitation lasts no longer than the right to give it', async () => {
  await invite(ada, { name: 'Adam Example', address: 'adam@example.org', what: 'administrator:coalition:0' })
  const adam = await acceptInvited(world, 'adam@example.org')
  await invite(adam, { name: 'Orla Example', address: 'orla@example.org', what: 'organizer:coalition:0' })
  const orla = await signInInvited(world, 'orla@example.org')
  const [accept] = /\/me\/invitations\/\d+\/accept/.exec(await orla.read(urls.me))!
  const page = await ada.read(urls.offices)
  await ada.post(/\/staff\/offices\/\d+\/end/.exec(page.slice(page.indexOf('Adam Example')))![0])
  assert.match(await (await orla.post(accept)).text(), /does not hold the office for it any more/)
  assert.equal((await orla.get(urls.staff)).status, 404)
})

test('who holds it, or is asked already, is not asked again; the form keeps what was typed', async () => {
  const holds = await olga.post(urls.offices, officer(addressOf('olga')))
  assert.equal(holds.status, 422)
  assert.match(await holds.text(), /holds this office already/)
  await invite(olga, officer('twice@example.org'))
  const twice = await olga.post(urls.offices, officer('twice@example.org'))
  assert.equal(twice.status, 422)
  const text = await twice.text()
  assert.match(text, /invited to this office already/)
  assert.match(text, /value="twice@example.org"/)
  await invite(olga, {
    name: 'Vera Example',
    address: 'twice@example.org',
    what: `steward:worksite:${locals.north}-${worksites.cedarHill}`,
  })
})

test('an office is handed over in one step: the successor accepts, mine ends, and the last officer stays the last', async () => {
  const mine = async () => /\/staff\/offices\/\d+\/hand-over/.exec(await stella.read(urls.offices))?.[0]
  const form = await stella.read((await mine())!)
  assert.match(form, /Hand over: Officer, Local 34 South/)
  const empty = await stella.post((await mine())!, { name: '', address: 'nobody' })
  assert.equal(empty.status, 422)
  assert.equal(
    (await stella.post((await mine())!, { name: 'Sue Successor', address: 'sue@example.org' })).headers.get('location'),
    `${urls.offices}?done=invited`,
  )
  const office = (await mine())!.split('/')[3]!
  assert.equal((await stella.post(urls.endOffice(Number(office)))).status, 422, 'she is the last one until Sue accepts')
  assert.match((await mailTo(world, 'sue@example.org'))!, /In the moment you accept, theirs ends and yours begins/)
  const sue = await acceptInvited(world, 'sue@example.org')
  assert.deepEqual(
    (await officesOf(locals.south)).map(({ holder_name, ended_at }) => [holder_name, ended_at === null]),
    [
      ['Stella Marchetti', false],
      ['Sue Successor', true],
    ],
  )
  const [gap] = await world.look<{ none: boolean }>(
    'auth',
    `select (select ended_at from office where holder_name = 'Stella Marchetti') = (select granted_at from office where holder_name = 'Sue Successor') as none`,
  )
  assert.equal(gap!.none, true)
  assert.equal((await sue.get(urls.localRoster('south-34'))).status, 200)
  assert.equal((await stella.get(urls.localRoster('south-34'))).status, 404)
  for (const who of [stella, olga, world.as(cast.sven), visitor])
    assert.equal((await who.post(urls.handOver(Number(office)), { name: 'X', address: 'x@example.org' })).status, 404)
})

test('two who are asked to succeed: the first takes it, the other is told', async () => {
  const office = /\/staff\/offices\/\d+\/hand-over/.exec(await olga.read(urls.offices))![0]
  for (const address of ['one@example.org', 'two@example.org'])
    assert.equal((await olga.post(office, { name: 'One of Two', address })).status, 303)
  const one = await signInInvited(world, 'one@example.org'),
    two = await signInInvited(world, 'two@example.org')
  const buttonOf = async (who: typeof one) => /\/me\/invitations\/\d+\/accept/.exec(await who.read(urls.me))![0]
  const buttons = [await buttonOf(one), await buttonOf(two)] as const // each has her page open before either presses
  const replies = await Promise.all([one.post(buttons[0]), two.post(buttons[1])])
  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, 422])
  const alive = (await officesOf(locals.north)).filter(({ ended_at, holder_name }) => ended_at === null && holder_name === 'One of Two')
  assert.equal(alive.length, 1)
})

test('only hashes of links are stored', async () => {
  await invite(ada, { name: 'Hash Example', address: 'hash@example.org', what: 'organizer:coalition:0' })
  const token = (await invitationTo(world, 'hash@example.org')).split('/').at(-1)!
  const rows = await world.look<{ all: string }>('auth', `select row_to_json(i)::text as all from office_invitation i`)
  for (const form of [token, Buffer.from(token).toString('hex'), Buffer.from(token, 'base64url').toString('hex')])
    assert.ok(rows.every((row) => !row.all.includes(form)))
})
