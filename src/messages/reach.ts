import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { smallGroups } from './sending.ts'

/** Whom a message would reach now. Counts only; `mailboxes` null: a small local, or one that would give a small one away. */
export interface Reach {
  mailboxes: number
  sharing: { id: number; name: string; label: string; endsAt: Temporal.Instant; mailboxes: number | null }[]
  /** Names of the locals that don't share. */
  notSharing: string[]
  /** Some mailbox stands on two rosters: the locals' counts add up to more than the mails. */
  overlap: boolean
}

export async function findReach(db: Db): Promise<Reach> {
  const { rows: counts } = await sql<{ local_id: number | null; mailboxes: number }>`select * from mail_reach('updates')`.execute(db)
  const { rows: locals } = await sql<{ id: number; name: string; label: string | null; ends_at: Temporal.Instant | null }>`
    select l.id, l.name, s.label, s.ends_at from local l
    left join lateral (select s.label, s.ends_at from share s where s.local_id = l.id and s.purpose = 'messages' and share_alive(s) order by s.ends_at desc limit 1) s on true
    order by l.name`.execute(db)
  const of = (id: number | null) => counts.find(({ local_id }) => local_id === id)?.mailboxes ?? 0
  const hidden = smallGroups(counts.flatMap(({ local_id, mailboxes }) => (local_id === null ? [] : [{ id: local_id, people: mailboxes }])))
  const sharing = locals.filter(({ ends_at }) => ends_at !== null)
  return {
    mailboxes: of(null),
    sharing: sharing.map(({ id, name, label, ends_at }) => ({ id, name, label: label!, endsAt: ends_at!, mailboxes: hidden.has(id) ? null : of(id) })),
    notSharing: locals.filter(({ ends_at }) => ends_at === null).map(({ name }) => name),
    overlap: sharing.reduce((sum, { id }) => sum + of(id), 0) > of(null),
  }
}
