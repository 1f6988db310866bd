import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Answer, Kind, Refusal } from './event.ts'

export interface Reply {
  answer: Answer
  guests: number
  guestsKind: Kind | null
  /** The token of the share link that led here, if one did. What is not one gives no credit, and that is all. */
  through: string | null
}

/** Takes the answer of the member the transaction runs as, or says why not. The lock, the rule and the row are one call. */
export async function rsvp(db: Db, slug: string, { answer, guests, guestsKind, through }: Reply): Promise<Refusal | null> {
  const { rows } = await sql<Decision>`select * from answer_event(${slug}, ${answer}, ${guests}, ${guestsKind}, ${through})`.execute(db)
  return refusalOf(rows[0]!)
}

/** What the deciding functions of 0030_events.sql answer. */
export interface Decision {
  refusal: Refusal['reason'] | 'not-found' | null
  seats_left: number | null
}

/** Why the database refused, or null. Throws NotFound where there is no such event for the asker. */
export function refusalOf({ refusal, seats_left }: Decision): Refusal | null {
  if (refusal === 'not-found') throw new NotFound()
  if (refusal === 'full') return { reason: 'full', left: seats_left! }
  return refusal && { reason: refusal }
}
