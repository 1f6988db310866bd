// The database of which every test file gets a copy. globalSetup runs once, before all test files; TEST_SERVER_URL is where: an owner's
// address on a PostgreSQL (15 or newer) that may be filled with databases and roles. test/run.ts provides one.
import { existsSync } from 'node:fs'
import pg from 'pg'
import { migrate, roleNames, urlAs } from '../src/platform/migrate.ts'

export interface TestDatabase {
  ownerUrl: string
  webUrl: string
  workerUrl: string
  /** Drops it, whoever is still connected. */
  drop: () => Promise<void>
}

export async function globalSetup() {
  const template = `test_${crypto.randomUUID().slice(0, 8)}`
  await statement(`create database ${template} encoding 'UTF8' template template0`)
  const { roles } = await migrate(addressOf(template))
  if (existsSync(new URL('cast.ts', import.meta.url))) {
    const { loadCast } = await import('./cast.ts')
    await loadCast(addressOf(template))
  }
  process.env.TEST_TEMPLATE = JSON.stringify({ template, ...roles }) // the test files' processes inherit it
}

export async function globalTeardown() {
  const { template } = known()
  const { rows } = await statement(
    `select datname as name from pg_database where starts_with(datname, '${template}') order by length(datname) desc`,
  )
  for (const { name } of rows) await dropDatabase(addressOf('postgres'), name)
  await statement(
    `drop role ${roleNames()
      .map((name) => `${template}_${name}`)
      .join(', ')}`,
  )
}

/** A migrated database with the cast in it, in about a tenth of a second. It shares its roles with all other copies. */
export async function newDatabase(): Promise<TestDatabase> {
  const { template, webUrl, workerUrl } = known()
  const name = `${template}_${crypto.randomUUID().slice(0, 8)}`
  await statement(`create database ${name} template ${template} strategy file_copy`)
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  return {
    ownerUrl: addressOf(name),
    webUrl: at(webUrl),
    workerUrl: at(workerUrl),
    drop: () => dropDatabase(addressOf('postgres'), name),
  }
}

/** An empty database in which nothing has run, and which belongs to the owner of all others. */
export async function emptyDatabase(): Promise<{ ownerUrl: string; drop: () => Promise<void> }> {
  const name = `${known().template}_${crypto.randomUUID().slice(0, 8)}`
  await statement(`create database ${name} encoding 'UTF8' template template0`)
  return {
    ownerUrl: addressOf(name),
    drop: async () => {
      await dropDatabase(addressOf('postgres'), name)
      for (const role of roleNames()) await statement(`drop role if exists ${name}_${role}`)
    },
  }
}

function known(): { template: string; webUrl: string; workerUrl: string } {
  if (!process.env.TEST_TEMPLATE) throw new Error('There is no test database: run the tests by "npm test -- path/of/the.test.ts".')
  return JSON.parse(process.env.TEST_TEMPLATE)
}

/** The owner's address of another database on the same server. */
function addressOf(database: string) {
  const server = new URL(process.env.TEST_SERVER_URL!)
  return Object.assign(new URL(urlAs(server.href, decodeURIComponent(server.username), decodeURIComponent(server.password))), {
    pathname: `/${database}`,
  }).href
}

const statement = (text: string) => statementOn(addressOf('postgres'), text)

async function statementOn(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(text).finally(() => client.end())
}

/** Whoever is still connected. Only a superuser may end an autovacuum by force; without force it gives way by itself. */
export const dropDatabase = (url: string, name: string): Promise<void> =>
  statementOn(url, `drop database if exists ${name} with (force)`)
    .catch((error: { code?: string }) => {
      if (error.code !== '42501') throw error
      return statementOn(url, `drop database if exists ${name}`)
    })
    .then(() => {})
