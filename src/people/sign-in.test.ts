import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'
import { normalizeAddress } from './address.ts'
import { signOutByHost } from './sessions.ts'

const world = await newWorld()
const visitor = world.as(null)

const ask = async (address: string, form: Record<string, string> = {}) =>
  (await visitor.post(urls.signIn, { address, ...form })).headers.get('location')!

/** The newest mail to an address: its link's path and its code. */
async function mailTo(address: string) {
  await world.runJobs()
  const [mail] = await world.look<{ text: string }>(
    'sender',
    `select o.to_address, t.text from outbox o join outbox_text t on t.hash = o.text_hash where to_address = '${address}' order by o.id desc limit 1`,
  )
  return mail && { link: new URL(/http\S+/.exec(mail.text)![0]).pathname, code: /\b\d{6}\b/.exec(mail.text.replace(/http\S+/, ''))![0] }
}
const sessionOf = (reply: Response) => /session=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')?.[1]
const withSession = (session: string) => world.as(null, { cookie: `session=${session}` })

test('the link signs in by its button, once; opening it changes nothing', async () => {
  await ask(addressOf('maria'), { back: '/events/march' })
  const { link } = (await mailTo(addressOf('maria')))!
  for (const _ of [1, 2, 3]) {
    const opened = await visitor.get(link)
    assert.equal(opened.status, 200)
    assert.equal(sessionOf(opened), undefined)
  }
  const pressed = await visitor.post(link)
  assert.equal(pressed.headers.get('location'), '/events/march')
  assert.match(await withSession(sessionOf(pressed)!).read(urls.me), /Hello, Maria/)

  const again = await visitor.post(link)
  assert.equal(again.status, 422)
  assert.equal(sessionOf(again) || undefined, undefined)
  assert.match(await again.text(), /used already/)
})

test('the code signs in on the page of its request and nowhere else', async () => {
  const mine = await ask(addressOf('tom')),
    other = await ask(addressOf('olga'))
  const { code } = (await mailTo(addressOf('tom')))!
  assert.equal((await visitor.post(other, { code })).status, 422)
  const done = await visitor.post(mine, { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })
  assert.equal(done.status, 303)
  assert.match(await withSession(sessionOf(done)!).read(urls.me), /Hello, Tom/)
  assert.match(await (await visitor.post(mine, { code })).text(), /used already/)
})

test('five wrong codes end a request; a new one needs no typing', async () => {
  const page = await ask(addressOf('olga'))
  const { code } = (await mailTo(addressOf('olga')))!
  const wrong = code === '000000' ? '000001' : '000000'
  for (const _ of [1, 2, 3, 4, 5]) assert.match(await (await visitor.post(page, { code: wrong })).text(), /not the code/)
  assert.match(await (await visitor.post(page, { code })).text(), /Five wrong codes/)
  const renewed = await visitor.post(urls.signInRenewal, { request: page.split('/').at(-1)! })
  const next = (await mailTo(addressOf('olga')))!
  assert.equal((await visitor.post(renewed.headers.get('location')!, { code: next.code })).status, 303)
})

test('an expired link says so and is renewed by a button', async () => {
  await ask(addressOf('sven'))
  const { link } = (await mailTo(addressOf('sven')))!
  await world.look('auth', `update sign_in_request set expires_at = now() - interval '1 second' where address = '${addressOf('sven')}'`)
  const late = await visitor.post(link)
  assert.equal(late.status, 422)
  assert.match(await late.text(), /older than 15 minutes/)
  const renewed = await visitor.post(urls.signInRenewal, { token: link.split('/').at(-1)! })
  assert.match(renewed.headers.get('location')!, /^\/sign-in\/[0-9a-f-]{36}$/)
  assert.notEqual((await mailTo(addressOf('sven')))!.link, link)
})

test('an address that nobody has gets the same answer and no mail', async () => {
  const known = await visitor.post(urls.signIn, { address: addressOf('stella') }),
    unknown = await visitor.post(urls.signIn, { address: 'nobody-here@example.org' })
  assert.equal(known.status, unknown.status)
  const pages = await Promise.all(
    [known, unknown].map(async (reply) =>
      (await visitor.read(reply.headers.get('location')!)).replaceAll(/[0-9a-f-]{36}|<aside class="banner"[\s\S]*?<\/aside>/g, ''),
    ),
  )
  assert.equal(pages[0], pages[1])
  assert.ok(await mailTo(addressOf('stella')))
  assert.equal(await mailTo('nobody-here@example.org'), undefined)
})

