import { secretOf } from './credential.ts'
import type { Election } from './election.ts'
import { smallPower, type Element, type Group } from './group.ts'
import { hashBase64 } from './hash.ts'
import { checksOneOf, checksSignature, proofShape, proveOneOf, sign, type Ciphertext, type Proof } from './proofs.ts'
import { randomScalar } from './random.ts'
import { attempt, refuse, refuseUnless } from './refused.ts'
import { base64Hash, exactly, fields, list, readCanonical, readElement, readUnproven, text } from './shape.ts'

/** A ballot as it is written; group elements stay in their written form. */
export interface Ballot {
  election_uuid: string
  election_hash: string
  credential: string
  answers: {
    choices: { alpha: string; beta: string }[]
    /** For each choice: it is 0 or 1. */
    individual_proofs: Proof[][]
    /** For all choices together: their sum is between min and max. */
    overall_proof: Proof[]
  }[]
  signature: { hash: string; proof: Proof }
}

/** Its number in the box: what a member keeps to find it again. */
export const trackerOf = (ballot: string): string => hashBase64(ballot)

/** The first twelve characters of the tracker, which nobody mistypes: 72 bits, enough to find one and not enough to be proof. */
export const shortTracker = (tracker: string): string => tracker.slice(0, 12).replace(/(.{4})(?=.)/g, '$1-')

const from = (min: number, max: number) => Array.from({ length: max - min + 1 }, (_, index) => min + index)

const ballotShape = ({ parameters, fingerprint, group }: Election) => {
  const proof = proofShape(group.order)
  return fields<Ballot>({
    election_uuid: exactly(parameters.uuid),
    election_hash: exactly(fingerprint),
    credential: text,
    answers: (value, where) => {
      refuseUnless(Array.isArray(value) && value.length === parameters.questions.length, `${where} does not answer each question once.`)
      return parameters.questions.map(({ answers, min, max }, index) =>
        fields<Ballot['answers'][number]>({
          choices: list(fields({ alpha: text, beta: text }), answers.length),
          individual_proofs: list(list(proof, 2), answers.length),
          overall_proof: list(proof, max - min + 1),
        })(value[index], `${where}[${index}]`),
      )
    },
    signature: fields({ hash: base64Hash, proof }),
  })
}

/** More than any ballot of this election can have, in characters. Larger ones are refused unread. */
export const longestBallot = ({ parameters, group }: Election): number => {
  const element = group.name === 'Ed25519' ? 64 : 617
  return (
    1000 +
    element +
    parameters.questions.reduce((sum, { answers, min, max }) => sum + 200 + answers.length * (2 * element + 500) + (max - min + 1) * 220, 0)
  )
}

/**
 * A ballot with these choices (for each question a 0 or 1 for each answer), encrypted, proved and signed. Answers its JSON text; what was drawn for it is forgotten
 * when this returns. Not in constant time: it runs on the member's own device. Refuses choices that the election does not allow, and a mistyped credential.
 */
export function createBallot(election: Election, credential: string, choices: number[][]): string {
  const { group, parameters, fingerprint, powerOfG, powerOfKey } = election
  const secret = secretOf(group, parameters.uuid, credential)
  refuseUnless(choices.length === parameters.questions.length, 'There is not one list of choices for each question.')
  const written = group.write(powerOfG(secret))
  const sealed = parameters.questions.map(({ answers, min, max }, index) => {
    const chosen = choices[index]!
    const sum = chosen.reduce((a, b) => a + b, 0)
    refuseUnless(
      chosen.length === answers.length && chosen.every((choice) => choice === 0 || choice === 1),
      `Question ${index + 1} takes a 0 or a 1 for each of its ${answers.length} answers.`,
    )
    refuseUnless(
      min <= sum && sum <= max,
      min === max
        ? `Question ${index + 1} takes exactly ${min} of its answers.`
        : `Question ${index + 1} takes from ${min} to ${max} of its answers.`,
    )
    return chosen.map((choice) => {
      const r = randomScalar(group.order)
      return { choice, r, alpha: powerOfG(r), beta: group.multiply(powerOfKey(r), smallPower(group, choice)) }
    })
  })
  const context = `${fingerprint}|${written}`
  const answers = sealed.map((list, index) => {
    const { min, max } = parameters.questions[index]!
    const r = list.reduce((sum, { r }) => (sum + r) % group.order, 0n)
    const sum = list.reduce((sum, { choice }) => sum + choice, 0)
    return {
      choices: list.map(({ alpha, beta }) => ({ alpha: group.write(alpha), beta: group.write(beta) })),
      individual_proofs: list.map((one) => proveOneOf(election, context, one, one.r, one.choice, [0, 1])),
      overall_proof: proveOneOf(election, contextOfSum(election, context, list), productOf(election, list), r, sum, from(min, max)),
    }
  })
  const unsigned = { election_uuid: parameters.uuid, election_hash: fingerprint, credential: written, answers }
  const hash = hashBase64(JSON.stringify(unsigned))
  return JSON.stringify({ ...unsigned, signature: { hash, proof: sign(election, secret, hash) } } satisfies Ballot)
}

