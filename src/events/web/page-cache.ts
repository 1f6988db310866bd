import type { IncomingMessage } from 'node:http'
import type { App } from '../../platform/web.ts'
import { urls } from '../../urls.ts'

/** A page as it was sent. Plain headers and bytes: what the server can write without looking at them again. */
interface Kept {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}
interface Entry {
  until: number
  kept?: Kept
  coming: Promise<Kept | null>
}

const milliseconds = 1000
const most = 500
const cached = new RegExp(`^${urls.events}(/[a-z0-9-]+)?$`)

/**
 * Answers visitors who have no session from memory, with what was rendered for another visitor up to a second ago, and lets the
 * first of those who ask at the same time do the work for all. It stands before the router, so that such a request costs next to
 * nothing. Who brings any cookie but the chosen language is never answered from here, and nothing that sets a cookie is kept.
 */
export function eventPageCache(app: App) {
  const memory = new Map<string, Entry>()
  const { fetch } = app

  app.fetch = (request, env, context) => {
    const key = keyOf(request, (env as { incoming?: IncomingMessage } | undefined)?.incoming)
    if (key === null) return fetch(request, env, context)
    const known = memory.get(key)
    if (!known || known.until < performance.now()) return render(key, async () => fetch(request, env, context))
    if (known.kept) return answer(known.kept)
    return known.coming.then((kept) => (kept ? answer(kept) : fetch(request, env, context)))
  }

  async function render(key: string, ask: () => Promise<Response>): Promise<Response> {
    const { promise, resolve } = Promise.withResolvers<Kept | null>()
    const entry: Entry = { until: performance.now() + milliseconds, coming: promise }
    memory.delete(key) // so that the oldest stand first
    memory.set(key, entry)
    if (memory.size > most) memory.delete(memory.keys().next().value!)
    let kept: Kept | null = null
    try {
      const response = await ask()
      if (!keepable(response)) return response
      kept = { body: new Uint8Array(await response.arrayBuffer()), headers: Object.fromEntries(response.headers) }
      kept.headers['content-length'] = String(kept.body.byteLength)
      entry.kept = kept
      return answer(kept)
    } finally {
      if (!kept) memory.delete(key)
      resolve(kept)
    }
  }
}

const answer = ({ body, headers }: Kept) => new Response(body, { headers })

const keepable = ({ status, headers }: Response) =>
  status === 200 && headers.get('content-type')?.startsWith('text/html') && !headers.has('set-cookie')

/** The page and what decides its language. Null: not to be answered from memory. `incoming` has the headers without a Headers object being built. */
function keyOf(request: Request, incoming: IncomingMessage | undefined): string | null {
  if (request.method !== 'GET') return null
  const path = incoming?.url ?? request.url.slice(new URL(request.url).origin.length)
  if (!cached.test(path)) return null
  const header = (name: string) => (incoming ? (incoming.headers[name] as string | undefined) : request.headers.get(name)) ?? ''
  const cookie = header('cookie'),
    languages = header('accept-language')
  if ((cookie !== '' && cookie !== 'lang=en' && cookie !== 'lang=es') || languages.length > 200) return null
  return `${path}\n${cookie}\n${languages}\n${header('accept-encoding')}\n${header('host')}`
}
