import type { Context } from 'hono'
import type { Env } from '../../platform/web.ts'
import { findComingEvents } from '../event-queries.ts'
import { EventHandbill } from './events-page.tsx'

/** A part of the first page: the next events that are not called off. Null when nothing is planned. */
export async function nextEvents(c: Context<Env>) {
  const coming = (await findComingEvents(c.var.db, c.var.now, 10)).filter((event) => !event.cancelledAt).slice(0, 3)
  return coming.length > 0 ? (
    <>
      {coming.map((event) => (
        <EventHandbill key={event.id} event={event} />
      ))}
    </>
  ) : null
}
