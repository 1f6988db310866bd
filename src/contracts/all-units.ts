import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { recordKinds, tableOf } from './record-kinds.ts'
import { readUnitRecords, type UnitRecord } from './unit-record.ts'

const kept = new Map<string, readonly UnitRecord[]>()
const most = 8

const tables = [...recordKinds.map((kind) => tableOf[kind]), 'bargaining_unit', 'local', 'region', 'employer']
/** Which versions of which rows the asker may read; what else moves the record stands before it. */
const version = sql<string>`concat_ws(' ', current_database(), pg_postmaster_start_time(), campaign_now()::date, units_in_doubt(null)::text, ${sql.join(
  tables.map((table) => sql`(select count(*) || ',' || bit_xor(hash_record_extended(row(id, xmin), 0)) from ${sql.table(table)})`),
)})`

/**
 * The record of every unit as the asker may read it, without agreements that others have followed. Readers to whom row security shows the same versions
 * of the same rows share what was read: a board that nobody has changed is not read anew, and nobody is handed a row that is hidden from her.
 */
export async function findAllUnits(db: Db): Promise<readonly UnitRecord[]> {
  const { rows } = await sql<{
    version: string
    writes: boolean
  }>`select ${version} as version, current_setting('transaction_read_only') = 'off' as writes`.execute(db)
  const seen = rows[0]!
  const known = kept.get(seen.version)
  if (known) return keep(seen.version, known)
  const read = await readUnitRecords(db, 'all', { past: false, version })
  // A transaction that writes may write the same row once more, and its version stays the same.
  return seen.writes ? read.records : keep(read.version, read.records)
}

function keep(version: string, records: readonly UnitRecord[]) {
  kept.delete(version)
  kept.set(version, records) // what was asked for last goes last
  if (kept.size > most) kept.delete(kept.keys().next().value!)
  return records
}
