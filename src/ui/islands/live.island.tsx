/**
 * Follows the stream of every [data-live] on the page and puts what the server rendered in its place. One connection per address,
 * closed while the page is hidden. Read out at most every 30 seconds, so that a count that rises does not talk over its reader.
 */
const quiet = 30_000
const longestWait = 60_000

interface Stream {
  source?: EventSource
  failures: number
  retry?: ReturnType<typeof setTimeout>
}

const streams = new Map<string, Stream>()

const partsOf = (src: string) => [...document.querySelectorAll<HTMLElement>('[data-live]')].filter((part) => part.dataset.src === src)

function follow() {
  if (!('EventSource' in window)) return
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const src = part.dataset.src!
    if (streams.has(src)) continue
    const stream = { failures: 0 }
    streams.set(src, stream)
    open(src, stream)
  }
}

function open(src: string, stream: Stream) {
  clearTimeout(stream.retry)
  if (document.hidden) return
  const source = (stream.source = new EventSource(src))
  source.addEventListener('open', () => {
    stream.failures = 0
    show(src, 'on')
  })
  for (const name of new Set(partsOf(src).map((part) => part.dataset.live!)))
    source.addEventListener(name, (event) => {
      for (const part of partsOf(src)) if (part.dataset.live === name) replace(part, (event as MessageEvent<string>).data)
    })
  source.addEventListener('go', (event) => {
    const { data } = event as MessageEvent<string>
    source.close()
    if (data.startsWith('/') && !data.startsWith('//')) location.assign(data)
    else location.reload()
  })
  source.addEventListener('error', () => {
    // A browser comes back by itself after a lost connection, but gives up for good after an answer it did not expect.
    stream.failures++
    if (stream.failures > 1) show(src, 'lost')
    if (source.readyState !== EventSource.CLOSED) return
    stream.retry = setTimeout(() => open(src, stream), Math.min(longestWait, 2 ** stream.failures * 1000) * (0.75 + Math.random() / 2))
  })
}

function replace(part: HTMLElement, html: string) {
  if (part.innerHTML === html) return
  const focused = part.contains(document.activeElement) ? document.activeElement : null
  const unfolded = new Map(foldsOf(part).map(({ open, firstElementChild }) => [firstElementChild!.textContent, open]))
  part.innerHTML = html
  for (const fold of foldsOf(part)) {
    const summary = fold.firstElementChild as HTMLElement
    fold.open = unfolded.get(summary.textContent) ?? fold.open
    if (focused?.matches('summary') && focused.textContent === summary.textContent) summary.focus()
  }
  if (focused?.id) document.getElementById(focused.id)?.focus()
  say(part)
}

const foldsOf = (part: HTMLElement) => [...part.querySelectorAll('details')]

const lastSaid = new WeakMap<HTMLElement, number>()
const waiting = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>()

function say(part: HTMLElement) {
  if (waiting.has(part)) return
  const due = (lastSaid.get(part) ?? -quiet) + quiet - performance.now()
  const speak = () => {
    waiting.delete(part)
    lastSaid.set(part, performance.now())
    const voice = stateOf(part)?.querySelector('[data-live-say]')
    const sentence = part.querySelector<HTMLElement>('[data-say]')?.dataset.say
    if (voice && sentence && voice.textContent !== sentence) voice.textContent = sentence
  }
  if (due <= 0) speak()
  else waiting.set(part, setTimeout(speak, due))
}

function show(src: string, state: 'on' | 'lost') {
  for (const part of partsOf(src))
    for (const [name, visible] of Object.entries({ on: state === 'on', lost: state === 'lost', reload: state === 'lost' }))
      stateOf(part)?.querySelector(`[data-live-${name}]`)?.toggleAttribute('hidden', !visible)
}

const stateOf = (part: HTMLElement) => part.nextElementSibling

document.addEventListener('visibilitychange', () => {
  for (const [src, stream] of streams) {
    if (document.hidden) {
      stream.source?.close()
      clearTimeout(stream.retry)
    } else if (!stream.source || stream.source.readyState === EventSource.CLOSED) open(src, stream)
  }
})
document.addEventListener('page-replaced', follow)
follow()
