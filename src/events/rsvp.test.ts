import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { addressOf, cast } from '../../test/cast.ts'
import { newWorld, now } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { answers, kinds, refusalFor, type Answer, type Kind } from './event.ts'
import { findEvent } from './event-queries.ts'
import { rsvp } from './rsvp.ts'

const world = await newWorld()
const [maria, tom, olga, stella, otto, carla, visitor] = [cast.maria, cast.tom, cast.olga, cast.stella, cast.otto, cast.carla, null].map(
  (account) => world.as(account),
) as ReturnType<typeof world.as>[]
const as = { maria: maria!, tom: tom!, olga: olga!, stella: stella!, otto: otto!, carla: carla!, visitor: visitor! }

/** A page as it is now: what has a query is not answered from memory. */
const read = (who: ReturnType<typeof world.as>, path: string) => who.read(`${path}?now`)

const march = {
  host: 'coalition',
  titleEn: 'March for care',
  titleEs: 'Marcha por la salud',
  textEn: 'Bring your family.\n\nWear purple.',
  textEs: 'Trae a tu familia.',
  starts: '2027-10-30T10:00',
  ends: '2027-10-30T14:00',
  zone: 'America/Los_Angeles',
  place: 'Lantern Park',
  address: '1 Invented Plaza',
  capacity: '',
  ...Object.fromEntries(kinds.map((kind) => [`kind-${kind}`, 'yes'])),
}

/** An event through the front door: Otto writes it, Carla publishes it. */
async function publish(slug: string, rest: Record<string, string> = {}) {
  assert.equal((await as.otto.post(urls.newEvent, { ...march, slug, ...rest })).status, 303)
  assert.equal((await as.carla.post(urls.publishEvent(slug), { version: '1' })).status, 303)
  return slug
}
const answer = (who: ReturnType<typeof world.as>, slug: string, form: Record<string, string> = {}) =>
  who.post(urls.rsvp(slug), { answer: 'yes', guests: '0', ...form })
const comingTo = async (slug: string) => Number(/([\d,]+) going/.exec(await read(as.visitor, urls.event(slug)))?.[1] ?? 0)

test('a nurse says yes and brings two: everyone sees three more, she and her officer see who, another local does not', async () => {
  const slug = await publish('march')
  const reply = await answer(as.maria, slug, { guests: '2', guestsKind: 'family' })
  assert.equal(reply.status, 303)
  assert.equal(reply.headers.get('location'), `${urls.event(slug)}#answer`)
  for (const who of [as.maria, as.tom, as.olga, as.stella, as.visitor]) assert.match(await read(who, urls.event(slug)), /3 going/)
  assert.match(await read(as.maria, urls.event(slug)), /You said yes, bringing 2\./)
  assert.match(await as.olga.read(urls.eventAnswers(slug)), /Santos, Maria/)
  for (const path of [urls.eventAnswers(slug), urls.turnout(slug), urls.event(slug), urls.staffEvent(slug)])
    assert.doesNotMatch(await as.stella.read(path), /Santos|Maria/)
  assert.equal((await as.maria.get(urls.eventAnswers(slug))).status, 404)
  assert.equal((await as.visitor.get(urls.turnout(slug))).status, 404)
})

test('she changes her mind, both ways', async () => {
  const slug = await publish('change')
  await answer(as.maria, slug, { guests: '2' })
  await answer(as.maria, slug, { answer: 'no', guests: '2' })
  assert.equal(await comingTo(slug), 0)
  assert.match(await read(as.maria, urls.event(slug)), /You said no\./)
  await answer(as.maria, slug, { answer: 'maybe', guests: '1' })
  assert.equal(await comingTo(slug), 0)
  await answer(as.maria, slug)
  assert.equal(await comingTo(slug), 1)
})

test('two nurses race for the last seat and one gets it', async () => {
  const slug = await publish('last-seat', { capacity: '1' })
  const reply = await asPerson(world.root, cast.maria, 'read write', async (db) => {
    assert.equal(await rsvp(db, slug, { answer: 'yes', guests: 0, guestsKind: null, through: null }), null)
    const reply = answer(as.tom, slug)
    await Promise.race([reply, setTimeout(300)]) // hers is not committed yet: his has to wait, or there are two
    return { reply }
  }).then(({ reply }) => reply)
  assert.equal(reply.status, 422)
  assert.match(await reply.text(), /Every seat is taken/)
  assert.equal(await comingTo(slug), 1)
})

