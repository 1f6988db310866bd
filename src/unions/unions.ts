import type { Db } from '../platform/db.ts'

// How the coalition is built: facts about organizations and workplaces, for every feature to ask. Anybody may read them.

/** A local, by what it is called: `key` in addresses, `name` on pages. */
export interface Local {
  id: number
  key: string
  name: string
}

/** A local with where it belongs. */
export interface PlacedLocal extends Local {
  regionId: number
  regionKey: string
  regionName: string
  parentUnion: string
}

/** All locals, by name. */
export const listLocals = (db: Db): Promise<PlacedLocal[]> => locals(db).orderBy('local.name').execute()

/** The local of a key such as `harbor-760`. */
export const findLocal = (db: Db, key: string): Promise<PlacedLocal | undefined> =>
  locals(db).where('local.key', '=', key).executeTakeFirst()

const locals = (db: Db) =>
  db
    .selectFrom('local')
    .innerJoin('region', 'region.id', 'local.region_id')
    .innerJoin('parent_union', 'parent_union.id', 'local.parent_union_id')
    .select([
      'local.id',
      'local.key',
      'local.name',
      'region.id as regionId',
      'region.key as regionKey',
      'region.name as regionName',
      'parent_union.name as parentUnion',
    ])

export interface Unit {
  id: number
  localId: number
  name: string
  employer: string
}

/** The bargaining units of one local, by name. */
export const listUnits = (db: Db, localId: number): Promise<Unit[]> =>
  db
    .selectFrom('bargaining_unit')
    .innerJoin('employer', 'employer.id', 'bargaining_unit.employer_id')
    .where('local_id', '=', localId)
    .select(['bargaining_unit.id', 'local_id as localId', 'bargaining_unit.name', 'employer.name as employer'])
    .orderBy('bargaining_unit.name')
    .execute()

export interface Worksite {
  id: number
  name: string
  city: string
  zone: string
  regionId: number
  regionName: string
}

/** All worksites, by name: facilities of the employer, where members of several locals work. */
export const listWorksites = (db: Db): Promise<Worksite[]> =>
  db
    .selectFrom('worksite')
    .innerJoin('region', 'region.id', 'worksite.region_id')
    .select(['worksite.id', 'worksite.name', 'city', 'worksite.zone', 'region.id as regionId', 'region.name as regionName'])
    .orderBy('worksite.name')
    .execute()

/** The names of all employers. */
export const listEmployers = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('employer').select('name').orderBy('name').execute()).map(({ name }) => name)
