import type { Db } from '../platform/db.ts'
import type { Place } from './answer.ts'

/** Locals by name, with their units and the zone of their region. */
export async function findPlaces(db: Db): Promise<Place[]> {
  const locals = await db
    .selectFrom('local')
    .innerJoin('region', 'region.id', 'local.region_id')
    .select(['local.id', 'local.key', 'local.name', 'region.zone'])
    .orderBy('local.name')
    .execute()
  const units = await db.selectFrom('bargaining_unit').select(['id', 'local_id', 'name']).orderBy('name').execute()
  return locals.map(({ id, key, name, zone }) => ({
    id,
    key,
    name,
    zone,
    units: units.filter((unit) => unit.local_id === id).map((unit) => ({ id: unit.id, name: unit.name })),
  }))
}

/** Where the asker herself works, by her own rows on rosters: whoever has units in several gets all of them. */
export const findMyPlaces = (db: Db, account: string): Promise<{ local: string; unit: number }[]> =>
  db
    .selectFrom('member as m')
    .innerJoin('local', 'local.id', 'm.local_id')
    .innerJoin('assignment as a', (join) => join.onRef('a.local_id', '=', 'm.local_id').onRef('a.member_id', '=', 'm.id'))
    .where('m.account_id', '=', account)
    .select(['local.key as local', 'a.unit_id as unit'])
    .orderBy('m.local_id')
    .orderBy('a.unit_id')
    .execute()
