// Just enough of the ustar format (POSIX.1-1988) for a backup: plain files with short names, so that any tar opens what we write.

export interface Entry {
  name: string
  bytes: Buffer
}

/** One file as it stands in a tar: a header of 512 bytes, then the bytes, filled up to a multiple of 512. */
export function tarEntry(name: string, bytes: Buffer, at: Temporal.Instant): Buffer[] {
  if (Buffer.byteLength(name) > 100) throw new Error(`too long for a tar: ${name}`)
  const header = Buffer.alloc(512)
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, '0') + '\0'
  header.write(name, 0)
  header.write(
    octal(0o600, 8) + octal(0, 8) + octal(0, 8) + octal(bytes.length, 12) + octal(Math.floor(at.epochMilliseconds / 1000), 12),
    100,
  )
  header.write('        0', 148) // the checksum counts itself as blanks; type 0 is a file
  header.write('ustar\x0000', 257)
  header.write(
    octal(
      header.reduce((sum, byte) => sum + byte, 0),
      7,
    ) + ' ',
    148,
  )
  return [header, bytes, Buffer.alloc(-bytes.length & 511)]
}

export const tarEnd = Buffer.alloc(1024)

/** The entries of a tar, one after the other; an entry larger than `most` is refused. Throws TarBroken where it is no tar, or is cut short. */
export async function* readTar(source: AsyncIterable<Buffer>, most = 64 * 1024 * 1024): AsyncGenerator<Entry> {
  const parts: Buffer[] = []
  let held = 0
  const chunks = source[Symbol.asyncIterator]()
  async function take(length: number): Promise<Buffer | null> {
    while (held < length) {
      const { value, done } = await chunks.next()
      if (done) return null
      parts.push(value)
      held += value.length
    }
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    parts.length = 0
    if (all.length > length) parts.push(all.subarray(length))
    held = all.length - length
    return all.subarray(0, length)
  }
  for (;;) {
    const header = await take(512)
    if (!header) throw new TarBroken('it ends too soon')
    if (header.every((byte) => byte === 0)) break
    const sum = header.reduce((total, byte, place) => total + (place >= 148 && place < 156 ? 32 : byte), 0)
    if (header.toString('latin1', 257, 262) !== 'ustar' || Number.parseInt(header.toString('latin1', 148, 155), 8) !== sum)
      throw new TarBroken('it is not a tar')
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8)
    if (!Number.isSafeInteger(size) || size < 0 || size > most) throw new TarBroken('an entry has no sensible size')
    const body = await take(size + (-size & 511))
    if (!body) throw new TarBroken('it ends too soon')
    yield { name: header.toString('utf8', 0, header.indexOf(0)), bytes: body.subarray(0, size) }
  }
  for (;;) if ((await chunks.next()).done) return // to the end: the compression's own checksum is there
}

export class TarBroken extends Error {}
