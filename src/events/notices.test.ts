import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { cast } from '../../test/cast.ts'
import { startMailServer } from '../../test/mail-server.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { closeMailer } from '../platform/mail.ts'
import { urls } from '../urls.ts'
import { kinds } from './event.ts'

const server = await startMailServer()
const world = await newWorld({ SMTP_URL: server.url, MAIL_FROM: 'Alliance <updates@example.org>' })
after(async () => {
  await closeMailer(world.worker)
  await server.stop()
})
await fillTables(world.ownerUrl, ['deployment', 'account'], async (client) => {
  await client.query(`update deployment set mode = 'real'`)
  await client.query(`update account set lang = 'es' where id = '${cast.maria}'`)
})

const as = Object.fromEntries(Object.entries({ ...cast, visitor: null }).map(([name, account]) => [name, world.as(account)])) as Record<
  keyof typeof cast | 'visitor',
  ReturnType<typeof world.as>
>
const march = {
  host: 'coalition',
  titleEn: 'March',
  titleEs: 'Marcha',
  starts: '2027-10-30T10:00',
  ends: '2027-10-30T14:00',
  zone: 'America/Los_Angeles',
  place: 'Lantern Park',
  address: '1 Elm Street',
  capacity: '',
  ...Object.fromEntries(kinds.map((kind) => [`kind-${kind}`, 'yes'])),
}
const publish = async (slug: string) => {
  assert.equal((await as.otto.post(urls.newEvent, { ...march, slug })).status, 303)
  assert.equal((await as.carla.post(urls.publishEvent(slug), { version: '1' })).status, 303)
}
/** Written by one, published by another. */
const change = async (slug: string, basedOn: number, rest: Record<string, string>) => {
  assert.equal((await as.otto.post(urls.editEvent(slug), { ...march, basedOn: String(basedOn), ...rest })).status, 303)
  assert.equal((await as.carla.post(urls.publishEvent(slug), { version: String(basedOn + 1) })).status, 303)
}
const say = (who: ReturnType<typeof world.as>, slug: string, answer: string) => who.post(urls.rsvp(slug), { answer, guests: '0' })
const signUp = (slug: string, name: string, lang = 'en') =>
  as.visitor.post(urls.signUp(slug), { name, email: `${name.toLowerCase()}@example.org`, kind: 'family', guests: '0', lang, local: '' })
/** Runs the jobs, and hands over what arrived since. */
const arrived = async () => {
  server.arrived.length = 0
  await world.runJobs()
  return server.arrived.map(({ to, mail }) => ({ to, subject: mail.subject!, text: mail.text! })).sort((a, b) => (a.to < b.to ? -1 : 1))
}
/** Maria says yes, Tom maybe, Sven no; Gus and Lupe sign up without an account. */
const fill = async (slug: string) => {
  await publish(slug)
  await say(as.maria, slug, 'yes')
  await say(as.tom, slug, 'maybe')
  await say(as.sven, slug, 'no')
  await signUp(slug, 'Gus')
  await signUp(slug, 'Lupe', 'es')
  await arrived()
}
const who = (mails: { to: string }[]) => mails.map(({ to }) => to.split('@')[0])

test('who said yes or maybe, or signed up, is told once when the time changes, in her language; nobody else is', async () => {
  await fill('moved')
  await change('moved', 1, { starts: '2027-10-31T11:00', ends: '2027-10-31T15:00' })
  const mails = await arrived()
  assert.deepEqual(who(mails), ['gus', 'lupe', 'maria', 'tom'])
  const [gus, lupe, maria, tom] = mails
  assert.deepEqual(
    mails.map(({ subject }) => subject),
    ['New time: March', 'Nuevo horario: Marcha', 'Nuevo horario: Marcha', 'New time: March'],
  )
  assert.match(gus!.text, /Hello Gus,[^]*When, from now on: Sunday, October 31, 2027, 11:00\sa\.m\.[^]*No longer: Saturday, October 30/)
  assert.match(gus!.text, /Lantern Park, 1 Elm Street[^]*because you signed up/)
  assert.match(maria!.text, /Hola, Maria:[^]*domingo, 31 de octubre[^]*\/events\/moved\n/)
  assert.match(maria!.text, /\/events\/moved\.ics/)
  assert.match(tom!.text, /said that you may come/)
  // Her link opens her own sign-up, and so does the one that she got before.
  const link = /commontable\.example\.org(\/events\/moved\/mine\/\S+)/.exec(lupe!.text)![1]!
  assert.match(await as.visitor.read(link), /Lupe/)

  assert.deepEqual(await arrived(), [], 'a second run has nobody left')
  assert.match(await as.otto.read(urls.staffEvent('moved')), /Told by mail[^]*New time or place[^]*4 of 4 told/)
  const calendar = await as.visitor.read(urls.eventCalendar('moved'))
  assert.match(calendar, /SEQUENCE:1\r\n[^]*DTSTART;TZID=America\/Los_Angeles:20271031T110000/)
})

