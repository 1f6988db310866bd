import type { Context } from 'hono'
import { z } from 'zod'
import { NotFound } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { form, ownPath, page, visitorAddress, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { deviceName } from '../device.ts'
import { withinLimit } from '../limits.ts'
import { requireMe } from '../me.ts'
import {
  addPasskey,
  askForPasskey,
  askToSignIn,
  findMyPasskeys,
  readPasskeyName,
  relyingParty,
  removePasskey,
  renamePasskey,
  signInByPasskey,
  type PasskeyRefusal,
} from '../passkeys.ts'
import type { MePart } from './me-routes.tsx'
import { MyPasskeys } from './passkey-parts.tsx'
import { startSession } from './session.ts'
import { SignInPage } from './sign-in-pages.tsx'

/** The questions are a script's; the answers come as forms, so that a refusal is a page like any other. */
export function passkeyRoutes(app: App, mePage: (c: Context<Env>, status: 422) => Promise<Response>) {
  app.post(urls.passkeyQuestion, async (c) => {
    const rp = party(c)
    if (!(await withinLimit(c.var.root, 'sign-in-from', visitorAddress(c)))) return c.json({}, 429)
    return c.json(await askToSignIn(c.var.db, rp))
  })

  app.post(urls.passkeySignIn, async (c) => {
    const typed = await form(c)
    const session = startSession(c),
      back = ownPath(typed.back, urls.me)
    const refusal = await signInByPasskey(c.var.db, party(c), typed.answer ?? '', session.hash, deviceName(c.req.header('user-agent')))
    log.info({ event: 'sign-in', by: 'passkey', outcome: refusal ?? 'ok' })
    if (refusal) return page(c, <SignInPage back={back} passkeys={{ refusal }} />, 422)
    await session.keep()
    return c.redirect(back, 303)
  })

  app.post(urls.myPasskeyQuestion, async (c) => {
    const me = await requireMe(c.var.db, c.var.account)
    return c.json(await askForPasskey(c.var.db, party(c), me, c.var.shell.coalition))
  })

  app.post(urls.myPasskeys, async (c) => {
    await requireMe(c.var.db, c.var.account)
    const typed = await form(c)
    const name = readPasskeyName(typed['passkey-name'] ?? '')
    const refusal = name ? await addPasskey(c.var.db, party(c), typed.answer ?? '', name) : 'badName'
    if (!refusal) return c.redirect(`${urls.me}?passkey=added#passkeys`, 303)
    tried.set(c, { refusal, typed: typed['passkey-name'] })
    return mePage(c, 422)
  })

  app.post(urls.renamePasskey(':passkey'), async (c) => {
    await requireMe(c.var.db, c.var.account)
    const name = readPasskeyName((await form(c)).name ?? '')
    if (!name) {
      tried.set(c, { refusal: 'badName' })
      return mePage(c, 422)
    }
    if (!(await renamePasskey(c.var.db, idOf(c), name))) throw new NotFound()
    return c.redirect(`${urls.me}?passkey=renamed#passkeys`, 303)
  })

  app.post(urls.removePasskey(':passkey'), async (c) => {
    if (!(await removePasskey(c.var.db, idOf(c)))) throw new NotFound()
    return c.redirect(`${urls.me}?passkey=removed#passkeys`, 303)
  })
}

/** What was just refused, for the section of the same answer. */
const tried = new WeakMap<Context<Env>, { refusal: PasskeyRefusal | 'badName'; typed?: string }>()

/** A person's passkeys, on her own page. */
export const passkeyPart: MePart = async (c) => (
  <MyPasskeys
    passkeys={await findMyPasskeys(c.var.db)}
    possible={!!relyingParty(c.var.settings)}
    done={c.req.query('passkey')}
    {...tried.get(c)}
  />
)

function party(c: Context<Env>) {
  const rp = relyingParty(c.var.settings)
  if (!rp) throw new NotFound()
  return rp
}

function idOf(c: Context<Env>) {
  const id = z.uuid().safeParse(c.req.param('passkey'))
  if (!id.success) throw new NotFound()
  return id.data
}
