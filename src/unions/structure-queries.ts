import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { fieldsOf, isReference, type FieldName, type Kind, type Thing } from './structure.ts'

export const tables: Record<Kind, string> = {
  'parent-unions': 'parent_union',
  employers: 'employer',
  regions: 'region',
  locals: 'local',
  units: 'bargaining_unit',
  worksites: 'worksite',
  departments: 'department',
  shifts: 'shift',
  classifications: 'classification',
}

export const columnOf = (field: FieldName) => (isReference(field) ? `${field === 'parentUnion' ? 'parent_union' : field}_id` : field)

/** All things of a kind, by name; units and departments only `within` a local or a worksite where one is given. */
export async function findThings(db: Db, kind: Kind, within?: { field: 'local' | 'worksite'; id: number }): Promise<Thing[]> {
  const columns = sql.join(fieldsOf[kind].map((field) => sql`${sql.ref(columnOf(field))}::text as ${sql.ref(field)}`))
  const { rows } = await sql<{ id: number } & Record<string, string>>`select id, ${columns} from ${sql.table(tables[kind])}
    where ${within ? sql`${sql.ref(columnOf(within.field))} = ${within.id}` : sql`true`} order by ${kind === 'shifts' ? sql`id` : sql`name, id`}`.execute(
    db,
  )
  return rows.map(({ id, ...fields }) => ({ id, fields }))
}

export const findThing = async (db: Db, kind: Kind, id: number): Promise<Thing | undefined> => {
  const columns = sql.join(fieldsOf[kind].map((field) => sql`${sql.ref(columnOf(field))}::text as ${sql.ref(field)}`))
  const { rows } = await sql<
    { id: number } & Record<string, string>
  >`select id, ${columns} from ${sql.table(tables[kind])} where id = ${id}`.execute(db)
  return rows.map(({ id, ...fields }) => ({ id, fields }))[0]
}

/** How many there are of each kind. */
export async function countThings(db: Db): Promise<Record<Kind, number>> {
  const counts = Object.entries(tables).map(([kind, table]) => sql`(select count(*)::integer from ${sql.table(table)}) as ${sql.ref(kind)}`)
  return (await sql<Record<Kind, number>>`select ${sql.join(counts)}`.execute(db)).rows[0]!
}

export interface Coalition {
  name: string
  zone: string
  /** Stands in the footer of every mail. */
  postalAddress: string
  replyTo: string
}

export const findCoalition = (db: Db): Promise<Coalition> =>
  db
    .selectFrom('deployment')
    .select(['coalition as name', 'zone', 'postal_address as postalAddress', 'reply_to as replyTo'])
    .executeTakeFirstOrThrow()
