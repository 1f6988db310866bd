import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Unready } from '../unready.ts'
import { findPlace, type Place } from './place.ts'
import { findProgram } from './program.ts'

export interface Embedded {
  /** Signs in as the owner, a superuser of this server only. */
  url: string
  socketDir: string
  /** The folder that holds the cluster. */
  location: string
  /** The last one out stops the server; others just leave it. Resolves when that is done. Close your own connections first. */
  stop: () => Promise<void>
}

interface Options {
  dataDir: string
  log?: (sentence: string) => void
  /** More settings of the server, as `{ fsync: 'off' }` for data that is thrown away. */
  settings?: Record<string, string>
}

const ownerRole = 'commontable'
const database = 'commontable'

/**
 * Starts the PostgreSQL that comes along, or joins the one that another process of ours has running on this data directory. It listens
 * on a Unix socket that only its user and root reach. Where `setpriv` exists it ends with the process that started it, even by
 * kill -9; if it ends while we live, it is started again.
 *
 * Throws Unready with a sentence when the folder, the disk or the cluster is in no state to be used.
 */
export async function startEmbedded({ dataDir, log = () => {}, settings = {} }: Options): Promise<Embedded> {
  const place = findPlace(dataDir, log)
  let server = await startOrJoin(place, settings, log)
  let restarted: Promise<void> | null = null
  let stopped: Promise<void> | null = null
  watch()

  /** Whoever loses the server, be it by a crash or because the process that ran it has ended, starts it again. */
  function watch() {
    server.lease.once('end', () => {
      if (!stopped) restarted = restart()
    })
  }

  async function restart() {
    log('PostgreSQL has ended; starting it again.')
    for (let wait = 1000; !stopped; wait = Math.min(wait * 2, 15_000)) {
      try {
        server = await startOrJoin(place, settings, log)
        return watch()
      } catch (error) {
        log((error as Error).message)
      }
      await sleep(wait)
    }
  }

  return {
    url: urlOf(place, database),
    socketDir: place.sockets,
    location: place.cluster,
    stop: () => (stopped ??= Promise.resolve(restarted).then(() => leave(place, server, log))),
  }
}

interface Server {
  /** A connection held as long as we need the server: it tells others that we do, and tells us when the server is gone. */
  lease: pg.Client
  /** Set when this process started the server. */
  child: ChildProcess | null
}

async function startOrJoin(place: Place, settings: Record<string, string>, log: (sentence: string) => void): Promise<Server> {
  const unlock = await lock(join(place.home, 'launcher.lock'))
  try {
    await createCluster(place, log)
    return (await joinRunning(place, log)) ?? (await start(place, settings, log))
  } finally {
    unlock()
  }
}

/** The operating system lets go of this lock when the process ends, however it ends. Node has no other way to such a lock. */
async function lock(file: string) {
  const holder = new DatabaseSync(file, { timeout: 0 })
  for (;;) {
    try {
      holder.exec('begin exclusive')
      return () => holder.close()
    } catch (error) {
      if (!/locked/.test((error as Error).message)) throw error
      await sleep(25)
    }
  }
}

