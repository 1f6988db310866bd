import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../../db/types.ts'
import { log } from './log.ts'

/** The database as somebody. It asks and writes; only asPerson and asRole begin and end. */
export type Db = Omit<Kysely<DB>, 'transaction' | 'startTransaction' | 'connection' | 'destroy'>

/** A pool of connections that by themselves may do nothing: each transaction becomes a role of the same deployment. */
export interface Root {
  pool: pg.Pool
  /** For the few questions asked while a request holds its transaction. Were they to wait for a second connection of the same pool, all would wait for each other. */
  aside: pg.Pool
  prefix: string
  end: () => Promise<void>
}

export type Access = 'read only' | 'read write'

const { builtins } = pg.types
pg.types.setTypeParser(builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text))
pg.types.setTypeParser(builtins.DATE, (text) => Temporal.PlainDate.from(text))
pg.types.setTypeParser(builtins.INT8, Number)

/** `url` signs in as "<prefix>_web" or "<prefix>_worker"; the deployment's other roles have the same prefix. */
export function connect(url: string, most = 16, types?: pg.CustomTypesConfig): Root {
  const lost = (error: Error) => log.warn({ code: (error as { code?: string }).code ?? error.name }, 'a database connection was lost')
  // A connection that breaks unheard ends the process. When idle the pool tells; between two queries only the client does.
  const poolOf = (max: number) =>
    new pg.Pool({ connectionString: url, max, types, connectionTimeoutMillis: 30_000 })
      .on('error', lost)
      .on('connect', (client) => client.on('error', lost))
  const pool = poolOf(most),
    aside = poolOf(4)
  return {
    pool,
    aside,
    prefix: decodeURIComponent(new URL(url).username).replace(/_(web|worker)$/, ''),
    end: async () => void (await Promise.all([pool.end(), aside.end()])),
  }
}

const text = (value: unknown) =>
  value instanceof Temporal.Instant ||
  value instanceof Temporal.PlainDate ||
  value instanceof Temporal.PlainTime ||
  value instanceof Temporal.PlainDateTime
    ? value.toString()
    : value

function onClient(client: pg.PoolClient): Db {
  const query = (sql: unknown, values?: unknown[]) => client.query(sql as string, values?.map(text))
  const borrowed = { query, release: () => {} }
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: async () => borrowed, end: async () => {} } as never }) })
}

/**
 * One transaction as `role`. `opening` runs with begin in one round trip; its last row is handed to `work`.
 * `work` throws: nothing of it remains.
 */
export async function asRole<T>(
  root: Root,
  role: 'app' | 'sender' | 'loader' | 'archivist',
  access: Access,
  opening: string,
  work: (db: Db, opened: Record<string, unknown>, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await root.pool.connect()
  let broken: Error | undefined
  try {
    const results = (await client.query(
      `begin ${access}; set local role ${pg.escapeIdentifier(`${root.prefix}_${role}`)}; ${opening || 'select'}`,
    )) as unknown as pg.QueryResult[]
    const result = await work(onClient(client), results.at(-1)!.rows[0], client)
    await client.query('select; commit') // after a swallowed error commit would roll back and not say so; select says so
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** One transaction in which row security knows the account (null: a visitor). */
export const asPerson = <T>(root: Root, account: string | null, access: Access, work: (db: Db) => Promise<T>): Promise<T> =>
  asRole(root, 'app', access, `select set_config('app.account', ${pg.escapeLiteral(account ?? '')}, true)`, work)
