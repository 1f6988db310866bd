/** "Aiming for a 1:10 ratio" (Labor Notes, domain rules 4.3). A local may say otherwise. */
export const usualPeoplePerSteward = 10

/** Stewards that one place (department and shift of a worksite) needs: rounded up for each place, not over all of them. */
export const stewardsNeeded = (people: number, perSteward: number) => Math.ceil(people / perSteward)

/** People of one place by who covers them. `officeId` null: nobody. */
export interface PlaceRow {
  departmentId: number | null
  shiftId: number | null
  officeId: number | null
  people: number
}

export interface Place {
  departmentId: number | null
  shiftId: number | null
  people: number
  /** Without a steward. */
  uncovered: number
  needed: number
  stewards: { officeId: number; people: number }[]
}

/** The rows of one worksite gathered by place, in no order. */
export function gatherPlaces(rows: readonly PlaceRow[], perSteward: number): Place[] {
  const places = new Map<string, Place>()
  for (const { departmentId, shiftId, officeId, people } of rows) {
    const key = placeKey({ departmentId, shiftId })
    const place = places.get(key) ?? { departmentId, shiftId, people: 0, uncovered: 0, needed: 0, stewards: [] }
    places.set(key, place)
    place.people += people
    place.needed = stewardsNeeded(place.people, perSteward)
    const known = place.stewards.find((steward) => steward.officeId === officeId)
    if (officeId === null) place.uncovered += people
    else if (known) known.people += people
    else place.stewards.push({ officeId, people })
  }
  return [...places.values()]
}

/** How a place stands in an address: "3-1"; 0 for no department or no shift on the roster. */
export const placeKey = ({ departmentId, shiftId }: Pick<Place, 'departmentId' | 'shiftId'>) => `${departmentId ?? 0}-${shiftId ?? 0}`

/** The same read back. Null for anything else. */
export function readPlace(text: string | undefined): Pick<Place, 'departmentId' | 'shiftId'> | null {
  const [, department, shift] = /^(\d{1,9})-(\d{1,9})$/.exec(text ?? '') ?? []
  return department && shift ? { departmentId: Number(department) || null, shiftId: Number(shift) || null } : null
}

/** 1 to 100, or undefined. */
export const readPerSteward = (text: string | undefined) => (/^(?:[1-9]\d?|100)$/.test(text?.trim() ?? '') ? Number(text) : undefined)
