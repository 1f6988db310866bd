// The strict verifier. It refuses whatever any version of belenios-tool refuses, and what they all let pass: a wrong num_tallied, a ballot replayed by its own
// voter, other spellings of the same JSON, elements outside the subgroup, faulty ballots that were superseded, and ballots whose check nobody waits for.
import { readArchive, readOwner, readSetup, readTallied, type ArchivedEvent, type EventType } from './archive.ts'
import { ciphertextsOf, longestBallot, readBallot, trackerOf } from './ballot.ts'
import type { Checking } from './checking.ts'
import { openElection, type Election } from './election.ts'
import type { Element } from './group.ts'
import type { groupNamed } from './groups.ts'
import { Refused, refuse, refuseUnless } from './refused.ts'
import { addTo, emptyTally, open, readDecryption, readResult, takeFrom, writeTally, type Tally } from './tally.ts'
import { readTrustees } from './trustees.ts'

/** An archive that was found sound, and how far its election has come. */
export interface Sound {
  state: 'open' | 'closed' | 'tallied' | 'final'
  election: Election
  electionText: string
  trusteesText: string
  trusteeKeys: Element[]
  credentials: string[]
  credentialsHash: string
  /** Every ballot in the box in its order, those included that their voters replaced. */
  box: { credential: string; hash: string }[]
  /** The ballot that counts of each credential that voted, in the order of first voting. */
  counted: Map<string, CountedBallot>
  /** Of ballots that were replaced by a later one. */
  replaced: number
  /** The encrypted sum of what counts, added up here. */
  tally: Tally
  decryptions: { owner: number; text: string }[]
  result?: number[][]
  /** Hash of the last event: the head that witnesses sign. */
  head: string
  /** Hash of the event that ended the voting, once it did. */
  closing?: string
  /** When the archive was begun, in seconds. */
  timestamp: number
  events: string[]
}

export interface CountedBallot {
  hash: string
  height: number
  offset: number
  size: number
}

export interface Verifying {
  chunks: AsyncIterable<Uint8Array>
  /** Bytes that were read before: needed when somebody voted again. */
  reread: (offset: number, size: number) => Promise<string>
  checking: Checking
  group?: typeof groupNamed
  /** Hashes of ballots that were found sound in another archive of the same election; those found here are added. */
  sound?: Set<string>
  /** Credentials that other archives of the same election have too, each to the one copy of it that is kept; those read here are added. */
  kept?: Map<string, string>
  keepEvents?: boolean
  onProgress?: (ballots: number) => void
}

const mayFollow: Record<EventType, EventType[]> = {
  Setup: [],
  Ballot: ['Setup', 'Ballot'],
  EndBallots: ['Setup', 'Ballot'],
  EncryptedTally: ['EndBallots'],
  PartialDecryption: ['EncryptedTally', 'PartialDecryption'],
  Result: ['PartialDecryption'],
}

const stateAfter: Record<EventType, Sound['state']> = {
  Setup: 'open',
  Ballot: 'open',
  EndBallots: 'closed',
  EncryptedTally: 'tallied',
  PartialDecryption: 'tallied',
  Result: 'final',
}

/** So many ballots are checked together. */
const batchSize = 100

