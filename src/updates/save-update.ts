import { sql } from 'kysely'
import { NotFound } from '../platform/errors.ts'
import { enqueue } from '../platform/jobs.ts'
import type { Db } from '../platform/db.ts'
import { slugFrom } from '../platform/text.ts'
import type { Content } from './update.ts'
import { findRevision } from './update-queries.ts'

export type Saved = { id: number; revision: number } | { newer: number } | { discarded: true }

/**
 * Saves what was written as the next revision, and with it takes back whatever approval was asked for or given to the one before.
 * `base` is the revision that the writer had before her eyes: if somebody saved another in between, nothing is written and
 * `newer` says which; nor where the draft was discarded meanwhile. Saving once more what one saved oneself writes nothing, but for what was
 * withdrawn: that needs a new revision to come back; saving what another wrote makes it one's own.
 */
export async function saveUpdate(db: Db, account: string, target: { id: number; base: number } | null, content: Content): Promise<Saved> {
  // Two titles of the same words need two addresses: one writer at a time chooses.
  await sql`select pg_advisory_xact_lock(hashtext('update slug'))`.execute(db)
  if (!target) {
    const item = await db
      .insertInto('update_item')
      .values({ slug: await freeSlug(db, content.title, null), created_by: account })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertRevision(db, item.id, 1, account, account, content)
    return { id: item.id, revision: 1 }
  }

  const item = await db
    .selectFrom('update_item')
    .where('id', '=', target.id)
    .forNoKeyUpdate()
    .select(['created_by', 'published_revision', 'discarded_at'])
    .executeTakeFirst()
  if (!item) throw new NotFound()
  if (item.discarded_at) return { discarded: true }
  const { revision: latest, written_by: writer } = await latestRevision(db, target.id)
  if (latest !== target.base) return { newer: latest }
  const withdrawn = await db
    .selectFrom('update_withdrawal')
    .where('update_id', '=', target.id)
    .where('revision', '=', latest)
    .select('revision')
    .executeTakeFirst()
  if (!withdrawn && writer === account && JSON.stringify(await findRevision(db, target.id, latest)) === JSON.stringify(content))
    return { id: target.id, revision: latest }
  await insertRevision(db, target.id, latest + 1, item.created_by, account, content)
  if (item.published_revision === null)
    await db
      .updateTable('update_item')
      .set({ slug: await freeSlug(db, content.title, target.id) })
      .where('id', '=', target.id)
      .execute()
  return { id: target.id, revision: latest + 1 }
}

const latestRevision = (db: Db, id: number) =>
  db
    .selectFrom('update_revision')
    .where('update_id', '=', id)
    .orderBy('revision', 'desc')
    .limit(1)
    .select(['revision', 'written_by'])
    .executeTakeFirstOrThrow()

const insertRevision = (
  db: Db,
  id: number,
  revision: number,
  author: string,
  writer: string,
  { title, summary, body, spanish, sources, picture, audience }: Content,
) =>
  db
    .insertInto('update_revision')
    .values({
      update_id: id,
      revision,
      author,
      written_by: writer,
      title,
      summary,
      body,
      sources,
      title_es: spanish?.title ?? null,
      summary_es: spanish?.summary ?? null,
      body_es: spanish?.body ?? null,
      picture_id: picture?.id ?? null,
      alt: picture?.alt ?? null,
      alt_es: picture?.altEs ?? null,
      audience: audience && JSON.stringify(audience),
    })
    .execute()

/** A part of an address that no other update has. */
export async function freeSlug(db: Db, title: string, own: number | null) {
  const wanted = slugFrom(title, 80) || 'update'
  const taken = new Set(
    (
      await db
        .selectFrom('update_item')
        .where((eb) => eb.or([eb('slug', '=', wanted), eb('slug', 'like', `${wanted}-%`)]))
        .where('id', '<>', own ?? 0)
        .select('slug')
        .execute()
    ).map(({ slug }) => slug),
  )
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`
    if (!taken.has(slug)) return slug
  }
}

/**
 * Asks for a second person's look at this revision, and has the other communications officers told by mail. Not where it isn't the newest
 * any more, or stands published or discarded.
 */
export async function askForApproval(db: Db, account: string, id: number, revision: number): Promise<'stale' | 'discarded' | null> {
  const item = await db
    .selectFrom('update_item')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .select(['discarded_at', 'published_revision'])
    .executeTakeFirst()
  if (!item) throw new NotFound()
  if (item.discarded_at) return 'discarded'
  if ((await latestRevision(db, id)).revision !== revision || item.published_revision === revision) return 'stale'
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('update_ready')
    .values({ update_id: id, revision, asked_by: account })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) await enqueue(db, 'second-person-mail', { update: id, revision })
  return null
}
