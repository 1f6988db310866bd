import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { KindKey } from './publication.ts'

// What the public reads, for the features whose it is.

export interface Published<Content> {
  id: number
  slug: string
  version: number
  publishedAt: Temporal.Instant
  /** Since when another version than the first is shown; campaign time. */
  correctedAt: Temporal.Instant | null
  content: Content
}

/** What is published of a kind, the oldest first; also for those who may read drafts. */
export const findPublished = <Content>(db: Db, kind: KindKey): Promise<Published<Content>[]> => select(db, kind, null)

export const findPublishedOne = async <Content>(db: Db, kind: KindKey, slug: string): Promise<Published<Content> | undefined> =>
  (await select<Content>(db, kind, slug))[0]

async function select<Content>(db: Db, kind: KindKey, slug: string | null): Promise<Published<Content>[]> {
  const { rows } = await sql<Published<Content>>`
    select p.id, p.slug, v.version, p.published_at as "publishedAt", v.content,
      case when exists (select from publication_approval earlier where earlier.publication_id = p.id and earlier.version < p.shown) then a.public_from end as "correctedAt"
    from publication p
    join publication_version v on (v.publication_id, v.version) = (p.id, p.shown)
    join publication_approval a on (a.publication_id, a.version) = (p.id, p.shown)
    where p.kind = ${kind} and p.published_at <= campaign_now() and p.withdrawn_at is null and (${slug}::text is null or p.slug = ${slug})
    order by p.published_at, p.id`.execute(db)
  return rows
}

/** All that the public has read under this name, the newest first, each with the campaign moment from which it did. */
export async function findHistory<Content>(db: Db, id: number): Promise<{ version: number; from: Temporal.Instant; content: Content }[]> {
  const { rows } = await sql<{ version: number; from: Temporal.Instant; content: Content }>`
    select v.version, a.public_from as "from", v.content from publication_approval a
    join publication_version v on (v.publication_id, v.version) = (a.publication_id, a.version)
    where a.publication_id = ${id} order by a.version desc`.execute(db)
  return rows
}
