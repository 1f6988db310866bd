import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { findAllUnits } from '../all-units.ts'
import { announced } from '../announced.ts'
import { boardOf, type BoardPart } from '../board.ts'
import { memberAnswer } from '../member-answer.ts'
import { listMyUnits, listUnitChoices, readUnitKey } from '../unit-choices.ts'
import { findUnitRecords } from '../find-units.ts'
import { unitStates } from '../unit-state.ts'
import { ByDatePage } from './by-date-page.tsx'
import { CanWeStrikePage, ChooseUnitPage } from './can-we-strike-page.tsx'
import { WhereWeStandPage } from './where-we-stand-page.tsx'

/** What members and the public read: row security leaves what nobody has confirmed to the offices; an officer reads these pages as she will be read. */
export function strikeRoutes(app: App) {
  app.get(urls.whereWeStand, async (c) => {
    const { now } = c.var
    const units = (await findAllUnits(c.var.db)).map(announced)
    return page(c, <WhereWeStandPage rows={boardOf(units, now)} part={readPart(c)} now={now} />)
  })

  app.get(urls.whereWeStandByDate, async (c) =>
    page(c, <ByDatePage units={(await findAllUnits(c.var.db)).map(announced)} now={c.var.now} />),
  )

  app.get(urls.canWeStrike, async (c) => {
    const key = c.req.query('unit')
    if (key) return answerPage(c, key)
    const { db, account } = c.var
    const mine = account ? await listMyUnits(db, account) : []
    if (mine.length === 1 && key === undefined && c.req.query('choose') === undefined) return answerPage(c, mine[0]!.key)
    return page(
      c,
      <ChooseUnitPage units={await listUnitChoices(db)} mine={mine} wrong={key !== undefined} />,
      key === undefined ? 200 : 422,
    )
  })
}

/** Which units the address asks for; what it can't mean is not asked for. */
export function readPart(c: Context<Env>): BoardPart {
  const number = (name: string) => (/^\d{1,9}$/.test(c.req.query(name) ?? '') ? Number(c.req.query(name)) : null)
  const state = c.req.query('state')
  return {
    region: number('region'),
    state: state === 'unknown' ? state : (unitStates.find((known) => known === state) ?? null),
    page: number('page') ?? 1,
  }
}

async function answerPage(c: Context<Env>, key: string) {
  const chosen = readUnitKey(key)
  const [found] = chosen ? await findUnitRecords(c.var.db, chosen) : []
  const unit = found && announced(found)
  if (!unit) throw new NotFound()
  return page(c, <CanWeStrikePage unit={unit} answer={memberAnswer(unit, c.var.now)} now={c.var.now} />)
}