/** Reads a whole archive once and answers what is in it; refuses at the first fault, with the event or ballot that it concerns. */
export async function verifyArchive({
  chunks,
  reread,
  checking,
  group,
  sound = new Set(),
  kept,
  keepEvents = false,
  onProgress,
}: Verifying): Promise<Sound> {
  let state: Sound | undefined
  let last: EventType | undefined
  let listed = new Map<string, string>() // to the one copy of it that is kept
  let replaced: Tally | undefined // what voting again takes out, taken out at once: division is dear
  const running = { outstanding: new Set<Promise<void>>(), faults: [] as { height: number; sentence: string }[] }

  /** Checks go on beside the reading; the earliest fault is what is told. */
  function later(places: { height: number; where: string }[], check: Promise<(string | null)[]>) {
    const checked = check.then((faults) => {
      for (const [index, fault] of faults.entries()) {
        const { height, where } = places[index]!
        if (fault) running.faults.push({ height, sentence: `${where}: ${fault}` })
      }
      running.outstanding.delete(checked)
    })
    running.outstanding.add(checked)
  }

  const batch: { height: number; where: string; content: string }[] = []
  function checkBatch() {
    const places = batch.splice(0)
    if (places.length > 0) later(places, checking.ballots(places.map(({ content }) => content)))
  }

  try {
    for await (const archived of readArchive(chunks)) {
      const { event, objects } = archived
      const where = nameOf(archived)
      await saying(where, async () => {
        refuseUnless(
          last ? mayFollow[event.type].includes(last) : event.type === 'Setup',
          last ? `it cannot come after ${last}.` : 'an archive begins with Setup.',
        )
        const expected = { Setup: 4, Ballot: 1, EndBallots: 0, EncryptedTally: 2, PartialDecryption: 2, Result: 1 }[event.type]
        refuseUnless(objects.length === expected, `it comes with ${objects.length} objects instead of ${expected}.`)
        const content = objects.map((object) => object.text)
        if (event.type === 'Setup') {
          state = setUp(archived, content, kept, group)
          listed = new Map(state.credentials.map((credential) => [credential, credential]))
          await checking.open(content[0]!, state.credentials.length)
          later(
            [{ height: 0, where }],
            checking.credentials(state.credentials).then((fault) => [fault]),
          )
        } else if (!state) refuse('an archive begins with Setup.')
        else if (event.type === 'Ballot') await addBallot(state, archived, where)
        else if (event.type === 'EndBallots') settle(state)
        else if (event.type === 'EncryptedTally') {
          const { num_tallied, total_weight, encrypted_tally } = readTallied(content[1]!)
          refuseUnless(encrypted_tally === objects[0]!.hash, 'it does not name the tally before it.')
          refuseUnless(
            content[0] === writeTally(state.election, state.tally),
            'the encrypted tally is not the sum of the ballots that count.',
          )
          refuseUnless(num_tallied === state.counted.size, `num_tallied says ${num_tallied}, and ${state.counted.size} ballots count.`)
          refuseUnless(total_weight === state.counted.size, `total_weight says ${total_weight}, and ${state.counted.size} ballots count.`)
        } else if (event.type === 'PartialDecryption') {
          const { owner, payload } = readOwner(content[1]!)
          refuseUnless(payload === objects[0]!.hash, 'it does not name the decryption before it.')
          const key = state.trusteeKeys[owner - 1] ?? refuse(`there is no trustee ${owner}.`)
          refuseUnless(!state.decryptions.some((before) => before.owner === owner), `trustee ${owner} has decrypted before.`)
          readDecryption(state.election, state.tally, key, content[0]!)
          state.decryptions.push({ owner, text: content[0]! })
        } else if (event.type === 'Result') {
          const opened = openResult(state)
          const result = readResult(content[0]!)
          refuseUnless(
            JSON.stringify(result) === JSON.stringify(opened),
            `the result says ${JSON.stringify(result)}, and the decryptions open to ${JSON.stringify(opened)}.`,
          )
          state.result = result
        }
      })
      last = event.type
      state!.state = stateAfter[event.type]
      state!.head = archived.hash
      if (event.type === 'EndBallots') state!.closing = archived.hash
      if (keepEvents) state!.events.push(archived.text)
      while (running.outstanding.size > 8) await Promise.race(running.outstanding)
      if (running.faults.length > 0) break
    }
  } catch (error) {
    checkBatch()
    await Promise.all(running.outstanding)
    if (!(error instanceof Refused) || running.faults.length === 0) throw error
  }
  checkBatch()
  await Promise.all(running.outstanding)
  const [first] = running.faults.sort((a, b) => a.height - b.height)
  if (first) refuse(first.sentence)
  if (!state) refuse('The archive holds no election.')
  settle(state)
  return state

  function settle(state: Sound) {
    if (replaced) state.tally = takeFrom(state.election, state.tally, replaced)
    replaced = undefined
  }

  async function addBallot(state: Sound, { event, objects: [object] }: ArchivedEvent, where: string) {
    const { text: content, hash, offset, size } = object!
    refuseUnless(
      size <= longestBallot(state.election),
      `the ballot has ${size.toLocaleString('en')} bytes, more than a ballot of this election can have.`,
    )
    const ballot = readBallot(state.election, content)
    const credential = listed.get(ballot.credential) ?? refuse('the credential of the ballot is not on the list.')
    if (!sound.has(hash)) {
      batch.push({ height: event.height, where, content })
      if (batch.length === batchSize) checkBatch()
      sound.add(hash)
    }
    const ciphertexts = ciphertextsOf(state.election, ballot)
    const before = state.counted.get(credential)
    if (before) {
      const earlier = readBallot(state.election, await reread(before.offset, before.size))
      replaced = addTo(state.election, replaced ?? emptyTally(state.election), ciphertextsOf(state.election, earlier))
      state.replaced++
    }
    state.tally = addTo(state.election, state.tally, ciphertexts)
    state.counted.set(credential, { hash, height: event.height, offset, size })
    state.box.push({ credential, hash })
    onProgress?.(state.box.length)
  }
}

