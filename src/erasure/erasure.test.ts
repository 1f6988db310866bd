import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillTables } from '../example/fill.ts'
import { urls } from '../urls.ts'
import { addressOf, cast, localKeys, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { en } from './erasure.en.ts'

const world = await newWorld()
const { north, south } = localKeys
const who = (name: Name | null) => world.as(name && cast[name])
const tables = [
  'member',
  'assignment',
  'deployment',
  'import',
  'import_change',
  'import_refused',
  'import_chunk',
  'share',
  'share_use',
  'event',
  'event_version',
  'event_goal',
  'rsvp',
  'sign_up',
  'message',
  'message_step',
  'delivery',
  'session',
  'sign_in_request',
  'update_item',
  'update_revision',
  'update_ready',
  'update_approval',
  'office',
]
const fill = (statements: string) => fillTables(world.ownerUrl, tables, async (client) => void (await client.query(statements)))

await fill(`
  insert into event (id, slug, host_local_id, shown, published_at) values (80, 'picnic', 1, null, null), (81, 'march', null, null, null), (82, 'draft', 1, null, null);
  insert into event_version (event_id, version, title_en, starts_at, ends_at, zone, place, kinds) select id, 1, slug, '2020-10-20T18:00Z', '2020-10-20T20:00Z', 'America/Los_Angeles', 'A park', '{member,family}' from event;
  update event set shown = 1, published_at = now() where id <> 82;
  insert into event_goal (local_id, event_id, goal) values (1, 80, 40);
  insert into rsvp (local_id, event_id, member_id, answer, guests, answered_at) values (1, 80, 2, 'yes', 2, now()), (1, 81, 2, 'yes', 0, now()), (1, 81, 1, 'yes', 0, now()), (2, 80, 101, 'yes', 0, now());
  insert into sign_up (local_id, event_id, name, address, kind, lang, signed_up_at, changed_at) values (1, 81, 'Tom W', 'tom@example.org', 'member', 'en', now(), now()), (2, 81, 'Tom W', 'tom@example.org', 'family', 'en', now(), now());
  insert into import (local_id, id, by_account, by_name, file_name, state, applied_at, created_at) values (1, 4, '${cast.olga}', 'Olga', 'list.csv', 'done', now(), now() - interval '100 days'), (1, 5, '${cast.olga}', 'Olga', 'open.csv', 'ready', null, now() - interval '8 days'), (1, 6, '${cast.olga}', 'Olga', 'new.csv', 'ready', null, now());
  insert into import_chunk (local_id, import_id, nr, bytes) values (1, 5, 0, 'x'), (1, 6, 0, 'x');
  insert into import_change (local_id, import_id, line, member_id, unit_id, before, after) values (1, 4, 2, 2, 1, '{"email": null}', '{"email": "tom@example.org"}');
  insert into import_refused (local_id, import_id, line, cells, reasons) values (1, 6, 9, '["Tom@Example.org", "raw"]', '[]'), (1, 6, 10, '["other"]', '[]'), (1, 4, 3, '["old"]', '[]');
  insert into share (local_id, id, purpose, label, granted_by, ends_at) values (1, 70, 'messages', 'until ratification', '${cast.olga}', now() + interval '1 year')`)

const count = async (query: string) => (await world.look<{ n: number }>('auth', `select (${query})::int as n`))[0]!.n

test('whatever table says whose its rows are can be erased with its local, and leaves with it or says why not', async () => {
  const { rows } = await world.owner.query<{
    name: string
  }>(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'local_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('audit', 'erasure', 'erased_address', 'local_erasure') and not exists (select from pg_policy where polrelid = c.oid and polname = 'erasing') order by 1`)
  assert.deepEqual(
    rows.map(({ name }) => name),
    [],
    'give each of these the policy `erasing` and the grant of db/migrations/0081_erasure.sql, words in src/erasure/erasure.en.ts, and look at src/export/local-tables.ts',
  )
})

test('whatever is counted before a local is erased has words', async () => {
  const { rows } = await world.owner.query<{ name: string }>('select unnest(tables_to_erase()) as name')
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => !Object.hasOwn(en.things, name)),
    [],
  )
})

