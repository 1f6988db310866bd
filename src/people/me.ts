import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Me } from './office.ts'

/** What a transaction has read of somebody already: page, menu and rules all ask who asks. */
const known = new WeakMap<Db, Promise<Me | null>>()

/** A transaction that began by asking who asks need not ask again. */
export const rememberMe = (db: Db, me: Me) => void known.set(db, Promise.resolve(me))

/** Who asks, with the rows and the living offices that are theirs, as the transaction first read them. Null for a visitor. */
export async function findMe(db: Db, account: string | null): Promise<Me | null> {
  if (!account) return null
  const asked = known.get(db) ?? readMe(db)
  known.set(db, asked)
  const me = await asked
  if (me?.account !== account) throw new Error('The transaction is another person’s.')
  return me
}

async function readMe(db: Db): Promise<Me | null> {
  const { rows } = await sql<{ me: Me | null }>`select who_asks() as me`.execute(db)
  return rows[0]!.me
}

/** The person signed in; a visitor gets what everybody gets who may not see the page. */
export async function requireMe(db: Db, account: string | null): Promise<Me> {
  const me = await findMe(db, account)
  if (!me) throw new NotFound()
  return me
}