async function createCluster(place: Place, log: (sentence: string) => void) {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return
  log('Preparing an empty database.')
  const unfinished = `${place.cluster}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const args = [
    '-D',
    unfinished,
    '-U',
    ownerRole,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--auth=trust',
    '--no-instructions',
  ]
  const made = spawnSync(programs(place, 'initdb'), args, { ...place.user, cwd: '/', env: environment, encoding: 'utf8' })
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Unready(sentenceFor(`${made.stderr ?? ''}${made.error?.message ?? ''}`, place), { cause: made.error })
  }
  writeFileSync(
    join(unfinished, 'pg_hba.conf'),
    [
      '# The socket lies in a folder that only the user of this server and root may enter.',
      `local all ${ownerRole} trust`,
      'local all all scram-sha-256',
      '',
    ].join('\n'),
  )
  renameSync(unfinished, place.cluster)
}

/** Nothing of ours is handed on: neither settings of PostgreSQL's own (PGOPTIONS...) nor anybody's secrets. */
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

const programs = (place: Place, name: string) => join(findProgram({ mustCopy: place.user !== null, copies: place.copies }), 'bin', name)

const settingsOf = (place: Place): Record<string, string> => ({
  listen_addresses: '',
  unix_socket_directories: place.sockets,
  unix_socket_permissions: '0700',
  port: '5432',
  cluster_name: 'commontable',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors reach whoever caused them. Here they would only leave people's names in a file.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
})

const urlOf = (place: Place, name: string) => `postgres://${ownerRole}@localhost/${name}?host=${encodeURIComponent(place.sockets)}`

const leaseName = 'commontable lease'

/** Asks the server a real question, and stays. Throws what it said when it does not answer. */
async function takeLease(place: Place) {
  const lease = new pg.Client({ connectionString: urlOf(place, 'postgres'), application_name: leaseName, connectionTimeoutMillis: 5000 })
  lease.on('error', () => {}) // 'end' follows
  try {
    await lease.connect()
    const { rows } = await lease.query(`select from pg_database where datname = '${database}'`)
    if (rows.length === 0) await lease.query(`create database ${database}`)
    holding(lease, false)
    return lease
  } catch (error) {
    void lease.end().catch(() => {})
    throw error
  }
}

/** Whether the process may not end as long as this connection is open. (pg can do it, its types leave it out.) */
const holding = (client: pg.Client, hold: boolean) =>
  (client as pg.Client & { ref: () => void; unref: () => void })[hold ? 'ref' : 'unref']()

/** A server that answers is joined, also where its process cannot be looked at (another container's, another mount namespace's); one that starts, recovers or ends is waited for. Null: there is none. */
async function joinRunning(place: Place, log: (sentence: string) => void): Promise<Server | null> {
  for (let waited = 0; ; waited += 50) {
    const pid = runningServer(place)
    if (pid === null && !existsSync(join(place.sockets, '.s.PGSQL.5432'))) return null
    try {
      return { lease: await takeLease(place), child: null }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      const coming = code === '57P03' // starting up, recovering, shutting down
      if (pid === null && !coming) return null
      if (
        !coming &&
        !['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01'].includes(code ?? '') &&
        !/terminated|timeout|connection error/i.test(message)
      )
        throw error
      if (waited === 2000) log(`Waiting for the PostgreSQL that already runs (process ${pid}): ${message}`)
      if (waited > (coming ? 600_000 : 60_000))
        throw new Unready(
          `The PostgreSQL on ${place.cluster} (process ${pid}) runs but does not answer: ${message}. End it with "kill -INT ${pid}", then start again.`,
          { cause: error },
        )
    }
    await sleep(50)
  }
}

/** The process id of the server on this cluster, if it is alive. The number in the file may belong to another program by now. */
function runningServer(place: Place): number | null {
  const pid = Number(readIfThere(join(place.cluster, 'postmaster.pid')).split('\n')[0])
  return pid > 0 && worksOn(pid, place) ? pid : null
}

/** Every process of a PostgreSQL server has its cluster as its directory. */
function worksOn(pid: number, place: Place) {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(place.cluster)
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(place.cluster)
  } catch {
    return false
  }
}

const readIfThere = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

async function start(place: Place, settings: Record<string, string>, log: (sentence: string) => void): Promise<Server> {
  await clearRemains(place, log)
  for (let tries = 0; ; tries++) {
    const logFile = openLog(place)
    const from = statSync(logFile.path).size
    const child = launch(place, settings, logFile.fd)
    closeSync(logFile.fd)
    const lease = await answerOf(child, place)
    if (lease) return { lease, child }
    const said = readFileSync(logFile.path, 'utf8').slice(from)
    // A worker of a server that was killed may still hold its memory for a moment.
    if (!/shared memory block|lock file .* already exists/.test(said) || tries === 30) throw new Unready(sentenceFor(said, place))
    await sleep(1000)
    await clearRemains(place, log)
  }
}

