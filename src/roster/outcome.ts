// What a row that is about a member says against what stands on the roster: one description, used to tell changed from unchanged, to
// show before and after, and to write. An empty cell says nothing; what the rules keep, a row doesn't touch.
import { sql, type RawBuilder } from 'kysely'
import { idsOf, policyOf, replacesNames, type ImportRules } from './import-rules.ts'

/** The columns of `member` and of `assignment` that an import writes. */
export const memberColumns = ['external_id', 'first_name', 'last_name', 'search_name', 'email', 'phone', 'language', 'hired_on'] as const
export const assignmentColumns = ['unit_id', 'worksite_id', 'department_id', 'shift_id', 'classification_id'] as const

/**
 * The ids of other systems that a file holds, the first one first: the value in its line, what it is called in an `import_change`, and the
 * name under which `outcomeOf` joins what the member has.
 */
export const idColumns = (rules: ImportRules) =>
  idsOf(rules).map(({ field, source }) => ({
    field,
    source: sql.lit(source),
    value: field === 'sourceId' ? sql`l.source_id` : sql`(l.more_ids ->> ${sql.lit(source)})`,
    column: field === 'sourceId' ? 'source_id' : `id:${source}`,
    known: sql.raw(field),
  }))

/** The outcome of one import, in SQL. The names in it: v, a verdict; l, its line; m, the member; a, the assignment there is. */
export function outcomeOf(rules: ImportRules, localId: number, importId: number) {
  const local = sql.lit(localId),
    file = sql.lit(importId)
  const ids = idColumns(rules)
  const keepsWorksite = policyOf(rules, 'worksite') !== 'replace'
  const worksite = keepsWorksite ? sql`coalesce(a.worksite_id, l.worksite_id)` : sql`coalesce(l.worksite_id, a.worksite_id)`

  /** Rows of `source` (aliased v: line, member_id, follows, unit_id, from_unit) with everything that is compared. */
  const from = (source: RawBuilder<unknown>) => sql`
    ${source} v
    join import_line l on l.local_id = ${local} and l.import_id = ${file} and l.line = v.line
    join member m on m.local_id = ${local} and m.id = v.member_id
    left join assignment a on a.local_id = ${local} and a.member_id = v.member_id and a.unit_id = v.from_unit
    left join department d on d.worksite_id = ${worksite} and d.name = l.department
    left join classification c on c.name = l.classification
    ${sql.join(
      ids.map(
        ({ source, known }) =>
          sql`left join member_elsewhere ${known} on ${known}.local_id = ${local} and ${known}.member_id = v.member_id and ${known}.source = ${source}`,
      ),
      sql` `,
    )}`

  const own = sql`v.follows is null`,
    placed = sql`v.unit_id is not null`
  const names = replacesNames(rules) ? own : sql`false`
  const moves = keepsWorksite
    ? sql`a.worksite_id is null and l.worksite_id is not null`
    : sql`l.worksite_id is not null and l.worksite_id is distinct from a.worksite_id`
  /** A department belongs to its worksite: where that is kept, one of another worksite is not hers. */
  const here = keepsWorksite ? sql` and (l.worksite_id is null or l.worksite_id = coalesce(a.worksite_id, l.worksite_id))` : sql``
  const speaksOf = (field: Parameters<typeof policyOf>[1], speaks: RawBuilder<unknown>, before: RawBuilder<unknown>) => {
    const policy = policyOf(rules, field)
    return policy === 'replace' ? speaks : policy === 'fill' ? sql`(${speaks}) and ${before} is null` : sql`false`
  }
  const saysDepartment = speaksOf('department', sql`${placed} and l.department is not null${here}`, sql`a.department_id`)
  const saysClassification = speaksOf('classification', sql`${placed} and l.classification is not null`, sql`a.classification_id`)

  /** Each field: its column, what stands there, what the row would write, and whether the row speaks of it. Who moves leaves her department. */
  const fields: [column: string, before: RawBuilder<unknown>, after: RawBuilder<unknown>, speaks: RawBuilder<unknown>][] = [
    [
      'external_id',
      sql`m.external_id`,
      sql`l.external_id`,
      speaksOf('externalId', sql`${own} and l.external_id is not null`, sql`m.external_id`),
    ],
    ['first_name', sql`m.first_name`, sql`l.first_name`, names],
    ['last_name', sql`m.last_name`, sql`l.last_name`, names],
    ['email', sql`m.email`, sql`l.email`, speaksOf('email', sql`${own} and l.email is not null`, sql`m.email`)],
    ['phone', sql`m.phone`, sql`l.phone`, speaksOf('phone', sql`${own} and l.phone is not null`, sql`m.phone`)],
    [
      'language',
      sql`m.language`,
      sql`l.language`,
      policyOf(rules, 'language') === 'replace' ? sql`${own} and l.language is not null` : sql`false`,
    ], // it is never empty
    ['hired_on', sql`m.hired_on`, sql`l.hired_on`, speaksOf('hiredOn', sql`${own} and l.hired_on is not null`, sql`m.hired_on`)],
    ['unit_id', sql`v.from_unit`, sql`v.unit_id`, placed],
    ['worksite_id', sql`a.worksite_id`, worksite, sql`${placed} and l.worksite_id is not null`],
    ['department_id', sql`a.department_id`, sql`d.id`, sql`${saysDepartment} or ${placed} and ${moves}`],
    ['shift_id', sql`a.shift_id`, sql`l.shift_id`, speaksOf('shift', sql`${placed} and l.shift_id is not null`, sql`a.shift_id`)],
    ['classification_id', sql`a.classification_id`, sql`c.id`, saysClassification],
    ...ids.map(({ field, value, column, known }): [string, RawBuilder<unknown>, RawBuilder<unknown>, RawBuilder<unknown>] => [
      column,
      sql`${known}.external_id`,
      value,
      speaksOf(field, sql`${own} and ${value} is not null`, sql`${known}.external_id`),
    ]),
  ]
  const alsoSearchName: typeof fields = [...fields, ['search_name', sql`m.search_name`, sql`l.search_name`, names]]

  /** Whether the row names a department, or a classification, that does not exist yet. */
  const bringsDepartment = sql`(${saysDepartment}) and d.id is null`,
    bringsClassification = sql`(${saysClassification}) and c.id is null`
  const written = sql`import_verdict v join import_line l on l.local_id = ${local} and l.import_id = ${file} and l.line = v.line
    left join assignment a on a.local_id = ${local} and a.member_id = v.member_id and a.unit_id = v.from_unit`
  const speaking = sql`v.local_id = ${local} and v.import_id = ${file} and ${placed}`
  /** Somebody new is written as her row says; where it says no worksite, as the rules say. */
  const newPlace = sql`case when v.kind = 'new' then coalesce(l.worksite_id, ${sql.lit(rules.worksite)}) else ${worksite} end`

  return {
    from,
    /** Whether the row changes anything. */
    changes: sql`(${sql.join([...fields.map(([, before, after, speaks]) => sql`(${speaks}) and ${after} is distinct from ${before}`), bringsDepartment, bringsClassification], sql` or `)})`,
    /** A row of (before, after): objects by column name with what changes, of ids only. To be joined laterally; asks that departments exist. */
    beforeAndAfter: sql`(
      select jsonb_object_agg(f.name, f.before) as before, jsonb_object_agg(f.name, f.after) as after
      from (values ${sql.join(alsoSearchName.map(([column, before, after, speaks]) => sql`(${sql.lit(column)}, to_jsonb(${before}), to_jsonb(${after}), ${speaks})`))}) as f (name, before, after, speaks)
      where f.speaks and f.after is distinct from f.before)`,
    bringsDepartment,
    bringsClassification,
    /** Departments (worksite_id, name) that the rows speak of and that do not exist yet. For a from clause. */
    newDepartments: sql`(
      select worksite_id, name from (
        select distinct ${newPlace} as worksite_id, l.department as name from ${written}
        where ${speaking} and (v.kind = 'new' and l.department is not null or v.kind = 'changed' and ${saysDepartment})) said
      where worksite_id is not null and not exists (select from department d where d.worksite_id = said.worksite_id and d.name = said.name)) as departments`,
    newClassifications: sql`(
      select name from (select distinct l.classification as name from ${written}
        where ${speaking} and (v.kind = 'new' and l.classification is not null or v.kind = 'changed' and ${saysClassification})) said
      where not exists (select from classification c where c.name = said.name)) as classifications`,
  }
}

/** Whether a row may name a department or classification that does not exist: one look at the lines, where the two above ask for the rows that will be written. */
export const mayBringNames = (localId: number, importId: number) => sql<boolean>`(
  exists (select from (select distinct worksite_id, department from import_line where local_id = ${sql.lit(localId)} and import_id = ${sql.lit(importId)} and department is not null) said
    where said.worksite_id is null or not exists (select from department d where d.worksite_id = said.worksite_id and d.name = said.department))
  or exists (select from (select distinct classification from import_line where local_id = ${sql.lit(localId)} and import_id = ${sql.lit(importId)} and classification is not null) said
    where not exists (select from classification c where c.name = said.classification)))`
