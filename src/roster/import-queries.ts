import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Import, Kind } from './import.ts'
import type { KnownNames, Reason } from './line.ts'
import { plainRules, type ImportRules } from './import-rules.ts'
import { outcomeOf } from './outcome.ts'
import { nameIds, readChanges, type Values } from './roster-queries.ts'

const columns = sql`local_id as "localId", id, by_name as "byName", file_name as "fileName", bytes, encoding, reading, sheets, header, mapping, rules, whole_units as "wholeUnits", state, failure, done, total,
  new_rows as "newRows", changed_rows as "changedRows", unchanged_rows as "unchangedRows", problem_rows as "problemRows", absent, kept, foreseen,
  created_at as "createdAt", applied_at as "appliedAt", undone_at as "undoneAt"`

export async function findImport(db: Db, localId: number, id: number): Promise<Import | undefined> {
  return (await sql<Import>`select ${columns} from import where local_id = ${localId} and id = ${id} and state <> 'uploading'`.execute(db))
    .rows[0]
}

/** The imports of a local, the latest first. */
export async function findImports(db: Db, localId: number): Promise<Import[]> {
  return (
    await sql<Import>`select ${columns} from import where local_id = ${localId} and state <> 'uploading' order by id desc limit 100`.execute(
      db,
    )
  ).rows
}

/** Whether this import can be undone: it is on the roster, and no later one of the local is or is about to be. */
export async function canBeUndone(db: Db, localId: number, id: number): Promise<boolean> {
  const { rows } = await sql`
    select from import mine where local_id = ${localId} and id = ${id} and state = 'done' and not exists (
      select from import later where later.local_id = mine.local_id and later.id <> mine.id
        and (later.state = 'applying' or later.state in ('done', 'undoing') and later.applied_at > mine.applied_at))
      and not exists (select from member_merge merged where merged.local_id = mine.local_id and merged.at > mine.applied_at
        and (exists (select from import_change c where c.local_id = mine.local_id and c.import_id = mine.id and c.member_id = merged.kept_id)
          or (merged.gone ->> 'added_by_import')::integer = mine.id or exists (select from member m where m.local_id = merged.local_id and m.id = merged.kept_id and m.added_by_import = mine.id)))`.execute(
    db,
  )
  return rows.length > 0
}

/** What the import may do. */
export async function findRules(db: Db, localId: number, id: number): Promise<ImportRules> {
  return (
    (await sql<{ rules: ImportRules | null }>`select rules from import where local_id = ${localId} and id = ${id}`.execute(db)).rows[0]
      ?.rules ?? plainRules
  )
}

/** The first piece of the file, or of a sheet of it. */
export async function findHead(db: Db, localId: number, id: number, sheet = 0): Promise<Buffer | undefined> {
  return (
    await sql<{
      bytes: Buffer
    }>`select bytes from import_chunk where local_id = ${localId} and import_id = ${id} and sheet = ${sheet} and nr = 0`.execute(db)
  ).rows[0]?.bytes
}

/** The names a file of this local may use. */
export async function findKnownNames(db: Db, localId: number): Promise<KnownNames> {
  const [units, worksites, departments, shifts, classifications] = [
    await db.selectFrom('bargaining_unit').where('local_id', '=', localId).select(['id', 'name']).orderBy('name').execute(),
    await db.selectFrom('worksite').select(['id', 'name']).orderBy('name').execute(),
    await db.selectFrom('department').select(['worksite_id as worksiteId', 'name']).orderBy('id').execute(),
    await db.selectFrom('shift').select(['id', 'name']).orderBy('id').execute(),
    await db.selectFrom('classification').select(['name']).orderBy('id').execute(),
  ]
  return { units, worksites, departments, shifts, classifications: classifications.map(({ name }) => name) }
}

/** Staging is there. After a crash of the database it is not. */
export async function isStaged(db: Db, localId: number, id: number): Promise<boolean> {
  return (await sql`select from import_verdict where local_id = ${localId} and import_id = ${id} limit 1`.execute(db)).rows.length > 0
}

export interface RefusedRow {
  line: number
  cells: string[]
  reasons: Reason[]
}

export interface StagedRow {
  line: number
  firstName: string
  lastName: string
  externalId: string | null
  email: string | null
  phone: string | null
  unit: string | null
  worksite: string | null
  department: string | null
  shift: string | null
  classification: string | null
  follows: number | null
  /** The address lies under an employer's mail domain. */
  employerAddress: boolean
}

