import type { Election } from './election.ts'
import type { Element } from './group.ts'
import { checksDecryption, proofShape, proveDecryption, type Ciphertext, type Proof } from './proofs.ts'
import { refuse, refuseUnless } from './refused.ts'
import { count, fields, list, readCanonical, readFactor, text } from './shape.ts'

/** The sum of ballots, still encrypted: for each question a ciphertext for each answer. */
export type Tally = Ciphertext[][]

/** A trustee's part in opening a tally. */
export interface PartialDecryption {
  decryption_factors: string[][]
  decryption_proofs: Proof[][]
}

export const emptyTally = ({ parameters, group: { identity } }: Election): Tally =>
  parameters.questions.map(({ answers }) => answers.map(() => ({ alpha: identity, beta: identity })))

/** Adds a ballot's ciphertexts (or another tally). */
export const addTo = ({ group }: Election, tally: Tally, more: Ciphertext[][]): Tally =>
  tally.map((question, i) =>
    question.map(({ alpha, beta }, j) => ({
      alpha: group.multiply(alpha, more[i]![j]!.alpha),
      beta: group.multiply(beta, more[i]![j]!.beta),
    })),
  )

/** Takes away what was added: a ballot that its voter has replaced. */
export const takeFrom = (election: Election, tally: Tally, gone: Ciphertext[][]): Tally =>
  addTo(
    election,
    tally,
    gone.map((question) => question.map(({ alpha, beta }) => ({ alpha: election.group.invert(alpha), beta: election.group.invert(beta) }))),
  )

export const writeTally = ({ group }: Election, tally: Tally): string =>
  JSON.stringify(tally.map((question) => question.map(({ alpha, beta }) => ({ alpha: group.write(alpha), beta: group.write(beta) }))))

/** A trustee's part, with a proof for each factor. Give it only a tally that you have added up yourself: whoever decrypts what she is handed may be opening one ballot. */
export function decrypt(election: Election, tally: Tally, secret: bigint): string {
  const { group, powerOfG } = election
  const publicKey = group.write(powerOfG(secret))
  const perCiphertext = <T>(work: (ciphertext: Ciphertext) => T) => tally.map((question) => question.map(work))
  return JSON.stringify({
    decryption_factors: perCiphertext(({ alpha }) => group.write(group.fixedPower(alpha, 1)(secret))),
    decryption_proofs: perCiphertext(({ alpha }) => proveDecryption(election, secret, publicKey, alpha)),
  } satisfies PartialDecryption)
}

/** Reads a trustee's part and checks each factor against her public key. Answers the factors. */
export function readDecryption(election: Election, tally: Tally, publicKey: Element, content: string): Element[][] {
  const { group } = election
  const shaped =
    <T>(item: (value: unknown, where: string) => T) =>
    (value: unknown, where: string) => {
      refuseUnless(Array.isArray(value) && value.length === tally.length, `${where} does not fit the questions.`)
      return tally.map((question, index) => list(item, question.length)(value[index], `${where}[${index}]`))
    }
  const { decryption_factors, decryption_proofs } = readCanonical(
    content,
    'The partial decryption',
    fields<PartialDecryption>({ decryption_factors: shaped(text), decryption_proofs: shaped(proofShape(group.order)) }),
  )
  return tally.map((question, i) =>
    question.map(({ alpha }, j) => {
      const where = `the decryption of answer ${j + 1} of question ${i + 1}`
      const factor = readFactor(group, decryption_factors[i]![j]!, `The factor in ${where}`)
      refuseUnless(
        checksDecryption(election, publicKey, alpha, factor, decryption_proofs[i]![j]!),
        `The proof in ${where} fails: this trustee's decryption is wrong.`,
      )
      return factor
    }),
  )
}

/** How many chose each answer, from the parts of all trustees. `most`: the number of ballots in the tally, beyond which nothing is looked for. */
export function open(election: Election, tally: Tally, parts: Element[][][], most: number): number[][] {
  const { group } = election
  return tally.map((question, i) =>
    question.map(({ beta }, j) => {
      const masked = parts.map((part) => part[i]![j]!).reduce(group.multiply)
      const message = group.multiply(beta, group.invert(masked))
      let power = group.identity
      for (let votes = 0; votes <= most; votes++, power = group.multiply(power, group.generator))
        if (group.equal(power, message)) return votes
      return refuse(`Answer ${j + 1} of question ${i + 1} opens to no number up to ${most}.`)
    }),
  )
}

export const writeResult = (result: number[][]): string => JSON.stringify({ result })

export const readResult = (content: string): number[][] =>
  readCanonical(content, 'The result', fields<{ result: number[][] }>({ result: list(list(count)) })).result
