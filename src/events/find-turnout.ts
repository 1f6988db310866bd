import { servesLocal, type Me } from '../people/office.ts'
import type { Db } from '../platform/db.ts'
import { listLocals } from '../unions/unions.ts'
import { localsSeen } from './event-policy.ts'
import {
  findGoals,
  findLocalsTogether,
  findTotals,
  findTurnoutRows,
  findWorksiteCounts,
  findWorksitesTold,
  type Totals,
  type WorksiteCount,
} from './turnout-queries.ts'
import { turnoutOf, type Turnout } from './turnout.ts'

/**
 * Who comes, as far as this person's offices reach: the total for everybody with an office, locals and worksites for the coalition, for their
 * director and for their officers. The coalition and directors see groups as headcounts are told (src/headcounts/tree.ts). Null without an office.
 */
export async function findTurnout(
  db: Db,
  eventId: number,
  me: Me,
): Promise<{ totals: Totals; turnout: Turnout; worksites: { local: string; rows: WorksiteCount[] }[] } | null> {
  const totals = await findTotals(db, eventId)
  if (!totals) return null
  const locals = localsSeen(me, await listLocals(db))
  const together = await findLocalsTogether(db)
  const turnout = turnoutOf(await findTurnoutRows(db, eventId), locals, await findGoals(db, eventId), new Set(together))
  const worksites: { local: string; rows: WorksiteCount[] }[] = []
  const told = await findWorksitesTold(db, eventId)
  for (const local of locals) {
    const rows = told.get(local.id)
    if (rows && !servesLocal(me, local.id)) worksites.push({ local: local.name, rows })
  }
  for (const office of me.offices.filter((office) => office.role === 'officer'))
    worksites.push({ local: office.place, rows: await findWorksiteCounts(db, eventId, office.localId!) })
  return { totals, turnout, worksites }
}
