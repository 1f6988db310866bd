import { createHash } from 'node:crypto'
import type { Db } from '../platform/db.ts'

export const copyLimit = 10_000_000
export type CopyProblem = 'too-large' | 'not-what-it-says' | 'unknown-kind'

/** Keeps a file as an archived copy of a source. The same file twice is one copy. */
export async function archiveCopy(
  db: Db,
  account: string,
  name: string,
  bytes: Uint8Array,
): Promise<{ id: string } | { problem: CopyProblem }> {
  if (bytes.length > copyLimit) return { problem: 'too-large' }
  const type = typeOf(bytes)
  if (!type) return { problem: 'unknown-kind' }
  const said = /\.(pdf|png|jpe?g)$/i.exec(name)?.[1]?.toLowerCase().replace('jpg', 'jpeg')
  if (said && !type.endsWith(said)) return { problem: 'not-what-it-says' }
  const id = createHash('sha256').update(bytes).digest('hex')
  await db
    .insertInto('archived_copy')
    .values({ id, name: name.replace(/[\p{C}/\\"]/gu, '').slice(-200) || 'copy', type, bytes: Buffer.from(bytes), added_by: account })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { id }
}

/** By what the bytes are, whatever the name says. A saved web page counts as text. */
function typeOf(bytes: Uint8Array): string | null {
  const begins = (...signs: number[]) => signs.every((sign, place) => bytes[place] === sign)
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  try {
    return /[^\P{Cc}\t\n\r\f]/u.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) ? null : 'text/plain'
  } catch {
    return null
  }
}

/** What may be opened by who asks: a public copy by everybody, any by the communications officers. */
export const findCopy = (db: Db, id: string) =>
  db.selectFrom('archived_copy').where('id', '=', id).select(['name', 'type', 'bytes']).executeTakeFirst()
