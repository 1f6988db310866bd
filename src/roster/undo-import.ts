import { sql } from 'kysely'
import { asPerson } from '../platform/db.ts'
import { searchName } from './fold.ts'
import { lockRoster } from './match-lines.ts'
import { Stopped, type Work } from './stage-import.ts'

/**
 * Takes an import (state `undoing`) back, in one transaction: members it added are gone, except those who have signed in or answered something since,
 * who stay and are counted; of members it changed, each field that still holds what the import wrote is as it was before. Departments and
 * classifications it added stay. May be run again at any moment.
 */
export async function undoImport({ root, account, localId, importId, signal }: Work): Promise<void> {
  await asPerson(root, account, 'read write', async (db) => {
    const local = sql.lit(localId),
      file = sql.lit(importId)
    await lockRoster(db, localId)
    const {
      rows: [found],
    } = await sql<{ state: string }>`select state from import where local_id = ${local} and id = ${file}`.execute(db)
    if (found?.state !== 'undoing') throw new Stopped()
    signal.throwIfAborted()

    const { rows: references } = await sql<{ table_name: string; member_column: string }>`select * from member_references()`.execute(db)
    // What an import itself writes about somebody is no reason to keep her.
    const answered = references
      .filter(({ table_name }) => !['public.member_elsewhere', 'public.import_absent'].includes(table_name))
      .map(
        ({ table_name, member_column }) =>
          sql` and not exists (select from ${sql.raw(table_name)} r where r.local_id = m.local_id and r.${sql.raw(member_column)} = m.id)`,
      )
    const { numAffectedRows: removed } = await sql`
      delete from member m where m.local_id = ${local} and m.added_by_import = ${file} and m.account_id is null ${sql.join(answered, sql``)}`.execute(
      db,
    )
    const {
      rows: [left],
    } = await sql<{ kept: number }>`select count(*) as kept from member where local_id = ${local} and added_by_import = ${file}`.execute(db)

    /** `column` as it was, where it still holds what the import wrote. */
    const back = (table: 'm' | 'a', column: string, type: string) => {
      const now = sql.raw(`${table}.${column}`),
        name = sql.lit(column),
        cast = sql.raw(type)
      return sql`${sql.raw(column)} = case when x.after ? ${name} and ${now} is not distinct from (x.after ->> ${name})::${cast} then (x.before ->> ${name})::${cast} else ${now} end`
    }
    const these = sql`x.local_id = ${local} and x.import_id = ${file}`
    // What a row added to somebody who was there already: gone if it is as the row left it.
    await sql`
      delete from assignment a using import_change x
      where ${these} and a.local_id = ${local} and a.member_id = x.member_id and a.unit_id = x.unit_id and x.after ? 'unit_id' and x.before -> 'unit_id' = 'null'::jsonb
        and a.worksite_id = (x.after ->> 'worksite_id')::integer and a.department_id is not distinct from (x.after ->> 'department_id')::integer
        and a.shift_id is not distinct from (x.after ->> 'shift_id')::integer and a.classification_id is not distinct from (x.after ->> 'classification_id')::integer`.execute(
      db,
    )
    // A department is of its worksite: both go back, or neither.
    const placeHolds = sql`(not x.after ? 'worksite_id' or a.worksite_id = (x.after ->> 'worksite_id')::integer) and (not x.after ? 'department_id' or a.department_id is not distinct from (x.after ->> 'department_id')::integer)`
    const unitBack = sql`case when x.after ? 'unit_id' and not exists (select from assignment o where o.local_id = ${local} and o.member_id = x.member_id and o.unit_id = (x.before ->> 'unit_id')::integer) then (x.before ->> 'unit_id')::integer else a.unit_id end`
    await sql`
      update assignment a set unit_id = ${unitBack},
        worksite_id = case when x.after ? 'worksite_id' and ${placeHolds} then (x.before ->> 'worksite_id')::integer else a.worksite_id end,
        department_id = case when x.after ?| array['worksite_id', 'department_id'] and ${placeHolds} then case when x.after ? 'department_id' then (x.before ->> 'department_id')::integer else a.department_id end else a.department_id end,
        ${back('a', 'shift_id', 'integer')}, ${back('a', 'classification_id', 'integer')}
      from import_change x
      where ${these} and a.local_id = ${local} and a.member_id = x.member_id and a.unit_id = x.unit_id and not (x.after ? 'unit_id' and x.before -> 'unit_id' = 'null'::jsonb)
        and x.after ?| array['unit_id', 'worksite_id', 'department_id', 'shift_id', 'classification_id']`.execute(db)
    const { rows: renamed } = await sql<{ id: number; first_name: string; last_name: string; search_name: string }>`
      update member m set ${sql.join([
        back('m', 'external_id', 'text'),
        back('m', 'first_name', 'text'),
        back('m', 'last_name', 'text'),
        back('m', 'search_name', 'text'),
        back('m', 'email', 'text'),
        back('m', 'phone', 'text'),
        back('m', 'language', 'text'),
        back('m', 'hired_on', 'date'),
      ])}
      from import_change x where ${these} and m.local_id = ${local} and m.id = x.member_id
        and x.after ?| array['external_id', 'first_name', 'last_name', 'email', 'phone', 'language', 'hired_on', 'search_name']
      returning m.id, m.first_name, m.last_name, m.search_name, (x.after ? 'search_name' and (m.first_name is distinct from coalesce(x.before ->> 'first_name', m.first_name)
        or m.last_name is distinct from coalesce(x.before ->> 'last_name', m.last_name))) as partly`.execute(db)
    for (const { id, first_name, last_name, search_name } of renamed.filter((row) => (row as unknown as { partly: boolean }).partly)) {
      const folded = searchName(first_name, last_name)
      if (folded !== search_name) await sql`update member set search_name = ${folded} where local_id = ${local} and id = ${id}`.execute(db)
    }

    await sql`
      with gone as (
        delete from member_elsewhere e using import_change x, import i, jsonb_each_text(x.after) id
        where ${these} and (id.key = 'source_id' or starts_with(id.key, 'id:')) and i.local_id = ${local} and i.id = ${file} and e.local_id = ${local}
          and e.source = case id.key when 'source_id' then i.rules ->> 'source' else substr(id.key, 4) end and e.member_id = x.member_id
          and e.external_id = id.value returning e.source, e.member_id, x.before ->> id.key as was)
      insert into member_elsewhere (local_id, source, external_id, member_id) select ${local}, source, was, member_id from gone where was is not null on conflict do nothing`.execute(
      db,
    )
    await sql`select forget_refusals(${local}, ${file})`.execute(db)
    await sql`delete from import_absent where local_id = ${local} and import_id = ${file} and decision is null`.execute(db)
    await sql`delete from import_change where local_id = ${local} and import_id = ${file}`.execute(db)
    const { numAffectedRows } = await sql`
      update import set state = 'undone', kept = ${left!.kept}, done = ${Number(removed)}, total = ${Number(removed)}, undone_at = clock_timestamp()
      where local_id = ${local} and id = ${file} and state = 'undoing'`.execute(db)
    if (Number(numAffectedRows) === 0) throw new Stopped()
  })
}