test('a nurse and somebody without an account race for the last seat and one gets it', async () => {
  const slug = await publish('last-chair', { capacity: '1' })
  const replies = await Promise.all([
    answer(as.maria, slug),
    signUp(slug),
    answer(as.tom, slug),
    signUp(slug, { email: 'other@example.org' }),
  ])
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [303, 422, 422, 422])
  assert.equal(await comingTo(slug), 1)
})

test('the same answer sent twice at once is one answer', async () => {
  for (const [slug, capacity] of [
    ['twice', ''],
    ['twice-counted', '3'],
  ] as const) {
    await publish(slug, { capacity })
    const replies = await Promise.all([1, 2, 3, 4].map(() => answer(as.maria, slug, { guests: '1' })))
    assert.deepEqual(
      replies.map((reply) => reply.status),
      [303, 303, 303, 303],
    )
    assert.equal(await comingTo(slug), 2)
  }
})

test('three people and two seats: told how many are left, and what was typed stays', async () => {
  const slug = await publish('two-seats', { capacity: '4' })
  await answer(as.tom, slug, { guests: '1' })
  const reply = await answer(as.maria, slug, { guests: '2', guestsKind: 'family' })
  assert.equal(reply.status, 422)
  const text = await reply.text()
  assert.match(text, /Only 2 seats are left, and you would be 3/)
  assert.match(text, /<option value="2" selected>2<\/option>/)
  assert.equal((await answer(as.maria, slug, { guests: '1' })).status, 303)
  assert.equal((await answer(as.maria, slug, { guests: '0' })).status, 303, 'fewer never competes')
  assert.equal((await answer(as.tom, slug, { guests: '2' })).status, 303, 'the seat that became free')
})

test('over, cancelled, unknown and unannounced', async () => {
  const slug = await publish('evening')
  await answer(as.tom, slug)
  await world.setClock('2027-10-30T21:00:00Z')
  const late = await answer(as.maria, slug)
  assert.equal(late.status, 422)
  assert.match(await late.text(), /This event is over/)
  assert.match(await as.visitor.read(`${urls.events}?now`), /id="past"[\s\S]*March for care/)
  await world.setClock(now)

  assert.equal(
    (await as.otto.post(urls.cancelEvent(slug), { whyEn: 'The park is flooded.', whyEs: 'El parque está inundado.' })).status,
    303,
  )
  const off = await answer(as.maria, slug)
  assert.equal(off.status, 422)
  assert.match(await off.text(), /This event was cancelled/)
  assert.match(await read(as.visitor, urls.event(slug)), /The park is flooded/)
  assert.match(await world.as(null, { 'accept-language': 'es' }).read(urls.event(slug)), /El parque está inundado/)
  assert.equal((await answer(as.tom, slug, { answer: 'no' })).status, 303, 'saying no is always possible')

  await as.otto.post(urls.newEvent, { ...march, slug: 'draft' })
  for (const path of [urls.event('draft'), urls.event('nothing'), urls.eventCalendar('draft'), urls.signedUp('draft')])
    assert.equal((await as.visitor.get(path)).status, 404, path)
  for (const path of ['draft', 'nothing', 'Not-A-Slug', 'a%00b']) {
    assert.equal((await answer(as.maria, path)).status, 404, path)
    assert.equal((await signUp(path)).status, 404, path)
  }
  assert.equal((await as.olga.get(urls.staffEvent('draft'))).status, 404, "an officer does not see the coalition's draft")
  assert.equal((await as.carla.get(urls.event('draft'))).status, 200)
})

test('the clock decides to the second', async () => {
  const slug = await publish('to-the-second')
  await world.setClock('2027-10-30T20:59:50Z') // ends at 21:00:00Z
  assert.equal((await answer(as.maria, slug)).status, 303)
  await world.setClock('2027-10-30T21:00:00Z')
  assert.equal((await answer(as.tom, slug)).status, 422)
  await world.setClock(now)
})

test('who is not invited is told, and the forms offer only who is', async () => {
  const slug = await publish('press-day', { 'kind-member': '', 'kind-family': '', 'kind-patient': '', 'kind-community': '' })
  const refused = await answer(as.maria, slug)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /not open to everybody/)
  const form = await read(as.visitor, urls.event(slug))
  assert.match(form, /value="press"/)
  assert.doesNotMatch(form, /value="family"/)
  assert.equal((await signUp(slug, { kind: 'family' })).status, 422)
  assert.equal((await signUp(slug, { kind: 'press' })).status, 303)
})

