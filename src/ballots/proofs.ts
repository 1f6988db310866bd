// The zero-knowledge proofs of Belenios crypto v1 (doc/specification.tex of belenios 2.0, "Common structures" and after), all made non-interactive by hashing.
// Checking recomputes what the prover committed to and asks whether the hash of it is the challenge.
import type { Election } from './election.ts'
import type { Element, Group } from './group.ts'
import { hashNumber } from './hash.ts'
import { randomScalar } from './random.ts'
import { fields, scalar } from './shape.ts'

/** Two numbers below the order of the group, in decimal digits. */
export interface Proof {
  challenge: string
  response: string
}

/** ElGamal: g^r and key^r * g^choice. Sums of choices are products of ciphertexts. */
export interface Ciphertext {
  alpha: Element
  beta: Element
}

export const proofShape = (order: bigint) => fields<Proof>({ challenge: scalar(order), response: scalar(order) })

const modulo = (number: bigint, order: bigint) => ((number % order) + order) % order

const proofOf = (challenge: bigint, response: bigint, order: bigint): Proof => ({
  challenge: challenge.toString(),
  response: modulo(response, order).toString(),
})

/** A trustee shows that she knows the secret behind her public key. */
export function proveKey(group: Group, secret: bigint, publicKey: string): Proof {
  const w = randomScalar(group.order)
  const challenge = keyChallenge(group, publicKey, group.fixedPower(group.generator, 1)(w))
  return proofOf(challenge, w - secret * challenge, group.order)
}

/** Whether `proveKey` made this proof for this key. */
export function checksKey(group: Group, publicKey: Element, { challenge, response }: Proof): boolean {
  const c = BigInt(challenge)
  const commitment = group.multiply(group.power(group.generator, BigInt(response)), group.power(publicKey, c))
  return keyChallenge(group, group.write(publicKey), commitment) === c
}

const keyChallenge = (group: Group, publicKey: string, commitment: Element) =>
  hashNumber(`pok|${group.name}|${publicKey}|${group.write(commitment)}`, group.order)

/** Signs the hash of a ballot with a credential's secret. */
export function sign({ group, powerOfG }: Election, secret: bigint, hash: string): Proof {
  const w = randomScalar(group.order)
  const challenge = hashNumber(`sig|${hash}|${group.write(powerOfG(w))}`, group.order)
  return proofOf(challenge, w - secret * challenge, group.order)
}

/** Whether the owner of this credential signed this hash. */
export function checksSignature({ group, powerOfG }: Election, credential: Element, hash: string, { challenge, response }: Proof): boolean {
  const c = BigInt(challenge)
  const commitment = group.multiply(powerOfG(BigInt(response)), group.power(credential, c))
  return hashNumber(`sig|${hash}|${group.write(commitment)}`, group.order) === c
}

/**
 * Shows that a ciphertext holds one of the `possible` numbers, and not which. All others are simulated: their challenge is drawn first. As the prover knows `r`, a
 * simulated commitment costs powers of g and of the key alone. `context` is hashed too, so that the proof fits in no other ballot.
 */
export function proveOneOf(
  election: Election,
  context: string,
  ciphertext: Ciphertext,
  r: bigint,
  choice: number,
  possible: number[],
): Proof[] {
  const { group, powerOfG, powerOfKey } = election
  const { order } = group
  const drawn = possible.map((value) => {
    const [challenge, w] = [value === choice ? 0n : randomScalar(order), randomScalar(order)]
    const exponent = modulo(w + r * challenge, order)
    const commitments = [
      powerOfG(exponent),
      group.multiply(powerOfKey(exponent), powerOfG(modulo(BigInt(choice - value) * challenge, order))),
    ]
    return { value, challenge, w, commitments }
  })
  const total = oneOfChallenge(
    group,
    context,
    ciphertext,
    drawn.flatMap(({ commitments }) => commitments),
  )
  const others = drawn.reduce((sum, { challenge }) => sum + challenge, 0n)
  return drawn.map(({ value, challenge, w }) => {
    if (value !== choice) return proofOf(challenge, w, order)
    const own = modulo(total - others, order)
    return proofOf(own, w - r * own, order)
  })
}

/** Whether `proveOneOf` made these proofs for this ciphertext: one for each of the `possible` numbers, in that order. */
export function checksOneOf(election: Election, context: string, ciphertext: Ciphertext, proofs: Proof[], possible: number[]): boolean {
  const { group, powerOfG, powerOfKey, inverseOfG } = election
  let sum = 0n
  const commitments = possible.flatMap((value, index) => {
    const challenge = BigInt(proofs[index]!.challenge)
    const response = BigInt(proofs[index]!.response)
    sum += challenge
    let remaining = ciphertext.beta
    for (let taken = 0; taken < value; taken++) remaining = group.multiply(remaining, inverseOfG)
    return [
      group.multiply(powerOfG(response), group.power(ciphertext.alpha, challenge)),
      group.multiply(powerOfKey(response), group.power(remaining, challenge)),
    ]
  })
  return oneOfChallenge(group, context, ciphertext, commitments) === sum % group.order
}

const oneOfChallenge = (group: Group, context: string, { alpha, beta }: Ciphertext, commitments: Element[]) =>
  hashNumber(`prove|${context}|${group.write(alpha)},${group.write(beta)}|${commitments.map(group.write).join(',')}`, group.order)

/** A trustee shows that her factor is alpha to the power of the secret behind her public key. */
export function proveDecryption({ group, fingerprint, powerOfG }: Election, secret: bigint, publicKey: string, alpha: Element): Proof {
  const w = randomScalar(group.order)
  const challenge = decryptionChallenge(group, fingerprint, publicKey, powerOfG(w), group.fixedPower(alpha, 1)(w))
  return proofOf(challenge, w - secret * challenge, group.order)
}

/** Whether the factor is what the secret behind this public key makes of alpha. */
export function checksDecryption(
  election: Election,
  publicKey: Element,
  alpha: Element,
  factor: Element,
  { challenge, response }: Proof,
): boolean {
  const { group, fingerprint, powerOfG } = election
  const [c, r] = [BigInt(challenge), BigInt(response)]
  const a = group.multiply(powerOfG(r), group.power(publicKey, c))
  const b = group.multiply(group.power(alpha, r), group.power(factor, c))
  return decryptionChallenge(group, fingerprint, group.write(publicKey), a, b) === c
}

const decryptionChallenge = (group: Group, fingerprint: string, publicKey: string, a: Element, b: Element) =>
  hashNumber(`decrypt|${fingerprint}|${publicKey}|${group.write(a)},${group.write(b)}`, group.order)
