import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { cast } from '../../test/cast.ts'
import { emptyDatabase } from '../../test/database.ts'
import { startThrowAway } from '../../test/throw-away.ts'
import { newWorld } from '../../test/world.ts'
import { createApp } from '../app.ts'
import { connect } from '../platform/db.ts'
import { migrate } from '../platform/migrate.ts'
import { readSettings } from '../platform/settings.ts'
import { urls } from '../urls.ts'
import { sha256 } from './backup-file.ts'
import { backUp, leftOut } from './backup.ts'
import { connectOwner } from './owner.ts'
import { restore } from './restore.ts'

const world = await newWorld()
const folder = mkdtempSync(join(tmpdir(), 'commontable-backup-'))
const file = join(folder, 'one.backup')

// Something of what people do, and values that a careless format would bend.
await world
  .as(cast.ada)
  .post(urls.offices, { name: 'Fay "\\t" Lane\\N', address: 'fay@example.org', what: 'communications:coalition:', lastDay: '' })
await world.as(null).post(urls.signIn, { address: 'maria@example.org' })
const owner = await connectOwner(world.ownerUrl, 'test')
after(() => owner.end())
await owner.query(`begin;
  alter table member no force row level security;
  update member set first_name = E'tab\\t line\\n back\\\\ nothing \\\\N ', last_name = 'Kāʻai 𝒳 "x"' where local_id = 1 and id = 5;
  alter table member force row level security;
  select graphile_worker.add_job('send-message', json_build_object('account', null, 'data', json_build_object('message', 7)), queue_name => 'message-7', job_key => 'message-7', run_at => now() + interval '1 hour', priority => 3);
  commit`)

interface Contents {
  tables: Record<string, string>
  sequences: Record<string, string>
  jobs: unknown[]
}

/** Every row of every permanent table, whatever its place in the table; what sequences say next; what is queued. */
async function contents(ownerUrl: string): Promise<Contents> {
  const client = await connectOwner(ownerUrl, 'test')
  const { rows: names } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p' order by 1`,
  )
  const tables: Contents['tables'] = {},
    sequences: Contents['sequences'] = {}
  for (const { name } of names) {
    const {
      rows: [row],
    } = await client.query(
      `select count(*) || ' ' || coalesce(encode(sha256(convert_to(string_agg(t::text, E'\\n' order by t::text collate "C"), 'UTF8')), 'hex'), '') as sum from ${name} t`,
    )
    tables[name] = row.sum
  }
  for (const { name } of (
    await client.query(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'`)
  ).rows)
    sequences[name] = (await client.query(`select last_value || ' ' || is_called as next from ${name}`)).rows[0].next
  const { rows: jobs } =
    await client.query(`select t.identifier, j.payload::text, q.queue_name, j.run_at, j.attempts, j.max_attempts, j.key, j.priority from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id left join graphile_worker._private_job_queues q on q.id = j.job_queue_id where t.identifier <> 'sign-in-mail' order by j.key`)
  await client.end()
  return { tables, sequences, jobs }
}

/** Both, without what a backup leaves out on purpose and without the record of backups, which is written after one. */
function assertSame(restored: Contents, original: Contents) {
  const compared = (tables: Contents['tables']) =>
    Object.fromEntries(Object.entries(tables).filter(([name]) => !(name in leftOut) && name !== 'backup_made'))
  assert.deepEqual(compared(restored.tables), compared(original.tables))
  assert.deepEqual(Object.keys(restored.tables), Object.keys(original.tables))
  for (const name of ['session', 'sign_in_request', 'set_up_link', 'address_proof'])
    assert.match(restored.tables[name]!, /^0 /, `${name} opens doors`)
  assert.deepEqual({ ...restored.sequences, backup_made_id_seq: 0 }, { ...original.sequences, backup_made_id_seq: 0 })
  assert.deepEqual(restored.jobs, original.jobs)
}

const before = await contents(world.ownerUrl)
const done = await backUp(world.ownerUrl, file)

