import { Worker } from 'node:worker_threads'
import type { Checking } from './checking.ts'

/** What a thread is asked; it answers the same number with faults, null for none. */
export type Question = { number: number } & ({ open: string; expectedBallots: number } | { credentials: string[] } | { ballots: string[] })
export interface Answer {
  number: number
  faults: (string | null)[]
}

/** The costly checks on several threads; each is given to the thread that has least to do. */
export function checkingThreads(count: number): { checking: Checking; end: () => Promise<void> } {
  let asked = 0
  const threads = Array.from({ length: count }, () => {
    const waiting = new Map<number, { resolve: (faults: Answer['faults']) => void; reject: (error: Error) => void }>()
    const worker = new Worker(new URL('checking-thread.ts', import.meta.url))
    worker.on('message', ({ number, faults }: Answer) => {
      waiting.get(number)?.resolve(faults)
      waiting.delete(number)
    })
    worker.on('error', (error: Error) => waiting.forEach(({ reject }) => reject(error)))
    return { worker, waiting }
  })

  function ask(
    thread: (typeof threads)[number],
    question: { open: string; expectedBallots: number } | { credentials: string[] } | { ballots: string[] },
  ) {
    const number = asked++
    return new Promise<Answer['faults']>((resolve, reject) => {
      thread.waiting.set(number, { resolve, reject })
      thread.worker.postMessage({ number, ...question } satisfies Question, [])
    })
  }
  const idlest = () => threads.reduce((best, thread) => (thread.waiting.size < best.waiting.size ? thread : best))

  return {
    checking: {
      open: async (open, expectedBallots) =>
        void (await Promise.all(threads.map((thread) => ask(thread, { open, expectedBallots: Math.ceil(expectedBallots / count) })))),
      async credentials(list) {
        let next = 0
        const faults: Answer['faults'] = []
        async function keepBusy(thread: (typeof threads)[number]) {
          while (next < list.length) faults.push(...(await ask(thread, { credentials: list.slice(next, (next += 250)) })))
        }
        await Promise.all(threads.map(keepBusy))
        return faults.find((fault) => fault !== null) ?? null
      },
      ballots: (ballots) => ask(idlest(), { ballots }),
    },
    end: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))),
  }
}
