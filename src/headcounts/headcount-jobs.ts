import { sql } from 'kysely'
import { asPerson } from '../platform/db.ts'
import type { Job, Jobs } from '../platform/jobs.ts'

export const headcountJobs: Jobs = {
  /** Queued by whatever changed a roster (headcounts_changed). A second run finds nothing to do. */
  'recount-headcounts': async ({ root, account, data: { localId } }: Job<{ localId: number }>) => {
    await asPerson(root, account, 'read write', (db) => sql`select recount_headcounts(array[${localId}::integer])`.execute(db))
  },
}
