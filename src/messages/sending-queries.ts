import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Step } from './post.ts'
import { progressOf, type DeliveryState, type Progress } from './sending.ts'

export interface Sending {
  message: number
  title: string
  slug: string
  approvedBy: string
  queuedAt: Temporal.Instant
  /** Oldest first; `by` is a name, empty for the job. */
  steps: { step: Step; note: string; by: string; at: Temporal.Instant }[]
  /** Whom it goes to, where not to everybody: then counts are rounded down. */
  audience: string | null
  progress: Progress
  localNames: Map<number, string>
}

/** The mail of an update, for the communications officers: counts and what happened. */
export async function findSending(db: Db, updateId: number): Promise<Sending | null> {
  const message = await db
    .selectFrom('message as m')
    .innerJoin('update_revision as r', (join) => join.onRef('r.update_id', '=', 'm.update_id').onRef('r.revision', '=', 'm.revision'))
    .innerJoin('update_item as i', 'i.id', 'm.update_id')
    .where('m.update_id', '=', updateId)
    .select(['m.id', 'm.approved_by as approvedBy', 'm.queued_at as queuedAt', 'r.title', 'i.slug', 'r.audience'])
    .executeTakeFirst()
  if (!message) return null
  const steps = await db
    .selectFrom('message_step')
    .where('message_id', '=', message.id)
    .orderBy('id')
    .select(['step', 'note', 'by_account', 'at'])
    .execute()
  const { rows } = await sql<{
    local_id: number
    state: DeliveryState
    mails: number
  }>`select * from sending_progress_told(${message.id})`.execute(db)
  const { rows: writers } = await sql<{ account_id: string; name: string }>`select * from update_writers()`.execute(db)
  const locals = await db.selectFrom('local').select(['id', 'name']).execute()
  const nameOf = (account: string | null) => writers.find(({ account_id }) => account_id === account)?.name ?? ''
  return {
    message: message.id,
    title: message.title,
    slug: message.slug,
    approvedBy: nameOf(message.approvedBy),
    queuedAt: message.queuedAt,
    steps: steps.map(({ step, note, by_account, at }) => ({ step: step as Step, note, by: nameOf(by_account), at })),
    audience: (message.audience as { name: string } | null)?.name ?? null,
    progress: progressOf(rows.map(({ local_id, ...rest }) => ({ localId: local_id || null, ...rest }))),
    localNames: new Map(locals.map(({ id, name }) => [id, name])),
  }
}

export type Standing = 'queued' | 'sending' | 'deferred' | 'held' | 'cancelled' | 'done'

/** Where a message stands, from what happened to it. */
export function standingOf({ steps, progress }: Pick<Sending, 'steps' | 'progress'>): Standing {
  const has = (step: Step) => steps.some((one) => one.step === step)
  if (has('cancelled')) return 'cancelled'
  if (has('done')) return 'done'
  if (steps.at(-1)?.step === 'held') return 'held'
  if (!has('addressed')) return 'queued'
  return progress.byState.deferred > 0 && progress.byState.waiting + progress.byState.claimed === 0 ? 'deferred' : 'sending'
}