test('a backup is one file that only its owner may read, and any tar opens it', () => {
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(folder), ['one.backup'], 'nothing is left beside it')
  assert.equal(statSync(file).size, done.bytes)
  const listed = spawnSync('tar', ['tzf', file], { encoding: 'utf8' })
  assert.equal(listed.status, 0, listed.stderr)
  assert.match(listed.stdout, /^manifest\.json\n[^]*^tables\/member\/000001\.copy\n[^]*^jobs\/000001\.copy\nend\.json\n$/m)
  const packed = gunzipSync(readFileSync(file)).toString('latin1')
  for (const secret of ['deployment_secret/', 'tables/session/', 'tables/sign_in_request/']) assert.ok(!packed.includes(secret), secret)
})

test('nobody else may write it over, and a folder gets a name with the moment in it, the newest ones kept', async () => {
  await assert.rejects(backUp(world.ownerUrl, file), /exists already/)
  await assert.rejects(backUp(world.ownerUrl, join(folder, 'no', 'x.backup')), /There is no folder .* mkdir/)
  const daily = mkdtempSync(join(tmpdir(), 'commontable-daily-'))
  for (const name of ['commontable-2026-01-01T000000Z.backup', 'commontable-2026-01-02T000000Z.backup', 'holiday.jpg'])
    writeFileSync(join(daily, name), '')
  const { removed, file: named } = await backUp(world.ownerUrl, daily, { keep: 2 })
  assert.deepEqual(removed, ['commontable-2026-01-01T000000Z.backup'])
  assert.match(named!, /commontable-\d{4}-\d\d-\d\dT\d{6}Z\.backup$/)
  assert.equal(readdirSync(daily).length, 3)
})

test('restored into an empty database, each table is what it was; people sign in again, and the program serves it', async () => {
  const target = await emptyDatabase()
  const restored = await restore(target.ownerUrl, file)
  assert.equal(restored.rows, done.rows)
  assertSame(await contents(target.ownerUrl), before)

  const { roles } = await migrate(target.ownerUrl)
  const root = connect(roles.webUrl)
  const app = createApp(root, { ...readSettings({}), BASE_URL: 'http://commontable.example.org' })
  assert.match(await (await app.request('http://commontable.example.org/')).text(), /Alliance of Example Unions/)
  await assert.rejects(root.pool.query('select * from member'), /permission denied/)
  const busy = await root.pool.connect()
  await assert.rejects(restore(target.ownerUrl, file), /is using this database/, 'a running server')
  busy.release()
  await root.end()
  await settled(target.ownerUrl)
  await assert.rejects(restore(target.ownerUrl, file), /is not empty/)

  assert.deepEqual(await catalogue(target.ownerUrl), await catalogue(world.ownerUrl), 'constraints, triggers and row security are back')
  await target.drop()
})

test('to another kind of server and back', async () => {
  const elsewhere = await startThrowAway() // an embedded one; the suite runs once more with this half on the system's own server
  try {
    await restore(elsewhere.url, file)
    assertSame(await contents(elsewhere.url), before)
    const second = join(folder, 'two.backup')
    await backUp(elsewhere.url, second)
    const target = await emptyDatabase()
    await restore(target.ownerUrl, second)
    assertSame(await contents(target.ownerUrl), before)
    await target.drop()
  } finally {
    await elsewhere.stop()
  }
})

test('messages that were on their way are held', async () => {
  const target = await emptyDatabase()
  const packed = join(folder, 'sending.backup')
  const source = await newWorld()
  const client = await connectOwner(source.ownerUrl, 'test')
  await client.query(`begin;
    alter table update_item no force row level security; alter table update_revision no force row level security; alter table update_ready no force row level security;
    alter table update_approval no force row level security; alter table message no force row level security;
    insert into update_item (slug, created_by) values ('march', '${cast.carla}');
    insert into update_revision (update_id, revision, author, written_by, title, summary, body) values (1, 1, '${cast.carla}', '${cast.carla}', 'March', '', '');
    insert into update_ready (update_id, revision, asked_by) values (1, 1, '${cast.carla}');
    insert into update_approval (update_id, revision, author, written_by, approved_by) values (1, 1, '${cast.carla}', '${cast.carla}', '${cast.cory}');
    insert into message (update_id, revision, approved_by) values (1, 1, '${cast.cory}');
    alter table update_item force row level security; alter table update_revision force row level security; alter table update_ready force row level security;
    alter table update_approval force row level security; alter table message force row level security;
    commit`)
  await client.end()
  await backUp(source.ownerUrl, packed)
  assert.equal((await restore(target.ownerUrl, packed)).held, 1)
  assert.deepEqual((await ask(target.ownerUrl, `select step, note from message_step`)).rows, [{ step: 'held', note: 'restored' }])
  await target.drop()
})

