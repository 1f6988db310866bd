import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { everywhere } from '../segments/across.ts'
import type { Audience, Content, Standing } from './update.ts'

export interface PictureFile {
  hash: string
  width: number
  height: number
  type: 'webp' | 'jpeg'
}

export interface PublishedUpdate {
  id: number
  slug: string
  revision: number
  publishedAt: Temporal.Instant
  correctedAt: Temporal.Instant | null
  content: Content
  /** Widest last. */
  files: PictureFile[]
}

const contentColumns = [
  'title',
  'summary',
  'body',
  'title_es',
  'summary_es',
  'body_es',
  'sources',
  'picture_id',
  'alt',
  'alt_es',
  'audience',
] as const

interface ContentRow {
  title: string
  summary: string
  body: string
  title_es: string | null
  summary_es: string | null
  body_es: string | null
  sources: string[]
  picture_id: string | null
  alt: string | null
  alt_es: string | null
  audience: unknown
}

const contentOf = (row: ContentRow): Content => ({
  title: row.title,
  summary: row.summary,
  body: row.body,
  sources: row.sources,
  spanish: row.title_es === null ? null : { title: row.title_es, summary: row.summary_es!, body: row.body_es! },
  picture: row.picture_id === null ? null : { id: row.picture_id, alt: row.alt!, altEs: row.alt_es },
  audience:
    row.audience === null
      ? null
      : { name: (row.audience as Audience).name, filter: { ...everywhere, ...(row.audience as Audience).filter } },
})

const filesOf = (db: Db, pictureIds: string[]) =>
  pictureIds.length === 0
    ? Promise.resolve([])
    : (db
        .selectFrom('picture_rendition')
        .where('picture_id', 'in', pictureIds)
        .select(['picture_id as pictureId', 'hash', 'width', 'height', 'type'])
        .orderBy('width')
        .execute() as Promise<(PictureFile & { pictureId: string })[]>)

/** Of update_item as `i`. */
const notWithdrawn = sql<boolean>`not exists (select from update_withdrawal w
  where (w.update_id, w.revision) = (i.id, i.published_revision) and w.withdrawn_at <= campaign_now())`

const published = (db: Db) =>
  db
    .selectFrom('update_item as i')
    .innerJoin('update_revision as r', (join) => join.onRef('r.update_id', '=', 'i.id').onRef('r.revision', '=', 'i.published_revision'))
    .where('i.published_at', '<=', sql<Temporal.Instant>`campaign_now()`) // also for those who may read drafts and what is still to come
    .where(notWithdrawn)
    .select([
      'i.id',
      'i.slug',
      'r.revision',
      'i.published_at as publishedAt',
      'i.corrected_at as correctedAt',
      ...contentColumns.map((column) => `r.${column}` as const),
    ])

async function withPictures(db: Db, rows: Awaited<ReturnType<ReturnType<typeof published>['execute']>>): Promise<PublishedUpdate[]> {
  const files = await filesOf(db, [...new Set(rows.flatMap((row) => row.picture_id ?? []))])
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    revision: row.revision,
    publishedAt: row.publishedAt!,
    correctedAt: row.correctedAt,
    content: contentOf(row),
    files: files.filter(({ pictureId }) => pictureId === row.picture_id),
  }))
}

export const findPublished = async (db: Db, slug: string): Promise<PublishedUpdate | undefined> =>
  (await withPictures(db, await published(db).where('i.slug', '=', slug).execute()))[0]

/** Newest first. */
export const findPublishedPage = async (db: Db, { most, skip = 0 }: { most: number; skip?: number }): Promise<PublishedUpdate[]> =>
  withPictures(db, await published(db).orderBy('i.published_at', 'desc').orderBy('i.id', 'desc').limit(most).offset(skip).execute())

