import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { enqueue } from '../../platform/jobs.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { requireMe } from '../../people/me.ts'
import { holds } from '../../people/office.ts'
import { urls } from '../../urls.ts'
import {
  askLocalErasure,
  cancelLocalErasure,
  confirmLocalErasure,
  eraseMember,
  findErasures,
  findLocalErasure,
  findLocalToErase,
  findPersonToErase,
} from '../erasure.ts'
import { findPeriods } from '../retention.ts'
import { EraseLocalPage, ErasePersonPage, ErasurePage, ErasuresPage, RetentionPage } from './erasure-pages.tsx'

/** A person's erasure is her local's officers'; a local's takes two people; periods are the administrators' to see. */
export function erasureRoutes(app: App) {
  app.get(urls.eraseMember(':local', ':member'), async (c) => {
    const { local, person } = await personOf(c)
    return page(c, <ErasePersonPage local={local} person={person} />)
  })

  app.post(urls.eraseMember(':local', ':member'), async (c) => {
    const { local, person } = await personOf(c)
    const { outcome, erased } = await eraseMember(c.var.db, local.id, person.id)
    if (outcome === 'not-found') throw new NotFound()
    return outcome === 'ok'
      ? c.redirect(`${urls.erasure(local.key, erased!)}?done`, 303)
      : page(c, <ErasePersonPage local={local} person={person} holdsOffice />, 422)
  })

  app.get(urls.erasures(':local'), async (c) => {
    const { local } = await officersLocal(c)
    return page(c, <ErasuresPage local={local} erasures={await findErasures(c.var.db, local.id)} />)
  })

  app.get(urls.erasure(':local', ':erasure'), async (c) => {
    const { local } = await officersLocal(c)
    const erasure = (await findErasures(c.var.db, local.id)).find(({ id }) => String(id) === c.req.param('erasure'))
    if (!erasure) throw new NotFound()
    return page(c, <ErasurePage local={local} erasure={erasure} fresh={c.req.query('done') !== undefined} />)
  })

  app.get(urls.eraseLocal(':local'), async (c) => localPage(c, c.req.query('said')))
  app.post(urls.eraseLocal(':local'), async (c) => {
    const { me, local } = await localOf(c)
    const outcome = await askLocalErasure(c.var.db, local.id, me.name ?? '')
    return outcome === 'ok' ? c.redirect(urls.eraseLocal(local.key), 303) : localPage(c, outcome, 422)
  })
  app.post(urls.localErasureStep(':local', 'confirm'), async (c) => {
    const { me, local } = await localOf(c)
    const outcome = await confirmLocalErasure(c.var.db, local.id, me.name ?? '')
    return outcome === 'ok' || outcome === 'not-found' ? c.redirect(urls.eraseLocal(local.key), 303) : localPage(c, outcome, 422)
  })
  app.post(urls.localErasureStep(':local', 'cancel'), async (c) => {
    const { local } = await localOf(c)
    return c.redirect(
      `${urls.eraseLocal(local.key)}${(await cancelLocalErasure(c.var.db, local.id)) === 'ok' ? '?said=cancelled' : ''}`,
      303,
    )
  })

  app.get(urls.retention, async (c) => {
    await administrator(c)
    return page(c, <RetentionPage periods={await findPeriods(c.var.db)} queued={c.req.query('queued') !== undefined} />)
  })
  app.post(urls.retention, async (c) => {
    await administrator(c)
    await enqueue(c.var.db, 'retention', {}, { key: 'retention-now' })
    return c.redirect(`${urls.retention}?queued`, 303)
  })
}

async function administrator(c: Context<Env>) {
  if (!holds(await requireMe(c.var.db, c.var.account), 'administrator')) throw new NotFound()
}

async function localOf(c: Context<Env>) {
  const found = await findLocalToErase(c.var.db, c.var.account, c.req.param('local') ?? '')
  if (!found) throw new NotFound()
  return found
}

async function officersLocal(c: Context<Env>) {
  const found = await localOf(c)
  if (!found.officer) throw new NotFound()
  return found
}

async function personOf(c: Context<Env>) {
  const { local } = await officersLocal(c)
  const id = c.req.param('member') ?? ''
  const person = /^\d{1,15}$/.test(id) ? await findPersonToErase(c.var.db, local.id, Number(id)) : null
  if (!person) throw new NotFound()
  return { local, person }
}

async function localPage(c: Context<Env>, outcome?: string, status: 200 | 422 = 200) {
  const { me, local, officer } = await localOf(c)
  const { open, counts } = await findLocalErasure(c.var.db, local.id)
  return page(
    c,
    <EraseLocalPage local={local} officer={officer} mine={open?.askedBy === me.account} open={open} counts={counts} outcome={outcome} />,
    status,
  )
}
