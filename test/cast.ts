// The people of the tests: two small locals of an invented coalition. Accounts, structure, members and offices, put straight into the
// tables; whatever people do (events, updates, imports) the tests do through the front door.
import { copyRows, fillTables } from '../src/example/fill.ts'
import { searchName } from '../src/roster/fold.ts'

const account = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Accounts, by which `world.as` signs in. */
export const cast = {
  /** Nurse, member of the North. */
  maria: account(1),
  /** Nurse of the North, her colleague. */
  tom: account(2),
  /** Officer of the South, and a member of it. */
  stella: account(3),
  /** Officer of the North, and a member of it. */
  olga: account(4),
  /** Steward of the North at Cedar Hill, and a member of it. */
  sven: account(5),
  /** Director of region west. A member of no local here, as are those below. */
  dora: account(6),
  /** The two communications officers of the coalition: one writes, the other approves. */
  carla: account(7),
  cory: account(8),
  /** Organizer of the coalition. */
  otto: account(9),
  /** Administrator of the coalition. */
  ada: account(10),
  /** Strike coordinator of the coalition. */
  kit: account(11),
}
export type Name = keyof typeof cast

/** The proven address of an account is the name at example.org, such as `maria@example.org`. */
export const addressOf = (name: Name) => `${name}@example.org`

export const coalition = 'Alliance of Example Unions'
export const zone = 'America/Los_Angeles'
export const regions = { west: 1, east: 2 }
export const locals = { north: 1, south: 2 }
/** Keys of the locals, as they stand in addresses and commands. */
export const localKeys = { north: 'north-12', south: 'south-34' }
/** North has two units, South one. */
export const units = { northNurses: 1, northPharmacy: 2, southCare: 3 }
/** Cedar Hill and Lantern Bay lie in the west, Old Mill in the east. Members of both locals work at Cedar Hill. */
export const worksites = { cedarHill: 1, lanternBay: 2, oldMill: 3 }
export const departments = { cedarHillEmergency: 1, cedarHillPharmacy: 2, lanternBayClinic: 3, oldMillLab: 4, oldMillKitchen: 5 }
export const shifts = { day: 1, evening: 2, night: 3 }
export const classifications = { nurse: 1, pharmacyTechnician: 2, labAssistant: 3, cook: 4 }

interface Person {
  id: number
  local: keyof typeof locals
  external: string | null
  first: string
  last: string
  email: string | null
  phone: string | null
  language?: string
  hired?: string
  name?: Name
  /** unit, worksite, department, shift, classification */
  works: [number, number, number | null, number | null, number | null][]
}

const { cedarHill, lanternBay, oldMill } = worksites
const emergency: Person['works'][number] = [units.northNurses, cedarHill, departments.cedarHillEmergency, shifts.day, classifications.nurse]
const emergencyNight: Person['works'][number] = [
  units.northNurses,
  cedarHill,
  departments.cedarHillEmergency,
  shifts.night,
  classifications.nurse,
]
const pharmacy: Person['works'][number] = [
  units.northPharmacy,
  cedarHill,
  departments.cedarHillPharmacy,
  shifts.day,
  classifications.pharmacyTechnician,
]
const clinic: Person['works'][number] = [units.northNurses, lanternBay, departments.lanternBayClinic, shifts.evening, classifications.nurse]
const lab: Person['works'][number] = [units.southCare, oldMill, departments.oldMillLab, shifts.day, classifications.labAssistant]
const kitchen: Person['works'][number] = [units.southCare, oldMill, departments.oldMillKitchen, shifts.evening, classifications.cook]

