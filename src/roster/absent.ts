import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** Somebody who stood in a unit and not in the file that was the whole list of it. */
export interface Absent {
  memberId: number
  unitId: number
  name: string
  number: string | null
  unit: string
  place: string
  decision: Decision | null
  decidedBy: string | null
  decidedAt: Temporal.Instant | null
}

/** left: taken out of the unit. stays: still works there, and the list was wrong. */
export type Decision = 'left' | 'stays'
export const decisions = ['left', 'stays', 'back'] as const

const of = (localId: number, importId: number) => sql`b.local_id = ${localId} and b.import_id = ${importId}`

/** How many, and how many of these are still to be looked at. */
export async function countAbsent(db: Db, localId: number, importId: number): Promise<{ all: number; open: number }> {
  return (
    await sql<{
      all: number
      open: number
    }>`select count(*) as "all", count(*) filter (where decision is null) as open from import_absent b where ${of(localId, importId)}`.execute(
      db,
    )
  ).rows[0]!
}

/** A page of them: those to be looked at first, by name. `from`: how many to pass over. */
export async function findAbsent(db: Db, localId: number, importId: number, from: number, most: number): Promise<Absent[]> {
  return (
    await sql<Absent>`
    select b.member_id as "memberId", b.unit_id as "unitId", m.last_name || ', ' || m.first_name as name, m.external_id as number, u.name as unit,
      concat_ws(', ', w.name, d.name, c.name, s.name) as place, b.decision, b.decided_by as "decidedBy", b.decided_at as "decidedAt"
    from import_absent b join member m on m.local_id = b.local_id and m.id = b.member_id join bargaining_unit u on u.id = b.unit_id join worksite w on w.id = b.worksite_id
      left join department d on d.id = b.department_id left join classification c on c.id = b.classification_id left join shift s on s.id = b.shift_id
    where ${of(localId, importId)} order by b.decision is not null, m.search_name, b.unit_id limit ${most} offset ${from}`.execute(db)
  ).rows
}

/**
 * Decides about these people: 'left' takes them out of the unit (they stay on the roster), 'stays' only notes it, 'back' undoes either,
 * and puts whoever was taken out where she was. Gives about how many: who was decided about meanwhile, or is in the unit again, is passed over.
 */
export async function decideAbsent(
  db: Db,
  localId: number,
  importId: number,
  who: readonly { memberId: number; unitId: number }[],
  decision: (typeof decisions)[number],
): Promise<number> {
  const asked = sql`(b.member_id, b.unit_id) in (select * from unnest(${who.map(({ memberId }) => memberId)}::bigint[], ${who.map(({ unitId }) => unitId)}::integer[]))`
  const decided = async (set: ReturnType<typeof sql>, open: boolean) =>
    Number(
      (
        await sql`
    update import_absent b set ${set} where ${of(localId, importId)} and ${asked} and (b.decision is null) = ${open}`.execute(db)
      ).numAffectedRows ?? 0,
    )
  if (decision === 'back') {
    await sql`
      insert into assignment (local_id, member_id, unit_id, worksite_id, department_id, shift_id, classification_id)
      select b.local_id, b.member_id, b.unit_id, b.worksite_id, b.department_id, b.shift_id, b.classification_id from import_absent b
      where ${of(localId, importId)} and ${asked} and b.decision = 'left' on conflict do nothing`.execute(db)
    return decided(sql`decision = null, decided_by = null, decided_at = null`, false)
  }
  if (decision === 'left')
    await sql`delete from assignment a using import_absent b where ${of(localId, importId)} and ${asked} and b.decision is null and a.local_id = b.local_id and a.member_id = b.member_id and a.unit_id = b.unit_id`.execute(
      db,
    )
  const by = sql`(select holder_name from office where account_id = current_account() and local_id = ${localId} and ended_at is null order by id limit 1)`
  return decided(sql`decision = ${decision}, decided_by = ${by}, decided_at = now()`, true)
}
