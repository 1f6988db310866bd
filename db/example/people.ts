import { createHash } from 'node:crypto'
import { findFacility } from './facilities.ts'
import type { ExampleMember, Job } from './members.ts'
import { locals, type RegionKey, type Shift, type WorkKey } from './structure.ts'

type Office =
  | { role: 'administrator' | 'communications' | 'organizer' | 'coordinator' }
  | { role: 'director'; region: RegionKey }
  | { role: 'officer'; local: string }
  | { role: 'steward'; local: string; facility: string }

/** Somebody of the example whom a visitor may be, on /example. What each can try stands in src/example/example.en.ts, by the key. */
export interface ExamplePerson {
  key: string
  name: string
  email: string
  /** Where the person stands on a roster: the local and the place in it. */
  member?: `${string}/${number}`
  office?: Office
}

export const examplePeople = [
  { key: 'nurse', name: 'Ana Reyes', email: 'ana.reyes@example.org', member: 'meadowlark-101/1' },
  { key: 'colleague', name: 'David Kim', email: 'david.kim@example.org', member: 'meadowlark-101/2' },
  {
    key: 'steward', name: 'Grace Whitfield', email: 'grace.whitfield@example.org', member: 'meadowlark-101/3',
    office: { role: 'steward', local: 'meadowlark-101', facility: 'Almond Cove Medical Center' },
  },
  { key: 'officer', name: 'Rosa Delgado', email: 'rosa.delgado@example.org', member: 'harbor-760/0', office: { role: 'officer', local: 'harbor-760' } },
  { key: 'other-officer', name: 'Miriam Adler', email: 'miriam.adler@example.org', member: 'meadowlark-101/0', office: { role: 'officer', local: 'meadowlark-101' } },
  { key: 'director', name: 'Dora Lindgren', email: 'dora.lindgren@example.org', office: { role: 'director', region: 'bright-coast' } },
  { key: 'communications', name: 'Celia Vance', email: 'celia.vance@example.org', office: { role: 'communications' } },
  { key: 'second-communications', name: 'Marcus Bell', email: 'marcus.bell@example.org', office: { role: 'communications' } },
  { key: 'organizer', name: 'Otto Ramírez', email: 'otto.ramirez@example.org', office: { role: 'organizer' } },
  { key: 'coordinator', name: 'Imani Brooks', email: 'imani.brooks@example.org', office: { role: 'coordinator' } },
  { key: 'administrator', name: 'Ada Quist', email: 'ada.quist@example.org', office: { role: 'administrator' } },
] as const satisfies ExamplePerson[]
export type PersonKey = (typeof examplePeople)[number]['key']

/** Each local has an officer; those whom nobody can be are known by an address alone, and stand first on their rosters. */
const otherOfficers: ExamplePerson[] = locals
  .filter((local) => !['meadowlark-101', 'harbor-760'].includes(local.key))
  .map((local) => ({ key: `officer-of-${local.key}`, name: '', email: `officer.${local.key}@example.org`, member: `${local.key}/0`, office: { role: 'officer', local: local.key } }))

const otherStewards: ExamplePerson[] = [
  { key: 'steward-lamp', name: '', email: 'steward.lampwick@example.org', member: 'meadowlark-101/4', office: { role: 'steward', local: 'meadowlark-101', facility: 'Lampwick Bay Medical Center' } },
  { key: 'steward-long', name: '', email: 'steward.longharbor@example.org', member: 'harbor-760/3', office: { role: 'steward', local: 'harbor-760', facility: 'Long Harbor Medical Center' } },
  { key: 'steward-citrus', name: '', email: 'steward.citrusbend@example.org', member: 'harbor-760/4', office: { role: 'steward', local: 'harbor-760', facility: 'Citrus Bend Medical Center' } },
]

/** Everybody with an account. Where the name is empty it is the member's. */
export const accountHolders: ExamplePerson[] = [...examplePeople, ...otherOfficers, ...otherStewards]

/** The same id on every computer, as everything here. */
export function accountId(key: string) {
  const hash = createHash('sha256').update(`example account ${key}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

const at = (facility: string, unit: number, work: WorkKey, department: string, shift: Shift): Job => ({ unit, work, facility: findFacility(facility), department, shift })

const drawnOtherwise: Record<string, Partial<ExampleMember>> = {
  'meadowlark-101/0': { language: 'en', hired: '2003-06-16', jobs: [at('Juniper Strand Medical Center', 0, 'chargeNurse', 'Maternity', 'Day')] },
  'meadowlark-101/1': { language: 'es', hired: '2016-02-08', jobs: [at('Almond Cove Medical Center', 0, 'nurse', 'Emergency', 'Night')] },
  'meadowlark-101/2': { language: 'en', hired: '2019-09-23', jobs: [at('Almond Cove Medical Center', 0, 'nurse', 'Emergency', 'Night')] },
  'meadowlark-101/3': { language: 'en', hired: '2010-01-11', jobs: [at('Almond Cove Medical Center', 0, 'nurse', 'Intensive Care', 'Day')] },
  'meadowlark-101/4': { language: 'en', jobs: [at('Lampwick Bay Medical Center', 0, 'nurse', 'Telemetry', 'Evening')] },
  'harbor-760/0': { language: 'en', hired: '2007-04-02', jobs: [at('Long Harbor Medical Center', 0, 'respiratory', 'Respiratory Care', 'Day')] },
  'harbor-760/3': { language: 'en', jobs: [at('Long Harbor Medical Center', 1, 'buildingEngineer', 'Engineering', 'Day')] },
  'harbor-760/4': { language: 'en', jobs: [at('Citrus Bend Medical Center', 0, 'surgical', 'Operating Rooms', 'Day')] },
}

/** What is not left to chance about members who have accounts, by local and place. */
export const memberParts: Record<string, Partial<ExampleMember>> = Object.fromEntries(
  accountHolders.filter((person) => person.member).map(({ member, name, email }) => {
    const space = name.indexOf(' ')
    return [member!, { email, ...(name && { first: name.slice(0, space), last: name.slice(space + 1) }), ...drawnOtherwise[member!] }]
  }),
)
