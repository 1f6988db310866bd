// What an observer's machine, and a member's phone, have to do for a vote.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { rehearse, planFor } from '../src/ballots/rehearsal.ts'
import { bundleForBrowsers } from '../src/ballots/bundle-for-browsers.ts'
import { belenios, findBeleniosTool } from '../test/belenios-tool.ts'
import { findChromium } from '../test/chromium.ts'
import type { Ground } from './ground.ts'
import { alternate, type Benchmark } from './rounds.ts'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const loader = new URL('../scripts/tsx-loader.js', import.meta.url).href

/** A vote of about so many ballots, once for all benchmarks of a run. */
const votes = new WeakMap<Ground, Map<number, Promise<{ folder: string; archive: string; ballots: number }>>>()
function voteOf(ground: Ground, members: number) {
  const made = votes.get(ground) ?? new Map<number, Promise<{ folder: string; archive: string; ballots: number }>>()
  votes.set(ground, made)
  if (!made.has(members)) {
    const folder = join(ground.folder, `vote-${members}`)
    const plan = planFor(members)
    const ballots = plan.locals.flatMap(({ votes }) => votes.flat()).length
    made.set(
      members,
      rehearse(plan, folder).then(({ uuid }) => ({ folder, archive: join(folder, `${uuid}.bel`), ballots })),
    )
  }
  return made.get(members)!
}

/** Runs a program to its end: seconds of the wall, and of processors (user and system) where the system tells. */
async function timed(command: string, args: string[]): Promise<{ wall: number; cpu: number; peak: number | null }> {
  const [before, started] = [childrenCpu(), performance.now()]
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 2] })
  let peak: number | null = null
  const watch = setInterval(() => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024
    } catch {}
  }, 100)
  const [code] = await once(child, 'exit')
  clearInterval(watch)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`)
  return { wall: (performance.now() - started) / 1000, cpu: (childrenCpu() - before) / 100, peak }
}

/** Clock ticks of 10 ms of all children that have ended. */
function childrenCpu(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return Number(fields[13]) + Number(fields[14])
}

const verify = (archive: string, threads: number) =>
  timed(process.execPath, ['--import', loader, cli, 'ballots', 'verify', archive, '--threads', String(threads)])

export const ballotVerify: Benchmark = {
  name: 'ballot-verify',
  better: 'higher',
  aim: 1.3,
  peer: "Debian's belenios-tool 2.0, election verify on the same archive; processor time, starting up included",
  unit: 'ballots/s of one core',
  async measure(ground, quick) {
    const { missing } = findBeleniosTool()
    if (missing) throw new Error(missing)
    const { folder, archive, ballots } = await voteOf(ground, quick ? 150 : 1316)
    let peak = 0
    const rounds = await alternate(
      quick ? 1 : 3,
      async () => {
        const run = await verify(archive, 1)
        peak = Math.max(peak, run.peak ?? 0)
        return ballots / run.cpu
      },
      async () => {
        const before = childrenCpu()
        belenios(folder, 'election verify')
        return (ballots / (childrenCpu() - before)) * 100
      },
    )
    return { rounds, notes: [`${ballots} ballots over BELENIOS-2048; our process took at most ${Math.round(peak)} MB`] }
  },
}

export const ballotVerifyTwo: Benchmark = {
  name: 'ballot-verify-2-workers',
  better: 'higher',
  aim: 1.8,
  peer: 'our own verifier with one worker, on the same archive',
  unit: 'ballots/s',
  async measure(ground, quick) {
    const { archive, ballots } = await voteOf(ground, quick ? 150 : 1316)
    const rounds = await alternate(
      quick ? 1 : 3,
      async () => ballots / (await verify(archive, 2)).wall,
      async () => ballots / (await verify(archive, 1)).wall,
    )
    return { rounds, notes: [`${ballots} ballots over BELENIOS-2048`] }
  },
}

export const ballotVerifyMemory: Benchmark = {
  name: 'ballot-verify-memory',
  better: 'lower',
  aim: 300,
  absolute: true,
  peer: 'a limit for the whole process with two workers, at 52,000 ballots of 45,500 voters among 68,250 (with --quick at few)',
  unit: 'MB',
  async measure(ground, quick) {
    const { archive, ballots } = await voteOf(ground, quick ? 150 : 68_250)
    const { peak, wall } = await verify(archive, 2)
    if (peak === null) throw new Error('This system does not tell how much memory a process took.')
    return {
      rounds: [{ ours: peak, peer: 1 }],
      notes: [`${ballots.toLocaleString('en')} ballots over BELENIOS-2048, in ${Math.round(wall)} s`],
    }
  },
}

const creating = (name: string, throttle: number, aim: number): Benchmark => ({
  name,
  better: 'lower',
  aim,
  peer: `one second: the figure is seconds, in Chromium${throttle > 1 ? ` with its processor slowed ${throttle} times` : ' on this machine'}, for a ballot with three answers over BELENIOS-2048, tables included`,
  unit: 's',
  async measure(ground, quick) {
    const chosen = findChromium(ground.say)
    const { code } = await bundleForBrowsers()
    const server = createServer((request, response) => {
      response.setHeader('Content-Type', request.url === '/ballots.js' ? 'text/javascript' : 'text/html')
      response.end(request.url === '/ballots.js' ? code : '<!doctype html><title>Booth</title>')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    ground.later(() => void server.close())
    const browser = await chromium.launch({ executablePath: chosen || undefined, args: ['--no-sandbox', '--disable-gpu'] })
    ground.later(() => browser.close())
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
    const { archive } = await voteOf(ground, quick ? 150 : 1316)
    const text = readFileSync(archive, 'latin1')
    const election = Buffer.from(/\{"version":1,"description".*?"uuid":"[^"]*"\}/.exec(text)![0], 'latin1').toString('utf8')
    const create = () =>
      page.evaluate(async (election) => {
        const ballots = await import(/* @vite-ignore */ `${location.origin}/ballots.js`)
        const started = performance.now()
        ballots.createBallot(ballots.openElection(election), 'AAAAA-AAAAAA-AAAAA-AAAAAA', [[1, 0, 0]])
        return (performance.now() - started) / 1000
      }, election)
    await create() // the file is loaded
    return {
      rounds: await alternate(quick ? 2 : 7, create, async () => 1),
      notes: [`The file for browsers has ${(code.length / 1000).toFixed(1)} kB`],
    }
  },
})

export const ballotCreate = creating('ballot-create', 1, 0.1)
export const ballotCreateThrottled = creating('ballot-create-throttled', 6, 1)
