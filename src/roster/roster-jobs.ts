import type { Job, Jobs } from '../platform/jobs.ts'
import { applyImport } from './apply-import.ts'
import { stageImport, Stopped, type Work } from './stage-import.ts'
import { undoImport } from './undo-import.ts'

type Which = { localId: number; importId: number }

/** The work on behalf of whoever asked for it. Row security looks at each step whether the office still holds; when it does not, there is no such import. */
const working =
  (work: (work: Work) => Promise<unknown>) =>
  async ({ root, account, data: { localId, importId }, signal, log }: Job<Which>) => {
    if (!account) throw new Error('an import belongs to somebody')
    try {
      await work({ root, account, localId, importId, signal })
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      log.info({ importId }, 'the import was stopped')
    }
  }

export const rosterJobs: Jobs = {
  'roster-stage': working(stageImport),
  'roster-apply': working(applyImport),
  'roster-undo': working(undoImport),
}
