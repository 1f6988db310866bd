import { appendEvent, beginArchive, decryptionObjects, setupObjects, tallyObjects, type EventType } from '../src/ballots/archive.ts'
import { ciphertextsOf, createBallot, readBallot } from '../src/ballots/ballot.ts'
import { checkingHere, type Checking } from '../src/ballots/checking.ts'
import { newCredential, publicCredential, secretOf } from '../src/ballots/credential.ts'
import { newElectionId, openElection, writeElection } from '../src/ballots/election.ts'
import { quickGroupNamed } from '../src/ballots/modexp.ts'
import { attempt, Refused } from '../src/ballots/refused.ts'
import { addTo, decrypt, emptyTally, open, readDecryption, writeResult, writeTally } from '../src/ballots/tally.ts'
import { newTrusteeKey, readTrustees, writeTrustees } from '../src/ballots/trustees.ts'
import { writeCredentialList } from '../src/ballots/units.ts'
import { verifyArchive, type Sound } from '../src/ballots/verify.ts'

/** An event to be, with the objects it brings. */
export type Step = [EventType, string[]]

/** An election of a few members in memory. `votes`: whose turn it is and what she chooses (0 Yes, 1 No, 2 Abstain), in order. */
export function smallVote({
  members,
  votes,
  group = 'BELENIOS-2048',
}: {
  members: number
  votes: [member: number, choice: number][]
  group?: 'BELENIOS-2048' | 'Ed25519'
}) {
  const chosen = quickGroupNamed(group)
  const uuid = newElectionId()
  const trustees = [newTrusteeKey(chosen), newTrusteeKey(chosen)]
  const trusteesText = writeTrustees(trustees.map(({ published }) => published))
  const question = { answers: ['Yes', 'No', 'Abstain'], min: 1, max: 1, question: 'Strike?' }
  const electionText = writeElection({
    version: 1,
    description: 'Small',
    name: 'Vote',
    group,
    public_key: readTrustees(chosen, trusteesText).electionKey,
    questions: [question],
    uuid,
  })
  const election = openElection(electionText, votes.length, quickGroupNamed)
  const secrets = Array.from({ length: members }, newCredential)
  const credentials = secrets.map((secret) => publicCredential(chosen, secretOf(chosen, uuid, secret)))
  const cast = (member: number, choice: number) =>
    createBallot(election, secrets[member]!, [[0, 1, 2].map((answer) => Number(answer === choice))])
  const ballots = votes.map(([member, choice]) => cast(member, choice))
  const last = new Map(votes.map(([member], index) => [member, ballots[index]!]))
  const tally = [...last.values()].reduce(
    (sum, ballot) => addTo(election, sum, ciphertextsOf(election, readBallot(election, ballot))),
    emptyTally(election),
  )
  const parts = trustees.map(({ secret }) => decrypt(election, tally, secret))
  const result = open(
    election,
    tally,
    parts.map((part, index) => readDecryption(election, tally, chosen.fixedPower(chosen.generator, 1)(trustees[index]!.secret), part)),
    last.size,
  )
  const steps: Step[] = [
    ['Setup', setupObjects(electionText, trusteesText, writeCredentialList(credentials))],
    ...ballots.map((ballot): Step => ['Ballot', [ballot]]),
    ['EndBallots', []],
    ['EncryptedTally', tallyObjects(writeTally(election, tally), last.size)],
    ...parts.map((part, index): Step => ['PartialDecryption', decryptionObjects(index + 1, part)]),
    ['Result', [writeResult(result)]],
  ]
  return { election, electionText, trusteesText, trustees, secrets, credentials, ballots, tally, last, parts, result, steps, cast }
}

/** The bytes of an archive with these events, chained as they must be. */
export function archiveOf(steps: Step[]): Uint8Array {
  let { bytes, end } = beginArchive(1_790_000_000)
  const all = [bytes]
  for (const [type, objects] of steps) {
    ;({ bytes, end } = appendEvent(end, type, objects))
    all.push(bytes)
  }
  return Buffer.concat(all)
}

const onceOpened = new Map<string, Checking>()

/** Verifies bytes as a file would be. */
export async function verifyBytes(bytes: Uint8Array, sound?: Set<string>): Promise<Sound> {
  const checking = checkingHere(quickGroupNamed)
  return verifyArchive({
    chunks: chunksOf(bytes),
    reread: async (offset, size) => Buffer.from(bytes.subarray(offset, offset + size)).toString('utf8'),
    checking: {
      ...checking,
      async open(text, expected) {
        if (!onceOpened.has(text)) onceOpened.set(text, (await checking.open(text, expected), checking))
        Object.assign(this, onceOpened.get(text), { open: this.open })
      },
    },
    group: quickGroupNamed,
    sound,
  })
}

/** In pieces of unlike size: where a reader's pieces end must not matter. */
async function* chunksOf(bytes: Uint8Array) {
  for (let offset = 0, size = 1; offset < bytes.length; offset += size, size = (size * 7 + 11) % 5000)
    yield bytes.subarray(offset, offset + size)
}

/** The sentence with which these bytes are refused; null when they are accepted. */
export async function refusalOf(bytes: Uint8Array, sound?: Set<string>): Promise<string | null> {
  try {
    await verifyBytes(bytes, sound)
    return null
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

export const refusalIn = (work: () => unknown): string | null => {
  const outcome = attempt(work)
  return 'refusal' in outcome ? outcome.refusal : null
}
