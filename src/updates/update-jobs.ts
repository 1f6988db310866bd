import { sql } from 'kysely'
import { asPerson, asRole } from '../platform/db.ts'
import type { Job, Jobs } from '../platform/jobs.ts'
import { mailer } from '../platform/mail.ts'
import { urls } from '../urls.ts'
import { findWorkingUpdate } from './update-queries.ts'
import { en } from './update-staff.en.ts'

export const updateJobs: Jobs = {
  /**
   * Tells the other communications officers that a revision waits for one of them, each once; twice after a crash at worst. Nobody, when it
   * has been edited, approved or discarded meanwhile. Where no mail can go out, their first page says it all the same.
   */
  async 'second-person-mail'({ account, data, root, settings, log }: Job<{ update: number; revision: number }>) {
    const out = await mailer(root, settings)
    if (out.unable) return log.warn({ update: data.update, note: out.unable }, 'nobody is told that a second person is wanted')
    const update = await asPerson(root, account, 'read only', (db) => findWorkingUpdate(db, data.update))
    if (!update?.ready || update.latest !== data.revision || update.approved || update.discarded)
      return log.info({ update: data.update }, 'nobody to tell')
    const others = await asRole(root, 'sender', 'read only', '', async (db) => {
      const { rows } = await sql<{ account_id: string; address: string | null }>`select * from writers_to_tell(${account})`.execute(db)
      return rows
    })
    const failed: Error[] = []
    for (const { account_id, address } of others) {
      if (!address) continue
      // A mailbox that takes nothing keeps nobody else from being told; the job is tried again for it.
      await asRole(root, 'sender', 'read write', '', async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('update_told')
          .values({ update_id: data.update, revision: data.revision, account_id })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows !== 1n) return
        await out.send({
          to: address,
          lang: 'en',
          subject: en.mail.subject(update.content.title),
          paragraphs: [
            en.mail.hello,
            en.mail.text(update.readyBy || en.stale.nobody, update.content.title, update.published),
            { link: settings.BASE_URL + urls.updateReview(data.update) },
            en.mail.once,
          ],
        })
      }).catch((error: Error) => failed.push(error))
    }
    if (failed[0]) throw failed[0]
  },
}
