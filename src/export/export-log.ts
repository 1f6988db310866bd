import { sql } from 'kysely'
import { noteExport } from '../audit/note-reading.ts'
import { asPerson, type Db, type Root } from '../platform/db.ts'

export interface Export {
  id: number
  kind: 'members' | 'everything'
  format: 'csv' | 'xlsx' | 'zip'
  narrowed: string[]
  byName: string
  begunAt: Temporal.Instant
  outcome: 'complete' | 'interrupted' | 'failed' | null
  rows: number | null
  sha256: string | null
}

/** What left a local, the latest first, at most 100. */
export const findExports = (db: Db, localId: number): Promise<Export[]> =>
  db
    .selectFrom('export')
    .where('local_id', '=', localId)
    .select(['id', 'kind', 'format', 'narrowed', 'by_name as byName', 'begun_at as begunAt', 'outcome', 'rows', 'sha256'])
    .orderBy('id', 'desc')
    .limit(100)
    .execute() as Promise<Export[]>

interface Begun {
  localId: number
  kind: Export['kind']
  format: Export['format']
  narrowed: string[]
  byName: string
  people: number
}

/** Writes down, before the first byte leaves, what leaves and with whom: for the local's officers, and in the audit. */
export async function beginExport(db: Db, { localId, kind, format, narrowed, byName, people }: Begun): Promise<number> {
  const { id } = await db
    .insertInto('export')
    .values({ local_id: localId, kind, format, narrowed, by_name: byName })
    .returning('id')
    .executeTakeFirstOrThrow()
  await noteExport(db, kind, new Map([[localId, people]]), format, { export: id, filters: narrowed })
  return id
}

/** How it ended. What is complete can be compared by its hash. */
export const endExport = (
  root: Root,
  account: string,
  localId: number,
  id: number,
  end: { outcome: 'complete'; rows: number; bytes: number; sha256: string } | { outcome: 'interrupted' | 'failed' },
) =>
  asPerson(root, account, 'read write', (db) =>
    db
      .updateTable('export')
      .set({ ...end, ended_at: sql`now()` })
      .where('local_id', '=', localId)
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .execute(),
  )