test('an officer sees what goes and what stays, erases a member, and sees it again afterwards', async () => {
  const before = await who('olga').read(urls.eraseMember(north, 2))
  for (const sentence of [
    /Erase Tom Whitaker/,
    /where the person works: units, worksites, departments, shifts: 1/,
    /answers to events: 2/,
    /what imports changed about the person: 1/,
    /refused rows of imports: 1/,
    /sign-ups to events that the local owns: 1/,
    /What stays, and why/,
    /The audit: ids/,
  ])
    assert.match(before, sentence)
  assert.doesNotMatch(before, /\b(she|her|hers|he|him|his)\b/i, 'nobody is told who somebody is')
  assert.equal((await who('tom').get(urls.me)).status, 200)
  const answer = await who('olga').post(urls.eraseMember(north, 2))
  assert.equal(answer.status, 303)
  const after = await who('olga').read(answer.headers.get('location')!)
  assert.match(after, /Erased\./)
  assert.match(after, /answers to events: 2/)
  assert.doesNotMatch(after, /Whitaker|tom@/)
  assert.equal((await who('olga').get(urls.rosterMember(north, 2))).status, 404)
  const { rows } = await world.worker.pool.query(`select account_of($1) as account`, [addressOf('tom')])
  assert.equal(rows[0].account, null, 'nobody signs in with the address')
  assert.notEqual((await who('tom').get(urls.me)).status, 200, 'the session ended')
  assert.deepEqual(
    await world.look('usher', `select local_id from sign_up where address = 'tom@example.org'`),
    [{ local_id: 2 }],
    'what another local holds is its own',
  )
  assert.match(await who('olga').read(urls.erasures(north)), /member number 2 of this list/)
})

test('a list that brings an erased person back says so before it is confirmed', async () => {
  const rows = await world.worker.pool.connect()
  try {
    await rows.query(`begin; set local role "${world.root.prefix}_loader";
      insert into import_line (local_id, import_id, line, cells, email, phone) values (1, 6, 2, '[]', 'tom@example.org', null), (1, 6, 3, '[]', 'new@example.org', null), (1, 6, 4, '[]', null, '+12135550102');
      insert into import_verdict (local_id, import_id, line, kind) values (1, 6, 2, 'new'), (1, 6, 3, 'new'), (1, 6, 4, 'new'); commit`)
  } finally {
    rows.release()
  }
  assert.match(await who('olga').read(urls.rosterImport(north, 6)), /2 of these people were erased/)
})

test('whoever holds an office of the local hands it over first; an account that serves elsewhere goes on', async () => {
  const refused = await who('olga').post(urls.eraseMember(north, 4))
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /holds an office of the local/)
})

test('for all others there is nobody to erase', async () => {
  for (const name of ['stella', 'sven', 'maria', 'dora', 'carla', 'ada', null] as const) {
    assert.equal((await who(name).get(urls.eraseMember(north, 1))).status, 404, String(name))
    assert.equal((await who(name).post(urls.eraseMember(north, 1))).status, 404, String(name))
    assert.equal((await who(name).get(urls.erasures(north))).status, 404, String(name))
    if (name !== 'ada') assert.equal((await who(name).post(urls.eraseLocal(north))).status, 404, String(name))
    if (name !== 'ada') assert.equal((await who(name).get(urls.retention)).status, 404, String(name))
  }
  assert.equal((await who('olga').get(urls.retention)).status, 404)
})

test('periods act: what is past its time goes, and administrators see how much', async () => {
  await fill(`insert into session (token_hash, account_id, device, ended_at) values ('old', '${cast.maria}', 'old', now() - interval '31 days'), ('new', '${cast.maria}', 'new', now() - interval '2 days');
    insert into sign_in_request (address, lang, expires_at) values ('x@example.org', 'en', now() - interval '3 days')`)
  assert.equal((await who('ada').post(urls.retention)).status, 303)
  await world.runJobs()
  assert.equal(await count(`select count(*) from session where token_hash in ('old', 'new')`), 1)
  assert.equal(await count(`select count(*) from sign_in_request where address = 'x@example.org'`), 0)
  assert.deepEqual(await world.look('usher', `select name, address from sign_up where local_id = 2`), [
    { name: '–', address: `removed ${(await world.look<{ id: number }>('usher', 'select id from sign_up where local_id = 2'))[0]!.id}` },
  ])
  const page = await who('ada').read(urls.retention)
  assert.match(page, /refused rows of imports.*?90 days/s)
  assert.match(page, /names and addresses of sign-ups/)
  const list = await who('olga').read(urls.rosterImports(north))
  assert.match(list, /given up/, 'an import that nobody confirmed')
  assert.match(list, /to be looked at/, 'a new one waits on')
  const again = await who('ada').post(urls.retention)
  assert.equal(again.status, 303)
  await world.runJobs()
})

