import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { cast, classifications, departments, localKeys, locals, people, shifts, units, worksites } from '../../test/cast.ts'
import { acceptInvited } from '../../test/invited.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { countSegment, inSegment } from './in-segment.ts'
import { everybody, type Filter } from './segment.ts'

const world = await newWorld()
const olga = world.as(cast.olga),
  stella = world.as(cast.stella),
  maria = world.as(cast.maria),
  tom = world.as(cast.tom)
const north = localKeys.north
const strangers = [stella, maria, world.as(cast.sven), world.as(cast.carla), world.as(cast.dora), world.as(null)]

const counted = async (typed: Record<string, string | string[]>) => {
  const form = new URLSearchParams(Object.entries(typed).flatMap(([name, values]) => [values].flat().map((value) => [name, value])))
  const reply = await olga.post(urls.newSegment(north), form)
  const text = await reply.text()
  assert.equal(reply.status, 200, text)
  return Number(/class="stat-value">([\d,]+)</.exec(text)![1]!.replaceAll(',', ''))
}
const save = async (by: typeof olga, name: string, typed: Record<string, string> = {}) => {
  const reply = await by.post(urls.newSegment(north), { step: 'save', name, ...typed })
  assert.equal(reply.status, 303, await reply.text())
  return Number(/\/segments\/[\w-]+\/(\d+)/.exec(reply.headers.get('location')!)![1])
}

let march = 0
before(async () => {
  const when = { starts: '2027-10-30T10:00', ends: '2027-10-30T14:00', zone: 'America/Los_Angeles', place: 'Park' }
  await world.as(cast.otto).post(urls.newEvent, { host: 'coalition', slug: 'march', titleEn: 'March', ...when, 'kind-member': 'yes' })
  await world.as(cast.carla).post(urls.publishEvent('march'), { version: '1' })
  await maria.post(urls.rsvp('march'), { answer: 'yes', guests: '0' })
  await tom.post(urls.rsvp('march'), { answer: 'maybe', guests: '0' })
  march = (await asPerson(world.root, cast.olga, 'read only', (db) => db.selectFrom('event').select('id').executeTakeFirstOrThrow())).id
})

test('each thing that can be asked finds whom the roster says', async () => {
  assert.equal(await counted({}), 12)
  assert.equal(await counted({ units: String(units.northNurses) }), 10)
  assert.equal(await counted({ units: [String(units.northNurses), String(units.northPharmacy)] }), 12, 'who is in two units counts once')
  assert.equal(await counted({ worksites: String(worksites.cedarHill), shifts: String(shifts.night) }), 2)
  assert.equal(await counted({ departments: String(departments.lanternBayClinic) }), 4)
  assert.equal(await counted({ classifications: String(classifications.pharmacyTechnician) }), 3)
  assert.equal(
    await counted({ units: String(units.northPharmacy), classifications: String(classifications.nurse) }),
    0,
    'of one and the same place of work',
  )
  assert.equal(await counted({ languages: 'es, vi' }), 3)
  assert.equal(await counted({ hiredFrom: '2011-11-07', hiredBefore: '2019-08-01' }), 2)
  assert.equal(await counted({ email: 'no' }), 2)
  assert.equal(await counted({ email: 'yes', phone: 'no' }), 1)
  assert.equal(await counted({ office: 'steward' }), 1)
  assert.equal(await counted({ office: 'any' }), 2)
  assert.equal(await counted({ office: 'none' }), 10)
  assert.equal(await counted({ event: String(march), answer: 'yes' }), 1)
  assert.equal(await counted({ event: String(march), answer: 'answered' }), 2)
  assert.equal(await counted({ event: String(march), answer: 'unanswered', worksites: String(worksites.cedarHill) }), 6)
})

test('an employer’s address is one that no update goes to', async () => {
  await world.as(cast.ada).post(urls.employerDomains, { employer: '1', domain: 'fernwhistle.example' })
  await world.owner.query(
    `begin; alter table member no force row level security; update member set email = 'wei@mail.fernwhistle.example' where id = 11; alter table member force row level security; commit`,
  )
  assert.equal(await counted({ email: 'employer' }), 1)
})

