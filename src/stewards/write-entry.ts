import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Scheme } from './assessment.ts'
import type { Entry } from './entry.ts'

export interface Written {
  /** What others wrote about the person meanwhile: the page that was sent did not show it. Both are kept. */
  crossed: boolean
  /** The newest that there is now, for what is written next. */
  seen: Entry['seen']
}

/**
 * Writes down what was said about a member, in the name of the office. May be called again with the same key: the first call counts, and the
 * answer is the same. Whether the asker may, row security decides: an officer of the local, or the steward who covers the person.
 */
export async function writeEntry(db: Db, localId: number, memberId: number, byName: string, entry: Entry): Promise<Written> {
  const { key, mark, note, assessment, saidAt, seen } = entry
  const same = { local_id: localId, member_id: memberId, by_name: byName, request_key: key, said_at: saidAt }
  if (mark || note)
    await db
      .insertInto('conversation')
      .values({ ...same, mark, note, seen: seen.conversation })
      .onConflict((conflict) => conflict.columns(['local_id', 'account_id', 'request_key']).doNothing())
      .execute()
  if (assessment) {
    const { schemeId, value, evidence } = assessment
    await db
      .insertInto('assessment')
      .values({ ...same, scheme_id: schemeId, value, evidence, seen: seen.assessment })
      .onConflict((conflict) => conflict.columns(['local_id', 'account_id', 'request_key']).doNothing())
      .execute()
  }
  const {
    rows: [now],
  } = await sql<{ conversation: number; assessment: number; crossed: boolean }>`
    with mine as (
      select 'conversation' as kind, id, seen from conversation where local_id = ${localId} and member_id = ${memberId} and account_id = current_account() and request_key = ${key}
      union all select 'assessment', id, seen from assessment where local_id = ${localId} and member_id = ${memberId} and account_id = current_account() and request_key = ${key}),
    told as (
      select 'conversation' as kind, id from conversation where local_id = ${localId} and member_id = ${memberId}
      union all select 'assessment', id from assessment where local_id = ${localId} and member_id = ${memberId})
    select coalesce(max(id) filter (where kind = 'conversation'), 0) as conversation, coalesce(max(id) filter (where kind = 'assessment'), 0) as assessment,
      coalesce(bool_or(exists (select from mine where mine.kind = told.kind and told.id < mine.id and told.id > mine.seen)), false) as crossed
    from told`.execute(db)
  return { crossed: now!.crossed, seen: { conversation: now!.conversation, assessment: now!.assessment } }
}

/** A scheme of the local's own, from now on. What was assessed before keeps the scheme in which it was said. */
export const setScheme = (db: Db, localId: number, { name, steps }: Pick<Scheme, 'name' | 'steps'>) =>
  db
    .insertInto('assessment_scheme')
    .values({ local_id: localId, name, steps: JSON.stringify(steps) })
    .execute()

/** The day of a ratification as it was typed; null when there is none; undefined when it is none of the last ninety days until `today`. */
export function readRatified(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | null | undefined {
  if (!typed.trim()) return null
  try {
    const day = Temporal.PlainDate.from(typed.trim(), { overflow: 'reject' })
    return Temporal.PlainDate.compare(day, today) > 0 || Temporal.PlainDate.compare(day.add({ days: 90 }), today) < 0 ? undefined : day
  } catch {
    return undefined
  }
}

/** What was noted in a local until its ratification is deleted ninety days after it (5.6 of the domain's rules). Null: there is none, after all. */
export const endNotes = (db: Db, localId: number, ratified: Temporal.PlainDate | null, zone: string) =>
  sql`select end_notes(${localId}, ${ratified?.toString() ?? null}::date, ${ratified?.add({ days: 1 }).toZonedDateTime(zone).toInstant() ?? null}::timestamptz)`.execute(
    db,
  )
