import { findAllUnits } from '../contracts/all-units.ts'
import { announced } from '../contracts/announced.ts'
import { findUnitRecords, type Units } from '../contracts/find-units.ts'
import type { UnitRecord } from '../contracts/unit-record.ts'
import { standingOf, type UnitState } from '../contracts/unit-state.ts'
import type { Db } from '../platform/db.ts'

/** Where a unit stands as far as it is announced, whoever asks: the furthest first, then what its contract does. Empty: nothing is known. */
function statesAt(unit: UnitRecord, now: Temporal.Instant): UnitState[] {
  const { state, contract } = standingOf(announced(unit), now)
  return [...new Set([state, contract])].filter((one) => one !== null)
}

/** The same for one unit. Empty as well where there is no such unit. */
export async function findStates(db: Db, units: Exclude<Units, 'all'>, now: Temporal.Instant): Promise<UnitState[]> {
  const [unit] = await findUnitRecords(db, units)
  return unit ? statesAt(unit, now) : []
}

/** Units whose contract ends within so many days, as far as it is announced: where each stands now, and at that moment. */
export async function findEnding(db: Db, now: Temporal.Instant, days: number) {
  const units = await findAllUnits(db)
  return units.flatMap((unit) => {
    const { contractEnds, zone } = standingOf(announced(unit), now)
    if (
      !contractEnds ||
      Temporal.Instant.compare(contractEnds, now) <= 0 ||
      Temporal.Instant.compare(contractEnds, now.add({ hours: 24 * days })) > 0
    )
      return []
    const lastDay = contractEnds.subtract({ seconds: 1 }).toZonedDateTimeISO(zone).toPlainDate()
    return [{ local: unit.localKey, unit: unit.unitId, lastDay, before: statesAt(unit, now), after: statesAt(unit, contractEnds) }]
  })
}
