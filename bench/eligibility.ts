import { readFileSync } from 'node:fs'
import { checkEligibility } from '../src/contracts/eligibility.ts'
import type { StrikeFacts } from '../src/contracts/facts.ts'
import { mergeFacts, readFacts } from '../src/contracts/read-facts.ts'
import { strikeWords } from '../src/contracts/strike-words.ts'
import type { Benchmark } from './rounds.ts'

const { base, examples } = JSON.parse(readFileSync(new URL('../src/contracts/strike-examples.json', import.meta.url), 'utf8'))

/** The worked examples again and again, each time with other dates: a coalition of many units, no two alike, and none as in another round. */
function manyUnits(count: number, round: number): StrikeFacts[] {
  return Array.from({ length: count }, (_, place) => {
    const given = mergeFacts(base, examples[place % examples.length].overrides)
    const days = place % 400
    const moved: unknown = JSON.parse(JSON.stringify(given), (_, value) => {
      if (typeof value !== 'string' || !/^\d{4}-/.test(value)) return value
      return value.includes('T')
        ? Temporal.Instant.from(value)
            .add({ hours: 24 * days, minutes: place % 60, seconds: round })
            .toString()
        : Temporal.PlainDate.from(value).add({ days }).toString()
    })
    const read = readFacts(moved)
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    return read.value.facts
  })
}

/**
 * Complete evaluations a second on one core: every check with its answer, moments and reason. Here `ratio` is that rate itself, by the time the
 * processor worked, so that neighbors on the machine don't count.
 */
export const eligibility: Benchmark = {
  name: 'eligibility',
  better: 'higher',
  aim: 10_000,
  unit: 'evaluations/s',
  absolute: true,
  peer: 'none: the figure is evaluations a second on one core, against the stated limit of 10,000.',
  async measure(_ground, quick) {
    const count = quick ? 640 : 3200
    const rate = (units: readonly StrikeFacts[], work: (facts: StrikeFacts) => void) => {
      const before = process.cpuUsage()
      for (const facts of units) work(facts)
      const { user, system } = process.cpuUsage(before)
      return (units.length / (user + system)) * 1_000_000
    }
    const evaluate = (facts: StrikeFacts) => void checkEligibility(facts)
    let written = 0
    const withSentences = (facts: StrikeFacts) => {
      for (const check of checkEligibility(facts).checks) written += check.sentence(strikeWords.en).length
    }
    rate(manyUnits(count, 0), evaluate) // the first time warms up
    const rounds = Array.from({ length: quick ? 1 : 7 }, (_, round) => ({ ours: rate(manyUnits(count, round + 1), evaluate), peer: 1 }))
    const told = manyUnits(640, 9) // writing sentences takes longer than finding them
    const spoken = rate(told, withSentences)
    return {
      rounds,
      notes: [
        `With every sentence written out in English: ${Math.round(spoken).toLocaleString('en')} evaluations/s (${Math.round(written / told.length)} characters each).`,
      ],
    }
  },
}
