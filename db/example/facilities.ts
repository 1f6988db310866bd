import { regions, towns, works, type RegionKey, type SiteKind, type WorkKey } from './structure.ts'

/** A worksite of the example. `id` counts from 1 in the order of this list. */
export interface Facility {
  id: number
  name: string
  city: string
  kind: SiteKind
  region: RegionKey
  zone: string
  departments: string[]
  /** How many people work here, compared with the others. */
  weight: number
}

const names: Record<SiteKind, string> = { center: 'Medical Center', offices: 'Medical Offices', specialty: 'Specialty Clinic' }
const weights: Record<SiteKind, number> = { center: 14, offices: 3, specialty: 1.2 }

function departmentsOf(kind: SiteKind, region: RegionKey) {
  const all = Object.values(works).flatMap((work) => (work as Partial<Record<SiteKind, string[]>>)[kind] ?? [])
  return [...new Set(all)].filter((name) => name !== 'Dental' || region === 'north-rivers').sort()
}

function* allFacilities(): Generator<Omit<Facility, 'id'>> {
  for (const { key: region, zone } of regions) {
    const { towns: cities, centers, specialty } = towns[region]
    for (const kind of ['center', 'offices', 'specialty'] as const) {
      const chosen = kind === 'center' ? cities.slice(0, centers) : kind === 'offices' ? cities : cities.slice(-specialty)
      for (const [place, city] of chosen.entries())
        yield { name: `${city} ${names[kind]}`, city, kind, region, zone, departments: departmentsOf(kind, region), weight: weights[kind] * (1.6 - place / chosen.length) }
    }
  }
}

export const facilities: Facility[] = [...allFacilities()].map((facility, place) => ({ id: place + 1, ...facility }))

export const findFacility = (name: string) => facilities.find((facility) => facility.name === name)!

/** Where in a region a kind of work is done, with the weight of each facility added up, so that a number below the last one finds a facility. */
export const facilitiesFor = memo((work: WorkKey, region: RegionKey) => {
  let sum = 0
  return facilities
    .filter((facility) => facility.region === region && departmentsFor(work, facility).length > 0)
    .map((facility) => ({ facility, upTo: (sum += facility.weight) }))
})

export const departmentsFor = (work: WorkKey, facility: Facility) =>
  ((works[work] as Partial<Record<SiteKind, string[]>>)[facility.kind] ?? []).filter((name) => facility.departments.includes(name))

function memo<A extends string, B extends string, T>(ask: (a: A, b: B) => T) {
  const known = new Map<string, T>()
  return (a: A, b: B) => {
    const key = `${a} ${b}`
    if (!known.has(key)) known.set(key, ask(a, b))
    return known.get(key)!
  }
}