export const countPublished = async (db: Db): Promise<number> =>
  (
    await db
      .selectFrom('update_item as i')
      .where('published_at', '<=', sql<Temporal.Instant>`campaign_now()`)
      .where(notWithdrawn)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

/** When what stood at this address was withdrawn, in campaign time; undefined: nothing was. */
export const findWithdrawn = async (db: Db, slug: string): Promise<Temporal.Instant | undefined> =>
  (
    await db
      .selectFrom('update_item as i')
      .innerJoin('update_withdrawal as w', (join) =>
        join.onRef('w.update_id', '=', 'i.id').onRef('w.revision', '=', 'i.published_revision'),
      )
      .where('i.slug', '=', slug)
      .where('i.published_at', '<=', sql<Temporal.Instant>`campaign_now()`)
      .where('w.withdrawn_at', '<=', sql<Temporal.Instant>`campaign_now()`)
      .select('w.withdrawn_at')
      .executeTakeFirst()
  )?.withdrawn_at

export const findPicture = (db: Db, hash: string, type: string) =>
  db.selectFrom('picture_rendition').where('hash', '=', hash).where('type', '=', type).select('bytes').executeTakeFirst()

export const findPictureFiles = (db: Db, pictureId: string): Promise<PictureFile[]> => filesOf(db, [pictureId])

/** An update as the communications officers see it: its newest revision. */
export interface WorkingUpdate extends Standing {
  id: number
  slug: string
  content: Content
  files: PictureFile[]
  writtenAt: Temporal.Instant
  writer: string
  readyBy: string | null
  publishedRevision: number | null
  publishedAt: Temporal.Instant | null
  correctedAt: Temporal.Instant | null
  approvals: { revision: number; by: string; at: Temporal.Instant }[]
  withdrawals: { revision: number; by: string; at: Temporal.Instant }[]
  discardedBy: string | null
  discardedAt: Temporal.Instant | null
}

/** An update with what is not public yet, for those who write them. */
export async function findWorkingUpdate(db: Db, id: number): Promise<WorkingUpdate | undefined> {
  const row = await db
    .selectFrom('update_item as i')
    .innerJoin('update_revision as r', 'r.update_id', 'i.id')
    .leftJoin('update_ready as ready', (join) =>
      join.onRef('ready.update_id', '=', 'r.update_id').onRef('ready.revision', '=', 'r.revision'),
    )
    .where('i.id', '=', id)
    .orderBy('r.revision', 'desc')
    .limit(1)
    .select([
      'i.id',
      'i.slug',
      'i.created_by as author',
      'i.published_revision as publishedRevision',
      'i.published_at as publishedAt',
      'i.corrected_at as correctedAt',
      'i.discarded_at as discardedAt',
      'i.discarded_by as discardedBy',
      'r.revision',
      'r.written_by as writtenBy',
      'r.written_at as writtenAt',
      'ready.asked_by as askedBy',
      ...contentColumns.map((column) => `r.${column}` as const),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const approvals = await db
    .selectFrom('update_approval')
    .where('update_id', '=', id)
    .orderBy('revision')
    .select(['revision', 'approved_by as by', 'approved_at as at'])
    .execute()
  const withdrawals = await db
    .selectFrom('update_withdrawal')
    .where('update_id', '=', id)
    .orderBy('revision')
    .select(['revision', 'withdrawn_by as by', 'withdrawn_at as at'])
    .execute()
  const names = await findWriters(db)
  const nameOf = (account: string) => names.get(account) ?? ''
  return {
    id: row.id,
    slug: row.slug,
    latest: row.revision,
    author: row.author,
    writtenBy: row.writtenBy,
    writtenAt: row.writtenAt,
    writer: nameOf(row.writtenBy),
    ready: row.askedBy !== null,
    readyBy: row.askedBy && nameOf(row.askedBy),
    approved: approvals.some(({ revision }) => revision === row.revision),
    published: row.publishedRevision !== null,
    withdrawn: withdrawals.some(({ revision }) => revision === row.publishedRevision),
    discarded: row.discardedAt !== null,
    discardedAt: row.discardedAt,
    discardedBy: row.discardedBy && nameOf(row.discardedBy),
    publishedRevision: row.publishedRevision,
    publishedAt: row.publishedAt,
    correctedAt: row.correctedAt,
    content: contentOf(row),
    files: row.picture_id ? await findPictureFiles(db, row.picture_id) : [],
    approvals: approvals.map((approval) => ({ ...approval, by: nameOf(approval.by) })),
    withdrawals: withdrawals.map((withdrawal) => ({ ...withdrawal, by: nameOf(withdrawal.by) })),
  }
}

/** What one revision says, also one that was never shown. */
export async function findRevision(db: Db, id: number, revision: number): Promise<Content | undefined> {
  const row = await db
    .selectFrom('update_revision')
    .where('update_id', '=', id)
    .where('revision', '=', revision)
    .select(contentColumns)
    .executeTakeFirst()
  return row && contentOf(row)
}

/** Names of the communications officers by account, also of those who were. */
export async function findWriters(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ account_id: string; name: string }>`select * from update_writers()`.execute(db)
  return new Map(rows.map(({ account_id, name }) => [account_id, name]))
}

export interface ListedUpdate {
  id: number
  slug: string
  title: string
  writer: string
  writtenAt: Temporal.Instant
  publishedAt: Temporal.Instant | null
  /** The newest revision: being written, waiting for a second person, or what the public reads. */
  state: 'draft' | 'ready' | 'published'
  /** What was published stands nowhere any more. */
  withdrawn: boolean
  spanish: boolean
}

/** Newest work first; those that were discarded, the last one first, or all others. */
export async function findWorkingUpdates(
  db: Db,
  { most, skip, discarded = false }: { most: number; skip: number; discarded?: boolean },
): Promise<ListedUpdate[]> {
  const names = await findWriters(db)
  const { rows } = await sql<{
    id: number
    slug: string
    title: string
    written_by: string
    written_at: Temporal.Instant
    published_at: Temporal.Instant | null
    ready: boolean
    approved: boolean
    withdrawn: boolean
    spanish: boolean
  }>`
    select i.id, i.slug, r.title, r.written_by, r.written_at, i.published_at, r.title_es is not null as spanish,
      exists (select from update_ready a where a.update_id = r.update_id and a.revision = r.revision) as ready, i.published_revision = r.revision as approved, exists (select from update_withdrawal w where (w.update_id, w.revision) = (i.id, i.published_revision)) as withdrawn
    from update_item i join lateral (select * from update_revision r where r.update_id = i.id order by r.revision desc limit 1) r on true
    where (i.discarded_at is not null) = ${discarded}
    order by i.discarded_at desc, r.written_at desc, i.id desc limit ${most} offset ${skip}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    writer: names.get(row.written_by) ?? '',
    writtenAt: row.written_at,
    publishedAt: row.published_at,
    spanish: row.spanish,
    withdrawn: row.withdrawn,
    state: row.approved ? 'published' : row.ready ? 'ready' : 'draft',
  }))
}

/** How many revisions wait for a second person, without those that the reader asked for herself; and one of them. */
export async function findWaiting(db: Db): Promise<{ count: number; id: number | null }> {
  const { rows } = await sql<{ count: number; id: number | null }>`
    select count(*)::integer as count, min(i.id) as id from update_item i
    join update_ready a on a.update_id = i.id and a.revision = (select max(revision) from update_revision where update_id = i.id)
    where i.discarded_at is null and i.published_revision is distinct from a.revision and a.asked_by <> current_account()`.execute(db)
  return rows[0]!
}

/** How many others hold the communications office. */
export const countOtherWriters = async (db: Db): Promise<number> =>
  (await db.selectNoFrom((eb) => eb.fn<number | null>('other_writers').as('others')).executeTakeFirstOrThrow()).others ?? 0
