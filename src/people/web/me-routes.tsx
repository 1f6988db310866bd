import type { Context } from 'hono'
import { Fragment, type VNode } from 'preact'
import { z } from 'zod'
import { page, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { requireMe } from '../me.ts'
import type { Me } from '../office.ts'
import { endOtherSessions, endSession, findMySessions } from '../sessions.ts'
import { MePage } from './me-page.tsx'

/** What another room puts on a person's own page. Null: nothing to say. */
export type MePart = (c: Context<Env>, me: Me) => Promise<VNode | null>

/** The page as it stands now; 422 when something on it was refused, which the part concerned tells. */
export async function mePage(c: Context<Env>, parts: readonly MePart[], status: 200 | 422 = 200) {
  const me = await requireMe(c.var.db, c.var.account)
  const sections: (VNode | null)[] = []
  for (const part of parts) sections.push(await part(c, me))
  return page(
    c,
    <MePage me={me} sessions={await findMySessions(c.var.db)} current={c.var.sessionId}>
      {sections.map((section, place) => (
        <Fragment key={place}>{section}</Fragment>
      ))}
    </MePage>,
    status,
  )
}

export function meRoutes(app: App, parts: readonly MePart[]) {
  app.get(urls.me, async (c) => (c.var.account ? mePage(c, parts) : c.redirect(`${urls.signIn}?back=${urls.me}`, 303)))

  app.post(urls.endDevice(':session'), async (c) => {
    const session = z.uuid().safeParse(c.req.param('session'))
    if (session.success) await endSession(c.var.db, session.data)
    return c.redirect(urls.me, 303)
  })

  app.post(urls.endOtherDevices, async (c) => {
    if (c.var.sessionId) await endOtherSessions(c.var.db, c.var.sessionId)
    return c.redirect(urls.me, 303)
  })
}
