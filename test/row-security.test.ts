import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPerson } from '../src/platform/db.ts'
import { sql } from 'kysely'
import { cast } from './cast.ts'
import { newWorld } from './world.ts'

const world = await newWorld()

const namesFrom = async (query: string) => (await world.owner.query<{ name: string }>(query)).rows.map((row) => row.name)
const { prefix } = world.root

/** Tables of this program without a person in them, or closed to everybody but one role; each with its reason. */
const withoutPeople: Record<string, string> = {
  campaign_clock: 'one interval',
  rate_limit: 'hashes and counters, for the web login alone',
  worker_life: 'worker ids, for the worker login alone',
  schema_migration: 'the names of files, for the owner alone',
  deployment_secret: 'the passwords of the two logins, for the owner alone',
}

/** COPY cannot write under row security: these belong to the loader, whom the policies do not bind and who can read nothing else. */
const staging = await namesFrom(
  `select relname as name from pg_class join pg_roles on pg_roles.oid = relowner where relkind = 'r' and rolname = '${prefix}_loader'`,
)

test('no question is compiled before it is asked: under row security that takes seconds', async () => {
  for (const pool of [world.root.pool, world.worker.pool]) assert.deepEqual((await pool.query('show jit')).rows, [{ jit: 'off' }])
})

test('row security is forced on every table that may hold people', async () => {
  const open = await namesFrom(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) order by 1`,
  )
  assert.deepEqual(open, [...Object.keys(withoutPeople), ...staging].sort())
  const unprotected = await namesFrom(
    `select relname as name from pg_class where relname = any ('{${staging.join(',')}}') and not relrowsecurity`,
  )
  assert.deepEqual(unprotected, [], 'staging tables hold people: their policies bind everybody but the loader')
})

test('every table under row security has a policy', async () => {
  assert.deepEqual(
    await namesFrom(`select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
    and not exists (select from pg_policy where polrelid = c.oid and polname <> 'backup')`),
    [],
  )
})

test('what is without people is closed to requests, but for the clock', async () => {
  assert.deepEqual(
    await namesFrom(
      `select relname as name from pg_class where relname = any ('{${Object.keys(withoutPeople).join(',')}}') and has_any_column_privilege('${prefix}_app', oid, 'select')`,
    ),
    ['campaign_clock'],
  )
})

test('where a local owns the rows, no unique key starts otherwise than with local_id', async () => {
  // Exempt: keys of one generated column, which tell nothing to somebody who tries a value.
  const keys = await namesFrom(`select indexrelid::regclass::text as name from pg_index
    join pg_attribute a on a.attrelid = indrelid and a.attname = 'local_id' join pg_class c on c.oid = indrelid
    where indisunique and c.relnamespace = 'public'::regnamespace and indkey[0] <> a.attnum
      and not (indnkeyatts = 1 and exists (select from pg_attribute g where g.attrelid = indrelid and g.attnum = indkey[0] and (g.attidentity <> '' or g.atthasdef)))`)
  assert.deepEqual(keys, [])
})

test('nobody whom a request or a job can become is above row security or owns a table of people', async () => {
  assert.deepEqual(
    await namesFrom(`select rolname as name from pg_roles where (rolsuper or rolbypassrls or rolcreaterole)
    and (pg_has_role('${prefix}_web', oid, 'member') or pg_has_role('${prefix}_worker', oid, 'member'))`),
    [],
  )
  assert.deepEqual(
    await namesFrom(`select relname as name from pg_class join pg_roles on pg_roles.oid = relowner
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and starts_with(rolname, '${prefix}_') and rolname <> '${prefix}_loader'`),
    [],
  )
})

test('a request can become nobody but the app', async () => {
  assert.deepEqual(
    await namesFrom(
      `select rolname as name from pg_roles where pg_has_role('${prefix}_web', oid, 'member') and rolname <> '${prefix}_web' and not rolsuper order by 1`,
    ),
    [`${prefix}_app`],
  )
})

test('what runs as its owner has a fixed search_path and is not for everybody', async () => {
  assert.deepEqual(
    await namesFrom(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
    and (has_function_privilege('public', oid, 'execute') or coalesce(array_to_string(proconfig, ','), '') !~ 'search_path=')`),
    [],
  )
})

test('there is no view: one would look past row security', async () => {
  assert.deepEqual(
    await namesFrom(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`),
    [],
  )
})

test('a login that forgets to be somebody reads nothing', async () => {
  await assert.rejects(world.root.pool.query('select * from member'), /permission denied/)
  await assert.rejects(world.worker.pool.query('select * from member'), /permission denied/)
})

test('the sender reads the members of no local that does not share', async () => {
  const { rows } = await world.owner.query(`select count(*)::int as shares from share`)
  assert.equal(rows[0].shares, 0)
  const client = await world.worker.pool.connect()
  try {
    await client.query(`begin; set local role "${prefix}_sender"`)
    assert.equal((await client.query('select count(*)::int as n from member')).rows[0].n, 0)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('a visitor reads no member, account or office; an officer her own local only', async () => {
  const count = (account: string | null, table: string) =>
    asPerson(
      world.root,
      account,
      'read only',
      async (db) =>
        (await sql.raw<{ locals: number[] }>(`select array_agg(distinct local_id) as locals from ${table}`).execute(db)).rows[0]!.locals,
    )
  for (const table of ['member', 'assignment']) {
    assert.equal(await count(null, table), null)
    assert.deepEqual(await count(cast.olga, table), [1])
    assert.deepEqual(await count(cast.stella, table), [2])
    assert.deepEqual(await count(cast.maria, table), [1], 'a nurse: her own row')
    assert.equal(await count(cast.carla, table), null, 'the coalition: counts, never rows')
    assert.equal(await count(cast.dora, table), null)
  }
})