test('a form that cannot be read says what and where', async () => {
  const slug = await publish('bad-input')
  for (const [form, sentence] of [
    [{ answer: 'perhaps' }, /Choose yes, maybe or no/],
    [{ answer: '' }, /Choose yes, maybe or no/],
    [{ guests: '11' }, /You can bring 0 to 10 others/],
    [{ guests: '-1' }, /You can bring 0 to 10 others/],
    [{ guests: '2; drop table' }, /You can bring 0 to 10 others/],
  ] as const) {
    const reply = await answer(as.maria, slug, form)
    assert.equal(reply.status, 422)
    assert.match(await reply.text(), sentence)
  }
  const long = await as.maria.post(urls.rsvp(slug), { answer: 'yes', guests: 'x'.repeat(400_000) })
  assert.equal(long.status, 400)
  assert.equal(await comingTo(slug), 0)
})

test('somebody who is signed in and on no roster, or no longer signed in, is shown the form for everybody', async () => {
  const slug = await publish('no-roster')
  const staff = await answer(as.carla, slug)
  assert.equal(staff.status, 422)
  assert.match(await staff.text(), /on no roster yet[\s\S]*name="email"/)
  const gone = await answer(as.visitor, slug)
  assert.equal(gone.status, 422)
  assert.match(await gone.text(), /no longer signed in[\s\S]*name="email"/)
})

test('somebody in two locals has one answer', async () => {
  const both = '00000000-0000-4000-8000-000000000099'
  await world.owner.query(`begin; alter table account no force row level security; alter table member no force row level security;
    insert into account values ('${both}'); update member set account_id = '${both}' where email = 'ines.duarte@example.org';
    alter table account force row level security; alter table member force row level security; commit`)
  const slug = await publish('two-locals', { capacity: '2' }),
    ines = world.as(both)
  for (const guests of ['1', '0', '1']) assert.equal((await answer(ines, slug, { guests })).status, 303)
  assert.equal(await comingTo(slug), 2)
})

test('the rule that explains and the rule that decides agree', async () => {
  await publish('rule-open')
  await publish('rule-full', { capacity: '3' })
  await publish('rule-members', { 'kind-family': '', 'kind-press': '', 'kind-patient': '', 'kind-community': '' })
  await publish('rule-cancelled')
  await publish('rule-over', { starts: '2027-10-18T10:00', ends: '2027-10-18T12:30' }) // 19:30Z
  await answer(as.tom, 'rule-full', { guests: '1' })
  await as.otto.post(urls.cancelEvent('rule-cancelled'))
  await world.setClock('2027-10-18T19:30:00Z')
  let cases = 0
  for (const person of [cast.maria, cast.tom])
    for (const slug of ['rule-open', 'rule-full', 'rule-members', 'rule-cancelled', 'rule-over'])
      for (const given of answers)
        for (const guests of [0, 1, 2, 3])
          for (const guestsKind of [null, 'press'] as (Kind | null)[])
            await asPerson(world.root, person, 'read write', async (db) => {
              const event = (await findEvent(db, slug))!
              const at = (await sql<{ now: Temporal.Instant }>`select campaign_now() as now`.execute(db)).rows[0]!.now
              const explained = refusalFor(event, { answer: given as Answer, kind: 'member', guests, guestsKind }, at)
              assert.deepEqual(
                await rsvp(db, slug, { answer: given, guests, guestsKind, through: null }),
                explained,
                `${slug} ${given} ${guests} ${guestsKind}`,
              )
              cases += 1
              throw new Error('roll back')
            }).catch((error) => {
              if (error.message !== 'roll back') throw error
            })
  assert.equal(cases, 240)
  await world.setClock(now)
})

test('what a handler wrote before it broke is gone', async () => {
  const slug = await publish('broken')
  await assert.rejects(
    asPerson(world.root, cast.maria, 'read write', async (db) => {
      await rsvp(db, slug, { answer: 'yes', guests: 0, guestsKind: null, through: null })
      throw new Error('on purpose')
    }),
  )
  await assert.rejects(
    asPerson(world.root, cast.maria, 'read only', (db) => rsvp(db, slug, { answer: 'yes', guests: 0, guestsKind: null, through: null })),
  )
  assert.equal(await comingTo(slug), 0)
})

function signUp(slug: string, form: Record<string, string> = {}) {
  return as.visitor.post(urls.signUp(slug), {
    name: 'Ada Neighbor',
    email: addressOf('carla').replace('carla', 'neighbor'),
    kind: 'community',
    guests: '0',
    guestsKind: '',
    local: '',
    lang: 'en',
    ...form,
  })
}