test('a file that was cut short, changed, or is something else is refused with a sentence, and the database stays empty', async () => {
  const target = await emptyDatabase()
  const bytes = readFileSync(file)
  const bad = async (content: Buffer, sentence: RegExp) => {
    const path = join(folder, 'bad.backup')
    writeFileSync(path, content)
    await assert.rejects(
      restore(target.ownerUrl, path),
      (error: Error) => sentence.test(error.message) || assert.fail(`${error.name}: ${error.message}`),
    )
  }
  for (const part of [0.1, 0.5, 0.99]) await bad(bytes.subarray(0, Math.floor(bytes.length * part)), /cut short/)
  await bad(Buffer.alloc(0), /cut short|not a backup/)
  await bad(Buffer.from('Subject: minutes of the meeting'), /not a backup of Commontable/)
  await bad(gzipSync('a tar it is not'), /not a backup of Commontable|cut short/)
  const tar = gunzipSync(bytes)
  const end = tar.lastIndexOf('end.json')
  await bad(gzipSync(Buffer.concat([tar.subarray(0, end), Buffer.alloc(1024)])), /cut short/)
  const other = Buffer.from(tar)
  const name = other.indexOf('Whitaker')
  other.write('Whitacre', name)
  await bad(gzipSync(other), /not what was written: \w+ has changed/)
  await bad(
    gzipSync(Buffer.from(tar.toString('latin1').replace('"formatVersion": 1', '"formatVersion": 2'), 'latin1')),
    /newer Commontable/,
  )
  await assert.rejects(restore(target.ownerUrl, join(folder, 'none.backup')), /There is no file/)
  assert.deepEqual((await ask(target.ownerUrl, `select to_regclass('deployment') as there`)).rows, [{ there: null }])

  // A backup of a program with a migration that this one has not.
  const list = /\{\n "format"[^]*?\n\}/.exec(tar.toString('latin1'))![0]
  const later = list.replace('0040_operation.sql', '0999_operation.sql')
  const claimed = tar
    .toString('latin1')
    .replace(list, later)
    .replace(sha256(Buffer.from(list, 'latin1')), sha256(Buffer.from(later, 'latin1')))
  await bad(gzipSync(Buffer.from(claimed, 'latin1')), /newer Commontable .* 0999_operation\.sql/)
  await target.drop()
})

test('the command: what it prints, and its exit codes', async () => {
  const target = await emptyDatabase()
  const run = (url: string, ...args: string[]) =>
    spawnSync(process.execPath, ['--import', './scripts/tsx-loader.js', 'src/cli.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url },
    })
  const path = join(folder, 'by-command.backup')
  const made = run(world.ownerUrl, 'backup', path, '--json')
  assert.equal(made.status, 0, made.stderr)
  assert.equal(JSON.parse(made.stdout).file, path)
  const again = run(world.ownerUrl, 'backup', path)
  assert.equal(again.status, 1)
  assert.match(again.stderr, /exists already/)
  assert.equal(run(world.ownerUrl, 'backup').status, 2)
  assert.equal(run(world.ownerUrl, 'backup', path, '--keep', 'all').status, 2)
  const brought = run(target.ownerUrl, 'restore', path, '--json')
  assert.equal(brought.status, 0, brought.stderr)
  assert.equal(JSON.parse(brought.stdout).rows, JSON.parse(made.stdout).rows)
  const full = run(target.ownerUrl, 'restore', path)
  assert.equal(full.status, 1)
  assert.match(full.stderr, /is not empty/)
  await target.drop()
})

async function ask(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(text).finally(() => client.end())
}

/** Connections end a moment after they were told to. */
async function settled(url: string) {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await ask(
      url,
      `select count(*)::int as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    )
    if (rows[0].others === 0) return
    await new Promise((done) => setTimeout(done, 20))
  }
}

const catalogue = async (url: string) =>
  (
    await ask(
      url,
      `
  select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
  union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
  union all select relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    )
  ).rows
