import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { requireMe } from '../people/me.ts'
import { holds, type Me } from '../people/office.ts'

/** The communications officer who asks. Everybody else is told that there is nothing here. */
export async function requireWriter(db: Db, account: string | null): Promise<Me> {
  const me = await requireMe(db, account)
  if (!holds(me, 'communications')) throw new NotFound()
  return me
}
