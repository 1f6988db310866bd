import { after } from 'node:test'
import { Logger, runOnce, type RunnerOptions } from 'graphile-worker'
import { createApp } from '../src/app.ts'
import { jobs } from '../src/jobs.ts'
import { connect } from '../src/platform/db.ts'
import { log } from '../src/platform/log.ts'
import { hashToken, newToken } from '../src/people/secrets.ts'
import { readSettings, type Settings } from '../src/platform/settings.ts'
import pg from 'pg'
import { newDatabase } from './database.ts'

/** Where the campaign of the tests stands until somebody moves its clock. */
export const now = Temporal.Instant.from('2027-10-18T19:00:00Z')

/** A copy of the world for one test file, and the whole product in front of it. Dropped when the file is done. */
export async function newWorld({ connections, ...settings }: Partial<Settings> & { connections?: number } = {}) {
  const database = await newDatabase()
  const root = connect(database.webUrl, connections),
    worker = connect(database.workerUrl, 6),
    owner = new pg.Pool({ connectionString: database.ownerUrl, max: 3, options: '-c jit=off' })
  // The database is dropped with force; what a closing connection hears of that is no news.
  owner.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  const all: Settings = { ...readSettings({}), BASE_URL: 'http://commontable.example.org', ...settings }
  const app = createApp(root, all)
  const setClock = (instant: Temporal.Instant | string) =>
    owner.query(`update campaign_clock set ahead = $1::timestamptz - now()`, [instant.toString()])
  await setClock(now)

  const sessions = new Map<string, string>()
  async function tokenOf(account: string) {
    const known = sessions.get(account)
    if (known) return known
    const token = newToken()
    // The owner is bound by the forced row security of `session` where it is no superuser, so this goes through the function's own role.
    await owner.query(
      `begin; set local role ${pg.escapeIdentifier(`${root.prefix}_auth`)}; insert into session (token_hash, account_id, device) values ('\\x${hashToken(token).toString('hex')}', '${account}', 'a test'); commit`,
    )
    sessions.set(account, token)
    return token
  }

  /** Requests as this account, from its own browser; null is a visitor. */
  function as(account: string | null, headers: Record<string, string> = {}) {
    const request = async (path: string, init: RequestInit = {}) => {
      const sent = new Headers({
        host: 'commontable.example.org',
        'sec-fetch-site': 'same-origin',
        ...headers,
        ...(init.headers as Record<string, string>),
      })
      if (account) sent.append('cookie', `session=${await tokenOf(account)}`)
      return app.request(new URL(path, all.BASE_URL), { ...init, headers: sent })
    }
    return {
      request,
      get: (path: string) => request(path),
      read: async (path: string) => (await request(path)).text(),
      post: (path: string, form: Record<string, string> | URLSearchParams | FormData = {}) =>
        request(path, {
          method: 'POST',
          body: form instanceof FormData || form instanceof URLSearchParams ? form : new URLSearchParams(form),
        }),
    }
  }

  /** Runs every queued job to its end, those that jobs queue as well. A job that fails is left for its next try. */
  async function runJobs() {
    do await runOnce(jobRun)
    while (await jobsAreDue())
  }
  /** One of a queue is not seen while the one before it is being taken off. */
  const jobsAreDue = async () => {
    const { rows } = await worker.pool.query(`
      select from graphile_worker._private_jobs j left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where j.is_available and j.run_at <= now() and q.is_available is not false limit 1`)
    return rows.length > 0
  }
  const jobRun: RunnerOptions = {
    pgPool: worker.pool,
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }, // what is done is written down before the run ends
    concurrency: 2,
    logger: new Logger(() => () => {}),
    noHandleSignals: true,
    taskList: Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [
        name,
        async (payload) => {
          const { account, data } = payload as { account: string | null; data: unknown }
          await job({
            account,
            data,
            root: worker,
            settings: all,
            log: log.child({ job: name }),
            signal: new AbortController().signal,
          }).catch((error: unknown) => {
            console.error(`The job ${name} failed, and is tried again later:`, error)
            throw error
          })
        },
      ]),
    ),
  }

  /** Rows as one of the roles sees them: what a test may look at and no page shows. */
  async function look<Row>(role: 'auth' | 'sender' | 'usher', query: string): Promise<Row[]> {
    const results = await owner.query(`begin; set local role ${pg.escapeIdentifier(`${root.prefix}_${role}`)}; ${query}; commit`)
    return (results as unknown as { rows: Row[] }[])[2]!.rows
  }

  /** What goes on beside the world and has to end before it. */
  const beforeEnd: (() => Promise<void>)[] = []
  const end = async () => {
    for (const stop of beforeEnd) await stop()
    await Promise.all([root.end(), worker.end(), owner.end()])
    await database.drop()
  }
  after(end)
  return { app, as, tokenOf, root, worker, owner, settings: all, setClock, runJobs, look, beforeEnd, ...database }
}
