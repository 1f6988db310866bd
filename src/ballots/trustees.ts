import type { Group } from './group.ts'
import { hashHex } from './hash.ts'
import { checksKey, proofShape, proveKey, type Proof } from './proofs.ts'
import { randomScalar } from './random.ts'
import { refuse, refuseUnless } from './refused.ts'
import { fields, list, readCanonical, readElement, text } from './shape.ts'

/** What a trustee (on our pages: a teller) publishes: her key, and the proof that she knows its secret. */
export interface TrusteeKey {
  pok: Proof
  public_key: string
}

/**
 * "Single": this trustee is needed for every decryption. Belenios also knows "Pedersen", where some of several suffice; its form differs between 2.0 and 3.x, and
 * ours would be a second kind here, in `readTrustees` and in how `tally.ts` combines shares.
 */
type Trustee = ['Single', TrusteeKey]

/** A secret below the order, and what is published of it. */
export function newTrusteeKey(group: Group): { secret: bigint; published: TrusteeKey } {
  const secret = randomScalar(group.order)
  const public_key = group.write(group.fixedPower(group.generator, 1)(secret))
  return { secret, published: { pok: proveKey(group, secret, public_key), public_key } }
}

/** Sent by every teller before any sends her key: nobody can choose hers after having seen the others'. */
export const commitmentTo = ({ public_key }: TrusteeKey): string => hashHex(public_key)

/** Reads what a teller published. */
export const readTrusteeKey = (group: Group, content: string, what: string): TrusteeKey => readCanonical(content, what, keyShape(group))

const keyShape = (group: Group) => fields<TrusteeKey>({ pok: proofShape(group.order), public_key: text })

function checkKey(group: Group, { pok, public_key }: TrusteeKey, where: string) {
  const key = readElement(group, public_key, `The public key of ${where}`)
  refuseUnless(checksKey(group, key, pok), `${where} did not prove that somebody knows the secret of this key.`)
  return key
}

/** The bytes of trustees.json. */
export const writeTrustees = (keys: TrusteeKey[]): string => JSON.stringify(keys.map((key): Trustee => ['Single', key]))

/** Reads trustees.json: each key in the subgroup, proved, and there once. Answers them in order, and the key of the election that they make together. */
export function readTrustees(group: Group, content: string) {
  const trustees = readCanonical(
    content,
    'The trustees',
    list((value, where): Trustee => {
      refuseUnless(Array.isArray(value) && value.length === 2, `${where} is not a kind and a key.`)
      if (value[0] === 'Pedersen') refuse(`${where} is a threshold key: this program counts elections that need all their trustees.`)
      refuseUnless(value[0] === 'Single', `${where} is of no kind that there is.`)
      return ['Single', keyShape(group)(value[1], where)]
    }),
  )
  refuseUnless(trustees.length > 0, 'There is no trustee.')
  const keys = trustees.map(([, key], index) => checkKey(group, key, `trustee ${index + 1}`))
  refuseUnless(new Set(trustees.map(([, { public_key }]) => public_key)).size === keys.length, 'Two trustees have the same key.')
  return { keys, electionKey: group.write(keys.reduce(group.multiply)) }
}
