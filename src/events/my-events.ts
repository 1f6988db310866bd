import type { Db } from '../platform/db.ts'
import type { Event } from './event.ts'
import { countCameThroughMe, findOpenEvents } from './event-queries.ts'

export interface MyEvent extends Event {
  /** Heads that come through the reader's own link. */
  cameThroughMe: number
}

/** For a member's own page: coming events, with her answers and what her links brought; those that wait for an answer are among them. */
export async function findMyEvents(db: Db, now: Temporal.Instant): Promise<MyEvent[]> {
  const events = await findOpenEvents(db, now)
  const credit = events.some((event) => event.mine) ? await countCameThroughMe(db) : new Map<number, number>()
  return events.map((event) => ({ ...event, cameThroughMe: credit.get(event.id) ?? 0 }))
}
