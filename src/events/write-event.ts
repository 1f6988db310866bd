import type { Db } from '../platform/db.ts'
import type { Kind } from './event.ts'

/** Everything that is said about an event, in one version. */
export interface Content {
  title_en: string
  title_es: string | null
  text_en: string
  text_es: string | null
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  place: string
  address: string
  capacity: number | null
  kinds: Kind[]
}

/** A new event as a draft, in the name of whoever asks. 'slug-taken': also by a draft that they may not see. Row security refuses foreign hosts by throwing. */
export async function makeEvent(
  db: Db,
  { slug, hostLocalId, content }: { slug: string; hostLocalId: number | null; content: Content },
): Promise<'ok' | 'slug-taken'> {
  const made = await db
    .insertInto('event')
    .values({ slug, host_local_id: hostLocalId })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return 'slug-taken'
  await db
    .insertInto('event_version')
    .values({ event_id: made.id, version: 1, ...content })
    .execute()
  return 'ok'
}

/** A new version on top of `basedOn`. 'stale': somebody else has saved one since. */
export async function editEvent(db: Db, eventId: number, basedOn: number, content: Content): Promise<'ok' | 'stale'> {
  const saved = await db
    .insertInto('event_version')
    .values({ event_id: eventId, version: basedOn + 1, ...content })
    .onConflict((conflict) => conflict.columns(['event_id', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst()
  return saved ? 'ok' : 'stale'
}

const contentFields = ['title', 'text', 'time', 'place', 'seats', 'kinds'] as const

/** What differs between two versions, in words of the form. */
export function differences(one: Content, other: Content): (typeof contentFields)[number][] {
  const told = (content: Content) => ({
    title: [content.title_en, content.title_es],
    text: [content.text_en, content.text_es],
    time: [content.starts_at.epochMilliseconds, content.ends_at.epochMilliseconds, content.zone],
    place: [content.place, content.address],
    seats: content.capacity,
    kinds: content.kinds,
  })
  const [before, after] = [told(one), told(other)]
  return contentFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}
