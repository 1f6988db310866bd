import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Group } from './group.ts'
import { hashHex } from './hash.ts'
import { base58, randomBase58 } from './random.ts'
import { refuse } from './refused.ts'

// A member's credential is a secret that signs her ballots. The registrar draws it; only its public half is known to everybody else.

/** A new credential as belenios-tool 3.x writes it: 22 characters of base58, 128 bits, in groups of 5, 6, 5 and 6. */
export function newCredential(): string {
  const drawn = randomBase58(22)
  return [drawn.slice(0, 5), drawn.slice(5, 11), drawn.slice(11, 16), drawn.slice(16)].join('-')
}

/** The secret exponent of a credential in this election. Reads those of 3.x and the shorter ones of 2.0; refuses what is neither, a mistyped one of 2.0 included. */
export function secretOf(group: Group, uuid: string, credential: string): bigint {
  if (/^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/.test(credential))
    return BigInt(`0x${[0, 1].map((half) => hashHex(`derive_credential|${uuid}|${half}|${credential}`)).join('')}`) % group.order
  if (/^[1-9A-HJ-NP-Za-km-z]{3}(-[1-9A-HJ-NP-Za-km-z]{3}){4}$/.test(credential) && checksumFits(credential.replaceAll('-', '')))
    return numberOf(pbkdf2(sha256, credential, uuid, { c: 1000, dkLen: 32 })) % group.order
  return refuse('This is no credential: it has the form XXXXX-XXXXXX-XXXXX-XXXXXX. Look for a mistyped or missing character.')
}

/** What stands on the public list. */
export const publicCredential = (group: Group, secret: bigint): string => group.write(group.fixedPower(group.generator, 1)(secret))

/** The 15th character makes the first 14, as a number, a multiple of 53. */
function checksumFits(characters: string): boolean {
  let number = 0n
  for (const character of characters.slice(0, 14)) number = number * 58n + BigInt(base58.indexOf(character))
  return (number + BigInt(base58.indexOf(characters[14]!))) % 53n === 0n
}

function numberOf(bytes: Uint8Array): bigint {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  return number
}
