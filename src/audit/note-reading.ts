import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** As many people may one see in a list without leaving a row in the audit. Who turns the page has seen the pages before as well. */
export const few = 50

/**
 * Writes down that a list of people is shown, when it is more than a few; in the transaction of the answer, whose route has `leavesRecord`
 * (src/platform/web.ts) in front of it. `people`: of each person shown the local whose it is, null for the coalition's own. `before`: how
 * many stand on the pages before this one. `list` and `filters` are codes such as `members` and `worksite`, never what somebody typed.
 */
export async function noteListing(
  db: Db,
  list: string,
  people: readonly (number | null)[],
  { before = 0, filters = [] as readonly string[] } = {},
): Promise<void> {
  if (people.length === 0 || people.length + before <= few) return
  await note(db, 'listed', people, { list, ...(filters.length > 0 && { filters: [...filters] }) })
}

/** Writes down that people's data is carried off in a file, however few they are. `format` is a code such as `csv`; `more` holds codes and numbers. */
export const noteExport = (
  db: Db,
  list: string,
  people: ReadonlyMap<number | null, number>,
  format: string,
  more: { export?: number; filters?: readonly string[] } = {},
): Promise<void> => noteCounts(db, 'exported', people, { list, format, ...more })

const note = (db: Db, what: 'listed', people: readonly (number | null)[], detail: object) =>
  noteCounts(db, what, new Map([...Map.groupBy(people, (local) => local)].map(([local, same]) => [local, same.length])), detail)

async function noteCounts(db: Db, what: 'listed' | 'exported', people: ReadonlyMap<number | null, number>, detail: object) {
  for (const [local, count] of people)
    await sql`select note_reading(${what}, ${local}::integer, ${count}::integer, ${JSON.stringify(detail)}::jsonb)`.execute(db)
}
