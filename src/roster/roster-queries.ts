import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { inSegment } from '../segments/in-segment.ts'
import type { Filter } from '../segments/segment.ts'
import { matching, named, occurs, onlyName, readFilters, type Filters } from './filters.ts'

export interface MemberRow {
  id: number
  externalId: string | null
  firstName: string
  lastName: string
  searchName: string
  email: string | null
  phone: string | null
  places: { unit: string; worksite: string; department: string | null; shift: string | null; classification: string | null }[]
}

export interface Place {
  /** Sorts and continues: the last row of a page, or the first when going back. */
  name: string
  id: number
}

const pageSize = 50
const nobodyLeftOut = JSON.stringify(readFilters({}))

/** What row security leaves of a local's roster: all of it for an officer, her turf for a steward. In the order of last names. `within`: only who is in this segment. */
export async function findMembers(
  db: Db,
  localId: number,
  filters: Filters,
  { within = null, ...from }: { after?: Place; before?: Place; within?: Filter | null } = {},
) {
  const wanted = sql`m.local_id = ${localId} and ${matching(localId, filters)} ${within ? sql`and ${inSegment(localId, within)}` : sql``}`
  const words = within ? null : onlyName(filters)
  const everybody = !within && JSON.stringify(filters) === nobodyLeftOut
  // The kept count is the officers'; a steward has her turf counted.
  const counting = everybody
    ? sql`coalesce((select sum(people) from member_count where of_local = ${localId}), (select count(*) from member m where ${wanted}))`
    : words
      ? sql`(select count(*) from (${named(localId, words)}) named)`
      : sql`(select count(*) from member m where ${wanted})`
  const {
    rows: [counted],
  } = await sql<{ count: number }>`select ${counting}::bigint as count`.execute(db)
  const back = !!from.before
  const edge = from.after
    ? sql`and (m.search_name, m.id) > (${from.after.name}, ${from.after.id})`
    : from.before
      ? sql`and (m.search_name, m.id) < (${from.before.name}, ${from.before.id})`
      : sql``
  const order = back ? sql`m.search_name desc, m.id desc` : sql`m.search_name, m.id`
  const { rows } = await sql<MemberRow>`
    select m.id, m.external_id as "externalId", m.first_name as "firstName", m.last_name as "lastName", m.search_name as "searchName", m.email, m.phone,
      (select coalesce(json_agg(json_build_object('unit', u.name, 'worksite', w.name, 'department', d.name, 'shift', s.name, 'classification', c.name) order by u.name), '[]')
       from assignment a join bargaining_unit u on u.id = a.unit_id join worksite w on w.id = a.worksite_id left join department d on d.id = a.department_id
         left join shift s on s.id = a.shift_id left join classification c on c.id = a.classification_id
       where a.local_id = m.local_id and a.member_id = m.id) as places
    from ${words ? sql`(select m.* from (${named(localId, words)}) m where true ${edge} order by ${order} limit ${pageSize + 1}) n join member m on m.local_id = ${localId} and m.id = n.id` : sql`member m where ${wanted} ${edge}`} order by ${order} limit ${pageSize + 1}`.execute(
    db,
  )
  const more = rows.length > pageSize
  const shown = back ? rows.slice(0, pageSize).reverse() : rows.slice(0, pageSize)
  const first = shown[0],
    last = shown.at(-1)
  return {
    count: counted!.count,
    members: shown,
    previous: first && (back ? more : !!from.after) ? { name: first.searchName, id: first.id } : null,
    next: last && (back || more) ? { name: last.searchName, id: last.id } : null,
  }
}

export interface Choices {
  units: { id: number; name: string }[]
  worksites: { id: number; name: string }[]
  departments: { id: number; name: string; worksite: string }[]
  shifts: { id: number; name: string }[]
  classifications: { id: number; name: string }[]
}

/** The places that occur on the part of the roster that the asker sees. */
export async function findChoices(db: Db, localId: number): Promise<Choices> {
  const occurring = async (table: string, column: string, name = sql`t.name`) =>
    (
      await sql<{ id: number; name: string; worksite: string }>`
      select t.id, ${name} as name ${table === 'department' ? sql`, w.name as worksite` : sql``} from ${sql.raw(table)} t ${table === 'department' ? sql`join worksite w on w.id = t.worksite_id` : sql``}
      where ${occurs(localId, column)} order by ${table === 'department' ? sql`w.name, t.name` : sql`t.name`}`.execute(db)
    ).rows
  return {
    units: await occurring('bargaining_unit', 'unit_id'),
    worksites: await occurring('worksite', 'worksite_id'),
    departments: await occurring('department', 'department_id'),
    shifts: await occurring('shift', 'shift_id'),
    classifications: await occurring('classification', 'classification_id'),
  }
}

