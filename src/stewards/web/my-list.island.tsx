/**
 * Lets a steward mark people without a connection. What is marked is put into a queue on this device, shown as not sent, and sent in its
 * order when the server can be reached; each entry has a key, so that the server writes it once however often it is sent. Without a
 * place to keep a queue the forms go the usual way.
 */
interface Words {
  offline: string
  allSent: string
  unsentOne: string
  unsent: string
  sendNow: string
  sending: string
  waiting: string
  sent: string
  crossed: string
  refused: string
  gone: string
  drop: string
  signIn: string
  full: string
  forgetAsk: string
  forgotten: string
  marks: Record<string, string>
}
interface Seen {
  conversation: number
  assessment: number
}
interface Queued {
  /** "local-member", as the page names the person. */
  person: string
  action: string
  fields: Record<string, string>
  /** A sentence of the server: it will not take this. It waits for the steward to copy or discard it. */
  refused?: string
}
interface Answer {
  outcome?: 'saved' | 'crossed' | 'gone' | 'signed-out' | 'refused'
  sentences?: string[]
  seen?: Seen
}

const store = 'my-list'
const longest = 12 * 60 * 60 * 1000
const list = document.querySelector<HTMLElement>('[data-my-list]')

if (list) begin(list, list.dataset.words ? (JSON.parse(list.dataset.words) as Words) : null)

