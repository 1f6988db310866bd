import { fold } from './fold.ts'

/** What a column of a roster file can hold, in the order of the mapping screen. */
export const fields = [
  'externalId',
  'sourceId',
  'secondId',
  'thirdId',
  'fourthId',
  'firstName',
  'lastName',
  'fullName',
  'email',
  'mailStatus',
  'phone',
  'unit',
  'worksite',
  'department',
  'shift',
  'classification',
  'language',
  'hiredOn',
] as const
export type FieldName = (typeof fields)[number]

/** Fields that hold an id of another system: each of another one. */
export const idFields = ['sourceId', 'secondId', 'thirdId', 'fourthId'] as const satisfies readonly FieldName[]
export type IdField = (typeof idFields)[number]

/** More columns than any list of people has: such a file is cut wrongly, or meant to do harm. */
export const mostColumns = 500

/** Field -> place of its column, from 0. A field that is missing is in no column. */
export type Mapping = Partial<Record<FieldName, number>>

// Folded names of columns, most certain first: those of other tools (Action Network, Action Builder, Broadstripes, Solidarity
// Tech, NGP VAN, Mobilize, Spoke, Zetkin), of payroll lists, and what people call them in English and Spanish.
const known: Record<FieldName, string[]> = {
  sourceId: [], // which system's id a column holds, only a profile or a person can say
  secondId: [],
  thirdId: [],
  fourthId: [],
  externalId: [
    'member number',
    'member id',
    'member no',
    'member',
    'membership number',
    'membership id',
    'external id',
    'ext id',
    'externalid',
    'custom id',
    'custom id 1',
    'union id',
    'employee number',
    'employee id',
    'employee no',
    'empl id',
    'emplid',
    'emp id',
    'eid',
    'badge',
    'badge number',
    'party id',
    'vanid',
    'van id',
    'uuid',
    'solidarity tech user id',
    'id',
    'no',
    'number',
    'numero de miembro',
    'numero de socio',
    'numero de afiliado',
    'numero de afiliada',
    'num de miembro',
    'no de miembro',
    'no miembro',
    'id de miembro',
    'matricula',
    'numero de empleado',
    'numero',
    'clave',
  ],
  firstName: [
    'first name',
    'first',
    'firstname',
    'fname',
    'given name',
    'given names',
    'preferred first name',
    'nombre',
    'nombres',
    'primer nombre',
    'nombre de pila',
  ],
  lastName: ['last name', 'last', 'lastname', 'lname', 'surname', 'family name', 'apellido', 'apellidos', 'primer apellido'],
  fullName: [
    'full name',
    'fullname',
    'name',
    'member name',
    'employee name',
    'last first',
    'last name first name',
    'name last first',
    'nombre completo',
    'nombre y apellidos',
    'apellidos y nombre',
    'apellidos nombre',
    'nombre del miembro',
  ],
  email: [
    'email',
    'e mail',
    'email address',
    'e mail address',
    'personal email',
    'home email',
    'email 1',
    'correo',
    'correo electronico',
    'email personal',
    'direccion de correo',
  ],
  mailStatus: [
    'can2 subscription status',
    'email status',
    'email subscription status',
    'subscription status',
    'email subscribed',
    'subscribed',
    'is subscribed',
    'can subscribe',
    'email opt in',
    'unsubscribed',
    'email unsubscribed',
    'email opt out',
    'opted out of email',
    'do not email',
    'no email',
  ],
  phone: [
    'mobile phone',
    'cell phone',
    'mobile',
    'cell',
    'phone',
    'phone number',
    'mobile number',
    'cell number',
    'mobile phone number',
    'personal phone',
    'home phone',
    'telephone',
    'tel',
    'can2 phone',
    'phone 1',
    'telefono',
    'celular',
    'movil',
    'telefono movil',
    'telefono celular',
    'numero de telefono',
    'numero de celular',
  ],
  unit: ['bargaining unit', 'unit', 'bu', 'bargaining unit name', 'unit name', 'unidad de negociacion', 'unidad'],
  worksite: [
    'worksite',
    'work site',
    'facility',
    'work location',
    'location',
    'site',
    'shop',
    'workplace',
    'hospital',
    'medical center',
    'campus',
    'branch',
    'chapter',
    'centro de trabajo',
    'lugar de trabajo',
    'centro',
    'sede',
    'instalacion',
  ],
  department: [
    'department',
    'dept',
    'department name',
    'work department',
    'home department',
    'cost center name',
    'departamento',
    'depto',
    'area',
    'servicio',
  ],
  shift: ['shift', 'work shift', 'turno', 'jornada'],
  classification: [
    'classification',
    'job classification',
    'job title',
    'title',
    'job class',
    'work title',
    'position',
    'job',
    'occupation',
    'clasificacion',
    'puesto',
    'cargo',
    'categoria',
    'titulo',
  ],
  language: ['preferred language', 'language', 'lang', 'languages spoken', 'language preference', 'idioma', 'idioma preferido', 'lengua'],
  hiredOn: [
    'hire date',
    'date of hire',
    'hired on',
    'hired',
    'start date',
    'date hired',
    'original hire date',
    'doh',
    'seniority date',
    'fecha de contratacion',
    'fecha de ingreso',
    'fecha de alta',
    'fecha de inicio',
    'antiguedad',
  ],
}

