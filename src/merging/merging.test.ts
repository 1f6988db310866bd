import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { cast, localKeys, type Name } from '../../test/cast.ts'
import { importByCommand } from '../../test/importing.ts'
import { newWorld } from '../../test/world.ts'
import { differences, type MemberRecord } from './merge.ts'
import { mergeMembers, undoMerge } from './merge-members.ts'
import { findRecords } from './merge-queries.ts'

const world = await newWorld()
const north = localKeys.north
const who = (name: Name | null) => world.as(name && cast[name])
const olga = who('olga')
const tables = [
  'member',
  'assignment',
  'rsvp',
  'cover',
  'conversation',
  'assessment',
  'import',
  'import_change',
  'consent',
  'event',
  'event_version',
  'member_merge',
  'member_merge_row',
  'two_people',
  'mail_secret',
  'office',
  'erased_address',
  'audit',
  'account',
]
/** As the owner, past row security; the last statement's rows. */
async function rows<Row>(statements: string): Promise<Row[]> {
  const client = await world.owner.connect()
  const all = (change: string) => tables.map((table) => `alter table ${table} ${change} row level security;`).join(' ')
  try {
    const results = (await client.query(`begin; ${all('no force')} ${statements}; ${all('force')} commit`)) as unknown as { rows: Row[] }[]
    return results.at(-2 - tables.length)!.rows
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
const fill = (statements: string) => rows(statements)

/** Everything that is said of some members, table by table; in merges themselves only until they are taken back. */
const state = (ids: number[]) =>
  rows<{ name: string; row: object }>(
    ['member', 'assignment', 'rsvp', 'cover', 'conversation', 'assessment', 'import_change']
      .map(
        (name) =>
          `select '${name}' as name, to_jsonb(x) as row from ${name} x where x.local_id = 1 and ${name === 'member' ? 'id' : 'member_id'} in (${ids})`,
      )
      .concat(`select 'consent', to_jsonb(c) from consent c`)
      .join(' union all ') + ' order by 1, 2',
  )

// Tom stands on the roster twice: 2, who never signed in by the other mailbox, and 50.
const officeOfSven = (await rows<{ id: string }>(`select id::text from office where account_id = '${cast.sven}'`))[0]!.id
await fill(`
  insert into event (id, slug, shown, published_at) values (80, 'picnic', null, null), (81, 'march', null, null), (82, 'rally', null, null);
  insert into event_version (event_id, version, title_en, starts_at, ends_at, zone, place, kinds) select id, 1, slug, '2027-12-20T18:00Z', '2027-12-20T20:00Z', 'America/Los_Angeles', 'A park', '{member,family}' from event;
  update event set shown = 1, published_at = now();
  insert into member (local_id, id, external_id, first_name, last_name, search_name, email, phone, language, hired_on) values
    (1, 50, 'N-2050', 'Thomas', 'Whitaker', 'whitaker thomas', 'tom.w@example.org', '+12135550102', 'es', '2019-08-01'),
    (1, 51, null, 'Tom', 'Whitaker', 'whitaker tom', null, '+12135550103', 'en', '2019-08-01'),
    (1, 52, 'N-2052', 'Ida', 'Lindqvist', 'lindqvist ida', 'ida@example.org', null, 'en', null), (1, 53, 'N-2053', 'Nils', 'Lindqvist', 'lindqvist nils', 'ida@example.org', null, 'en', null);
  insert into assignment (local_id, member_id, unit_id, worksite_id, department_id, shift_id, classification_id) values (1, 50, 1, 2, 3, 2, 1), (1, 50, 2, 1, 2, 1, 2);
  insert into rsvp (local_id, event_id, member_id, answer, guests, answered_at) values (1, 80, 2, 'yes', 2, '2027-01-01'), (1, 80, 50, 'no', 0, '2027-02-01'), (1, 81, 2, 'yes', 0, '2027-02-01'), (1, 81, 50, 'maybe', 0, '2027-01-01'), (1, 82, 50, 'yes', 1, '2027-01-01');
  insert into cover (local_id, id, member_id, worksite_id, department_id, shift_id, office_id, given_by) values (1, 60, 2, 1, 1, 3, ${officeOfSven}, '${cast.olga}'), (1, 61, 50, 1, 1, 3, ${officeOfSven}, '${cast.olga}'), (1, 62, 50, 1, 2, 1, ${officeOfSven}, '${cast.olga}');
  insert into conversation (local_id, id, member_id, account_id, by_name, request_key, note, said_at) values (1, 70, 50, '${cast.sven}', 'Sven', gen_random_uuid(), 'Wants nights', now()), (1, 71, 2, '${cast.sven}', 'Sven', gen_random_uuid(), 'Comes along', now());
  insert into assessment (local_id, id, member_id, scheme_id, value, evidence, account_id, by_name, request_key, said_at) select 1, 72, 50, id, 2, 'act', '${cast.sven}', 'Sven', gen_random_uuid(), now() from assessment_scheme where local_id is null;
  insert into import (local_id, id, by_account, by_name, file_name, state, applied_at, created_at, matched_at, header, new_rows, changed_rows, unchanged_rows, problem_rows, absent) values (1, 4, '${cast.olga}', 'Olga', 'list.csv', 'done', now() - interval '1 day', now() - interval '1 day', now() - interval '1 day', '["Phone"]', 0, 1, 0, 0, 0);
  insert into import_change (local_id, import_id, line, member_id, unit_id, before, after) values (1, 4, 2, 50, 1, '{"phone": null}', '{"phone": "+12135550102"}');
  insert into consent (address_key, category, given, source, wording) values (address_key('tom.w@example.org'), 'updates', false, 'one-click', 'No more')`)
const chosen = {
  'column-firstName': 'kept',
  'column-externalId': 'kept',
  'column-email': 'kept',
  'column-language': 'gone',
  'unit-1': 'gone',
}
const mergeTom = async (typed: Record<string, string> = chosen) => {
  const answer = await olga.post(urls.mergePair(north, 2, 50), typed)
  assert.equal(answer.status, 303, await answer.clone().text())
  assert.equal(answer.headers.get('location'), `${urls.rosterMember(north, 2)}?merged=yes`)
  return (await rows<{ id: number }>('select id::integer from member_merge order by id desc limit 1'))[0]!.id
}

test('what refers to a member can go along in a merge', async () => {
  const { rows: missing } = await world.owner.query(`select table_name from rows_about_members() where table_name <> 'public.member_merge'
    and not (has_table_privilege('${world.root.prefix}_archivist', table_name, 'select, insert') and has_table_privilege('${world.root.prefix}_archivist', table_name, 'update') and has_table_privilege('${world.root.prefix}_archivist', table_name, 'delete'))`)
  assert.deepEqual(
    missing,
    [],
    'grant select, insert, update, delete on each of these to "@archivist", as db/migrations/0110_merging.sql does, and give it the policy `erasing`',
  )
})

test('likely duplicates are listed; a pair of which somebody said that they are two people is not', async () => {
  const list = await olga.read(urls.duplicates(north))
  assert.match(list, /Compare Tom Whitaker and Thomas Whitaker/)
  assert.match(list, /Compare Tom Whitaker and Tom Whitaker/)
  assert.match(list, /Compare Ida Lindqvist and Nils Lindqvist/)
  assert.ok(list.indexOf('Compare Tom Whitaker and Tom Whitaker') < list.indexOf('Compare Ida'), 'the same name first')
  assert.doesNotMatch(list, /Compare Maria/)
  assert.equal((await olga.post(urls.twoPeople(north, 53, 52))).status, 303)
  assert.doesNotMatch(await olga.read(urls.duplicates(north)), /Lindqvist/)
  assert.match(await olga.read(urls.chooseDuplicate(north, 2)), /Thomas/)
  assert.match(await olga.read(`${urls.chooseDuplicate(north, 2)}?search=santos`), /Santos, Maria/)
  assert.match(await olga.read(`${urls.chooseDuplicate(north, 2)}?search=nobodyofthisname`), /Nobody is found/)
})

test('two records become one with all that spoke of them, and two again, exactly as they were', async () => {
  const before = await state([2, 50])
  const pair = await olga.read(urls.mergePair(north, 50, 2))
  for (const part of [
    /Two records|Tom Whitaker and Thomas Whitaker/,
    /answers to events: 3/,
    /notes of conversations: 1/,
    /Work in Registered nurses/,
    /N-2050/,
  ])
    assert.match(pair, part)
  const id = await mergeTom()

  const after = await olga.read(`${urls.rosterMember(north, 2)}?merged=yes`)
  for (const part of [
    /Merged\./,
    /Spanish/,
    /N-1002/,
    /Lantern Bay Clinic/,
    /Pharmacy/,
    /Thomas Whitaker, number N-2050, was merged into this record/,
    /list.csv/,
  ])
    assert.match(after, part)
  assert.equal(
    (await olga.get(urls.rosterMember(north, 50))).headers.get('location'),
    urls.rosterMember(north, 2),
    'links to the other record lead on',
  )
  const now = await state([2])
  const of = (name: string) => now.filter((one) => one.name === name).map(({ row }) => row as Record<string, unknown>)
  assert.deepEqual(
    of('rsvp')
      .map(({ event_id, answer }) => [event_id, answer])
      .sort(),
    [
      [80, 'no'],
      [81, 'yes'],
      [82, 'yes'],
    ],
    'the later answer counts',
  )
  assert.deepEqual(
    of('cover').map(({ id }) => id),
    [60, 62],
    'one cover in one place',
  )
  assert.equal(of('conversation').length + of('assessment').length, 3)
  assert.deepEqual(
    of('consent')
      .map(({ source, given }) => [source, given])
      .sort(),
    [
      ['merged', false],
      ['one-click', false],
    ],
    'a no holds for the mailbox that stays',
  )
  assert.deepEqual(
    (await world.look<{ no: boolean }>('sender', `select address_key('tom@example.org') in (select mail_withdrawn('updates')) as no`))[0],
    { no: true },
  )
  assert.deepEqual(
    (await state([50])).filter(({ name }) => name !== 'consent'),
    [],
  )
  assert.match(await olga.read(`${urls.audit}?local=${north}`), /Merged two records of one member/)
  assert.match(
    await who('sven').read(urls.coveredMember(north, 50)),
    /Wants nights/,
    'a phone that knows the old record finds the one that stays',
  )

  assert.match(await olga.read(urls.merge(north, id)), /Both records are as they were/)
  const undone = await olga.post(urls.merge(north, id))
  assert.equal(undone.headers.get('location'), `${urls.rosterMember(north, 2)}?apart=50`)
  assert.deepEqual(await state([2, 50]), before)
  assert.match(await olga.read(`${urls.audit}?local=${north}`), /Took a merge of two records back/)
  assert.equal((await olga.get(urls.merge(north, id))).status, 404)
})

test('what happened since a merge stays; a merge since is taken back first', async () => {
  const id = await mergeTom({ ...chosen, 'column-email': 'gone' })
  await fill(
    `update member set phone = '+12135550199' where local_id = 1 and id = 2; insert into conversation (local_id, id, member_id, account_id, by_name, request_key, note, said_at) values (1, 79, 2, '${cast.sven}', 'Sven', gen_random_uuid(), 'Since then', now())`,
  )
  const second = await olga.post(urls.mergePair(north, 2, 51), {
    'column-firstName': 'kept',
    'column-externalId': 'kept',
    'column-email': 'kept',
    'column-phone': 'kept',
    'column-language': 'kept',
  })
  assert.equal(second.status, 303)
  const later = await olga.post(urls.merge(north, id))
  assert.equal(later.status, 422)
  const said = await later.text()
  assert.match(said, /merged with another one since/)
  const other = Number(/merges\/(\d+)">The later merge/.exec(said)![1])
  assert.match(await olga.read(urls.rosterImport(north, 4)), /a record of this one was merged since/)
  for (const merge of [other, id]) assert.equal((await olga.post(urls.merge(north, merge))).status, 303)
  const [tom, thomas] = await asPerson(world.root, cast.olga, 'read only', (db) => findRecords(db, 1, [2, 50]))
  assert.deepEqual(
    [tom!.phone, tom!.email, thomas!.phone, thomas!.email],
    ['+12135550199', 'tom@example.org', '+12135550102', 'tom.w@example.org'],
  )
  assert.deepEqual(await rows<{ id: number }>(`select member_id::integer as id from conversation where id = 79`), [{ id: 2 }])
  await fill(`update member set phone = '+12135550102' where local_id = 1 and id = 2`)
})

test('each that can’t be done says why, and changes nothing', async () => {
  const before = await state([1, 2, 50, 51])
  const accounts = await olga.post(
    urls.mergePair(north, 1, 2),
    Object.fromEntries(
      ['firstName', 'lastName', 'externalId', 'email', 'phone', 'language', 'hiredOn']
        .map((column) => [`column-${column}`, 'kept'])
        .concat([['unit-1', 'kept']]),
    ),
  )
  assert.equal(accounts.status, 422)
  assert.match(await accounts.text(), /Both records sign in, each with an account of its own/)
  const left = await olga.post(urls.mergePair(north, 2, 50), { ...chosen, 'column-email': 'both' })
  assert.equal(left.status, 422)
  assert.match(await left.text(), /For each line choose one of the two/)
  assert.equal((await olga.post(urls.mergePair(north, 2, 2), {})).status, 404)
  assert.equal((await olga.post(urls.mergePair(north, 2, 101), {})).status, 404, 'somebody of another local')
  const importing = await world.worker.pool.connect()
  try {
    await importing.query('begin; select pg_advisory_xact_lock(7305219, 1)')
    assert.match(await (await olga.post(urls.mergePair(north, 2, 50), chosen)).text(), /import of this local is being written/)
  } finally {
    await importing.query('rollback')
    importing.release()
  }
  for (const name of ['sven', 'stella', 'ada', 'maria', null] as const) {
    for (const at of [urls.duplicates(north), urls.chooseDuplicate(north, 2), urls.mergePair(north, 2, 50)])
      assert.ok([303, 404].includes((await who(name).get(at)).status), `${name} ${at}`)
    assert.notEqual(
      (await who(name).post(urls.mergePair(north, 2, 50), chosen)).headers.get('location'),
      `${urls.rosterMember(north, 2)}?merged=yes`,
    )
    await asPerson(world.root, name && cast[name], 'read write', async (db) => {
      assert.deepEqual(
        await mergeMembers(
          db,
          1,
          { id: 2 } as MemberRecord,
          { id: 50, firstName: '', lastName: '' } as MemberRecord,
          { taken: ['firstName', 'lastName'], units: [] },
          '',
        ),
        { refused: 'not-found' },
      )
    })
  }
  assert.deepEqual(await state([1, 2, 50, 51]), before)

  const id = await mergeTom()
  await fill(`update member set external_id = 'N-2050' where local_id = 1 and id = 51`)
  const taken = await olga.post(urls.merge(north, id))
  assert.equal(taken.status, 422)
  assert.match(await taken.text(), /belongs to another record by now.*members\/51/s)
  await fill(`update member set external_id = null where local_id = 1 and id = 51`)
  assert.equal((await olga.post(urls.merge(north, id))).status, 303)
})

test('an import does not bring the other number back as a new person', async () => {
  const id = await mergeTom()
  const csv =
    'Member #,First,Last,Email,Unit,Facility\nN-2050,Thomas,Whitaker,tom.w@example.org,Pharmacy,Cedar Hill Hospital\nN-2099,Ulla,Newcomer,,Pharmacy,Cedar Hill Hospital\n'
  const answer = await importByCommand(world, csv, { yes: true })
  assert.ok('refused' in answer, JSON.stringify(answer))
  assert.match(JSON.stringify(answer.refused), /Number N-2050 belongs to a record that was merged into Tom Whitaker .*N-1002/)
  assert.equal((await olga.post(urls.merge(north, id))).status, 303)
})

test('an answer given since goes with the account that gave it', async () => {
  const [merged] = await asPerson(world.root, cast.olga, 'read write', async (db) => {
    const [kept, gone] = await findRecords(db, 1, [2, 50])
    return [await mergeMembers(db, 1, kept!, gone!, { taken: [], units: [] }, 'Olga')]
  })
  assert.equal((await who('tom').post(urls.rsvp('picnic'), { answer: 'yes', guests: '3' })).status, 303)
  assert.equal((await olga.post(urls.merge(north, (merged as { merged: number }).merged))).status, 303)
  const answers = await rows<{ member: number; answer: string; guests: number }>(
    `select member_id::integer as member, answer, guests from rsvp where event_id = 80 order by 1`,
  )
  assert.deepEqual(answers, [
    { member: 2, answer: 'yes', guests: 3 },
    { member: 50, answer: 'no', guests: 0 },
  ])
})

const places = fc.constantFrom<[number, number | null, number | null]>([1, 1, 1], [1, 1, 3], [2, 3, 2], [1, null, null])
const someone = fc.record({
  external: fc.option(fc.constantFrom('P-1', 'P-2', 'P-3')),
  first: fc.constantFrom('Ana', 'Anna', 'Bo'),
  email: fc.option(fc.constantFrom('p1@example.org', 'p2@example.org')),
  phone: fc.option(fc.constantFrom('+12135550111', '+12135550112')),
  works: fc.dictionary(fc.constantFrom('1', '2'), places, { maxKeys: 2 }),
  answers: fc.dictionary(
    fc.constantFrom('80', '81', '82'),
    fc.record({ answer: fc.constantFrom('yes', 'no', 'maybe'), day: fc.integer({ min: 1, max: 28 }) }),
  ),
  covers: fc.uniqueArray(places, { maxLength: 2, selector: (place) => place.join() }),
  no: fc.boolean(),
})

test('whatever two records are, merged and taken back they are what they were', async () => {
  await fc.assert(
    fc.asyncProperty(someone, someone, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), async (one, other, coins) => {
      if (one.external === other.external) other = { ...other, external: null }
      const said = (value: string | number | null) => (value === null ? 'null' : `'${value}'`)
      const wiped =
        ['assignment', 'rsvp', 'cover'].map((table) => `delete from ${table} where local_id = 1 and member_id in (90, 91);`).join('') +
        'delete from member where local_id = 1 and id in (90, 91); delete from consent;'
      await fill(
        wiped +
          [one, other]
            .map(
              (it, at) => `
      insert into member (local_id, id, external_id, first_name, last_name, search_name, email, phone) values (1, ${90 + at}, ${said(it.external)}, '${it.first}', 'Reed', 'reed ${it.first.toLowerCase()}', ${said(it.email)}, ${said(it.phone)});
      ${Object.entries(it.works)
        .map(
          ([unit, [worksite, department, shift]]) =>
            `insert into assignment values (1, ${90 + at}, ${unit}, ${worksite}, ${said(department)}, ${said(shift)}, null);`,
        )
        .join('')}
      ${Object.entries(it.answers)
        .map(
          ([event, { answer, day }]) =>
            `insert into rsvp (local_id, event_id, member_id, answer, answered_at) values (1, ${event}, ${90 + at}, '${answer}', '2027-03-${day}');`,
        )
        .join('')}
      ${it.covers.map(([worksite, department, shift]) => `insert into cover (local_id, member_id, worksite_id, department_id, shift_id, office_id, given_by) values (1, ${90 + at}, ${worksite}, ${said(department)}, ${said(shift)}, ${officeOfSven}, '${cast.olga}');`).join('')}`,
            )
            .join('') +
          [one, other]
            .filter(({ no, email }) => no && email)
            .map(
              ({ email }) =>
                `insert into consent (address_key, category, given, source, wording) values (address_key('${email}'), 'all', false, 'one-click', 'No');`,
            )
            .join(''),
      )
      const before = await state([90, 91])
      await asPerson(world.root, cast.olga, 'read write', async (db) => {
        const [kept, gone] = await findRecords(db, 1, [90, 91])
        const different = differences(kept!, gone!)
        const done = await mergeMembers(
          db,
          1,
          kept!,
          gone!,
          { taken: different.columns.filter((_, at) => coins[at]), units: different.units.filter((_, at) => coins[8 + at]) },
          'Olga',
        )
        assert.ok('merged' in done)
        const [now] = await findRecords(db, 1, [90])
        assert.deepEqual(
          now!.places.map(({ unitId }) => unitId).sort(),
          [...new Set([...kept!.places, ...gone!.places].map(({ unitId }) => unitId))].sort(),
        )
        assert.deepEqual(await undoMerge(db, 1, done.merged), { kept: 90, gone: 91 })
      })
      assert.deepEqual(await state([90, 91]), before)
    }),
    { numRuns: 12, endOnFailure: true },
  )
})

test('whoever is erased is erased with what was merged into her record', async () => {
  await mergeTom()
  assert.match(await olga.read(urls.eraseMember(north, 2)), /records that were merged into this one: 1/)
  assert.equal((await olga.post(urls.eraseMember(north, 2))).status, 303)
  assert.deepEqual(await rows('select id from member_merge union all select merge_id from member_merge_row'), [])
  const [marked] = await rows<{ marks: number }>(
    `select count(*)::integer as marks from erased_address where address_key in (address_key('tom.w@example.org'), address_key('tom@example.org'))`,
  )
  assert.equal(marked!.marks, 2)
})
