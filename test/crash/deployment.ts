// A whole deployment in processes of its own, to be killed: `commontable start` on a database with the cast in it.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { fillTables } from '../../src/example/fill.ts'
import { hashToken, newToken } from '../../src/people/secrets.ts'
import { asPerson, connect, type Db, type Root } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { startEmbedded } from '../../src/platform/postgres/embedded.ts'
import { loadCast } from '../cast.ts'
import { emptyDatabase } from '../database.ts'

/** The suite runs on the embedded PostgreSQL, then on a server; there the program alone is killed, the server goes on. */
export const onEmbedded = new URL(process.env.TEST_SERVER_URL!.replace('@/', '@localhost/')).searchParams.has('host')

const root = fileURLToPath(new URL('../..', import.meta.url))
const loader = new URL('../../scripts/tsx-loader.js', import.meta.url).href

export interface Deployment {
  ownerUrl: string
  /** Starts the program and resolves when it says that it answers. */
  start: () => Promise<Program>
  /** Any command of the program, in a process of its own. */
  command: (...words: string[]) => ChildProcess
  /** What PostgreSQL does at this moment, and the jobs that wait or run. */
  whatGoesOn: () => Promise<unknown>
  /** Past row security, in tables that are named. */
  inTables: <T>(tables: string[], work: (client: pg.Client) => Promise<T>) => Promise<T>
  /** Use cases of the product, as this person, in a transaction. */
  as: <T>(account: string, work: (db: Db, root: Root) => Promise<T>) => Promise<T>
  /** Signs accounts in and returns the cookie that the browser of each sends. */
  signIn: (accounts: string[]) => Promise<string[]>
  /** kill -9 of PostgreSQL's first process; those it leaves are found by whoever starts it again. Only of the embedded one. */
  killPostgres: () => void
  /** Ends what runs, and asserts that no process of it is left. */
  remove: () => Promise<void>
}

export interface Program {
  url: string
  pid: number
  kill: () => Promise<void>
  stop: () => Promise<void>
}

