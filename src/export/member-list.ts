import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { matching, type Filters } from '../roster/filters.ts'
import { inSegment } from '../segments/in-segment.ts'
import type { Filter } from '../segments/segment.ts'
import { headerLine, byteOrderMark, withCrLf } from './csv-lines.ts'
import { text, type Reading } from './copy-out.ts'
import { readCopy } from './copy-rows.ts'
import { en } from './export.en.ts'
import { workbook, type Cell } from './workbook.ts'

export const formats = ['csv', 'csv-plain', 'xlsx'] as const
export type Format = (typeof formats)[number]

const columns = [
  [en.columns.number, sql`m.external_id`],
  [en.columns.firstName, sql`m.first_name`],
  [en.columns.lastName, sql`m.last_name`],
  [en.columns.email, sql`m.email`],
  [en.columns.phone, sql`m.phone`],
  [en.columns.unit, sql`u.name`],
  [en.columns.worksite, sql`w.name`],
  [en.columns.department, sql`d.name`],
  [en.columns.shift, sql`s.name`],
  [en.columns.classification, sql`c.name`],
  [en.columns.language, sql`m.language`],
  [en.columns.hired, sql`m.hired_on`],
] as const
const days: readonly string[] = [en.columns.hired]
const never: readonly string[] = [en.columns.phone, en.columns.email, en.columns.language, en.columns.hired] // cannot begin like a formula: the table's checks see to it

/** Who is on a list; `within`: of them those in this segment. */
export interface Chosen {
  filters: Filters
  within: Filter | null
}

const wanted = (localId: number, { filters, within }: Chosen) =>
  sql`m.local_id = ${localId} and ${matching(localId, filters)} ${within ? sql`and ${inSegment(localId, within)}` : sql``}`

const from = (localId: number, chosen: Chosen) => sql`
  from member m left join assignment a on a.local_id = m.local_id and a.member_id = m.id
    left join bargaining_unit u on u.id = a.unit_id left join worksite w on w.id = a.worksite_id left join department d on d.id = a.department_id
    left join shift s on s.id = a.shift_id left join classification c on c.id = a.classification_id
  where ${wanted(localId, chosen)}`

/** How many people are on the list. */
export const countPeople = async (db: Db, localId: number, chosen: Chosen): Promise<number> =>
  (await sql<{ people: number }>`select count(*) as people from member m where ${wanted(localId, chosen)}`.execute(db)).rows[0]!.people

/**
 * The list as a file: a row for each unit that a member is in, by last name, under names of columns that an import knows. The last column
 * says which row of how many it is, and of which export: so a file that was cut short shows it, and a file that turns up tells where it comes from.
 */
export async function writeMembers(
  { db, copy }: Reading,
  localId: number,
  chosen: Chosen,
  format: Format,
  exportId: number,
): Promise<{ rows: number; file: AsyncGenerator<Buffer> }> {
  const {
    rows: [counted],
  } = await sql<{ rows: number }>`select count(*) as rows ${from(localId, chosen)}`.execute(db)
  const rows = counted!.rows
  const names = [...columns.map(([name]) => name), en.columns.row(exportId)]
  const written = columns.map(([name, cell]) => (format === 'xlsx' || never.includes(name) ? cell : sql`harmless_cell(${cell})`))
  const order = sql`m.search_name, m.id, a.unit_id`
  const query = sql`select ${sql.join(written)}, row_number() over (order by ${order}) || ${text(en.columns.of(rows))} ${from(localId, chosen)} order by ${order}`
  return {
    rows,
    file:
      format === 'xlsx'
        ? workbook(en.sheet, names, rows, cellsOf(names, copy(query, 'text')))
        : csv(names, format === 'csv', copy(query, 'csv')),
  }
}

async function* csv(names: string[], marked: boolean, lines: AsyncGenerator<Buffer>) {
  if (marked) yield byteOrderMark
  yield headerLine(names)
  yield* withCrLf(lines)
}

async function* cellsOf(names: string[], copied: AsyncGenerator<Buffer>): AsyncGenerator<Cell[][]> {
  const day = names.map((name) => days.includes(name))
  for await (const rows of readCopy(copied))
    yield rows.map((cells) => cells.map((cell, at) => (cell !== null && day[at] ? { day: cell } : cell)))
}
