// What officers ask of a roster, each as the product asks it under row security and as the same statement without; and as a page over HTTP.
import { asPerson, type Db } from '../src/platform/db.ts'
import type { Local, Million } from './million.ts'
import { median, type Benchmark, type Measured } from './rounds.ts'

export interface Question {
  name: string
  ask: (db: Db, local: Local) => Promise<unknown>
  /** When the bare one is another statement than ours. */
  bare?: (db: Db, local: Local) => Promise<unknown>
  /** The page on which it stands. With a form it is posted. */
  page: (local: Local) => { path: string; form?: Record<string, string> }
}

const mostMs = 100

async function timed(work: () => Promise<unknown>) {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export const asOfficer = (ground: Million, local: Local, question: Question) =>
  asPerson(ground.root, local.account, 'read only', (db) => question.ask(db, local))

/** Milliseconds from the request to the last byte of the page. */
export const openPage = ({ port }: Million, local: Local, question: Question) =>
  timed(async () => {
    const { path, form } = question.page(local)
    const origin = `http://localhost:${port}`
    const answer = await fetch(origin + path, {
      method: form ? 'POST' : 'GET',
      headers: { cookie: `session=${local.token}`, origin, 'sec-fetch-site': 'same-origin' },
      body: form && new URLSearchParams(form),
      redirect: 'manual',
    })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${text.slice(0, 200)}`)
  })

/** How long each question takes, ours and bare in turn, and its page. The question that is worst beside its bare one gives the figure; all stand in the notes. */
export async function measureQuestions(ground: Million, local: Local, questions: readonly Question[], times: number): Promise<Measured> {
  const measured = []
  for (const question of questions) {
    const bare = question.bare ?? question.ask
    const rounds: Measured['rounds'] = []
    const pages: number[] = []
    for (let round = -2; round < times; round++) {
      const one = {
        ours: await timed(() => asOfficer(ground, local, question)),
        peer: await timed(() => ground.bare.ask((db) => bare(db, local))),
      }
      const page = await openPage(ground, local, question)
      if (round < 0) continue // the first two warm up
      rounds.push(one)
      pages.push(page)
    }
    measured.push({
      question,
      rounds,
      page: median(pages),
      least: Math.min(...pages),
      ratio: median(rounds.map(({ ours, peer }) => ours / peer)),
    })
  }
  const worst = measured.toSorted((a, b) => b.ratio - a.ratio)[0]!
  const ms = (numbers: number[]) => median(numbers).toPrecision(3)
  return {
    rounds: worst.rounds,
    over: measured.some(({ page }) => page >= mostMs),
    notes: [
      `At ${local.members.toLocaleString('en')} members of one local; the figure is that of "${worst.question.name}", the worst. Each page is to come within ${mostMs} ms.`,
      ...measured.map(
        ({ question, rounds, page, least, ratio }) =>
          `${question.name}: ours ${ms(rounds.map(({ ours }) => ours))} ms, bare ${ms(rounds.map(({ peer }) => peer))} ms, ratio ${ratio.toPrecision(3)}; its page over HTTP ${page.toPrecision(3)} ms (least ${least.toPrecision(3)}).`,
      ),
    ],
  }
}

export const benchmarkOf = (
  name: string,
  questions: readonly Question[],
  million: (ground: Parameters<Benchmark['measure']>[0], quick: boolean) => Promise<Million>,
): Benchmark => ({
  name,
  better: 'lower',
  aim: 2,
  unit: 'ms',
  peer: 'the same statements as the owner of the tables, past row security, in a transaction as well; we become the role and the officer in it, and ask under row security.',
  async measure(ground, quick) {
    const made = await million(ground, quick)
    return measureQuestions(made, made.large, questions, quick ? 3 : 15)
  },
})
