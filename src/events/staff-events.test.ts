import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys } from '../../test/cast.ts'
import { newWorld, now } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { kinds } from './event.ts'

const world = await newWorld()
const as = Object.fromEntries(Object.entries({ ...cast, visitor: null }).map(([name, account]) => [name, world.as(account)])) as Record<
  keyof typeof cast | 'visitor',
  ReturnType<typeof world.as>
>
const read = (who: ReturnType<typeof world.as>, path: string) => who.read(`${path}?now`)

const hall = {
  host: 'coalition',
  titleEn: 'Town hall',
  textEn: 'Ask the committee.',
  starts: '2027-10-30T10:00',
  ends: '2027-10-30T14:00',
  zone: 'America/Los_Angeles',
  place: 'Lantern Hall',
  address: '',
  capacity: '',
  ...Object.fromEntries(kinds.map((kind) => [`kind-${kind}`, 'yes'])),
}
const write = (who: ReturnType<typeof world.as>, slug: string, rest: Record<string, string> = {}) =>
  who.post(urls.newEvent, { ...hall, slug, ...rest })
async function publish(slug: string, rest: Record<string, string> = {}) {
  assert.equal((await write(as.otto, slug, rest)).status, 303)
  assert.equal((await as.carla.post(urls.publishEvent(slug), { version: '1' })).status, 303)
  return slug
}

test('two people: who wrote a version cannot publish it, whoever else may can', async () => {
  await write(as.otto, 'two')
  assert.equal((await as.visitor.get(urls.event('two'))).status, 404)
  const own = await as.otto.post(urls.publishEvent('two'), { version: '1' })
  assert.equal(own.status, 422)
  assert.match(await own.text(), /Two people: who wrote a version cannot publish it/)
  for (const who of [as.olga, as.maria, as.dora, as.ada, as.visitor])
    assert.equal((await who.post(urls.publishEvent('two'), { version: '1' })).status, 404)
  assert.equal((await as.carla.post(urls.publishEvent('two'), { version: '1' })).status, 303)
  assert.match(await as.visitor.read(urls.event('two')), /Town hall/)
  assert.match(await as.otto.read(urls.staffEvent('two')), /Otto Lang, [\s\S]*Carla Voss, /)
})

test('the database refuses it, whoever asks past the pages', async () => {
  await write(as.otto, 'past-the-pages')
  const id = await asPerson(
    world.root,
    cast.otto,
    'read only',
    async (db) => (await db.selectFrom('event').where('slug', '=', 'past-the-pages').select('id').executeTakeFirstOrThrow()).id,
  )
  await assert.rejects(
    asPerson(world.root, cast.otto, 'read write', (db) => db.updateTable('event').set({ shown: 1 }).where('id', '=', id).execute()),
    /permission denied/,
  )
  await assert.rejects(
    asPerson(world.root, cast.otto, 'read write', (db) => db.updateTable('event_version').set({ published_by: cast.carla }).execute()),
    /permission denied/,
  )
  await assert.rejects(
    asPerson(world.root, cast.olga, 'read write', (db) =>
      db.insertInto('event').values({ slug: 'mine-now', host_local_id: null }).execute(),
    ),
    /row-level security/,
  )
  await assert.rejects(
    asPerson(world.root, cast.olga, 'read write', (db) =>
      db.insertInto('event_goal').values({ event_id: id, local_id: 1, goal: 5 }).execute(),
    ),
    /row-level security/,
  )
})