test('a whole local takes two people, one of them of the local, and fourteen days in which it can be called off', async () => {
  const page = () => who('olga').read(urls.eraseLocal(north))
  assert.match(await page(), /I am the first/)
  assert.equal((await who('olga').post(urls.eraseLocal(north))).status, 303)
  assert.match(await page(), /Olga Petrova asks for the erasure/)
  const own = await who('olga').post(urls.localErasureStep(north, 'confirm'))
  assert.equal(own.status, 422)
  assert.match(await own.text(), /You were the first/)
  assert.equal((await who('stella').post(urls.localErasureStep(north, 'confirm'))).status, 404)
  assert.equal((await who('ada').post(urls.localErasureStep(north, 'confirm'))).status, 303)
  assert.match(await page(), /Olga Petrova and Ada Quist said yes/)
  await who('ada').post(urls.retention)
  await world.runJobs()
  assert.equal((await who('olga').get(urls.rosterMember(north, 1))).status, 200, 'fourteen days')
  const off = await who('olga').post(urls.localErasureStep(north, 'cancel'))
  assert.match(await who('olga').read(off.headers.get('location')!), /Called off/)
})

test('when the days are over everything of the local goes but what is told, and nothing of another local', async () => {
  await world.look('sender', `insert into reach_told values ('{1}', 9), ('{0,1,2}', 1), ('{2}', 10)`)
  const south0 = await who('stella').read(urls.localRoster(south))
  await who('ada').post(urls.eraseLocal(north))
  assert.equal((await who('olga').post(urls.localErasureStep(north, 'confirm'))).status, 303)
  await world.owner.query(
    `begin; set local role "${world.root.prefix}_archivist"; update local_erasure set due_at = now() - interval '1 minute' where due_at is not null and cancelled_at is null; commit`,
  )
  await who('ada').post(urls.retention)
  await world.runJobs()
  const left = await world.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'local_id' and not a.attisdropped where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  const stays = ['audit', 'bargaining_unit', 'erasure', 'export', 'local_erasure', 'share', 'share_use']
  const archivist = async (query: string) => {
    const results = await world.owner.query(
      `begin; set local role "${world.root.prefix}_archivist"; select set_config('app.account', '${cast.olga}', true); ${query}; commit`,
    )
    return (results as unknown as { rows: { n: number }[] }[])[3]!.rows[0]!.n
  }
  await fill(
    `insert into local_erasure (local_id, asked_by, asked_name, asked_as, confirmed_by, confirmed_name, confirmed_as, confirmed_at, due_at) values (1, '${cast.olga}', 'x', 'officer', '${cast.ada}', 'x', 'administrator', now(), now())`,
  ).catch(() => {})
  for (const { name } of left.rows.filter((row) => !stays.includes(row.name)))
    assert.equal(await archivist(`select count(*)::int as n from ${name} where local_id = 1`), 0, name)
  assert.deepEqual(await world.look('sender', 'select local_ids from reach_told'), [{ local_ids: [2] }])
  assert.equal((await who('olga').get(urls.localRoster(north))).status, 404, 'her office went with it')
  assert.equal((await who('maria').get(urls.me)).status === 200, false, 'nobody of it signs in')
  assert.equal((await who('stella').get(urls.localRoster(south))).status, 200)
  assert.equal((await who('stella').read(urls.localRoster(south))).length, south0.length)
  assert.deepEqual(
    await world.look('usher', `select slug from event where host_local_id = 1`),
    [{ slug: 'picnic' }],
    'what was public is a fact; a draft is not',
  )
  const erasures = await who('ada').read(urls.eraseLocal(north))
  assert.match(erasures, /Nothing of this local is left|What is deleted/)
  await who('ada').post(urls.retention)
  await world.runJobs()
})
