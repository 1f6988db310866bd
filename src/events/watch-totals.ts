import { sql } from 'kysely'
import { asPerson, type Root } from '../platform/db.ts'
import { findTotals } from './turnout-queries.ts'

/** Everybody in this process who follows one event. One query a second at most asks for its totals, however many listen. */
export interface Watch {
  /** Resolves when the totals are known for the first time: what is read after that can only be newer than what changes are measured by. */
  ready: Promise<void>
  /** What it shows to readers of the same offices, until the totals change: as it goes over the wire. */
  shown: Map<string, Promise<Uint8Array>>
  /** What this listener's offices reach by now; null: the session is over or no office is held. Asked for all listeners at once, at most a second ago. */
  reach: (listener: Listener) => Promise<string | null>
  /** Resolves true when the totals have changed since the last call of the same listener, false after `milliseconds` without a change. */
  change: (listener: Listener, milliseconds: number) => Promise<boolean>
  leave: (listener: Listener) => void
}

/** One open page. */
export interface Listener {
  account: string
  sessionId: string
}

const watches = new WeakMap<Root, Map<number, Watch>>()
const pulse = 1000

/** Joins the watch of an event, as somebody who holds an office. */
export function watchTotals(root: Root, eventId: number, listener: Listener): Watch {
  const all = watches.get(root) ?? new Map<number, Watch & { join: (listener: Listener) => void }>()
  watches.set(root, all)
  const watch = (all.get(eventId) ?? newWatch(root, eventId, () => all.delete(eventId))) as ReturnType<typeof newWatch>
  all.set(eventId, watch)
  watch.join(listener)
  return watch
}

function newWatch(root: Root, eventId: number, ended: () => void) {
  /** By listener the state that it saw last. */
  const listeners = new Map<Listener, { seen: number }>()
  const waiting = new Set<() => void>()
  const shown: Watch['shown'] = new Map()
  let totals = '',
    state = 0
  let looked: { state: number; at: number; found: ReturnType<typeof findReaders> } | undefined
  const wakeAll = () => {
    for (const wake of waiting) wake()
  }
  function changeTo(asked: string) {
    if (asked === totals) return
    if (totals) {
      state += 1
      shown.clear()
    }
    totals = asked
    wakeAll()
  }

  async function ask() {
    try {
      // As the first who still may: an office that has ended meanwhile is told no number, and its own stream notices.
      for (const account of new Set([...listeners.keys()].map((listener) => listener.account))) {
        const found = await asPerson(root, account, 'read only', (db) => findTotals(db, eventId))
        if (!found) continue
        return changeTo(JSON.stringify(found))
      }
      changeTo('nobody may know') // each stream looks again whether its reader still may
    } catch {
      /* the database is away for a moment: the next pulse asks again */
    }
  }
  // The next question waits for the answer to this one.
  let timer: NodeJS.Timeout
  const beat = (): Promise<void> =>
    ask().finally(() => {
      if (listeners.size > 0) timer = setTimeout(beat, pulse)
    })

  return {
    shown,
    ready: Promise.resolve().then(beat), // when the first listener has joined
    async reach({ sessionId }: Listener) {
      if (!looked || looked.state !== state || performance.now() - looked.at > pulse)
        looked = {
          state,
          at: performance.now(),
          found: findReaders(
            root,
            [...listeners.keys()].map((listener) => listener.sessionId),
          ),
        }
      // Who has come since then is asked about alone.
      return (await looked.found).get(sessionId) ?? (await findReaders(root, [sessionId])).get(sessionId) ?? null
    },
    join: (listener: Listener) => {
      listeners.set(listener, { seen: state })
    },
    change(listener: Listener, milliseconds: number) {
      const known = listeners.get(listener)
      const done = () => {
        const changed = known !== undefined && known.seen !== state
        if (known) known.seen = state
        return changed
      }
      if (!known || known.seen !== state) return Promise.resolve(done())
      return new Promise<boolean>((resolve) => {
        const wake = () => {
          clearTimeout(limit)
          waiting.delete(wake)
          resolve(done())
        }
        const limit = setTimeout(wake, milliseconds)
        waiting.add(wake)
      })
    },
    leave(listener: Listener) {
      listeners.delete(listener)
      if (listeners.size > 0) return
      clearTimeout(timer)
      ended()
      wakeAll()
    },
  }
}

/** By session what its account's offices reach, where both live. */
async function findReaders(root: Root, sessions: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await asPerson(root, null, 'read only', (db) =>
    sql<{ session_id: string; reach: string }>`select session_id, reach from living_readers(${sessions}::uuid[])`.execute(db),
  )
  return new Map(rows.map(({ session_id, reach }) => [session_id, reach]))
}
