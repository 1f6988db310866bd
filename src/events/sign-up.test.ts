import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, cast, localKeys, locals } from '../../test/cast.ts'
import { newWorld, now } from '../../test/world.ts'
import { urls } from '../urls.ts'
import { kinds } from './event.ts'

const world = await newWorld()
const as = Object.fromEntries(Object.entries({ ...cast, visitor: null }).map(([name, account]) => [name, world.as(account)])) as Record<
  keyof typeof cast | 'visitor',
  ReturnType<typeof world.as>
>
const read = (who: ReturnType<typeof world.as>, path: string) => who.read(`${path}?now`)

const party = {
  host: 'coalition',
  titleEn: 'Block party',
  starts: '2027-10-30T10:00',
  ends: '2027-10-30T14:00',
  zone: 'America/Los_Angeles',
  place: 'Lantern Park',
  capacity: '',
  ...Object.fromEntries(kinds.map((kind) => [`kind-${kind}`, 'yes'])),
}
async function publish(slug: string, rest: Record<string, string> = {}) {
  assert.equal((await as.otto.post(urls.newEvent, { ...party, slug, ...rest })).status, 303)
  assert.equal((await as.carla.post(urls.publishEvent(slug), { version: '1' })).status, 303)
  return slug
}
const form = { name: 'Nia Neighbor', email: 'nia@example.org', kind: 'community', guests: '0', guestsKind: '', local: '', lang: 'en' }
const signUp = (slug: string, rest: Record<string, string> = {}, who = as.visitor) => who.post(urls.signUp(slug), { ...form, ...rest })
const comingTo = async (slug: string) => Number(/([\d,]+) going/.exec(await read(as.visitor, urls.event(slug)))?.[1] ?? 0)

interface Sent {
  to_address: string
  subject: string
  text: string
}
/** Mails of the outbox to one address, the newest last. */
async function mailsTo(address: string): Promise<Sent[]> {
  await world.runJobs()
  const client = await world.worker.pool.connect()
  try {
    await client.query(`begin; set local role "${world.root.prefix}_sender"`)
    return (
      await client.query<Sent>(
        'select o.to_address, o.subject, t.text from outbox o join outbox_text t on t.hash = o.text_hash where o.to_address = $1 order by o.id',
        [address],
      )
    ).rows
  } finally {
    await client.query('rollback')
    client.release()
  }
}
const linkIn = (mail: Sent) => new URL(/http\S+\/mine\/\S+/.exec(mail.text)![0]).pathname

