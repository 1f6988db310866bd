import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { enqueue } from '../platform/jobs.ts'
import { queueOf, sendTask } from './queue-message.ts'
import { findSending, standingOf } from './sending-queries.ts'

/** Stops what has not left yet. One person is enough for that. Nothing happens where no mail belongs to it, or where that is done or cancelled already. */
export async function cancelMessage(db: Db, account: string, updateId: number): Promise<void> {
  const sending = await findSending(db, updateId)
  if (!sending || ['cancelled', 'done'].includes(standingOf(sending))) return
  await db
    .insertInto('message_step')
    .values({ message_id: sending.message, step: 'cancelled', by_account: account })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Tells a message that was held to go on, on this person's behalf. Nothing happens to one that isn't held. */
export async function resumeMessage(db: Db, account: string, updateId: number): Promise<void> {
  const sending = await findSending(db, updateId)
  if (!sending) throw new NotFound()
  if (standingOf(sending) !== 'held') return
  await db.insertInto('message_step').values({ message_id: sending.message, step: 'resumed', by_account: account }).execute()
  await enqueue(db, sendTask, { message: sending.message }, queueOf(sending.message))
}
