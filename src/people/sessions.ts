import { sql } from 'kysely'
import { asRole, type Db, type Root } from '../platform/db.ts'

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

/** Notes that a session is used today, which moves its end. In a transaction of its own: a page's cannot write. Once a day. */
export const seeSession = (root: Root, session: string) =>
  asRole(root, 'app', 'read write', '', async (db) => {
    await sql`select see_session(${session})`.execute(db)
  })

/** Ends all sessions of who holds the office, in the asker's name; what her devices keep goes when they ask next. False: not one that the asker may grant. */
export async function signOutHolder(db: Db, office: number): Promise<boolean> {
  return (await db.selectNoFrom(sql<boolean>`sign_out_holder(${office})`.as('done')).executeTakeFirstOrThrow()).done
}

/** Ends the sessions of whoever signs in with this address (normalized), or everybody's (null), for whoever hosts the program. How many. */
export const signOutByHost = (root: Root, address: string | null): Promise<number> =>
  asRole(
    root,
    'archivist',
    'read write',
    '',
    async (db) => (await db.selectNoFrom(sql<number>`sign_out_address(${address})`.as('ended')).executeTakeFirstOrThrow()).ended,
  )
