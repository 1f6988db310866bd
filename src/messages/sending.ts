import type { Unable } from '../platform/mail.ts'

/** Why a message waits. */
export type Hold = Unable | 'no-base-url' | 'approver' | 'unreachable' | 'refused-us' | 'restored'

/** All but an unreachable server wait until somebody tells the message to go on: what was mended late should not surprise anybody. */
export const heldUntilTold = (note: string) => note !== 'unreachable'

/** Why a deployment can't send at all, or null. Links in mails must lead somewhere: a real deployment needs its public address. */
export function holdingFor(unable: Unable | null, baseUrl: string | undefined, mode: 'example' | 'real'): Unable | 'no-base-url' | null {
  if (unable) return unable
  if (mode === 'real' && (!baseUrl || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(baseUrl).hostname))) return 'no-base-url'
  return null
}

/** Seconds until a mail that was put off is tried again, or null when it has been tried often enough. `tries` counts the one that was just put off. */
export const afterDeferral = (tries: number): number | null => [60, 300, 900, 3600, 14_400][tries - 1] ?? null

export type DeliveryState = 'waiting' | 'claimed' | 'sent' | 'refused' | 'deferred' | 'unsure' | 'left out'

export interface Progress {
  total: number
  /** Settled in one way or another. */
  settled: number
  byState: Record<DeliveryState, number>
  /** Under null those that are told only together (src/headcounts/tree.ts). */
  locals: { localId: number | null; total: number; settled: number }[]
}

const open: DeliveryState[] = ['waiting', 'claimed', 'deferred']

/** Counts by local (null: several together) and state, added up. */
export function progressOf(rows: readonly { localId: number | null; state: DeliveryState; mails: number }[]): Progress {
  const byState: Progress['byState'] = { waiting: 0, claimed: 0, sent: 0, refused: 0, deferred: 0, unsure: 0, 'left out': 0 }
  const locals = new Map<number | null, Progress['locals'][number]>()
  for (const { localId, state, mails } of rows) {
    byState[state] += mails
    const local = locals.get(localId) ?? { localId, total: 0, settled: 0 }
    local.total += mails
    if (!open.includes(state)) local.settled += mails
    locals.set(localId, local)
  }
  const total = rows.reduce((sum, { mails }) => sum + mails, 0)
  return {
    total,
    settled: total - open.reduce((sum, state) => sum + byState[state], 0),
    byState,
    locals: [...locals.values()].sort(byTotal),
  }
}

/** The largest first, those together last. */
const byTotal = (a: Progress['locals'][number], b: Progress['locals'][number]) =>
  Number(a.localId === null) - Number(b.localId === null) || b.total - a.total || a.localId! - b.localId!
