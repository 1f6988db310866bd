import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { KindKey, Standing } from './publication.ts'

/** A publication as the communications officers see it: its newest version. */
export interface Working extends Standing {
  id: number
  slug: string
  content: unknown
  writer: string
  writtenAt: Temporal.Instant
  ownedBy: string
  owner: string
  publishedAt: Temporal.Instant | null
  withdrawnAt: Temporal.Instant | null
  approvals: { version: number; by: string; at: Temporal.Instant }[]
}

/** All of a kind, or the one of this id; newest work first. */
export async function findWorking(db: Db, kind: KindKey, id: number | null = null): Promise<Working[]> {
  const { rows } = await sql<Omit<Working, 'approvals'> & { approvals: { version: number; by: string; at: string }[] | null }>`
    with names as (select account_id, name from update_writers())
    select p.id, p.slug, v.version, v.content, v.written_by as "writtenBy", coalesce(w.name, '') as writer, v.written_at as "writtenAt", p.owned_by as "ownedBy", coalesce(o.name, '') as owner,
      p.shown, p.published_at as "publishedAt", p.withdrawn_at as "withdrawnAt", p.withdrawn_at is not null as withdrawn,
      (select json_agg(json_build_object('version', a.version, 'by', coalesce(n.name, ''), 'at', a.approved_at) order by a.version)
        from publication_approval a left join names n on n.account_id = a.approved_by where a.publication_id = p.id) as approvals
    from publication p
    join lateral (select * from publication_version v where v.publication_id = p.id order by v.version desc limit 1) v on true
    left join names w on w.account_id = v.written_by left join names o on o.account_id = p.owned_by
    where p.kind = ${kind} and (${id}::integer is null or p.id = ${id}) order by v.written_at desc, p.id desc`.execute(db)
  return rows.map((row) => ({ ...row, approvals: (row.approvals ?? []).map((one) => ({ ...one, at: Temporal.Instant.from(one.at) })) }))
}

/** What one version says, also one that was never shown. Undefined: there is none. */
export async function findVersion(db: Db, id: number, version: number): Promise<unknown> {
  return (
    await db
      .selectFrom('publication_version')
      .where('publication_id', '=', id)
      .where('version', '=', version)
      .select('content')
      .executeTakeFirst()
  )?.content
}
