// npm test: types, lint, assets, then every test on the embedded PostgreSQL, then again on the system's own.
//   npm test -- events rsvp.test.ts   only test files with one of these in their path, on the embedded PostgreSQL only
//   npm test -- --embedded-only       without the second half      --system-only [events]   without the first
//   npm test -- --test-name-pattern=seat   other options go to Node's test runner
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism, constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.ts'
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
const embeddedOnly = takes('--embedded-only') || (wanted.length > 0 && !systemOnly)

const isJourney = (file: string) => file.startsWith('test/journeys/')
const files = globSync('{src,test,db,bench}/**/*.test.{ts,tsx}')
  .sort((a, b) => Number(isJourney(b)) - Number(isJourney(a))) // the long ones first
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))

for (const name of ['DATABASE_URL', 'COMMONTABLE_DATA', 'SMTP_URL', 'MAIL_FROM', 'BASE_URL', 'HOST', 'PORT']) delete process.env[name] // the operator's own

/** Files that never ask the database they are given need not run on another; journeys ask it nothing that other tests don't. */
const asksTheServer = (file: string) => !isJourney(file) && /\/(database|world|deployment)\.ts'/.test(readFileSync(file, 'utf8'))

const say = (sentence: string) => console.log(`\n== ${sentence}`)

/** What has to be undone when the run ends, also by Ctrl-C; last first. */
const undo: (() => Promise<void> | void)[] = []
const children = new Set<ReturnType<typeof spawn>>()
let interrupted: NodeJS.Signals | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    interrupted = signal
    for (const child of children) child.kill(signal)
    setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), 15_000).unref() // a test that hangs does not hear
  })

class Stopped extends Error {}

const failed: string[] = []

/** What fails is told at the end; the rest is run all the same. */
async function step(name: string, command: string, ...args: string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  children.add(child)
  const [code] = await once(child, 'exit')
  children.delete(child)
  if (interrupted) throw new Stopped(`Stopped by ${interrupted}.`)
  if (code !== 0) failed.push(name)
}

/** The whole suite on one server. Ends with the summary of Node's test runner. */
async function testOn(name: string, url: string, chosen: string[]) {
  say(`Testing on ${name}: ${chosen.length} files`)
  process.env.TEST_SERVER_URL = url
  await step(
    `The suite on ${name}`,
    process.execPath,
    '--import',
    './scripts/tsx-loader.js',
    '--test',
    '--test-global-setup=test/database.ts',
    `--test-concurrency=${availableParallelism() + 1}`, // one more than can compute: many wait for something
    '--test-timeout=300000',
    '--test-force-exit', // a file whose tests are over must not hold the run by something it left open
    '--test-reporter=spec',
    ...options,
    ...chosen,
  )
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
  await testOn(`PostgreSQL ${server.version} with an owner who is no superuser`, server.url, files.filter(asksTheServer))
}

try {
  await run()
} catch (error) {
  failed.push(error instanceof Stopped ? error.message : 'The run itself')
  if (!(error instanceof Stopped)) console.error(error)
} finally {
  while (undo.length > 0) await undo.pop()!()
  if (failed.length > 0) console.error(`\nFAILED: ${failed.join('; ')}`)
  process.exitCode = failed.length > 0 ? 1 : 0
  if (interrupted) process.exitCode = 128 + constants.signals[interrupted]
}
