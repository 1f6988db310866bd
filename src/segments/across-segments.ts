import { sql } from 'kysely'
import type { Me } from '../people/office.ts'
import type { Db } from '../platform/db.ts'
import { everywhere, type AcrossFilter } from './across.ts'
import { findEventsAsked, type Named } from './segment-queries.ts'

/** Across which locals somebody describes members: all of the coalition, or those of a region. */
export interface Scope {
  key: string
  regionId: number | null
  name: string | null
}

/** For the coalition's offices and for directors; describes_across() in 0091_segments_across.sql decides the same. */
export async function scopesOf(db: Db, me: Me): Promise<Scope[]> {
  const regions = me.offices.flatMap(({ scopeKind, regionId }) => (scopeKind === 'region' ? [regionId!] : []))
  const own = await db
    .selectFrom('region')
    .where('id', 'in', [...regions, -1])
    .select(['key', 'id as regionId', 'name'])
    .orderBy('name')
    .execute()
  return [
    ...(me.offices.some(({ scopeKind }) => scopeKind === 'coalition') ? [{ key: 'coalition', regionId: null, name: null }] : []),
    ...own,
  ]
}

export interface SegmentAcross {
  id: number
  name: string
  filter: AcrossFilter
  shared: boolean
  maker: string
  mine: boolean
}

const asked = (db: Db, regionId: number | null) =>
  db
    .selectFrom('segment_across')
    .where('region_id', 'is not distinct from', regionId)
    .select(['id', 'name', 'filter', 'shared', 'maker_name as maker', sql<boolean>`made_by = (select current_account())`.as('mine')])

/** What an older program saved lacks what a newer one can ask. */
const read = (row: object) => ({ ...row, filter: { ...everywhere, ...(row as { filter: object }).filter } }) as SegmentAcross

/** The asker's own and those shared with her, by name: at most 200. */
export const findSegmentsAcross = async (db: Db, regionId: number | null): Promise<SegmentAcross[]> =>
  (await asked(db, regionId).orderBy('name').orderBy('id').limit(200).execute()).map(read)

export async function findSegmentAcross(db: Db, regionId: number | null, id: number): Promise<SegmentAcross | undefined> {
  const row = await asked(db, regionId).where('id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** Keeps a filter under a name; with `id` it takes the place of an own one. 'taken': the asker has another one of that name. 'not-found': not hers. */
export async function saveSegmentAcross(
  db: Db,
  me: Me,
  regionId: number | null,
  id: number | null,
  { name, filter, shared }: Pick<SegmentAcross, 'name' | 'filter' | 'shared'>,
): Promise<{ id: number } | 'taken' | 'not-found'> {
  const other = await asked(db, regionId)
    .where('made_by', '=', me.account)
    .where('name', '=', name)
    .$if(id !== null, (query) => query.where('id', '<>', id!))
    .executeTakeFirst()
  if (other) return 'taken'
  const text = JSON.stringify(filter)
  if (id === null) {
    const saved = await db
      .insertInto('segment_across')
      .values({ region_id: regionId, name, filter: text, shared, maker_name: me.name ?? '' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return saved ?? 'taken'
  }
  const changed = await db
    .updateTable('segment_across')
    .set({ name, filter: text, shared, changed_at: sql`now()` })
    .where('id', '=', id)
    .where('made_by', '=', me.account)
    .returning('id')
    .executeTakeFirst()
  return changed ?? 'not-found'
}

/** False: not one of the asker's own. */
export const removeSegmentAcross = async (db: Db, id: number): Promise<boolean> =>
  (await db.deleteFrom('segment_across').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n

export interface AcrossCount {
  /** By itself, or those that are told together. */
  localIds: number[]
  apart: boolean
  /** Null: not told, for the filter asks about some only of those that are told together. */
  people: number | null
}

/** How many a filter finds now, by the groups that are told; segment_counts() decides. People who asks about nothing are exact, else rounded down. */
export const countAcross = async (db: Db, filter: AcrossFilter): Promise<AcrossCount[]> =>
  (await sql<AcrossCount>`select local_ids as "localIds", apart, people from segment_counts(${JSON.stringify(filter)}::jsonb)`.execute(db))
    .rows

export type AcrossChoices = Record<'regions' | 'locals' | 'shifts' | 'classifications' | 'events', Named[]>

/** What can be asked about in this scope, by name; of locals those that are told by themselves. */
export async function findAcrossChoices(db: Db, { regionId }: Scope): Promise<AcrossChoices> {
  const apart = (await countAcross(db, everywhere)).flatMap((row) => (row.apart ? row.localIds : []))
  return {
    regions: regionId === null ? await db.selectFrom('region').select(['id', 'name']).orderBy('name').execute() : [],
    locals: await db
      .selectFrom('local')
      .where('id', 'in', [...apart, -1])
      .$if(regionId !== null, (query) => query.where('region_id', '=', regionId!))
      .select(['id', 'name'])
      .orderBy('name')
      .execute(),
    shifts: await db.selectFrom('shift').select(['id', 'name']).orderBy('name').execute(),
    classifications: await db.selectFrom('classification').select(['id', 'name']).orderBy('name').execute(),
    events: await findEventsAsked(db),
  }
}
