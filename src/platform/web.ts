import type { Context, Handler, Hono, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { VNode } from 'preact'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { ShellContext, type Lang, type Shell } from '../ui/shell.ts'
import type { Db, Root } from './db.ts'
import { NotFound, Unreadable } from './errors.ts'
import type { Settings } from './settings.ts'

export interface Env {
  Variables: {
    /** The request's one transaction, as the person who asks. Absent in streams. */
    db: Db
    root: Root
    settings: Settings
    account: string | null
    sessionId: string | null
    /** The campaign clock. Rules about the campaign use it; sessions, tokens and limits use real time. */
    now: Temporal.Instant
    lang: Lang
    shell: Shell
    /** A content security policy of this answer's own, such as a mail's in its frame. */
    ownPolicy?: string
  }
}
export type App = Hono<Env>

/** Whether people come by HTTPS. Then a cookie is for this host alone, and travels encrypted or not at all. */
export const overHttps = (c: Context<Env>) => c.var.settings.BASE_URL?.startsWith('https:') ?? false

const languageCookie = (c: Context<Env>) => (overHttps(c) ? '__Host-lang' : 'lang')
/** The language that somebody chose in this browser. */
export const keptLanguage = (c: Context<Env>) => getCookie(c, languageCookie(c))
export const keepLanguage = (c: Context<Env>, lang: Lang) =>
  setCookie(c, languageCookie(c), lang, { httpOnly: true, sameSite: 'Lax', path: '/', secure: overHttps(c), maxAge: 365 * 86_400 })

export const exampleOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (c.var.shell.mode !== 'example') throw new NotFound()
  await next()
}

/**
 * In front of a GET's handler: more than a few people are shown, which leaves a row in the audit (src/audit/note-reading.ts), or a count
 * that has to be remembered as it was told (src/messages/reach.ts), in the transaction of the answer. So this one is not read only; src/people/web/session.ts sees to that.
 */
export const leavesRecord: MiddlewareHandler<Env> = (_, next) => next()

/** The same app for routes that must not hold a transaction: each goes through `opening` instead of the request's own. */
export const streamsOf = (app: App, opening: MiddlewareHandler<Env>) => {
  const via = (method: 'get' | 'post' | 'put') => (path: string, handler: Handler<Env>) =>
    app.on(method.toUpperCase(), path, opening, handler)
  return { get: via('get'), post: via('post'), put: via('put') } as Pick<App, 'get' | 'post' | 'put'>
}

/** A page in the shell of this request: language, who asks, the campaign’s clock. */
export const page = (c: Context<Env>, view: VNode, status: 200 | 403 | 404 | 409 | 410 | 422 | 429 | 500 | 503 = 200) =>
  c.html('<!doctype html>' + renderToString(h(ShellContext.Provider, { value: c.var.shell }, view)), status)

/** The fields of a small form: text only, the last of a repeated one. What is larger than a form ever is, is refused. */
export async function form(c: Context<Env>): Promise<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const [name, value] of await formData(c)) if (typeof value === 'string') fields[name] = value
  return fields
}

/** The same with files in it, up to `most` bytes. Line ends of text are \n, and no field holds what PostgreSQL's text or a feed's XML can't. */
export async function formData(c: Context<Env>, most = 256 * 1024): Promise<FormData> {
  const announced = Number(c.req.header('content-length') ?? 0)
  if (announced > most) throw new Unreadable('too large')
  const body = await c.req.arrayBuffer()
  if (body.byteLength > most) throw new Unreadable('too large')
  const fields = new FormData()
  try {
    const sent = await new Response(body, { headers: { 'content-type': c.req.header('content-type') ?? '' } }).formData()
    for (const [name, value] of sent)
      fields.append(name, typeof value === 'string' ? value.replaceAll('\r\n', '\n').replace(/[\0\ufffe\uffff]/g, '') : value)
  } catch {
    throw new Unreadable('not a form')
  }
  return fields
}

/** A whole number from 1 up, as PostgreSQL's `integer` holds it, from an address or a form. Null: anything else. */
export function numberOf(text = ''): number | null {
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0
  return number > 0 && number < 2 ** 31 ? number : null
}

/** The number of a thing, from the address. */
export function idOf(c: Context<Env>): number {
  const id = numberOf(c.req.param('id'))
  if (!id) throw new NotFound()
  return id
}

/** Where people find us: what whole addresses begin with. */
export const originOf = (c: Context<Env>) => c.var.settings.BASE_URL ?? new URL(c.req.url).origin

/** A path of ours to go back to, or `otherwise`: never another host. */
export function ownPath(path: string | undefined, otherwise: string): string {
  if (!path?.startsWith('/') || path.startsWith('//') || path.includes('\\') || /[\u0000-\u001f]/.test(path)) return otherwise
  return path
}

/** Where the request came from, for limits only; never stored. */
export function visitorAddress(c: Context<Env>): string {
  const { TRUSTED_PROXIES } = c.var.settings
  const forwarded = TRUSTED_PROXIES > 0 ? c.req.header('x-forwarded-for')?.split(',').at(-TRUSTED_PROXIES)?.trim() : undefined
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
  return forwarded || socket?.remoteAddress || 'unknown'
}
