import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

export const purposes = ['messages', 'names'] as const
export type Purpose = (typeof purposes)[number]

export interface Share {
  id: number
  localId: number
  purpose: Purpose
  label: string
  grantedAt: Temporal.Instant
  endsAt: Temporal.Instant
  revokedAt: Temporal.Instant | null
  alive: boolean
}

export interface ShareUse {
  id: number
  usedAt: Temporal.Instant
  what: string
  people: number
  purpose: Purpose
}

/** Every share of one local, newest first. Only real time ends a share: its label never does. */
export const findShares = (db: Db, localId: number): Promise<Share[]> =>
  db
    .selectFrom('share')
    .where('local_id', '=', localId)
    .select([
      'id',
      'local_id as localId',
      'purpose',
      'label',
      'granted_at as grantedAt',
      'ends_at as endsAt',
      'revoked_at as revokedAt',
      sql<boolean>`share_alive(share)`.as('alive'),
    ])
    .orderBy('id', 'desc')
    .execute() as Promise<Share[]>

/** The latest uses of a local's shares, at most 200. */
export const findShareUses = (db: Db, localId: number): Promise<ShareUse[]> =>
  db
    .selectFrom('share_use')
    .innerJoin('share', 'share.id', 'share_use.share_id')
    .where('share_use.local_id', '=', localId)
    .select(['share_use.id', 'used_at as usedAt', 'what', 'people', 'purpose'])
    .orderBy('share_use.id', 'desc')
    .limit(200)
    .execute() as Promise<ShareUse[]>

/** All locals with what they share now, by name. */
export const findSharing = (db: Db) =>
  db
    .selectFrom('local')
    .select((eb) => [
      'local.id',
      'local.key',
      'local.name',
      eb
        .selectFrom('share')
        .whereRef('share.local_id', '=', 'local.id')
        .where(sql<boolean>`share_alive(share)`)
        .select(sql<string[]>`coalesce(array_agg(distinct purpose), '{}')`.as('p'))
        .as('purposes'),
    ])
    .orderBy('local.name')
    .execute()

export type ShareRefusal = 'purpose' | 'label' | 'ends' | 'already'

/**
 * Lends one thing to the coalition until the end of `lastDay` in `zone` (real time, never the campaign clock).
 * Refusals name the field: an unknown purpose, an empty or long label, a day that is over or two years off; 'already' when it is shared now.
 */
export async function grantShare(
  db: Db,
  account: string,
  localId: number,
  asked: { purpose: string; label: string; lastDay: string },
  zone: string,
): Promise<ShareRefusal | null> {
  const purpose = purposes.find((known) => known === asked.purpose)
  if (!purpose) return 'purpose'
  const label = asked.label.trim()
  if (!label || label.length > 80) return 'label'
  const endsAt = endOfDay(asked.lastDay, zone)
  const now = Temporal.Now.instant()
  if (!endsAt || Temporal.Instant.compare(endsAt, now) <= 0 || Temporal.Instant.compare(endsAt, now.add({ hours: 24 * 731 })) > 0)
    return 'ends'
  await sql`select pg_advisory_xact_lock(hashtext('share'), ${localId})`.execute(db)
  if ((await findShares(db, localId)).some((share) => share.alive && share.purpose === purpose)) return 'already'
  await db.insertInto('share').values({ local_id: localId, purpose, label, granted_by: account, ends_at: endsAt }).execute()
  return null
}

/** Takes a share back, now. False when there is none of that number in the local, or it is over. */
export async function revokeShare(db: Db, account: string, localId: number, share: number): Promise<boolean> {
  const done = await db
    .updateTable('share')
    .set({ revoked_at: sql`now()`, revoked_by: account })
    .where('local_id', '=', localId)
    .where('id', '=', share)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The names a local lent, from a place in the alphabet on; the use is on record before the names are out. */
export const readSharedNames = async (db: Db, localId: number, after: { name: string; id: number }) =>
  (
    await sql<{
      id: number
      first_name: string
      last_name: string
      search_name: string
    }>`select * from read_shared_names(${localId}, ${after.name}, ${after.id}, 100)`.execute(db)
  ).rows

/** The first moment after a day, in a zone; null when it is no day. */
export function endOfDay(day: string, zone: string): Temporal.Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day.trim())) return null
  try {
    return Temporal.PlainDate.from(day.trim(), { overflow: 'reject' }).add({ days: 1 }).toZonedDateTime(zone).toInstant()
  } catch {
    return null
  }
}
