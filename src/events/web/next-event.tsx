import type { Context } from 'hono'
import type { Env } from '../../platform/web.ts'
import { findComingEvents } from '../event-queries.ts'
import { EventHandbill } from './events-page.tsx'

/** A part of the first page: the next event that is not called off. Null when nothing is planned. */
export async function nextEvent(c: Context<Env>) {
  const event = (await findComingEvents(c.var.db, c.var.now, 5)).find((event) => !event.cancelledAt)
  return event ? <EventHandbill event={event} /> : null
}
