import { sha256 } from '@noble/hashes/sha2.js'

const encoder = new TextEncoder()

/** Node's own SHA-256 is ten times as quick; a browser's answers only later, which nothing here waits for. */
const node = globalThis.process?.getBuiltinModule?.('node:crypto')

export const hashBytes = (content: string | Uint8Array): Uint8Array =>
  node?.hash('sha256', content, 'buffer') ?? sha256(typeof content === 'string' ? encoder.encode(content) : content)

/** As archives name their entries. */
export const hashHex = (content: string | Uint8Array): string =>
  node?.hash('sha256', content, 'hex') ?? Array.from(hashBytes(content), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** 43 characters: base64 without the "=". Fingerprints and ballot trackers are written so. */
export const hashBase64 = (content: string | Uint8Array): string => btoa(String.fromCharCode(...hashBytes(content))).replace('=', '')

/** What a proof's challenge is: the hash as a number, modulo the order. */
export const hashNumber = (content: string, order: bigint): bigint => BigInt(`0x${hashHex(content)}`) % order
