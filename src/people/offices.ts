import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Role } from './office.ts'

export interface OfficeRow {
  id: number
  holder: string
  role: Role
  place: string
  localId: number | null
  grantedAt: Temporal.Instant
  until: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  mine: boolean
}

/** The offices that the asker may know, living ones first. */
export const findOffices = (db: Db, account: string): Promise<OfficeRow[]> =>
  db
    .selectFrom('office')
    .leftJoin('region', 'region.id', 'office.region_id')
    .leftJoin('local', 'local.id', 'office.local_id')
    .leftJoin('bargaining_unit', 'bargaining_unit.id', 'office.unit_id')
    .leftJoin('worksite', 'worksite.id', 'office.worksite_id')
    .select([
      'office.id',
      'holder_name as holder',
      'role',
      'office.local_id as localId',
      'granted_at as grantedAt',
      'until',
      'ended_at as endedAt',
      sql<string>`concat_ws(', ', coalesce(worksite.name, bargaining_unit.name), coalesce(local.name, region.name))`.as('place'),
      sql<boolean>`account_id = ${account}`.as('mine'),
    ])
    .orderBy(sql`ended_at is not null`)
    .orderBy('place')
    .orderBy('holder_name')
    .orderBy('office.id')
    .execute() as Promise<OfficeRow[]>

/** Ends an office in the asker's name. 'last': a local keeps one officer, the coalition one administrator. */
export const endOffice = async (db: Db, office: number): Promise<'ok' | 'not-found' | 'last'> =>
  (await db.selectNoFrom(sql<'ok' | 'not-found' | 'last'>`end_office(${office})`.as('outcome')).executeTakeFirstOrThrow()).outcome

/** The offices that the asker may grant, each with its place: value `role:kind:id`, for a list to choose from. */
export async function findGrantable(
  db: Db,
  locals: readonly number[],
  administrator: boolean,
): Promise<{ value: string; role: Role; place: string }[]> {
  const found: { value: string; role: Role; place: string }[] = []
  if (administrator) {
    for (const role of ['administrator', 'communications', 'organizer', 'coordinator'] as const)
      found.push({ value: `${role}:coalition:0`, role, place: '' })
    for (const region of await db.selectFrom('region').select(['id', 'name']).orderBy('name').execute())
      found.push({ value: `director:region:${region.id}`, role: 'director', place: region.name })
  }
  const mine = await db
    .selectFrom('local')
    .select(['id', 'name'])
    .$if(!administrator, (query) => query.where('id', 'in', [...locals, -1]))
    .orderBy('name')
    .execute()
  for (const local of mine) found.push({ value: `officer:local:${local.id}`, role: 'officer', place: local.name })
  if (locals.length) {
    const sites = await db
      .selectFrom('assignment')
      .innerJoin('worksite', 'worksite.id', 'assignment.worksite_id')
      .innerJoin('local', 'local.id', 'assignment.local_id')
      .where('assignment.local_id', 'in', [...locals])
      .select(['assignment.local_id', 'worksite.id', 'worksite.name', 'local.name as local'])
      .distinct()
      .orderBy('worksite.name')
      .execute()
    for (const site of sites)
      found.push({ value: `steward:worksite:${site.local_id}-${site.id}`, role: 'steward', place: `${site.name}, ${site.local}` })
    const units = await db
      .selectFrom('bargaining_unit')
      .where('local_id', 'in', [...locals])
      .select(['local_id', 'id', 'name'])
      .orderBy('name')
      .execute()
    for (const unit of units) found.push({ value: `steward:unit:${unit.local_id}-${unit.id}`, role: 'steward', place: unit.name })
  }
  return found
}
