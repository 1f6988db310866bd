import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import { sql } from 'kysely'
import { asPerson, type Root } from './db.ts'
import { describeError, log } from './log.ts'
import { countJob, countProblem } from './metrics.ts'
import type { Env } from './web.ts'

/** What the person is shown and the operator looks for. */
export const newReference = () => crypto.randomUUID().slice(0, 8)

/** The pattern of the address that was asked for, such as `/sign-in/link/:token`: an address itself may open doors. */
export const routeOf = (c: Context<Env>) => matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? '*'

/**
 * Logs what failed under a reference, and writes it down where administrators find it, without the values that were in it. Never
 * rejects: where the database itself is the problem, the log has to do.
 */
export async function noteProblem(root: Root, reference: string, place: string, error: unknown): Promise<void> {
  const described = describeError(error)
  log.error({ reference, place, ...described }, 'something failed')
  countProblem(place.split(' ')[0]!)
  const detail = [described.detail, ...described.where].join('\n')
  await asPerson(root, null, 'read write', (db) =>
    sql`select note_problem(${reference}, ${place}, ${described.kind}, ${detail})`.execute(db),
  ).catch(() => {})
}

const gone = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])

/** The database does not answer: nobody can mend that by trying something else. SQLSTATE class 08, and what a server says that starts or stops. */
export function isDatabaseAway(error: unknown): boolean {
  const { code = '', message = '', syscall } = error as NodeJS.ErrnoException
  return (
    /^(08|57P0[1-4]$|53300$)/.test(code) ||
    (gone.has(code) && syscall !== 'open') ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(message)
  )
}

/** Runs a job, measures it, and lets the queue know of a failure by its reference alone: the queue keeps what a job throws. */
export async function watchJob(root: Root, task: string, work: () => Promise<void>): Promise<void> {
  const began = performance.now()
  try {
    await work()
    countJob(task, 'done', performance.now() - began)
  } catch (error) {
    countJob(task, 'failed', performance.now() - began)
    const reference = newReference()
    await noteProblem(root, reference, `job ${task}`, error)
    throw Object.assign(new Error(`see problem ${reference}`), { stack: undefined })
  }
}
