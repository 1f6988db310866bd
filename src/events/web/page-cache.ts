import type { Context, Next } from 'hono'
import type { App, Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'

interface Kept { body: string | ArrayBuffer; headers: Record<string, string> }
interface Entry { until: number; kept: Promise<Kept | null>; now?: Kept }

const milliseconds = 1000
const most = 500

/**
 * Answers visitors who have no session from memory, with what was rendered for another visitor up to a second ago, and lets one
 * of those who ask at the same time do the work for all. Goes before everything else, so that such a request costs next to nothing.
 * Who brings any cookie but the chosen language is never answered from here, and nothing that sets a cookie is kept.
 */
export function eventPageCache(app: App) {
  const memory = new Map<string, Entry>()

  async function fromMemory(c: Context<Env>, next: Next) {
    const key = keyOf(c)
    if (!key) return next()
    const known = memory.get(key)
    if (known && known.until > performance.now()) {
      const kept = known.now ?? (await known.kept)
      return kept ? new Response(kept.body, { headers: kept.headers }) : next()
    }
    const { promise, resolve } = Promise.withResolvers<Kept | null>()
    const entry: Entry = { until: performance.now() + milliseconds, kept: promise }
    memory.delete(key) // so that the oldest stand first
    memory.set(key, entry)
    if (memory.size > most) memory.delete(memory.keys().next().value!)
    let kept: Kept | null = null
    try {
      await next()
      kept = await keep(c)
    } finally {
      if (kept) entry.now = kept
      else memory.delete(key)
      resolve(kept)
    }
  }

  app.get(urls.events, fromMemory)
  app.get(urls.event(':slug'), fromMemory)
}

/** Path and what decides the language. Null: not to be answered from memory. */
function keyOf(c: Context<Env>): string | null {
  const cookie = c.req.header('cookie') ?? '', languages = c.req.header('accept-language') ?? ''
  if ((cookie !== '' && !/^lang=[a-z]{2}$/.test(cookie)) || languages.length > 200 || c.req.url.includes('?')) return null
  return `${c.req.path}\n${cookie}\n${languages}\n${c.req.header('accept-encoding') ?? ''}\n${c.req.header('host') ?? ''}`
}

async function keep(c: Context<Env>): Promise<Kept | null> {
  const { res } = c
  if (res.status !== 200 || !res.headers.get('content-type')?.startsWith('text/html') || res.headers.has('set-cookie')) return null
  const body = await (res.headers.has('content-encoding') ? res.arrayBuffer() : res.text())
  const headers = Object.fromEntries(res.headers)
  c.res = new Response(body, { headers })
  return { body, headers }
}
