import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { emptyDatabase } from '../../test/database.ts'
import { migrate, roleNames, urlAs } from './migrate.ts'

async function ask(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
    .query(text)
    .then((result) => [result].flat().at(-1)!.rows)
    .finally(() => client.end())
}

/** A folder with our roles and these migrations. */
function folderWith(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  cpSync(fileURLToPath(new URL('../../db/roles.sql', import.meta.url)), `${folder}/roles.sql`)
  const write = (more: Record<string, string>) =>
    Object.entries(more).forEach(([name, sql]) => writeFileSync(`${folder}/migrations/${name}`, sql))
  cpSync(fileURLToPath(new URL('../../db/migrations', import.meta.url)), `${folder}/migrations`, {
    recursive: true,
    filter: (path) => !path.endsWith('.sql'),
  })
  write(files)
  return { folder, write }
}

const seats = `
  create table seat (id integer primary key);
  grant select on seat to "@usher";
  create function seats_left() returns integer stable security definer set search_path = public, pg_temp return (select 100 - count(*)::integer from seat);
  alter function seats_left owner to "@usher";
  revoke execute on function seats_left from public;
  grant execute on function seats_left to "@app";`

test('a new database gets everything once, a second run nothing, and the passwords stay', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  t.after(drop)
  const first = await migrate(ownerUrl)
  assert.ok(first.applied.length > 0)
  const second = await migrate(ownerUrl)
  assert.deepEqual(second, { applied: [], roles: first.roles })
  for (const url of [first.roles.webUrl, first.roles.workerUrl]) assert.deepEqual(await ask(url, 'select 1 as one'), [{ one: 1 }])
  assert.deepEqual(await ask(first.roles.workerUrl, `select count(*)::int as jobs from graphile_worker._private_jobs`), [{ jobs: 0 }])
  await assert.rejects(ask(first.roles.webUrl, 'select * from graphile_worker._private_jobs'), /permission denied/)
})

test('roles that connect or serve are no superusers, bypass nothing and may create nothing', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  t.after(drop)
  const {
    roles: { prefix },
  } = await migrate(ownerUrl)
  for (const name of roleNames()) {
    assert.deepEqual(
      await ask(
        ownerUrl,
        `
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, has_schema_privilege(oid, 'public', 'create') as may_create,
        has_database_privilege(oid, current_database(), 'create') as may_create_schemas
      from pg_roles where rolname = '${prefix}_${name}'`,
      ),
      [{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, may_create: false, may_create_schemas: false }],
      name,
    )
  }
})

test('a migration hands functions to roles by their short names', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  t.after(drop)
  const { folder, write } = folderWith({ '0001_seats.sql': seats })
  const { roles } = await migrate(ownerUrl, { folder })
  assert.deepEqual(await ask(roles.webUrl, `set role "${roles.prefix}_app"; select seats_left() as left`), [{ left: 100 }])
  // Later, too, what belongs to another role can be changed and given back.
  write({
    '0002_more_seats.sql': seats
      .replace(/create table[\s\S]*?usher";/, '')
      .replace('create function', 'create or replace function')
      .replace('100', '200'),
  })
  assert.deepEqual((await migrate(ownerUrl, { folder })).applied, ['0002_more_seats.sql'])
})

test('a migration that fails leaves nothing and says where; those before it stay', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  t.after(drop)
  const { folder, write } = folderWith({
    '0001_seats.sql': seats,
    '0002_wrong.sql': 'create table half (id integer);\n\nselect nothing from nowhere;',
  })
  await assert.rejects(migrate(ownerUrl, { folder }), /0002_wrong\.sql, line 3: relation "nowhere" does not exist/)
  assert.deepEqual(await ask(ownerUrl, `select to_regclass('half') as half, to_regclass('seat')::text as seat`), [
    { half: null, seat: 'seat' },
  ])
  write({ '0002_wrong.sql': 'create table half (id integer)' })
  assert.deepEqual((await migrate(ownerUrl, { folder })).applied, ['0002_wrong.sql'])
})

test('a file changed after it ran, one put in between, and a database ahead of the program are refused', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  t.after(drop)
  const { folder, write } = folderWith({ '0001_seats.sql': seats, '0003_later.sql': 'create table later ()' })
  await migrate(ownerUrl, { folder })
  write({ '0001_seats.sql': `${seats} ` })
  await assert.rejects(migrate(ownerUrl, { folder }), /0001_seats\.sql has been changed since this database ran it/)
  write({ '0001_seats.sql': seats.replaceAll('\n', '\r\n'), '0002_between.sql': 'create table between_ ()' })
  await assert.rejects(migrate(ownerUrl, { folder }), /0002_between\.sql comes before 0003_later\.sql/)
  await assert.rejects(
    migrate(ownerUrl, folderWith({ '0001_seats.sql': seats })),
    /migrated by a newer Commontable \(0003_later\.sql is unknown/,
  )
})

