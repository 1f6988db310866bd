import type { Lang } from '../ui/shell.ts'

export const answers = ['yes', 'maybe', 'no'] as const
export type Answer = (typeof answers)[number]

/** Who may come to an event, and as what somebody comes. */
export const kinds = ['member', 'family', 'patient', 'community', 'press'] as const
export type Kind = (typeof kinds)[number]

export const mostGuests = 10

/** What the public knows of an event, and where the reader stands. */
export interface Event {
  id: number
  slug: string
  /** Null: the coalition. */
  hostLocalId: number | null
  hostName: string | null
  title: Record<Lang, string>
  text: Record<Lang, string>
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** IANA zone in which the hours are told. */
  zone: string
  place: string
  address: string
  /** Seats for members, others and guests together. Null: as many as come. */
  capacity: number | null
  kinds: Kind[]
  version: number
  publishedAt: Temporal.Instant | null
  /** When the time or the place last changed after the event was published. */
  movedAt: Temporal.Instant | null
  /** How often calendars had to learn something new (RFC 5545, SEQUENCE). */
  sequence: number
  cancelledAt: Temporal.Instant | null
  cancelledWhy: Record<Lang, string>
  /** Heads that come: members, others and guests. */
  goingCount: number
  /** The reader's own. */
  mine: Mine | null
}

export interface Mine {
  answer: Answer
  guests: number
  guestsKind: Kind | null
  shareToken: string
}

/** One party: a person who answers, as what, and whom they bring. */
export interface Party {
  answer: Answer
  kind: Kind
  guests: number
  guestsKind: Kind | null
}

export type Refusal =
  | { reason: 'cancelled' | 'over' | 'kind-not-invited' | 'members-only' }
  /** `left`: seats that nobody else has taken. */
  | { reason: 'full'; left: number }

/** Seats that a party takes: only a yes takes any. */
export const seatsOf = (party: { answer: Answer; guests: number } | null) => (party?.answer === 'yes' ? 1 + party.guests : 0)

/**
 * Why a party cannot be taken now, or null. Saying no is always possible, and changing an answer never competes with
 * itself. An event can be answered until it ends. Explains; event_refusal in 0030_events.sql decides.
 */
export function refusalFor(
  event: Pick<Event, 'cancelledAt' | 'endsAt' | 'kinds' | 'capacity' | 'goingCount' | 'mine'>,
  party: Party,
  now: Temporal.Instant,
): Refusal | null {
  if (party.answer === 'no') return null
  if (event.cancelledAt) return { reason: 'cancelled' }
  if (isOver(event, now)) return { reason: 'over' }
  if (!event.kinds.includes(party.kind) || (party.guests > 0 && party.guestsKind && !event.kinds.includes(party.guestsKind)))
    return { reason: 'kind-not-invited' }
  const left = seatsLeft(event)
  if (left !== null && seatsOf(party) > left) return { reason: 'full', left }
  return null
}

/** Seats for the reader: all that nobody else has taken. Null where seats are not limited. */
export const seatsLeft = (event: Pick<Event, 'capacity' | 'goingCount' | 'mine'>) =>
  event.capacity === null ? null : Math.max(0, event.capacity - event.goingCount + seatsOf(event.mine))

/** An event is over when it has ended, not when it begins. */
export const isOver = (event: Pick<Event, 'endsAt'>, now: Temporal.Instant) => Temporal.Instant.compare(event.endsAt, now) <= 0
