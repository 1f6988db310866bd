import { print, say } from '../platform/command.ts'
import type { Speaking } from './ballots-by-command.ts'
import { Refused } from './refused.ts'

/** What a command does without a database: a refusal is told and is exit 1. `load`: what only this command needs. */
export async function offline<Actors>(
  load: () => Promise<Actors>,
  work: (by: Actors, speaking: Speaking) => Promise<void>,
): Promise<number> {
  const terminal = process.stderr.isTTY
  const onLine = (write: (line: string) => void) => (line: string) => (terminal && process.stderr.write('\r\u001b[K'), write(line))
  try {
    await work(await load(), {
      print: onLine(print),
      say: onLine(say),
      progress: terminal ? (line) => process.stderr.write(`\r${line}\u001b[K`) : undefined,
    })
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    onLine(say)(error.message)
    return 1
  }
}
