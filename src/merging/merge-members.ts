import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { searchName } from '../roster/fold.ts'
import type { Choice, Column, MemberRecord } from './merge.ts'

const names: Record<Column, string> = {
  lastName: 'last_name',
  firstName: 'first_name',
  externalId: 'external_id',
  email: 'email',
  phone: 'phone',
  language: 'language',
  hiredOn: 'hired_on',
}

export type MergeRefusal = 'two-accounts' | 'busy'

/**
 * Makes two records of a local one, in the asker's transaction; the database decides whether she may (db/migrations/0110_merging.sql). 'two-accounts': both sign in, as two. 'busy': an
 * import is being written. 'not-found': one of them is gone meanwhile, or was never hers.
 */
export async function mergeMembers(
  db: Db,
  localId: number,
  kept: MemberRecord,
  gone: MemberRecord,
  { taken, units }: Choice,
  byName: string,
): Promise<{ merged: number } | { refused: MergeRefusal | 'not-found' }> {
  const of = (column: 'firstName' | 'lastName') => (taken.includes(column) ? gone : kept)[column]
  const {
    rows: [said],
  } = await sql<{ outcome: MergeRefusal | 'ok' | 'not-found' | 'same'; merged: number }>`
    select outcome, merged from merge_members(${localId}, ${kept.id}, ${gone.id}, ${taken.map((column) => names[column])}::text[], ${units}::integer[], ${searchName(of('firstName'), of('lastName'))}, ${byName})`.execute(
    db,
  )
  const { outcome, merged } = said!
  return outcome === 'ok' ? { merged } : { refused: outcome === 'same' ? 'not-found' : outcome }
}

export type UndoRefusal = 'busy' | 'later' | 'number-taken' | 'changed'

/**
 * Takes a merge back. Both are as they were; what changed since stays with the record that stayed. 'later': `other` is a merge since, to be taken back first.
 * 'number-taken': the member `other` has by now a number that one of them had. 'changed': something that they referred to is gone.
 */
export async function undoMerge(
  db: Db,
  localId: number,
  id: number,
): Promise<{ kept: number; gone: number } | { refused: UndoRefusal | 'not-found'; other: number | null }> {
  const {
    rows: [said],
  } = await sql<{ outcome: UndoRefusal | 'ok' | 'not-found'; kept: number; gone: number; other: number | null }>`
    select outcome, kept, gone, other from undo_merge(${localId}, ${id})`.execute(db)
  const { outcome, kept, gone, other } = said!
  if (outcome !== 'ok') return { refused: outcome, other }
  // One of the names may have changed since: then the folded one is neither of those that are known.
  const {
    rows: [now],
  } = await sql<{
    firstName: string
    lastName: string
    folded: string
  }>`select first_name as "firstName", last_name as "lastName", search_name as folded from member where local_id = ${localId} and id = ${kept}`.execute(
    db,
  )
  const folded = searchName(now!.firstName, now!.lastName)
  if (folded !== now!.folded) await sql`update member set search_name = ${folded} where local_id = ${localId} and id = ${kept}`.execute(db)
  return { kept, gone }
}

/** Says that two records are two people: they are not offered as duplicates any more. */
export const sayTwoPeople = (db: Db, localId: number, one: number, other: number) =>
  sql`insert into two_people (local_id, one_id, other_id) values (${localId}, ${Math.min(one, other)}, ${Math.max(one, other)}) on conflict do nothing`.execute(
    db,
  )

export interface Merge {
  id: number
  keptId: number
  /** The record that went, as it was. */
  name: string
  externalId: string | null
  email: string | null
  phone: string | null
  byName: string
  at: Temporal.Instant
}

/** The merges behind one record, the latest first; nothing for those who are no officers. */
export const findMerges = async (db: Db, localId: number, memberId: number): Promise<Merge[]> =>
  (await sql<Merge>`${merges} where local_id = ${localId} and kept_id = ${memberId} order by id desc`.execute(db)).rows
export const findMerge = async (db: Db, localId: number, id: number): Promise<Merge | undefined> =>
  (await sql<Merge>`${merges} where local_id = ${localId} and id = ${id}`.execute(db)).rows[0]
const merges = sql`select id, kept_id as "keptId", concat_ws(' ', gone ->> 'first_name', gone ->> 'last_name') as name, gone ->> 'external_id' as "externalId", gone ->> 'email' as email, gone ->> 'phone' as phone, by_name as "byName", at from member_merge`

/** The record that this one was merged into; whether the asker may see that one is another question. Null: it was not merged. */
export const mergedInto = async (db: Db, localId: number, memberId: number): Promise<number | null> =>
  (await sql<{ id: number | null }>`select merged_into(${localId}, ${memberId}) as id`.execute(db)).rows[0]!.id

/** The id under which this member is known by now: her own, or that of the record that hers was merged into. */
export const afterMerges = async (db: Db, localKey: string, memberId: number): Promise<number> =>
  (await sql<{ id: number | null }>`select merged_into(id, ${memberId}) as id from local where key = ${localKey}`.execute(db)).rows[0]
    ?.id ?? memberId
