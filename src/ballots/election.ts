import type { Element, FixedPower, Group } from './group.ts'
import { groupNamed } from './groups.ts'
import { hashBase64 } from './hash.ts'
import { randomBase58 } from './random.ts'
import { refuseUnless } from './refused.ts'
import { count, exactly, fields, list, matching, maybe, readCanonical, readElement, text } from './shape.ts'

/** One may choose at least `min` and at most `max` of the answers. A strike vote is Yes, No, Abstain with both 1. */
export interface Question {
  answers: string[]
  min: number
  max: number
  question: string
}

/** election.json, field by field in its order. */
export interface ElectionParameters {
  version: 1
  description: string
  name: string
  group: Group['name']
  public_key: string
  questions: Question[]
  uuid: string
  administrator?: string
  credential_authority?: string
}

/** An election whose parameters were read and checked, with what is computed from them once. */
export interface Election {
  parameters: ElectionParameters
  /** SHA-256 of election.json in base64: every ballot and every proof is bound to it. It stands in the notice of vote. */
  fingerprint: string
  group: Group
  publicKey: Element
  powerOfG: FixedPower
  powerOfKey: FixedPower
  /** g to the power of -1: what takes a choice out of a ciphertext. */
  inverseOfG: Element
}

export const uuid = matching(/^[1-9A-HJ-NP-Za-km-z]{14,64}$/, 'an identifier of 14 or more base58 characters')

export const questions = list(fields<Question>({ answers: list(text), min: count, max: count, question: text }))

const parametersShape = fields<ElectionParameters>({
  version: exactly<1>(1),
  description: text,
  name: text,
  group: (value, where) => groupNamed(text(value, where)).name,
  public_key: text,
  questions,
  uuid,
  administrator: maybe(text),
  credential_authority: maybe(text),
})

export const newElectionId = (): string => randomBase58(14)

/** The bytes of election.json. */
export const writeElection = (parameters: ElectionParameters): string => JSON.stringify(parametersShape(parameters, 'The election'))

/** Reads election.json and refuses what we could not count. `uses`: about how many ballots will be made or checked, which decides on tables. */
export function openElection(content: string, uses = 1, group = groupNamed): Election {
  const parameters = readCanonical(content, 'The election', parametersShape)
  refuseUnless(parameters.questions.length > 0, 'The election asks nothing.')
  for (const [index, { answers, min, max }] of parameters.questions.entries())
    refuseUnless(
      answers.length > 0 && min <= max && max <= answers.length,
      `Question ${index + 1} of the election cannot be answered: from ${min} to ${max} of ${answers.length} answers.`,
    )
  const chosen = group(parameters.group)
  const publicKey = readElement(chosen, parameters.public_key, 'The public key of the election')
  const choices = parameters.questions.reduce((sum, { answers }) => sum + answers.length, 0)
  return {
    parameters,
    fingerprint: hashBase64(content),
    group: chosen,
    publicKey,
    powerOfG: chosen.fixedPower(chosen.generator, uses * (3 * choices + 2)),
    inverseOfG: chosen.invert(chosen.generator),
    powerOfKey: chosen.fixedPower(publicKey, uses * (3 * choices + 1)),
  }
}
