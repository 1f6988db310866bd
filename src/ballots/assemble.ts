import { setupObjects } from './archive.ts'
import { openElection, questions, uuid, writeElection, type Question } from './election.ts'
import type { Group } from './group.ts'
import { groupNamed } from './groups.ts'
import { attempt, refuse, refuseUnless } from './refused.ts'
import { count, fields, hexHash, list, maybe, readUnproven, text } from './shape.ts'
import { commitmentTo, readTrusteeKey, readTrustees, writeTrustees } from './trustees.ts'
import { moment, noticeFingerprint, unitId, writeCredentialList, writeUnits } from './units.ts'
import { readCredentialList } from './verify.ts'

/** What the committee writes down before a vote, as JSON. Files are named as they lie beside it. */
export interface VotePlan {
  uuid: string
  /** BELENIOS-2048 where it is left out. */
  group?: string
  name: string
  description?: string
  questions: Question[]
  /** Moments in UTC. */
  opens: string
  closes: string
  /** A sentence on when the result is opened. */
  release: string
  /** `commitment`: what she sent first. `key`: her NAME.public.json. In this order they are teller 1, 2, 3. */
  tellers: { commitment: string; key: string }[]
  /** `eligible`: as the local posted it, before its registrar drew credentials. `list`: the registrar's public.json. */
  units: { id: string; name: string; eligible: number; list: string }[]
}

const planShape = fields<VotePlan>({
  uuid,
  group: maybe(text),
  name: text,
  description: maybe(text),
  questions,
  opens: moment,
  closes: moment,
  release: text,
  tellers: list(fields({ commitment: hexHash, key: text })),
  units: list(fields({ id: unitId, name: text, eligible: count, list: text })),
})

/** Reads a plan, in any spelling of JSON. Names the field that is missing or wrong. */
export function readPlan(content: string): VotePlan {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch (error) {
    refuse(`The plan is not JSON: ${(error as Error).message}.`)
  }
  return planShape(value, 'The plan')
}

/** Everything that is fixed before the first ballot. */
export interface Assembled {
  electionText: string
  trusteesText: string
  unitsText: string
  notice: string
  fingerprint: string
  /** The list of each unit, under its id. */
  lists: Map<string, string>
  /** Of the event with which the box begins. */
  setup: string[]
}

/**
 * Puts together what tellers and registrars handed in. Refuses a key other than the one its teller committed to or that she did not prove, a list that is not sorted,
 * has other than elements of prime order or another length than was posted, and a credential on two lists. `fileOf` gives the text of a file that the plan names.
 */
export function assemble(plan: VotePlan, fileOf: (name: string) => string): Assembled {
  const group = groupNamed(plan.group ?? 'BELENIOS-2048')
  refuseUnless(plan.tellers.length > 0, 'The plan names no teller.')
  const keys = plan.tellers.map(({ commitment, key }, index) => {
    const read = readTrusteeKey(group, fileOf(key).trim(), `The key of teller ${index + 1} (${key})`)
    refuseUnless(
      commitmentTo(read) === commitment,
      `The key of teller ${index + 1} (${key}) is not the one whose commitment was sent first: she may have chosen it after seeing the others'. All tellers make new keys.`,
    )
    return read
  })
  const trusteesText = writeTrustees(keys)
  const seen = new Map<string, string>()
  const lists = plan.units.map(({ id, name, eligible, list }) => {
    const credentials = readList(group, fileOf(list).trim(), `The list of ${id} (${list})`)
    refuseUnless(
      credentials.length === eligible,
      `The list of ${id} (${list}) has ${credentials.length} credentials, and ${eligible} members were posted as eligible.`,
    )
    for (const credential of credentials) {
      refuseUnless(
        !seen.has(credential),
        `A credential is on the lists of both ${seen.get(credential)} and ${id}: one of the registrars has the other's list.`,
      )
      seen.set(credential, id)
    }
    return { id, name, credentials }
  })
  const electionText = writeElection({
    version: 1,
    description: plan.description ?? '',
    name: plan.name,
    group: group.name,
    public_key: readTrustees(group, trusteesText).electionKey,
    questions: plan.questions,
    uuid: plan.uuid,
  })
  const election = openElection(electionText)
  const unitsText = writeUnits(election, trusteesText, plan, lists)
  return {
    electionText,
    trusteesText,
    unitsText,
    notice: noticeFingerprint(unitsText),
    fingerprint: election.fingerprint,
    lists: new Map(lists.map(({ id, credentials }) => [id, writeCredentialList(credentials)])),
    setup: setupObjects(electionText, trusteesText, writeCredentialList(seen.keys())),
  }
}

function readList(group: Group, content: string, what: string): string[] {
  const outcome = attempt(() => {
    const credentials = readCredentialList(content)
    const elements = credentials.map((credential, index) => readUnproven(group, credential, `the credential at place ${index + 1}`))
    refuseUnless(group.areMembers(elements), 'a credential is outside the subgroup of prime order.')
    return credentials
  })
  return 'refusal' in outcome ? refuse(`${what} cannot be taken: ${outcome.refusal}`) : outcome.value
}
