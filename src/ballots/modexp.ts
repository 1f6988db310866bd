import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import { belenios2048 } from './belenios-2048.ts'
import { groupNamed } from './groups.ts'
import { randomScalar } from './random.ts'

/**
 * base^exponent mod modulus by Node's OpenSSL, about five times as quick as BigInt: an RSA encryption without padding is nothing else. For public numbers only, as it
 * does not take the same time for all of them. The key comes as JWK, which OpenSSL reads in half the time of DER.
 */
function rsaPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const size = Math.ceil(modulus.toString(16).length / 2)
  const [n, e] = [modulus, exponent].map((number) => bytesOf(number, 1).toString('base64url'))
  const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' })
  return BigInt(`0x${publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, bytesOf(base, size)).toString('hex')}`)
}

function bytesOf(number: bigint, size: number): Buffer {
  const digits = number.toString(16)
  return Buffer.from(digits.padStart(Math.max(2 * size, digits.length + (digits.length % 2)), '0'), 'hex')
}

const quick2048 = () => belenios2048(rsaPower)

/** The groups as this machine computes them quickest, for verifying. Compares the quick way with the plain one before it trusts it. */
export function quickGroupNamed(name: string) {
  const slow = belenios2048()
  const quick = quick2048()
  const base = slow.power(slow.generator, randomScalar(slow.order))
  const exponent = randomScalar(slow.order)
  for (const each of [exponent, exponent ^ 1n])
    if (!slow.equal(slow.power(base, each), quick.power(base, each)))
      throw new Error('OpenSSL on this machine computes powers differently from us.')
  return groupNamed(name, { 'BELENIOS-2048': quick2048, Ed25519: () => groupNamed('Ed25519') })
}
