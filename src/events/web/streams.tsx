import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { findMe } from '../../people/me.ts'
import type { Me } from '../../people/office.ts'
import { asPerson, type Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { App, Env } from '../../platform/web.ts'
import { ShellContext } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { maySeeTurnout } from '../event-policy.ts'
import { findEvent } from '../event-queries.ts'
import { findTurnout } from '../find-turnout.ts'
import { watchTotals, type Listener } from '../watch-totals.ts'
import { TurnoutNumbers } from './turnout-page.tsx'

/** How long a quiet stream waits before it looks again whether its reader still may, and shows that it is alive. */
const quiet = 20_000

/** The moving part of a turnout page. Holds no transaction; each thing that is sent is asked for as the person who listens, by then. */
export function eventStreams(app: Pick<App, 'get'>) {
  app.get(urls.turnoutStream(':slug{[a-z0-9-]+}'), async (c) => {
    const { root, account } = c.var
    const event = await asPerson(root, account, 'read only', async (db) =>
      (await reader(c, db)) ? findEvent(db, c.req.param('slug')!) : undefined,
    )
    const { sessionId } = c.var
    if (!event || !account || !sessionId) throw new NotFound()
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      const listener: Listener = { account, sessionId }
      const watch = watchTotals(root, event.id, listener)
      stream.onAbort(() => watch.leave(listener))
      try {
        await watch.ready
        for (let changed = true; !stream.aborted; changed = await watch.change(listener, quiet)) {
          const reach = await watch.reach(listener)
          if (reach === null) return // signed out, or the office has ended: nothing more is said
          if (changed) await stream.write(await shownTo(c, watch.shown, event.id, account, reach))
          else await stream.write(': still here\n\n')
        }
      } finally {
        watch.leave(listener)
      }
    })
  })
}

/** The person, while the session lives and an office is held. */
async function reader(c: Context<Env>, db: Db): Promise<Me | null> {
  if (!c.var.sessionId) return null
  const session = await db
    .selectFrom('session')
    .where('id', '=', c.var.sessionId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', Temporal.Now.instant())
    .select('id')
    .executeTakeFirst()
  const me = session ? await findMe(db, c.var.account) : null
  return me && maySeeTurnout(me) ? me : null
}

/** Rendered once for all whose offices reach the same, at one state of the totals. */
function shownTo(
  c: Context<Env>,
  shown: Map<string, Promise<Uint8Array>>,
  eventId: number,
  account: string,
  reach: string,
): Promise<Uint8Array> {
  const key = `${c.var.lang} ${reach}`
  const known = shown.get(key)
  if (known) return known
  const made = asPerson(c.var.root, account, 'read only', async (db) => {
    const me = await findMe(db, account)
    return me && findTurnout(db, eventId, me)
  }).then((view) => asEvent(view ? renderToString(h(ShellContext.Provider, { value: c.var.shell }, h(TurnoutNumbers, { view }))) : ''))
  made.catch(() => shown.delete(key))
  shown.set(key, made)
  return made
}

const asEvent = (data: string) =>
  new TextEncoder().encode(
    `${data
      .split(/\r\n?|\n/)
      .map((line) => `data: ${line}`)
      .join('\n')}\n\n`,
  )
