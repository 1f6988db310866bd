import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import pg from 'pg'
import { from } from 'pg-copy-streams'

/** What PostgreSQL takes for one column. Undefined and null are NULL. */
export type Cell = string | number | boolean | null | undefined

const identities = `select table_name, column_name from information_schema.columns where table_schema = 'public' and is_identity = 'YES' and table_name = any ($1)`

const references = `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' and conrelid = any ($1::regclass[]) order by oid`

/**
 * One transaction of the owner of the tables in which row security does not hold for the owner, in the tables named: the owner of
 * a real server is no superuser, and row security is forced. It is forced again before the commit. References are checked at the end, all
 * at once: a quarter of the time. Rows may bring their ids; the next id of everybody else comes after them.
 */
export async function fillTables(ownerUrl: string, tables: string[], work: (client: pg.Client) => Promise<void>) {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {}) // a lost connection fails the statement that waits, which is where it is told
  await client.connect()
  const all = (change: string) => client.query(tables.map((table) => `alter table ${table} ${change} row level security;`).join(' '))
  try {
    await client.query('begin; set local jit = off')
    await all('no force')
    const { rows: checks } = await client.query(references, [tables])
    for (const { table, name } of checks) await client.query(`alter table ${table} drop constraint ${name}`)
    await work(client)
    for (const { table, name, definition } of checks) await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    for (const { table_name: table, column_name: column } of (await client.query(identities, [tables])).rows)
      await client.query(
        `select setval(pg_get_serial_sequence('${table}', '${column}'), (select coalesce(max(${column}), 0) + 1 from ${table}), false)`,
      )
    await all('force')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

/** Streams rows into a table by COPY. `columns` in the order of the cells. */
export const copyRows = (client: pg.Client, table: string, columns: string[], rows: Iterable<Cell[]>) =>
  pipeline(Readable.from(inChunks(rows)), client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`)))

function* inChunks(rows: Iterable<Cell[]>) {
  let chunk = ''
  for (const row of rows) {
    chunk += row.map(written).join('\t') + '\n'
    if (chunk.length < 65536) continue
    yield chunk
    chunk = ''
  }
  if (chunk) yield chunk
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const written = (cell: Cell) =>
  cell === null || cell === undefined ? '\\N' : String(cell).replace(/[\\\t\n\r]/g, (found) => escapes[found]!)
