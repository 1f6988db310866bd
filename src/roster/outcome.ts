// What a row that is about a member says against what stands on the roster: one description, used to tell changed from unchanged, to
// show before and after, and to write. An empty cell says nothing.
import { sql, type RawBuilder } from 'kysely'

/** Rows of `source` (aliased v: line, member_id, follows, unit_id, from_unit) with the file's line l, the member m and the assignment a. */
export const outcomeOf = (source: RawBuilder<unknown>, localId: number, importId: number) => sql`
  ${source} v
  join import_line l on l.local_id = ${sql.lit(localId)} and l.import_id = ${sql.lit(importId)} and l.line = v.line
  join member m on m.local_id = ${sql.lit(localId)} and m.id = v.member_id
  left join assignment a on a.local_id = ${sql.lit(localId)} and a.member_id = v.member_id and a.unit_id = v.from_unit
  left join department d on d.worksite_id = coalesce(l.worksite_id, a.worksite_id) and d.name = l.department
  left join classification c on c.name = l.classification`

const own = sql`v.follows is null`
const moves = sql`l.worksite_id is not null and l.worksite_id is distinct from a.worksite_id`

/** Each field: its column, what stands there, what the row would write, and whether the row speaks of it. A department is of its worksite: who moves leaves it. */
const fields: [column: string, before: RawBuilder<unknown>, after: RawBuilder<unknown>, speaks: RawBuilder<unknown>][] = [
  ['external_id', sql`m.external_id`, sql`l.external_id`, sql`${own} and l.external_id is not null`],
  ['first_name', sql`m.first_name`, sql`l.first_name`, own],
  ['last_name', sql`m.last_name`, sql`l.last_name`, own],
  ['email', sql`m.email`, sql`l.email`, sql`${own} and l.email is not null`],
  ['phone', sql`m.phone`, sql`l.phone`, sql`${own} and l.phone is not null`],
  ['language', sql`m.language`, sql`l.language`, sql`${own} and l.language is not null`],
  ['hired_on', sql`m.hired_on`, sql`l.hired_on`, sql`${own} and l.hired_on is not null`],
  ['unit_id', sql`v.from_unit`, sql`v.unit_id`, sql`v.unit_id is not null`],
  ['worksite_id', sql`a.worksite_id`, sql`l.worksite_id`, sql`v.unit_id is not null and l.worksite_id is not null`],
  ['department_id', sql`a.department_id`, sql`d.id`, sql`v.unit_id is not null and (l.department is not null or ${moves})`],
  ['shift_id', sql`a.shift_id`, sql`l.shift_id`, sql`v.unit_id is not null and l.shift_id is not null`],
  ['classification_id', sql`a.classification_id`, sql`c.id`, sql`v.unit_id is not null and l.classification is not null`],
]

/** Whether the row changes anything. A department or classification that does not exist yet is a change. */
export const changes = sql`(${sql.join([
  ...fields.map(([, before, after, speaks]) => sql`(${speaks}) and ${after} is distinct from ${before}`),
  sql`v.unit_id is not null and l.department is not null and d.id is null`,
  sql`v.unit_id is not null and l.classification is not null and c.id is null`,
], sql` or `)})`

const alsoSearchName: typeof fields = [...fields, ['search_name', sql`m.search_name`, sql`l.search_name`, own]]

/** A row of (before, after): objects by column name with what changes, of ids only. To be joined laterally; asks that departments exist. */
export const beforeAndAfter = sql`(
  select jsonb_object_agg(f.name, f.before) as before, jsonb_object_agg(f.name, f.after) as after
  from (values ${sql.join(alsoSearchName.map(([column, before, after, speaks]) => sql`(${sql.lit(column)}, to_jsonb(${before}), to_jsonb(${after}), ${speaks})`))}) as f (name, before, after, speaks)
  where f.speaks and f.after is distinct from f.before)`

/** The columns of `member` and of `assignment` that an import writes. */
export const memberColumns = ['external_id', 'first_name', 'last_name', 'search_name', 'email', 'phone', 'language', 'hired_on'] as const
export const assignmentColumns = ['unit_id', 'worksite_id', 'department_id', 'shift_id', 'classification_id'] as const

const written = (localId: number, importId: number) => sql`import_verdict v join import_line l on l.local_id = ${sql.lit(localId)} and l.import_id = ${sql.lit(importId)} and l.line = v.line`
const speaking = (localId: number, importId: number) => sql`v.local_id = ${sql.lit(localId)} and v.import_id = ${sql.lit(importId)} and v.kind in ('new', 'changed') and v.unit_id is not null`

/** Departments (worksite_id, name) that the rows speak of and that do not exist yet. For a from clause. */
export const newDepartments = (localId: number, importId: number) => sql`(
  select worksite_id, name from (
    select distinct coalesce(l.worksite_id, a.worksite_id) as worksite_id, l.department as name
    from ${written(localId, importId)} left join assignment a on l.worksite_id is null and a.local_id = ${sql.lit(localId)} and a.member_id = v.member_id and a.unit_id = v.from_unit
    where ${speaking(localId, importId)} and l.department is not null) said
  where worksite_id is not null and not exists (select from department d where d.worksite_id = said.worksite_id and d.name = said.name)) as departments`

export const newClassifications = (localId: number, importId: number) => sql`(
  select name from (select distinct l.classification as name from ${written(localId, importId)} where ${speaking(localId, importId)} and l.classification is not null) said
  where not exists (select from classification c where c.name = said.name)) as classifications`

/** Whether a row may name a department or classification that does not exist: one look at the lines, where the two above ask for the rows that will be written. */
export const mayBringNames = (localId: number, importId: number) => sql<boolean>`(
  exists (select from (select distinct worksite_id, department from import_line where local_id = ${sql.lit(localId)} and import_id = ${sql.lit(importId)} and department is not null) said
    where said.worksite_id is null or not exists (select from department d where d.worksite_id = said.worksite_id and d.name = said.department))
  or exists (select from (select distinct classification from import_line where local_id = ${sql.lit(localId)} and import_id = ${sql.lit(importId)} and classification is not null) said
    where not exists (select from classification c where c.name = said.classification)))`
