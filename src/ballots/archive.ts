// A .bel archive is the public box: an old-style tar of everything that happened, to which one only ever adds, so that an earlier download is the beginning of a
// later one. It has no closing blocks (belenios-tool fails on them), and every byte of a header follows from name, size and the archive's one timestamp: nothing in
// it tells when a ballot came.
import { hashHex } from './hash.ts'
import { refuse, refuseUnless } from './refused.ts'
import { count, exactly, fields, hexHash, matching, maybe, readCanonical } from './shape.ts'

const eventTypes = ['Setup', 'Ballot', 'EndBallots', 'EncryptedTally', 'PartialDecryption', 'Result'] as const
export type EventType = (typeof eventTypes)[number]

/** Each event names the hash of the one before, so that none can be left out or exchanged; its payload is the hash of the last object before it. */
export interface BoardEvent {
  parent?: string
  height: number
  type: EventType
  payload?: string
}

/** Where an archive ends: what the next event needs to know. */
export interface ArchiveEnd {
  timestamp: number
  parent?: string
  height: number
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const blockSize = 512

/** The first bytes of an archive. `timestamp`: seconds, of the whole archive. */
export const beginArchive = (timestamp: number): { bytes: Uint8Array; end: ArchiveEnd } => ({
  bytes: entry('BELENIOS', JSON.stringify({ version: 1, timestamp: String(timestamp) }), timestamp),
  end: { timestamp, height: 0 },
})

/** The bytes of one more event with the objects it brings; the last of them is its payload. */
export function appendEvent(end: ArchiveEnd, type: EventType, objects: string[]): { bytes: Uint8Array; end: ArchiveEnd; event: string } {
  const event = JSON.stringify({
    parent: end.parent,
    height: end.height,
    type,
    payload: objects.length > 0 ? hashHex(objects.at(-1)!) : undefined,
  } satisfies BoardEvent)
  const parts = [
    ...objects.map((object) => entry(`${hashHex(object)}.data.json`, object, end.timestamp)),
    entry(`${hashHex(event)}.event.json`, event, end.timestamp),
  ]
  return { bytes: joined(parts), end: { ...end, parent: hashHex(event), height: end.height + 1 }, event }
}

/** The objects of the event that opens an election; `credentials` is the list as it is published. */
export const setupObjects = (election: string, trustees: string, credentials: string): string[] => [
  election,
  trustees,
  credentials,
  JSON.stringify({ election: hashHex(election), trustees: hashHex(trustees), credentials: hashHex(credentials) }),
]

/** The objects of the event that closes the voting: the encrypted sums, and of how many ballots they are. */
export const tallyObjects = (tally: string, counted: number): string[] => [
  tally,
  JSON.stringify({ num_tallied: counted, total_weight: counted, encrypted_tally: hashHex(tally) }),
]

/** `owner`: the trustee's place in trustees.json, from 1. */
export const decryptionObjects = (owner: number, decryption: string): string[] => [
  decryption,
  JSON.stringify({ owner, payload: hashHex(decryption) }),
]

export const readEvent = (content: string, where: string): BoardEvent =>
  readCanonical(
    content,
    where,
    fields<BoardEvent>({
      parent: maybe(hexHash),
      height: count,
      type: (value, field) => eventTypes.find((type) => type === value) ?? refuse(`${field} is no kind of event.`),
      payload: maybe(hexHash),
    }),
  )

/** Each reads one object of an event, and refuses what is not written canonically. */
export const readSetup = (content: string) =>
  readCanonical(content, 'The set-up', fields({ election: hexHash, trustees: hexHash, credentials: hexHash }))
export const readTallied = (content: string) =>
  readCanonical(content, 'The closing count', fields({ num_tallied: count, total_weight: count, encrypted_tally: hexHash }))
export const readOwner = (content: string) => readCanonical(content, "The decryption's owner", fields({ owner: count, payload: hexHash }))

function entry(name: string, content: string, timestamp: number): Uint8Array {
  const bytes = encoder.encode(content)
  return joined([header(name, bytes.length, timestamp), bytes, new Uint8Array(padding(bytes.length))])
}

const padding = (size: number) => (blockSize - (size % blockSize)) % blockSize

function header(name: string, size: number, timestamp: number): Uint8Array {
  const block = new Uint8Array(blockSize)
  const put = (offset: number, written: string) => block.set(encoder.encode(written), offset)
  put(0, name)
  put(100, '0000644')
  put(108, '0000000')
  put(116, '0000000')
  put(124, size.toString(8).padStart(11, '0'))
  put(136, timestamp.toString(8).padStart(11, '0'))
  put(148, '        ') // as the checksum counts itself
  put(156, '0')
  put(
    148,
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  )
  return block
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}

/** One event of an archive as it was read, with the objects that stand before it. */
export interface ArchivedEvent {
  event: BoardEvent
  /** Its bytes, a leaf of the checkpoints' tree. */
  text: string
  hash: string
  objects: { hash: string; text: string; offset: number; size: number }[]
  /** Of the whole archive. */
  timestamp: number
}

/** No single object but a list of credentials comes near: 52,000 of them have 33 MB. */
const largestObject = 256 * 2 ** 20
const largestLater = 2 ** 20

/**
 * Reads an archive while it comes in, and refuses it where a byte is not as it must be: names, hashes, headers, padding, the chain of parents and heights, an object
 * that comes twice or that no event takes up, a cut end.
 */
export async function* readArchive(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ArchivedEvent> {
  const read = reading(chunks)
  let timestamp: number | undefined
  let objects: ArchivedEvent['objects'] = []
  const seen = new Set<string>() // of objects; no two events can be the same, as each says its height
  let last: ArchivedEvent | undefined
  for (let position = 0; ; position++) {
    const where = `Entry ${position + 1} of the archive`
    const offset = read.offset()
    const block = await read.bytes(blockSize)
    if (block.length === 0) break
    refuseUnless(block.length === blockSize, `The archive is cut off within the header of entry ${position + 1}.`)
    refuseUnless(
      block.some((byte) => byte !== 0),
      `${where} is an empty block: an archive of this kind ends without any, and belenios-tool refuses such a file.`,
    )
    const name = textUpToZero(block.subarray(0, 100))
    const size = parseInt(textUpToZero(block.subarray(124, 136)), 8)
    refuseUnless(size >= 0 && size <= (last ? largestLater : largestObject), `${where} claims a size that no object has.`)
    if (timestamp === undefined) timestamp = parseInt(textUpToZero(block.subarray(136, 148)), 8)
    const expected = header(name, size, timestamp)
    refuseUnless(
      block.every((byte, i) => byte === expected[i]),
      `${where} has a header that differs from what its name, its size and the archive's timestamp make.`,
    )
    const bytes = await read.bytes(size)
    const rest = await read.bytes(padding(size))
    refuseUnless(bytes.length === size && rest.length === padding(size), `The archive is cut off within entry ${position + 1}.`)
    refuseUnless(
      rest.every((byte) => byte === 0),
      `${where} is followed by something other than zeros.`,
    )
    const content = textOf(bytes) ?? refuse(`${where} is not text in UTF-8.`)
    if (position === 0) {
      refuseUnless(name === 'BELENIOS', 'The archive does not begin with the entry BELENIOS.')
      const begin = readCanonical(
        content,
        'The entry BELENIOS',
        fields({ version: exactly<1>(1), timestamp: matching(/^(0|[1-9]\d{0,10})$/, 'a number of seconds') }),
      )
      refuseUnless(begin.timestamp === String(timestamp), 'The timestamp in the entry BELENIOS is not the one in the headers.')
      continue
    }
    const [, named, kind] =
      /^([0-9a-f]{64})\.(data|event)\.json$/.exec(name) ?? refuse(`${where} has the name "${name.slice(0, 40)}", which no entry may have.`)
    const hex = hashHex(bytes)
    refuseUnless(hex === named, `${where} is named after another content than it has.`)
    if (kind === 'data') {
      refuseUnless(!seen.has(hex), `${where} is in the archive twice.`)
      seen.add(hex)
      refuseUnless(objects.length < 4, `${where} belongs to no event.`)
      objects.push({ hash: hex, text: content, offset: offset + blockSize, size })
      continue
    }
    const event = readEvent(content, where)
    refuseUnless(
      event.height === (last ? last.event.height + 1 : 0),
      `${where} says that it is event ${event.height}, and is event ${last ? last.event.height + 1 : 0}.`,
    )
    refuseUnless(event.parent === last?.hash, `Event ${event.height} does not name the event before it as its parent.`)
    refuseUnless(event.payload === objects.at(-1)?.hash, `Event ${event.height} does not name the object before it as its payload.`)
    last = { event, text: content, hash: hex, objects, timestamp }
    objects = []
    yield last
  }
  refuseUnless(timestamp !== undefined, 'The archive is empty.')
  refuseUnless(objects.length === 0, 'The archive ends with an object that no event takes up: it is cut off.')
}

const textUpToZero = (bytes: Uint8Array) => String.fromCharCode(...bytes).replace(/\0[^]*$/, '')

function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** Takes any number of bytes from a stream of chunks; fewer only at its end. */
function reading(chunks: AsyncIterable<Uint8Array>) {
  const source = chunks[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  let offset = 0
  async function bytes(wanted: number): Promise<Uint8Array> {
    let taken = rest.subarray(0, wanted)
    rest = rest.subarray(taken.length)
    if (taken.length < wanted) {
      const all = new Uint8Array(wanted)
      let have = 0
      for (let part = taken; ; part = rest.subarray(0, wanted - have)) {
        all.set(part, have)
        have += part.length
        if (part !== taken) rest = rest.subarray(part.length)
        if (have === wanted) break
        const { value, done } = await source.next()
        if (done) break
        rest = value
      }
      taken = all.subarray(0, have)
    }
    offset += taken.length
    return taken
  }
  return { bytes, offset: () => offset }
}
