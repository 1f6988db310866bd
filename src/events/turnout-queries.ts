import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Answer, Kind } from './event.ts'

/** Goals by local, as many as the reader may see. */
export async function findGoals(db: Db, eventId: number): Promise<Map<number, number>> {
  const rows = await db.selectFrom('event_goal').where('event_id', '=', eventId).select(['local_id', 'goal']).execute()
  return new Map(rows.map((row) => [row.local_id, row.goal]))
}

export interface TurnoutRow {
  /** Null: owned by the coalition; or, `together`, of regions that are not told apart. */
  region_id: number | null
  /** Null: owned by the coalition; or, `together`, of several locals that are not told apart (src/headcounts/tree.ts). */
  local_id: number | null
  together: boolean
  /** A member's answer; else a sign-up without an account. */
  signed_in: boolean
  kind: Kind
  answer: Answer
  people: number
  guests: number
}

/** Locals that are told only together with others, where the reader sees counts of the coalition or a region. */
export const findLocalsTogether = async (db: Db): Promise<number[]> =>
  (await sql<{ together: number[] }>`select locals_together_for_me() as together`.execute(db)).rows[0]!.together

/** Counts by local, as far as the reader's offices reach and locals are told apart; event_turnout decides. */
export const findTurnoutRows = async (db: Db, eventId: number): Promise<TurnoutRow[]> =>
  (await sql<TurnoutRow>`select * from event_turnout(${eventId})`.execute(db)).rows

export interface Totals {
  members: number
  others: number
  guests: number
  maybe: number
  declined: number
  goal: number | null
}

/** The whole event, exact, for everybody who holds an office. */
export const findTotals = async (db: Db, eventId: number): Promise<Totals | undefined> =>
  (await sql<Totals>`select * from event_totals(${eventId})`.execute(db)).rows[0]

export interface WorksiteCount {
  /** Null: members without a place; or, `together`, worksites that are not told apart. */
  name: string | null
  together: boolean
  coming: number
  guests: number
  members: number
}

/** For the coalition and directors: the same by local, as far as worksites are told apart; event_worksites decides. */
export async function findWorksitesTold(db: Db, eventId: number): Promise<Map<number, WorksiteCount[]>> {
  const { rows } = await sql<WorksiteCount & { localId: number }>`
    select e.local_id as "localId", w.name, e.together, e.coming, e.guests, e.members from event_worksites(${eventId}) e left join worksite w on w.id = e.worksite_id
    order by e.local_id, e.together, w.name nulls last`.execute(db)
  return Map.groupBy(rows, (row) => row.localId)
}

/** For an officer: how many of her members at each worksite come. Somebody who works at two counts at the one of her first unit. */
export const findWorksiteCounts = async (db: Db, eventId: number, localId: number): Promise<WorksiteCount[]> =>
  (
    await sql<WorksiteCount>`
    with placed as (select distinct on (member_id) member_id, worksite_id from assignment where local_id = ${localId} order by member_id, unit_id)
    select w.name, false as together, count(r.member_id)::integer as coming, coalesce(sum(r.guests), 0)::integer as guests, count(*)::integer as members
    from placed join worksite w on w.id = placed.worksite_id
      left join rsvp r on r.local_id = ${localId} and r.event_id = ${eventId} and r.member_id = placed.member_id and r.answer = 'yes'
    group by w.name order by w.name`.execute(db)
  ).rows
