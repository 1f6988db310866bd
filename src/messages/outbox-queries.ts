import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

export interface OutboxEntry {
  id: number
  at: Temporal.Instant
  to: string
  subject: string
}
export interface OutboxMail extends OutboxEntry {
  headers: Record<string, string>
  html: string
  text: string
  slots: Record<string, string>
}

/** Newest first, older than `before`. `search`: part of the address or name. */
export function findOutbox(
  db: Db,
  { search, before, most }: { search: string; before: number | null; most: number },
): Promise<OutboxEntry[]> {
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return db
    .selectFrom('outbox')
    .orderBy('id', 'desc')
    .limit(most)
    .$if(before !== null, (query) => query.where('id', '<', before!))
    .$if(search !== '', (query) => query.where(sql<boolean>`lower(to_address || ' ' || to_name) like ${pattern}`))
    .select(['id', 'at', 'to_address as to', 'subject'])
    .execute()
}

export const countOutbox = async (db: Db): Promise<number> =>
  (
    await db
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

export const findOutboxMail = (db: Db, id: number): Promise<OutboxMail | undefined> =>
  db
    .selectFrom('outbox as o')
    .innerJoin('outbox_text as t', 't.hash', 'o.text_hash')
    .where('o.id', '=', id)
    .select(['o.id', 'o.at', 'o.to_address as to', 'o.subject', 'o.headers', 'o.slots', 't.html', 't.text'])
    .executeTakeFirst() as Promise<OutboxMail | undefined>
