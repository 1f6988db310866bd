import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { appendEvent, readArchive, type ArchiveEnd, type EventType } from './archive.ts'
import { checkBallot, longestBallot, readBallot, trackerOf } from './ballot.ts'
import { openElection, type Election } from './election.ts'
import { hashHex } from './hash.ts'
import { quickGroupNamed } from './modexp.ts'
import { attempt, refuse, refuseUnless } from './refused.ts'
import { readCredentialList } from './verify.ts'

// The host's side of a box that is a file. What is in it already is read for its form and its chain; whether every proof in it holds is what `ballots verify` tells.

interface OpenBox {
  end: ArchiveEnd
  election: Election
  credentials: Set<string>
  /** Where each ballot stands, under its hash. */
  heights: Map<string, number>
  /** In bytes: nobody else may have added anything in between. */
  size: number
}

async function readOpenBox(file: string, uses: number): Promise<OpenBox> {
  const { size } = await stat(file).catch(() => refuse(`There is no box ${file}.`))
  let box: OpenBox | undefined
  let last: EventType | undefined
  for await (const { event, hash, objects, timestamp } of readArchive(createReadStream(file))) {
    last = event.type
    if (event.type === 'Setup')
      box = {
        end: { timestamp, height: 0 },
        election: openElection(objects[0]!.text, uses, quickGroupNamed),
        credentials: new Set(readCredentialList(objects[2]!.text)),
        heights: new Map(),
        size,
      }
    if (!box) refuse(`${file} does not begin with a set-up.`)
    if (event.type === 'Ballot') box.heights.set(objects[0]!.hash, event.height)
    box.end = { timestamp, parent: hash, height: event.height + 1 }
  }
  if (!box) refuse(`${file} holds no election.`)
  refuseUnless(last === 'Setup' || last === 'Ballot', 'The voting has ended: nothing can be added to this box.')
  return box
}

async function append(file: string, { size }: OpenBox, bytes: Uint8Array[]) {
  const handle = await open(file, 'a')
  try {
    refuseUnless((await handle.stat()).size === size, 'Somebody else added to the box meanwhile. Nothing was added now: try again.')
    await handle.appendFile(Buffer.concat(bytes))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Where a ballot stands in the box. */
export interface Collected {
  tracker: string
  height: number
  /** It was there before, and was not added again. */
  already: boolean
}

/**
 * Adds ballots to a box, all of them or, at the first that it refuses, none. Each is checked for everything that it claims, and whether its credential is on the list. One
 * that is in the box already is told where, and not added: handing in twice is no fault.
 */
export async function collectBallots(file: string, ballots: { name: string; content: string }[]): Promise<Collected[]> {
  const box = await readOpenBox(file, ballots.length)
  const bytes: Uint8Array[] = []
  let { end } = box
  const collected = ballots.map(({ name, content }): Collected => {
    const outcome = attempt(() => {
      refuseUnless(content.length <= longestBallot(box.election), 'it is longer than a ballot of this election can be.')
      const ballot = readBallot(box.election, content)
      refuseUnless(box.credentials.has(ballot.credential), 'its credential is not on the list.')
      checkBallot(box.election, ballot)
    })
    if ('refusal' in outcome) refuse(`${name} is not taken: ${outcome.refusal} Nothing was added to the box.`)
    const [hash, tracker] = [hashHex(content), trackerOf(content)]
    const there = box.heights.get(hash)
    if (there !== undefined) return { tracker, height: there, already: true }
    const height = end.height
    const appended = appendEvent(end, 'Ballot', [content])
    bytes.push(appended.bytes)
    end = appended.end
    box.heights.set(hash, height)
    return { tracker, height, already: false }
  })
  if (bytes.length > 0) await append(file, box, bytes)
  return collected
}

/** Ends the voting. Answers how many ballots are in the box. */
export async function closeBox(file: string): Promise<number> {
  const box = await readOpenBox(file, 1)
  await append(file, box, [appendEvent(box.end, 'EndBallots', []).bytes])
  return box.heights.size
}
