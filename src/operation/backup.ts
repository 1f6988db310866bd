import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync, unlinkSync, createWriteStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { version } from '../home/source.ts'
import { migrationLock } from '../platform/migrate.ts'
import { Unready } from '../platform/unready.ts'
import { format, formatVersion, sha256, summing, type End, type Manifest, type Sum } from './backup-file.ts'
import { connectOwner } from './owner.ts'
import { tarEnd, tarEntry } from './tar.ts'

/**
 * Permanent tables that stay behind, each with its reason: what belongs to this installation, and what opens doors. A session that
 * was ended after a backup must not come back to life with it, so after a restore everybody signs in again.
 */
export const leftOut: Record<string, string> = {
  deployment_secret: 'the passwords of this installation; another makes its own',
  schema_migration: 'stands in the manifest; a restore runs the migrations themselves',
  worker_life: 'processes that live now',
  session: 'opens doors',
  sign_in_request: 'opens doors',
  set_up_link: 'opens doors',
  address_proof: 'opens doors',
}

export interface BackupDone {
  /** Null: written to standard output. */
  file: string | null
  madeAt: string
  bytes: number
  rows: number
  tables: number
  /** Of the file, for whoever copies it elsewhere. */
  sha256: string
  seconds: number
  /** Older ones that were removed, where that was asked for. */
  removed: string[]
}

const piece = 4 * 1024 * 1024

/**
 * Writes everything that one moment held into `file`, while the program goes on: one snapshot, a table after the other, in constant
 * memory. `-` is standard output; a folder gets a file named after the moment, and with `keep` loses its oldest ones of such names.
 * The file can be read by its owner only, and appears complete or not at all. Throws Unready with a sentence.
 */
export async function backUp(ownerUrl: string, file: string, { keep }: { keep?: number } = {}): Promise<BackupDone> {
  const began = performance.now()
  const target = file === '-' ? null : nameOf(file)
  if (target && exists(target)) throw new Unready(`${target} exists already, and a backup never replaces another file. Name a new one.`)
  const client = await connectOwner(ownerUrl, 'commontable backup')
  const out = target ? openTarget(target) : { stream: process.stdout as Writable, finish: async () => {}, giveUp: () => {} }
  try {
    const {
      rows: [free],
    } = await client.query(`select pg_try_advisory_lock_shared(${migrationLock}) as taken`)
    if (!free.taken) throw new Unready('The database is being migrated or restored at this moment. Try again in a minute.')
    await client.query(`begin isolation level repeatable read read only`)
    const manifest = await describe(client)
    const written = await write(client, manifest, out.stream)
    await client.query('commit')
    await out.finish()
    const rows = Object.values(written.end.tables).reduce((sum, table) => sum + table.rows, 0)
    const seconds = (performance.now() - began) / 1000
    if (manifest.tables.some(({ name }) => name === 'backup_made'))
      await client.query(`insert into backup_made (made_at, took, bytes, rows) values ($1, make_interval(secs => $2), $3, $4)`, [
        manifest.madeAt,
        seconds,
        written.bytes,
        rows,
      ])
    return {
      file: target,
      madeAt: manifest.madeAt,
      bytes: written.bytes,
      rows,
      tables: manifest.tables.length,
      sha256: written.sha256,
      seconds: Math.round(seconds * 10) / 10,
      removed: target && keep && target !== file ? removeOldest(dirname(target), keep) : [],
    }
  } catch (error) {
    out.giveUp()
    throw explained(target ?? 'standard output', error)
  } finally {
    await client.end()
  }
}

/** What is there: every permanent table and its columns, so that no later feature is forgotten. */
async function describe(client: pg.Client): Promise<Manifest> {
  await refuseUnreadable(client)
  const {
    rows: [deployment],
  } = await client.query(
    `select (select mode from deployment) as mode, to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, current_setting('server_version') as server`,
  )
  if (!deployment.mode) throw new Unready('This database is empty: nothing has been set up in it, so there is nothing to back up.')
  const { rows: migrations } = await client.query('select name, checksum from schema_migration order by name')
  const { rows: tables } = await client.query(
    `
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> all ($1)
    group by c.relname order by c.relname`,
    [Object.keys(leftOut)],
  )
  return {
    format,
    formatVersion,
    program: version,
    madeAt: deployment.at,
    server: deployment.server,
    mode: deployment.mode,
    migrations,
    tables,
  }
}

/** Row security would leave rows out without a word. Each table has a policy that lets the owner see all; none may narrow it. */
async function refuseUnreadable(client: pg.Client) {
  const { rows } = await client.query(
    `
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> all ($1)
      and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
      and (not has_table_privilege(c.oid, 'select')
        or (c.relforcerowsecurity or c.relrowsecurity and not pg_has_role(c.relowner, 'usage'))
          and (not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'backup' and pg_has_role(p.polroles[1], 'usage'))
            or exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('r', '*')
              and exists (select from unnest(p.polroles) role where role = 0 or pg_has_role(role, 'usage')))))`,
    [Object.keys(leftOut)],
  )
  if (rows.length)
    throw new Unready(
      `Row security would hide rows of ${rows.map((row) => row.name).join(', ')} from the role in DATABASE_URL. Use the role that owns the database; run "bin/commontable migrate" if it is not up to date.`,
    )
}

