import { appendEvent, beginArchive, decryptionObjects, setupObjects, tallyObjects, type ArchivedEvent, type ArchiveEnd } from './archive.ts'
import { ciphertextsOf, readBallot } from './ballot.ts'
import { addTo, emptyTally, open, readDecryption, writeResult, writeTally, type Tally } from './tally.ts'
import { writeCredentialList, type ReportingList } from './units.ts'
import type { Sound } from './verify.ts'

// The result of a local must be as checkable as that of all. Proofs are bound to election.json and not to the list of credentials, so the ballots of some of the
// credentials, with the same election and trustees, are an election of their own: an archive that belenios-tool verifies like any other.

/** The encrypted sum of each published result. Whoever decrypts adds up herself, from a box that she has verified. */
export async function talliesOf(
  main: Sound,
  lists: ReportingList[],
  ballotAt: (offset: number, size: number) => Promise<string>,
): Promise<Map<string, Tally>> {
  const { election } = main
  const idOf = new Map(lists.flatMap(({ id, credentials }) => credentials.map((credential) => [credential, id] as const)))
  const tallies = new Map(lists.map(({ id }) => [id, emptyTally(election)]))
  for (const [credential, { offset, size }] of main.counted) {
    const id = idOf.get(credential)
    if (id === undefined) continue // everybody is pooled: the sum of all is the only one
    tallies.set(id, addTo(election, tallies.get(id)!, ciphertextsOf(election, readBallot(election, await ballotAt(offset, size)))))
  }
  return tallies
}

/** What follows the ballots in an archive: its sum, the tellers' parts, the result. `parts` in the order of the trustees. */
export function closingEvents(
  end: ArchiveEnd,
  main: Pick<Sound, 'election' | 'trusteeKeys'>,
  tally: Tally,
  counted: number,
  parts: string[],
) {
  const { election, trusteeKeys } = main
  const factors = parts.map((part, index) => readDecryption(election, tally, trusteeKeys[index]!, part))
  const result = open(election, tally, factors, counted)
  const bytes: Uint8Array[] = []
  const append = (type: Parameters<typeof appendEvent>[1], objects: string[]) => {
    const appended = appendEvent(end, type, objects)
    bytes.push(appended.bytes)
    end = appended.end
  }
  append('EncryptedTally', tallyObjects(writeTally(election, tally), counted))
  for (const [index, part] of parts.entries()) append('PartialDecryption', decryptionObjects(index + 1, part))
  append('Result', [writeResult(result)])
  return { bytes, result }
}

/** The archives of the published results up to the end of voting, written while the main archive is read once more. Answers where each ends. */
export async function deriveArchives(
  events: AsyncIterable<ArchivedEvent>,
  main: Sound,
  lists: ReportingList[],
  write: (id: string, bytes: Uint8Array) => Promise<unknown>,
): Promise<Map<string, ArchiveEnd>> {
  const ends = new Map<string, ArchiveEnd>()
  const idOf = new Map(lists.flatMap(({ id, credentials }) => credentials.map((credential) => [credential, id] as const)))
  async function append(id: string, type: Parameters<typeof appendEvent>[1], objects: string[]) {
    const { bytes, end } = appendEvent(ends.get(id)!, type, objects)
    ends.set(id, end)
    await write(id, bytes)
  }
  for (const { id, credentials } of lists) {
    const begin = beginArchive(main.timestamp)
    ends.set(id, begin.end)
    await write(id, begin.bytes)
    await append(id, 'Setup', setupObjects(main.electionText, main.trusteesText, writeCredentialList(credentials)))
  }
  for await (const { event, objects } of events) {
    if (event.type === 'Ballot') {
      const id = idOf.get(readBallot(main.election, objects[0]!.text).credential)
      if (id !== undefined) await append(id, 'Ballot', [objects[0]!.text])
    }
    if (event.type === 'EndBallots') for (const { id } of lists) await append(id, 'EndBallots', [])
  }
  return ends
}
