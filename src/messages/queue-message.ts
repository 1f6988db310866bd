import type { Db } from '../platform/db.ts'
import { enqueue } from '../platform/jobs.ts'

export const sendTask = 'send-message'
/** Runs of one message follow one another, never side by side. */
export const queueOf = (message: number) => ({ key: `message-${message}`, queue: `message-${message}` })

/** Puts the approved revision of an update on its way to members, in the transaction that approves it. */
export async function queueMessage(db: Db, account: string, updateId: number, revision: number): Promise<void> {
  const { id } = await db
    .insertInto('message')
    .values({ update_id: updateId, revision, approved_by: account })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(db, sendTask, { message: id }, queueOf(id))
}
