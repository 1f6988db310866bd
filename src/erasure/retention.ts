import type { Db } from '../platform/db.ts'
import type { Job, Jobs } from '../platform/jobs.ts'

export interface Period {
  what: string
  days: number
  lastRun: Temporal.Instant | null
  lastRemoved: number
  removed: number
}

/** How long things are kept, and what the last round removed. Nothing for who is no administrator. */
export const findPeriods = (db: Db): Promise<Period[]> =>
  db
    .selectFrom('retention')
    .select(['what', 'days', 'last_run as lastRun', 'last_removed as lastRemoved', 'removed'])
    .orderBy('place')
    .execute() as Promise<Period[]>

/** Once a day, whoever asks or nobody: what is past its time goes, and locals whose two people said yes fourteen days ago. */
async function keepHouse({ root, log }: Job) {
  await root.pool.query('select remove_expired()')
  const {
    rows: [done],
  } = await root.pool.query<{ locals: number }>('select erase_due_locals() as locals')
  if (done!.locals > 0) log.info({ locals: done!.locals }, 'locals were erased')
}

export const erasureJobs: Jobs = { retention: keepHouse }

/** At night (UTC); a worker that slept through it makes up for it when it starts. */
export const daily = '20 9 * * * retention ?fill=1d&max=3'
