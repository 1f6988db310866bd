import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { requireMe } from '../../people/me.ts'
import { findLocal, listLocals } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { seesHeadcounts } from '../headcount-policy.ts'
import { findHeadcounts } from '../headcount-queries.ts'
import { HeadcountsPage, LocalHeadcountsPage } from './headcount-pages.tsx'

/** How many members there are, for the coalition's offices and for directors. */
export function headcountRoutes(app: App) {
  app.get(urls.headcounts, async (c) => {
    await reader(c)
    return page(c, <HeadcountsPage counts={await findHeadcounts(c.var.db)} locals={await listLocals(c.var.db)} />)
  })

  app.get(urls.localHeadcounts(':local'), async (c) => {
    const me = await reader(c)
    const local = await findLocal(c.var.db, c.req.param('local') ?? '')
    if (!local || !me.offices.some(({ scopeKind, regionId }) => scopeKind === 'coalition' || regionId === local.regionId))
      throw new NotFound()
    return page(c, <LocalHeadcountsPage local={local} counts={await findHeadcounts(c.var.db, local.id)} />)
  })
}

async function reader(c: Context<Env>) {
  const me = await requireMe(c.var.db, c.var.account)
  if (!seesHeadcounts(me)) throw new NotFound()
  return me
}
