import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** Goals in heads by local; null takes a goal away. Row security lets only the event's host write, and a local's host only its own. */
export async function setGoals(db: Db, eventId: number, goals: ReadonlyMap<number, number | null>): Promise<void> {
  const none = [...goals].filter(([, goal]) => goal === null).map(([local]) => local)
  const some = [...goals].filter((entry): entry is [number, number] => entry[1] !== null)
  if (none.length > 0) await db.deleteFrom('event_goal').where('event_id', '=', eventId).where('local_id', 'in', none).execute()
  if (some.length === 0) return
  await db
    .insertInto('event_goal')
    .values(some.map(([local_id, goal]) => ({ local_id, event_id: eventId, goal })))
    .onConflict((conflict) =>
      conflict
        .columns(['local_id', 'event_id'])
        .doUpdateSet((eb) => ({
          goal: eb.ref('excluded.goal'),
          set_by: sql<string>`current_account()`,
          set_at: sql<Temporal.Instant>`campaign_now()`,
        }))
        .where((eb) => eb('event_goal.goal', '<>', eb.ref('excluded.goal'))),
    )
    .execute()
}
