import { sql } from 'kysely'
import type { Db, Root } from '../platform/db.ts'
import { backupStale, jobsLate } from './limits.ts'

export interface TaskState {
  task: string
  due: number
  running: number
  later: number
  failed: number
  dueSince: Temporal.Instant | null
}
export interface Problem {
  reference: string
  at: Temporal.Instant
  place: string
  kind: string
  detail: string
}
export interface Backup {
  madeAt: Temporal.Instant
  bytes: number
  rows: number
  seconds: number
}
export interface Operation {
  jobs: TaskState[]
  problems: Problem[]
  problemsToday: number
  backups: Backup[]
  migrations: string[]
  /** Null where the server does not tell. */
  databaseBytes: number | null
  server: string
  workers: number
}

/** How the installation is, as an administrator may know it; row security shows nothing of it to anybody else. `reference`: only this problem. */
export async function findOperation(db: Db, root: Root, reference?: string): Promise<Operation> {
  const { rows: jobs } =
    await sql<TaskState>`select task, due, running, later, failed, due_since as "dueSince" from jobs_by_task()`.execute(db)
  const problems = await db
    .selectFrom('problem')
    .select(['reference', 'at', 'place', 'kind', 'detail'])
    .$if(reference !== undefined, (query) => query.where('reference', '=', reference!))
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
  const { today } = await db
    .selectFrom('problem')
    .select((eb) => eb.fn.countAll<number>().as('today'))
    .where('at', '>', sql<Temporal.Instant>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow()
  const backups = await db
    .selectFrom('backup_made')
    .select(['made_at as madeAt', 'bytes', 'rows', sql<number>`extract(epoch from took)::float`.as('seconds')])
    .orderBy('made_at', 'desc')
    .limit(10)
    .execute()
  const { rows: migrations } = await sql<{ name: string }>`select name from migrations_run()`.execute(db)
  // As the login itself: a role that owns nothing may not be allowed to ask about the server.
  const {
    rows: [server],
  } = await root.aside.query<{ version: string; workers: number }>(`select current_setting('server_version') as version,
    (select count(*)::int from pg_stat_activity where datname = current_database() and application_name = 'commontable worker life') as workers`)
  const size = await root.aside.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes').catch(() => null)
  return {
    jobs,
    problems,
    problemsToday: today,
    backups: backups as Backup[],
    migrations: migrations.map(({ name }) => name),
    databaseBytes: size?.rows[0]!.bytes ?? null,
    server: server!.version,
    workers: server!.workers,
  }
}

export type Concern = { what: 'noWorker' | 'noBackup' } | { what: 'late' | 'failed' | 'problems' | 'oldBackup'; count: number }

/** What needs somebody, worst first. `real`: the example needs no backups. */
export function concernsOf({ jobs, problemsToday, backups, workers }: Operation, now: Temporal.Instant, real: boolean): Concern[] {
  const since = (moment: Temporal.Instant) => now.since(moment).total('seconds')
  const late = Math.max(0, ...jobs.map(({ dueSince }) => (dueSince ? since(dueSince) : 0)))
  const failed = jobs.reduce((sum, task) => sum + task.failed, 0)
  const concerns: Concern[] = []
  if (workers === 0) concerns.push({ what: 'noWorker' })
  if (late > jobsLate) concerns.push({ what: 'late', count: Math.round(late / 60) })
  if (failed) concerns.push({ what: 'failed', count: failed })
  if (problemsToday) concerns.push({ what: 'problems', count: problemsToday })
  if (real && !backups.length) concerns.push({ what: 'noBackup' })
  if (real && backups[0] && since(backups[0].madeAt) > backupStale)
    concerns.push({ what: 'oldBackup', count: Math.round(since(backups[0].madeAt) / 3600) })
  return concerns
}
