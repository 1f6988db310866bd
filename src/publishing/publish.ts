import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { slugFrom } from '../platform/text.ts'
import { approvalRefusal, type ApprovalRefusal, type KindKey } from './publication.ts'
import { findVersion, findWorking } from './working-queries.ts'

export type Saved = { id: number; version: number } | { newer: number }

/**
 * Saves what was written as the next version; nobody but the communications officers reads it before a second person has approved it.
 * `base` is the version that the writer had before her eyes: if somebody saved another in between, nothing is written and `newer`
 * says which. Saving what is there already writes nothing. `slug` is wanted for a new one; where it is taken it gets a number.
 */
export async function savePublication(
  db: Db,
  account: string,
  kind: KindKey,
  target: { id: number; base: number } | { name: string; slug?: string },
  content: object,
): Promise<Saved> {
  const json = JSON.stringify(content)
  const insert = (id: number, version: number) =>
    db.insertInto('publication_version').values({ publication_id: id, version, kind, content: json, written_by: account }).execute()
  if ('name' in target) {
    await sql`select pg_advisory_xact_lock(hashtext('publication slug'))`.execute(db)
    const slug = await freeSlug(db, kind, target.slug ?? (slugFrom(target.name, 70) || 'text'))
    const { id } = await db
      .insertInto('publication')
      .values({ kind, slug, created_by: account, owned_by: account })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insert(id, 1)
    return { id, version: 1 }
  }
  const found = await lock(db, kind, target.id)
  if (found.version !== target.base) return { newer: found.version }
  const before = await findVersion(db, target.id, found.version)
  if (!found.withdrawn && found.writtenBy === account && JSON.stringify(sorted(before)) === JSON.stringify(sorted(JSON.parse(json))))
    return { id: target.id, version: found.version }
  await insert(target.id, found.version + 1)
  return { id: target.id, version: found.version + 1 }
}

/** The second person's word: this version is what the public reads from now on, also where the publication had been taken off. */
export async function approvePublication(
  db: Db,
  account: string,
  kind: KindKey,
  id: number,
  version: number,
): Promise<ApprovalRefusal | null> {
  const found = await lock(db, kind, id)
  const refusal = approvalRefusal(found, version, account)
  if (refusal) return refusal
  await db
    .insertInto('publication_approval')
    .values({ publication_id: id, version, written_by: found.writtenBy, approved_by: account })
    .execute()
  await db
    .updateTable('publication')
    .where('id', '=', id)
    .set({ shown: version, published_at: sql`coalesce(published_at, campaign_now())`, withdrawn_at: null, withdrawn_by: null })
    .execute()
  return null
}

/** Takes it off the public pages at once: an untrue sentence does not wait for a second person. False: it stands nowhere. */
export async function withdrawPublication(db: Db, account: string, kind: KindKey, id: number): Promise<boolean> {
  const found = await lock(db, kind, id)
  if (found.shown === null || found.withdrawn) return false
  await db
    .updateTable('publication')
    .where('id', '=', id)
    .set({ withdrawn_at: sql`campaign_now()`, withdrawn_by: account })
    .execute()
  return true
}

/** From now on the asker is told when it is about to become untrue. */
export async function takeOver(db: Db, account: string, kind: KindKey, id: number): Promise<void> {
  await lock(db, kind, id)
  await db.updateTable('publication').where('id', '=', id).set({ owned_by: account }).execute()
}

async function lock(db: Db, kind: KindKey, id: number) {
  const held = await db
    .selectFrom('publication')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .forNoKeyUpdate()
    .select('id')
    .executeTakeFirst()
  const [found] = held ? await findWorking(db, kind, id) : []
  if (!found) throw new NotFound()
  return found
}

async function freeSlug(db: Db, kind: KindKey, wanted: string) {
  const rows = await db.selectFrom('publication').where('kind', '=', kind).where('slug', 'like', `${wanted}%`).select('slug').execute()
  const taken = new Set(rows.map(({ slug }) => slug))
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`
    if (!taken.has(slug)) return slug
  }
}

/** PostgreSQL keeps the keys of an object in an order of its own. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value
