import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'

export type PublishRefusal = 'stale' | 'own' | 'cancelled' | 'over'
export type CancelRefusal = 'cancelled' | 'over'

/** Makes the newest version the one that the public sees, or says why not. Two people: its writer cannot. The database decides who may. */
export const publishEvent = (db: Db, slug: string, version: number) => decided<PublishRefusal>(db, sql`publish_event(${slug}, ${version})`)

/** Calls an event off, for good, or says why not. One person is enough (decision record 0030). */
export const cancelEvent = (db: Db, slug: string, why: { en: string; es: string }) =>
  decided<CancelRefusal>(db, sql`cancel_event(${slug}, ${why.en}, ${why.es})`)

/** Tells the mail about a change that is held to go on. 'not-held': it isn't, or no longer. */
export const resumeNotice = (db: Db, slug: string, message: number) => decided<'not-held'>(db, sql`resume_notice(${slug}, ${message})`)

async function decided<Refusal>(db: Db, decide: ReturnType<typeof sql>): Promise<Refusal | null> {
  const { rows } = await sql<{ outcome: string }>`select ${decide} as outcome`.execute(db)
  const { outcome } = rows[0]!
  if (outcome === 'not-found') throw new NotFound()
  return outcome === 'ok' ? null : (outcome as Refusal)
}
