import { sql } from 'kysely'
import { normalizeAddress } from '../people/address.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import {
  canonicalZone,
  fieldsOf,
  namedBy,
  readThing,
  scopeOf,
  staysFixed,
  tidy,
  type FieldName,
  type Kind,
  type Refusals,
} from './structure.ts'
import { columnOf, findThing, findThings, tables, type Coalition } from './structure-queries.ts'

/**
 * Adds a thing, or with `id` changes one; its fixed fields stay. For administrators of the coalition: row security refuses others,
 * and there is nothing to be found. Fields that name another thing hold its id.
 */
export async function saveThing(
  db: Db,
  kind: Kind,
  id: number | null,
  typed: Partial<Record<string, string>>,
): Promise<{ id: number } | { refused: Refusals }> {
  await lockStructure(db)
  const before = id === null ? null : await findThing(db, kind, id)
  if (before === undefined) throw new NotFound()
  const all = { ...typed, ...Object.fromEntries(Object.entries(before?.fields ?? {}).filter(([field]) => staysFixed(field as FieldName))) }
  const scope = scopeOf(kind)
  const within = scope ? { field: scope, id: Number(all[scope]) || 0 } : undefined
  const others = (await findThings(db, kind, within)).filter((other) => other.id !== id)
  const ids = new Map<FieldName, number[]>()
  for (const [field, named] of Object.entries(namedBy))
    if (fieldsOf[kind].includes(field as FieldName))
      ids.set(
        field as FieldName,
        (await findThings(db, named)).map((thing) => thing.id),
      )
  const read = readThing(kind, all, others, (field) => ids.get(field) ?? [])
  if ('refused' in read) return read
  const written = await write(db, kind, id, read.fields)
  return written === null ? { refused: { name: 'taken' } } : { id: written }
}

/** Null: somebody else added the same name meanwhile. */
export async function write(db: Db, kind: Kind, id: number | null, fields: Partial<Record<FieldName, string>>): Promise<number | null> {
  const table = sql.table(tables[kind])
  const entries = Object.entries(fields) as [FieldName, string][]
  const columns = entries.map(([field]) => sql.ref(columnOf(field)))
  const values = entries.map(([field, value]) => (field in namedBy ? sql`${Number(value)}::integer` : sql`${value}`))
  const { rows } =
    id === null
      ? await sql<{
          id: number
        }>`insert into ${table} (${sql.join(columns)}) values (${sql.join(values)}) on conflict do nothing returning id`.execute(db)
      : await sql<{
          id: number
        }>`update ${table} set ${sql.join(columns.map((column, place) => sql`${column} = ${values[place]!}`))} where id = ${id} returning id`.execute(
          db,
        )
  if (!rows.length && id !== null) throw new NotFound()
  return rows[0]?.id ?? null
}

/** Two administrators at once take turns, so that what was checked still holds when it is written. */
export const lockStructure = (db: Db) => sql`select pg_advisory_xact_lock(hashtext('structure'))`.execute(db)

export type CoalitionRefusals = Partial<Record<keyof Coalition, 'missing' | 'long' | 'zone' | 'address'>>

/** Names the coalition, its time zone, and what stands under its mails. For administrators. */
export async function saveCoalition(db: Db, typed: Partial<Record<string, string>>): Promise<{ refused: CoalitionRefusals } | null> {
  const name = tidy(typed.name ?? ''),
    postalAddress = tidy((typed.postalAddress ?? '').replace(/\s*\n\s*/g, ', ')),
    replyTo = tidy(typed.replyTo ?? '')
  const zone = canonicalZone(tidy(typed.zone ?? ''))
  const address = replyTo && normalizeAddress(replyTo)
  const refused: CoalitionRefusals = {
    ...(name === '' && { name: 'missing' as const }),
    ...(name.length > 120 && { name: 'long' as const }),
    ...(!zone && { zone: 'zone' as const }),
    ...(postalAddress.length > 300 && { postalAddress: 'long' as const }),
    ...(address === null && { replyTo: 'address' as const }),
  }
  if (Object.keys(refused).length) return { refused }
  const { numUpdatedRows } = await db
    .updateTable('deployment')
    .set({ coalition: name, zone: zone!, postal_address: postalAddress, reply_to: address! })
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new NotFound()
  return null
}