test("an officer writes her local's event; the coalition's communications publish it; another local is not asked", async () => {
  assert.equal((await write(as.olga, 'north-night', { host: localKeys.north })).status, 303)
  assert.equal((await write(as.olga, 'south-night', { host: localKeys.south })).status, 422)
  assert.equal((await as.stella.get(urls.staffEvent('north-night'))).status, 404)
  assert.equal((await as.stella.post(urls.publishEvent('north-night'), { version: '1' })).status, 404)
  assert.equal((await as.cory.get(urls.editEvent('north-night'))).status, 404, 'the coalition publishes it, and does not write it')
  assert.equal((await as.cory.post(urls.publishEvent('north-night'), { version: '1' })).status, 303)
  assert.match(await as.visitor.read(urls.event('north-night')), /Local 12 North/)
  assert.equal((await as.otto.post(urls.cancelEvent('north-night'))).status, 404)
  assert.equal((await as.olga.post(urls.cancelEvent('north-night'), { whyEn: 'No hall.' })).status, 303)
  for (const who of [as.maria, as.dora, as.ada, as.sven]) assert.equal((await who.get(urls.newEvent)).status, 404)
})

test('an edit waits for a second person; a change of time or place is said to be one', async () => {
  const slug = await publish('edits')
  const edit = (who: ReturnType<typeof world.as>, basedOn: number, rest: Record<string, string>) =>
    who.post(urls.editEvent(slug), { ...hall, basedOn: String(basedOn), ...rest })
  assert.equal((await edit(as.otto, 1, { textEn: 'Ask us anything.' })).status, 303)
  assert.doesNotMatch(await read(as.visitor, urls.event(slug)), /Ask us anything/)
  assert.match(await as.cory.read(urls.staffEvent(slug)), /What changes for the public:<\/strong> text/)
  assert.equal((await as.cory.post(urls.publishEvent(slug), { version: '2' })).status, 303)
  assert.match(await read(as.visitor, urls.event(slug)), /Ask us anything/)
  assert.doesNotMatch(await read(as.visitor, urls.event(slug)), /was changed on/)

  assert.equal((await edit(as.otto, 2, { place: 'Cedar Hall' })).status, 303)
  const stale = await edit(as.cory, 2, { place: 'Mill Hall' })
  assert.equal(stale.status, 422)
  const again = await stale.text()
  assert.match(again, /Somebody else saved a newer version[\s\S]*value="Mill Hall"/)
  assert.match(again, /name="basedOn" value="3"/)
  assert.equal((await as.carla.post(urls.publishEvent(slug), { version: '2' })).status, 422, 'a newer one is there')
  assert.equal((await as.carla.post(urls.publishEvent(slug), { version: '3' })).status, 303)
  assert.match(await read(as.visitor, urls.event(slug)), /The time or the place was changed on Monday, October 18, 2027[\s\S]*Cedar Hall/)
})

test('bad input gets a sentence beside its field, and what was typed stays', async () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ titleEn: ' ' }, /Write a title/],
    [{ titleEn: 'x'.repeat(121) }, /1 to 120 letters/],
    [{ starts: '' }, /Give day and time/],
    [{ starts: '2027-02-30T10:00' }, /Give day and time/],
    [{ ends: '2027-10-30T09:00' }, /end must come after/],
    [{ starts: '2027-03-14T02:30', ends: '2027-03-14T08:00' }, /does not exist in that zone/],
    [{ zone: 'Mars/Olympus' }, /Choose a time zone/],
    [{ capacity: '-3' }, /whole number from 1/],
    [{ capacity: '1e9' }, /whole number from 1/],
    [{ place: '' }, /Write where it is/],
    [{ host: '' }, /Choose who hosts/],
    [Object.fromEntries(kinds.map((kind) => [`kind-${kind}`, ''])), /at least one group/],
    [{ slug: 'Töwn hall' }, /small letters a to z/],
    [{ slug: 'new' }, /is not “new”/],
    [{ slug: '', titleEn: '護士' }, /No address can be made/],
    [{ textEn: 'x'.repeat(10_001) }, /at most 10,000/],
  ]
  for (const [rest, sentence] of cases) {
    const reply = await write(as.otto, 'bad', { address: '77 Typed Street', ...rest })
    assert.equal(reply.status, 422, JSON.stringify(rest).slice(0, 60))
    const text = await reply.text()
    assert.match(text, sentence)
    assert.match(text, /77 Typed Street/)
  }
  assert.equal((await as.otto.get(urls.staffEvent('bad'))).status, 404)
  await write(as.olga, 'taken', { host: localKeys.north })
  assert.match(await (await write(as.otto, 'taken')).text(), /Another event has the address “taken”/)
  assert.equal(
    (await write(as.otto, '', { titleEn: 'A new March!' })).headers.get('location'),
    `${urls.staffEvent('a-new-march')}?done=saved`,
  )
})

