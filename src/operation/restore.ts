import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { migrate, migrationLock, readMigrations } from '../platform/migrate.ts'
import { Unready } from '../platform/unready.ts'
import { readBackup, summing, type End, type Manifest } from './backup-file.ts'
import { connectOwner } from './owner.ts'

export interface RestoreDone {
  file: string
  madeAt: string
  mode: 'example' | 'real'
  rows: number
  tables: number
  jobs: number
  /** Messages that were on their way to members: they wait until somebody tells them to go on. */
  held: number
  /** Migrations newer than the backup, which have run on its data. */
  migrated: string[]
  seconds: number
}

/**
 * Brings a backup back into a database that is empty, and that no program uses. The file is read to its end and checked before the
 * database is touched; then everything comes in one transaction, and is read back and compared with what the backup says of each table.
 * Mail that was on its way is held: since the backup it may have gone out. Throws Unready with a sentence; then the database is as
 * empty as before.
 */
export async function restore(
  ownerUrl: string,
  file: string,
  { say = () => {} }: { say?: (sentence: string) => void } = {},
): Promise<RestoreDone> {
  const began = performance.now()
  const { manifest, end } = await readBackup(file, {})
  refuseUnknown(manifest)
  const client = await connectOwner(ownerUrl, 'commontable restore')
  try {
    await refuseUse(client)
    const last = manifest.migrations.at(-1)!.name
    await refuseBeyond(client, last)
    await migrate(ownerUrl, { log: say, until: last })
    await client.query(`select pg_advisory_lock(${migrationLock})`) // who starts the program meanwhile waits
    const counted = await fill(client, file, manifest, end)
    await client.query(`select pg_advisory_unlock(${migrationLock})`)
    const { applied } = await migrate(ownerUrl, { log: say })
    const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0)
    return {
      file,
      madeAt: manifest.madeAt,
      mode: manifest.mode,
      rows,
      tables: manifest.tables.length,
      jobs: end.jobs.rows,
      ...counted,
      migrated: applied,
      seconds: Math.round((performance.now() - began) / 100) / 10,
    }
  } finally {
    await client.end()
  }
}

/** Every migration of the backup must be one that this program has too, to the letter. */
function refuseUnknown({ migrations, program }: Manifest) {
  const known = new Map(readMigrations().map(({ name, checksum }) => [name, checksum]))
  const unknown = migrations.find(({ name }) => !known.has(name))
  if (unknown)
    throw new Unready(
      `This backup was made by a newer Commontable (${program}; it has ${unknown.name}, which this one does not know). Restore it with that version, or a later one.`,
    )
  const changed = migrations.find(({ name, checksum }) => known.get(name) !== checksum)
  if (changed)
    throw new Unready(
      `db/migrations/${changed.name} is not what it was when the backup was made. Restore it with the version that made it (${program}).`,
    )
}

async function refuseUse(client: pg.Client) {
  const {
    rows: [use],
  } = await client.query(`select count(*)::int as connections from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and application_name <> 'commontable lease'`)
  if (use.connections)
    throw new Unready(
      `Commontable, or another program, is using this database (${use.connections} connection${use.connections > 1 ? 's' : ''}). Stop it first; nothing was changed.`,
    )
  const {
    rows: [there],
  } = await client.query(`select to_regclass('deployment') is not null as tables`)
  if (there.tables) await refuseFilled(client)
}

/** A database that was set up, or holds people, is never written over. */
async function refuseFilled(client: pg.Client) {
  for (const table of ['deployment', 'account', 'local']) {
    const {
      rows: [found],
    } = await client.query(`select to_regclass($1) is not null as there`, [table])
    if (!found.there) continue
    const { rows } = await client.query(`select from ${table} limit 1`)
    if (rows.length)
      throw new Unready(
        'This database is not empty, and a restore never writes over what is there. Use an empty database (DATABASE_URL) or another folder (COMMONTABLE_DATA); nothing was changed.',
      )
  }
}

async function refuseBeyond(client: pg.Client, last: string) {
  const {
    rows: [known],
  } = await client.query(`select to_regclass('schema_migration') is not null as there`)
  if (!known.there) return
  const {
    rows: [beyond],
  } = await client.query('select name from schema_migration where name > $1 limit 1', [last])
  if (beyond)
    throw new Unready(
      `This database has been migrated further than the backup (${beyond.name}), so the backup's data would miss what that migration does to it. Use a database in which nothing has run; nothing was changed.`,
    )
}

interface Constraint {
  table: string
  name: string
  definition: string
}

/**
 * One transaction of the owner. Row security does not hold for the owner in it, and foreign keys stand aside until every table is
 * filled, for some of them run in circles. Putting them back checks every row.
 */
