import type { Me } from '../people/office.ts'
import type { Db } from '../platform/db.ts'
import { listLocals } from '../unions/unions.ts'
import { localsSeen } from './event-policy.ts'
import { findGoals, findTotals, findTurnoutRows, findWorksiteCounts, type Totals, type WorksiteCount } from './event-queries.ts'
import { turnoutOf, type Turnout } from './turnout.ts'

/**
 * Who comes, as far as this person's offices reach: the total for everybody with an office, locals for the coalition, for their
 * director and for their officers, worksites for a local's officers only. Null without an office.
 */
export async function findTurnout(
  db: Db,
  eventId: number,
  me: Me,
): Promise<{ totals: Totals; turnout: Turnout; worksites: { local: string; rows: WorksiteCount[] }[] } | null> {
  const totals = await findTotals(db, eventId)
  if (!totals) return null
  const locals = localsSeen(me, await listLocals(db))
  const turnout = turnoutOf(await findTurnoutRows(db, eventId), locals, await findGoals(db, eventId))
  const worksites = []
  for (const office of me.offices.filter((office) => office.role === 'officer'))
    worksites.push({ local: office.place, rows: await findWorksiteCounts(db, eventId, office.localId!) })
  return { totals, turnout, worksites }
}
