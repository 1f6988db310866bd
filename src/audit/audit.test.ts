import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { cast, localKeys, locals, worksites, type Name } from '../../test/cast.ts'
import { fillWorld, type Walk } from '../../test/full-world.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { groups } from './audit.ts'
import { noteExport, noteListing } from './note-reading.ts'

const world = await newWorld({ BASE_URL: 'http://localhost:3000' }) // passkeys want a safe origin
const north = localKeys.north
const who = (name: Name | null) => world.as(name && cast[name])
const read = async (name: Name, query = '') =>
  ((await who(name).read(urls.audit + query)).match(/<main.*<\/main>/s)?.[0] ?? 'no page').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

interface Row {
  local_id: number | null
  account_id: string | null
  what: string
  people: number | null
  member_ids: number[] | null
  detail: Record<string, unknown>
}
/** What came after the row of that number. */
const since = async (id: number): Promise<Row[]> =>
  world.look<Row>(
    'keeper' as never,
    `select local_id, account_id, what, people, member_ids, detail from audit where id > ${id} order by id`,
  )
const newest = async () =>
  Number((await world.look<{ id: number }>('keeper' as never, `select coalesce(max(id), 0) as id from audit`))[0]!.id)

/** As one does who was asked to take an office and said yes, or got it by whatever way. */
const grant = (by: string, what: string) =>
  asPerson(world.root, by, 'read write', (db) => sql.raw(`select grant_office(${what})`).execute(db))

let walk: Walk
before(async () => {
  await world.owner.query(`grant select on audit to "${world.root.prefix}_keeper"`) // row security lets it, for backups
  walk = await fillWorld(world)
  await grant(cast.olga, `'yorick@example.org', 'Yorick Penhaligon', 'steward', null, 1, null, 1, null`)
})

test('everything that touched people or what opens them is on record, with who it was', async () => {
  const rows = await since(0)
  const done = (what: string, account: string | null, local: number | null) =>
    rows.filter((row) => row.what === what && row.account_id === account && row.local_id === local)
  const [added] = done('people-added', cast.olga, locals.north)
  assert.deepEqual([added!.people, added!.member_ids?.length], [3, 3])
  const [imported] = done('import-done', cast.olga, locals.north)
  assert.deepEqual(imported!.detail, { import: added!.detail.import, added: 3, changed: 0, refused: 1 })
  assert.deepEqual(
    done('people-merged', cast.olga, locals.north).map(({ people, member_ids }) => [people, member_ids?.length]),
    [[2, 2]],
  )
  assert.ok(done('office-granted', cast.olga, locals.north).every(({ detail }) => detail.role === 'steward'))
  assert.ok(done('office-granted', cast.olga, locals.north).length > 0)
  assert.deepEqual(
    done('share-granted', cast.olga, locals.north).map(({ detail }) => detail.purpose),
    ['messages', 'names'],
  )
  assert.equal(done('share-revoked', cast.olga, locals.north).length, 1)
  const used = rows.filter(({ what }) => what === 'share-used')
  assert.deepEqual(
    used.map(({ account_id, local_id, people, detail }) => [account_id, local_id, people, 'message' in detail]),
    [
      [cast.carla, locals.north, 13, false],
      [cast.cory, locals.north, 11, true],
    ],
  )
  assert.deepEqual(
    rows.filter(({ what, account_id }) => account_id === null && what === 'people-added').map(({ people }) => people),
    [12, 12],
    'the cast itself',
  )
})

