import { refuse, refuseUnless } from './refused.ts'
import { exactly, fields, matching, readCanonical } from './shape.ts'

// A teller's secret as a file: encrypted by a passphrase with what browsers and Node both have, so that a key made on a page opens on a command line.

const rounds = 600_000
const hex = matching(/^([0-9a-f]{2})+$/, 'hex digits')
const shape = fields({
  version: exactly<1>(1),
  uuid: matching(/^[1-9A-HJ-NP-Za-km-z]{14,64}$/, 'an identifier of an election'),
  salt: hex,
  nonce: hex,
  sealed: hex,
})

/** A passphrase shorter than this is refused: the file may be found by somebody with time. */
const shortestPassphrase = 12

/** The file's content. It says which election it is for and nothing else that is readable. */
export async function sealKey(uuid: string, secret: bigint, passphrase: string): Promise<string> {
  refuseUnless(
    passphrase.length >= shortestPassphrase,
    `The passphrase is too short: take at least ${shortestPassphrase} characters, such as four words.`,
  )
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const clear = new TextEncoder().encode(secret.toString())
  const sealed = await crypto.subtle.encrypt(settings(uuid, nonce), await keyFrom(passphrase, salt), clear)
  clear.fill(0)
  return JSON.stringify({ version: 1, uuid, salt: written(salt), nonce: written(nonce), sealed: written(new Uint8Array(sealed)) })
}

/** The secret and the election that it is for. Refuses a wrong passphrase and a file that was changed, which cannot be told apart. */
export async function openKey(content: string, passphrase: string): Promise<{ uuid: string; secret: bigint }> {
  const { uuid, salt, nonce, sealed } = readCanonical(content.trim(), 'The key file', shape)
  const key = await keyFrom(passphrase, bytesOf(salt))
  const clear = await crypto.subtle
    .decrypt(settings(uuid, bytesOf(nonce)), key, bytesOf(sealed))
    .catch(() => refuse('The passphrase does not open this key file, or the file was changed.'))
  const secret = BigInt(new TextDecoder().decode(clear))
  new Uint8Array(clear).fill(0)
  return { uuid, secret }
}

const settings = (uuid: string, iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(uuid) })

async function keyFrom(passphrase: string, salt: Uint8Array<ArrayBuffer>) {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

const written = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (digits: string) => Uint8Array.from(digits.match(/../g)!, (pair) => parseInt(pair, 16))
