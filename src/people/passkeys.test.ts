import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newAuthenticator } from '../../test/authenticator.ts'
import { addressOf, cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'
import { relyingParty } from './passkeys.ts'

const origin = 'http://localhost:3000'
const world = await newWorld({ BASE_URL: origin })
const visitor = world.as(null)
type Reader = typeof visitor

const asked = async (reader: Reader, url: string) => (await reader.post(url)).json()
const add = async (reader: Reader, device: ReturnType<typeof newAuthenticator>, name = 'My phone') =>
  reader.post(urls.myPasskeys, { 'passkey-name': name, answer: device.make(await asked(reader, urls.myPasskeyQuestion)) })
const signIn = async (device: ReturnType<typeof newAuthenticator>, bent: Parameters<typeof device.sign>[1] = {}) =>
  visitor.post(urls.passkeySignIn, { back: '/events/march', answer: device.sign(await asked(visitor, urls.passkeyQuestion), bent) })
const sessionOf = (reply: Response) => /session=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')?.[1]

test('a passkey is added on the own page and signs in, again and again', async () => {
  const device = newAuthenticator({ origin })
  const added = await add(world.as(cast.maria), device)
  assert.equal(added.headers.get('location'), `${urls.me}?passkey=added#passkeys`)
  assert.match(await world.as(cast.maria).read(urls.me), /My phone/)
  for (const _ of [1, 2]) {
    const reply = await signIn(device)
    assert.equal(reply.headers.get('location'), '/events/march')
    assert.match(await world.as(null, { cookie: `session=${sessionOf(reply)}` }).read(urls.me), /Hello, Maria/)
  }
})

test('the device learns her name and a random handle, no address and no number of ours', async () => {
  const device = newAuthenticator({ origin }),
    second = newAuthenticator({ origin })
  await add(world.as(cast.tom), device)
  const question = await asked(world.as(cast.tom), urls.myPasskeyQuestion)
  second.make(question)
  assert.equal(device.knows.name, 'Tom Whitaker')
  assert.equal(device.knows.handle, second.knows.handle, 'one handle for all of a person’s devices')
  assert.ok(!JSON.stringify(question).includes(cast.tom) && !JSON.stringify(question).includes('@'))
  assert.equal(Buffer.from(device.knows.handle, 'base64url').length, 32)
  assert.equal(question.excludeCredentials.length, 1, 'a device that has one is told so')
  assert.equal(question.rp.id, 'localhost')
})

test('she is told by mail', async () => {
  await add(world.as(cast.sven), newAuthenticator({ origin }), 'Key ring')
  await world.runJobs()
  const [mail] = await world.look<{ text: string }>(
    'sender',
    `select t.text from outbox o join outbox_text t on t.hash = o.text_hash where to_address = '${addressOf('sven')}' order by o.id desc limit 1`,
  )
  assert.match(mail!.text, /“Key ring”/)
})

test('a challenge works once, for five minutes, for its purpose and its person', async () => {
  const device = newAuthenticator({ origin })
  const olga = world.as(cast.olga)
  const hers = await asked(olga, urls.myPasskeyQuestion)
  const stolen = await world.as(cast.tom).post(urls.myPasskeys, { 'passkey-name': 'Tom’s now', answer: device.make(hers) })
  assert.equal(stolen.status, 422)
  assert.match(await stolen.text(), /longer than five minutes/)
  assert.equal((await olga.post(urls.myPasskeys, { 'passkey-name': 'Mine', answer: device.make(hers) })).status, 303)
  assert.match(
    await (await olga.post(urls.myPasskeys, { 'passkey-name': 'Mine', answer: newAuthenticator({ origin }).make(hers) })).text(),
    /sent twice/,
  )

  const question = await asked(visitor, urls.passkeyQuestion)
  const answer = device.sign(question)
  assert.equal((await visitor.post(urls.passkeySignIn, { answer })).status, 303)
  const again = await visitor.post(urls.passkeySignIn, { answer })
  assert.equal(again.status, 422)
  assert.equal(sessionOf(again), undefined)

  const late = await asked(visitor, urls.passkeyQuestion)
  await world.look('auth', `update passkey_challenge set expires_at = now()`)
  assert.match(await (await visitor.post(urls.passkeySignIn, { answer: device.sign(late) })).text(), /longer than five minutes/)

  const made = await asked(olga, urls.myPasskeyQuestion)
  assert.equal(
    (await visitor.post(urls.passkeySignIn, { answer: device.sign({ challenge: made.challenge, rpId: made.rp.id }) })).status,
    422,
    'a question for adding signs nobody in',
  )
  assert.equal(
    (await visitor.post(urls.passkeySignIn, { answer: device.sign({ challenge: 'made-up-by-a-stranger', rpId: made.rp.id }) })).status,
    422,
  )
})

test('challenges are stored as hashes', async () => {
  const { challenge } = await asked(visitor, urls.passkeyQuestion)
  const [row] = await world.look<{ all: string }>('auth', `select string_agg(row_to_json(c)::text, ' ') as all from passkey_challenge c`)
  for (const form of [challenge, Buffer.from(challenge, 'base64url').toString('hex'), Buffer.from(challenge).toString('hex')])
    assert.ok(!row!.all.includes(form))
})

test('a counter that went back stops the passkey, for good, and says so to its owner', async () => {
  const device = newAuthenticator({ origin })
  await add(world.as(cast.dora), device, 'Old key')
  for (const _ of [1, 2, 3]) assert.equal((await signIn(device)).status, 303)
  const copy = await signIn(device, { back: 2 })
  assert.equal(copy.status, 422)
  assert.match(await copy.text(), /a copy of it would/)
  assert.equal(sessionOf(copy), undefined)
  for (const _ of [1, 2, 3])
    assert.equal((await signIn(device)).status, 422, 'the true one is stopped as well: nobody can tell which is which')
  assert.match(await world.as(cast.dora).read(urls.me), /Old key<\/strong> <span class="tag tag-bad">stopped/)
})

test('a device that counts nothing is no copy', async () => {
  const device = newAuthenticator({ origin, counts: false })
  await add(world.as(cast.otto), device)
  for (const _ of [1, 2]) assert.equal((await signIn(device)).status, 303)
})

test('an answer from another site, of another person, without her PIN, or bent on the way opens nothing', async () => {
  const device = newAuthenticator({ origin }),
    tom = newAuthenticator({ origin })
  await add(world.as(cast.carla), device)
  await add(world.as(cast.cory), tom)
  const answers = [{ from: 'https://commontable.example.net' }, { verified: false }, { as: tom.knows.handle }]
  for (const bent of answers) {
    const reply = await signIn(device, bent)
    assert.equal(reply.status, 422, JSON.stringify(bent))
    assert.match(await reply.text(), /could not be checked/)
  }
  for (const answer of [
    '',
    '{}',
    'null',
    '[]',
    '{"id":1}',
    device.sign(await asked(visitor, urls.passkeyQuestion)).replace(/"signature":"...../, '"signature":"AAAAA'),
  ])
    assert.equal((await visitor.post(urls.passkeySignIn, { answer })).status, 422)
  const carla = world.as(cast.carla)
  for (const bent of [{ from: 'https://commontable.example.net' }, { verified: false }])
    assert.equal(
      (
        await carla.post(urls.myPasskeys, {
          'passkey-name': 'x',
          answer: newAuthenticator({ origin }).make(await asked(carla, urls.myPasskeyQuestion), bent),
        })
      ).status,
      422,
    )
})

test('a passkey that nobody has here gets a sentence', async () => {
  const device = newAuthenticator({ origin })
  device.make(await asked(world.as(cast.ada), urls.myPasskeyQuestion)) // made, and never sent
  assert.match(await (await signIn(device)).text(), /not known here/)
})

test('it is renamed and removed by its owner alone', async () => {
  const stella = world.as(cast.stella),
    device = newAuthenticator({ origin })
  await add(stella, device, 'Phone <b>')
  const id = /\/me\/passkeys\/([0-9a-f-]{36})\/remove/.exec(await stella.read(urls.me))![1]!
  for (const other of [world.as(cast.maria), visitor]) {
    assert.equal((await other.post(urls.removePasskey(id))).status, 404)
    assert.equal((await other.post(urls.renamePasskey(id), { name: 'Mine now' })).status, 404)
    assert.ok(!(await other.read(urls.me)).includes(id))
  }
  const bad = await stella.post(urls.renamePasskey(id), { name: ' ' })
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /in at most 60 characters/)
  assert.equal((await stella.post(urls.renamePasskey(id), { name: 'Work phone' })).status, 303)
  assert.match(await stella.read(urls.me), /Work phone/)
  assert.equal((await stella.post(urls.removePasskey(id))).status, 303)
  assert.match(await (await signIn(device)).text(), /not known here/)
  assert.equal((await stella.post(urls.removePasskey(id))).status, 404)
})

test('a name that is none, and a device twice, get their sentences; the name stays', async () => {
  const ada = world.as(cast.ada),
    device = newAuthenticator({ origin })
  const long = await add(ada, device, 'x'.repeat(61))
  assert.equal(long.status, 422)
  assert.match(await long.text(), new RegExp(`value="${'x'.repeat(61)}"`))
  assert.equal((await add(ada, device)).status, 303)
  assert.match(await (await add(ada, device)).text(), /has a passkey for you already/)
})

test('signing in with it ties roster rows that came meanwhile', async () => {
  const maria = world.as(cast.maria),
    device = newAuthenticator({ origin })
  await add(maria, device, 'Second')
  await world.owner.query(
    `begin; alter table member no force row level security; update member set account_id = null where account_id = '${cast.maria}'; alter table member force row level security; commit`,
  )
  assert.match(await maria.read(urls.me), /on no roster yet/)
  assert.equal((await signIn(device)).status, 303)
  assert.match(await maria.read(urls.me), /Hello, Maria/)
})

test('visitors ask within a limit, and the question is the same for all', async () => {
  const question = await asked(visitor, urls.passkeyQuestion)
  assert.deepEqual(
    Object.keys(question).filter((key) => key === 'allowCredentials' && question[key]?.length),
    [],
  )
  let refused = 0
  for (let tries = 0; tries < 60 && !refused; tries++) if ((await visitor.post(urls.passkeyQuestion)).status === 429) refused++
  assert.equal(refused, 1)
})

test('passkeys are made at secure addresses that have a name', () => {
  for (const [BASE_URL, id] of [
    ['https://table.example.org', 'table.example.org'],
    ['http://localhost:3000', 'localhost'],
    ['http://table.example.org', undefined],
    ['http://127.0.0.1:3000', undefined],
    ['https://127.0.0.1', undefined],
    ['https://[::1]', undefined],
    [undefined, undefined],
  ] as const)
    assert.equal(relyingParty({ BASE_URL })?.id, id, String(BASE_URL))
})