/** Twelve members of the North, then twelve of the South. Ids of the South begin at 101. */
export const people: Person[] = [
  {
    id: 1,
    local: 'north',
    external: 'N-1001',
    first: 'Maria',
    last: 'Santos',
    email: 'maria@example.org',
    phone: '+12135550101',
    language: 'es',
    hired: '2014-03-10',
    name: 'maria',
    works: [emergency],
  },
  {
    id: 2,
    local: 'north',
    external: 'N-1002',
    first: 'Tom',
    last: 'Whitaker',
    email: 'tom@example.org',
    phone: '+12135550102',
    hired: '2019-08-01',
    name: 'tom',
    works: [emergencyNight],
  },
  {
    id: 3,
    local: 'north',
    external: 'N-1003',
    first: 'Olga',
    last: 'Petrova',
    email: 'olga@example.org',
    phone: '+12135550103',
    hired: '2006-01-16',
    name: 'olga',
    works: [clinic],
  },
  {
    id: 4,
    local: 'north',
    external: 'N-1004',
    first: 'Sven',
    last: 'Lindqvist',
    email: 'sven@example.org',
    phone: '+12135550104',
    hired: '2011-11-07',
    name: 'sven',
    works: [emergency],
  },
  {
    id: 5,
    local: 'north',
    external: 'N-1005',
    first: 'Noelani',
    last: 'Kāʻai',
    email: 'kaai.home@example.org',
    phone: '+18085550105',
    works: [clinic],
  },
  {
    id: 6,
    local: 'north',
    external: 'N-1006',
    first: 'Kekoa',
    last: 'Kāʻai',
    email: 'kaai.home@example.org',
    phone: '+18085550105',
    works: [pharmacy],
  }, // one mailbox, two members
  {
    id: 7,
    local: 'north',
    external: 'N-1007',
    first: 'Priya',
    last: 'Raman',
    email: 'priya.raman@example.org',
    phone: null,
    works: [emergency, pharmacy],
  }, // in two units
  { id: 8, local: 'north', external: 'N-1008', first: 'Linh', last: 'Nguyễn', email: null, phone: null, language: 'vi', works: [clinic] }, // not to be reached
  {
    id: 9,
    local: 'north',
    external: 'N-1009',
    first: 'José',
    last: 'Muñoz-Ortega',
    email: null,
    phone: '+12135550109',
    language: 'es',
    works: [pharmacy],
  },
  {
    id: 10,
    local: 'north',
    external: null,
    first: 'Grace',
    last: "O'Dell",
    email: 'grace.odell@example.org',
    phone: '+12135550110',
    works: [emergencyNight],
  },
  {
    id: 11,
    local: 'north',
    external: 'N-1011',
    first: 'Wei',
    last: 'Chen',
    email: 'wei.chen@example.org',
    phone: '+12135550111',
    language: 'zh',
    works: [clinic],
  },
  {
    id: 12,
    local: 'north',
    external: 'N-1012',
    first: 'Ines',
    last: 'Duarte',
    email: 'ines.duarte@example.org',
    phone: '+12135550112',
    works: [emergency],
  }, // and on the roster of the South

  {
    id: 101,
    local: 'south',
    external: 'S-2001',
    first: 'Stella',
    last: 'Marchetti',
    email: 'stella@example.org',
    phone: '+13035550101',
    hired: '2009-05-04',
    name: 'stella',
    works: [lab],
  },
  {
    id: 102,
    local: 'south',
    external: 'S-2002',
    first: 'Bruno',
    last: 'Halloran',
    email: 'bruno.halloran@example.org',
    phone: '+13035550102',
    works: [kitchen],
  },
  {
    id: 103,
    local: 'south',
    external: 'S-2003',
    first: 'Amara',
    last: 'Diallo',
    email: 'amara.diallo@example.org',
    phone: '+13035550103',
    works: [lab],
  },
  {
    id: 104,
    local: 'south',
    external: 'S-2004',
    first: 'Rosa',
    last: 'Ibáñez',
    email: 'rosa.ibanez@example.org',
    phone: '+13035550104',
    language: 'es',
    works: [kitchen],
  },
  {
    id: 105,
    local: 'south',
    external: 'S-2005',
    first: 'Piet',
    last: 'van der Meer',
    email: null,
    phone: '+13035550105',
    works: [kitchen],
  },
  {
    id: 106,
    local: 'south',
    external: 'S-2006',
    first: 'Min-ji',
    last: 'Park',
    email: 'minji.park@example.org',
    phone: null,
    language: 'ko',
    works: [lab],
  },
  {
    id: 107,
    local: 'south',
    external: 'S-2007',
    first: 'Ines',
    last: 'Duarte',
    email: 'ines.duarte@example.org',
    phone: '+12135550112',
    works: [lab],
  },
  {
    id: 108,
    local: 'south',
    external: 'S-2008',
    first: 'Dwayne',
    last: 'Fuller',
    email: 'dwayne.fuller@example.org',
    phone: '+13035550108',
    works: [[units.southCare, cedarHill, departments.cedarHillEmergency, shifts.night, classifications.cook]],
  },
  {
    id: 109,
    local: 'south',
    external: 'S-2009',
    first: 'Halima',
    last: 'Yusuf',
    email: 'halima.yusuf@example.org',
    phone: '+13035550109',
    works: [kitchen],
  },
  {
    id: 110,
    local: 'south',
    external: 'S-2010',
    first: 'Teo',
    last: 'Bautista',
    email: 'teo.bautista@example.org',
    phone: '+13035550110',
    language: 'tl',
    works: [lab],
  },
  { id: 111, local: 'south', external: 'S-2011', first: 'Ruth', last: 'Abrams', email: null, phone: null, works: [kitchen] },
  {
    id: 112,
    local: 'south',
    external: 'S-2012',
    first: 'Omar',
    last: 'Castellano',
    email: 'omar.castellano@example.org',
    phone: '+13035550112',
    works: [lab],
  },
]