test('two ways of counting agree, and with the people of the cast', async () => {
  const ids = (known: Record<string, number>) => fc.subarray(Object.values(known))
  const filters: fc.Arbitrary<Filter> = fc.record({
    units: ids(units),
    worksites: ids(worksites),
    departments: ids(departments),
    shifts: ids(shifts),
    classifications: ids(classifications),
    languages: fc.subarray(['en', 'es', 'vi']),
    hiredFrom: fc.constantFrom(null, '2010-01-01'),
    hiredBefore: fc.constant(null),
    office: fc.constant(null),
    email: fc.constant(null),
    phone: fc.constantFrom(null, 'yes' as const, 'no' as const),
    event: fc.constant(null),
  })
  const placesOnly = filters.map((filter): Filter => ({
    ...everybody,
    units: filter.units,
    worksites: filter.worksites,
    departments: filter.departments,
    shifts: filter.shifts,
    classifications: filter.classifications,
  }))
  const among = <Value>(list: readonly Value[], value: Value | null | undefined) =>
    list.length === 0 || (value != null && list.includes(value))
  const expected = (filter: Filter) =>
    people.filter(
      (one) =>
        one.local === 'north' &&
        among(filter.languages, one.language ?? 'en') &&
        (!filter.hiredFrom || (one.hired ?? '') >= filter.hiredFrom) &&
        (filter.phone === null || (filter.phone === 'yes') === (one.phone !== null)) &&
        one.works.some(
          ([unit, site, department, shift, classification]) =>
            among(filter.units, unit) &&
            among(filter.worksites, site) &&
            among(filter.departments, department) &&
            among(filter.shifts, shift) &&
            among(filter.classifications, classification),
        ),
    ).length
  await asPerson(world.root, cast.olga, 'read only', (db) =>
    fc.assert(
      fc.asyncProperty(fc.oneof(filters, placesOnly), async (filter) => {
        const { count } = await db
          .selectFrom('member as m')
          .where('m.local_id', '=', locals.north)
          .where(inSegment(locals.north, filter))
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        assert.equal(Number(count), expected(filter))
        assert.equal(await countSegment(db, locals.north, filter), expected(filter))
      }),
      { numRuns: 150 },
    ),
  )
})

test('row security bounds the count, whatever local is asked about', async () => {
  for (const [who, seen] of [
    [cast.olga, 12],
    [cast.stella, 0],
    [cast.maria, 1],
    [cast.carla, 0],
    [null, 0],
  ] as const)
    assert.equal(await asPerson(world.root, who, 'read only', (db) => countSegment(db, locals.north, everybody)), seen)
})