test('a neighbor signs up without an account; a mail holds her link; she changes and withdraws with it', async () => {
  const slug = await publish('party')
  const reply = await signUp(slug, { guests: '2', guestsKind: 'family' })
  assert.equal(reply.headers.get('location'), urls.signedUp(slug))
  assert.match(await as.visitor.read(urls.signedUp(slug)), /Look in your mailbox/)
  assert.equal(await comingTo(slug), 3)

  const [mail, ...more] = await mailsTo('nia@example.org')
  assert.equal(more.length, 0)
  assert.match(mail!.subject, /Block party/)
  assert.match(
    mail!.text,
    /Hello Nia Neighbor,[\s\S]*Saturday, October 30, 2027, 10:00\sa\.m\. to 2:00\sp\.m\. Pacific Daylight Time[\s\S]*\/events\/party\.ics/,
  )

  const link = linkIn(mail!)
  assert.match(await as.visitor.read(link), /Nia Neighbor, you are coming and bring 2/)
  const wrong = await as.visitor.post(link, { coming: 'yes', name: '', kind: 'community', guests: '12' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Write your name[\s\S]*You can bring 0 to 10 others/)
  assert.equal((await as.visitor.post(link, { coming: 'yes', name: 'Nia N.', kind: 'press', guests: '1' })).status, 303)
  assert.equal(await comingTo(slug), 2)
  assert.equal((await as.visitor.post(link, { coming: 'no' })).status, 303)
  assert.equal(await comingTo(slug), 0)
  assert.match(await as.visitor.read(link), /You are not coming/)
  assert.equal((await as.visitor.post(link, { coming: 'yes', name: 'Nia N.', kind: 'press', guests: '0' })).status, 303)
  assert.equal(await comingTo(slug), 1)

  for (const path of [urls.mySignUp(slug, 'x'.repeat(43)), urls.mySignUp('other', link.split('/').at(-1)!), urls.mySignUp(slug, '%00')])
    assert.equal((await as.visitor.get(path)).status, 404)
})

test('a repeated sign-up changes nothing, looks the same and mails a link', async () => {
  const slug = await publish('again')
  const first = await signUp(slug, { email: 'sam@example.org' })
  assert.equal((await mailsTo('sam@example.org')).length, 1)
  const second = await signUp(slug, { email: '  SAM@Example.ORG ', name: 'Somebody else', guests: '9', kind: 'press' })
  assert.deepEqual(
    [second.status, second.headers.get('location'), await second.text()],
    [first.status, first.headers.get('location'), await first.text()],
  )
  assert.equal(await comingTo(slug), 1)
  const mails = await mailsTo('sam@example.org')
  assert.equal(mails.length, 2)
  for (const mail of mails)
    assert.match(await as.visitor.read(linkIn(mail)), /Nia Neighbor, you are coming/, 'both links open what was there first')
  for (let i = 0; i < 6; i++) {
    await signUp(slug, { email: 'sam@example.org' })
    await world.runJobs()
  }
  assert.equal((await mailsTo('sam@example.org')).length, 5, 'five mails a day to one mailbox')
})

test('the same sign-up sent twice at once is one', async () => {
  const slug = await publish('at-once')
  const replies = await Promise.all([1, 2, 3, 4].map(() => signUp(slug, { email: 'eve@example.org' })))
  assert.deepEqual(
    replies.map((reply) => reply.status),
    [303, 303, 303, 303],
  )
  assert.equal(await comingTo(slug), 1)
})

test('nobody learns who has signed up or is a member: full is said to all alike, and who is on the list gets a mail', async () => {
  const slug = await publish('full', { capacity: '1' })
  await signUp(slug, { email: 'first@example.org' })
  await mailsTo('first@example.org')
  const known = await signUp(slug, { email: 'first@example.org' }),
    unknown = await signUp(slug, { email: 'second@example.org' }),
    member = await signUp(slug, { email: addressOf('tom') })
  const page = async (reply: Response) =>
    (await reply.text()).replace(/value="[^"]*@example.org"/, '').replace(/<aside class="banner"[\s\S]*?<\/aside>/, '') // the clock in the banner goes on
  const texts = [await page(known), await page(unknown), await page(member)]
  assert.match(texts[0]!, /Every seat is taken/)
  assert.deepEqual(texts.slice(1), [texts[0], texts[0]])
  assert.equal((await mailsTo('first@example.org')).length, 2)
  assert.deepEqual([(await mailsTo('second@example.org')).length, (await mailsTo(addressOf('tom'))).length], [0, 0])
})

test('a member who signed up with the form and then signs in has one seat', async () => {
  const slug = await publish('one-seat', { capacity: '3' })
  await signUp(slug, { email: addressOf('maria'), kind: 'member', guests: '2' })
  assert.equal(await comingTo(slug), 3)
  assert.doesNotMatch(await read(as.maria, urls.event(slug)), /Your answer/, 'nothing is matched before she says so')
  assert.equal((await as.maria.post(urls.rsvp(slug), { answer: 'yes', guests: '2' })).status, 303)
  assert.equal(await comingTo(slug), 3)
})

test('whose it is: the local that is named, else the inviter’s, else the host; only its offices read it', async () => {
  const slug = await publish('owners')
  await as.stella.post(urls.rsvp(slug), { answer: 'yes', guests: '0' })
  const link = shareLink(await read(as.stella, urls.event(slug)))
  const token = link.split('/').at(-1)!
  await signUp(slug, { name: 'Named Local', email: 'named@example.org', local: localKeys.north, from: token })
  await signUp(slug, { name: 'Invited Only', email: 'invited@example.org', from: token })
  await signUp(slug, { name: 'Plain Visitor', email: 'plain@example.org', local: 'no-such-local' })
  const readers = { olga: ['Named Local'], stella: ['Invited Only'], otto: ['Plain Visitor'], carla: ['Plain Visitor'], sven: [] } as const
  for (const [name, seen] of Object.entries(readers)) {
    const page = await as[name as 'olga'].read(urls.eventAnswers(slug))
    assert.deepEqual(
      ['Named Local', 'Invited Only', 'Plain Visitor'].filter((person) => page.includes(person)),
      seen,
      name,
    )
  }
  for (const name of ['maria', 'dora', 'ada', 'visitor'] as const)
    assert.equal((await as[name].get(urls.eventAnswers(slug))).status, 404, name)
  assert.match(await read(as.stella, urls.event(slug)), /2 people came through you/, 'she is credited for both, whoever owns them')
})

const shareLink = (page: string) => /value="(http[^"]+\/from\/[^"]+)"/.exec(page)![1]!

test('a share link credits who gave it, also across locals, and never tells who that is', async () => {
  const slug = await publish('shared')
  await as.stella.post(urls.rsvp(slug), { answer: 'maybe', guests: '0' })
  const path = new URL(shareLink(await read(as.stella, urls.event(slug)))).pathname
  const page = await as.visitor.read(path)
  assert.match(page, /Somebody who is coming invited you/)
  assert.doesNotMatch(page, /Stella|Marchetti/)

  // Tom, of the North, comes through the link of the South: his answer stays in the North, the credit goes to Stella.
  const from = path.split('/').at(-1)!
  await as.tom.post(urls.rsvp(slug), { answer: 'yes', guests: '1', from })
  assert.match(await read(as.stella, urls.event(slug)), /2 people came through you/)
  assert.match(await as.olga.read(urls.eventAnswers(slug)), /Whitaker, Tom/)
  assert.doesNotMatch(await as.stella.read(urls.eventAnswers(slug)), /Whitaker/)
  await as.tom.post(urls.rsvp(slug), { answer: 'no', guests: '0' })
  assert.match(await read(as.stella, urls.event(slug)), /Nobody has come through your link yet/)

  await as.stella.post(urls.rsvp(slug), { answer: 'yes', guests: '0', from })
  assert.match(await read(as.stella, urls.event(slug)), /Nobody has come through your link yet/, 'not through herself')
})

test('a link of another event, or none, opens the page without credit and says so', async () => {
  const slug = await publish('target'),
    other = await publish('elsewhere')
  await as.maria.post(urls.rsvp(other), { answer: 'yes', guests: '0' })
  const token = shareLink(await read(as.maria, urls.event(other)))
    .split('/')
    .at(-1)!
  for (const wrong of [token, 'abc', 'x'.repeat(500), "'--"]) {
    const reply = await as.visitor.get(urls.eventFrom(slug, encodeURIComponent(decodeURIComponent(wrong))))
    assert.equal(reply.status, 200)
    assert.match(await reply.text(), /not complete, or belongs to another event/)
  }
  assert.equal((await signUp(slug, { from: token })).status, 303)
  assert.match(await read(as.maria, urls.event(other)), /Nobody has come through your link yet/)
  assert.deepEqual((await world.owner.query(`select 1`)).rowCount, 1)
  assert.match(await as.otto.read(urls.eventAnswers(slug)), /Nia Neighbor/, 'it belongs to the host')
})

test('what cannot be read is said beside its field, in the language of the page, and stays typed', async () => {
  const slug = await publish('typed')
  const reply = await signUp(slug, {
    name: 'Nia\nNeighbor',
    email: 'nia@example.org\nBcc: all@example.org',
    kind: 'employer',
    guests: '99',
  })
  assert.equal(reply.status, 422)
  const text = await reply.text()
  for (const sentence of [
    /Write your name, at most 100 letters on one line/,
    /This is not an e-mail address\. Check for spaces and line breaks/,
    /Choose what you come as/,
    /You can bring 0 to 10 others/,
  ])
    assert.match(text, sentence)
  for (const name of ['\u200b', '  \u2060 ', 'Nia \u202enoitcere'])
    assert.match(await (await signUp(slug, { name })).text(), /Write your name/, JSON.stringify(name))
  const spanish = await world
    .as(null, { 'accept-language': 'es-MX,es;q=0.9' })
    .post(urls.signUp(slug), { ...form, email: 'nobody', name: '  María  ' })
  const es = await spanish.text()
  assert.match(es, /Esto no es una dirección de correo/)
  assert.match(es, /value="  María  "|value="María"/)
  assert.equal(await comingTo(slug), 0)
})

test('a mail in the language that was chosen', async () => {
  const slug = await publish('idioma', { titleEs: 'Fiesta del barrio' })
  await signUp(slug, { email: 'rosa@example.org', lang: 'es', name: 'Rosa' })
  const [mail] = await mailsTo('rosa@example.org')
  assert.match(mail!.subject, /Ya está en la lista: Fiesta del barrio/)
  assert.match(mail!.text, /Hola, Rosa:/)
})

test('withdrawn, over, cancelled: the link still tells, and takes nothing', async () => {
  const slug = await publish('late')
  await signUp(slug, { email: 'late@example.org' })
  const link = linkIn((await mailsTo('late@example.org'))[0]!)
  await world.setClock('2027-10-30T21:30:00Z')
  const reply = await as.visitor.post(link, { coming: 'yes', name: 'Late', kind: 'community', guests: '3' })
  assert.equal(reply.status, 422)
  assert.match(await reply.text(), /This event is over/)
  assert.equal((await as.visitor.get(link)).status, 200)
  await world.setClock(now)
})

test('a visitor and a stranger find no row of anybody in the tables', async () => {
  const { asPerson } = await import('../platform/db.ts')
  for (const [account, own] of [
    [null, []],
    [cast.stella, [locals.south]],
    [cast.olga, [locals.north]],
    [cast.dora, []],
  ] as const)
    for (const table of ['rsvp', 'sign_up'] as const) {
      const found = await asPerson(world.root, account, 'read only', (db) => db.selectFrom(table).select('local_id').distinct().execute())
      assert.deepEqual(
        found.map((row) => row.local_id).filter((local) => !(own as readonly (number | null)[]).includes(local)),
        [],
        `${account} ${table}`,
      )
    }
  await assert.rejects(
    asPerson(world.root, cast.olga, 'read only', (db) => db.selectFrom('sign_up').select('invited_through').execute()),
    /permission denied/,
  )
  await assert.rejects(
    asPerson(world.root, cast.olga, 'read only', (db) => db.selectFrom('sign_up').select('link_hashes').execute()),
    /permission denied/,
  )
  await assert.rejects(
    asPerson(world.root, cast.olga, 'read write', (db) => db.updateTable('sign_up').set({ name: 'x' }).execute()),
    /permission denied/,
  )
  await assert.rejects(
    asPerson(world.root, cast.maria, 'read write', (db) => db.updateTable('rsvp').set({ guests: 10 }).execute()),
    /permission denied/,
  )
})

test('a whole shift signs up from one network address; nobody floods one mailbox', async () => {
  const slug = await publish('shift')
  for (let n = 0; n < 65; n++) assert.equal((await signUp(slug, { email: `shift.${n}@example.org` })).status, 303, `person ${n}`)
  assert.equal(await comingTo(slug), 65)
  for (let n = 0; n < 9; n++) {
    assert.equal(
      (await signUp(slug, { email: 'flooded@example.org' })).headers.get('location'),
      urls.signedUp(slug),
      'the same answer as ever',
    )
    await world.runJobs()
  }
  assert.equal(await comingTo(slug), 66)
  assert.equal((await mailsTo('flooded@example.org')).length, 5)
})
