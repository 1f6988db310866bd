import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { cancelMessage } from '../messages/steer-message.ts'
import { freeSlug } from './save-update.ts'

/** Puts a draft aside, and its address with it; nothing of it is lost. 'published': it was public once, and is withdrawn instead. */
export async function discardUpdate(db: Db, account: string, id: number): Promise<'published' | null> {
  const item = await lock(db, id)
  if (item.published_revision !== null) return 'published'
  if (item.discarded_at) return null
  const discarded = { discarded_at: Temporal.Now.instant(), discarded_by: account, slug: await freeSlug(db, `Discarded ${id}`, id) }
  await db.updateTable('update_item').where('id', '=', id).set(discarded).execute()
  return null
}

/** Brings a discarded draft back as it was; its address is made from its title anew. */
export async function bringBackUpdate(db: Db, id: number): Promise<void> {
  if (!(await lock(db, id)).discarded_at) return
  const { title } = await db
    .selectFrom('update_revision')
    .where('update_id', '=', id)
    .orderBy('revision', 'desc')
    .limit(1)
    .select('title')
    .executeTakeFirstOrThrow()
  const back = { discarded_at: null, discarded_by: null, slug: await freeSlug(db, title, id) }
  await db.updateTable('update_item').where('id', '=', id).set(back).execute()
}

/**
 * Takes what is published off the public pages at once, and stops what has not left of its mail. One person is enough, since something wrong
 * can't wait; back it comes by another revision that a second person approves. False: nothing of it is published.
 */
export async function withdrawUpdate(db: Db, account: string, id: number): Promise<boolean> {
  const { published_revision: revision } = await lock(db, id)
  if (revision === null) return false
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('update_withdrawal')
    .values({ update_id: id, revision, withdrawn_by: account })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await cancelMessage(db, account, id)
  return true
}

async function lock(db: Db, id: number) {
  const item = await db
    .selectFrom('update_item')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .select(['published_revision', 'discarded_at'])
    .executeTakeFirst()
  if (!item) throw new NotFound()
  return item
}
