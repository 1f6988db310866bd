import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { form, page, type App, type Env } from '../../platform/web.ts'
import { languages } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { normalizeAddress } from '../address.ts'
import { employerOf } from '../employer-domains.ts'
import { findInvitations, handOver, inviteToOffice, withdrawInvitation, type InviteOutcome } from '../invitations.ts'
import { withinLimit } from '../limits.ts'
import { requireMe } from '../me.ts'
import { holds, mayGrant, offices, type Role } from '../office.ts'
import { endOffice, findGrantable, findOffices } from '../offices.ts'
import { signOutHolder } from '../sessions.ts'
import { endOfDay } from '../share.ts'
import { en } from '../staff.en.ts'
import { HandOverPage, OfficesPage } from './offices-page.tsx'

const words = en.offices.errors

export function officeRoutes(app: App) {
  app.get(urls.offices, (c) => officesPage(c, { done: c.req.query('done') }))

  app.post(urls.offices, async (c) => {
    const me = await requireMe(c.var.db, c.var.account)
    const typed = await form(c)
    const { name, address, errors } = await readWhom(c, typed)
    const chosen = readChoice(typed.what ?? '')
    const until = typed.lastDay ? endOfDay(typed.lastDay, c.var.shell.zone) : null
    const all = {
      ...errors,
      what: chosen ? undefined : words.what,
      lastDay: typed.lastDay && (!until || Temporal.Instant.compare(until, Temporal.Now.instant()) <= 0) ? words.lastDay : undefined,
    }
    if (Object.values(all).some(Boolean)) return officesPage(c, { typed, errors: all }, 422)
    if (!(await withinLimit(c.var.root, 'invite-by', me.account))) return officesPage(c, { typed, refusal: 'limited' }, 429)
    const outcome = await inviteToOffice(c.var.db, langOf(typed), { address: address!, name, ...chosen!, until })
    return settled(
      outcome,
      () => c.redirect(`${urls.offices}?done=invited`, 303),
      (error) => officesPage(c, { typed, errors: { address: error } }, 422),
    )
  })

  app.post(urls.endOffice(':office'), async (c) => {
    await requireMe(c.var.db, c.var.account)
    const outcome = await endOffice(c.var.db, numberOf(c, 'office'))
    if (outcome === 'not-found') throw new NotFound()
    if (outcome === 'last') return officesPage(c, { refusal: 'last' }, 422)
    return c.redirect(`${urls.offices}?done=ended`, 303)
  })

  app.post(urls.signOutHolder(':office'), async (c) => {
    await requireMe(c.var.db, c.var.account)
    if (!(await signOutHolder(c.var.db, numberOf(c, 'office')))) throw new NotFound()
    return c.redirect(`${urls.offices}?done=signed-out`, 303)
  })

  app.get(urls.handOver(':office'), (c) => handOverPage(c))
  app.post(urls.handOver(':office'), async (c) => {
    const me = await requireMe(c.var.db, c.var.account)
    const typed = await form(c)
    const { name, address, errors } = await readWhom(c, typed)
    if (Object.values(errors).some(Boolean)) return handOverPage(c, { typed, errors }, 422)
    if (!(await withinLimit(c.var.root, 'invite-by', me.account)))
      return handOverPage(c, { typed, errors: { address: words.limited } }, 429)
    const outcome = await handOver(c.var.db, langOf(typed), numberOf(c, 'office'), { address: address!, name })
    return settled(
      outcome,
      () => c.redirect(`${urls.offices}?done=invited`, 303),
      (error) => handOverPage(c, { typed, errors: { address: error } }, 422),
    )
  })

  app.post(urls.withdrawInvitation(':invitation'), async (c) => {
    await requireMe(c.var.db, c.var.account)
    const refusal = await withdrawInvitation(c.var.db, numberOf(c, 'invitation'))
    if (refusal === 'not-found') throw new NotFound()
    return refusal ? officesPage(c, { refusal: 'over' }, 422) : c.redirect(`${urls.offices}?done=withdrawn`, 303)
  })
}

/** Name and address of whom one invites. An employer's address is refused: what it opens are member lists. */
async function readWhom(c: Context<Env>, typed: Record<string, string>) {
  const name = (typed.name ?? '').trim(),
    address = normalizeAddress(typed.address ?? '')
  const employer = address && (await employerOf(c.var.db, address))
  return {
    name,
    address,
    errors: {
      name: name && name.length <= 120 ? undefined : words.name,
      address: !address ? words.address : employer ? words.employer(employer) : undefined,
    },
  }
}

function settled(
  outcome: InviteOutcome,
  done: () => Response,
  refused: (sentence: string) => Promise<Response>,
): Response | Promise<Response> {
  if (outcome === 'not-found') throw new NotFound()
  return outcome === 'ok' ? done() : refused(words[outcome])
}

const langOf = (typed: Record<string, string>) => languages.find((lang) => lang === typed.lang) ?? 'en'
const numberOf = (c: Context<Env>, name: 'office' | 'invitation') =>
  /^\d{1,15}$/.test(c.req.param(name) ?? '') ? Number(c.req.param(name)) : 0

async function officesPage(c: Context<Env>, rest: Partial<Parameters<typeof OfficesPage>[0]>, status: 200 | 422 | 429 = 200) {
  const me = await requireMe(c.var.db, c.var.account)
  if (!me.offices.length) throw new NotFound()
  const locals = me.offices.filter((office) => office.role === 'officer').map((office) => office.localId!)
  const invitations = (await findInvitations(c.var.db)).filter(({ given, state }) => given && state !== 'accepted')
  const found = await findOffices(c.var.db, me.account)
  return page(
    c,
    <OfficesPage
      offices={found}
      invitations={invitations}
      grantable={await findGrantable(c.var.db, locals, holds(me, 'administrator'))}
      grants={({ role, localId }) => mayGrant(me, role, localId)}
      {...rest}
    />,
    status,
  )
}

async function handOverPage(
  c: Context<Env>,
  rest: { typed?: Record<string, string>; errors?: Partial<Record<'name' | 'address', string>> } = {},
  status: 200 | 422 | 429 = 200,
) {
  const me = await requireMe(c.var.db, c.var.account)
  const office = me.offices.find(({ id }) => id === numberOf(c, 'office'))
  if (!office || !mayGrant(me, office.role, office.localId)) throw new NotFound()
  return page(c, <HandOverPage office={office} {...rest} />, status)
}

/** `role:kind:id`, as findGrantable writes it. Whether it is the asker's to grant, the database decides. */
function readChoice(
  value: string,
): { role: Role; regionId: number | null; localId: number | null; unitId: number | null; worksiteId: number | null } | null {
  const [role, kind, ids = ''] = value.split(':')
  const [first = 0, second = 0] = ids.split('-').map(Number)
  if (!role || !(role in offices) || !Number.isInteger(first) || !Number.isInteger(second)) return null
  const nowhere = { regionId: null, localId: null, unitId: null, worksiteId: null }
  switch (kind) {
    case 'coalition':
      return { role: role as Role, ...nowhere }
    case 'region':
      return { role: role as Role, ...nowhere, regionId: first }
    case 'local':
      return { role: role as Role, ...nowhere, localId: first }
    case 'worksite':
      return { role: role as Role, ...nowhere, localId: first, worksiteId: second }
    case 'unit':
      return { role: role as Role, ...nowhere, localId: first, unitId: second }
    default:
      return null
  }
}
