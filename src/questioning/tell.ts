import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Report } from './report.ts'

/** Takes a report for the officers of its local, who are mailed that there is one. Nothing of who is signed in goes with it. False: there is no such local. */
export async function tellQuestioning(
  db: Db,
  { local, what, happenedOn, clock, place, askedBy, others, name, email, phone }: Report,
  lang: 'en' | 'es',
): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean
  }>`select report_questioning(${local}, ${lang}, ${what}, ${happenedOn?.toString() ?? null}::date, ${clock}, ${place}, ${askedBy}, ${others}, ${name}, ${email}, ${phone}) as taken`.execute(
    db,
  )
  return rows[0]!.taken
}
