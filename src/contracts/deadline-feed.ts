import { sql } from 'kysely'
import { hashToken, newToken } from '../people/secrets.ts'
import type { Db } from '../platform/db.ts'

/** When the asker's own calendar address was made; undefined: she has none. */
export const findMyFeed = async (db: Db, account: string) =>
  (await db.selectFrom('deadline_feed').where('account_id', '=', account).select('made_at').executeTakeFirst())?.made_at

/** A new address for the asker's calendar; one that she had before ends. Returns its secret, which is told this once. */
export async function startFeed(db: Db, account: string): Promise<string> {
  const token = newToken()
  await endFeed(db, account)
  await db
    .insertInto('deadline_feed')
    .values({ account_id: account, token_hash: hashToken(token) })
    .execute()
  return token
}

export const endFeed = (db: Db, account: string) => db.deleteFrom('deadline_feed').where('account_id', '=', account).execute()

/** Whose calendar this address is. Null: nobody's, or it was ended. */
export async function accountOfFeed(db: Db, token: string): Promise<string | null> {
  const { rows } = await sql<{ account: string | null }>`select deadline_feed_account(${hashToken(token)}) as account`.execute(db)
  return rows[0]!.account
}
