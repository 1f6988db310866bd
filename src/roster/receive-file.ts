import { sql } from 'kysely'
import { asPerson, type Db, type Root } from '../platform/db.ts'
import { createFileInspector } from './encoding.ts'
import { largestFile, type UploadRefusal } from './import.ts'
import { lookAt } from './reading.ts'

const piece = 1024 * 1024

/**
 * Keeps a file as it comes, a megabyte at a time, each in a transaction of its own: somebody on a slow line holds none. The asker must be an
 * officer of the local, `most` is in bytes. Gives the id of the import, or why the file cannot be a roster; then nothing of it is kept.
 */
export async function receiveFile(root: Root, account: string, local: { id: number }, fileName: string, file: AsyncIterable<Uint8Array>, most = largestFile): Promise<{ id: number } | { refusal: UploadRefusal }> {
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
  let waiting: Buffer[] = [], size = 0, total = 0, nr = 0
  const keep = async () => {
    const bytes = Buffer.concat(waiting)
    waiting = []
    size = 0
    await write((db) => sql`insert into import_chunk (local_id, import_id, nr, bytes) values (${local.id}, ${id}, ${nr++}, ${bytes})`.execute(db))
  }
  try {
    for await (const part of file) {
      const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
      inspector.push(bytes)
      total += bytes.length
      if (total > most) {
        await forget()
        return { refusal: 'too-large' }
      }
      waiting.push(bytes)
      if ((size += bytes.length) >= piece) await keep()
    }
    if (size > 0) await keep()
    const found = inspector.end()
    if ('refusal' in found) {
      await forget()
      return found
    }
    return await write(async (db) => {
      const { rows: [first] } = await sql<{ bytes: Buffer }>`select bytes from import_chunk where local_id = ${local.id} and import_id = ${id} and nr = 0`.execute(db)
      const sample = lookAt(first!.bytes, found.encoding)
      if (!sample) {
        await sql`delete from import where local_id = ${local.id} and id = ${id}`.execute(db)
        return { refusal: 'empty' as const }
      }
      await sql`
        update import set state = 'uploaded', bytes = ${found.bytes}, encoding = ${found.encoding}, reading = ${JSON.stringify(sample.reading)}, header = ${JSON.stringify(sample.header)},
          mapping = ${JSON.stringify(sample.guess.mapping)}
        where local_id = ${local.id} and id = ${id}`.execute(db)
      return { id }
    })
  } catch (error) {
    await forget().catch(() => {})
    throw error
  }
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
