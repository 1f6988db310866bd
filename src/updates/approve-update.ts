import { sql } from 'kysely'
import { queueMessage } from '../messages/queue-message.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { approvalRefusal, type ApprovalRefusal } from './update.ts'
import { findWorkingUpdate } from './update-queries.ts'

/**
 * The second person's word: publishes this revision at once, and on the first publication queues the mail in the same transaction.
 * A correction is published and not mailed. Approving again what is approved changes nothing.
 */
export async function approveUpdate(db: Db, account: string, id: number, revision: number): Promise<ApprovalRefusal | null> {
  if (!(await db.selectFrom('update_item').where('id', '=', id).forNoKeyUpdate().select('id').executeTakeFirst())) throw new NotFound()
  const update = (await findWorkingUpdate(db, id))!
  const refusal = approvalRefusal(update, revision, account)
  if (refusal) return refusal

  await db
    .insertInto('update_approval')
    .values({ update_id: id, revision, author: update.author, written_by: update.writtenBy, approved_by: account })
    .execute()
  const now = sql<Temporal.Instant>`campaign_now()`
  await db
    .updateTable('update_item')
    .where('id', '=', id)
    .set(update.published ? { published_revision: revision, corrected_at: now } : { published_revision: revision, published_at: now })
    .execute()
  if (!update.published) await queueMessage(db, account, id, revision)
  return null
}
