import { serve, type ServerType } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createApp } from './app.ts'
import { loadExample } from './example/load-example.ts'
import { jobs, schedule } from './jobs.ts'
import { openDeployment } from './people/open-deployment.ts'
import { openDatabase, type Database } from './platform/database.ts'
import { connect, type Root } from './platform/db.ts'
import { startWorker } from './platform/jobs.ts'
import { log } from './platform/log.ts'
import { startMetrics } from './platform/metrics.ts'
import type { Settings } from './platform/settings.ts'
import { Unready } from './platform/unready.ts'
import { urls } from './urls.ts'

export interface Parts {
  web: boolean
  worker: boolean
}

/**
 * Starts database, web and worker in this process (or one of both, where several processes share a database) and prints one line
 * when it answers. On an empty database it loads the example campaign, or with `empty` opens a real deployment and prints its
 * one-time set-up link.
 */
export async function start(
  settings: Settings,
  { empty, parts, say }: { empty: boolean; parts: Parts; say: (sentence: string) => void },
): Promise<void> {
  if (!parts.web && !settings.BASE_URL)
    throw new Unready(
      'A worker by itself cannot know the address that it writes into mails. Set BASE_URL to the public address, as for the web processes.',
    )
  const database = await openDatabase(settings, say)
  const mode = parts.web ? await fill(database, empty, say) : await deploymentMode(database.ownerUrl)
  if (!mode)
    throw new Unready('Nothing has been set up in this database. Start a web process on it first; a worker by itself sets up nothing.')
  const known: Settings = { ...settings, ...(mode === 'example' ? { SMTP_URL: undefined } : {}) }

  let root: Root | undefined, server: ServerType | undefined
  if (parts.web) {
    // The example binds to loopback unless it is told otherwise: anybody may be anybody in it.
    const hostname = settings.HOST ?? (mode === 'example' ? '127.0.0.1' : '0.0.0.0')
    root = connect(database.webUrl)
    server = await listen(root, known, hostname)
    known.BASE_URL ??= `http://${hostname === '127.0.0.1' || hostname === '0.0.0.0' ? 'localhost' : hostname}:${(server.address() as AddressInfo).port}`
  }
  const worker = parts.worker ? await startWorker(database.workerUrl, jobs, known, schedule) : undefined
  const metrics =
    settings.METRICS_PORT === undefined
      ? undefined
      : await startMetrics({ host: settings.METRICS_HOST, port: settings.METRICS_PORT, web: root, worker: worker?.root })

  if (parts.web && mode === 'example') await printPeople(database.ownerUrl, known.BASE_URL!, say)
  if (parts.web && mode === 'real') {
    const token = await openDeployment(database.ownerUrl)
    if (token) say(`Nobody has set up this deployment. Within one hour open ${known.BASE_URL}${urls.setUp(token)}`)
  }
  console.log(parts.web ? `Commontable is ready at ${known.BASE_URL}` : `Commontable's worker is ready for ${known.BASE_URL}`)

  let asked: number | undefined
  const stop = async (signal: string) => {
    if (asked && performance.now() - asked > 1000) process.exit(1) // asked twice
    if (asked) return // one Ctrl-C may come from the terminal and again from npm
    asked = performance.now()
    log.info({ signal }, 'stopping')
    const answered = new Promise<void>((done) => (server ? server.close(() => done()) : done()))
    if (server && 'closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(() => process.exit(0), 15_000).unref() // slow mail servers don't hold it for ever
    await worker?.stop()
    await Promise.race([answered, sleep(3000)]) // open streams never end by themselves
    if (server && 'closeAllConnections' in server) server.closeAllConnections()
    await metrics?.stop()
    await root?.end()
    await database.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
}

/** What the database is: the example campaign or a real deployment. One can't become the other. Of several processes that find it empty, one fills it. */
async function fill(database: Database, empty: boolean, say: (sentence: string) => void): Promise<'example' | 'real'> {
  const alone = new pg.Client({ connectionString: database.ownerUrl, application_name: 'commontable start' })
  await alone.connect()
  try {
    await alone.query('select pg_advisory_lock($1)', [fillLock])
    const mode = await deploymentMode(database.ownerUrl)
    if (mode === 'example' && empty)
      throw new Unready(
        'This database holds the example campaign and cannot become a real deployment. Use an empty database or another COMMONTABLE_DATA.',
      )
    if (mode) return mode
    if (empty) {
      await openDeployment(database.ownerUrl)
      return 'real'
    }
    say('Loading the example campaign: 52,000 invented members.')
    await loadExample(database.ownerUrl, { log: say })
    return 'example'
  } finally {
    await alone.end() // lets go of the lock
  }
}

/** Any number, as long as no other lock of this database has the same. */
const fillLock = 7_305_219

async function deploymentMode(ownerUrl: string): Promise<'example' | 'real' | null> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return (await client.query('select mode from deployment')).rows[0]?.mode ?? null // its policy lets everybody read it
  } finally {
    await client.end()
  }
}

const listen = (root: Parameters<typeof createApp>[0], settings: Settings, hostname: string): Promise<ServerType> =>
  new Promise((done, refuse) => {
    const server = serve({ fetch: createApp(root, settings).fetch, port: settings.PORT, hostname }, () => done(server))
    server.on('error', (error: NodeJS.ErrnoException) =>
      refuse(
        error.code === 'EADDRINUSE'
          ? new Unready(`Port ${settings.PORT} is taken by another program. Set PORT to a free one, for example PORT=3001 npm start.`)
          : error,
      ),
    )
  })

async function printPeople(ownerUrl: string, url: string, say: (sentence: string) => void) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client
    .query<{ key: string; name: string; part: string }>(`select key, name, part from example_person order by place`)
    .finally(() => client.end())
  const width = Math.max(...rows.map((row) => row.name.length), 0)
  say('Sign in as one of these invented people (all of them with what to try: ' + url + '/example):')
  for (const { key, name } of rows) say(`  ${name.padEnd(width)}  ${url}/example/sign-in/${key}`)
}
