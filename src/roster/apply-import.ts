import { sql } from 'kysely'
import { asPerson, type Db } from '../platform/db.ts'
import { findImport, isStaged } from './import-queries.ts'
import { plainRules } from './import-rules.ts'
import { lockRoster, matchLines, notInFile } from './match-lines.ts'
import { assignmentColumns, idColumns, mayBringNames, memberColumns, outcomeOf } from './outcome.ts'
import { sweepStaging } from './receive-file.ts'
import { en } from './roster.en.ts'
import { keepCounts, reporter, stageLines, Stopped, type Work } from './stage-import.ts'

/** Rows to a statement: so often can progress be told and a person's "stop" be heard. */
const slice = 50_000

/**
 * Writes a confirmed import (state `applying`) to the roster: all of it or nothing, in one transaction, under the roster's lock. When another
 * import of the local came in between, or staging was lost and is not what was confirmed, the import goes back to `ready` to be
 * looked at again. Stopped: somebody stopped it, and nothing was written. May be run again at any moment.
 */
export async function applyImport(work: Work): Promise<'done' | 'roster-changed'> {
  const { root, account, localId, importId } = work
  const tell = reporter(work, 'applying')
  if (!(await asPerson(root, account, 'read only', (db) => isStaged(db, localId, importId)))) await stageLines(work, 'applying')

  const outcome = await asPerson(root, account, 'read write', (db) => write(db)).catch(async (error: { code?: string }) => {
    // A key that is taken or a place that is gone: somebody changed the roster by another way than an import. Nothing of ours is written.
    if (!error.code?.startsWith('23')) throw error
    await asPerson(root, account, 'read write', (db) => lookAgain(db))
    return 'roster-changed' as const
  })
  if (outcome === 'done') await asPerson(root, account, 'read write', (db) => sweepStaging(db, localId, importId))
  return outcome

  async function lookAgain(db: Db) {
    await keepCounts(db, localId, importId, await matchLines(db, localId, importId))
    const { numAffectedRows } =
      await sql`update import set state = 'ready', failure = 'roster-changed' where local_id = ${localId} and id = ${importId} and state = 'applying'`.execute(
        db,
      )
    if (Number(numAffectedRows) === 0) throw new Stopped()
  }

  async function write(db: Db) {
    const local = sql.lit(localId),
      file = sql.lit(importId)
    await lockRoster(db, localId)
    // A vacuum that looked at the tables meanwhile would count none of these rows, and every foreign key would then be checked by
    // reading the whole roster. It waits; so does another local's import.
    await sql`lock table member, assignment in share update exclusive mode`.execute(db)
    const found = await findImport(db, localId, importId)
    if (found?.state !== 'applying') throw new Stopped()

    const {
      rows: [facts],
    } = await sql<{ staged: boolean; stale: boolean }>`select
      exists (select from import_verdict where local_id = ${local} and import_id = ${file}) as staged,
      exists (select from import other where other.local_id = ${local} and greatest(other.applied_at, other.undone_at) > i.matched_at)
        or exists (select from member_merge merged where merged.local_id = ${local} and merged.at > i.matched_at) as stale
      from import i where local_id = ${local} and id = ${file}`.execute(db)
    if (!facts!.staged || facts!.stale) {
      const counts = await matchLines(db, localId, importId)
      if (
        counts.newRows !== found.newRows ||
        counts.changedRows !== found.changedRows ||
        counts.problemRows !== found.problemRows ||
        counts.absent !== found.absent
      ) {
        await keepCounts(db, localId, importId, counts)
        await sql`update import set state = 'ready', failure = 'roster-changed' where local_id = ${local} and id = ${file}`.execute(db)
        return 'roster-changed' as const
      }
    }
    const rules = found.rules ?? plainRules,
      ids = idColumns(rules)
    const { from, beforeAndAfter, newDepartments, newClassifications } = outcomeOf(rules, localId, importId)
    if (found.wholeUnits.length)
      await sql`
        insert into import_absent (local_id, import_id, member_id, unit_id, worksite_id, department_id, shift_id, classification_id)
        select n.local_id, ${file}, n.member_id, n.unit_id, n.worksite_id, n.department_id, n.shift_id, n.classification_id
        from ${notInFile(localId, importId)} n where n.unit_id = any (${found.wholeUnits}::integer[])`.execute(db)
    const total = found.newRows! + found.changedRows!
    await tell(0, total, true)
    const {
      rows: [may],
    } = await sql<{ bring: boolean }>`select ${mayBringNames(localId, importId)} as bring`.execute(db)
    if (may!.bring) {
      await sql`insert into department (worksite_id, name) select worksite_id, name from ${newDepartments} on conflict do nothing`.execute(
        db,
      )
      await sql`insert into classification (name) select name from ${newClassifications} on conflict do nothing`.execute(db)
    }

    const {
      rows: [bounds],
    } = await sql<{ first: number; last: number }>`
      select coalesce(min(line), 0) as first, coalesce(max(line), -1) as last from import_verdict where local_id = ${local} and import_id = ${file} and kind in ('new', 'changed')`.execute(
      db,
    )
    let done = 0
    for (let at = bounds!.first; at <= bounds!.last; at += slice) {
      done += (await addMembers(at)) + (await changeMembers(at))
      await tell(done, total, true)
    }
    await sql`
      insert into import_refused (local_id, import_id, line, cells, reasons)
      select l.local_id, l.import_id, l.line, l.cells, v.reasons from import_verdict v join import_line l on l.local_id = v.local_id and l.import_id = v.import_id and l.line = v.line
      where v.local_id = ${local} and v.import_id = ${file} and v.kind = 'problem'`.execute(db)
    if (found.mapping?.mailStatus !== undefined)
      await sql`select note_refusals(${local}, ${file}, ${en.mailRefused(rules.source)})`.execute(db)
    await sql`delete from import_chunk where local_id = ${local} and import_id = ${file}`.execute(db)
    const { numAffectedRows } =
      await sql`update import set state = 'done', failure = null, done = total, applied_at = clock_timestamp() where local_id = ${local} and id = ${file} and state = 'applying'`.execute(
        db,
      )
    if (Number(numAffectedRows) === 0) throw new Stopped()
    return 'done' as const

    async function addMembers(at: number) {
      const lines = sql`import_verdict v join import_line l on l.local_id = ${local} and l.import_id = ${file} and l.line = v.line`
      const worksite = sql`coalesce(l.worksite_id, ${sql.lit(rules.worksite)})`
      // Both tables are cut: a merge would read the whole of the other one for each slice.
      const these = sql`v.local_id = ${local} and v.import_id = ${file} and v.kind = 'new' and v.line between ${at} and ${at + slice - 1} and l.line between ${at} and ${at + slice - 1}`
      await sql`
        insert into member (local_id, id, external_id, first_name, last_name, search_name, email, phone, language, hired_on, added_by_import)
        select ${local}, v.member_id, l.external_id, l.first_name, l.last_name, l.search_name, l.email, l.phone, coalesce(l.language, 'en'), l.hired_on, ${file}
        from ${lines} where ${these} and v.follows is null`.execute(db)
      for (const { source, value } of ids)
        await sql`
          insert into member_elsewhere (local_id, source, external_id, member_id) select ${local}, ${source}, ${value}, v.member_id
          from ${lines} where ${these} and v.follows is null and ${value} is not null`.execute(db)
      const { numAffectedRows } = await sql`
        insert into assignment (local_id, member_id, unit_id, worksite_id, department_id, shift_id, classification_id)
        select ${local}, v.member_id, v.unit_id, ${worksite}, d.id, l.shift_id, c.id
        from ${lines} left join department d on d.worksite_id = ${worksite} and d.name = l.department left join classification c on c.name = l.classification
        where ${these}`.execute(db)
      return Number(numAffectedRows)
    }

    async function changeMembers(at: number) {
      const { numAffectedRows } = await sql`
        insert into import_change (local_id, import_id, line, member_id, unit_id, before, after)
        select ${local}, ${file}, v.line, v.member_id, v.unit_id, x.before, x.after
        from ${from(sql`import_verdict`)} cross join lateral ${beforeAndAfter} x
        where v.local_id = ${local} and v.import_id = ${file} and v.kind = 'changed' and v.line between ${at} and ${at + slice - 1} and l.line between ${at} and ${at + slice - 1} and x.after is not null`.execute(
        db,
      )
      if (!numAffectedRows) return 0
      const these = sql`x.local_id = ${local} and x.import_id = ${file} and x.line between ${at} and ${at + slice - 1}`
      await sql`
        update member m set external_id = coalesce(x.after ->> 'external_id', m.external_id), first_name = coalesce(x.after ->> 'first_name', m.first_name), last_name = coalesce(x.after ->> 'last_name', m.last_name),
          search_name = coalesce(x.after ->> 'search_name', m.search_name), email = coalesce(x.after ->> 'email', m.email), phone = coalesce(x.after ->> 'phone', m.phone),
          language = coalesce(x.after ->> 'language', m.language), hired_on = coalesce((x.after ->> 'hired_on')::date, m.hired_on)
        from import_change x where ${these} and m.local_id = ${local} and m.id = x.member_id and x.after ?| ${[...memberColumns]}::text[]`.execute(
        db,
      )
      for (const { source, column } of ids) {
        const id = sql.lit(column)
        await sql`delete from member_elsewhere e using import_change x where ${these} and x.after ? ${id} and e.local_id = ${local} and e.source = ${source} and e.member_id = x.member_id`.execute(
          db,
        )
        await sql`insert into member_elsewhere (local_id, source, external_id, member_id) select ${local}, ${source}, x.after ->> ${id}, x.member_id from import_change x where ${these} and x.after ? ${id}`.execute(
          db,
        )
      }
      const added = sql`x.after ? 'unit_id' and x.before -> 'unit_id' = 'null'::jsonb`
      await sql`
        update assignment a set unit_id = x.unit_id, worksite_id = coalesce((x.after ->> 'worksite_id')::integer, a.worksite_id),
          department_id = case when x.after ? 'department_id' then (x.after ->> 'department_id')::integer else a.department_id end,
          shift_id = coalesce((x.after ->> 'shift_id')::integer, a.shift_id), classification_id = coalesce((x.after ->> 'classification_id')::integer, a.classification_id)
        from import_change x where ${these} and a.local_id = ${local} and a.member_id = x.member_id and a.unit_id = coalesce((x.before ->> 'unit_id')::integer, x.unit_id)
          and x.after ?| ${[...assignmentColumns]}::text[] and not (${added})`.execute(db)
      await sql`
        insert into assignment (local_id, member_id, unit_id, worksite_id, department_id, shift_id, classification_id)
        select ${local}, x.member_id, x.unit_id, (x.after ->> 'worksite_id')::integer, (x.after ->> 'department_id')::integer, (x.after ->> 'shift_id')::integer, (x.after ->> 'classification_id')::integer
        from import_change x where ${these} and ${added}`.execute(db)
      return Number(numAffectedRows)
    }
  }
}
