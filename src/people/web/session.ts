import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { matchedRoutes } from 'hono/route'
import pg from 'pg'
import { asRole, type Access, type Db } from '../../platform/db.ts'
import { TooOften } from '../../platform/errors.ts'
import { keptLanguage, leavesRecord, overHttps, type Env } from '../../platform/web.ts'
import { languages, type Lang, type Shell } from '../../ui/shell.ts'
import { withinLimit } from '../limits.ts'
import { rememberMe } from '../me.ts'
import { holds, type Me } from '../office.ts'
import { hashToken, newToken } from '../secrets.ts'
import { endSession, seeSession } from '../sessions.ts'

const days = 60

const cookieName = (c: Context<Env>) => (overHttps(c) ? '__Host-session' : 'session')

/** A new session: its hash for the database, and `keep`, which puts its token into the browser once the database has taken it, and ends the one that this browser had. */
export function startSession(c: Context<Env>): { hash: Buffer; keep: () => Promise<void> } {
  const token = newToken()
  return {
    hash: hashToken(token),
    async keep() {
      if (c.var.sessionId) await endSession(c.var.db, c.var.sessionId)
      setCookie(c, cookieName(c), token, { httpOnly: true, sameSite: 'Lax', path: '/', secure: overHttps(c), maxAge: days * 86_400 })
    },
  }
}

export const forgetSession = (c: Context<Env>) => deleteCookie(c, cookieName(c), { path: '/', secure: overHttps(c) })

/** A row of begin_request() (db/migrations/0290_asked_quickly.sql). */
interface Opened {
  session: string | null
  account: string | null
  rested: boolean | null
  me: Me | null
  now: Temporal.Instant
  mode: 'example' | 'real'
  coalition: string
  zone: string
}

/** Begin, the session, the person, the clock: one round trip. The account is set before anything is asked as that person. */
function opening(c: Context<Env>): string {
  const token = getCookie(c, cookieName(c))
  const hash = token ? pg.escapeLiteral(`\\x${hashToken(token).toString('hex')}`) : 'null'
  return `select * from begin_request(${hash})`
}

function introduce(c: Context<Env>, opened: Opened, staff: StaffPart) {
  const lang = c.var.lang
  c.set('account', opened.account)
  c.set('sessionId', opened.session)
  c.set('now', opened.now)
  c.set('shell', {
    lang,
    path: c.req.path + new URL(c.req.url).search,
    mode: opened.mode,
    coalition: opened.coalition,
    zone: opened.zone,
    campaignNow: opened.now,
    me: opened.me && {
      name: opened.me.name,
      offices: opened.me.offices.length > 0,
      member: opened.me.members.length > 0,
      operator: holds(opened.me, 'administrator'),
    },
    ...staff,
  })
}

type StaffPart = Pick<Shell, 'staffNav' | 'staffLocals'>
export type StaffNav = (db: Db, account: string) => Promise<StaffPart>

/**
 * One transaction per request, as the person who asks; a GET can't write, but for what it leaves in the audit. A stream (`held: false`) would outlive it and
 * find `db` to be somebody else's by then: its transaction ends before the handler begins.
 */
export const asWhoeverAsks =
  ({ held, staffNav }: { held: boolean; staffNav: StaffNav }): MiddlewareHandler<Env> =>
  async (c, next) => {
    const lists = matchedRoutes(c).some(({ handler }) => handler === leavesRecord)
    const writes = !['GET', 'HEAD'].includes(c.req.method) || lists
    const access: Access = held && writes ? 'read write' : 'read only'
    let rested: string | null = null
    await asRole(c.var.root, 'app', access, opening(c), async (db, opened) => {
      const who = opened as unknown as Opened | undefined
      if (!who) throw new Error('The deployment row is missing: run `bin/commontable migrate`, then start.')
      if (who.rested) rested = who.session
      if (who.me) rememberMe(db, who.me)
      introduce(c, who, who.me && who.me.offices.length > 0 && c.req.path.startsWith('/staff') ? await staffNav(db, who.me.account) : {})
      if (!held) return
      if (lists && who.account && !(await withinLimit(c.var.root, 'lists-by', who.account))) throw new TooOften()
      c.set('db', db)
      await next()
      if (c.error) throw c.error // Hono has caught it and answered already; thrown again, it rolls back
    }).catch((error) => {
      if (error !== c.error) throw error
    })
    if (rested) await seeSession(c.var.root, rested)
    if (!held) await next()
  }

/** The language that was chosen, else the first one of the browser's that we speak. */
export const readLanguage: MiddlewareHandler<Env> = async (c, next) => {
  const chosen =
    keptLanguage(c) ??
    (c.req.header('accept-language') ?? '')
      .split(',')
      .map((part) => part.trim().slice(0, 2).toLowerCase())
      .find((part) => (languages as readonly string[]).includes(part))
  c.set('lang', (languages as readonly string[]).includes(chosen ?? '') ? (chosen as Lang) : 'en')
  await next()
}
