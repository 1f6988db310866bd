import { serve, type ServerType } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { createApp } from './app.ts'
import { loadExample } from './example/load-example.ts'
import { jobs } from './jobs.ts'
import { openDeployment } from './people/open-deployment.ts'
import { openDatabase, type Database } from './platform/database.ts'
import { connect } from './platform/db.ts'
import { startWorker } from './platform/jobs.ts'
import { log } from './platform/log.ts'
import type { Settings } from './platform/settings.ts'
import { Unready } from './platform/unready.ts'
import { urls } from './urls.ts'

/**
 * Starts database, web and worker in this process and prints one line when it answers. On an empty database it loads the
 * example campaign, or with `empty` opens a real deployment and prints its one-time set-up link.
 */
export async function start(settings: Settings, { empty, say }: { empty: boolean; say: (sentence: string) => void }): Promise<void> {
  const database = await openDatabase(settings, say)
  const mode = await fill(database, empty, say)
  // The example binds to loopback unless it is told otherwise: anybody may be anybody in it.
  const hostname = settings.HOST ?? (mode === 'example' ? '127.0.0.1' : '0.0.0.0')
  const root = connect(database.webUrl)
  const known: Settings = { ...settings, ...(mode === 'example' ? { SMTP_URL: undefined } : {}) }
  const server = await listen(root, known, hostname)
  const url = settings.BASE_URL ?? `http://${hostname === '127.0.0.1' || hostname === '0.0.0.0' ? 'localhost' : hostname}:${(server.address() as AddressInfo).port}`
  known.BASE_URL = url
  const worker = await startWorker(database.workerUrl, jobs, known)

  if (mode === 'example') await printPeople(database.ownerUrl, url, say)
  else {
    const token = await openDeployment(database.ownerUrl)
    if (token) say(`Nobody has set up this deployment. Within one hour open ${url}${urls.setUp(token)}`)
  }
  console.log(`Commontable is ready at ${url}`)

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) process.exit(1) // asked twice
    stopping = true
    log.info({ signal }, 'stopping')
    server.close()
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(() => process.exit(0), 15_000).unref() // open streams and slow mail servers don't hold it for ever
    await worker.stop()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await root.end()
    await database.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
}

/** What the database is: the example campaign or a real deployment. One can't become the other. */
async function fill(database: Database, empty: boolean, say: (sentence: string) => void): Promise<'example' | 'real'> {
  const mode = await deploymentMode(database.ownerUrl)
  if (mode === 'example' && empty) throw new Unready('This database holds the example campaign and cannot become a real deployment. Use an empty database or another COMMONTABLE_DATA.')
  if (mode) return mode
  if (empty) {
    await openDeployment(database.ownerUrl)
    return 'real'
  }
  say('Loading the example campaign: 52,000 invented members.')
  await loadExample(database.ownerUrl, { log: say })
  return 'example'
}

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
    server.on('error', (error: NodeJS.ErrnoException) => refuse(error.code === 'EADDRINUSE'
      ? new Unready(`Port ${settings.PORT} is taken by another program. Set PORT to a free one, for example PORT=3001 npm start.`) : error))
  })

async function printPeople(ownerUrl: string, url: string, say: (sentence: string) => void) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ key: string; name: string; part: string }>(`select key, name, part from example_person order by place`).finally(() => client.end())
  const width = Math.max(...rows.map((row) => row.name.length), 0)
  say('Sign in as one of these invented people (all of them with what to try: ' + url + '/example):')
  for (const { key, name } of rows) say(`  ${name.padEnd(width)}  ${url}/example/sign-in/${key}`)
}
