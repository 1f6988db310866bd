import { facilities } from '../../db/example/facilities.ts'
import { rosterSize } from '../../db/example/members.ts'
import { locals, regions, type RegionKey } from '../../db/example/structure.ts'

/** The id that a local, region, unit, department or member of the example has in every database it is loaded into. */
export const localId = (key: string) => locals.findIndex((local) => local.key === key) + 1
export const regionId = (key: RegionKey) => regions.findIndex((region) => region.key === key) + 1
const unitIds = new Map(
  locals.flatMap((local) => local.units.map((_, place) => `${local.key}/${place}`)).map((key, place) => [key, place + 1]),
)
export const unitId = (localKey: string, place: number) => unitIds.get(`${localKey}/${place}`)!
const departmentIds = new Map(
  facilities.flatMap(({ id, departments }) => departments.map((name) => `${id}/${name}`)).map((key, place) => [key, place + 1]),
)
export const departmentId = (facility: number, name: string) => departmentIds.get(`${facility}/${name}`)!
const firstIds = new Map<string, number>()
locals.reduce((next, local) => (firstIds.set(local.key, next), next + rosterSize(local)), 1)
export const memberId = (localKey: string, place: number) => firstIds.get(localKey)! + place
