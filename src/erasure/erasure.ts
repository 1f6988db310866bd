import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { findMe } from '../people/me.ts'
import { holds, servesLocal, type Me } from '../people/office.ts'
import { findLocal, type Local } from '../unions/unions.ts'

export interface Counted {
  what: string
  rows: number
}

/** Who may see and take part in the erasure of a local: its officers and the administrators. Null for all others. */
export async function findLocalToErase(
  db: Db,
  account: string | null,
  key: string,
): Promise<{ me: Me; local: Local; officer: boolean } | null> {
  const me = await findMe(db, account)
  const local = me && (await findLocal(db, key))
  if (!local || !me) return null
  const officer = servesLocal(me, local.id)
  return officer || holds(me, 'administrator') ? { me, local, officer } : null
}

/** Somebody of the asker's own roster, and how many rows of which kind speak of her. */
export async function findPersonToErase(
  db: Db,
  localId: number,
  memberId: number,
): Promise<{ id: number; name: string; counts: Counted[] } | null> {
  const member = await db
    .selectFrom('member')
    .where('local_id', '=', localId)
    .where('id', '=', memberId)
    .select(['id', 'first_name', 'last_name'])
    .executeTakeFirst()
  const { rows } = await sql<Counted>`select what, rows from erasure_plan(${localId}, ${memberId}) where rows > 0`.execute(db)
  return member ? { id: member.id, name: `${member.first_name} ${member.last_name}`, counts: [{ what: 'member', rows: 1 }, ...rows] } : null
}

/** Erases her, now and for good. 'holds-office': she holds an office of this local, which ends or is handed over first. */
export const eraseMember = async (
  db: Db,
  localId: number,
  memberId: number,
): Promise<{ outcome: 'ok' | 'not-found' | 'holds-office'; erased: number | null }> =>
  (
    await sql<{
      outcome: 'ok' | 'not-found' | 'holds-office'
      erased: number | null
    }>`select outcome, erased from erase_member(${localId}, ${memberId})`.execute(db)
  ).rows[0]!

export interface Erasure {
  id: number
  kind: 'person' | 'local'
  memberId: number | null
  at: Temporal.Instant
  removed: Record<string, number>
}

export const findErasures = (db: Db, localId: number): Promise<Erasure[]> =>
  db
    .selectFrom('erasure')
    .where('local_id', '=', localId)
    .select(['id', 'kind', 'member_id as memberId', 'at', 'removed'])
    .orderBy('id', 'desc')
    .limit(100)
    .execute() as unknown as Promise<Erasure[]>

export interface LocalErasure {
  askedBy: string
  askedName: string
  askedAs: 'officer' | 'administrator'
  askedAt: Temporal.Instant
  confirmedName: string | null
  confirmedAt: Temporal.Instant | null
  dueAt: Temporal.Instant | null
}

/** The erasure of a local that is asked for or waits, and what the local has. */
export async function findLocalErasure(db: Db, localId: number): Promise<{ open: LocalErasure | null; counts: Counted[] }> {
  const open = await db
    .selectFrom('local_erasure')
    .where('local_id', '=', localId)
    .where('cancelled_at', 'is', null)
    .where('done_at', 'is', null)
    .select([
      'asked_by as askedBy',
      'asked_name as askedName',
      'asked_as as askedAs',
      'asked_at as askedAt',
      'confirmed_name as confirmedName',
      'confirmed_at as confirmedAt',
      'due_at as dueAt',
    ])
    .executeTakeFirst()
  const { rows } = await sql<Counted>`select what, rows from local_erasure_plan(${localId}) where rows > 0`.execute(db)
  return { open: (open as LocalErasure | undefined) ?? null, counts: rows }
}

const call = async <Outcome>(db: Db, statement: ReturnType<typeof sql>) =>
  (await (statement as ReturnType<typeof sql<{ outcome: Outcome }>>).execute(db)).rows[0]!.outcome

/** The first of two people. */
export const askLocalErasure = (db: Db, localId: number, name: string) =>
  call<'ok' | 'not-found' | 'already'>(db, sql`select ask_local_erasure(${localId}, ${name}) as outcome`)
/** The second: another account, and one of both an officer of the local. Then fourteen days begin. */
export const confirmLocalErasure = (db: Db, localId: number, name: string) =>
  call<'ok' | 'not-found' | 'own' | 'not-of-the-local'>(db, sql`select confirm_local_erasure(${localId}, ${name}) as outcome`)
/** Any of them, until the last moment. */
export const cancelLocalErasure = (db: Db, localId: number) =>
  call<'ok' | 'not-found'>(db, sql`select cancel_local_erasure(${localId}) as outcome`)
