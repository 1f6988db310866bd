/** What each office is called in code, and where it holds. The table `office` has the same checks. */
export const offices = {
  administrator: 'coalition',
  communications: 'coalition',
  organizer: 'coalition',
  coordinator: 'coalition',
  director: 'region',
  officer: 'local',
  steward: 'worksite',
} as const
export type Role = keyof typeof offices

export interface Office {
  id: number
  role: Role
  holderName: string
  scopeKind: 'coalition' | 'region' | 'local' | 'unit' | 'worksite'
  regionId: number | null
  localId: number | null
  localKey: string | null
  unitId: number | null
  worksiteId: number | null
  /** The place in words: a worksite or unit with its local, a local, a region. Empty for the coalition. */
  place: string
}

/** A person's own row on a local's roster, tied by the address that they sign in with. */
export interface MyMember {
  localId: number
  localKey: string
  localName: string
  memberId: number
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  language: string
}

export interface Me {
  account: string
  /** How to call the person: the office's name, else the roster's; null for an account that is on no roster and holds no office. */
  name: string | null
  members: MyMember[]
  offices: Office[]
}

/** Whether the person is an officer of this local. */
export const servesLocal = (me: Me, localId: number) => me.offices.some((office) => office.role === 'officer' && office.localId === localId)
/** Whether the person holds one of these offices, wherever. */
export const holds = (me: Me, ...roles: Role[]) => me.offices.some((office) => roles.includes(office.role))
export const holdsCoalitionOffice = (me: Me) => me.offices.some((office) => office.scopeKind === 'coalition')
/** Whether the person may invite to, end and hand over such an office: an officer within her local, an administrator all but stewards. The database decides the same. */
export const mayGrant = (me: Me, role: Role, localId: number | null) =>
  ((role === 'officer' || role === 'steward') && localId !== null && servesLocal(me, localId)) ||
  (role !== 'steward' && holds(me, 'administrator'))
