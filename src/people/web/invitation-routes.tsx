import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { page, visitorAddress, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { acceptInvitation, declineInvitation, findInvitation, findInvitations, type AnswerRefusal } from '../invitations.ts'
import { withinLimit } from '../limits.ts'
import { requireMe } from '../me.ts'
import { requestSignIn } from '../sign-in.ts'
import { AnsweredPage, InvitationPage, MyInvitations } from './invitation-pages.tsx'
import type { MePart } from './me-routes.tsx'

export function invitationRoutes(app: App) {
  app.get(urls.invitation(':token'), async (c) => page(c, <InvitationPage {...await invitationOf(c)} />))

  // The link shows; it opens nothing. Whoever owns the address signs in by a fresh link or code, and answers on her own page.
  app.post(urls.invitationSignIn(':token'), async (c) => {
    const found = await invitationOf(c)
    if (found.invitation.state !== 'open') return page(c, <InvitationPage {...found} />, 422)
    if (
      !(await withinLimit(c.var.root, 'sign-in-from', visitorAddress(c))) ||
      !(await withinLimit(c.var.root, 'sign-in-to', found.invitation.address))
    )
      return page(c, <InvitationPage {...found} limited />, 429)
    return c.redirect(urls.signInCode(await requestSignIn(c.var.db, found.invitation.address, c.var.lang, `${urls.me}#invitations`)), 303)
  })

  app.post(urls.declineByLink(':token'), async (c) => {
    const { invitation, token } = await invitationOf(c)
    return answered(c, await declineInvitation(c.var.db, invitation.id, token))
  })

  app.post(urls.acceptInvitation(':invitation'), async (c) => {
    await requireMe(c.var.db, c.var.account)
    const refusal = await acceptInvitation(c.var.db, idOf(c))
    return refusal ? answered(c, refusal) : c.redirect(urls.staff, 303)
  })
  app.post(urls.declineInvitation(':invitation'), async (c) => {
    await requireMe(c.var.db, c.var.account)
    return answered(c, await declineInvitation(c.var.db, idOf(c)))
  })
}

/** What a person is asked to take on, on her own page. */
export const invitationPart: MePart = async (c) => {
  const open = (await findInvitations(c.var.db)).filter(({ mine, state }) => mine && state === 'open')
  return open.length ? <MyInvitations invitations={open} /> : null
}

function answered(c: Context<Env>, refusal: AnswerRefusal | null) {
  if (refusal === 'not-found') throw new NotFound()
  return page(c, <AnsweredPage refusal={refusal} />, refusal ? 422 : 200)
}

async function invitationOf(c: Context<Env>) {
  const token = c.req.param('token')!
  const invitation = await findInvitation(c.var.db, token)
  if (!invitation) throw new NotFound()
  return { invitation, token }
}

const idOf = (c: Context<Env>) => (/^\d{1,15}$/.test(c.req.param('invitation') ?? '') ? Number(c.req.param('invitation')) : 0)
