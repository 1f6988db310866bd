import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Me } from '../people/office.ts'
import { everybody, type Filter } from './segment.ts'

export interface Segment {
  localId: number
  id: number
  name: string
  filter: Filter
  /** The other officers of the local see it too. */
  shared: boolean
  maker: string
  mine: boolean
}

const asked = (db: Db, localId: number) =>
  db
    .selectFrom('segment')
    .where('local_id', '=', localId)
    .select([
      'local_id as localId',
      'id',
      'name',
      'filter',
      'shared',
      'maker_name as maker',
      sql<boolean>`made_by = (select current_account())`.as('mine'),
    ])

/** What an older program saved lacks what a newer one can ask. */
const read = (row: object) => ({ ...row, filter: { ...everybody, ...(row as { filter: object }).filter } }) as Segment

/** The asker's own and those shared with her, by name: at most 200. */
export const findSegments = async (db: Db, localId: number): Promise<Segment[]> =>
  (await asked(db, localId).orderBy('name').orderBy('id').limit(200).execute()).map(read)

export async function findSegment(db: Db, localId: number, id: number): Promise<Segment | undefined> {
  const row = await asked(db, localId).where('id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** Keeps a filter under a name; with `id` it takes the place of an own one. 'taken': the asker has another one of that name. 'not-found': not hers. */
export async function saveSegment(
  db: Db,
  me: Me,
  localId: number,
  id: number | null,
  { name, filter, shared }: Pick<Segment, 'name' | 'filter' | 'shared'>,
): Promise<{ id: number } | 'taken' | 'not-found'> {
  const other = await db
    .selectFrom('segment')
    .where('local_id', '=', localId)
    .where('made_by', '=', me.account)
    .where('name', '=', name)
    .$if(id !== null, (query) => query.where('id', '<>', id!))
    .select('id')
    .executeTakeFirst()
  if (other) return 'taken'
  const text = JSON.stringify(filter)
  if (id === null) {
    const saved = await db
      .insertInto('segment')
      .values({ local_id: localId, name, filter: text, shared, maker_name: me.name ?? '' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return saved ? { id: saved.id } : 'taken'
  }
  const changed = await db
    .updateTable('segment')
    .set({ name, filter: text, shared, changed_at: sql`now()` })
    .where('local_id', '=', localId)
    .where('id', '=', id)
    .where('made_by', '=', me.account)
    .returning('id')
    .executeTakeFirst()
  return changed ? { id: changed.id } : 'not-found'
}

/** False: not one of the asker's own. Nobody's row on the roster changes. */
export async function removeSegment(db: Db, localId: number, id: number): Promise<boolean> {
  return (await db.deleteFrom('segment').where('local_id', '=', localId).where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n
}