/** What the trustees' parts open to; refuses while one is missing. */
function openResult({ election, tally, trusteeKeys, decryptions, counted }: Sound): number[][] {
  const missing = trusteeKeys.map((_, index) => index + 1).filter((owner) => !decryptions.some((part) => part.owner === owner))
  refuseUnless(missing.length === 0, `the decryption of trustee ${missing.join(' and ')} is missing.`)
  return open(
    election,
    tally,
    decryptions.map(({ owner, text }) => readDecryption(election, tally, trusteeKeys[owner - 1]!, text)),
    counted.size,
  )
}

function setUp(
  { objects, timestamp }: ArchivedEvent,
  [electionText, trusteesText, credentialsText, setup]: string[],
  kept?: Map<string, string>,
  group?: typeof groupNamed,
): Sound {
  const named = readSetup(setup!)
  for (const [index, what] of (['election', 'trustees', 'credentials'] as const).entries())
    refuseUnless(named[what] === objects[index]!.hash, `it names other ${what} than those before it.`)
  const election = openElection(electionText!, 1, group)
  const { keys, electionKey } = readTrustees(election.group, trusteesText!)
  refuseUnless(
    electionKey === election.parameters.public_key,
    'the public key of the election is not the one that its trustees make together.',
  )
  const credentials = readCredentialList(credentialsText!).map((credential) => kept?.get(credential) ?? credential)
  if (kept) for (const credential of credentials) kept.set(credential, credential)
  return {
    state: 'open',
    election,
    electionText: electionText!,
    trusteesText: trusteesText!,
    trusteeKeys: keys,
    credentials,
    credentialsHash: named.credentials,
    box: [],
    counted: new Map(),
    replaced: 0,
    tally: emptyTally(election),
    decryptions: [],
    head: '',
    timestamp,
    events: [],
  }
}

/**
 * A public list: sorted as numbers, so that its order says nothing, and nobody on it twice. That each is an element is checked by `Checking.credentials`. Taken apart by
 * hand, as it may have 40 MB: what it answers are views into `content`, and there is no second copy.
 */
export function readCredentialList(content: string): string[] {
  if (content === '[]') return []
  refuseUnless(content.startsWith('["') && content.endsWith('"]'), 'The list of credentials is not a list of texts.')
  const credentials = content.slice(2, -2).split('","')
  for (const [index, credential] of credentials.entries()) {
    refuseUnless(!/^[0-9a-f]+,/.test(credential), 'The list of credentials has weights, which this program does not count.')
    refuseUnless(
      /^[0-9a-f]+$/.test(credential),
      `The list of credentials is not written in the one canonical way, or has something else on it (place ${index + 1}).`,
    )
    const before = credentials[index - 1]
    refuseUnless(
      before === undefined || compareCredentials(before, credential) < 0,
      `The list of credentials is not in rising order, or names one twice (place ${index + 1}).`,
    )
  }
  return credentials
}

/** As numbers; all are written without leading zeros, or all with equally many digits. */
export const compareCredentials = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

const nameOf = ({ event, objects }: ArchivedEvent) =>
  event.type === 'Ballot' && objects.length === 1
    ? `Event ${event.height}, ballot ${trackerOf(objects[0]!.text)}`
    : `Event ${event.height} (${event.type})`

async function saying(where: string, work: () => Promise<void>) {
  try {
    await work()
  } catch (error) {
    throw error instanceof Refused ? new Refused(`${where}: ${error.message}`, { cause: error }) : error
  }
}