test('it is read by the officers of the local and, for the coalition, by administrators', async () => {
  const page = await read('olga')
  assert.match(page, /Carried out import \d+: 3 new, 0 changed, 1 refused\. Olga Petrova, officer, Local 12 North/)
  assert.match(page, /Granted the office of steward of Yorick Penhaligon/)
  assert.match(page, /Read the names of 13 members through share \d+\. Carla Voss, communications, the coalition/)
  assert.match(page, /Message \d+ went to 11 members through share \d+\. Cory Bell, communications, the coalition/)
  assert.match(page, /The program, or whoever runs it/)
  assert.doesNotMatch(page, /Featherstonehaugh|Quintessa|quintessa@/)
  assert.doesNotMatch(await read('stella'), /Yorick|import \d|share \d|Carla/)
  for (const name of ['maria', 'sven', 'dora', 'carla', 'otto', null] as const)
    assert.equal((await who(name).get(urls.audit)).status, 404, String(name))
  assert.equal((await who('stella').get(`${urls.audit}?of=${north}`)).status, 404)
  assert.equal((await who('olga').get(`${urls.audit}?of=`)).status, 404)
  await grant(cast.ada, `'ursula@example.org', 'Ursula Example', 'organizer', null, null, null, null, null`)
  assert.match(await read('ada'), /Granted the office of organizer of Ursula Example\. Ada Quist, administrator/)
  assert.doesNotMatch(await read('ada'), /Yorick|import \d/)

  for (const [account, seen] of [
    [cast.olga, [locals.north]],
    [cast.stella, [locals.south]],
    [cast.ada, [null]],
    [cast.carla, []],
    [cast.sven, []],
    [cast.maria, []],
    [null, []],
  ] as const)
    await asPerson(world.root, account, 'read only', async (db) => {
      const { rows } = await sql<{ local_id: number | null }>`select distinct local_id from audit`.execute(db)
      assert.deepEqual(
        rows.map((row) => row.local_id),
        seen,
      )
      const { rows: actors } = await sql`select * from audit_actors(array(select generate_series(1, 50)))`.execute(db)
      assert.equal(actors.length > 0, seen.length > 0 && seen[0] !== locals.south)
    })
})

test('filters: by kind, day and member; each thing wrong gets its sentence and what was typed stays', async () => {
  assert.doesNotMatch(await read('olga', '?group=offices'), /import \d|share \d/)
  assert.match(await read('olga', '?group=offices'), /Yorick/)
  assert.match(await read('olga', '?member=N-1077'), /Added 3 members from import \d+\./)
  assert.doesNotMatch(await read('olga', '?member=N-1077'), /Yorick|share \d/)
  assert.match(await read('olga', '?from=2020-01-01&to=2020-01-02'), /Nothing on record fits/)
  const today = Temporal.Now.plainDateISO('America/Los_Angeles').toString()
  assert.match(await read('olga', `?from=${today}&to=${today}`), /Yorick/)
  for (const [query, sentence] of [
    ['from=2027-02-31', /Give a day as/],
    ['to=soon', /Give a day as/],
    ['from=2027-02-02&to=2027-02-01', /The last day comes before the first/],
    ['member=N-9', /No member of this local has the number “N-9”/],
  ] as const) {
    const reply = await who('olga').get(`${urls.audit}?${query}`)
    assert.equal(reply.status, 422)
    const html = await reply.text()
    assert.match(html, sentence)
    assert.ok(html.includes(`value="${query.split('=').at(-1)}"`) || query.startsWith('from=2027-02-02'))
  }
})

test('nobody changes or deletes a row, and nobody adds one about others', async () => {
  const attempt = (account: string | null, text: string) => asPerson(world.root, account, 'read write', (db) => sql.raw(text).execute(db))
  for (const account of [cast.olga, cast.ada, null]) {
    await assert.rejects(attempt(account, `update audit set people = 0`), /permission denied/)
    await assert.rejects(attempt(account, `delete from audit`), /permission denied/)
    await assert.rejects(attempt(account, `truncate audit`), /permission denied/)
    await assert.rejects(attempt(account, `insert into audit (what) values ('listed')`), /permission denied/)
    await assert.rejects(attempt(account, `select write_audit(null, 1, 'listed', 1, null, '{}')`), /permission denied/)
  }
  for (const text of [`update audit set people = 0`, `delete from audit`, `truncate audit`])
    await assert.rejects(world.owner.query(text), /only added to/)
  const { rows } = await world.owner.query(`select grantee || ' ' || privilege_type as may from information_schema.role_table_grants
    where table_name = 'audit' and privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE') and grantee like '${world.root.prefix}\\_%'`)
  assert.deepEqual(rows, [{ may: `${world.root.prefix}_recorder INSERT` }])
  for (const account of [cast.stella, cast.maria, cast.dora, null])
    await assert.rejects(attempt(account, `select note_reading('listed', 1, 60, '{}')`), /nobody without an office there/)
  await assert.rejects(attempt(cast.olga, `select note_reading('people-removed', 1, 60, '{}')`), /listed or exported/)
  for (const detail of [{ list: 'Maria Santos' }, { search: ['a', 'maria@example.org'] }, { of: { name: 'Ā' } }])
    await assert.rejects(
      attempt(cast.olga, `select note_reading('listed', 1, 60, '${JSON.stringify(detail)}')`),
      /audit_detail_check/,
      'codes and numbers only',
    )
})

