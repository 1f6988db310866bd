import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

const one = (db: Db, localId: number, id: number) =>
  db.updateTable('questioning_report').where('local_id', '=', localId).where('id', '=', id)

/** The officer sees to it; the others of her local see that she does. Whoever takes it up later has it from then on. */
export const takeUp = (db: Db, account: string, name: string, localId: number, id: number) =>
  one(db, localId, id)
    .set({ taken_by: account, taken_name: name, taken_at: sql`now()`, closed_at: null })
    .execute()

export const close = (db: Db, localId: number, id: number) =>
  one(db, localId, id)
    .where('taken_at', 'is not', null)
    .set({ closed_at: sql`now()` })
    .execute()

/** For good: it is in no list and no export afterwards, only in backups until these are replaced. */
export const remove = (db: Db, localId: number, id: number) =>
  db.deleteFrom('questioning_report').where('local_id', '=', localId).where('id', '=', id).execute()
