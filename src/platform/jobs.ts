import { sql } from 'kysely'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { connect, type Db, type Root } from './db.ts'
import { log, type Log } from './log.ts'
import { watchJob } from './problems.ts'
import type { Settings } from './settings.ts'

export interface Job<Data = unknown> {
  /** On whose behalf. A job runs as this account and looks again whether it still may. */
  account: string | null
  data: Data
  root: Root
  settings: Settings
  log: Log
  /** Aborted when the worker is asked to stop: come to a safe point and return. */
  signal: AbortSignal
}

/** Jobs run at least once: a crash anywhere and a second run must come out right. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Jobs = Record<string, (job: Job<any>) => Promise<void>>

/** Queues a job in this transaction. `key`: replaces a waiting job of the same key. `queue`: jobs of one queue run one after the other. */
export const enqueue = (
  db: Db,
  task: string,
  data: object,
  { key = null, queue = null }: { key?: string | null; queue?: string | null } = {},
) => sql`select enqueue(${task}, ${JSON.stringify(data)}::json, ${key}, ${queue})`.execute(db)

/** The queue compares moments by `<`: it gets what it knows. With ours its schedule would stand still. */
const withDates: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') => {
    const parse = pg.types.getTypeParser(type, format as 'text') as (text: string) => unknown
    return type === pg.types.builtins.TIMESTAMPTZ ? (text: string) => new Date((parse(text) as Temporal.Instant).epochMilliseconds) : parse
  },
} as pg.CustomTypesConfig

/**
 * Runs jobs until `stop`. What a worker that died had taken is released first, and every ten seconds. When the database breaks
 * down nobody knows which jobs it still counts as ours: what is running ends, all is released, and a new crew begins.
 */
export async function startWorker(
  workerUrl: string,
  jobs: Jobs,
  settings: Settings,
  schedule = '',
): Promise<{ root: Root; stop: () => Promise<void> }> {
  const root = connect(workerUrl, 12),
    queue = connect(workerUrl, 6, withDates)
  const stopping = new AbortController()
  const release = () =>
    releaseJobsOfTheDead(root).catch((error: Error) => log.warn({ err: error.message }, 'jobs of dead workers were not released'))
  const timer = setInterval(release, 10_000)

  async function hireCrew() {
    const life = await holdLife(workerUrl, stopping.signal)
    await release()
    const dismissed = new AbortController(),
      running = new Set<Promise<void>>()
    const taskList: TaskList = Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [
        name,
        async (payload) => {
          const { account, data } = payload as { account: string | null; data: unknown }
          const run = watchJob(root, name, () =>
            job({ account, data, root, settings, log: log.child({ job: name }), signal: dismissed.signal }),
          )
          running.add(run)
          await run.finally(() => running.delete(run))
        },
      ]),
    )
    const events = new EventEmitter() as WorkerEvents
    events.on(
      'pool:create',
      ({ workerPool }) => void root.pool.query('insert into worker_life values ($1, $2)', [workerPool.id, life.key]).catch(life.end),
    )
    // Without a delay (even of 0) a job whose end cannot be written down ends the process; with one it ends this crew.
    const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }
    const runner = await run({
      pgPool: queue.pool,
      preset,
      taskList,
      events,
      crontab: schedule,
      concurrency: 4,
      noHandleSignals: true,
      pollInterval: 1000,
      logger: new Logger(() => quiet),
    })
    const over = runner.promise.then(
      () => {},
      () => {},
    )
    return {
      over: Promise.race([over, life.lost]),
      async dismiss() {
        dismissed.abort()
        await runner.stop().catch(() => {}) // it may have stopped by itself
        await Promise.allSettled([over, ...running])
        await life.end()
      },
    }
  }

  const stopped = new Promise<void>((done) => stopping.signal.addEventListener('abort', () => done()))
  let crew = await hireCrew()
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await Promise.race([crew.over, stopped])
      await crew.dismiss()
      while (!stopping.signal.aborted) {
        log.warn('the job queue lost the database; it begins again')
        const next = await hireCrew().catch(() => null)
        if (next) {
          crew = next
          break
        }
        await sleep(500)
      }
    }
    await crew.dismiss()
  })()
  return {
    root,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await ended
      await Promise.all([root.end(), queue.end()])
    },
  }
}

const quiet = (level: 'error' | 'warning' | 'info' | 'debug', message: string) => {
  if (level === 'error') log.error(message)
  else if (level === 'warning') log.warn(message)
}

/**
 * A session lock that lives as long as this process and its connection: how others can tell that its workers are dead without
 * waiting the four hours that the queue waits. Waits until the database answers, or rejects when `signal` aborts.
 */
async function holdLife(workerUrl: string, signal: AbortSignal) {
  const key = crypto.getRandomValues(new Int32Array(1))[0]!
  for (let waited = false; ; waited = true) {
    signal.throwIfAborted()
    const client = new pg.Client({ connectionString: workerUrl, application_name: 'commontable worker life' })
    client.on('error', () => {}) // 'end' follows
    const lost = new Promise<void>((done) => client.once('end', () => done()))
    try {
      await client.connect()
      await client.query('select pg_advisory_lock($1, $2)', [lifeLock, key])
      return { key, lost, end: () => client.end().catch(() => {}) }
    } catch (error) {
      void client.end().catch(() => {})
      if (!waited) log.warn({ err: (error as Error).message }, 'the job queue waits for the database')
      await sleep(500)
    }
  }
}

const lifeLock = 0x11fe

/** Jobs locked by workers whose process is gone run again now. One statement: whoever dies in between has forgotten nobody. */
const releaseJobsOfTheDead = (root: Root) =>
  root.pool.query(`
  with dead as (
    delete from worker_life w where not exists (
      select from pg_locks l where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = ${lifeLock} and l.objid::bigint = w.life::bigint & 4294967295 and l.granted)
    returning worker_id)
  select graphile_worker.force_unlock_workers(array(select worker_id from dead)) where exists (select from dead)`)