const queued = `select t.identifier, j.payload, q.queue_name, j.run_at, j.attempts, j.max_attempts, j.key, j.priority
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id where t.identifier <> 'sign-in-mail' order by j.id`

async function write(client: pg.Client, manifest: Manifest, out: Writable): Promise<{ end: End; bytes: number; sha256: string }> {
  const at = Temporal.Instant.from(manifest.madeAt)
  const zip = createGzip({ level: 6 })
  const hash = createHash('sha256')
  let bytes = 0,
    failed: Error | undefined
  const drained = (async () => {
    for await (const chunk of zip as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
      if (!out.write(chunk)) await once(out, 'drain')
    }
  })().catch((error: Error) => {
    failed = error
    zip.destroy()
  })
  out.on('error', (error) => {
    failed = error
    zip.destroy()
  })

  async function put(name: string, content: Buffer) {
    for (const part of tarEntry(name, content, at)) if (!zip.write(part)) await Promise.race([once(zip, 'drain'), once(zip, 'close')])
    if (failed) throw failed
  }
  async function copy(query: string, folder: string): Promise<Sum> {
    const sums = summing()
    let parts: Buffer[] = [],
      held = 0,
      number = 0
    const flush = () => {
      const all = Buffer.concat(parts)
      const cut = all.lastIndexOf(10) + 1
      parts = cut < all.length ? [Buffer.from(all.subarray(cut))] : []
      held = all.length - cut
      return put(`${folder}/${String(++number).padStart(6, '0')}.copy`, all.subarray(0, cut))
    }
    for await (const chunk of client.query(to(query)) as AsyncIterable<Buffer>) {
      sums.add(chunk)
      parts.push(chunk)
      held += chunk.length
      if (held >= piece && parts.some((part) => part.includes(10))) await flush()
    }
    if (held) await flush()
    return sums.sum()
  }

  const list = Buffer.from(JSON.stringify(manifest, null, 1))
  await put('manifest.json', list)
  const end: End = { manifestSha256: sha256(list), tables: {}, jobs: { rows: 0, bytes: 0, sha256: '' }, sequences: {} }
  for (const { name, columns } of manifest.tables)
    end.tables[name] = await copy(`copy ${name} (${columns.join(', ')}) to stdout`, `tables/${name}`)
  end.jobs = await copy(`copy (${queued}) to stdout`, 'jobs')
  // Numbers are drawn outside of transactions: read last, they are beyond every row of the snapshot.
  const { rows: sequences } = await client.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`,
  )
  for (const { name } of sequences) {
    const {
      rows: [sequence],
    } = await client.query(`select last_value as value, is_called as called from ${name}`)
    end.sequences[name] = { value: Number(sequence.value), called: sequence.called }
  }
  await put('end.json', Buffer.from(JSON.stringify(end, null, 1)))
  zip.end(tarEnd)
  await drained
  if (failed) throw failed
  return { end, bytes, sha256: hash.digest('hex') }
}

const pattern = /^commontable-\d{4}-\d\d-\d\dT\d{6}Z\.backup$/

function nameOf(file: string) {
  if (!exists(file) || !statSync(file).isDirectory()) return file
  return join(file, `commontable-${Temporal.Now.instant().toString({ smallestUnit: 'second' }).replaceAll(':', '')}.backup`)
}

/** Files of other names are nobody's business here. */
function removeOldest(folder: string, keep: number) {
  const old = readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .slice(0, -keep)
  for (const name of old) unlinkSync(join(folder, name))
  return old
}

/** Written beside, and renamed when it is complete and on the disk. */
function openTarget(target: string) {
  const unfinished = join(dirname(target), `.${basename(target)}.unfinished`)
  try {
    const fd = openSync(unfinished, 'w', 0o600)
    const stream = createWriteStream(unfinished, { fd, autoClose: false, highWaterMark: 1024 * 1024 })
    return {
      stream: stream as Writable,
      async finish() {
        await new Promise<void>((done) => stream.end(done))
        fsyncSync(fd)
        closeSync(fd)
        renameSync(unfinished, target)
        const folder = openSync(dirname(target), 'r')
        fsyncSync(folder)
        closeSync(folder)
      },
      giveUp: () => rmSync(unfinished, { force: true }),
    }
  } catch (error) {
    throw explained(target, error)
  }
}

const exists = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined

function explained(target: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Unready(`There is no space left for ${target}. Nothing was left behind; make room, or name another place.`)
  if (code === 'ENOENT')
    return new Unready(`There is no folder ${dirname(target)}. Make it first, readable by nobody else: mkdir -m 700 ${dirname(target)}`)
  if (code === 'EACCES' || code === 'EROFS') return new Unready(`${target} cannot be written by this user (${code}).`)
  if (code === 'EPIPE') return new Unready('Whoever was reading the backup went away before its end.')
  return error as Error
}
