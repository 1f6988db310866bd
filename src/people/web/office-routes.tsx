import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { form, page, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { normalizeAddress } from '../address.ts'
import { requireMe } from '../me.ts'
import { holds, offices, type Role } from '../office.ts'
import { endOffice, findGrantable, findOffices, grantOffice } from '../offices.ts'
import { endOfDay } from '../share.ts'
import { en } from '../staff.en.ts'
import { OfficesPage } from './offices-page.tsx'

export function officeRoutes(app: App) {
  app.get(urls.offices, (c) => officesPage(c, { done: ({ granted: 'granted', ended: 'ended' } as const)[c.req.query('done') ?? ''] }))

  app.post(urls.offices, async (c) => {
    const typed = await form(c)
    const words = en.offices.errors
    const name = (typed.name ?? '').trim(), address = normalizeAddress(typed.address ?? ''), chosen = readChoice(typed.what ?? '')
    const until = typed.lastDay ? endOfDay(typed.lastDay, c.var.shell.zone) : null
    const errors = {
      name: name && name.length <= 120 ? undefined : words.name,
      address: address ? undefined : words.address,
      what: chosen ? undefined : words.what,
      lastDay: typed.lastDay && (!until || Temporal.Instant.compare(until, Temporal.Now.instant()) <= 0) ? words.lastDay : undefined,
    }
    if (Object.values(errors).some(Boolean)) return officesPage(c, { typed, errors }, 422)
    if ((await grantOffice(c.var.db, { address: address!, name, ...chosen!, until })) === 'not-found') throw new NotFound()
    return c.redirect(`${urls.offices}?done=granted`, 303)
  })

  app.post(urls.endOffice(':office'), async (c) => {
    await requireMe(c.var.db, c.var.account)
    const outcome = await endOffice(c.var.db, Number(c.req.param('office')) || 0)
    if (outcome === 'not-found') throw new NotFound()
    if (outcome === 'last') return officesPage(c, { refusal: 'last' }, 422)
    return c.redirect(`${urls.offices}?done=ended`, 303)
  })
}

async function officesPage(c: Context<Env>, rest: Partial<Parameters<typeof OfficesPage>[0]>, status: 200 | 422 = 200) {
  const me = await requireMe(c.var.db, c.var.account)
  if (!me.offices.length) throw new NotFound()
  const locals = me.offices.filter((office) => office.role === 'officer').map((office) => office.localId!)
  return page(c, <OfficesPage offices={await findOffices(c.var.db, me.account)} grantable={await findGrantable(c.var.db, locals, holds(me, 'administrator'))} {...rest} />, status)
}

/** `role:kind:id`, as findGrantable writes it. Whether it is the asker's to grant, the database decides. */
function readChoice(value: string): { role: Role; regionId: number | null; localId: number | null; unitId: number | null; worksiteId: number | null } | null {
  const [role, kind, ids = ''] = value.split(':')
  const [first = 0, second = 0] = ids.split('-').map(Number)
  if (!role || !(role in offices) || !Number.isInteger(first) || !Number.isInteger(second)) return null
  const nowhere = { regionId: null, localId: null, unitId: null, worksiteId: null }
  switch (kind) {
    case 'coalition': return { role: role as Role, ...nowhere }
    case 'region': return { role: role as Role, ...nowhere, regionId: first }
    case 'local': return { role: role as Role, ...nowhere, localId: first }
    case 'worksite': return { role: role as Role, ...nowhere, localId: first, worksiteId: second }
    case 'unit': return { role: role as Role, ...nowhere, localId: first, unitId: second }
    default: return null
  }
}