async function fill(client: pg.Client, file: string, manifest: Manifest, end: End): Promise<{ held: number }> {
  const tables = manifest.tables.map(({ name }) => name)
  const columns = new Map(manifest.tables.map(({ name, columns }) => [name, columns]))
  try {
    await client.query('begin')
    await agree(client, manifest)
    const { rows: forced } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity and relname = any ($1)`,
      [tables],
    )
    await client.query(
      [
        ...forced.map(({ name }) => `alter table ${name} no force row level security;`),
        ...tables.map((name) => `alter table ${name} disable trigger user;`),
      ].join('\n'),
    )
    await refuseFilled(client)
    const { rows: keys } =
      await client.query<Constraint>(`select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by conrelid::regclass::text, conname`)
    if (keys.length) await client.query(keys.map((key) => `alter table ${key.table} drop constraint ${key.name};`).join('\n'))
    await client.query(`truncate ${tables.join(', ')}`) // a fresh database has a few rows of its own, such as the clock
    await client.query(
      `create temporary table job_restored (nr bigint generated always as identity, task text, payload json, queue text, run_at timestamptz, attempts integer, max_attempts integer, key text, priority integer) on commit drop`,
    )
    await load(client, file, columns)
    await compare(client, end, columns)
    if (keys.length)
      await client.query(keys.map((key) => `alter table ${key.table} add constraint ${key.name} ${key.definition};`).join('\n'))
    for (const [name, { value, called }] of Object.entries(end.sequences))
      await client.query(`select setval(to_regclass($1), $2, $3)`, [name, value, called])
    await queueAgain(client)
    const held = await holdMessages(client)
    await client.query(
      [
        ...forced.map(({ name }) => `alter table ${name} force row level security;`),
        ...tables.map((name) => `alter table ${name} enable trigger user;`),
      ].join('\n'),
    )
    await client.query('commit')
    return { held }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw explained(error)
  }
}

/** The same tables and columns, by the same migrations. */
async function agree(client: pg.Client, manifest: Manifest) {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migration order by name')
  const changed = manifest.migrations.find(({ name, checksum }, place) => rows[place]?.name !== name || rows[place].checksum !== checksum)
  if (changed || rows.length !== manifest.migrations.length)
    throw new Unready(
      `db/migrations/${changed?.name ?? rows.at(-1)!.name} is not what it was when the backup was made. Restore it with the version that made it (${manifest.program}).`,
    )
}

async function load(client: pg.Client, file: string, columns: Map<string, string[]>) {
  let current: string | null | undefined, stream: Writable | undefined
  let failed: Error | undefined
  const finish = async () => {
    const ending = stream
    if (!ending) return
    stream = undefined
    await new Promise<void>((done, refuse) => {
      if (failed) return refuse(failed)
      ending.once('error', refuse).once('finish', done)
      ending.end()
    })
  }
  await readBackup(file, {
    async piece({ table, bytes }) {
      if (!stream || table !== current) {
        await finish()
        current = table
        const into =
          table === null
            ? 'job_restored (task, payload, queue, run_at, attempts, max_attempts, key, priority)'
            : `${table} (${columns.get(table)!.join(', ')})`
        stream = client.query(from(`copy ${into} from stdin`))
        stream.on('error', (error: Error) => {
          failed = error
        })
      }
      if (failed) throw failed
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), once(stream, 'close')])
      if (failed) throw failed
    },
  })
  await finish()
}

/** Each table once more, as it stands now, against what the backup says of it. */
async function compare(client: pg.Client, end: End, columns: Map<string, string[]>) {
  for (const [table, names] of columns) {
    const sums = summing()
    for await (const chunk of client.query(to(`copy ${table} (${names.join(', ')}) to stdout`)) as AsyncIterable<Buffer>) sums.add(chunk)
    const { rows, sha256 } = sums.sum(),
      wanted = end.tables[table]!
    if (rows !== wanted.rows || sha256 !== wanted.sha256)
      throw new Unready(`The table ${table} did not come back as it was (${rows} of ${wanted.rows} rows). Nothing was changed.`)
  }
}

/** By the queue's own functions: its tables are its own. A job that was running runs again; jobs are written for that. */
async function queueAgain(client: pg.Client) {
  await client.query(`
    select graphile_worker.reschedule_jobs(array[(graphile_worker.add_job(task, payload, queue_name => queue, run_at => run_at, max_attempts => max_attempts, job_key => key, priority => priority)).id], attempts => attempts)
    from (select * from job_restored order by nr) job`)
}

/**
 * The backup says "waiting" of mails that may have gone out since, and a trial restore on another machine must write to nobody. Whoever
 * may send finds the message held, and tells it to go on.
 */
async function holdMessages(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(`insert into message_step (message_id, step, note)
    select m.id, 'held', 'restored' from message m where not exists (select from message_step s where s.message_id = m.id and s.step in ('done', 'cancelled'))`)
  return rowCount ?? 0
}

function explained(error: unknown): Error {
  const { code, message } = error as pg.DatabaseError
  if (error instanceof Unready) return error
  if (code === '53100')
    return new Unready('There is no space left on the disk of the database. Nothing was changed; make room, then try again.', {
      cause: error,
    })
  if (code?.startsWith('22') || code?.startsWith('23'))
    return new Unready(`The backup's data does not fit into the tables it was made from: ${message}. Nothing was changed.`, {
      cause: error,
    })
  return error as Error
}