test('what is neither time nor place is worth no mail, and the page says before whether there will be one', async () => {
  await fill('text')
  await as.otto.post(urls.editEvent('text'), { ...march, basedOn: '1', textEn: 'Bring water.' })
  assert.doesNotMatch(await as.carla.read(urls.staffEvent('text')), /gets one mail that says what is new/)
  await as.carla.post(urls.publishEvent('text'), { version: '2' })
  assert.deepEqual(await arrived(), [])
  assert.doesNotMatch(await as.carla.read(urls.staffEvent('text')), /Told by mail/)
  await as.otto.post(urls.editEvent('text'), { ...march, basedOn: '2', place: 'Cedar Park' })
  assert.match(await as.carla.read(urls.staffEvent('text')), /gets one mail that says what is new/)
})

test('a cancelled event is told with its reason, and calendars learn it', async () => {
  await fill('off')
  assert.match(await as.otto.read(urls.staffEvent('off')), /Everybody who said yes or maybe, or signed up, gets one mail that says so/)
  assert.equal((await as.otto.post(urls.cancelEvent('off'), { whyEn: 'A storm is coming.', whyEs: 'Viene una tormenta.' })).status, 303)
  const mails = await arrived()
  assert.deepEqual(who(mails), ['gus', 'lupe', 'maria', 'tom'])
  assert.equal(mails[0]!.subject, 'Cancelled: March')
  assert.match(mails[0]!.text, /is cancelled\. Please don’t come[^]*A storm is coming\.[^]*It was planned for: Saturday, October 30/)
  assert.match(mails[1]!.text, /Viene una tormenta/)
  const calendar = await as.visitor.read(urls.eventCalendar('off'))
  assert.match(calendar, /STATUS:CANCELLED/)
  assert.match(calendar, /SEQUENCE:1\r\n/)
  assert.equal((await as.otto.post(urls.cancelEvent('off'))).status, 422)
  assert.deepEqual(await arrived(), [])
})

test('several changes before a mail has left are one mail; back where it was is none', async () => {
  await fill('twice')
  await change('twice', 1, { place: 'Cedar Park' })
  await change('twice', 2, { place: 'Cedar Park', starts: '2027-10-30T12:00' })
  const mails = await arrived()
  assert.deepEqual(who(mails), ['gus', 'lupe', 'maria', 'tom'])
  assert.equal(mails[0]!.subject, 'New time and place: March')
  assert.match(mails[0]!.text, /No longer: Saturday, October 30, 2027, 10:00\sa\.m\.[^]*Lantern Park/)
  assert.match(await as.carla.read(urls.staffEvent('twice')), /A later change came[^]*4 of 4 told/)

  await change('twice', 3, { place: 'Mill Park', starts: '2027-10-30T12:00' })
  await change('twice', 4, { place: 'Cedar Park', starts: '2027-10-30T12:00' })
  assert.deepEqual(await arrived(), [])
  await change('twice', 5, { place: 'Mill Park', starts: '2027-10-30T12:00' })
  await as.otto.post(urls.cancelEvent('twice'))
  const last = await arrived()
  assert.deepEqual([...new Set(last.map(({ subject }) => subject))].sort(), ['Cancelado: Marcha', 'Cancelled: March'])
  assert.match(last[0]!.text, /It was planned for: [^]*Cedar Park/)
})

test('who changed her mind, withdrew, or said no to all mail is not told', async () => {
  await fill('minds')
  await say(as.maria, 'minds', 'no')
  assert.equal((await as.tom.post(urls.myMail, { address: 'tom@example.org', category: 'all', given: 'no' })).status, 303)
  await change('minds', 1, { place: 'Cedar Park' })
  assert.deepEqual(who(await arrived()), ['gus', 'lupe'])
  assert.equal((await as.tom.post(urls.myMail, { address: 'tom@example.org', category: 'all', given: 'yes' })).status, 303)
})

test('who has an account and signed up with its address as well gets one mail', async () => {
  await publish('both')
  await signUp('both', 'Tom')
  await say(as.maria, 'both', 'yes')
  await arrived()
  await change('both', 1, { place: 'Cedar Park' })
  assert.deepEqual(who(await arrived()), ['maria', 'tom'])
})

