import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** Whom a message would reach now. Counts only; `mailboxes` null: of a local that is told only together with others (src/headcounts/tree.ts). */
export interface Reach {
  mailboxes: number
  sharing: { id: number; name: string; label: string; endsAt: Temporal.Instant; mailboxes: number | null }[]
  /** Names of the locals that don't share. */
  notSharing: string[]
  /** Some mailbox stands on two rosters: the locals' counts add up to more than the mails. */
  overlap: boolean
}

export async function findReach(db: Db): Promise<Reach> {
  const { rows: counts } = await sql<{ local_id: number | null; mailboxes: number }>`select * from mail_reach_told('updates')`.execute(db)
  const { rows: locals } = await sql<{ id: number; name: string; label: string | null; ends_at: Temporal.Instant | null }>`
    select l.id, l.name, s.label, s.ends_at from local l
    left join lateral (select s.label, s.ends_at from share s where s.local_id = l.id and s.purpose = 'messages' and share_alive(s) order by s.ends_at desc limit 1) s on true
    order by l.name`.execute(db)
  const of = (id: number | null) => counts.find(({ local_id }) => local_id === id)?.mailboxes ?? 0
  const { rows: [told] } = await sql<{ together: number[] }>`select locals_together_for_me() as together`.execute(db)
  const sharing = locals.filter(({ ends_at }) => ends_at !== null)
  return {
    mailboxes: of(null),
    sharing: sharing.map(({ id, name, label, ends_at }) => ({ id, name, label: label!, endsAt: ends_at!, mailboxes: told!.together.includes(id) ? null : of(id) })),
    notSharing: locals.filter(({ ends_at }) => ends_at === null).map(({ name }) => name),
    overlap: counts.reduce((sum, { local_id, mailboxes }) => sum + (local_id === null ? 0 : mailboxes), 0) > of(null),
  }
}
