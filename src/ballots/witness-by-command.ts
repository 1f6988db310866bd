// Who watches a board: a witness cosigns what continues what she signed before, and anybody asks whether a ballot is in the box, or whether a box was exchanged.
import { readFile, writeFile } from 'node:fs/promises'
import type { Speaking } from './ballots-by-command.ts'
import { proveBallot, proveContinuation, readBallotProof, readContinuation } from './checkpoint-proofs.ts'
import { checkSignatures, cosign, leavesUnder, readCheckpoint, readNoteKey } from './checkpoint.ts'
import { textOf } from './files.ts'
import { eventsIn, hand } from './host-by-command.ts'
import { refuse, refuseUnless } from './refused.ts'

/** `ballots cosign`: what she signed last is kept beside her key; a checkpoint that does not continue it is refused, whoever shows it. */
export async function cosignByCommand({
  checkpoint,
  key,
  board,
  box,
  proof,
  out,
  print,
  say,
}: Speaking & { checkpoint: string; key: string; board: string; box?: string; proof?: string; out?: string }) {
  const note = await textOf(checkpoint)
  const witness = readNoteKey(await textOf(key), 'witness')
  checkSignatures(note, board, [])
  const now = readCheckpoint(note)
  const record = `${key}.${now.origin.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.last`
  const last = await readFile(record, 'utf8').catch(() => undefined)
  if (box !== undefined) {
    const events = await eventsIn(box)
    leavesUnder(note, events)
    if (last !== undefined) {
      refuseUnless(readCheckpoint(last).size <= now.size, `You have signed a later checkpoint, of ${readCheckpoint(last).size} events.`)
      leavesUnder(last, events)
    }
  } else if (last !== undefined) {
    if (proof === undefined)
      refuse(
        'You have cosigned this board before: give --box FILE.bel or --proof FILE, which show that this checkpoint continues that one.',
      )
    refuseUnless(readContinuation(await textOf(proof), last) === note, 'The proof is of another checkpoint.')
  } else
    refuseUnless(
      proof === undefined,
      'You have not cosigned this board before: there is nothing that --proof could continue. Give --box FILE.bel.',
    )
  const signed = cosign(note, witness, Math.floor(Temporal.Now.instant().epochMilliseconds / 1000))
  await writeFile(record, signed, { mode: 0o600 }) // before it is handed out
  await hand(signed, out, print)
  say(
    `Cosigned: ${now.origin} with ${now.size} events.${last === undefined && box === undefined ? ' It is the first that you sign, and you have not seen the box.' : ''}`,
  )
}

/** `ballots prove`: for a member without the box, or for a witness. */
export async function proveByCommand({
  box,
  checkpoint,
  ballot,
  since,
  out,
  print,
}: Speaking & { box: string; checkpoint: string; ballot?: string; since?: string; out?: string }) {
  const note = await textOf(checkpoint)
  const events = await eventsIn(box)
  if (ballot !== undefined) return hand(proveBallot(note, events, ballot), out, print)
  const earlier = await textOf(since!)
  refuseUnless(
    readCheckpoint(earlier).size <= readCheckpoint(note).size,
    `${since} is of more events than ${checkpoint}: it is the later one.`,
  )
  leavesUnder(earlier, events)
  return hand(proveContinuation(note, events, readCheckpoint(earlier).size), out, print)
}

/** `ballots check`: whether such a proof holds, and who signed its checkpoint. Needs no box. */
export async function checkByCommand({
  proof,
  board,
  witnesses,
  ballot,
  since,
  print,
}: Speaking & { proof: string; board: string; witnesses: string[]; ballot?: string; since?: string }) {
  const file = await textOf(proof)
  const by = `signed by the board and ${witnesses.length} witness${witnesses.length === 1 ? '' : 'es'}`
  if (ballot !== undefined) {
    const { note, index } = readBallotProof(file, ballot)
    checkSignatures(note, board, witnesses)
    return print(`sound  the ballot is in the box, as event ${index} of ${readCheckpoint(note).size}; ${by}`)
  }
  const earlier = await textOf(since!)
  checkSignatures(earlier, board, [])
  const note = readContinuation(file, earlier)
  checkSignatures(note, board, witnesses)
  print(`sound  the box of ${readCheckpoint(note).size} events continues that of ${readCheckpoint(earlier).size}; ${by}`)
}
