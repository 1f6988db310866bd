import type { Context } from 'hono'
import { z } from 'zod'
import { NotFound } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { form, ownPath, page, visitorAddress, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { normalizeAddress } from '../address.ts'
import { deviceName } from '../device.ts'
import { employerOf } from '../employer-domains.ts'
import { withinLimit } from '../limits.ts'
import { relyingParty } from '../passkeys.ts'
import { endSession } from '../sessions.ts'
import { renewSignIn, requestSignIn, signInByCode, signInByToken } from '../sign-in.ts'
import { forgetSession, startSession } from './session.ts'
import { CodePage, LimitedPage, LinkPage, LinkRefusedPage, SignInPage } from './sign-in-pages.tsx'

const Uuid = z.uuid()
const requestOf = (c: Context<Env>) => {
  const id = Uuid.safeParse(c.req.param('request'))
  if (!id.success) throw new NotFound()
  return id.data
}
const device = (c: Context<Env>) => deviceName(c.req.header('user-agent'))

async function entered(c: Context<Env>, session: { keep: () => Promise<void> }, back: string) {
  await session.keep()
  return c.redirect(back, 303)
}

/** Passkeys are offered where this address can have any. */
const offered = (c: Context<Env>) => (relyingParty(c.var.settings) ? {} : null)

export function signInRoutes(app: App) {
  app.get(urls.signIn, (c) =>
    c.var.account
      ? c.redirect(ownPath(c.req.query('back'), urls.me), 303)
      : page(c, <SignInPage back={ownPath(c.req.query('back'), '')} passkeys={offered(c)} />),
  )

  app.post(urls.signIn, async (c) => {
    const fields = await form(c)
    const typed = fields.address ?? '',
      back = ownPath(fields.back, urls.me)
    const address = normalizeAddress(typed)
    if (!address) return page(c, <SignInPage address={typed} back={back} error="badAddress" passkeys={offered(c)} />, 422)
    // By its domain alone: whether anybody has the address plays no part.
    const employer = fields.anyway === 'yes' ? null : await employerOf(c.var.db, address)
    if (employer) return page(c, <SignInPage address={typed} back={back} employer={employer} passkeys={offered(c)} />, 422)
    if (!(await withinLimit(c.var.root, 'sign-in-from', visitorAddress(c))))
      return page(c, <SignInPage address={typed} back={back} error="limited" passkeys={offered(c)} />, 429)
    // One mailbox gets five mails in a quarter of an hour. The sixth request is answered like the others and waits for nobody.
    if (!(await withinLimit(c.var.root, 'sign-in-to', address))) return c.redirect(urls.signInCode(crypto.randomUUID()), 303)
    return c.redirect(urls.signInCode(await requestSignIn(c.var.db, address, c.var.lang, back)), 303)
  })

  app.post(urls.signInRenewal, async (c) => {
    const { request = '', token = '' } = await form(c)
    if (!(await withinLimit(c.var.root, 'sign-in-from', visitorAddress(c)))) return page(c, <LimitedPage />, 429)
    const id = await renewSignIn(c.var.db, { request: Uuid.safeParse(request).data, token: token || undefined })
    return c.redirect(id ? urls.signInCode(id) : urls.signIn, 303)
  })

  app.get(urls.signInLink(':token'), (c) => page(c, <LinkPage token={c.req.param('token')!} />))
  app.post(urls.signInLink(':token'), async (c) => {
    const token = c.req.param('token')!
    const session = startSession(c)
    const { refusal, back } = await signInByToken(c.var.db, token, session.hash, device(c))
    log.info({ event: 'sign-in', by: 'link', outcome: refusal ?? 'ok' })
    if (!refusal) return entered(c, session, back)
    return page(c, <LinkRefusedPage token={token} refusal={refusal} />, 422)
  })

  app.get(urls.signInCode(':request'), (c) => page(c, <CodePage request={requestOf(c)} />))
  app.post(urls.signInCode(':request'), async (c) => {
    const request = requestOf(c)
    const typed = (await form(c)).code ?? ''
    if (!(await withinLimit(c.var.root, 'sign-in-from', visitorAddress(c)))) return page(c, <LimitedPage />, 429)
    const session = startSession(c)
    const { refusal, back } = await signInByCode(c.var.db, request, typed.replace(/[\s-]/g, ''), session.hash, device(c))
    log.info({ event: 'sign-in', by: 'code', request, outcome: refusal ?? 'ok' })
    if (!refusal) return entered(c, session, back)
    return page(c, <CodePage request={request} refusal={refusal} code={typed} />, 422)
  })

  app.post(urls.signOut, async (c) => {
    if (c.var.sessionId) await endSession(c.var.db, c.var.sessionId)
    forgetSession(c)
    c.header('clear-site-data', '"storage"') // a steward's list that this browser kept (decision 62)
    return c.redirect(urls.home, 303)
  })
}
