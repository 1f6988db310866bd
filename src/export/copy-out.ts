import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Writable } from 'node:stream'
import { sql, type RawBuilder } from 'kysely'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { asRole, type Db, type Root } from '../platform/db.ts'

export interface Reading {
  db: Db
  /** What a query finds, as COPY writes it. Whoever stops before its end has the query cancelled. */
  copy: (query: RawBuilder<unknown>, form: 'csv' | 'text') => AsyncGenerator<Buffer>
}

/** One moment of the database as this person may see it: what is read now and a minute later agrees. */
export const readAsOf = <T>(root: Root, account: string, work: (reading: Reading) => Promise<T>): Promise<T> =>
  asRole(
    root,
    'app',
    'read only',
    `set transaction isolation level repeatable read; select set_config('app.account', ${pg.escapeLiteral(account)}, true)`,
    (db, _, client) =>
      work({ db, copy: (query, form) => copyOut(root, client, `copy (${literally(db, query)}) to stdout (format ${form})`) }),
  )

async function* copyOut(root: Root, client: pg.PoolClient, statement: string): AsyncGenerator<Buffer> {
  const copy = client.query(to(statement))
  const over = new Promise<void>((done) => copy.once('error', () => done()).once('close', done))
  let whole = false
  try {
    for await (const piece of copy.iterator({ destroyOnReturn: false })) yield piece as Buffer
    whole = true
  } finally {
    if (!whole) {
      // The connection takes nothing else before the rest of the rows has come; so there must be no rest.
      await root.pool.query('select pg_cancel_backend($1)', [(client as unknown as { processID: number }).processID])
      copy.resume()
      await over
    }
  }
}

/** COPY takes no parameters: they are written into the statement, each as the literal of its kind. */
function literally(db: Db, query: RawBuilder<unknown>): string {
  const { sql: text, parameters } = query.compile(db)
  const literal = (value: unknown): string => {
    if (Array.isArray(value) && value.length > 0) return `array[${value.map(literal).join(', ')}]`
    if (value === null || value === undefined) return 'null'
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
    if (typeof value === 'string') return pg.escapeLiteral(value)
    throw new Error('a parameter that COPY cannot be given')
  }
  return text.replace(/\$(\d+)/g, (_, place: string) => literal(parameters[Number(place) - 1]))
}

export const text = (value: string) => sql.raw(pg.escapeLiteral(value))

/** Nobody is reading any more, or has not for a minute: a snapshot is not held for somebody who went to sleep. */
export class Interrupted extends Error {}

const patience = 60_000

/** Hands everything to whoever reads, at her pace. Bytes and SHA-256 of it. Throws Interrupted when the reader is gone. */
export async function pour(source: AsyncIterable<Buffer>, out: Writable): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of source) {
    if (out.destroyed) throw new Interrupted()
    hash.update(piece)
    bytes += piece.length
    if (!out.write(piece)) {
      const waiting = new AbortController()
      const woken = await Promise.race([
        once(out, 'drain', { signal: waiting.signal }).then(
          () => true,
          () => false,
        ),
        once(out, 'close', { signal: waiting.signal }).then(
          () => false,
          () => false,
        ),
        sleep(patience, false, { signal: waiting.signal }).catch(() => false),
      ])
      waiting.abort()
      if (!woken || out.destroyed) throw new Interrupted()
    }
  }
  if (out.destroyed) throw new Interrupted()
  return { bytes, sha256: hash.digest('hex') }
}
