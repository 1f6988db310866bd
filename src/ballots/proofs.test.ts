import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { smallVote } from '../../test/small-vote.ts'
import { smallPower } from './group.ts'
import { checksDecryption, checksKey, checksOneOf, checksSignature, proveDecryption, proveKey, proveOneOf, sign } from './proofs.ts'
import { randomScalar } from './random.ts'

for (const [name, runs] of [
  ['BELENIOS-2048', 12],
  ['Ed25519', 5],
] as const) {
  const { election } = smallVote({ members: 1, votes: [], group: name })
  const { group, powerOfG, powerOfKey } = election
  const encrypt = (choice: number) => {
    const r = randomScalar(group.order)
    return { r, ciphertext: { alpha: powerOfG(r), beta: group.multiply(powerOfKey(r), smallPower(group, choice)) } }
  }
  const more = (number: string) => ((BigInt(number) + 1n) % group.order).toString()

  test(`${name}: a true claim is always proved; a changed proof, claim or context never passes`, () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(3), fc.nat(3), (choice, below, above) => {
        const possible = Array.from({ length: below + above + 1 }, (_, index) => choice - below + index).filter((value) => value >= 0)
        const { r, ciphertext } = encrypt(choice)
        const proofs = proveOneOf(election, 'context', ciphertext, r, choice, possible)
        assert.ok(checksOneOf(election, 'context', ciphertext, proofs, possible))
        assert.ok(!checksOneOf(election, 'another', ciphertext, proofs, possible))
        assert.ok(
          !checksOneOf(election, 'context', { ...ciphertext, beta: group.multiply(ciphertext.beta, group.generator) }, proofs, possible),
        )
        const at = below % proofs.length
        for (const field of ['challenge', 'response'] as const)
          assert.ok(
            !checksOneOf(election, 'context', ciphertext, proofs.with(at, { ...proofs[at]!, [field]: more(proofs[at]![field]) }), possible),
          )
      }),
      { numRuns: runs },
    )
  })

  test(`${name}: a false claim cannot be proved by this prover, whichever choice it pretends`, () => {
    for (const [choice, possible] of [
      [2, [0, 1]],
      [0, [1]],
      [3, [1, 2]],
    ] as const) {
      const { r, ciphertext } = encrypt(choice)
      for (const pretended of possible)
        assert.ok(
          !checksOneOf(election, 'c', ciphertext, proveOneOf(election, 'c', ciphertext, r, pretended, [...possible]), [...possible]),
        )
    }
  })

  test(`${name}: keys, signatures and decryptions are proved by their owner only`, () => {
    const [secret, other] = [randomScalar(group.order), randomScalar(group.order)]
    const [key, otherKey] = [powerOfG(secret), powerOfG(other)]
    const known = proveKey(group, secret, group.write(key))
    assert.ok(
      checksKey(group, key, known) &&
        !checksKey(group, otherKey, known) &&
        !checksKey(group, key, { ...known, response: more(known.response) }),
    )
    const signature = sign(election, secret, 'hash')
    assert.ok(
      checksSignature(election, key, 'hash', signature) &&
        !checksSignature(election, key, 'Hash', signature) &&
        !checksSignature(election, otherKey, 'hash', signature),
    )
    const { alpha } = encrypt(1).ciphertext
    const factor = group.power(alpha, secret)
    const proof = proveDecryption(election, secret, group.write(key), alpha)
    assert.ok(checksDecryption(election, key, alpha, factor, proof))
    assert.ok(
      !checksDecryption(election, key, alpha, group.multiply(factor, group.generator), proof) &&
        !checksDecryption(election, otherKey, alpha, factor, proof),
    )
  })
}