function begin(list: HTMLElement, words: Words | null) {
  // Each steward who uses this device has a queue of her own: nothing is sent in another's name.
  const place = `${store}.${list.dataset.owner}`
  if (!words) return void forgetCopy()
  if (Date.now() - Number(list.dataset.loaded) > longest) return void forgetCopy().then(() => location.reload())

  const state = list.querySelector<HTMLElement>('[data-list-state]')!
  const rowOf = (person: string) => list.querySelector<HTMLElement>(`[data-person="${person}"]`)
  let sending = false,
    trouble = '',
    wait = 2000
  let retry: ReturnType<typeof setTimeout> | undefined

  const read = (): Queued[] => {
    try {
      return JSON.parse(localStorage.getItem(place) ?? '[]') as Queued[]
    } catch {
      return []
    }
  }
  /** Another tab may write the same queue: what is changed is read anew each time. */
  const change = (how: (queue: Queued[]) => Queued[]) => {
    const queue = how(read())
    if (queue.length) localStorage.setItem(place, JSON.stringify(queue))
    else localStorage.removeItem(place)
  }

  list.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (!form.matches('[data-entry]')) return
    const fields = Object.fromEntries(
      [...new FormData(form, event.submitter)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
    if (!fields.mark && !fields.note?.trim() && !fields.step) return // the server has the sentence for it
    if (fields.step && !fields.evidence) return
    try {
      change((queue) => [
        ...queue,
        {
          person: form.closest<HTMLElement>('[data-person]')!.dataset.person!,
          action: form.getAttribute('action')!,
          fields: { ...fields, said: new Date().toISOString() },
        },
      ])
    } catch {
      trouble = words.full
      return draw()
    }
    event.preventDefault()
    form.reset()
    form.querySelector<HTMLInputElement>('[name=key]')!.value = crypto.randomUUID()
    const details = form.closest('details')!
    details.open = false
    details.querySelector('summary')!.focus()
    draw()
    void send()
  })

  /** Sends what waits, in its order. One tab at a time, where browsers can tell. */
  async function send() {
    if (sending) return
    sending = true
    clearTimeout(retry)
    try {
      await ('locks' in navigator ? navigator.locks.request(place, sendAll) : sendAll())
    } finally {
      sending = false
      draw()
    }
    if (read().some(({ refused }) => !refused)) {
      retry = setTimeout(send, wait)
      wait = Math.min(wait * 2, 60_000)
    } else wait = 2000
  }

  async function sendAll() {
    for (const tried = new Set<string>(); ;) {
      const next = read().find(({ refused, fields }) => !refused && !tried.has(fields.key!))
      if (!next) return
      const key = next.fields.key!
      tried.add(key)
      draw(words!.sending)
      const reply = await fetch(next.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(next.fields),
        redirect: 'error',
      }).catch(() => null)
      const answer = (await reply?.json().catch(() => null)) as Answer | null
      const others = (queue: Queued[]) => queue.filter(({ fields }) => fields.key !== key)
      trouble = ''
      switch (answer?.outcome) {
        case 'saved':
        case 'crossed':
          // What waits about the same person was written by whoever wrote this: it has seen it.
          change((queue) =>
            others(queue).map((one) =>
              one.person === next.person ? { ...one, fields: { ...one.fields, ...seenFields(answer.seen!) } } : one,
            ),
          )
          settled(next, answer)
          break
        case 'refused':
        case 'gone': {
          const refused = answer.outcome === 'gone' ? words!.gone : words!.refused + (answer.sentences ?? []).join(' ')
          change((queue) => queue.map((one) => (one.fields.key === key ? { ...one, refused } : one)))
          break
        }
        case 'signed-out':
          trouble = words!.signIn
          return
        default: // no connection, or a server that is starting: later
          trouble = words!.offline
          return
      }
      draw()
    }
  }

  const seenFields = ({ conversation, assessment }: Seen) => ({
    seenConversation: String(conversation),
    seenAssessment: String(assessment),
  })

  function settled({ person, fields }: Queued, { outcome, seen }: Answer) {
    const row = rowOf(person)
    if (!row) return
    for (const [name, value] of Object.entries(seenFields(seen!))) row.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value
    const last = row.querySelector('[data-last]')!
    if (fields.mark) last.textContent = `${words!.marks[fields.mark]}, ${timeOf(fields.said!)}. `
    last.append(outcome === 'crossed' ? ` ${words!.crossed}` : ` ${words!.sent}`)
  }

  const timeOf = (said: string) => new Date(said).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })

  function draw(now = '') {
    const queue = read(),
      unsent = queue.length
    const sentence =
      now ||
      [
        unsent === 1 ? words!.unsentOne : unsent ? words!.unsent.replace('{}', String(unsent)) : '',
        trouble || (navigator.onLine ? '' : words!.offline),
      ]
        .filter(Boolean)
        .join('. ')
    if (state.textContent !== sentence) state.textContent = sentence
    list.classList.toggle('has-unsent', unsent > 0)
    for (const row of list.querySelectorAll<HTMLElement>('[data-person]')) {
      const lines = row.querySelector('[data-waiting]')!
      lines.replaceChildren(...queue.filter(({ person }) => person === row.dataset.person).map(line))
    }
    // About people who are no longer on this page: their text is not lost either.
    const homeless = queue.filter(({ person }) => !rowOf(person))
    let box = list.querySelector('[data-homeless]')
    if (!box && homeless.length) {
      box = Object.assign(document.createElement('ul'), { className: 'waiting' })
      box.setAttribute('data-homeless', '')
      state.before(box)
    }
    box?.replaceChildren(...homeless.map(line))
  }

  function line(entry: Queued) {
    const { fields, refused } = entry
    const item = document.createElement('li')
    const said = [fields.mark && words!.marks[fields.mark], fields.note].filter(Boolean).join(': ')
    item.append(
      Object.assign(document.createElement('b'), { textContent: refused ?? `${words!.waiting}, ${timeOf(fields.said!)}. ` }),
      ` ${said}`,
    )
    if (refused) {
      const drop = Object.assign(document.createElement('button'), {
        type: 'button',
        className: 'button button-quiet',
        textContent: words!.drop,
      })
      drop.addEventListener('click', () => {
        change((queue) => queue.filter((one) => one.fields.key !== fields.key))
        draw()
      })
      item.append(drop)
    }
    return item
  }

  // Searching needs no server.
  const search = list.querySelector<HTMLInputElement>('[name=search]')
  search?.addEventListener('input', () => {
    const asked = search.value
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
    let shown = 0
    for (const row of list.querySelectorAll<HTMLElement>('[data-person]')) {
      row.hidden = !asked.every((word) => ` ${row.dataset.search}`.includes(` ${word}`))
      shown += Number(!row.hidden)
    }
    list.querySelector<HTMLElement>('[data-list-nobody]')!.hidden = shown > 0
  })

  list.querySelector('#forget-list')!.addEventListener('click', async () => {
    const unsent = read().length
    if (unsent && !confirm(words!.forgetAsk.replace('{}', String(unsent)))) return
    clearTimeout(retry)
    localStorage.removeItem(place)
    await forgetCopy()
    const said = Object.assign(document.createElement('p'), { className: 'empty', textContent: words!.forgotten, tabIndex: -1 })
    list.replaceChildren(said)
    said.focus()
  })

  for (const [target, kind] of [
    [window, 'online'],
    [window, 'offline'],
    [document, 'visibilitychange'],
    [window, 'storage'],
  ] as const)
    target.addEventListener(kind, () => {
      draw()
      if (kind === 'online') wait = 2000
      if (navigator.onLine && !document.hidden && read().some(({ refused }) => !refused)) void send()
    })

  list.querySelector<HTMLElement>('[data-list-old]')!.hidden = Date.now() - Number(list.dataset.loaded) < 120_000
  draw()
  void keepCopy()
  if (read().length) void send()

  async function keepCopy() {
    if (!('serviceWorker' in navigator)) return
    try {
      await navigator.serviceWorker.register(list.dataset.worker!, { scope: list.dataset.scope! })
      const { active } = await navigator.serviceWorker.ready
      const files = [
        ...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[href^="/assets/"], script[src^="/assets/"]'),
      ].map((one) => ('href' in one ? one.href : one.src))
      active?.postMessage({ keep: files }, [])
      list.querySelector<HTMLElement>('[data-list-keeps]')!.hidden = false
    } catch {
      // The list works; it needs a connection to be opened.
    }
  }
}

async function forgetCopy() {
  if ('caches' in window) await caches.delete(store)
  for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? [])
    if (one.scope.endsWith('/staff/my-list')) await one.unregister()
}
export {}
