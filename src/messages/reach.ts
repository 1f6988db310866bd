import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { AcrossFilter } from '../segments/across.ts'

/** Whom a message would reach now. Counts only, as locals are told apart (src/headcounts/tree.ts), and by fives: what was told before stands until it differs by five. */
export interface Reach {
  /** Of an audience: rounded down. */
  mailboxes: number
  sharing: { id: number; name: string; label: string; endsAt: Temporal.Instant; mailboxes: number | null }[]
  /** Of locals that are told only together `mailboxes` is null, and stands here for all of them. */
  together: { names: string[]; mailboxes: number | null }[]
  /** Names of the locals that don't share. */
  notSharing: string[]
  /** Some mailbox stands on two rosters: the locals' counts add up to more than the mails. */
  overlap: boolean
}

/** `audience`: null: everybody. Of locals that the audience does not ask about nothing is said. */
export async function findReach(db: Db, audience: AcrossFilter | null): Promise<Reach> {
  const asked = audience && JSON.stringify(audience)
  const { rows: counts } = await sql<{
    local_ids: number[] | null
    mailboxes: number | null
  }>`select * from mail_reach_told('updates', ${asked}::jsonb)`.execute(db)
  const { rows: locals } = await sql<{ id: number; name: string; label: string | null; ends_at: Temporal.Instant | null }>`
    select l.id, l.name, s.label, s.ends_at from local l
    left join lateral (select s.label, s.ends_at from share s where s.local_id = l.id and s.purpose = 'messages' and share_alive(s) order by s.ends_at desc limit 1) s on true
    where ${asked}::jsonb is null or l.id = any (locals_in(${asked}::jsonb)) order by l.name`.execute(db)
  const all = counts.find(({ local_ids }) => local_ids === null)?.mailboxes ?? 0
  const apart = new Set(
    (await sql<{ id: number }>`select c.local_ids[1] as id from segment_counts('{}') c where c.apart`.execute(db)).rows.map(({ id }) => id),
  )
  const sharing = locals.filter(({ ends_at }) => ends_at !== null)
  const nameOf = (id: number) => locals.find((local) => local.id === id)?.name ?? ''
  return {
    mailboxes: all,
    sharing: sharing.map(({ id, name, label, ends_at }) => ({
      id,
      name,
      label: label!,
      endsAt: ends_at!,
      mailboxes: apart.has(id) ? (counts.find(({ local_ids }) => local_ids?.length === 1 && local_ids[0] === id)?.mailboxes ?? 0) : null,
    })),
    together: counts.flatMap(({ local_ids, mailboxes }) =>
      local_ids && !apart.has(local_ids[0]!) ? [{ names: local_ids.map(nameOf), mailboxes }] : [],
    ),
    notSharing: locals.filter(({ ends_at }) => ends_at === null).map(({ name }) => name),
    overlap: counts.reduce((sum, { local_ids, mailboxes }) => sum + (local_ids ? (mailboxes ?? 0) : 0), 0) > all,
  }
}