const offices: [Name, holder: string, role: string, scope: string, region: number | null, local: number | null, worksite: number | null][] =
  [
    ['olga', 'Olga Petrova', 'officer', 'local', null, locals.north, null],
    ['stella', 'Stella Marchetti', 'officer', 'local', null, locals.south, null],
    ['sven', 'Sven Lindqvist', 'steward', 'worksite', null, locals.north, cedarHill],
    ['dora', 'Dora Feld', 'director', 'region', regions.west, null, null],
    ['carla', 'Carla Voss', 'communications', 'coalition', null, null, null],
    ['cory', 'Cory Bell', 'communications', 'coalition', null, null, null],
    ['otto', 'Otto Lang', 'organizer', 'coalition', null, null, null],
    ['ada', 'Ada Quist', 'administrator', 'coalition', null, null, null],
    ['kit', 'Kit Moreau', 'coordinator', 'coalition', null, null, null],
  ]

/** Whom the page of the example lets a visitor be, in a database that holds the cast. */
const examplePeople: [key: string, Name, holder: string][] = [
  ['nurse', 'maria', 'Maria Santos'],
  ['colleague', 'tom', 'Tom Whitaker'],
  ['steward', 'sven', 'Sven Lindqvist'],
  ['officer', 'olga', 'Olga Petrova'],
  ['other-officer', 'stella', 'Stella Marchetti'],
  ['director', 'dora', 'Dora Feld'],
  ['communications', 'carla', 'Carla Voss'],
  ['second-communications', 'cory', 'Cory Bell'],
  ['organizer', 'otto', 'Otto Lang'],
  ['administrator', 'ada', 'Ada Quist'],
  ['coordinator', 'kit', 'Kit Moreau'],
]

const tables = [
  'deployment',
  'parent_union',
  'employer',
  'region',
  'local',
  'bargaining_unit',
  'worksite',
  'department',
  'shift',
  'classification',
  'account',
  'account_address',
  'member',
  'assignment',
  'office',
  'example_person',
]

