import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** How many of the people that an import would add were erased from this roster, as far as an address or a phone tells. */
export const countErased = async (db: Db, localId: number, importId: number): Promise<number> =>
  (await sql<{ people: number }>`select erased_in_import(${localId}, ${importId}) as people`.execute(db)).rows[0]!.people