test('goals are set by the host and seen with the count', async () => {
  const slug = await publish('goals')
  const wrong = await as.otto.post(urls.eventGoals(slug), { 'goal-north-12': 'many', 'goal-south-34': '20' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Local 12 North: A goal is a whole number[\s\S]*value="many"/)
  assert.equal((await as.otto.post(urls.eventGoals(slug), { 'goal-north-12': '1,200', 'goal-south-34': '20' })).status, 303)
  assert.equal((await as.olga.get(urls.eventGoals(slug))).status, 404)
  assert.match(await as.otto.read(urls.turnout(slug)), /1,220/)
  assert.match(await as.olga.read(urls.turnout(slug)), /1,200/)
  assert.equal((await as.otto.post(urls.eventGoals(slug), { 'goal-north-12': '', 'goal-south-34': '20' })).status, 303)
  assert.doesNotMatch(await as.olga.read(urls.turnout(slug)), /1,200/)
  await write(as.olga, 'own-goals', { host: localKeys.north })
  assert.doesNotMatch(await as.olga.read(urls.eventGoals('own-goals')), /goal-south-34/)
  assert.equal((await as.olga.post(urls.eventGoals('own-goals'), { 'goal-north-12': '9', 'goal-south-34': '20' })).status, 303)
  assert.doesNotMatch(await as.otto.read(urls.turnout('own-goals')), />20</)
})

test('turnout: the total for every office, locals and worksites as far as an office reaches', async () => {
  const slug = await publish('turnout')
  await as.maria.post(urls.rsvp(slug), { answer: 'yes', guests: '2' })
  await as.stella.post(urls.rsvp(slug), { answer: 'yes', guests: '0' })
  await as.tom.post(urls.rsvp(slug), { answer: 'maybe', guests: '0' })
  await as.visitor.post(urls.signUp(slug), { name: 'P. Ress', email: 'press@example.org', kind: 'press', guests: '1', lang: 'en' })
  const all = /data-say="6 are coming\."/
  const sees: Record<string, { locals: string[]; worksites: boolean }> = {
    otto: { locals: ['Local 12 North', 'Local 34 South'], worksites: false },
    ada: { locals: ['Local 12 North', 'Local 34 South'], worksites: false },
    dora: { locals: ['Local 12 North'], worksites: false },
    olga: { locals: ['Local 12 North'], worksites: true },
    stella: { locals: ['Local 34 South'], worksites: true },
    sven: { locals: [], worksites: false },
  }
  for (const [name, { locals, worksites }] of Object.entries(sees)) {
    const main = (await as[name as 'otto'].read(urls.turnout(slug))).split('<main')[1]!.split('</main>')[0]!
    assert.match(main, all, name)
    assert.deepEqual(
      ['Local 12 North', 'Local 34 South'].filter((local) => main.includes(local)),
      locals,
      name,
    )
    assert.equal(/Cedar Hill Hospital|Old Mill/.test(main), worksites, name)
    assert.doesNotMatch(main, /Maria|Santos|P\. Ress/, name)
  }
  assert.match(await as.olga.read(urls.turnout(slug)), /Cedar Hill Hospital[\s\S]*12% \(8\)/)
  for (const who of [as.maria, as.visitor]) assert.equal((await who.get(urls.turnout(slug))).status, 404)
})

test('the list of events: coming and past, in the language asked for, and each in a calendar', async () => {
  await publish('march', { titleEn: 'March; for care, now', titleEs: 'Marcha', capacity: '50', textEn: 'First line.\n\nSecond line.' })
  await publish('phoenix', { titleEn: 'Desert vigil', zone: 'America/Phoenix' })
  await as.otto.post(urls.cancelEvent('phoenix'), { whyEn: 'Too hot.' })
  const list = await as.visitor.read(urls.events)
  assert.match(list, /id="coming"[\s\S]*March; for care, now[\s\S]*id="past"/)
  assert.match(await world.as(null, { 'accept-language': 'es' }).read(urls.events), /Eventos[\s\S]*Marcha/)
  assert.match(
    await world.as(null, { 'accept-language': 'es' }).read(urls.event('march')),
    /<html lang="es">[\s\S]*Quedan 50 lugares de 50|<html lang="es">[\s\S]*Seats|<html lang="es">[\s\S]*lugares/,
  )

  const reply = await as.visitor.get(urls.calendar)
  assert.match(reply.headers.get('content-type')!, /^text\/calendar/)
  const file = parse(await reply.text())
  const march = file.events.find((event) => event.SUMMARY === 'March\\; for care\\, now')!
  assert.deepEqual(
    [march['DTSTART;TZID=America/Los_Angeles'], march['DTEND;TZID=America/Los_Angeles'], march.STATUS, march.SEQUENCE],
    ['20271030T100000', '20271030T140000', 'CONFIRMED', '0'],
  )
  assert.match(march.UID!, /^event-\d+@commontable\.example\.org$/)
  assert.equal(march['URL;VALUE=URI'], 'http://commontable.example.org/events/march')
  const vigil = file.events.find((event) => event.SUMMARY === 'Desert vigil')!
  assert.deepEqual([vigil.STATUS, vigil.SEQUENCE, vigil.DESCRIPTION], ['CANCELLED', '1', 'Too hot.'])
  assert.deepEqual(file.zones.sort(), ['America/Los_Angeles', 'America/Phoenix'])

  await as.otto.post(urls.editEvent('march'), {
    ...hall,
    basedOn: '1',
    titleEn: 'March',
    starts: '2027-11-07T01:00',
    ends: '2027-11-07T03:00',
    zone: 'America/Denver',
  })
  const moved = await as.otto.post(urls.editEvent('march'), {
    ...hall,
    basedOn: '1',
    titleEn: 'March',
    starts: '2027-11-07T03:00',
    ends: '2027-11-07T05:00',
    zone: 'America/Denver',
  })
  assert.equal(moved.status, 303, 'the first one fell into the hour that comes twice')
  await as.carla.post(urls.publishEvent('march'), { version: '2' })
  const one = parse(await as.visitor.read(urls.eventCalendar('march')))
  assert.deepEqual(
    [one.events.length, one.events[0]!.SEQUENCE, one.events[0]!.UID, one.events[0]!['DTSTART;TZID=America/Denver']],
    [1, '1', march.UID, '20271107T030000'],
  )

  await world.setClock('2027-12-01T00:00:00Z')
  assert.match(await read(as.visitor, urls.events), /Nothing is planned right now[\s\S]*id="past"[\s\S]*March/)
  await world.setClock(now)
})

/** Content lines unfolded (RFC 5545, 3.1), by component. Throws where a component is not closed. */
function parse(text: string) {
  assert.ok(
    text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75),
    'no line is longer than 75 octets',
  )
  const open: { name: string; lines: Record<string, string> }[] = [],
    events: Record<string, string>[] = [],
    zones: string[] = []
  for (const line of text.replaceAll('\r\n ', '').split('\r\n').filter(Boolean)) {
    const colon = /:(?=(?:[^"]*"[^"]*")*[^"]*$)/.exec(line)!.index,
      [name, value] = [line.slice(0, colon), line.slice(colon + 1)]
    if (name === 'BEGIN') open.push({ name: value, lines: {} })
    else if (name === 'END') {
      const closed = open.pop()!
      assert.equal(closed.name, value)
      if (value === 'VEVENT') events.push(closed.lines)
      if (value === 'VTIMEZONE') zones.push(closed.lines.TZID!)
    } else open.at(-1)!.lines[name] = value
  }
  assert.equal(open.length, 0)
  return { events, zones }
}