test('what is undone leaves nothing in the audit, and what is done always something', async () => {
  const start = await newest()
  await assert.rejects(
    asPerson(world.root, cast.olga, 'read write', async (db) => {
      await db.updateTable('member').set({ language: 'tl' }).where('local_id', '=', locals.north).execute()
      throw new Error('back')
    }),
    /back/,
  )
  assert.deepEqual(await since(start), [])
  await asPerson(world.root, cast.olga, 'read write', async (db) => {
    await db.updateTable('member').set({ language: 'tl' }).where('id', 'in', [2, 3]).execute()
    await db.updateTable('member').set({ language: 'tl' }).where('id', 'in', [2, 3, 4]).execute()
    await db.updateTable('member').set({ language: 'tl' }).where('id', '=', 2).execute() // nothing changes
    await db.updateTable('assignment').set({ shift_id: 3 }).where('member_id', '=', 2).execute() // nothing changes
    await db.updateTable('assignment').set({ shift_id: 3, worksite_id: worksites.cedarHill }).where('member_id', '=', 1).execute()
    await noteListing(db, 'members', Array(50).fill(locals.north))
    await noteListing(db, 'members', [locals.north], { before: 50, filters: ['unit'] })
    await noteExport(db, 'members', new Map([[locals.north, 1]]), 'csv')
  })
  const rows = await since(start)
  assert.deepEqual(
    rows.map(({ what, people, member_ids, detail }) => [what, people, member_ids?.map(Number) ?? null, detail]),
    [
      ['people-changed', 2, [2, 3], {}],
      ['people-changed', 1, [4], {}],
      ['places-changed', 1, [1], {}],
      ['listed', 1, null, { list: 'members', filters: ['unit'] }],
      ['exported', 1, null, { list: 'members', format: 'csv' }],
    ],
  )
  assert.ok(rows.every(({ account_id, local_id }) => account_id === cast.olga && local_id === locals.north))
  const page = await read('olga')
  assert.match(page, /Read a list of 1 person: the members, by unit\./)
  assert.match(page, /Exported the members: 1 person, as CSV\./)
})

test('signing in for the first time is no change of a person; removing one is told once', async () => {
  const start = await newest()
  await fillTables(world.ownerUrl, ['account', 'member'], async (client) => {
    await client.query(
      `insert into account (id) values ('00000000-0000-4000-8000-0000000000ff'); update member set account_id = '00000000-0000-4000-8000-0000000000ff' where id = 11`,
    )
  })
  assert.deepEqual(await since(start), [])
  await asPerson(world.root, cast.olga, 'read write', (db) =>
    db.deleteFrom('member').where('local_id', '=', locals.north).where('id', 'in', [9, 12]).execute(),
  )
  assert.deepEqual(
    (await since(start)).map(({ what, people, member_ids }) => [what, people, member_ids?.map(Number)]),
    [['people-removed', 2, [9, 12]]],
  )
})

