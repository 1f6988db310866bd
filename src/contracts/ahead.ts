import type { Db } from '../platform/db.ts'
import { findAllUnits } from './all-units.ts'
import { deadlinesOf, type Deadline } from './deadlines.ts'
import type { UnitRecord } from './unit-record.ts'

export interface UnitDeadline {
  unit: UnitRecord
  deadline: Deadline
}

/** A deadline that several units have alike. */
export interface Due {
  units: UnitRecord[]
  deadline: Deadline
}

/** Those of one agreement, vote or notice together, in the order in which they were given. */
export function together(found: readonly UnitDeadline[]): Due[] {
  const same = ({ deadline: { kind, day, at, zone, of, state, doneOn } }: UnitDeadline) =>
    [kind, day, at, zone, of, state, doneOn].join(' ')
  return [...Map.groupBy(found, same).values()].map((those) => ({ units: those.map(({ unit }) => unit), deadline: those[0]!.deadline }))
}

/** What is not done and not past, of every unit as far as the asker reads it, nearest first. */
export async function findAhead(db: Db, now: Temporal.Instant): Promise<UnitDeadline[]> {
  return (await findAllUnits(db))
    .flatMap((unit) => deadlinesOf(unit, now).map((deadline) => ({ unit, deadline })))
    .filter(({ deadline: { state, doneOn } }) => state === 'due' || state === 'comes' || (state === 'late' && !doneOn))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.deadline.day, b.deadline.day))
}