/** `settings` are the program's environment variables. */
export async function newDeployment({
  settings = {},
  fill = async () => {},
}: {
  settings?: Record<string, string>
  fill?: (deployment: Pick<Deployment, 'inTables' | 'signIn' | 'as'>) => Promise<void>
} = {}): Promise<Deployment> {
  const data = mkdtempSync(join(tmpdir(), 'commontable-crash-'))
  chmodSync(data, 0o755) // as root the server is another user
  const children = new Set<ChildProcess>()
  let ownerUrl: string, webUrl: string, cluster: string | undefined, sockets: string | undefined
  let dropDatabase = async () => {}
  const inTables: Deployment['inTables'] = async (tables, work) => {
    let result: Awaited<ReturnType<typeof work>> | undefined
    const fill = () =>
      fillTables(ownerUrl, tables, async (client) => {
        result = await work(client)
      })
    // The program's jobs run meanwhile and lock tables in an order of their own.
    await fill().catch((error: { code?: string }) => {
      if (error.code !== '40P01') throw error
      return fill()
    })
    return result!
  }
  const as: Deployment['as'] = async (account, work) => {
    const root = connect(webUrl, 2)
    return asPerson(root, account, 'read write', (db) => work(db, root)).finally(root.end)
  }

  async function signIn(accounts: string[]) {
    const tokens = accounts.map(() => newToken())
    await inTables(['session'], (client) =>
      client.query(
        `insert into session (token_hash, account_id, device) select t.hash, t.account, 'a test' from unnest($1::bytea[], $2::uuid[]) t (hash, account)`,
        [tokens.map(hashToken), accounts],
      ),
    )
    return tokens.map((token) => `session=${token}`)
  }

  const prepare = async () => {
    webUrl = (await migrate(ownerUrl)).roles.webUrl
    await loadCast(ownerUrl)
    await fill({ inTables, signIn, as })
  }
  if (onEmbedded) {
    const embedded = await startEmbedded({ dataDir: data })
    ;({ url: ownerUrl, location: cluster, socketDir: sockets } = embedded)
    await prepare().finally(embedded.stop)
  } else {
    ;({ ownerUrl, drop: dropDatabase } = await emptyDatabase())
    await prepare()
  }

  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    LOG_LEVEL: 'fatal',
    COMMONTABLE_DATA: data,
    ...(onEmbedded ? {} : { DATABASE_URL: ownerUrl }),
    ...settings,
  }
  function command(...words: string[]) {
    const child = spawn(process.execPath, ['--import', loader, join(root, 'src/cli.ts'), ...words], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stderr.resume()
    children.add(child)
    child.on('exit', () => children.delete(child))
    return child
  }

  async function start(): Promise<Program> {
    const child = command('start')
    const ended = once(child, 'exit')
    const url = await new Promise<string>((done, fail) => {
      let said = ''
      child.stderr!.on('data', (piece) => {
        said += piece
      })
      createInterface(child.stdout!).on('line', (line) => {
        const ready = line.match(/^Commontable is ready at (.*)$/)
        if (ready) done(ready[1]!.replace('localhost', '127.0.0.1'))
      })
      void ended.then(([code, signal]) => fail(new Error(`The program ended before it was ready (${signal ?? code}): ${said}`)))
    })
    const by = (signal: NodeJS.Signals) => async () => {
      child.kill(signal)
      await ended
    }
    return { url, pid: child.pid!, kill: by('SIGKILL'), stop: by('SIGTERM') }
  }

  const whatGoesOn = () =>
    inTables([], async (client) => ({
      sessions: (
        await client.query(
          `select usename, state, wait_event, (now() - xact_start)::text as age, left(query, 200) as query, pg_blocking_pids(pid) as waits_for, pid from pg_stat_activity where datname = current_database() and state <> 'idle'`,
        )
      ).rows,
      jobs: (
        await client.query(
          `select task_identifier, attempts, run_at::text, locked_by, locked_at::text, last_error, now()::text from graphile_worker.jobs`,
        )
      ).rows,
      alive: (await client.query('select * from worker_life')).rows,
    })).catch((error: Error) => error.message)

  const processes = () => (cluster ? processesIn(cluster) : [])
  async function remove() {
    for (const child of children) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    await dropDatabase()
    for (let waited = 0; processes().length > 0 && waited < 10_000; waited += 100) await sleep(100)
    const left = processes()
    for (const pid of left) process.kill(pid, 'SIGKILL')
    for (const folder of [data, cluster && dirname(dirname(cluster)), sockets])
      if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
    assert.deepEqual(left, [], 'processes of PostgreSQL were left behind')
  }

  return {
    ownerUrl,
    start,
    command,
    inTables,
    whatGoesOn,
    as,
    signIn,
    remove,
    killPostgres: () => process.kill(Number(readFileSync(join(cluster!, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL'),
  }
}

/** Every process of a PostgreSQL server has its cluster as its directory. */
const processesIn = (cluster: string) =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .map(Number)
        .filter((pid) => pid > 0 && directoryOf(pid) === cluster)
    : []

function directoryOf(pid: number) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

/** Answers as a browser would give them. The status, or null when no whole answer came. */
export async function post(url: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(form),
      headers: { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin', ...headers },
      signal: AbortSignal.timeout(10_000),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return null
  }
}

/** Asks every so many milliseconds. Fails after that many seconds, with what `tell` says if given. */
export async function until(
  question: () => boolean | Promise<boolean>,
  what: string,
  { seconds = 120, every = 50, tell }: { seconds?: number; every?: number; tell?: () => Promise<unknown> } = {},
) {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(every)) if (await question()) return
  assert.fail(`not within ${seconds} seconds: ${what}${tell ? ` ${JSON.stringify(await tell(), null, 1)}` : ''}`)
}
