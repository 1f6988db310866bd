import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { form, page, visitorAddress, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { normalizeAddress } from '../address.ts'
import { askAddressProof, findEmployerRows, proveAddress } from '../address-proof.ts'
import { addEmployerDomain, employerOf, findEmployerDomains, findEmployers, removeEmployerDomain } from '../employer-domains.ts'
import { en } from '../employer.en.ts'
import { es } from '../employer.es.ts'
import { withinLimit } from '../limits.ts'
import { requireMe } from '../me.ts'
import { holds } from '../office.ts'
import { EmployerDomainsPage, MyAddress, ProofPage } from './employer-pages.tsx'
import type { MePart } from './me-routes.tsx'

export function employerRoutes(app: App, mePage: (c: Context<Env>, status: 422) => Promise<Response>) {
  app.get(urls.employerDomains, (c) => domainsPage(c, { done: c.req.query('done') }))
  app.post(urls.employerDomains, async (c) => {
    await requireAdministrator(c)
    const typed = await form(c)
    const refusal = await addEmployerDomain(c.var.db, Number(typed.employer) || 0, typed.domain ?? '')
    return refusal ? domainsPage(c, { typed, refusal }, 422) : c.redirect(`${urls.employerDomains}?done=added`, 303)
  })
  app.post(urls.endEmployerDomain, async (c) => {
    await requireAdministrator(c)
    const typed = await form(c)
    if (!(await removeEmployerDomain(c.var.db, Number(typed.employer) || 0, typed.domain ?? ''))) throw new NotFound()
    return c.redirect(`${urls.employerDomains}?done=removed`, 303)
  })

  app.post(urls.myAddress, async (c) => {
    const me = await requireMe(c.var.db, c.var.account)
    if (!(await findEmployerRows(c.var.db, me)).length) throw new NotFound()
    const typed = (await form(c))['personal-address'] ?? '',
      address = normalizeAddress(typed)
    const words = { en, es }[c.var.lang].me
    const employer = address && (await employerOf(c.var.db, address))
    const error = !address
      ? words.bad
      : employer
        ? words.again(employer)
        : (await withinLimit(c.var.root, 'sign-in-from', visitorAddress(c))) && (await withinLimit(c.var.root, 'sign-in-to', address))
          ? null
          : words.limited
    if (error) {
      tried.set(c, { typed, error })
      return mePage(c, 422)
    }
    await askAddressProof(c.var.db, address!)
    return c.redirect(`${urls.me}?address=sent#address`, 303)
  })

  // Like the link for signing in: a mail scanner that opens it changes nothing.
  app.get(urls.proveAddress(':token'), (c) => page(c, <ProofPage token={c.req.param('token')!} />))
  app.post(urls.proveAddress(':token'), async (c) => {
    const token = c.req.param('token')!
    const refusal = await proveAddress(c.var.db, token)
    return page(c, <ProofPage token={token} outcome={refusal ?? 'ok'} />, refusal ? 422 : 200)
  })
}

/** What was just refused, for the section of the same answer. */
const tried = new WeakMap<Context<Env>, { typed: string; error: string }>()

/** For a member whose local has an employer's address for her, on her own page. */
export const addressPart: MePart = async (c, me) => {
  const rows = await findEmployerRows(c.var.db, me)
  return rows.length ? <MyAddress rows={rows} sent={c.req.query('address') === 'sent'} {...tried.get(c)} /> : null
}

async function requireAdministrator(c: Context<Env>) {
  if (!holds(await requireMe(c.var.db, c.var.account), 'administrator')) throw new NotFound()
}

async function domainsPage(c: Context<Env>, rest: Partial<Parameters<typeof EmployerDomainsPage>[0]>, status: 200 | 422 = 200) {
  await requireAdministrator(c)
  return page(
    c,
    <EmployerDomainsPage domains={await findEmployerDomains(c.var.db)} employers={await findEmployers(c.var.db)} {...rest} />,
    status,
  )
}
