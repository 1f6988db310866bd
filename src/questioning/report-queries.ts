import type { Db } from '../platform/db.ts'
import type { Report } from './report.ts'

/** A report as the officers of its local read it. */
export interface ReadReport extends Omit<Report, 'local'> {
  id: number
  toldAt: Temporal.Instant
  lang: 'en' | 'es'
  takenName: string | null
  takenAt: Temporal.Instant | null
  closedAt: Temporal.Instant | null
}

const reports = (db: Db, localId: number) =>
  db
    .selectFrom('questioning_report')
    .where('local_id', '=', localId)
    .select([
      'id',
      'told_at as toldAt',
      'lang',
      'what',
      'happened_on as happenedOn',
      'clock',
      'place',
      'asked_by as askedBy',
      'others',
      'name',
      'email',
      'phone',
      'taken_name as takenName',
      'taken_at as takenAt',
      'closed_at as closedAt',
    ])

/** A local's reports: open ones first, then the newest. */
export const findReports = (db: Db, localId: number, { most, skip }: { most: number; skip: number }): Promise<ReadReport[]> =>
  reports(db, localId)
    .orderBy((eb) => eb('closed_at', 'is not', null))
    .orderBy('id', 'desc')
    .limit(most)
    .offset(skip)
    .execute() as Promise<ReadReport[]>

export const findReport = (db: Db, localId: number, id: number): Promise<ReadReport | undefined> =>
  reports(db, localId).where('id', '=', id).executeTakeFirst() as Promise<ReadReport | undefined>

/** How many wait that nobody has taken up, by local; of the asker's locals. */
export const countWaiting = (db: Db, localIds: readonly number[]) =>
  db
    .selectFrom('questioning_report')
    .where('local_id', 'in', [...localIds, 0])
    .where('taken_at', 'is', null)
    .groupBy('local_id')
    .select((eb) => ['local_id as localId', eb.fn.countAll<number>().as('waiting')])
    .execute()