test('a segment is kept by name, counted anew, narrows the list, changes and goes', async () => {
  const id = await save(olga, 'Nights', { shifts: String(shifts.night) })
  const page = await olga.read(urls.segment(north, id))
  assert.match(page, /class="stat-value">2</)
  assert.match(page, /Night/)
  const list = await olga.read(`${urls.localRoster(north)}?segment=${id}`)
  assert.match(list, /Whitaker/)
  assert.match(list, /O&#39;Dell|O'Dell/)
  assert.ok(!list.includes('Lindqvist'))
  assert.match(list, /<option value="\d+" selected[^>]*>Nights/)
  assert.match(await olga.read(urls.localSegments(north)), /Nights/)

  const taken = await olga.post(urls.newSegment(north), { step: 'save', name: 'Nights', shifts: String(shifts.day) })
  assert.equal(taken.status, 422)
  assert.match(await taken.text(), /a segment of this name already/)
  assert.equal((await olga.post(urls.segment(north, id), { step: 'save', name: 'Days', shifts: String(shifts.day) })).status, 303)
  assert.match(await olga.read(urls.segment(north, id)), /Days/)
  await world.owner.query(
    `begin; alter table assignment no force row level security; update assignment set shift_id = ${shifts.night} where member_id in (1, 4); alter table assignment force row level security; commit`,
  )
  assert.match(await olga.read(urls.segment(north, id)), /class="stat-value">[45]</)
  assert.equal((await olga.post(urls.removeSegment(north, id))).headers.get('location'), `${urls.localSegments(north)}?done=removed`)
  assert.equal((await olga.get(urls.segment(north, id))).status, 404)
})

test('it is its maker’s until she shares it with the local’s other officers; they look, she changes', async () => {
  await olga.post(urls.offices, { name: 'Vera Example', address: 'vera@example.org', what: `officer:local:${locals.north}` })
  const vera = await acceptInvited(world, 'vera@example.org')
  const mine = await save(olga, 'Only mine', { email: 'no' }),
    ours = await save(olga, 'Ours', { phone: 'no', shared: 'yes' })
  assert.equal((await vera.get(urls.segment(north, mine))).status, 404)
  assert.ok(!(await vera.read(urls.localSegments(north))).includes('Only mine'))
  assert.match(await vera.read(urls.segment(north, ours)), /class="stat-value">2</)
  assert.equal((await vera.get(`${urls.localRoster(north)}?segment=${ours}`)).status, 200)
  assert.equal((await vera.get(`${urls.localRoster(north)}?segment=${mine}`)).status, 404)
  assert.equal((await vera.post(urls.segment(north, ours), { step: 'save', name: 'Hers' })).status, 404)
  assert.equal((await vera.post(urls.removeSegment(north, ours))).status, 404)
  await save(vera, 'Ours', { phone: 'no' }) // another maker may use the same name
})

test('strangers find no segment, at no address', async () => {
  const id = await save(olga, 'Hidden', { shared: 'yes' })
  for (const stranger of strangers) {
    for (const path of [urls.localSegments(north), urls.newSegment(north), urls.segment(north, id)])
      assert.equal((await stranger.get(path)).status, 404, path)
    for (const path of [urls.newSegment(north), urls.segment(north, id), urls.removeSegment(north, id)])
      assert.equal((await stranger.post(path, { step: 'save', name: 'x' })).status, 404, path)
    assert.equal((await stranger.get(`${urls.localRoster(north)}?segment=${id}`)).status, 404)
  }
  assert.equal((await stella.get(urls.segment(localKeys.south, id))).status, 404)
  assert.equal((await stella.get(urls.localSegments(localKeys.south))).status, 200)
})

test('bad input gets its sentence, what was ticked and typed stays, nothing is saved', async () => {
  const form = new URLSearchParams([
    ['step', 'save'],
    ['name', ' '],
    ['shifts', String(shifts.night)],
    ['shifts', '99'],
    ['hiredFrom', '1999-13-01'],
    ['languages', 'español'],
    ['event', String(march)],
  ])
  const reply = await olga.post(urls.newSegment(north), form)
  assert.equal(reply.status, 422)
  const text = await reply.text()
  for (const sentence of [/does not occur on the roster/, /This is not a day/, /Write language codes/, /Say which answer you mean/])
    assert.match(text, sentence)
  assert.match(text, /value="español"/)
  assert.match(text, new RegExp(`id="shifts-${shifts.night}"[^>]*checked|checked[^>]*id="shifts-${shifts.night}"`))
  const nameless = await olga.post(urls.newSegment(north), { step: 'save', name: '' })
  assert.equal(nameless.status, 422)
  assert.match(await nameless.text(), /Say what it is called/)
  assert.ok(!(await olga.read(urls.localSegments(north))).includes('español'))
})

test('how many have said no is told in fives, for twenty mailboxes and more, while messages are lent', async () => {
  const id = await save(olga, 'All', {})
  assert.match(await olga.read(urls.segment(north, id)), /told for 20 mailboxes and more/)
  const ends = Temporal.Now.plainDateISO().add({ days: 90 }).toString()
  await olga.post(urls.localShares(north), { purpose: 'messages', label: 'until ratification', ends })
  await world.owner
    .query(`begin; alter table member no force row level security;
    insert into member (local_id, first_name, last_name, search_name, email) select 1, 'Extra', 'Person', 'person extra', 'extra-' || n || '@example.org' from generate_series(1, 30) n;
    alter table member force row level security; alter table consent no force row level security;
    insert into consent (address_key, category, given, source, wording) select sha256(pepper || convert_to('extra-' || n || '@example.org', 'UTF8')), 'updates', false, 'one-click', '' from mail_secret, generate_series(1, 8) n;
    alter table consent force row level security; commit`)
    .catch(async (error) => {
      await world.owner.query('rollback')
      throw error
    })
  assert.match(await olga.read(urls.segment(north, id)), /About 10 of them have said no/)
  for (const who of [cast.stella, cast.carla, null])
    assert.equal(
      await asPerson(world.root, who, 'read only', async (db) =>
        (await import('./in-segment.ts')).countUnsubscribed(db, locals.north, everybody),
      ),
      null,
    )
})
