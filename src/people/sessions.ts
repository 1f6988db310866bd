import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** Where the asker is signed in now, newest first. */
export const findMySessions = (db: Db) =>
  db
    .selectFrom('session')
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Temporal.Instant>`now()`)
    .select(['id', 'device', 'created_at as createdAt', 'seen_on as seenOn'])
    .orderBy('created_at', 'desc')
    .execute()

/** Ends one session of the asker. False when it isn't hers, or over. */
export async function endSession(db: Db, session: string): Promise<boolean> {
  const { ended } = await db.selectNoFrom(sql<number>`end_session(${session})`.as('ended')).executeTakeFirstOrThrow()
  return ended === 1
}

export const endOtherSessions = (db: Db, kept: string) => sql`select end_other_sessions(${kept})`.execute(db)
