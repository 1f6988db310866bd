import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { UnitRecord } from './unit-record.ts'

/**
 * Units as the asker knows them on the board: where something about a unit's agreements waits for a second person, whoever does not read it there knows no
 * agreement of that unit, as members don't.
 */
export async function asTheRoomReads(db: Db, units: readonly UnitRecord[]): Promise<UnitRecord[]> {
  const { rows } = await sql<{ locals: number[] }>`select contract_locals_read() as locals`.execute(db)
  const read = new Set(rows[0]!.locals)
  return units.map((unit) => (unit.inDoubt && !read.has(unit.localId) ? { ...unit, agreements: [] } : unit))
}
