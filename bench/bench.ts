// npm run bench [-- NAME...] [--json] [--quick]: each figure against a peer that does the same work in the same run.
import { parseArgs } from 'node:util'
import { board } from './board.ts'
import { eligibility } from './eligibility.ts'
import { ballotCreate, ballotCreateThrottled, ballotVerify, ballotVerifyMemory, ballotVerifyTwo } from './ballots.ts'
import { eventPage } from './event-page.ts'
import { withGround } from './ground.ts'
import { growth } from './growth.ts'
import { liveCounters } from './live-counters.ts'
import { median, resultOf, type Benchmark, type Measured, type Result } from './rounds.ts'
import { rosterExport } from './roster-export.ts'
import { rosterImport } from './roster-import.ts'
import { rosterReimport } from './roster-reimport.ts'
import { coverageMap, memberList, memberSearch, segmentCount } from './roster-questions.ts'
import { rsvp } from './rsvp.ts'
import { signedMail } from './signed-mail.ts'

const benchmarks: Benchmark[] = [
  eventPage,
  rsvp,
  liveCounters,
  rosterImport,
  rosterReimport,
  memberList,
  memberSearch,
  segmentCount,
  coverageMap,
  rosterExport,
  growth,
  signedMail,
  board,
  eligibility,
  ballotVerify,
  ballotVerifyTwo,
  ballotVerifyMemory,
  ballotCreate,
  ballotCreateThrottled,
]

const usage = `Usage: npm run bench [-- NAME... --json --quick]

Names: ${benchmarks.map((benchmark) => benchmark.name).join(', ')} (all of them when none is given)
  --json    the last line is an array of {name, ratio, better, aim, peer, runs}
  --quick   small data and few rounds: shows that it works, the figures mean little`

class Misuse extends Error {}

function read(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    const unknown = positionals.find((name) => !benchmarks.some((benchmark) => benchmark.name === name))
    if (unknown) throw new Misuse(`There is no benchmark "${unknown}".`)
    return { ...values, chosen: benchmarks.filter((benchmark) => positionals.length === 0 || positionals.includes(benchmark.name)) }
  } catch (error) {
    throw error instanceof Misuse ? error : new Misuse((error as Error).message)
  }
}

function describe({ ratio, better, aim, reached, peer, runs, unit, absolute }: Result, { notes }: Measured): string[] {
  const ratios = runs.map((run) => run.ratio)
  const middle = (which: 'ours' | 'peer') => median(runs.map((run) => run[which])).toLocaleString('en', { maximumSignificantDigits: 4 })
  if (absolute)
    return [
      `  ${ratio.toLocaleString('en')} ${unit} (limit: at ${better === 'higher' ? 'least' : 'most'} ${aim.toLocaleString('en')}): ${reached ? 'kept' : 'NOT KEPT'}; median of ${runs.length} rounds, from ${Math.min(...ratios)} to ${Math.max(...ratios)}`,
      ...notes.map((note) => `  ${note}`),
    ]
  return [
    `  ${ratio} of the peer (aim: ${better === 'higher' ? 'at least' : 'at most'} ${aim}): ${reached ? 'reached' : 'NOT REACHED'}`,
    `  ours ${middle('ours')} ${unit}, peer ${middle('peer')} ${unit}; medians of ${runs.length} rounds, ratios from ${Math.min(...ratios)} to ${Math.max(...ratios)}`,
    `  Peer: ${peer}`,
    ...notes.map((note) => `  ${note}`),
  ]
}

async function main(): Promise<number> {
  const { json, quick = false, help, chosen } = read(process.argv.slice(2))
  if (help) return (console.log(usage), 0)
  let stop: (error: Error) => void
  const interrupted = new Promise<never>((_, refuse) => {
    stop = refuse
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => stop(new Interrupted('Stopped; everything that was made for the measurement is removed.')))
  const results = await withGround(
    interrupted,
    (sentence) => console.log(sentence),
    async (ground) => {
      console.log(`Measuring on ${ground.server}, Node ${process.versions.node}.${quick ? ' Quick: the figures mean little.' : ''}`)
      const results: Result[] = []
      for (const benchmark of chosen) {
        console.log(`\n${benchmark.name}`)
        const measured = await benchmark.measure(ground, quick)
        const result = resultOf(benchmark, measured)
        for (const line of describe(result, measured)) console.log(line)
        results.push(result)
      }
      return results
    },
  )
  if (json || process.env.npm_config_json === 'true') console.log(`\n${JSON.stringify(results)}`)
  return 0
}

class Interrupted extends Error {}

process.exitCode = await main().catch((error: unknown) => {
  if (error instanceof Misuse) return (console.error(`${error.message}\n\n${usage}`), 2)
  console.error(error instanceof Interrupted ? `\n${error.message}` : error)
  return error instanceof Interrupted ? 130 : 1
})
process.exit()
