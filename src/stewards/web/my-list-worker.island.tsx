/**
 * Keeps one copy of a steward's list, so that it opens without a connection, and what the page is drawn with. Nothing else is kept: not
 * what was noted, not how anybody stands. The copy is shown for twelve hours after it was loaded and thrown away then, and as soon as the server
 * no longer gives the list to this browser. What the promises are: docs/decisions/0062.
 */
interface Fetch extends Event {
  request: Request
  respondWith: (answer: Promise<Response>) => void
}
interface Waiting extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
const worker = self as unknown as {
  location: Location
  registration: { scope: string }
  clients: { claim: () => Promise<void> }
  skipWaiting: () => Promise<void>
  addEventListener: <K extends 'install' | 'activate' | 'fetch' | 'message'>(
    kind: K,
    on: (event: K extends 'fetch' ? Fetch : K extends 'message' ? MessageEvent & Waiting : Waiting) => void,
  ) => void
}

const store = 'my-list'
const longest = 12 * 60 * 60 * 1000
const patience = 8000
const list = new URL(worker.registration.scope).pathname
const when = 'x-kept-at'

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

/** The page asks once it is drawn: with the files that it is drawn with. */
worker.addEventListener('message', (event) => {
  if (event.data?.keep) event.waitUntil(Promise.all([load(list).catch(() => undefined), keepFiles(event.data.keep as string[])]))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate' && pathname === list) event.respondWith(open(request))
  else if (pathname.startsWith('/assets/'))
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)))
})

async function open(request: Request): Promise<Response> {
  const leaving = new AbortController()
  const timer = setTimeout(() => leaving.abort(), patience)
  try {
    return await load(request.url, leaving.signal)
  } catch (error) {
    const kept = await caches.match(list, { cacheName: store, ignoreVary: true })
    if (!kept) throw error
    if (Date.now() - Number(kept.headers.get(when)) < longest) return kept
    await caches.delete(store)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Asks the server, and keeps what it gave. A search is a part of the list and is not kept. */
async function load(url: string, signal?: AbortSignal): Promise<Response> {
  const answer = await fetch(url, { credentials: 'same-origin', signal, headers: { accept: 'text/html' } })
  if (answer.status >= 500) throw new Error(String(answer.status))
  if (!answer.ok || answer.redirected) await caches.delete(store)
  else if (!new URL(url, worker.location.origin).searchParams.has('search')) {
    const headers = new Headers(answer.headers)
    headers.set(when, String(Date.now()))
    await (await caches.open(store)).put(list, new Response(await answer.clone().blob(), { headers }))
  }
  return answer
}

async function keepFiles(files: string[]) {
  const kept = await caches.open(store)
  for (const file of files) if (!(await kept.match(file, { ignoreVary: true }))) await kept.add(file).catch(() => undefined)
}
export {}
