import pino from 'pino'

/** Structured, one line an event, ids and counts only: never a name, an address, a token or what somebody typed. */
export const log = pino({ level: process.env.LOG_LEVEL ?? 'info', base: null }, pino.destination({ dest: 2, sync: true }))

export type Log = typeof log
