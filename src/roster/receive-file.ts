import { sql } from 'kysely'
import { setImmediate } from 'node:timers/promises'
import { asPerson, type Db, type Root } from '../platform/db.ts'
import { countKnown, mostColumns } from './columns.ts'
import { createFileInspector, type Encoding } from './encoding.ts'
import { findHead } from './import-queries.ts'
import { largestFile, type SheetKept, type UploadRefusal } from './import.ts'
import { readWorkbook, WorkbookRefused } from './read-workbook.ts'
import { plainRules } from './import-rules.ts'
import { lookAt, type Sample } from './reading.ts'
import { findProfiles, readingBy } from './saved-profiles.ts'

const piece = 1024 * 1024

/**
 * Keeps a file as it comes (of a workbook the text of its sheets), a megabyte at a time, each in a transaction of its own: somebody on a slow line holds none. The asker must be an
 * officer of the local, `most` is in bytes. Gives the id of the import, or why the file cannot be a roster; then nothing of it is kept.
 */
export async function receiveFile(
  root: Root,
  account: string,
  local: { id: number },
  fileName: string,
  file: AsyncIterable<Uint8Array>,
  most = largestFile,
): Promise<{ id: number } | { refusal: UploadRefusal }> {
  const write = <T>(work: (db: Db) => Promise<T>) => asPerson(root, account, 'read write', work)
  const id = await write(async (db) => {
    await sweepOld(db, local.id)
    const { rows } = await sql<{ id: number }>`
      insert into import (local_id, by_name, file_name)
      select ${local.id}, (select holder_name from office where account_id = current_account() and local_id = ${local.id} and ended_at is null order by id limit 1), ${nameOf(fileName)}
      returning id`.execute(db)
    return rows[0]!.id
  })
  const forget = () => write((db) => sql`delete from import where local_id = ${local.id} and id = ${id}`.execute(db))

  const inspector = createFileInspector()
  const chunks = chunkWriter(write, local.id, id)
  let total = 0
  try {
    for await (const part of file) {
      const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
      inspector.push(bytes)
      total += bytes.length
      if (total > most) {
        await forget()
        return { refusal: 'too-large' }
      }
      await chunks.add(bytes)
    }
    const ends = await chunks.end()
    const found = inspector.end()
    const taken =
      'refusal' in found
        ? found
        : 'workbook' in found
          ? await unpackSheets(write, local.id, id, ends)
          : await lookAtText(write, local.id, id, found.bytes, found.encoding, found.mixed)
    if (taken) await forget()
    return taken ?? { id }
  } catch (error) {
    await forget().catch(() => {})
    if (error instanceof WorkbookRefused) return { refusal: error.refusal }
    throw error
  }
}

type Write = <T>(work: (db: Db) => Promise<T>) => Promise<T>
type Refused = { refusal: UploadRefusal }

/** Keeps bytes in pieces of about a megabyte. `end` gives where each ends in the file. */
function chunkWriter(write: Write, localId: number, id: number, sheet = 0) {
  let waiting: Buffer[] = [],
    size = 0
  const ends: number[] = []
  const keep = async () => {
    const bytes = Buffer.concat(waiting)
    await write((db) =>
      sql`insert into import_chunk (local_id, import_id, sheet, nr, bytes) values (${localId}, ${id}, ${sheet}, ${ends.length}, ${bytes})`.execute(
        db,
      ),
    )
    ends.push((ends.at(-1) ?? 0) + bytes.length)
    waiting = []
    size = 0
  }
  return {
    async add(bytes: Buffer) {
      waiting.push(bytes)
      if ((size += bytes.length) >= piece) await keep()
    },
    async end() {
      if (size > 0) await keep()
      return ends
    },
  }
}

async function lookAtText(
  write: Write,
  localId: number,
  id: number,
  bytes: number,
  encoding: Encoding,
  mixed: boolean,
): Promise<Refused | undefined> {
  return write(async (db) => {
    const head = (await findHead(db, localId, id))!
    const sample = lookAt(head, encoding, { mixed })
    if (!sample) return { refusal: head.length >= piece ? 'line-too-long' : 'empty' }
    return keepSample(db, localId, id, bytes, encoding, sample)
  })
}