test('the sentences know every kind of row there is', async () => {
  const { rows } = await world.owner.query<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conrelid = 'audit'::regclass and conname = 'audit_what_check'`,
  )
  assert.deepEqual([...rows[0]!.text.matchAll(/'([a-z-]+)'::text/g)].map((match) => match[1]).sort(), Object.values(groups).flat().sort())
})

/** Lists of people that leave nothing in the audit, and why. */
const unrecorded: [route: string, reason: string][] = [
  ['/example/outbox', 'the example’s people are invented, and anybody may be anybody there'],
]

test('whoever is shown more than fifty people, at whatever address and however she turns the pages, leaves a row', async () => {
  const many = 160
  await fillTables(
    world.ownerUrl,
    [
      'member',
      'assignment',
      'rsvp',
      'sign_up',
      'import',
      'import_refused',
      'import_verdict',
      'import_line',
      'deployment',
      'cover',
      'office',
    ].filter((table) => !/verdict|line/.test(table)),
    async (client) => {
      await client.query(`
      update deployment set mode = 'example';
      insert into member (local_id, id, external_id, first_name, last_name, search_name, email) select 1, 5000 + n, 'W-' || n, 'Many', 'Walker' || n, 'walker' || n || ' many', 'walker' || n || '@example.org' from generate_series(1, ${many}) n;
      insert into assignment (local_id, member_id, unit_id, worksite_id, department_id, shift_id) select 1, 5000 + n, 1, 1, 1, 1 from generate_series(1, ${many}) n;
      insert into cover (local_id, member_id, worksite_id, department_id, shift_id, office_id, given_by) select 1, 5000 + n, 1, 1, 1, o.id, '${cast.olga}' from office o, generate_series(1, ${many}) n where o.account_id = '${cast.sven}';
      insert into rsvp (local_id, event_id, member_id, answer, guests, answered_at) select 1, e.id, 5000 + n, 'yes', 0, now() from event e, generate_series(1, ${many}) n;
      insert into sign_up (local_id, event_id, name, address, kind, lang, signed_up_at, changed_at) select case when e.host_local_id is null then null else 1 end, e.id, 'Guest Visitor' || n, 'visitor' || n || '@example.org', 'family', 'en', now(), now() from event e, generate_series(1, ${many}) n;
      insert into import_refused (local_id, import_id, line, cells, reasons) select 1, i.id, 1000 + n, '["Ref","Refusee' || n || '"]', '["no-unit"]' from import i, generate_series(1, ${many}) n where i.state = 'done';
      update import set problem_rows = ${many + 1} where state = 'done'`)
    },
  )
  await who('olga').post(urls.localShares(north), {
    purpose: 'names',
    label: 'again',
    ends: Temporal.Now.plainDateISO().add({ days: 30 }).toString(),
  })

  const peopleIn = (html: string) => new Set([...html.matchAll(/(?:Walker|Visitor|Refusee)\d+(?!\d*@)/g)].map(([name]) => name)).size
  let recorded = 0
  const lists = new Set<string>()
  for (const name of ['olga', 'sven', 'dora', 'carla', 'otto', 'ada'] as const) {
    const seen = new Map<string, number>() // how many people each list has shown so far
    const look = async (route: string, path: string, init?: RequestInit) => {
      const start = await newest()
      const reply = await who(name).request(path, init)
      if (reply.headers.get('content-type')?.startsWith('text/event-stream')) return void (await reply.body!.cancel())
      const html = await reply.text()
      const list = path.replace(/\?.*/, ''),
        shown = peopleIn(html),
        before = seen.get(list) ?? 0
      seen.set(list, before + shown)
      if (shown > 0 && before + shown > 50 && !unrecorded.some(([beginning]) => route.startsWith(beginning))) {
        const rows = (await since(start)).filter(
          (row) => row.account_id === cast[name] && ['listed', 'share-used', 'exported'].includes(row.what),
        )
        assert.ok(rows.reduce((sum, row) => sum + row.people!, 0) >= shown, `${name} saw ${shown} people at ${path}, and no row says so`)
        recorded += 1
        lists.add(route)
      }
      const next = [...html.matchAll(/<a[^>]*rel="next"[^>]*href="([^"]+)"/g)].map((match) => match[1]!.replaceAll('&amp;', '&'))
      for (const href of next)
        if (!turned.has(href)) {
          turned.add(href)
          await look(route, href)
        }
    }
    const turned = new Set<string>()
    // Two are enough of the pages that show one person each.
    const chosen = (route: string) => (route.includes(':member') ? walk.addresses(route).slice(0, 2) : walk.addresses(route))
    for (const route of walk.routes('GET')) for (const path of chosen(route)) await look(route, path)
    for (const after of [0, 50])
      await look(urls.worksiteCoverage(':local', ':worksite{[0-9]+}'), `${urls.worksiteCoverage(north, 1)}?place=1-1&after=${after}`)
    for (const local of ['north-12', 'south-34'])
      await look(urls.sharedNames(':local'), urls.sharedNames(local), { method: 'POST', body: new URLSearchParams() })
  }
  assert.ok(recorded > 10)
  for (const route of [
    urls.localRoster(':local'),
    urls.importRefused(':local', ':import'),
    urls.sharedNames(':local'),
    urls.myList,
    urls.worksiteCoverage(':local', ':worksite{[0-9]+}'),
  ])
    assert.ok(lists.has(route), route)
  assert.ok([...lists].some((route) => route.endsWith('/answers')))
})
