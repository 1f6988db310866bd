import type { Context } from 'hono'
import { noteListing } from '../../audit/note-reading.ts'
import { employerOf } from '../../people/employer-domains.ts'
import { en as employerEn } from '../../people/employer.en.ts'
import { es as employerEs } from '../../people/employer.es.ts'
import { withinLimit } from '../../people/limits.ts'
import { requireMe } from '../../people/me.ts'
import { servesLocal } from '../../people/office.ts'
import { NotFound } from '../../platform/errors.ts'
import { form, leavesRecord, page, visitorAddress, type App, type Env } from '../../platform/web.ts'
import { findLocal, listLocals } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { close, remove, takeUp } from '../follow-up.ts'
import { en } from '../questioning.en.ts'
import { es } from '../questioning.es.ts'
import { countWaiting, findReport, findReports } from '../report-queries.ts'
import { readReport, type Typed } from '../report.ts'
import { tellQuestioning } from '../tell.ts'
import { TellPage, ThanksPage, type Errors } from './report-form.tsx'
import { ChooseLocalPage, perPage, ReportPage, ReportsPage } from './staff-pages.tsx'

const words = { en, es }
const number = (text: string | undefined) => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : null)

export function questioningRoutes(app: App) {
  const tellPage = async (c: Context<Env>, typed: Typed = {}, errors: Errors = {}, refused?: string, status: 200 | 422 | 429 = 200) =>
    page(c, <TellPage locals={await listLocals(c.var.db)} typed={typed} errors={errors} refused={refused} />, status)

  app.get(urls.tellQuestioning, (c) => tellPage(c))
  app.get(urls.questioningTold, (c) => page(c, <ThanksPage />))
  app.post(urls.tellQuestioning, async (c) => {
    const { db, lang } = c.var
    const typed = await form(c)
    const { value, problems } = readReport(
      typed,
      (await listLocals(db)).map(({ key }) => key),
    )
    const errors: Errors = Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, words[lang].problems[problem]]))
    const employer = value.email && typed.anyway !== 'yes' ? await employerOf(db, value.email) : null
    if (employer) errors.email = { en: employerEn, es: employerEs }[lang].signUpWarning(employer)
    if (Object.keys(errors).length > 0) return tellPage(c, employer ? { ...typed, employer: 'yes' } : typed, errors, undefined, 422)
    if (!(await withinLimit(c.var.root, 'report-from', visitorAddress(c)))) return tellPage(c, typed, {}, words[lang].limited, 429)
    if (!(await tellQuestioning(db, value, lang))) throw new NotFound()
    return c.redirect(urls.questioningTold, 303)
  })

  app.get(urls.questioning, async (c) => {
    const me = await requireMe(c.var.db, c.var.account)
    const served = (await listLocals(c.var.db)).filter(({ id }) => servesLocal(me, id))
    if (served.length === 0) throw new NotFound()
    if (served.length === 1) return c.redirect(urls.localQuestioning(served[0]!.key), 303)
    const waiting = new Map(
      (
        await countWaiting(
          c.var.db,
          served.map(({ id }) => id),
        )
      ).map((row) => [row.localId, row.waiting]),
    )
    return page(c, <ChooseLocalPage locals={served.map(({ id, key, name }) => ({ key, name, waiting: waiting.get(id) ?? 0 }))} />)
  })

  app.get(urls.localQuestioning(':local'), leavesRecord, async (c) => {
    const { local } = await officersLocal(c)
    const at = number(c.req.query('page')) ?? 1
    const reports = await findReports(c.var.db, local.id, { most: perPage + 1, skip: (at - 1) * perPage })
    await noteListing(
      c.var.db,
      'questioning',
      reports.slice(0, perPage).map(() => local.id),
      { before: (at - 1) * perPage },
    )
    return page(c, <ReportsPage local={local} reports={reports} page={at} removed={c.req.query('removed') !== undefined} />)
  })

  app.get(urls.questioningReport(':local', ':report'), async (c) => {
    const { local, report } = await officersReport(c)
    return page(c, <ReportPage local={local} report={report} />)
  })

  app.post(urls.questioningStep(':local', ':report', 'take'), async (c) => {
    const { me, local, report } = await officersReport(c)
    const office = me.offices.find(({ role, localId }) => role === 'officer' && localId === local.id)!
    await takeUp(c.var.db, me.account, office.holderName, local.id, report.id)
    return c.redirect(urls.questioningReport(local.key, report.id), 303)
  })
  app.post(urls.questioningStep(':local', ':report', 'close'), async (c) => {
    const { local, report } = await officersReport(c)
    await close(c.var.db, local.id, report.id)
    return c.redirect(urls.questioningReport(local.key, report.id), 303)
  })
  app.post(urls.questioningStep(':local', ':report', 'remove'), async (c) => {
    const { local, report } = await officersReport(c)
    await remove(c.var.db, local.id, report.id)
    return c.redirect(`${urls.localQuestioning(local.key)}?removed`, 303)
  })
}

async function officersLocal(c: Context<Env>) {
  const me = await requireMe(c.var.db, c.var.account)
  const local = await findLocal(c.var.db, c.req.param('local')!)
  if (!local || !servesLocal(me, local.id)) throw new NotFound()
  return { me, local }
}

async function officersReport(c: Context<Env>) {
  const { me, local } = await officersLocal(c)
  const report = await findReport(c.var.db, local.id, number(c.req.param('report')) ?? 0)
  if (!report) throw new NotFound()
  return { me, local, report }
}
