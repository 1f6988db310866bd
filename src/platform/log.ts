import { fileURLToPath } from 'node:url'
import pino from 'pino'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const asked = process.env.LOG_LEVEL as (typeof logLevels)[number] | undefined // readSettings() refuses what is none of them
const level = asked && logLevels.includes(asked) ? asked : 'info'

/** Structured, one line an event, ids and counts only: never a name, an address, a token or what somebody typed. */
export const log = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))

export type Log = typeof log

export interface Described {
  /** The error's name, and its code where it has one. */
  kind: string
  /** What it says, without the values that it quotes. */
  detail: string
  /** Places in the program, innermost first. */
  where: string[]
}

Error.stackTraceLimit = 30 // our own places lie below those of the libraries

const project = fileURLToPath(new URL('../..', import.meta.url))

/** SQLSTATE classes whose messages name tables, files and servers; all others may quote rows and what people typed. */
const aboutTheServer = /^(08|3D|3F|42|53|55|57|58)/

/** An error for the log: the database and parsers quote people's names and addresses in what they say. */
export function describeError(thrown: unknown): Described {
  const error = (thrown instanceof Error ? thrown : new Error(typeof thrown)) as Error &
    Record<'code' | 'schema' | 'table' | 'column' | 'constraint' | 'routine', string | undefined>
  const fromDatabase = /^[0-9A-Z]{5}$/.test(error.code ?? '') && error.routine !== undefined
  const named = (['table', 'column', 'constraint', 'routine'] as const).flatMap((key) => (error[key] ? [`${key} ${error[key]}`] : []))
  const said = fromDatabase && !aboutTheServer.test(error.code!) ? '' : withoutValues(error.message)
  return {
    kind: [error.name, error.code].filter(Boolean).join(' '),
    detail: [said, ...(fromDatabase ? named : [])].filter(Boolean).join('; '),
    where: frames(error),
  }
}

const withoutValues = (message: string) =>
  message
    .replace(/"(?:[^"\\]|\\.)*"|“[^”]*”|`[^`]*`/g, '"…"')
    .replace(/\S+@\S+/g, '(address)')
    .replace(/\+?\d[\d ().-]{5,}\d/g, '(number)')
    .replace(/\s+/g, ' ')
    .slice(0, 300)

/** The message is a part of the stack, and may have lines of its own. */
function frames({ stack = '', message }: Error) {
  const after = message && stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack
  const places = after
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => line.trim().slice(3).replaceAll(`file://${project}`, '').replaceAll(project, ''))
  const ours = places.filter((place) => !/node_modules|node:|<anonymous>/.test(place))
  return (ours.length ? ours : places).slice(0, 6)
}