function launch(place: Place, settings: Record<string, string>, logFd: number) {
  const postgres = programs(place, 'postgres')
  const args = [
    '-D',
    place.cluster,
    ...Object.entries({ ...settingsOf(place), ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const [command, ...rest] = diesWithUs() ? ['setpriv', '--pdeathsig', 'INT', postgres, ...args] : [postgres, ...args]
  // A session of its own: Ctrl-C at our terminal must not end it before we have finished what is under way.
  const child = spawn(command!, rest, { ...place.user, cwd: '/', env: environment, detached: true, stdio: ['ignore', logFd, logFd] })
  child.on('error', () => {})
  child.unref()
  const interrupt = () => child.kill('SIGINT')
  process.on('exit', interrupt)
  child.on('exit', () => process.off('exit', interrupt))
  return child
}

/** SIGINT makes PostgreSQL end its sessions and close its files in order. */
const diesWithUs = () => process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0

/** Waits until the server answers; null when it has ended. Replaying what a crash left may take minutes. */
async function answerOf(child: ChildProcess, place: Place) {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const lease = await takeLease(place).catch(() => null)
    if (lease) return lease
    await sleep(10)
  }
  return null
}

/** What a server leaves that was killed: its pid file, its sockets, and its workers, which notice only after their present query. */
async function clearRemains(place: Place, log: (sentence: string) => void) {
  if (existsSync(join(place.cluster, 'postmaster.pid')))
    log('PostgreSQL was not shut down the last time; it recovers what was acknowledged.')
  for (let tries = 0, left = workersOf(place); left.length > 0; left = workersOf(place), tries++) {
    for (const pid of left) tryKill(pid, tries < 40 ? 'SIGQUIT' : 'SIGKILL')
    await sleep(50)
  }
  rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(place.sockets, name), { force: true })
}

const workersOf = (place: Place) =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .map(Number)
        .filter((pid) => pid > 0 && worksOn(pid, place) && isPostgres(pid))
    : []

/** Somebody's shell may stand in the cluster's folder too. */
function isPostgres(pid: number) {
  try {
    return /\/postgres( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`))
  } catch {
    return false
  }
}

function tryKill(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch {} // gone already
}

function openLog(place: Place) {
  const path = join(place.home, 'server.log')
  if (existsSync(path) && statSync(path).size > 5_000_000) renameSync(path, `${path}.1`)
  return { path, fd: openSync(path, 'a', 0o600) }
}

function sentenceFor(said: string, place: Place) {
  const reason = said.match(/(?:FATAL|PANIC|initdb: error): +(.*)/)?.[1] ?? said.trim().split('\n').at(-1) ?? ''
  if (/No space left|Disk quota/.test(said))
    return `There is no space left on the disk of ${place.home}. Make room, then start again: ${reason}`
  if (/Read-only file system|Permission denied/.test(said)) return `PostgreSQL may not write in ${place.home}: ${reason}`
  if (/incompatible with server|not compatible with this version/.test(said))
    return `The database in ${place.cluster} was made by another version of PostgreSQL. Start the Commontable that made it, run "bin/commontable backup", and restore that with this one.`
  if (/Cannot allocate memory|could not map anonymous shared memory/.test(said))
    return `There is not enough memory for PostgreSQL (it takes about 400 MB): ${reason}`
  return `PostgreSQL did not start on ${place.cluster}: ${reason || 'it gave no reason'}. Its log is ${join(place.home, 'server.log')}.`
}

const patience = 5000 // ms that a process which started the server gives the others to finish

async function leave(place: Place, { lease, child }: Server, log: (sentence: string) => void) {
  const others = async () => {
    const {
      rows: [found],
    } = await lease.query(
      `select count(*)::int as number from pg_stat_activity where application_name = '${leaseName}' and pid <> pg_backend_pid()`,
    )
    return found.number as number
  }
  holding(lease, true)
  try {
    if (child && (await others()) > 0) log('Another Commontable process uses this database; giving it a moment to finish.')
    for (let waited = 0; child && waited < patience && (await others()) > 0; waited += 100) await sleep(100)
    if (!child && (await others()) > 0) return await lease.end()
  } catch {} // the server has ended by itself
  await lease.end().catch(() => {})
  const pid = runningServer(place)
  if (pid === null) return
  tryKill(pid, 'SIGINT')
  for (let waited = 0; worksOn(pid, place); waited += 20) {
    if (waited === 60_000) tryKill(pid, 'SIGQUIT')
    await sleep(20)
  }
}