test('a roster address without an account gets one by signing in, and is tied to its row', async () => {
  const [somebody] = await world.look<{ email: string; first_name: string }>(
    'auth',
    `select m.email, m.first_name from member m where m.account_id is null
    and m.email is not null and (select count(*) from member o where o.email = m.email) = 1 order by m.local_id, m.id limit 1`,
  )
  const { email, first_name } = somebody!
  await ask(email)
  const done = await visitor.post((await mailTo(email))!.link)
  assert.match(await withSession(sessionOf(done)!).read(urls.me), new RegExp(`Hello, ${first_name}`))
})

test('a mailbox that two members share is nobody in particular', async () => {
  const rows = await world.look<{ email: string }>(
    'auth',
    `select email from member where email is not null group by local_id, email having count(*) > 1`,
  )
  await ask(rows[0]!.email)
  const done = await visitor.post((await mailTo(rows[0]!.email))!.link)
  assert.match(await withSession(sessionOf(done)!).read(urls.me), /on no roster yet/)
})

test('what is no address gets a sentence and stays typed', async () => {
  for (const typed of [
    'maria',
    'maria@',
    'maria@example',
    'a b@example.org',
    'maria@example.org\nbcc: x@example.org',
    '"><script>@example.org',
  ]) {
    const reply = await visitor.post(urls.signIn, { address: typed })
    assert.equal(reply.status, 422, typed)
    const text = await reply.text()
    assert.match(text, /not an e-mail address/)
    assert.ok(!text.includes('<script>@'))
    if (!/[\n"<>]/.test(typed)) assert.ok(text.includes(`value="${typed}"`), typed)
  }
})

test('one mailbox gets five mails in a quarter of an hour, and the sixth answer looks the same', async () => {
  const address = addressOf('dora')
  for (let asked = 0; asked < 7; asked++) assert.match(await ask(address), /^\/sign-in\/[0-9a-f-]{36}$/)
  await world.runJobs()
  const rows = await world.look<{ n: number }>('sender', `select count(*)::int as n from outbox where to_address = '${address}'`)
  assert.equal(rows[0]!.n, 5)
})

test('from one place come thirty tries in a quarter of an hour', async () => {
  const far = world.as(null)
  let refused = 0
  for (let tries = 0; tries < 40; tries++)
    if ((await far.post(urls.signIn, { address: `somebody-${tries}@example.org` })).status === 429) refused++
  assert.ok(refused >= 10)
})

test('a link leads back to a page of ours only', async () => {
  await world.owner.query('delete from rate_limit')
  for (const back of ['https://evil.example.org/', '//evil.example.org', '/\\evil.example.org']) {
    await ask(addressOf('otto'), { back })
    const done = await visitor.post((await mailTo(addressOf('otto')))!.link)
    assert.equal(done.headers.get('location'), '/me')
  }
})

test("sessions are listed, ended one by one, and all others at once; another person's stay", async () => {
  await world.owner.query('delete from rate_limit')
  const open = async () => {
    await ask(addressOf('carla'))
    return withSession(sessionOf(await visitor.post((await mailTo(addressOf('carla')))!.link))!)
  }
  const [first, second, third] = [await open(), await open(), await open()]
  const ids = [...(await first.read(urls.me)).matchAll(/\/me\/devices\/([0-9a-f-]{36})\/end/g)].map((match) => match[1]!)
  assert.equal(ids.length, 2)
  assert.equal((await world.as(cast.tom).post(urls.endDevice(ids[0]!))).status, 303)
  assert.equal((await third.get(urls.me)).status, 200, 'Tom ended nothing of hers')
  await first.post(urls.endDevice(ids.at(-1)!))
  assert.equal((await second.get(urls.me)).headers.get('location'), '/sign-in?back=/me')
  await first.post(urls.endOtherDevices)
  assert.equal((await third.get(urls.me)).status, 303)
  assert.equal((await first.get(urls.me)).status, 200)
  await first.post(urls.signOut)
  assert.equal((await first.get(urls.me)).status, 303)
})

test('who signs in anew in the same browser leaves no session behind', async () => {
  await world.owner.query('delete from rate_limit')
  await ask(addressOf('tom'))
  const first = sessionOf(await visitor.post((await mailTo(addressOf('tom')))!.link))!
  await ask(addressOf('carla'))
  const second = sessionOf(await withSession(first).post((await mailTo(addressOf('carla')))!.link))!
  assert.equal((await withSession(first).get(urls.me)).status, 303)
  assert.match(await withSession(second).read(urls.me), /Hello, Carla/)
})

test('more people than there are connections ask in the same moment, and each is answered', async () => {
  await world.owner.query('delete from rate_limit')
  const replies = await Promise.all(Array.from({ length: 25 }, (_, n) => visitor.post(urls.signIn, { address: `nurse-${n}@example.org` })))
  assert.deepEqual(
    replies.filter(({ status }) => status !== 303),
    [],
  )
  await world.owner.query('delete from rate_limit')
})

test('a form from another site is not taken', async () => {
  const reply = await world.app.request(new URL(urls.signIn, world.settings.BASE_URL), {
    method: 'POST',
    headers: {
      origin: 'https://evil.example.org',
      host: 'commontable.example.org',
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'address=maria@example.org',
  })
  assert.equal(reply.status, 403)
})

test('nothing that opens a session is stored as it is', async () => {
  await ask(addressOf('cory'))
  const { link, code } = (await mailTo(addressOf('cory')))!
  const secrets = await world.look<{ all: string }>(
    'auth',
    `select string_agg(row_to_json(r)::text, ' ') || (select string_agg(row_to_json(s)::text, ' ') from session s) as all from sign_in_request r`,
  )
  const token = link.split('/').at(-1)!
  const forms = [
    token,
    Buffer.from(token).toString('hex'),
    Buffer.from(token, 'base64url').toString('hex'),
    Buffer.from(code).toString('hex'),
  ]
  assert.deepEqual(
    forms.filter((form) => secrets[0]!.all.includes(form)),
    [],
  )
  await ask(addressOf('cory'))
  const { rows } = await world.owner.query(`select payload->'data' as data from graphile_worker._private_jobs`)
  assert.deepEqual(
    rows.map((row) => Object.keys(row.data)),
    [['request']],
  )
})

test('addresses in one form', () => {
  for (const [typed, stored] of [
    [' Maria@Example.ORG ', 'maria@example.org'],
    ['ｍaria@example.org', 'maria@example.org'],
    ['jose.ñ@exámple.org', 'jose.ñ@exámple.org'],
    ['a@b@c.org', null],
    ['a@b', null],
    ['@b.org', null],
    [`${'x'.repeat(65)}@b.org`, null],
    ['a..b@c.org', null],
    ['a@-b.org', null],
    ['a\u0000b@c.org', null],
  ] as const)
    assert.equal(normalizeAddress(typed), stored, typed)
})

test('a session ends when it is not used: after 30 days, after 14 where an office is held; each day of use moves that, up to 60 and 30 days in all', async () => {
  const ends = async (who: string) =>
    (
      await world.look<{ days: number; seen: boolean }>(
        'auth',
        `select expires_at::date - current_date as days, seen_on = current_date as seen from session where account_id = '${who}' and device = 'a test'`,
      )
    )[0]!
  const made = (who: string, daysAgo: number, seenAgo: number) =>
    world.look(
      'auth',
      `update session set created_at = now() - interval '${daysAgo} days', seen_on = current_date - ${seenAgo} where account_id = '${who}' and device = 'a test'`,
    )
  for (const [who, unused, atMost] of [
    [cast.maria, 31, 60],
    [cast.olga, 15, 30],
  ] as const) {
    const browser = world.as(who)
    assert.equal((await browser.get(urls.me)).status, 200)
    assert.deepEqual(await ends(who), { days: unused, seen: true })
    await made(who, 3, 2)
    await world.look('auth', `update session set expires_at = now() + interval '1 day' where account_id = '${who}' and device = 'a test'`)
    assert.equal((await browser.get(urls.me)).status, 200)
    assert.deepEqual(await ends(who), { days: unused, seen: true }, 'used today')
    await made(who, atMost - 4, 1)
    await browser.get(urls.me)
    assert.equal((await ends(who)).days, 4, 'never longer than that in all')
    await world.look('auth', `update session set expires_at = now() where account_id = '${who}' and device = 'a test'`)
    assert.equal((await browser.get(urls.me)).status, 303)
  }
})

test('whoever hosts the program ends the sessions of one address, or all', async () => {
  const carla = world.as(cast.carla),
    dora = world.as(cast.dora)
  for (const browser of [carla, dora]) assert.equal((await browser.get(urls.me)).status, 200)
  assert.ok((await signOutByHost(world.worker, addressOf('carla'))) >= 1)
  assert.equal((await carla.get(urls.me)).status, 303)
  assert.equal((await dora.get(urls.me)).status, 200)
  assert.ok((await signOutByHost(world.worker, null)) >= 1)
  assert.equal((await dora.get(urls.me)).status, 303)
})
