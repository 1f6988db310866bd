import type { Db } from '../platform/db.ts'
import { findAllUnits } from './all-units.ts'
import { deadlinesOf, type Deadline } from './deadlines.ts'
import type { UnitRecord } from './unit-record.ts'

export interface UnitDeadline {
  unit: UnitRecord
  deadline: Deadline
}

/** What is not done and not past, of every unit as far as the asker reads it, nearest first. */
export async function findAhead(db: Db, now: Temporal.Instant): Promise<UnitDeadline[]> {
  return (await findAllUnits(db))
    .flatMap((unit) => deadlinesOf(unit, now).map((deadline) => ({ unit, deadline })))
    .filter(({ deadline: { state, doneOn } }) => state === 'due' || state === 'comes' || (state === 'late' && !doneOn))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.deadline.day, b.deadline.day))
}