/** Puts the text of each sheet in the place of the workbook; the one that looks most like a list of people is taken first. */
async function unpackSheets(write: Write, localId: number, id: number, ends: readonly number[]): Promise<Refused | undefined> {
  async function* read(start: number, end: number) {
    for (let nr = ends.findIndex((edge) => edge > start), at = start; at < end; nr++) {
      const {
        rows: [chunk],
      } = await write((db) =>
        sql<{
          bytes: Buffer
        }>`select bytes from import_chunk where local_id = ${localId} and import_id = ${id} and sheet = 0 and nr = ${nr}`.execute(db),
      )
      const from = nr === 0 ? 0 : ends[nr - 1]!
      yield chunk!.bytes.subarray(at - from, Math.min(end - from, chunk!.bytes.length))
      at = ends[nr]!
    }
  }
  const kept: (SheetKept & { likely: number; sample: Sample })[] = []
  let total = 0
  for (const [at, sheet] of (await readWorkbook(ends.at(-1)!, read)).entries()) {
    const nr = at + 1
    const chunks = chunkWriter(write, localId, id, nr)
    for await (const text of sheet.pieces()) {
      const bytes = Buffer.from(text)
      if ((total += bytes.length) > largestFile) throw new WorkbookRefused('workbook-large')
      await chunks.add(bytes)
      await setImmediate() // other people's requests get their turn
    }
    const bytes = (await chunks.end()).at(-1) ?? 0
    const sample = bytes ? lookAt((await write((db) => findHead(db, localId, id, nr)))!, 'utf-8', { separator: ',', sheet: nr }) : null
    if (sample) kept.push({ nr, name: sheet.name, bytes, sample, likely: countKnown(sample.header) + (sheet.hidden ? 0 : 0.5) })
  }
  const first = kept.toSorted((a, b) => b.likely - a.likely)[0]
  if (!first) return { refusal: 'empty' }
  return write(async (db) => {
    await sql`delete from import_chunk where local_id = ${localId} and import_id = ${id} and sheet = 0`.execute(db)
    await sql`update import set sheets = ${JSON.stringify(kept.map(({ nr, name, bytes }) => ({ nr, name, bytes })))} where local_id = ${localId} and id = ${id}`.execute(
      db,
    )
    return keepSample(db, localId, id, first.bytes, 'utf-8', first.sample)
  })
}

async function keepSample(
  db: Db,
  localId: number,
  id: number,
  bytes: number,
  encoding: Encoding,
  sample: Sample,
): Promise<Refused | undefined> {
  if (sample.header.length > mostColumns) return { refusal: 'too-many-columns' }
  const { mapping, rules } = sample.reading.headerLine
    ? readingBy(sample.header, await findProfiles(db, localId))
    : { mapping: {}, rules: plainRules }
  await sql`
    update import set state = 'uploaded', bytes = ${bytes}, encoding = ${encoding}, reading = ${JSON.stringify(sample.reading)}, header = ${JSON.stringify(sample.header)},
      mapping = ${JSON.stringify(mapping)}, rules = ${JSON.stringify(rules)}
    where local_id = ${localId} and id = ${id}`.execute(db)
}

/** The last part of a path, however the browser's system writes paths. */
const nameOf = (fileName: string) => fileName.split(/[\\/]/).at(-1)!.replace(/\p{C}/gu, '').trim().slice(0, 200) || 'roster.csv'

/** What somebody began and left for a week holds people's data for nothing; a transfer that was cut off a day ago will not go on. */
const sweepOld = async (db: Db, localId: number) => {
  const { rows } = await sql<{ id: number }>`
    delete from import where local_id = ${localId} and (state = 'uploading' and created_at < now() - interval '1 day'
      or state in ('uploaded', 'ready', 'failed') and created_at < now() - interval '7 days') returning id`.execute(db)
  for (const { id } of rows) await sweepStaging(db, localId, id)
}

/** Takes the rows of an import that is over out of the staging tables. */
export async function sweepStaging(db: Db, localId: number, id: number): Promise<void> {
  await sql`delete from import_line where local_id = ${localId} and import_id = ${id}`.execute(db)
  await sql`delete from import_verdict where local_id = ${localId} and import_id = ${id}`.execute(db)
}
