import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { h, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { findMe } from '../../people/me.ts'
import { servesLocal, type Me } from '../../people/office.ts'
import { asPerson, type Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { App, Env } from '../../platform/web.ts'
import { ShellContext } from '../../ui/shell.ts'
import { findLocal, listLocals } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { countAcross, findAcrossChoices, findSegmentAcross, scopesOf } from '../across-segments.ts'
import { countSegment } from '../in-segment.ts'
import { findChoices } from '../segment-queries.ts'
import { findSegment } from '../segments.ts'
import { AcrossNumbers } from './across-pages.tsx'
import { SegmentNumber } from './segment-pages.tsx'

/** How long until the number is asked anew. */
const pause = 10_000

/** The numbers of saved segments, while their page is open. They hold no transaction, and ask each time as the person who looks. */
export function segmentStreams(app: Pick<App, 'get'>) {
  app.get(urls.segmentStream(':local', ':segment'), (c) =>
    follow(c, async (db, me) => {
      const local = await findLocal(db, c.req.param('local') ?? '')
      const segment = local && servesLocal(me, local.id) ? await findSegment(db, local.id, numberOf(c)) : undefined
      if (!local || !segment) return null
      return (
        <SegmentNumber
          filter={segment.filter}
          count={await countSegment(db, local.id, segment.filter)}
          choices={await findChoices(db, local.id)}
        />
      )
    }),
  )
  app.get(urls.segmentAcrossStream(':scope', ':segment'), (c) =>
    follow(c, async (db, me) => {
      const scope = (await scopesOf(db, me)).find(({ key }) => key === c.req.param('scope'))
      const segment = scope && (await findSegmentAcross(db, scope.regionId, numberOf(c)))
      if (!segment) return null
      return (
        <AcrossNumbers
          filter={segment.filter}
          counts={await countAcross(db, segment.filter)}
          choices={await findAcrossChoices(db, scope)}
          locals={new Map((await listLocals(db)).map(({ id, name }) => [id, name]))}
        />
      )
    }),
  )
}

const numberOf = (c: Context<Env>) => (/^\d{1,9}$/.test(c.req.param('segment') ?? '') ? Number(c.req.param('segment')) : 0)

/** Sends what `show` renders, again whenever it changes; ends when the session or the office has, or the segment is gone. */
async function follow(c: Context<Env>, show: (db: Db, me: Me) => Promise<VNode | null>) {
  const { root, account, sessionId, shell } = c.var
  if (!account || !sessionId) throw new NotFound()
  const look = () =>
    asPerson(root, account, 'read only', async (db) => {
      const alive = await db
        .selectFrom('session')
        .where('id', '=', sessionId)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', Temporal.Now.instant())
        .select('id')
        .executeTakeFirst()
      const me = alive ? await findMe(db, account) : null
      const shown = me && (await show(db, me))
      return shown && renderToString(h(ShellContext.Provider, { value: shell }, shown))
    })
  let next = await look()
  if (next === null) throw new NotFound()
  c.header('x-accel-buffering', 'no')
  return streamSSE(c, async (stream) => {
    for (let said = ''; !stream.aborted && next !== null; next = await look()) {
      if (next !== said) await stream.writeSSE({ data: (said = next) })
      else await stream.write(': still here\n\n')
      await stream.sleep(pause)
    }
  })
}
