import { asPerson } from '../platform/db.ts'
import type { Job, Jobs } from '../platform/jobs.ts'
import { recountPlaces } from './steward-queries.ts'

export const stewardJobs: Jobs = {
  /** Queued by the change that made the counts stale (mark_places_stale). A second run finds nothing to do. */
  'recount-places': async ({ root, account, data: { localId } }: Job<{ localId: number }>) => {
    await asPerson(root, account, 'read write', (db) => recountPlaces(db, localId))
  },
}
