// Proofs as files, to be handed to somebody who has not the box:
//   C2SP tlog-proof    one event is in it (for a member: her ballot)     C2SP tlog-witness    a later checkpoint continues an earlier one (the form of add-checkpoint)
import { readEvent } from './archive.ts'
import {
  base64,
  checksConsistency,
  checksInclusion,
  consistencyProof,
  fromBase64,
  inclusionProof,
  leafHash,
  leavesUnder,
  readCheckpoint,
} from './checkpoint.ts'
import { refuse, refuseUnless } from './refused.ts'

const header = 'c2sp.org/tlog-proof@v1'

/** The hex name of a ballot in the archive, from its number as members have it. */
function nameOfBallot(tracker: string): string {
  refuseUnless(
    /^[A-Za-z0-9+/]{43}$/.test(tracker),
    'A ballot number has 43 characters. The short form is for finding a ballot, and proves nothing.',
  )
  return Array.from(fromBase64(`${tracker}=`), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The file that shows a ballot to be in the box of a checkpoint. `events`: of that box, or of a later one. */
export function proveBallot(note: string, events: string[], tracker: string): string {
  const name = nameOfBallot(tracker)
  const index = events.findIndex((event) => readEvent(event, 'An event').payload === name)
  refuseUnless(index >= 0, `There is no ballot ${tracker} in the box.`)
  const leaves = leavesUnder(note, events)
  refuseUnless(index < leaves.length, `Ballot ${tracker} came after this checkpoint: ask again with the next.`)
  return [header, `extra ${btoa(events[index]!)}`, `index ${index}`, ...inclusionProof(leaves, index).map(base64), '', note].join('\n')
}

/** Refuses unless the file shows that this ballot is in the box of its checkpoint. Answers the checkpoint, whose signatures are to be checked, and the ballot's place. */
export function readBallotProof(file: string, tracker: string): { note: string; index: number } {
  const [, extra, written, hashes, note] =
    new RegExp(`^${header}\\nextra ([A-Za-z0-9+/=]+)\\nindex (0|[1-9]\\d{0,14})\\n((?:[A-Za-z0-9+/=]{44}\\n)*)\\n([^]+)$`).exec(file) ??
    refuse(`This is no proof that a ballot is in a box: it begins with ${header}.`)
  const index = Number(written)
  const event = new TextDecoder().decode(fromBase64(extra!))
  const { type, payload } = readEvent(event, 'The event in the proof')
  refuseUnless(type === 'Ballot' && payload === nameOfBallot(tracker), 'The proof is of another ballot.')
  const { size, root } = readCheckpoint(note!)
  refuseUnless(
    checksInclusion(leafHash(event), index, size, hashesIn(hashes!), root),
    'The proof fails: this ballot is not in the box of this checkpoint.',
  )
  return { note: note!, index }
}

/** The file that shows a checkpoint to continue an earlier one of `from` events; what a C2SP witness is sent. */
export function proveContinuation(note: string, events: string[], from: number): string {
  const proof = from === 0 ? [] : consistencyProof(leavesUnder(note, events), from)
  return [`old ${from}`, ...proof.map(base64), '', note].join('\n')
}

/** Refuses unless the file shows that its checkpoint continues the earlier one. Answers it. */
export function readContinuation(file: string, earlier: string): string {
  const [, from, hashes, note] =
    /^old (0|[1-9]\d{0,14})\n((?:[A-Za-z0-9+/=]{44}\n)*)\n([^]+)$/.exec(file) ??
    refuse('This is no proof that a checkpoint continues another: it begins with "old" and a number of events.')
  const [before, now] = [readCheckpoint(earlier), readCheckpoint(note!)]
  refuseUnless(before.origin === now.origin, `The checkpoints are of two boxes: ${before.origin} and ${now.origin}.`)
  refuseUnless(Number(from) === before.size, `The proof begins with ${from} events, and the earlier checkpoint is of ${before.size}.`)
  refuseUnless(
    checksConsistency(before, now, hashesIn(hashes!)),
    `The box of ${now.size} events does not continue that of ${before.size}: somebody is shown another box than you were. Keep both checkpoints, and tell the observers.`,
  )
  return note!
}

const hashesIn = (lines: string) => lines.split('\n').filter(Boolean).map(fromBase64)
