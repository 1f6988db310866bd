import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Picture } from './picture.ts'

/** Keeps a picture for the update that is being written. The same file again is the same picture. Those that nobody used for a day go. */
export async function addPicture(db: Db, account: string, { id, renditions }: Picture): Promise<void> {
  await sql`delete from picture p where added_by = ${account} and added_at < now() - interval '1 day' and id <> ${id}
    and not exists (select from update_revision r where r.picture_id = p.id)`.execute(db)
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('picture')
    .values({ id, added_by: account })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) return
  await db
    .insertInto('picture_rendition')
    .values(renditions.map((rendition) => ({ ...rendition, picture_id: id })))
    .execute()
}