test('two processes that migrate at once: each file runs once', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  t.after(drop)
  const said: string[] = []
  const both = await Promise.all([1, 2].map(() => migrate(ownerUrl, { log: (sentence) => said.push(sentence) })))
  assert.equal(both.filter(({ applied }) => applied.length > 0).length, 1)
  assert.deepEqual(both[0]!.roles, both[1]!.roles)
  assert.ok(said.some((sentence) => /Another process is bringing the database up to date/.test(sentence)))
})

test('a renamed database keeps its roles', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  const name = new URL(ownerUrl).pathname.slice(1)
  const { folder } = folderWith({ '0001_seats.sql': seats })
  const { roles } = await migrate(ownerUrl, { folder })
  const at = (database: string) => Object.assign(new URL(ownerUrl), { pathname: `/${database}` }).href
  await ask(at('postgres'), `alter database ${name} rename to ${name}_moved`)
  t.after(async () => {
    await ask(at('postgres'), `alter database ${name}_moved rename to ${name}`)
    await drop()
  })
  assert.equal((await migrate(at(`${name}_moved`), { folder })).roles.prefix, roles.prefix)
})

test('an owner that may too little, or a server that is not there, gets a sentence', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  const role = `weak_${crypto.randomUUID().slice(0, 8)}`
  await ask(ownerUrl, `create role ${role} login password 'weak'`)
  t.after(async () => {
    await drop()
    await ask(Object.assign(new URL(ownerUrl), { pathname: '/postgres' }).href, `drop role ${role}`)
  })
  await assert.rejects(migrate(urlAs(ownerUrl, role, 'weak')), /does not own the database .* alter database ".*" owner to "weak_/)
  await assert.rejects(migrate(urlAs(ownerUrl, role, 'wrong').replace(/\?.*/, '')), /The database cannot be reached: .*Check DATABASE_URL/)
  await assert.rejects(migrate('postgres://owner@127.0.0.1:9/commontable'), /cannot be reached: .*ECONNREFUSED/)
})

test('the same server as somebody else, whatever form the address has', () => {
  assert.equal(
    urlAs('postgres://me:secret@db.example.org:5433/table?sslmode=require', 'table_web', 'p/w'),
    'postgres://table_web:p%2Fw@db.example.org:5433/table?sslmode=require',
  )
  assert.equal(urlAs('postgres://me@/table?host=/run/postgresql', 'w', 'p'), 'postgres://w:p@localhost/table?host=%2Frun%2Fpostgresql')
  assert.equal(
    urlAs('postgresql:///table?host=/run/postgresql&user=me&password=secret', 'w', 'p'),
    'postgresql://w:p@localhost/table?host=%2Frun%2Fpostgresql',
  )
})

test('roles.sql can be read for its names', () => {
  assert.ok(roleNames().includes('app') && roleNames().includes('web'))
  assert.doesNotMatch(
    readFileSync(new URL('../../db/roles.sql', import.meta.url), 'utf8').replaceAll(/--.*/g, ''),
    /superuser(?<!nosuperuser)|bypassrls(?<!nobypassrls)/,
  )
})

test('an owner who is no superuser may migrate as well', async (t) => {
  const { ownerUrl, drop } = await emptyDatabase()
  t.after(drop)
  const [{ rolsuper }] = await ask(ownerUrl, 'select rolsuper from pg_roles where rolname = current_user')
  if (!rolsuper) return t.skip('the owner of all tests here is such a one')
  const owner = `owner_${crypto.randomUUID().slice(0, 8)}`,
    database = new URL(ownerUrl).pathname.slice(1)
  await ask(ownerUrl, `create role ${owner} login createrole password 'plain'; alter database ${database} owner to ${owner}`)
  t.after(() => ask(ownerUrl.replace(`/${database}`, '/postgres'), `drop role ${owner}`))
  const plain = urlAs(ownerUrl, owner, 'plain')
  const { applied, roles } = await migrate(plain)
  assert.ok(applied.length > 0)
  assert.deepEqual((await migrate(plain)).applied, [])
  assert.deepEqual(await ask(roles.webUrl, `set role "${roles.prefix}_app"; select 1 as one`), [{ one: 1 }])
})