/** Reads a ballot and looks at its form only: for this election, canonical, numbers in range. Quick. */
export function readBallot(election: Election, content: string): Ballot {
  refuseUnless(
    content.length <= longestBallot(election),
    `The ballot has ${content.length.toLocaleString('en')} characters, more than a ballot of this election can have.`,
  )
  return readCanonical(content, 'The ballot', ballotShape(election))
}

/**
 * Checks everything that the ballot claims: every element in the subgroup and not the identity, every proof, the signature. Whether its credential is on the list is the
 * caller's question. Refuses with the first reason.
 */
export function checkBallot(election: Election, ballot: Ballot): void {
  const ciphertexts = ciphertextsOf(election, ballot, readElement)
  checkClaims(election, ballot, ciphertexts, readElement(election.group, ballot.credential, 'The credential of the ballot'))
}

/**
 * The same for many whose credentials stand on a list that is checked: answers a sentence or null for each. Their elements are asked together whether they are in the
 * subgroup, and one by one only if they are not.
 */
export function checkBallots(election: Election, contents: string[]): (string | null)[] {
  const { group } = election
  const elements: Element[] = []
  const faults = contents.map((content) => {
    const outcome = attempt(() => {
      const ballot = readBallot(election, content)
      const ciphertexts = ciphertextsOf(election, ballot, readUnproven)
      elements.push(...ciphertexts.flat().flatMap(({ alpha, beta }) => [alpha, beta]))
      checkClaims(election, ballot, ciphertexts, readUnproven(group, ballot.credential, 'The credential of the ballot'))
    })
    return 'refusal' in outcome ? outcome.refusal : null
  })
  if (group.areMembers(elements)) return faults
  return faults.map((fault, index) => {
    if (fault) return fault
    const outcome = attempt(() => ciphertextsOf(election, readBallot(election, contents[index]!), readElement))
    return 'refusal' in outcome ? outcome.refusal : null
  })
}

function checkClaims(election: Election, ballot: Ballot, ciphertexts: Ciphertext[][], credential: Element) {
  const { parameters } = election
  const { signature, ...unsigned } = ballot
  refuseUnless(hashBase64(JSON.stringify(unsigned)) === signature.hash, 'The hash that the ballot signs is not its own.')
  refuseUnless(
    checksSignature(election, credential, signature.hash, signature.proof),
    'The signature of the ballot is not by its credential.',
  )
  const context = `${election.fingerprint}|${ballot.credential}`
  for (const [index, { individual_proofs, overall_proof }] of ballot.answers.entries()) {
    const { min, max } = parameters.questions[index]!
    const list = ciphertexts[index]!
    for (const [choice, proofs] of individual_proofs.entries())
      refuseUnless(
        checksOneOf(election, context, list[choice]!, proofs, [0, 1]),
        `Choice ${choice + 1} of question ${index + 1} does not prove that it is 0 or 1.`,
      )
    refuseUnless(
      checksOneOf(election, contextOfSum(election, context, list), productOf(election, list), overall_proof, from(min, max)),
      `The choices of question ${index + 1} do not prove that they are from ${min} to ${max}.`,
    )
  }
}

/** What is added up, of a ballot that has been checked; or with a stricter way of reading its elements. */
export function ciphertextsOf(election: Election, ballot: Ballot, read = readChecked): Ciphertext[][] {
  return ballot.answers.map(({ choices }, question) =>
    choices.map(({ alpha, beta }, choice) => ({
      alpha: read(election.group, alpha, `alpha of choice ${choice + 1} of question ${question + 1}`),
      beta: read(election.group, beta, `beta of choice ${choice + 1} of question ${question + 1}`),
    })),
  )
}

const readChecked = (group: Group, written: string, where: string): Element =>
  group.read(written) ?? refuse(`${where} is not an element of the group as it must be written.`)

/** The proof of the sum is bound to the ciphertexts too; each of those is bound to the election and the credential by its own proof. */
const contextOfSum = ({ group }: Election, context: string, list: Ciphertext[]) =>
  `${context}|${list.map(({ alpha, beta }) => `${group.write(alpha)},${group.write(beta)}`).join(',')}`

const productOf = ({ group }: Election, list: Ciphertext[]): Ciphertext => ({
  alpha: list.map(({ alpha }) => alpha).reduce(group.multiply),
  beta: list.map(({ beta }) => beta).reduce(group.multiply),
})