/** Fills an empty, migrated database with the cast. `ownerUrl` is that of the owner of the tables. */
export const loadCast = (ownerUrl: string) =>
  fillTables(ownerUrl, tables, async (client) => {
    await copyRows(
      client,
      'deployment',
      ['mode', 'coalition', 'zone', 'postal_address', 'reply_to', 'set_up_at'],
      [['example', coalition, zone, '1 Invented Plaza, Los Angeles, CA 90000', 'office@example.org', '2027-01-04T17:00:00Z']],
    )
    await copyRows(
      client,
      'parent_union',
      ['id', 'name'],
      [
        [1, 'Federation of Invented Nurses'],
        [2, 'United Example Workers'],
      ],
    )
    await copyRows(client, 'employer', ['id', 'name'], [[1, 'Fernwhistle Health']])
    await copyRows(
      client,
      'region',
      ['id', 'key', 'name', 'zone'],
      [
        [regions.west, 'west', 'West', 'America/Los_Angeles'],
        [regions.east, 'east', 'East', 'America/Denver'],
      ],
    )
    await copyRows(
      client,
      'local',
      ['id', 'key', 'name', 'parent_union_id', 'region_id'],
      [
        [locals.north, localKeys.north, 'Local 12 North', 1, regions.west],
        [locals.south, localKeys.south, 'Local 34 South', 2, regions.east],
      ],
    )
    await copyRows(
      client,
      'bargaining_unit',
      ['id', 'local_id', 'name', 'employer_id'],
      [
        [units.northNurses, locals.north, 'Registered nurses', 1],
        [units.northPharmacy, locals.north, 'Pharmacy', 1],
        [units.southCare, locals.south, 'Care and service', 1],
      ],
    )
    await copyRows(
      client,
      'worksite',
      ['id', 'employer_id', 'region_id', 'name', 'city', 'zone'],
      [
        [cedarHill, 1, regions.west, 'Cedar Hill Hospital', 'Cedar Hill', 'America/Los_Angeles'],
        [lanternBay, 1, regions.west, 'Lantern Bay Clinic', 'Lantern Bay', 'America/Los_Angeles'],
        [oldMill, 1, regions.east, 'Old Mill Medical Offices', 'Old Mill', 'America/Denver'],
      ],
    )
    await copyRows(
      client,
      'department',
      ['id', 'worksite_id', 'name'],
      [
        [departments.cedarHillEmergency, cedarHill, 'Emergency'],
        [departments.cedarHillPharmacy, cedarHill, 'Pharmacy'],
        [departments.lanternBayClinic, lanternBay, 'Clinic'],
        [departments.oldMillLab, oldMill, 'Laboratory'],
        [departments.oldMillKitchen, oldMill, 'Kitchen'],
      ],
    )
    await copyRows(
      client,
      'shift',
      ['id', 'name'],
      [
        [shifts.day, 'Day'],
        [shifts.evening, 'Evening'],
        [shifts.night, 'Night'],
      ],
    )
    await copyRows(
      client,
      'classification',
      ['id', 'name'],
      [
        [classifications.nurse, 'Registered nurse'],
        [classifications.pharmacyTechnician, 'Pharmacy technician'],
        [classifications.labAssistant, 'Laboratory assistant'],
        [classifications.cook, 'Cook'],
      ],
    )

    const names = Object.keys(cast) as Name[]
    await copyRows(
      client,
      'account',
      ['id', 'lang'],
      names.map((name) => [cast[name], 'en']),
    )
    await copyRows(
      client,
      'account_address',
      ['address', 'account_id'],
      names.map((name) => [addressOf(name), cast[name]]),
    )
    await copyRows(
      client,
      'member',
      ['local_id', 'id', 'external_id', 'first_name', 'last_name', 'search_name', 'email', 'phone', 'language', 'hired_on', 'account_id'],
      people.map((one) => [
        locals[one.local],
        one.id,
        one.external,
        one.first,
        one.last,
        searchName(one.first, one.last),
        one.email,
        one.phone,
        one.language ?? 'en',
        one.hired,
        one.name && cast[one.name],
      ]),
    )
    await copyRows(
      client,
      'assignment',
      ['local_id', 'member_id', 'unit_id', 'worksite_id', 'department_id', 'shift_id', 'classification_id'],
      people.flatMap((one) => one.works.map((work) => [locals[one.local], one.id, ...work])),
    )
    await copyRows(
      client,
      'office',
      ['account_id', 'holder_name', 'role', 'scope_kind', 'region_id', 'local_id', 'worksite_id', 'granted_at'],
      offices.map(([name, ...rest]) => [cast[name], ...rest, '2027-01-04T17:00:00Z']),
    )
    await copyRows(
      client,
      'example_person',
      ['key', 'account_id', 'name', 'part', 'place'],
      examplePeople.map(([key, name, holder], place) => [key, cast[name], holder, `In the tests: ${holder}.`, place]),
    )
  })
