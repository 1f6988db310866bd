// What the commands of the command line share. Each feature keeps its own beside what they do; cli.ts finds the one that is called.
// Usage is told without loading what a command needs, so commands import that when they run.
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import type { Root } from './db.ts'

export interface Command {
  usage: string
  text: string
  /** Answers with how the program ends: 0 done, 1 refused with a sentence. Throws `Misuse` and `Unready`. */
  run: (args: string[]) => Promise<number | 'goes on'>
}
/** By the words that call them, such as "roster import". */
export type Commands = Record<string, Command>

/** What went wrong with how the command was called: exit 2. */
export class Misuse extends Error {}

/** What was asked for, on standard output. */
export const print = (line: string) => console.log(line)
/** What a person should know beside it, on standard error. */
export const say = (sentence: string) => console.error(sentence)

/** What a command does on the database in somebody's name; the server is started for it where none runs. */
export async function onDatabase(work: (root: Root) => Promise<number>): Promise<number> {
  const { openDatabase } = await import('./database.ts')
  const { connect } = await import('./db.ts')
  const { readSettings } = await import('./settings.ts')
  const database = await openDatabase(readSettings(), say)
  const root = connect(database.workerUrl, 4)
  try {
    return await work(root)
  } finally {
    await root.end()
    await database.stop()
  }
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options']

/** The kinds of options. */
export const word = { type: 'string' } as const
export const several = { ...word, multiple: true } as const
export const flag = { type: 'boolean', default: false } as const

/** Options and so many other arguments. Throws `Misuse` for any other. */
export function read<O extends Options>(args: string[], options: O, positionals: number | 'some' = 0) {
  try {
    const result = parseArgs({ args, options, allowPositionals: positionals !== 0, strict: true })
    if (positionals === 'some') {
      if (result.positionals.length === 0) throw new Misuse('This command takes one argument or more.')
      return result
    }
    if (result.positionals.length !== positionals)
      throw new Misuse(
        positionals ? `This command takes ${positionals} argument${positionals > 1 ? 's' : ''}.` : 'This command takes no argument.',
      )
    return result
  } catch (error) {
    throw error instanceof Misuse ? error : new Misuse((error as Error).message)
  }
}

/** An option without which the command can do nothing: `option` is how it is written in the usage. */
export function needed(value: string | undefined, option: string): string {
  if (!value) throw new Misuse(`This command needs ${option}.`)
  return value
}

/** A number such as "12", 1 or more; undefined where the option was not given. */
export function countOf<Given extends string | undefined>(value: Given, option: string): number | Exclude<Given, string>
export function countOf(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new Misuse(`${option} takes a number, 1 or more.`)
  return Number(value)
}

/** A file's bytes, or standard input's for "-". */
export async function bytesOf(file: string) {
  if (file === '-') return process.stdin
  await access(file).catch(() => {
    throw new Misuse(`There is no file ${file} that can be read.`)
  })
  return createReadStream(file)
}

/** Asks yes or no. Null: nobody sits in front who could be asked; there --yes is needed. */
export const asking = () =>
  process.stdin.isTTY
    ? async (question: string) => {
        const terminal = createInterface({ input: process.stdin, output: process.stderr })
        const given = await terminal.question(question)
        terminal.close()
        return /^y(es)?$/i.test(given.trim())
      }
    : null

/** A secret is never an argument, which everybody on a machine can see: it is in a file, or typed without being shown. */
export async function secretFrom(file: string | undefined, question: string, option: string): Promise<string> {
  if (file !== undefined) return (await textOf(await bytesOf(file))).trim()
  if (!process.stdin.isTTY) throw new Misuse(`Nobody can be asked here: give ${option} FILE, or "-" for standard input.`)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(`${question} (it is not shown): `)
  const given = await terminal.question('')
  terminal.close()
  process.stderr.write('\n')
  return given.trim()
}
