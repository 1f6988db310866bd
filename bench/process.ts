// Servers, peers and load each have a process of their own, which answers what the measuring process asks.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Ground } from './ground.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const loader = ['--import', new URL('../scripts/tsx-loader.js', import.meta.url).href]

export interface Child {
  pid: number
  /** Runs the function of this name over there, with what can be cloned. */
  ask: <T>(question: string, ...values: unknown[]) => Promise<T>
  /** Processor time that it has used, in ms; null where the system does not tell. */
  cpu: () => number | null
  end: () => Promise<void>
}

/** Starts a file of this folder that calls `answerParent`. */
export function startChild(ground: Ground, file: string): Child {
  const child = fork(new URL(file, import.meta.url), [], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'error' },
    execArgv: loader,
    serialization: 'advanced',
    stdio: ['ignore', 2, 2, 'ipc'],
    detached: true, // Ctrl-C is for us; we end it
  })
  const waiting = new Map<number, { done: (value: never) => void; fail: (error: Error) => void }>()
  let questions = 0
  child.on('message', ({ id, value, error }: Answer) => {
    const { done, fail } = waiting.get(id)!
    waiting.delete(id)
    if (error) fail(new Error(`${file}: ${error}`))
    else done(value as never)
  })
  child.on('exit', (code, signal) => {
    for (const { fail } of waiting.values()) fail(new Error(`${file} ended (${signal ?? code})`))
  })
  const end = ending(child, 'SIGTERM')
  ground.later(end)
  return {
    pid: child.pid!,
    ask: (question, ...values) =>
      new Promise((done, fail) => {
        waiting.set(++questions, { done, fail })
        child.send({ id: questions, question, values } satisfies Question, (error) => error && fail(error))
      }),
    cpu: () => cpuOf(child.pid!),
    end,
  }
}

interface Question {
  id: number
  question: string
  values: unknown[]
}
interface Answer {
  id: number
  value?: unknown
  error?: string
}

/** In a child: what its parent may ask. Ends with its parent. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function answerParent(answers: Record<string, (...values: any[]) => unknown>) {
  process.on('message', async ({ id, question, values }: Question) => {
    try {
      process.send!({ id, value: await answers[question]!(...values) } satisfies Answer)
    } catch (error) {
      process.send!({ id, error: (error as Error).stack ?? String(error) } satisfies Answer)
    }
  })
  process.on('disconnect', () => process.exit(1))
}

/** The product itself, as `bin/commontable start` would run it, on this database. Resolves when it answers. */
export async function startProduct(ground: Ground, databaseUrl: string, settings: Record<string, string> = {}) {
  const port = await freePort()
  const child = fork(fileURLToPath(new URL('../src/cli.ts', import.meta.url)), ['start'], {
    cwd: root,
    env: {
      ...cleanEnvironment(),
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      COMMONTABLE_FOLLOWED: '1',
      ...settings,
    },
    execArgv: loader,
    stdio: ['ignore', 'pipe', 2, 'ipc'],
    detached: true,
  })
  const end = ending(child, 'SIGTERM')
  ground.later(end)
  await new Promise<void>((done, fail) => {
    createInterface(child.stdout!).on('line', (line) => line.startsWith('Commontable is ready at ') && done())
    child.on('exit', (code, signal) => fail(new Error(`The product ended before it was ready (${signal ?? code})`)))
  })
  return { port, pid: child.pid!, cpu: () => cpuOf(child.pid!), end }
}

/** Settings of whoever measures are not those of what is measured. */
export const cleanEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(SMTP_|MAIL_|DKIM_|BASE_URL|HOST$|PORT$|COMMONTABLE_|DATABASE_URL|TRUSTED_|SOURCE_URL|NODE_)/.test(name),
    ),
  )

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

function ending(child: ChildProcess, signal: NodeJS.Signals) {
  const ended = once(child, 'exit')
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await ended
    clearTimeout(late)
  }
}

/** Clock ticks of 10 ms, as Linux counts them for user space everywhere. */
function cpuOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return null
  }
}
