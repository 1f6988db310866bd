// Checkpoints say in a few lines what the whole box was at a moment, so that a phone can ask whether one ballot is in it without fetching it all, and so that a board
// cannot show different boxes to different people: witnesses sign only what continues what they signed before.
//   RFC 6962 / 9162  the Merkle tree over the archive's events      C2SP tlog-checkpoint, signed-note  the text and its signatures
//   C2SP tlog-cosignature  what a witness adds, with the time at which she saw it
import { ed25519 } from '@noble/curves/ed25519.js'
import { hashBytes } from './hash.ts'
import { refuse, refuseUnless } from './refused.ts'

type Bytes = Uint8Array

const encoder = new TextEncoder()
const joined = (...parts: Bytes[]): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]))
export const base64 = (bytes: Bytes) => btoa(String.fromCharCode(...bytes))
const equal = (a: Bytes, b: Bytes) => a.length === b.length && a.every((byte, index) => byte === b[index])

export function fromBase64(text: string): Bytes {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    if (base64(bytes) === text) return bytes
  } catch {}
  return refuse('A checkpoint has something that is not base64.')
}

export const leafHash = (event: string): Bytes => hashBytes(joined(Uint8Array.of(0), encoder.encode(event)))
const nodeHash = (left: Bytes, right: Bytes): Bytes => hashBytes(joined(Uint8Array.of(1), left, right))

/** The largest power of two below `size`: where the tree divides. */
const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1))

/** The tree's root over leaves' hashes. */
export function treeRoot(leaves: Bytes[]): Bytes {
  if (leaves.length === 0) return hashBytes('')
  if (leaves.length === 1) return leaves[0]!
  const k = split(leaves.length)
  return nodeHash(treeRoot(leaves.slice(0, k)), treeRoot(leaves.slice(k)))
}

/** What shows that leaf `index` is in the tree: at most 17 hashes for 100,000 events. */
export function inclusionProof(leaves: Bytes[], index: number): Bytes[] {
  refuseUnless(Number.isInteger(index) && index >= 0 && index < leaves.length, 'There is no such event.')
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  return index < k
    ? [...inclusionProof(leaves.slice(0, k), index), treeRoot(leaves.slice(k))]
    : [...inclusionProof(leaves.slice(k), index - k), treeRoot(leaves.slice(0, k))]
}

/** Whether the leaf is where the proof says in the tree of this size and root. */
export function checksInclusion(leaf: Bytes, index: number, size: number, proof: Bytes[], root: Bytes): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let [node, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else hash = nodeHash(hash, sibling)
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 && equal(hash, root)
}

/** What shows that the tree of the first `size` leaves is the beginning of this one. */
export function consistencyProof(leaves: Bytes[], size: number): Bytes[] {
  refuseUnless(Number.isInteger(size) && size > 0 && size <= leaves.length, 'There is no such earlier size.')
  const within = (leaves: Bytes[], size: number, whole: boolean): Bytes[] => {
    if (size === leaves.length) return whole ? [] : [treeRoot(leaves)]
    const k = split(leaves.length)
    return size <= k
      ? [...within(leaves.slice(0, k), size, whole), treeRoot(leaves.slice(k))]
      : [...within(leaves.slice(k), size - k, false), treeRoot(leaves.slice(0, k))]
  }
  return within(leaves, size, true)
}

/** RFC 9162, 2.1.4.2. */
export function checksConsistency(from: { size: number; root: Bytes }, to: { size: number; root: Bytes }, proof: Bytes[]): boolean {
  if (from.size < 1 || from.size > to.size) return false
  if (from.size === to.size) return proof.length === 0 && equal(from.root, to.root)
  const path = Number.isInteger(Math.log2(from.size)) ? [from.root, ...proof] : proof
  if (path.length === 0) return false
  let [node, last] = [from.size - 1, to.size - 1]
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  let [older, newer] = [path[0]!, path[0]!]
  for (const hash of path.slice(1)) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      older = nodeHash(hash, older)
      newer = nodeHash(hash, newer)
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else newer = nodeHash(newer, hash)
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 && equal(older, from.root) && equal(newer, to.root)
}

/** The first lines of a checkpoint, which are what is signed. */
export interface Checkpoint {
  /** Names the board: an address without scheme, such as table.example.org/vote/strike. */
  origin: string
  size: number
  root: Bytes
}

/** Kinds of signature, as the first byte after a key's name: of the board, of a witness. */
const kinds = { board: 1, witness: 4 } as const
type Kind = keyof typeof kinds

const headOf = ({ origin, size, root }: Checkpoint) => `${origin}\n${size}\n${base64(root)}\n`

const keyId = (name: string, kind: Kind, key: Bytes): Bytes =>
  hashBytes(joined(encoder.encode(`${name}\n`), Uint8Array.of(kinds[kind]), key)).slice(0, 4)

export interface NoteKey {
  name: string
  kind: Kind
  secret: Bytes
}

/** A key of the board (named as its checkpoints' origin) or of a witness; its name stands in the lines that it signs. */
export function newNoteKey(name: string, kind: Kind): NoteKey {
  refuseUnless(
    /^[^\s+]{1,200}$/.test(name),
    'The name of a key has no spaces and no "+": take an address without "https://", such as table.example.org/vote/strike.',
  )
  return { name, kind, secret: ed25519.utils.randomSecretKey() }
}

/** The whole key as one line for its owner's file: PRIVATE+KEY+NAME+ID+KEY, as Go's signed notes are kept. */
export function writeNoteKey({ name, kind, secret }: NoteKey): string {
  const id = hex(keyId(name, kind, ed25519.getPublicKey(secret)))
  return `PRIVATE+KEY+${name}+${id}+${base64(joined(Uint8Array.of(kinds[kind]), secret))}`
}

