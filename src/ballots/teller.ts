import { hashHex } from './hash.ts'
import { refuse, refuseUnless } from './refused.ts'
import { base64Hash, count, exactly, fields, hexHash, list, readCanonical, text } from './shape.ts'
import { decrypt, readDecryption, writeTally, type Tally } from './tally.ts'
import { talliesOf } from './unit-archives.ts'
import { noticeFingerprint, readUnits, reportingLists, unitOfCredential, type ReportingList } from './units.ts'
import type { Sound } from './verify.ts'

/** The sum of all ballots, beside those of the published units. No unit may be called so, as ids of units have no capital letters. */
export const everybody = 'ALL'

/** What a teller hands in: her part in opening each sum that is published. */
export interface TellerParts {
  version: 1
  uuid: string
  /** Fingerprint of the notice of vote. */
  notice: string
  /** Hash of the event that ended the voting. */
  closing: string
  owner: number
  parts: { id: string; tally: string; decryption: string }[]
}

const partsShape = fields<TellerParts>({
  version: exactly<1>(1),
  uuid: text,
  notice: base64Hash,
  closing: hexHash,
  owner: count,
  parts: list(fields({ id: text, tally: hexHash, decryption: text })),
})

/** Every sum that is opened of this box, added up here from the box itself: all, and each published result. */
export interface Sums {
  notice: string
  lists: ReportingList[]
  tallies: Map<string, Tally>
}

/** `notice`: the fingerprint as it was read out; units.json must have it. The box was verified before and its voting has ended. */
export async function sumsOf(
  main: Sound,
  unitsText: string,
  notice: string,
  listOf: (id: string) => string,
  ballotAt: (offset: number, size: number) => Promise<string>,
): Promise<Sums> {
  refuseUnless(
    noticeFingerprint(unitsText) === notice,
    `units.json has the fingerprint ${noticeFingerprint(unitsText)}, and the notice of vote says ${notice}.`,
  )
  const units = readUnits(unitsText)
  const lists = reportingLists(units, main, unitOfCredential(units, main, listOf)).filter(
    ({ credentials }) => credentials.length < main.credentials.length,
  )
  const tallies = await talliesOf(main, lists, ballotAt)
  tallies.set(everybody, main.tally)
  return { notice, lists, tallies }
}

/**
 * A teller's parts. Takes no ciphertext from anybody: only sums of a verified box. `before`: what she handed in earlier for this election, if anything; another
 * division of the same voters, or another end of the same box, would let the sums be subtracted until one ballot is left, and is refused.
 */
export function decryptAsTeller(main: Sound, sums: Sums, secret: bigint, before?: string): string {
  const { election, trusteeKeys } = main
  const own = election.powerOfG(secret)
  const owner = 1 + trusteeKeys.findIndex((key) => election.group.equal(key, own))
  refuseUnless(owner > 0, 'This key belongs to none of the tellers of this election.')
  if (before !== undefined) {
    const earlier = readCanonical(before.trim(), 'What was handed in before', partsShape)
    const ids = JSON.stringify(earlier.parts.map(({ id, tally }) => [id, tally]))
    const now = JSON.stringify([...sums.tallies].map(([id, tally]) => [id, hashHex(writeTally(election, tally))]))
    if (earlier.uuid !== election.parameters.uuid) refuse('The record beside this key is of another election.')
    if (earlier.notice !== sums.notice || earlier.closing !== main.closing || ids !== now)
      refuse(
        'This key has opened other sums of this election before. Opening a second division could show how single members voted: it is refused. Tell the other tellers and the observers.',
      )
    return before.trim()
  }
  const parts = [...sums.tallies].map(([id, tally]) => ({
    id,
    tally: hashHex(writeTally(election, tally)),
    decryption: decrypt(election, tally, secret),
  }))
  return JSON.stringify({
    version: 1,
    uuid: election.parameters.uuid,
    notice: sums.notice,
    closing: main.closing!,
    owner,
    parts,
  } satisfies TellerParts)
}

/** The parts that tellers handed in, checked and in the order of trustees.json: for each sum one of each. Names a teller whose part is missing or wrong. */
export function readTellerParts(main: Sound, sums: Sums, files: string[]): Map<string, string[]> {
  const { election, trusteeKeys } = main
  const read = files.map((content) => readCanonical(content.trim(), "A teller's parts", partsShape))
  const byOwner = trusteeKeys.map(
    (_, index) => read.find(({ owner }) => owner === index + 1) ?? refuse(`The parts of teller ${index + 1} are missing.`),
  )
  refuseUnless(read.length === byOwner.length, 'There are more files of parts than tellers.')
  const wanted = [...sums.tallies]
  for (const { owner, uuid, notice, closing, parts } of byOwner) {
    refuseUnless(
      uuid === election.parameters.uuid && notice === sums.notice && closing === main.closing,
      `The parts of teller ${owner} are of another election, notice or box.`,
    )
    refuseUnless(parts.length === wanted.length, `The parts of teller ${owner} open ${parts.length} sums instead of ${wanted.length}.`)
    for (const [index, [id, tally]] of wanted.entries()) {
      const part = parts[index]!
      refuseUnless(
        part.id === id && part.tally === hashHex(writeTally(election, tally)),
        `The parts of teller ${owner} are of another sum than that of ${id}.`,
      )
      readDecryption(election, tally, trusteeKeys[owner - 1]!, part.decryption)
    }
  }
  return new Map(wanted.map(([id], index) => [id, byOwner.map(({ parts }) => parts[index]!.decryption)]))
}
