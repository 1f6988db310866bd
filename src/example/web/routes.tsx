import { createReadStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Context } from 'hono'
import { harborFile } from '../../../db/example/harbor-file.ts'
import { deviceName } from '../../people/device.ts'
import { endSession } from '../../people/sessions.ts'
import { startSession } from '../../people/web/session.ts'
import { NotFound } from '../../platform/errors.ts'
import { form, page, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { rosterTotal } from '../../../db/example/members.ts'
import { findPeople, moveCampaignClock, openExampleSession, readMoment } from '../example.ts'
import { moments } from '../moments.ts'
import { ClockPage } from './clock-page.tsx'
import { ExamplePage, ExampleSignInPage } from './example-page.tsx'
import { RecordPage } from './record-page.tsx'

const filePath = fileURLToPath(new URL(`../../../db/example/${harborFile.name}`, import.meta.url))

/** Pages of the example campaign. In a real deployment none of them exists: app.ts sees to it for everything under /example. */
export function exampleRoutes(app: App) {
  app.get(urls.example, async (c) => {
    const { locals } = await c.var.db
      .selectFrom('local')
      .select((eb) => eb.fn.countAll<number>().as('locals'))
      .executeTakeFirstOrThrow()
    return page(c, <ExamplePage people={await findPeople(c.var.db)} members={rosterTotal} locals={locals} />)
  })

  app.get(urls.exampleSignIn(':key'), async (c) => page(c, <ExampleSignInPage person={await personOf(c)} />))
  app.post(urls.exampleSignIn(':key'), async (c) => {
    const person = await personOf(c)
    if (c.var.sessionId) await endSession(c.var.db, c.var.sessionId)
    const session = startSession(c)
    if (!(await openExampleSession(c.var.db, person.account, session.hash, deviceName(c.req.header('user-agent'))))) throw new NotFound()
    await session.keep()
    return c.redirect(person.office ? urls.staff : urls.me, 303)
  })

  app.get(urls.exampleClock, (c) => page(c, <ClockPage moved={c.req.query('done') === 'moved'} />))
  app.post(urls.exampleClock, async (c) => {
    const typed = await form(c)
    const chosen = moments.find(({ key }) => key === typed.moment)
    if (typed.moment !== undefined && !chosen) return page(c, <ClockPage wrong={['moment']} />, 422)
    const read = chosen ?? readMoment(typed.day ?? '', typed.time ?? '', c.var.shell.zone)
    if ('wrong' in read) return page(c, <ClockPage typed={typed} wrong={read.wrong} />, 422)
    await moveCampaignClock(c.var.db, read.at)
    return c.redirect(`${urls.exampleClock}?done=moved`, 303)
  })

  app.get(urls.exampleRecord, (c) => page(c, <RecordPage />))

  app.get(urls.exampleFile, (c) =>
    c.body(Readable.toWeb(createReadStream(filePath)) as ReadableStream, 200, {
      'content-type': 'text/csv; charset=windows-1252',
      'content-length': String(statSync(filePath).size),
      'content-disposition': `attachment; filename="${harborFile.name}"`,
    }),
  )
}

async function personOf(c: Context<Env>) {
  const person = (await findPeople(c.var.db)).find(({ key }) => key === c.req.param('key'))
  if (!person) throw new NotFound()
  return person
}