export interface Member extends Omit<MemberRow, 'searchName'> {
  language: string
  hiredOn: Temporal.PlainDate | null
  addedAt: Temporal.Instant
  signedIn: boolean
  addedBy: { id: number; fileName: string } | null
  /** Her ids in other systems; nothing for a steward. */
  elsewhere: { source: string; externalId: string }[]
}

export async function findMember(db: Db, localId: number, id: number): Promise<Member | undefined> {
  return (
    await sql<Member>`
    select m.id, m.external_id as "externalId", m.first_name as "firstName", m.last_name as "lastName", m.email, m.phone, m.language, m.hired_on as "hiredOn", m.added_at as "addedAt",
      m.account_id is not null as "signedIn",
      (select json_build_object('id', i.id, 'fileName', i.file_name) from import i where i.local_id = m.local_id and i.id = m.added_by_import) as "addedBy",
      (select coalesce(json_agg(json_build_object('source', e.source, 'externalId', e.external_id) order by e.source), '[]') from member_elsewhere e where e.local_id = m.local_id and e.member_id = m.id) as elsewhere,
      (select coalesce(json_agg(json_build_object('unit', u.name, 'worksite', w.name, 'department', d.name, 'shift', s.name, 'classification', c.name) order by u.name), '[]')
       from assignment a join bargaining_unit u on u.id = a.unit_id join worksite w on w.id = a.worksite_id left join department d on d.id = a.department_id
         left join shift s on s.id = a.shift_id left join classification c on c.id = a.classification_id
       where a.local_id = m.local_id and a.member_id = m.id) as places
    from member m where m.local_id = ${localId} and m.id = ${id}`.execute(db)
  ).rows[0]
}

export interface Change {
  field: string
  before: string | null
  after: string | null
}
export interface HistoryEntry {
  importId: number
  fileName: string
  byName: string
  at: Temporal.Instant
  changes: Change[]
}

/** What imports changed about one member, the latest first. Nothing for a steward: imports are the officers'. */
export async function findHistory(db: Db, localId: number, memberId: number): Promise<HistoryEntry[]> {
  const { rows } = await sql<{ importId: number; fileName: string; byName: string; at: Temporal.Instant; before: Values; after: Values }>`
    select i.id as "importId", i.file_name as "fileName", i.by_name as "byName", i.applied_at as at, c.before, c.after
    from import_change c join import i on i.local_id = c.local_id and i.id = c.import_id
    where c.local_id = ${localId} and c.member_id = ${memberId} order by c.import_id desc, c.line`.execute(db)
  const named = await nameIds(
    db,
    rows.flatMap(({ before, after }) => [before, after]),
  )
  return rows.map(({ before, after, ...entry }) => ({ ...entry, changes: readChanges(before, after, named) }))
}

export type Values = Record<string, string | number | null>
type Naming = (field: string, value: string | number | null) => string | null
const kinds = {
  unit_id: 'bargaining_unit',
  worksite_id: 'worksite',
  department_id: 'department',
  shift_id: 'shift',
  classification_id: 'classification',
} as const

/** Changes in the order in which they are shown, with names for ids. */
export const readChanges = (before: Values, after: Values, named: Naming): Change[] =>
  [...fieldOrder, ...Object.keys(after).filter((field) => field.startsWith('id:'))]
    .filter((field) => field in after)
    .map((field) => ({ field, before: named(field, before[field] ?? null), after: named(field, after[field] ?? null) }))

const fieldOrder = [
  'external_id',
  'source_id',
  'last_name',
  'first_name',
  'email',
  'phone',
  'language',
  'hired_on',
  'unit_id',
  'worksite_id',
  'department_id',
  'shift_id',
  'classification_id',
]

/** How to say a value of a member’s record: ids by the name of what they stand for, the rest as it is. */
export async function nameIds(db: Db, values: readonly Values[]): Promise<Naming> {
  const names = new Map<string, string>()
  for (const [field, table] of Object.entries(kinds)) {
    const ids = [...new Set(values.map((one) => one[field]).filter((id) => typeof id === 'number'))]
    if (!ids.length) continue
    const { rows } = await sql<{
      id: number
      name: string
    }>`select id, name from ${sql.raw(table)} where id = any (${ids}::integer[])`.execute(db)
    for (const { id, name } of rows) names.set(`${field} ${id}`, name)
  }
  return (field, value) => (value === null ? null : field in kinds ? (names.get(`${field} ${value}`) ?? null) : String(value))
}

/** Where somebody stands on the list. Undefined for whom the asker does not see. */
export async function findPlace(db: Db, localId: number, id: number): Promise<Place | undefined> {
  return (await sql<Place>`select search_name as name, id from member where local_id = ${localId} and id = ${id}`.execute(db)).rows[0]
}
