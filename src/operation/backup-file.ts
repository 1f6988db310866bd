// A backup is a gzipped tar that any tar opens:
//   manifest.json                    what is in it, and the migrations that had run
//   tables/<table>/000001.copy ...   each table as PostgreSQL's COPY writes text, in pieces of a few megabytes, cut between rows
//   jobs/000001.copy ...             what was queued
//   end.json                         rows, bytes and SHA-256 of each, sequences, the hash of the manifest. Without it the backup was cut short.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { Unready } from '../platform/unready.ts'
import { readTar, TarBroken } from './tar.ts'

export const format = 'commontable-backup'
export const formatVersion = 1

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/)

export const Manifest = z.object({
  format: z.literal(format),
  formatVersion: z.number().int(),
  program: z.string(),
  madeAt: z.string(),
  server: z.string(),
  mode: z.enum(['example', 'real']),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name, columns: z.array(name) })),
})
export type Manifest = z.infer<typeof Manifest>

const Sum = z.object({ rows: z.number().int(), bytes: z.number().int(), sha256: z.string() })
export type Sum = z.infer<typeof Sum>

export const End = z.object({
  manifestSha256: z.string(),
  tables: z.record(name, Sum),
  jobs: Sum,
  /** The next number of each sequence. */
  sequences: z.record(name, z.object({ value: z.number().int(), called: z.boolean() })),
})
export type End = z.infer<typeof End>

export const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

/** Counts rows (COPY writes a line break within a value as two characters) and hashes, piece by piece. */
export function summing() {
  const hash = createHash('sha256')
  let rows = 0,
    bytes = 0
  return {
    add(chunk: Buffer) {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows++
    },
    sum: (): Sum => ({ rows, bytes, sha256: hash.digest('hex') }),
  }
}

export interface Piece {
  table: string | null
  bytes: Buffer
}

/**
 * Reads a backup in one pass and constant memory, handing each piece of a table (null: of the queue) to `piece` in order.
 * Throws Unready with a sentence when it is none, is cut short, or is not what was written.
 */
export async function readBackup(
  file: string,
  { begin, piece }: { begin?: (manifest: Manifest) => Promise<void>; piece?: (piece: Piece) => Promise<void> },
): Promise<{ manifest: Manifest; end: End }> {
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 })
  const unpacked = createGunzip({ chunkSize: 256 * 1024 })
  source.on('error', (error) => unpacked.destroy(error))
  let manifest: Manifest | undefined,
    manifestSha256 = '',
    end: End | undefined
  const sums = new Map<string | null, ReturnType<typeof summing>>()
  try {
    for await (const { name: entry, bytes } of readTar(source.pipe(unpacked))) {
      if (end) throw new TarBroken('something follows its end')
      if (!manifest) {
        if (entry !== 'manifest.json') throw new NotOurs()
        manifest = readManifest(bytes)
        manifestSha256 = sha256(bytes)
        for (const table of manifest.tables) sums.set(table.name, summing())
        sums.set(null, summing())
        await begin?.(manifest)
      } else if (entry === 'end.json') end = End.parse(JSON.parse(bytes.toString()))
      else {
        const found = /^(?:tables\/([a-z0-9_]+)|jobs)\/\d{6,}\.copy$/.exec(entry)
        const table = found?.[1] ?? null
        const sum = found && sums.get(table)
        if (!sum) throw new TarBroken('it holds something that does not belong there')
        sum.add(bytes)
        await piece?.({ table, bytes })
      }
    }
  } catch (error) {
    throw explained(file, error)
  } finally {
    source.destroy()
  }
  if (!manifest) throw explained(file, new NotOurs())
  if (!end) throw new Unready(`${file} was cut short: its end is missing. Use another backup; nothing was changed.`)
  const wrong = [...sums].flatMap(([table, { sum }]) => {
    const found = sum(),
      wanted = table === null ? end.jobs : end.tables[table]
    return wanted && found.sha256 === wanted.sha256 && found.rows === wanted.rows ? [] : [table ?? 'the queue of jobs']
  })
  if (manifestSha256 !== end.manifestSha256) wrong.push('the list of contents')
  if (wrong.length)
    throw new Unready(`${file} is not what was written: ${wrong.join(', ')} has changed since. Use another backup; nothing was changed.`)
  return { manifest, end }
}

class NotOurs extends Error {}

function readManifest(bytes: Buffer): Manifest {
  const read = z.object({ format: z.literal(format), formatVersion: z.number() }).safeParse(JSON.parse(bytes.toString()))
  if (!read.success) throw new NotOurs()
  if (read.data.formatVersion > formatVersion)
    throw new Unready('This backup was made by a newer Commontable. Restore it with that version, or a later one.')
  return Manifest.parse(JSON.parse(bytes.toString()))
}

function explained(file: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof Unready) return error
  if (code === 'ENOENT') return new Unready(`There is no file ${file}.`)
  if (code === 'EISDIR') return new Unready(`${file} is a folder. Name the backup in it.`)
  if (code === 'EACCES') return new Unready(`${file} may not be read by this user.`)
  if (code === 'Z_BUF_ERROR') return new Unready(`${file} was cut short: its end is missing. Use another backup; nothing was changed.`)
  if (error instanceof TarBroken && /too soon/.test(message))
    return new Unready(`${file} was cut short: its end is missing. Use another backup; nothing was changed.`)
  if (error instanceof NotOurs || (code === 'Z_DATA_ERROR' && /header/.test(message)))
    return new Unready(`${file} is not a backup of Commontable.`)
  if (error instanceof TarBroken || error instanceof z.ZodError || error instanceof SyntaxError || code?.startsWith('Z_'))
    return new Unready(`${file} is damaged. Use another backup; nothing was changed.`)
  return error as Error
}
