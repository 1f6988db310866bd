// npm test: types, lint, assets, then every test on the embedded PostgreSQL, then again on the system's own.
//   npm test -- events rsvp.test.ts   only test files with one of these in their path, on the embedded PostgreSQL only
//   npm test -- --embedded-only       without the second half      --system-only [events]   without the first
//   npm test -- --test-name-pattern=seat rsvp   only tests whose name matches
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism, constants } from 'node:os'
import { relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run as runTests } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.ts'
import { globalSetup, globalTeardown } from './database.ts'
import { startServer } from './server.ts'
import { startThrowAway } from './throw-away.ts'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const options = process.argv.slice(2).filter((word) => word.startsWith('--'))
const wanted = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('--'))
  .map((word) => word.replace(/^\.\//, ''))
const takes = (option: string) => options.includes(option) && options.splice(options.indexOf(option), 1).length > 0
const systemOnly = takes('--system-only')
const namePatterns = options
  .filter((option) => option.startsWith('--test-name-pattern='))
  .map((option) => option.slice(option.indexOf('=') + 1))
const embeddedOnly = takes('--embedded-only') || (wanted.length > 0 && !systemOnly)

const unknown = options.find((option) => !option.startsWith('--test-name-pattern='))
if (unknown) {
  console.error(
    `${unknown} is no option of npm test: --embedded-only, --system-only, --test-name-pattern=…, and parts of the paths of test files.`,
  )
  process.exit(1)
}

const isJourney = (file: string) => file.startsWith('test/journeys/')
const files = globSync('{src,test,db,bench}/**/*.test.{ts,tsx}')
  .sort((a, b) => Number(b.startsWith('test/')) - Number(a.startsWith('test/'))) // the long ones first: a late one would run alone at the end
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))

process.env.LOG_LEVEL = 'warn' // what a server says of every address that was not there would bury what failed
for (const name of ['DATABASE_URL', 'COMMONTABLE_DATA', 'SMTP_URL', 'MAIL_FROM', 'BASE_URL', 'HOST', 'PORT']) delete process.env[name] // the operator's own

/** Files that never ask the database they are given need not run on another. */
const asksTheServer = (file: string) => /\/(database|world|deployment)\.ts'|newBrowsing/.test(readFileSync(file, 'utf8'))

const say = (sentence: string) => console.log(`\n== ${sentence}`)

/** What has to be undone when the run ends, also by Ctrl-C; last first. */
const undo: (() => Promise<void> | void)[] = []
const stop = new AbortController()
const children = new Set<ReturnType<typeof spawn>>()
let interrupted: NodeJS.Signals | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    interrupted = signal
    stop.abort()
    for (const child of children) child.kill(signal)
    setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), 15_000).unref() // a test that hangs does not hear
  })

class Stopped extends Error {}

const failed: string[] = []
/** Every test that failed: it is told once more as the last thing of a run, where a log that was cut still has it. */
const failures: string[] = []

/** What fails is told at the end; the rest is run all the same. */
async function step(name: string, command: string, ...args: string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  children.add(child)
  const [code] = await once(child, 'exit')
  children.delete(child)
  if (interrupted) throw new Stopped(`Stopped by ${interrupted}.`)
  if (code !== 0) failed.push(name)
}

/** How long each file took, in seconds, with the server it ran on: what to make faster when the suite nears its 15 minutes. */
const took: { file: string; seconds: number }[] = []

/** These files on one server, in this order, each in a process of its own. Ends with the summary of Node's test runner. */
async function testOn(name: string, url: string, chosen: string[]) {
  say(`Testing on ${name}: ${chosen.length} files`)
  process.env.TEST_SERVER_URL = url
  await globalSetup()
  const results = runTests({
    files: chosen.map((file) => resolve(file)),
    concurrency: availableParallelism() + 2, // two more than can compute: many wait for something
    timeout: 600_000,
    execArgv: [
      '--import',
      './scripts/tsx-loader.js',
      '--max-semi-space-size=64', // a fifth of a start is else spent on garbage
      // No --test-force-exit: with it a file in eight lost its last results on their way here, unseen.
    ],
    testNamePatterns: namePatterns,
    signal: stop.signal,
  })
  let passed = false
  const unheard = new Set(chosen)
  results.on('test:summary', ({ file, success, duration_ms }) => {
    if (!file) return void (passed = success)
    unheard.delete(relative('.', file))
    took.push({ file: `${relative('.', file)} on ${name}`, seconds: duration_ms / 1000 })
  })
  results.on('test:fail', ({ name: test, file, line, details }) => {
    const error = details.error as Error & { failureType?: string; cause?: unknown }
    if (error.failureType === 'subtestsFailed') return // it is told of each of them
    const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.message
    failures.push(`${file ? relative('.', file) : '?'}:${line ?? '?'} on ${name}\n${test}\n${cause}`)
  })
  await pipeline(results, new spec(), process.stdout, { end: false })
  await globalTeardown()
  if (interrupted) throw new Stopped(`Stopped by ${interrupted}.`)
  for (const file of unheard) failures.push(`${file} on ${name}\nended without saying how its tests went`)
  if (!passed || unheard.size > 0) failed.push(`The suite on ${name}`)
}

const build = () => step('What browsers load', process.execPath, 'scripts/build.js')

async function run() {
  if (files.length === 0) throw new Stopped(`No test file has ${wanted.map((part) => `"${part}"`).join(' or ')} in its path.`)
  if (wanted.length === 0) {
    say('Types, lint, and what browsers load')
    await Promise.all([step('Types', 'node_modules/.bin/tsc'), step('Lint', 'node_modules/.bin/oxlint').then(build)])
  } else await build()
  if (files.some(isJourney)) process.env.CHROMIUM = findChromium(say)

  if (!systemOnly) {
    const embedded = await startThrowAway()
    undo.push(embedded.stop)
    process.env.TMPDIR = embedded.folder // what tests that were interrupted leave goes with it
    await testOn('the embedded PostgreSQL', embedded.url, files)
  }
  if (embeddedOnly) return

  const server = await startServer(say)
  if (!server) {
    console.log(
      `\n${'!'.repeat(120)}\nThe second half is LEFT OUT: no PostgreSQL 15 or newer is installed here, and only root on Debian can install one.\n${'!'.repeat(120)}`,
    )
    return
  }
  undo.push(server.stop)
  if (!systemOnly) process.env.TEST_PAGES_SEEN = 'yes' // see violations() in test/journeys/browser.ts
  await testOn(`PostgreSQL ${server.version} with an owner who is no superuser`, server.url, files.filter(asksTheServer))
}

try {
  await run()
} catch (error) {
  failed.push(error instanceof Stopped ? error.message : 'The run itself')
  if (!(error instanceof Stopped)) console.error(error)
} finally {
  while (undo.length > 0) await undo.pop()!()
  if (took.length > 20) {
    say('The slowest files')
    for (const { file, seconds } of took.sort((a, b) => b.seconds - a.seconds).slice(0, 20))
      console.log(`${seconds.toFixed(0).padStart(4)} s  ${file}`)
  }
  for (const failure of failures) console.error(`\nFAILED: ${failure.split('\n').slice(0, 20).join('\n  ')}`)
  if (failed.length > 0) console.error(`\nFAILED: ${failed.join('; ')}`)
  process.exitCode = failed.length > 0 ? 1 : 0
  if (interrupted) process.exitCode = 128 + constants.signals[interrupted]
}