export interface ChangedRow {
  line: number
  memberId: number
  name: string
  changes: { field: string; before: string | null; after: string | null }[]
}

const ofKind = (localId: number, id: number, kind: Kind, after: number) =>
  sql`v.local_id = ${localId} and v.import_id = ${id} and v.kind = ${kind} and v.line > ${after}`

/** Rows that would be added or stay as they are, a page of them. */
export async function findStagedRows(
  db: Db,
  localId: number,
  id: number,
  kind: 'new' | 'unchanged',
  after: number,
  most: number,
): Promise<StagedRow[]> {
  const { worksite } = await findRules(db, localId, id)
  return (
    await sql<StagedRow>`
    select v.line, l.first_name as "firstName", l.last_name as "lastName", l.external_id as "externalId", l.email, l.phone, u.name as unit, w.name as worksite, l.department, s.name as shift,
      l.classification, v.follows, l.email is not null and employer_address(l.email) as "employerAddress"
    from import_verdict v
    join import_line l on l.local_id = v.local_id and l.import_id = v.import_id and l.line = v.line
    left join bargaining_unit u on u.local_id = v.local_id and u.id = v.unit_id
    left join worksite w on w.id = coalesce(l.worksite_id, case when v.kind = 'new' then ${worksite}::integer end)
    left join shift s on s.id = l.shift_id
    where ${ofKind(localId, id, kind, after)} order by v.line limit ${most}`.execute(db)
  ).rows
}

/** Rows that would be refused, before anything is written: from after line `after`, at most `most`. */
export async function findStagedProblems(db: Db, localId: number, id: number, after: number, most: number): Promise<RefusedRow[]> {
  const { rows } = await sql<{ line: number; cells: string; reasons: Reason[] }>`
    select v.line, l.cells, v.reasons from import_verdict v
    join import_line l on l.local_id = v.local_id and l.import_id = v.import_id and l.line = v.line
    where ${ofKind(localId, id, 'problem', after)} order by v.line limit ${most}`.execute(db)
  return rows.map((row) => ({ ...row, cells: JSON.parse(row.cells) as string[] }))
}

/** The same when the import is done, kept with their reasons. */
export async function findRefused(db: Db, localId: number, id: number, after: number, most: number): Promise<RefusedRow[]> {
  const { rows } = await sql<{ line: number; cells: string; reasons: Reason[] }>`
    select line, cells, reasons from import_refused where local_id = ${localId} and import_id = ${id} and line > ${after} order by line limit ${most}`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, cells: JSON.parse(row.cells) as string[] }))
}

/** Rows that would change somebody, field by field. Names of departments that do not exist yet stand as the file has them. */
export async function findStagedChanges(db: Db, localId: number, id: number, after: number, most: number): Promise<ChangedRow[]> {
  const { from, beforeAndAfter, bringsDepartment, bringsClassification } = outcomeOf(await findRules(db, localId, id), localId, id)
  const { rows } = await sql<{
    line: number
    memberId: number
    name: string
    before: Values | null
    after: Values | null
    department: string | null
    classification: string | null
    newDepartment: boolean
    newClassification: boolean
  }>`
    select v.line, v.member_id as "memberId", m.first_name || ' ' || m.last_name as name, x.before, x.after, l.department, l.classification,
      ${bringsDepartment} as "newDepartment", ${bringsClassification} as "newClassification"
    from ${from(sql`import_verdict`)} cross join lateral ${beforeAndAfter} x
    where ${ofKind(localId, id, 'changed', after)} order by v.line limit ${most}`.execute(db)
  const named = await nameIds(
    db,
    rows.flatMap((row) => [row.before ?? {}, row.after ?? {}]),
  )
  return rows.map((row) => {
    const changes = readChanges(row.before ?? {}, row.after ?? {}, named).filter(
      (change) =>
        !(row.newDepartment && change.field === 'department_id') && !(row.newClassification && change.field === 'classification_id'),
    )
    const was = (field: string) => named(field, row.before?.[field] ?? null)
    if (row.newDepartment) changes.push({ field: 'department_id', before: was('department_id'), after: row.department })
    if (row.newClassification) changes.push({ field: 'classification_id', before: was('classification_id'), after: row.classification })
    return { line: row.line, memberId: row.memberId, name: row.name, changes }
  })
}
