import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Place } from './coverage.ts'
import { inPlace } from './steward-queries.ts'

interface Where extends Pick<Place, 'departmentId' | 'shiftId'> {
  localId: number
  worksiteId: number
}

/**
 * Gives people of one place to a steward, whoever covered them there before. Answers how many were given: those who no longer work there
 * are left out. 'no-steward': no living office of a steward of this local reaches the worksite.
 */
export async function giveCover(db: Db, where: Where, officeId: number, memberIds: readonly number[]): Promise<number | 'no-steward'> {
  const { localId, worksiteId, departmentId, shiftId } = where
  const {
    rows: [office],
  } = await sql<{ unitId: number | null }>`
    select unit_id as "unitId" from office where id = ${officeId} and local_id = ${localId} and role = 'steward' and ended_at is null and (until is null or until > now())
      and (worksite_id = ${worksiteId} or unit_id is not null)`.execute(db)
  if (!office) return 'no-steward'
  const people = sql`${[...memberIds]}::bigint[]`
  const reached = sql`select distinct a.member_id from assignment a where a.local_id = ${localId} and a.worksite_id = ${worksiteId} and ${inPlace('a', departmentId, shiftId)}
    and a.member_id = any (${people}) ${office.unitId === null ? sql`` : sql`and a.unit_id = ${office.unitId}`}`
  await sql`update cover c set ended_at = now(), ended_by = current_account()
    where c.local_id = ${localId} and c.worksite_id = ${worksiteId} and ${inPlace('c', departmentId, shiftId)} and c.ended_at is null and c.office_id <> ${officeId} and c.member_id in (${reached})`.execute(
    db,
  )
  await sql`insert into cover (local_id, member_id, worksite_id, department_id, shift_id, office_id)
    select ${localId}, r.member_id, ${worksiteId}, ${departmentId}::integer, ${shiftId}::integer, ${officeId} from (${reached}) r on conflict do nothing`.execute(
    db,
  )
  const {
    rows: [given],
  } = await sql<{ count: number }>`select count(*)::integer as count from cover c
    where c.local_id = ${localId} and c.worksite_id = ${worksiteId} and ${inPlace('c', departmentId, shiftId)} and c.ended_at is null and c.office_id = ${officeId} and c.member_id = any (${people})`.execute(
    db,
  )
  await recount(db, where)
  return given!.count
}

/** Takes people of one place off whoever covers them there. */
export async function endCover(db: Db, where: Where, memberIds: readonly number[]): Promise<void> {
  const { localId, worksiteId, departmentId, shiftId } = where
  await sql`update cover c set ended_at = now(), ended_by = current_account()
    where c.local_id = ${localId} and c.worksite_id = ${worksiteId} and ${inPlace('c', departmentId, shiftId)} and c.ended_at is null and c.member_id = any (${[...memberIds]}::bigint[])`.execute(
    db,
  )
  await recount(db, where)
}

const recount = (db: Db, { localId, worksiteId }: Where) => sql`select recount_worksite(${localId}, ${worksiteId})`.execute(db)

/** How many people one steward of the local covers, for the officers' counting. */
export const setPerSteward = (db: Db, localId: number, people: number) =>
  db
    .insertInto('coverage_setting')
    .values({ local_id: localId, people_per_steward: people })
    .onConflict((conflict) =>
      conflict.column('local_id').doUpdateSet({ people_per_steward: people, set_by: sql`current_account()`, set_at: sql`now()` }),
    )
    .execute()
