import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import { belenios2048, windowPower } from './belenios-2048.ts'
import { groupNamed } from './groups.ts'
import { randomScalar } from './random.ts'

/**
 * base^exponent mod modulus by Node's OpenSSL, about five times as quick as BigInt: an RSA encryption without padding is nothing else. For public numbers only, as it
 * does not take the same time for all of them. RSA wants an odd exponent, and not a tiny one.
 */
function rsaPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (exponent < 65536n) return windowPower(base, exponent, modulus)
  if (exponent % 2n === 0n) return (base * rsaPower(base, exponent - 1n, modulus)) % modulus
  const size = Math.ceil(modulus.toString(16).length / 2)
  const key = createPublicKey({ key: Buffer.from(sequence(integer(modulus) + integer(exponent)), 'hex'), format: 'der', type: 'pkcs1' })
  const raised = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(base.toString(16).padStart(2 * size, '0'), 'hex'))
  return BigInt(`0x${raised.toString('hex')}`)
}

const integer = (number: bigint) => {
  const digits = number.toString(16)
  const even = digits.padStart(digits.length + (digits.length % 2), '0')
  return withLength('02', /^[89a-f]/.test(even) ? `00${even}` : even)
}
const sequence = (content: string) => withLength('30', content)

function withLength(tag: string, content: string) {
  const bytes = content.length / 2
  const length = bytes.toString(16).padStart(bytes < 256 ? 2 : 4, '0')
  return `${tag}${bytes < 128 ? '' : bytes < 256 ? '81' : '82'}${length}${content}`
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
