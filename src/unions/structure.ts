import { fold } from '../roster/fold.ts'

/** What a coalition is built of. Units stand within a local, departments within a worksite. */
export const kinds = [
  'parent-unions',
  'employers',
  'regions',
  'locals',
  'units',
  'worksites',
  'departments',
  'shifts',
  'classifications',
] as const
export type Kind = (typeof kinds)[number]

/** `key` is what addresses and commands say, such as `harbor-760`. The last five name a thing of another kind. */
export type FieldName = 'key' | 'name' | 'city' | 'zone' | 'region' | 'parentUnion' | 'employer' | 'local' | 'worksite'

/** The fields of each kind, in the order of its form. */
export const fieldsOf: Record<Kind, readonly FieldName[]> = {
  'parent-unions': ['name'],
  employers: ['name'],
  regions: ['name', 'key', 'zone'],
  locals: ['name', 'key', 'parentUnion', 'region'],
  units: ['local', 'name', 'employer'],
  worksites: ['name', 'city', 'employer', 'region', 'zone'],
  departments: ['worksite', 'name'],
  shifts: ['name'],
  classifications: ['name'],
}

/** The kind that a field names a thing of. */
export const namedBy = {
  region: 'regions',
  parentUnion: 'parent-unions',
  employer: 'employers',
  local: 'locals',
  worksite: 'worksites',
} as const satisfies Partial<Record<FieldName, Kind>>
export const isReference = (field: FieldName): field is keyof typeof namedBy => field in namedBy

/** What stays as it is once it is there: keys stand in people's commands and links, and members hang on the rest. */
export const staysFixed = (field: FieldName) => field === 'key' || field === 'local' || field === 'worksite'

/** The field within whose thing a name must be unlike the others. */
export const scopeOf = (kind: Kind): 'local' | 'worksite' | null =>
  kind === 'units' ? 'local' : kind === 'departments' ? 'worksite' : null

export type Refusal = 'missing' | 'long' | 'control' | 'key' | 'taken' | 'zone' | 'unknown'
export type Refusals = Partial<Record<FieldName, Refusal>>

/** A thing as the database has it: text in the fields, ids where a field names another thing. */
export interface Thing {
  id: number
  fields: Partial<Record<FieldName, string>>
}

const longestName = 120

/** Names that differ in case, accents or punctuation only are the same to a reader. */
export const sameName = (one: string, other: string) => fold(one) === fold(other)

/**
 * What was typed, tidied, or what is wrong with it, field by field. `others`: things of the same kind (and within the same local or
 * worksite), without the one that is edited. `known`: ids of the things that a field can name.
 */
export function readThing(
  kind: Kind,
  typed: Partial<Record<string, string>>,
  others: readonly Thing[],
  known: (field: keyof typeof namedBy) => readonly number[],
): { fields: Partial<Record<FieldName, string>> } | { refused: Refusals } {
  const fields: Partial<Record<FieldName, string>> = {}
  const refused: Refusals = {}
  for (const field of fieldsOf[kind]) {
    const text = tidy(typed[field] ?? '')
    const value = field === 'zone' ? (canonicalZone(text) ?? text) : text
    const refusal = isReference(field) ? (known(field).map(String).includes(text) ? null : 'unknown') : refusalOf(field, value, others)
    if (refusal) refused[field] = refusal
    else fields[field] = value
  }
  return Object.keys(refused).length ? { refused } : { fields }
}

function refusalOf(field: FieldName, text: string, others: readonly Thing[]): Refusal | null {
  if (text === '') return field === 'city' ? null : 'missing'
  if (/\p{Cc}/u.test(text)) return 'control'
  if (text.length > longestName) return 'long'
  if (field === 'key' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return 'key'
  if (field === 'key' && others.some((other) => other.fields.key === text)) return 'taken'
  if (field === 'name' && (fold(text) === '' || others.some((other) => sameName(other.fields.name!, text))))
    return fold(text) === '' ? 'missing' : 'taken'
  if (field === 'zone' && !canonicalZone(text)) return 'zone'
  return null
}

export const tidy = (text: string) =>
  text
    .normalize('NFC')
    .trim()
    .replace(/[ \u00a0]+/g, ' ')

/** The IANA name of a time zone, however it is capitalized; null for anything else, offsets such as +08:00 as well. */
export function canonicalZone(text: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