/** Reads what `writeNoteKey` wrote. `kind`: whose key it must be. */
export function readNoteKey(line: string, kind: Kind): NoteKey {
  const [, name, encoded] =
    /^PRIVATE\+KEY\+([^\s+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)$/.exec(line.trim()) ??
    refuse('This is no file of a key for checkpoints: it has one line, PRIVATE+KEY+NAME+ID+KEY.')
  const bytes = fromBase64(encoded!)
  refuseUnless(
    bytes[0] === kinds[kind] && bytes.length === 33,
    `The key of ${name} is not ${kind === 'board' ? 'the key of a board' : "a witness's"}.`,
  )
  const key: NoteKey = { name: name!, kind, secret: bytes.slice(1) }
  refuseUnless(writeNoteKey(key) === line.trim(), `The key of ${name} does not have the id that it says.`)
  return key
}

/** What is published of a key: NAME+ID+KEY, as C2SP signed-note has it. */
export function verifierKey({ name, kind, secret }: NoteKey): string {
  const key = ed25519.getPublicKey(secret)
  return `${name}+${hex(keyId(name, kind, key))}+${base64(joined(Uint8Array.of(kinds[kind]), key))}`
}

const hex = (bytes: Bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

function readVerifierKey(text: string): { name: string; kind: Kind; key: Bytes; id: Bytes } {
  const [, name, id, encoded] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ??
    refuse(`"${text.slice(0, 60)}" is no verifier key: it has the form NAME+ID+KEY.`)
  const bytes = fromBase64(encoded!)
  const kind =
    (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind] === bytes[0]) ??
    refuse(`The key of ${name} is of a kind that is not known here.`)
  const key = bytes.slice(1)
  const known = keyId(name!, kind, key)
  refuseUnless(key.length === 32 && hex(known) === id, `The key of ${name} does not have the id that it says.`)
  return { name: name!, kind, key, id: known }
}

/** The checkpoint signed by the board. */
export const signCheckpoint = (checkpoint: Checkpoint, key: NoteKey): string =>
  `${headOf(checkpoint)}\n${signatureLine(key, ed25519.sign(encoder.encode(headOf(checkpoint)), key.secret))}`

/** The same with a witness's line. `time`: seconds, when she saw it; she has checked before that it continues what she signed last. */
export function cosign(note: string, key: NoteKey, time: number): string {
  const text = headOf(readCheckpoint(note))
  const stamp = new Uint8Array(8)
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time))
  return `${note}${signatureLine(key, joined(stamp, ed25519.sign(encoder.encode(`cosignature/v1\ntime ${time}\n${text}`), key.secret)))}`
}

const signatureLine = ({ name, kind, secret }: NoteKey, signature: Bytes) =>
  `— ${name} ${base64(joined(keyId(name, kind, ed25519.getPublicKey(secret)), signature))}\n`

/** Takes a signed note apart. Refuses what is not of the form that C2SP tlog-checkpoint gives; no signature is verified here. */
export function readCheckpoint(note: string): Checkpoint {
  const [, origin, size, root] =
    /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n\n(?:— [^\s+]+ [A-Za-z0-9+/=]+\n)+$/.exec(note) ??
    refuse('This is no checkpoint: it has an origin, a size, a hash, an empty line and signatures.')
  return { origin: origin!, size: Number(size), root: fromBase64(root!) }
}

/** When the owner of this key signed (for the board: 0), or null when no line of the note is hers. */
export function signedBy(note: string, verifier: string): number | null {
  const { name, kind, key, id } = readVerifierKey(verifier)
  const text = encoder.encode(headOf(readCheckpoint(note)))
  for (const line of note
    .slice(note.indexOf('\n\n') + 2)
    .trimEnd()
    .split('\n')) {
    const [, signer, encoded] = line.split(' ')
    const bytes = fromBase64(encoded!)
    if (signer !== name || !equal(bytes.slice(0, 4), id)) continue
    const time = kind === 'witness' && bytes.length === 76 ? Number(new DataView(bytes.buffer, bytes.byteOffset + 4).getBigUint64(0)) : 0
    const signed = kind === 'witness' ? joined(encoder.encode(`cosignature/v1\ntime ${time}\n`), text) : text
    const signature = bytes.slice(kind === 'witness' ? 12 : 4)
    if (signature.length === 64 && ed25519.verify(signature, signed, key, { zip215: false })) return time
  }
  return null
}

/** Refuses unless the board and every named witness signed, and the note is of the box that the board's key is named after. */
export function checkSignatures(note: string, boardKey: string, witnesses: string[]): void {
  const { origin } = readCheckpoint(note)
  const { name, kind } = readVerifierKey(boardKey)
  refuseUnless(kind === 'board', `The key of ${name} is a witness's, and not the board's.`)
  refuseUnless(origin === name, `The checkpoint is of ${origin}, and the board's key is of ${name}.`)
  refuseUnless(signedBy(note, boardKey) !== null, 'The checkpoint is not signed by the board.')
  for (const witness of witnesses)
    refuseUnless(signedBy(note, witness) !== null, `The checkpoint is not signed by the witness ${witness.split('+')[0]}.`)
}

/** Refuses unless the checkpoint is of a beginning of these events. Answers the hashes of that beginning. */
export function leavesUnder(note: string, events: string[]): Bytes[] {
  const { size, root } = readCheckpoint(note)
  refuseUnless(
    size <= events.length,
    `The checkpoint is of ${size} events, and the archive has ${events.length}: it lacks some that were there.`,
  )
  const leaves = events.slice(0, size).map(leafHash)
  refuseUnless(equal(treeRoot(leaves), root), `The first ${size} events of the archive are not those of the checkpoint.`)
  return leaves
}
