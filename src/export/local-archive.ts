// All that a local has, as a ZIP of CSV files (RFC 4180, UTF-8) with a manifest.json at its end that counts and sums them: what was cut short has none.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql, type RawBuilder } from 'kysely'
import { ZipFile } from 'yazl'
import { z } from 'zod'
import { version } from '../home/source.ts'
import type { Db } from '../platform/db.ts'
import type { Local } from '../unions/unions.ts'
import type { Reading } from './copy-out.ts'
import { headerLine, withCrLf } from './csv-lines.ts'
import { columnsBehind, named, rowsGoing, staysBehind } from './local-tables.ts'

const format = 'commontable-local'
export const formatVersion = 1

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)

export const Manifest = z.object({
  format: z.literal(format),
  formatVersion: z.number().int(),
  program: z.string(),
  madeAt: z.string(),
  coalition: z.string(),
  local: z.object({ key: z.string(), name: z.string() }),
  about: z.string(),
  files: z.array(
    z.object({
      file: z.string(),
      table: name,
      rows: z.number().int().nonnegative(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string(),
      /** `refers`: the table whose `id` the column holds. Texts stand behind an apostrophe where a spreadsheet would take them for a formula. */
      columns: z.array(z.object({ name, type: z.string(), refers: z.string().optional() })),
    }),
  ),
  staysBehind: z.record(z.string(), z.string()),
})
export type Manifest = z.infer<typeof Manifest>

interface Column {
  name: string
  type: string
  refers?: string
}
interface Part {
  table: string
  columns: Column[]
  query: RawBuilder<unknown>
}

const about =
  'Each CSV file begins with the names of its columns; an empty cell is no value, "" an empty text. One apostrophe in front of = + - @ is not a part of the text.'
const texts = ['text', 'character varying', 'json', 'jsonb', 'text[]']

/** Writes the archive as the officer may see it, at one moment, a table after the other. */
export async function writeLocal({ db, copy }: Reading, local: Local): Promise<{ rows: () => number; file: AsyncGenerator<Buffer> }> {
  const parts = await findParts(db, local.id)
  const {
    rows: [deployment],
  } = await sql<{
    coalition: string
    at: string
  }>`select coalition, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from deployment`.execute(db)
  const manifest: Manifest = {
    format,
    formatVersion,
    program: version,
    madeAt: deployment!.at,
    coalition: deployment!.coalition,
    local: { key: local.key, name: local.name },
    about,
    files: [],
    staysBehind: { ...staysBehind, ...columnsBehind, account: 'accounts belong to the people who sign in' },
  }
  return { rows: () => manifest.files.reduce((sum, { rows }) => sum + rows, 0), file: archive(parts, manifest, copy) }
}

async function* archive(parts: Part[], manifest: Manifest, copy: Reading['copy']): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  let open: Readable | undefined
  const add = (file: string, content: () => AsyncIterable<Buffer>) =>
    zip.addReadStreamLazy(file, { compressionLevel: 6 }, (ready) => ready(null, (open = Readable.from(content(), { objectMode: false }))))
  for (const { table, columns, query } of parts) {
    const file = `${table}.csv`
    add(file, async function* () {
      const hash = createHash('sha256')
      let bytes = 0,
        lines = 0
      const counted = countingRows(copy(query, 'csv'), (rows) => {
        lines += rows
      })
      for await (const piece of withHeader(columns, withCrLf(counted))) {
        hash.update(piece)
        bytes += piece.length
        yield piece
      }
      manifest.files.push({ file, table, rows: lines, bytes, sha256: hash.digest('hex'), columns })
    })
  }
  add('manifest.json', async function* () {
    yield Buffer.from(JSON.stringify(manifest, null, 1))
  })
  zip.end()
  const out = zip.outputStream as Readable
  zip.on('error', (error) => out.destroy(error as Error))
  try {
    for await (const piece of out) yield piece as Buffer
  } finally {
    const left = open as Readable | undefined
    if (left && !left.closed) await new Promise<void>((done) => left.once('close', done).destroy())
  }
}

async function* withHeader(columns: Column[], lines: AsyncIterable<Buffer>) {
  yield headerLine(columns.map(({ name }) => name))
  yield* lines
}

/** Line breaks outside of quotation marks, as PostgreSQL writes them. */
async function* countingRows(source: AsyncIterable<Buffer>, count: (rows: number) => void) {
  let quoted = false
  for await (const piece of source) {
    let rows = 0
    for (const byte of piece) {
      if (byte === 34) quoted = !quoted
      else if (byte === 10 && !quoted) rows++
    }
    count(rows)
    yield piece
  }
}

/** What there is to take along: read from the catalogue, as far as the asker may read it. */
async function findParts(db: Db, localId: number): Promise<Part[]> {
  const { rows } = await sql<{ table: string; columns: Column[]; owned: boolean }>`
    select c.relname as table, bool_or(a.attname = 'local_id') as owned,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'refers', k.refers) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join lateral (select f.confrelid::regclass::text as refers from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and f.conkey[cardinality(f.conkey)] = a.attnum
      order by cardinality(f.conkey) desc limit 1) k on true
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and has_column_privilege(c.oid, a.attnum, 'select')
      and k.refers is distinct from 'account' and a.atttypid <> 'uuid'::regtype
    group by c.relname order by c.relname`.execute(db)
  const parts = rows
    .filter(({ table, owned }) => table in named || (owned && !(table in staysBehind)))
    .map(({ table, columns }): Part => {
      const going = columns
        .filter((column) => !(`${table}.${column.name}` in columnsBehind))
        .map(({ name, type, refers }) => ({ name, type, ...(refers && { refers }) }))
      const cells = going.map(({ name: column, type }) =>
        texts.includes(type) ? sql`harmless_cell(${sql.ref(column)}::text)` : sql.ref(column),
      )
      const where = named[table]
        ? sql.raw(named[table].replaceAll('?', String(localId)))
        : sql`local_id = ${localId}${rowsGoing[table] ? sql.raw(` and ${rowsGoing[table]}`) : sql``}`
      return { table, columns: going, query: sql`select ${sql.join(cells)} from ${sql.table(table)} where ${where}` }
    })
  return [...parts, ...called(localId)]
}

/** What the officer may not read row by row, but her local may take along. */
function called(localId: number): Part[] {
  const part = (table: string, call: string, columns: Column[]): Part => ({
    table,
    columns,
    query: sql`select ${sql.join(columns.map(({ name, type }) => (texts.includes(type) ? sql`harmless_cell(${sql.ref(name)})` : sql.ref(name))))} from ${sql.raw(call)}(${localId})`,
  })
  return [
    part('offices', 'local_offices_to_go', [
      { name: 'holder_name', type: 'text' },
      { name: 'role', type: 'text' },
      { name: 'scope_kind', type: 'text' },
      { name: 'unit_id', type: 'integer', refers: 'bargaining_unit' },
      { name: 'worksite_id', type: 'integer', refers: 'worksite' },
      { name: 'until', type: 'timestamp with time zone' },
      { name: 'address', type: 'text' },
      { name: 'lang', type: 'text' },
    ]),
    part('mail_withdrawals', 'local_mail_withdrawals', [
      { name: 'member_id', type: 'bigint', refers: 'member' },
      { name: 'category', type: 'text' },
      { name: 'at', type: 'timestamp with time zone' },
      { name: 'wording', type: 'text' },
    ]),
  ]
}
