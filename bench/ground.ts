// What measurements stand on: a throw-away PostgreSQL with the settings of production (fsync included), or databases of our own on
// the server that DATABASE_URL names. Everything made here is undone at the end, also by Ctrl-C.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, roleNames, urlAs, type Roles } from '../src/platform/migrate.ts'
import { dropDatabase } from '../test/database.ts'
import { startThrowAway } from '../test/throw-away.ts'

export interface Ground {
  /** What kind of server this is, in a few words. */
  server: string
  /** Where files may be written; gone afterwards. */
  folder: string
  /** A migrated database, filled by `fill` if given. */
  newDatabase: (fill?: (ownerUrl: string) => Promise<void>) => Promise<BenchDatabase>
  /** Runs at the end, last first. */
  later: (undo: () => Promise<unknown> | void) => void
  say: (sentence: string) => void
}

export interface BenchDatabase extends Roles {
  ownerUrl: string
  /** A copy of it as it is now. Nobody may be connected. It shares its roles. */
  copy: () => Promise<BenchDatabase>
  drop: () => Promise<void>
}

/** `work` on a ground that is gone afterwards. `interrupted` rejects when somebody asks to stop. */
export async function withGround<T>(
  interrupted: Promise<never>,
  say: (sentence: string) => void,
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  const undo: (() => Promise<unknown> | void)[] = []
  const later = (step: (typeof undo)[number]) => void undo.push(step)
  const opening = openGround(later, say)
  try {
    return await Promise.race([opening.then(work), interrupted])
  } finally {
    await opening.catch(() => {})
    while (undo.length > 0)
      await Promise.resolve(undo.pop()!()).catch((error: Error) => console.error(`Could not clean up: ${error.message}`))
  }
}

async function openGround(later: Ground['later'], say: Ground['say']): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'commontable-bench-'))
  chmodSync(folder, 0o755) // as root the server is another user
  later(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))
  const serverUrl = process.env.DATABASE_URL || (await embedded(later))
  const {
    rows: [facts],
  } = await statement(serverUrl, `select current_setting('server_version') as version, current_setting('fsync') as fsync`)
  const server = `${process.env.DATABASE_URL ? 'the PostgreSQL of DATABASE_URL' : 'embedded PostgreSQL'} ${facts.version}, fsync ${facts.fsync}`

  async function newDatabase(fill: (ownerUrl: string) => Promise<void> = async () => {}): Promise<BenchDatabase> {
    const name = newName()
    await statement(serverUrl, `create database ${name} encoding 'UTF8' template template0`)
    const drop = dropping(
      serverUrl,
      name,
      later,
      roleNames().map((role) => `${name}_${role}`),
    )
    const ownerUrl = at(serverUrl, name)
    const { roles } = await migrate(ownerUrl)
    await fill(ownerUrl)
    return { ...roles, ownerUrl, drop, copy: () => copyOf(name, roles) }
  }

  async function copyOf(original: string, roles: Roles): Promise<BenchDatabase> {
    const name = newName()
    await statement(serverUrl, `create database ${name} template ${original} strategy file_copy`)
    const drop = dropping(serverUrl, name, later)
    return {
      prefix: roles.prefix,
      webUrl: at(roles.webUrl, name),
      workerUrl: at(roles.workerUrl, name),
      ownerUrl: at(serverUrl, name),
      drop,
      copy: () => copyOf(name, roles),
    }
  }

  return { server, folder, newDatabase, later, say }
}

const newName = () => `bench_${crypto.randomUUID().slice(0, 8)}`

/** Drops it when called, at the latest at the end. Copies are dropped before their original: its roles own what is in them. */
function dropping(serverUrl: string, name: string, later: Ground['later'], roles: string[] = []) {
  let done: Promise<unknown> | undefined
  const drop = () =>
    (done ??= dropDatabase(serverUrl, name).then(async () => {
      for (const role of roles) await statement(serverUrl, `drop role if exists ${role}`)
    }))
  later(drop)
  return async () => void (await drop())
}

async function embedded(later: Ground['later']): Promise<string> {
  const server = await startThrowAway({})
  later(server.stop)
  return server.url
}

/** The same server and role, another database. */
function at(url: string, database: string): string {
  const known = new URL(url.replace('@/', '@localhost/'))
  return Object.assign(new URL(urlAs(url, decodeURIComponent(known.username), decodeURIComponent(known.password))), {
    pathname: `/${database}`,
  }).href
}

async function statement(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // the statement rejects and says the same
  await client.connect()
  return client.query(text).finally(() => client.end())
}
