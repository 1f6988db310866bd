import { sql } from 'kysely'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { EventEmitter } from 'node:events'
import pg from 'pg'
import { connect, type Db, type Root } from './db.ts'
import { log, type Log } from './log.ts'
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
export const enqueue = (db: Db, task: string, data: object, { key = null, queue = null }: { key?: string | null; queue?: string | null } = {}) =>
  sql`select enqueue(${task}, ${JSON.stringify(data)}::json, ${key}, ${queue})`.execute(db)

/** Runs jobs until `stop`. What a worker that died had taken is released first, and every half minute. */
export async function startWorker(workerUrl: string, jobs: Jobs, settings: Settings): Promise<{ stop: () => Promise<void> }> {
  const root = connect(workerUrl, 12)
  const stopping = new AbortController()
  const life = holdLife(workerUrl)
  const release = () => releaseJobsOfTheDead(root).catch((error: Error) => log.warn({ err: error.message }, 'jobs of dead workers were not released'))
  await life.ready
  await release()
  const timer = setInterval(release, 30_000)

  const taskList: TaskList = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, async (payload) => {
    const { account, data } = payload as { account: string | null; data: unknown }
    await job({ account, data, root, settings, log: log.child({ job: name }), signal: stopping.signal })
  }]))
  const events = new EventEmitter() as WorkerEvents
  events.on('worker:create', ({ worker }) => void root.pool.query('insert into worker_life values ($1, $2)', [worker.workerId, life.key]).catch(() => {}))
  const runner = await run({ pgPool: root.pool, taskList, events, concurrency: 4, noHandleSignals: true, pollInterval: 1000, logger: new Logger(() => quiet) })
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await runner.stop()
      await life.end()
      await root.end()
    },
  }
}

const quiet = (level: 'error' | 'warning' | 'info' | 'debug', message: string) => {
  if (level === 'error') log.error(message)
  else if (level === 'warning') log.warn(message)
}

/**
 * A session lock that lives as long as this process: how others can tell that its workers are dead without waiting the
 * four hours that the queue waits. A lost connection takes the lock again on a new one.
 */
function holdLife(workerUrl: string) {
  const key = crypto.getRandomValues(new Int32Array(1))[0]!
  let client: pg.Client | undefined
  let ended = false
  const hold = async (): Promise<void> => {
    client = new pg.Client({ connectionString: workerUrl, application_name: 'commontable worker life' })
    client.on('error', () => { if (!ended) setTimeout(() => void hold().catch(() => {}), 500).unref() })
    try {
      await client.connect()
      await client.query('select pg_advisory_lock($1, $2)', [lifeLock, key])
    } catch (error) {
      if (ended) return
      await new Promise((done) => setTimeout(done, 500))
      return hold()
    }
  }
  return { key, ready: hold(), end: async () => { ended = true; await client?.end().catch(() => {}) } }
}

const lifeLock = 0x11fe

/** Jobs locked by workers whose process is gone run again now. */
async function releaseJobsOfTheDead(root: Root): Promise<void> {
  const { rows } = await root.pool.query<{ worker_id: string }>(`
    delete from worker_life w where not exists (
      select from pg_locks l where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = ${lifeLock} and l.objid::bigint = w.life::bigint & 4294967295 and l.granted)
    returning worker_id`)
  if (rows.length) await root.pool.query('select graphile_worker.force_unlock_workers($1)', [rows.map((row) => row.worker_id)])
}
