import type { Context } from 'hono'
import { asPerson } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { requireMe } from '../../people/me.ts'
import { urls } from '../../urls.ts'
import { findAhead, together, type UnitDeadline } from '../ahead.ts'
import { findAllUnits } from '../all-units.ts'
import { boardOf } from '../board.ts'
import { readsBoard } from '../board-policy.ts'
import { en as staff } from '../board-staff.en.ts'
import { readWallTime } from '../days.ts'
import { deadlineCalendar } from '../deadline-calendar.ts'
import { accountOfFeed, endFeed, findMyFeed, startFeed } from '../deadline-feed.ts'
import { deadlinesOf } from '../deadlines.ts'
import { checkEligibility } from '../eligibility.ts'
import { asTheRoomReads } from '../room-units.ts'
import { factsOf } from '../unit-facts.ts'
import { findUnitRecords } from '../find-units.ts'
import { BoardPage, BoardUnitPage, type Asked } from './board-pages.tsx'
import { DeadlinesPage, FeedMadePage } from './deadline-pages.tsx'
import { BoardByDatePage } from './by-date-page.tsx'
import { readPart } from './strike-routes.tsx'

/** The room of the board: for each reader what row security lets her see, announced or not. A start that is tried is in the address alone. */
export function boardRoutes(app: App) {
  app.get(urls.board, async (c) => {
    await enter(c)
    const units = await asTheRoomReads(c.var.db, await findAllUnits(c.var.db))
    const { asked, start } = questionOf(c)
    const rows = boardOf(units, c.var.now, { room: true, ...(start && { question: { kind: asked.kind, start } }) })
    return page(c, <BoardPage rows={rows} part={readPart(c)} asked={asked} start={start} now={c.var.now} />, asked.error ? 422 : 200)
  })

  app.get(urls.boardByDate, async (c) => {
    await enter(c)
    const units = await asTheRoomReads(c.var.db, await findAllUnits(c.var.db))
    return page(c, <BoardByDatePage board={staff.board} units={units} now={c.var.now} />)
  })

  app.get(urls.deadlines, async (c) => {
    await enter(c)
    const { db, account, now } = c.var
    const ended = c.req.query('feed') === 'ended'
    return page(
      c,
      <DeadlinesPage
        rows={together(await findAhead(db, now))}
        page={readPart(c).page}
        feed={await findMyFeed(db, account!)}
        ended={ended}
      />,
    )
  })
  app.get(urls.deadlineCalendar, async (c) => {
    await enter(c)
    return calendarFile(c, await findAhead(c.var.db, c.var.now))
  })

  app.post(urls.deadlineFeed, async (c) => {
    await enter(c)
    const token = await startFeed(c.var.db, c.var.account!)
    return page(c, <FeedMadePage address={originOf(c) + urls.followDeadlines(token)} />)
  })
  app.post(urls.endDeadlineFeed, async (c) => {
    await enter(c)
    await endFeed(c.var.db, c.var.account!)
    return c.redirect(`${urls.deadlines}?feed=ended`, 303)
  })

  app.get(urls.boardUnit(':localId{[0-9]+}', ':unit{[0-9]+}'), async (c) => {
    const [localId, unitId] = [Number(c.req.param('localId')), Number(c.req.param('unit'))]
    if (Math.max(localId, unitId) > 2_147_483_647) throw new NotFound()
    await enter(c)
    const [unit] = await asTheRoomReads(c.var.db, await findUnitRecords(c.var.db, { localId, unitId }))
    if (!unit) throw new NotFound()
    const { now } = c.var
    const { asked, start } = questionOf(c, unit.law?.zone)
    const verdict = start && checkEligibility({ ...factsOf(unit, now), now, action: { kind: asked.kind, role: 'primary', start } })
    return page(
      c,
      <BoardUnitPage unit={unit} asked={asked} start={start} verdict={verdict} deadlines={deadlinesOf(unit, now)} now={now} />,
      asked.error ? 422 : 200,
    )
  })
}

async function enter(c: Context<Env>) {
  if (!readsBoard(await requireMe(c.var.db, c.var.account))) throw new NotFound()
}

/** The calendar that a program follows by the secret in its address: as the person whose it is, who must still hold her office. Holds no transaction of the request's. */
export function boardStreams(app: Pick<App, 'get'>) {
  app.get(urls.followDeadlines(':token'), async (c) => {
    const { root } = c.var
    const account = await asPerson(root, null, 'read only', (db) => accountOfFeed(db, c.req.param('token')!))
    if (!account) throw new NotFound()
    const found = await asPerson(root, account, 'read only', async (db) =>
      readsBoard(await requireMe(db, account)) ? findAhead(db, c.var.now) : null,
    )
    if (!found) throw new NotFound()
    return calendarFile(c, found)
  })
}

const originOf = (c: Context<Env>) => c.var.settings.BASE_URL ?? new URL(c.req.url).origin

function calendarFile(c: Context<Env>, found: readonly UnitDeadline[]) {
  return c.body(deadlineCalendar(found, originOf(c), Temporal.Now.instant()), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="deadlines.ics"',
  })
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