const ranks = new Map<string, { field: FieldName; rank: number }>()
for (const field of fields) known[field].forEach((name, rank) => ranks.set(name, { field, rank }))

const short: Record<string, string> = {
  mbr: 'member',
  memb: 'member',
  mem: 'member',
  nbr: 'number',
  num: 'number',
  no: 'number',
  addr: 'address',
  dt: 'date',
  barg: 'bargaining',
  barg_unit: 'bargaining unit',
  loc: 'location',
  fac: 'facility',
  ph: 'phone',
  tel: 'phone',
  class: 'classification',
  classif: 'classification',
  emp: 'employee',
  empl: 'employee',
  lst: 'last',
  fst: 'first',
  nm: 'name',
  pref: 'preferred',
  mob: 'mobile',
}

/** A column's name as it is looked up: folded, without "your", and with the second reading written out ("Mbr No" is "member number"). */
function namesOf(cell: string): [name: string, long: string] {
  const name = fold(cell.replace(/#|\bn[º°]/gi, ' number ')).replace(/^(your|tu|su) /, '')
  return [
    name,
    name
      .split(' ')
      .map((word) => short[word] ?? word)
      .join(' '),
  ]
}

function fieldOf(cell: string) {
  const [name, long] = namesOf(cell)
  return ranks.get(name) ?? ranks.get(long)
}

export interface Guess {
  mapping: Mapping
  /** Fields for which two columns have equally good names: neither is chosen. */
  unsure: { field: FieldName; columns: number[] }[]
}

/** Which column holds what, from the names in the header. */
export function guessMapping(header: readonly string[]): Guess {
  const found = header.map(fieldOf)
  const guess: Guess = { mapping: {}, unsure: [] }
  for (const field of fields) {
    const columns = found.flatMap((one, column) =>
      one?.field === field ? [{ column, rank: one.rank, name: namesOf(header[column]!)[1] }] : [],
    )
    const best = columns.toSorted((a, b) => a.rank - b.rank)[0]
    if (!best) continue
    const same = columns.filter(({ name }) => name === best.name)
    if (same.length > 1) guess.unsure.push({ field, columns: same.map(({ column }) => column) })
    else guess.mapping[field] = best.column
  }
  if (guess.mapping.firstName !== undefined && guess.mapping.lastName !== undefined) delete guess.mapping.fullName
  else if (guess.mapping.fullName !== undefined) {
    delete guess.mapping.firstName
    delete guess.mapping.lastName
  }
  return guess
}

/** How many names of a row are names of columns. */
export const countKnown = (cells: readonly string[]) => cells.slice(0, mostColumns).filter((cell) => fieldOf(cell)).length

export type MappingRefusal = 'no-name' | 'two-names' | 'no-key' | 'no-source' | 'source-twice' | 'column-twice' | 'no-such-column'

/** What a mapping lacks before a file can be read by it. `columns`: how many the file has; `sources`: whose ids are in which column of another system's. */
export function mappingRefusals(
  mapping: Mapping,
  columns: number,
  sources: Partial<Record<IdField, string | null>> = {},
): MappingRefusal[] {
  const refusals: MappingRefusal[] = []
  const { firstName, lastName, fullName, externalId, email, phone } = mapping
  const ids = idFields.filter((field) => mapping[field] !== undefined)
  const used = Object.values(mapping)
  if (fullName !== undefined ? firstName !== undefined || lastName !== undefined : false) refusals.push('two-names')
  else if (fullName === undefined && (firstName === undefined || lastName === undefined)) refusals.push('no-name')
  if (externalId === undefined && !ids.length && email === undefined && phone === undefined) refusals.push('no-key')
  if (ids.some((field) => !sources[field])) refusals.push('no-source')
  else if (new Set(ids.map((field) => sources[field])).size < ids.length) refusals.push('source-twice')
  if (new Set(used).size < used.length) refusals.push('column-twice')
  if (used.some((column) => !Number.isInteger(column) || column < 0 || column >= columns)) refusals.push('no-such-column')
  return refusals
}
