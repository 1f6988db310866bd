import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { requireMe } from '../../people/me.ts'
import { urls } from '../../urls.ts'
import { findAllUnits } from '../all-units.ts'
import { boardOf } from '../board.ts'
import { readsBoard } from '../board-policy.ts'
import { en as staff } from '../board-staff.en.ts'
import { readWallTime } from '../days.ts'
import { deadlineCalendar } from '../deadline-calendar.ts'
import { deadlinesOf } from '../deadlines.ts'
import { checkEligibility } from '../eligibility.ts'
import { factsOf } from '../unit-facts.ts'
import { findUnitRecords } from '../unit-record.ts'
import { BoardPage, BoardUnitPage, DeadlinesPage, type Asked, type UnitDeadline } from './board-pages.tsx'
import { readPart } from './strike-routes.tsx'

/** The room of the board: for each reader what row security lets her see, announced or not. A start that is tried is in the address alone. */
export function boardRoutes(app: App) {
  app.get(urls.board, async (c) => {
    const units = await allUnits(c)
    const { asked, start } = questionOf(c)
    const rows = boardOf(units, c.var.now, { room: true, ...(start && { question: { kind: asked.kind, start } }) })
    return page(c, <BoardPage rows={rows} part={readPart(c)} asked={asked} start={start} now={c.var.now} />, asked.error ? 422 : 200)
  })

  app.get(urls.deadlines, async (c) => page(c, <DeadlinesPage rows={await ahead(c)} page={readPart(c).page} />))
  app.get(urls.deadlineCalendar, async (c) => {
    const origin = c.var.settings.BASE_URL ?? new URL(c.req.url).origin
    const file = deadlineCalendar(await ahead(c), origin, Temporal.Now.instant())
    return c.body(file, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="deadlines.ics"',
    })
  })

  app.get(urls.boardUnit(':localId{[0-9]+}', ':unit{[0-9]+}'), async (c) => {
    const [localId, unitId] = [Number(c.req.param('localId')), Number(c.req.param('unit'))]
    if (Math.max(localId, unitId) > 2_147_483_647) throw new NotFound()
    await enter(c)
    const [unit] = await findUnitRecords(c.var.db, { localId, unitId })
    if (!unit) throw new NotFound()
    const { now } = c.var
    const { asked, start } = questionOf(c, unit.law?.zone)
    const verdict = start && checkEligibility({ ...factsOf(unit, now), now, action: { kind: asked.kind, role: 'primary', start } })
    return page(
      c,
      <BoardUnitPage unit={unit} asked={asked} start={start} verdict={verdict} deadlines={deadlinesOf(unit, now)} />,
      asked.error ? 422 : 200,
    )
  })
}

async function enter(c: Context<Env>) {
  if (!readsBoard(await requireMe(c.var.db, c.var.account))) throw new NotFound()
}

async function allUnits(c: Context<Env>) {
  await enter(c)
  return findAllUnits(c.var.db)
}

/** What is not done and not past, nearest first. */
async function ahead(c: Context<Env>): Promise<UnitDeadline[]> {
  const units = await allUnits(c)
  return units
    .flatMap((unit) => deadlinesOf(unit, c.var.now).map((deadline) => ({ unit, deadline })))
    .filter(({ deadline: { state, doneOn } }) => state === 'due' || state === 'comes' || (state === 'late' && !doneOn))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.deadline.day, b.deadline.day))
}

function questionOf(c: Context<Env>, unitZone?: string): { asked: Asked; start: Temporal.Instant | null } {
  const at = (c.req.query('at') ?? '').slice(0, 40),
    given = c.req.query('zone') ?? unitZone ?? c.var.shell.zone
  const kind = (Object.keys(staff.kinds) as Asked['kind'][]).find((known) => known === c.req.query('kind')) ?? 'strike'
  const zone = given in staff.zones ? given : c.var.shell.zone
  if (!at) return { asked: { at, zone, kind, error: null }, start: null }
  const read = readWallTime(at, given)
  return 'value' in read
    ? { asked: { at, zone: given, kind, error: null }, start: read.value }
    : { asked: { at, zone, kind, error: staff.errors[read.wrong] }, start: null }
}
