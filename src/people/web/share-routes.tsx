import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { form, page, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { requireMe } from '../me.ts'
import { holdsCoalitionOffice, servesLocal, type Me } from '../office.ts'
import { findShares, findShareUses, findSharing, grantShare, readSharedNames, revokeShare } from '../share.ts'
import type { Local } from '../../unions/unions.ts'
import { LocalSharesPage, SharedNamesPage, SharingPage } from './shares-pages.tsx'

export function shareRoutes(app: App) {
  app.get(urls.shares, async (c) => {
    const me = await requireMe(c.var.db, c.var.account)
    const own = me.offices.filter((office) => office.role === 'officer')
    if (holdsCoalitionOffice(me)) return page(c, <SharingPage locals={await findSharing(c.var.db)} />)
    if (own.length === 1) return c.redirect(urls.localShares(own[0]!.localKey!), 303)
    if (!own.length) throw new NotFound()
    return page(c, <SharingPage locals={(await findSharing(c.var.db)).filter((local) => servesLocal(me, local.id))} />)
  })

  app.get(urls.localShares(':local'), async (c) => {
    const done = ({ granted: 'granted', revoked: 'revoked' } as const)[c.req.query('done') ?? '']
    return sharesPage(c, await whoMaySee(c), { done })
  })

  app.post(urls.localShares(':local'), async (c) => {
    const seen = await whoMaySee(c)
    if (!seen.own) throw new NotFound()
    const typed = await form(c)
    const refusal = await grantShare(
      c.var.db,
      seen.me.account,
      seen.local.id,
      { purpose: typed.purpose ?? '', label: typed.label ?? '', lastDay: typed.ends ?? '' },
      c.var.shell.zone,
    )
    return refusal ? sharesPage(c, seen, { typed, refusal }, 422) : c.redirect(`${urls.localShares(seen.local.key)}?done=granted`, 303)
  })

  app.post(urls.endShare(':local', ':share'), async (c) => {
    const seen = await whoMaySee(c)
    if (!seen.own || !(await revokeShare(c.var.db, seen.me.account, seen.local.id, Number(c.req.param('share')) || 0))) throw new NotFound()
    return c.redirect(`${urls.localShares(seen.local.key)}?done=revoked`, 303)
  })

  // A reading that leaves a record is a change, so it is a POST.
  app.post(urls.sharedNames(':local'), async (c) => {
    const seen = await whoMaySee(c)
    if (!holdsCoalitionOffice(seen.me)) throw new NotFound()
    const typed = await form(c)
    return page(
      c,
      <SharedNamesPage
        local={seen.local}
        names={await readSharedNames(c.var.db, seen.local.id, { name: typed.afterName ?? '', id: Number(typed.afterId) || 0 })}
      />,
    )
  })
}

async function whoMaySee(c: Context<Env>) {
  const me = await requireMe(c.var.db, c.var.account)
  const local = await c.var.db
    .selectFrom('local')
    .where('key', '=', c.req.param('local') ?? '')
    .select(['id', 'key', 'name'])
    .executeTakeFirst()
  const own = !!local && servesLocal(me, local.id)
  if (!local || !(own || holdsCoalitionOffice(me))) throw new NotFound()
  return { me, local, own }
}

async function sharesPage(
  c: Context<Env>,
  { me, local, own }: { me: Me; local: Local; own: boolean },
  rest: Partial<Parameters<typeof LocalSharesPage>[0]>,
  status: 200 | 422 = 200,
) {
  const shares = await findShares(c.var.db, local.id),
    uses = await findShareUses(c.var.db, local.id)
  return page(c, <LocalSharesPage local={local} shares={shares} uses={uses} own={own} reads={holdsCoalitionOffice(me)} {...rest} />, status)
}