test('a mail that was claimed and not answered for is unsure, and never sent again', async () => {
  await fill('unsure')
  await change('unsure', 1, { place: 'Cedar Park' })
  server.says.answer = (address) => (address.startsWith('gus') ? { at: 'DATA', code: 451, text: 'later' } : null)
  assert.deepEqual(who(await arrived()), ['lupe', 'maria', 'tom'])
  server.says.answer = () => null
  // As a run that is killed leaves it: claimed, and nothing recorded.
  await fillTables(
    world.ownerUrl,
    ['delivery'],
    async (client) => void (await client.query(`update delivery set state = 'claimed', run = gen_random_uuid() where state = 'deferred'`)),
  )
  const { rows } = await world.worker.pool.query(`select id from graphile_worker.jobs where run_at > now()`)
  await world.worker.pool.query(`select graphile_worker.reschedule_jobs($1, run_at := now())`, [rows.map(({ id }) => id)])
  assert.deepEqual(await arrived(), [])
  assert.match(await as.otto.read(urls.staffEvent('unsure')), /3 of 4 told[^]*1 unsure/)
})

test('a deployment that can’t send says so before, holds the mail, and sends it when somebody tells it to', async () => {
  await fill('held')
  const { BASE_URL } = world.settings
  world.settings.BASE_URL = 'http://localhost:3000' // links would lead nowhere
  await as.otto.post(urls.editEvent('held'), { ...march, basedOn: '1', place: 'Cedar Park' })
  assert.match(await as.carla.read(urls.staffEvent('held')), /This deployment can’t send mail at the moment/)
  await as.carla.post(urls.publishEvent('held'), { version: '2' })
  assert.deepEqual(await arrived(), [])
  const page = await as.carla.read(urls.staffEvent('held'))
  assert.match(page, /Nobody is told yet: this deployment doesn’t know its public address/)
  const [, message] = /name="message" value="(\d+)"/.exec(page)!
  world.settings.BASE_URL = BASE_URL
  assert.equal((await as.olga.post(urls.resumeNotice('held'), { message: message! })).status, 404, 'an officer of another host')
  assert.equal((await as.otto.post(urls.resumeNotice('held'), { message: message! })).status, 303)
  assert.deepEqual(who(await arrived()), ['gus', 'lupe', 'maria', 'tom'])
  assert.match(await (await as.otto.post(urls.resumeNotice('held'), { message: message! })).text(), /not held any more/)
})

test('nobody but those who may publish it learns how many were told, and nobody reads to whom', async () => {
  await publish('counts')
  await say(as.maria, 'counts', 'yes')
  await change('counts', 1, { place: 'Cedar Park' })
  await arrived()
  const counts = await as.otto.read(urls.staffEvent('counts'))
  assert.match(counts, /1 of 1 told/)
  assert.doesNotMatch(counts, /No mail reaches/)
  await fillTables(world.ownerUrl, ['rsvp'], async (client) => {
    await client.query(
      `insert into rsvp (local_id, event_id, member_id, answer, answered_at) select 1, id, 12, 'yes', now() from event where slug = 'counts'`,
    )
  })
  assert.match(await as.otto.read(urls.staffEvent('counts')), /No mail reaches 1 of those who answered/)
  for (const name of ['olga', 'dora', 'ada', 'stella'] as const)
    assert.doesNotMatch(await as[name].read(urls.staffEvent('counts')), /1 of 1/, name)
  for (const name of ['maria', 'visitor'] as const)
    assert.equal((await as[name].post(urls.resumeNotice('counts'), { message: '1' })).status, 404)
  for (const question of [
    'select * from event_notice',
    'select * from delivery',
    'select * from people_to_tell(1)',
    'select arm_sign_ups(null, null)',
  ])
    await assert.rejects(
      asPerson(world.root, cast.otto, 'read write', (db) => sql.raw(question).execute(db)),
      /permission denied/,
      question,
    )
  await asPerson(world.root, cast.olga, 'read only', async (db) =>
    assert.deepEqual((await sql`select * from message`.execute(db)).rows, []),
  )
})

test('when it is forgotten to whom a mail went, it is still counted', async () => {
  await fill('forgotten')
  await change('forgotten', 1, { place: 'Cedar Park' })
  await arrived()
  const past = `update delivery set settled_at = now() - interval '3 years' where sign_up_id is not null or account_id is not null`
  await fillTables(world.ownerUrl, ['delivery'], async (client) => void (await client.query(past)))
  assert.equal((await as.ada.post(urls.retention)).status, 303)
  await world.runJobs()
  assert.equal((await world.look<{ n: number }>('sender', 'select count(*)::int as n from delivery'))[0]!.n, 0)
  assert.match(await as.otto.read(urls.staffEvent('forgotten')), /4 of 4 told/)
})
