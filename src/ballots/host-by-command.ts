// Who hosts a vote with files alone: puts it together, keeps its box, and signs from time to time what the box is. None of this needs a secret of the vote.
import { createReadStream } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { appendEvent, beginArchive, readArchive } from './archive.ts'
import { assemble, readPlan } from './assemble.ts'
import type { Speaking } from './ballots-by-command.ts'
import { closeBox, collectBallots } from './box.ts'
import { leafHash, newNoteKey, readNoteKey, signCheckpoint, treeRoot, verifierKey, writeNoteKey } from './checkpoint.ts'
import { newElectionId } from './election.ts'
import { textOf, writeNew, writeSecret } from './files.ts'
import { refuse } from './refused.ts'

/** `ballots new-id`: what registrars and tellers need to begin. */
export async function drawId({ print }: Speaking) {
  print(newElectionId())
}

/** `ballots assemble`: from the plan, the tellers' keys and the registrars' lists to everything that is fixed before the first ballot, and an empty box. */
export async function assembleByCommand({ plan: planFile, out, print, say }: Speaking & { plan: string; out: string }) {
  const plan = readPlan(await textOf(planFile))
  const files = new Map<string, string>()
  for (const name of [...plan.tellers.map(({ key }) => key), ...plan.units.map(({ list }) => list)])
    files.set(name, await textOf(resolve(dirname(planFile), name)))
  const { electionText, trusteesText, unitsText, lists, setup, notice, fingerprint } = assemble(plan, (name) => files.get(name)!)
  await mkdir(join(out, 'credentials'), { recursive: true })
  const begin = beginArchive(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000))
  const box = join(out, `${plan.uuid}.bel`)
  await writeNew(box, Buffer.concat([begin.bytes, appendEvent(begin.end, 'Setup', setup).bytes]))
  await writeNew(join(out, 'election.json'), electionText)
  await writeNew(join(out, 'trustees.json'), trusteesText)
  await writeNew(join(out, 'units.json'), unitsText)
  for (const [id, list] of lists) await writeNew(join(out, 'credentials', `${id}.json`), list)
  print(`notice ${notice}`)
  print(`election ${fingerprint}`)
  print(`box ${box}`)
  say(
    `Print the notice's fingerprint in the notice of vote and read it out. Anybody can check the folder: bin/commontable ballots verify ${out} --units ${join(out, 'units.json')}`,
  )
}

/** `ballots collect`: takes members' ballots into the box. */
export async function collectByCommand({ box, ballots, print }: Speaking & { box: string; ballots: string[] }) {
  const read = await Promise.all(ballots.map(async (name) => ({ name, content: (await textOf(name)).trim() })))
  for (const { tracker, height, already } of await collectBallots(box, read))
    print(`ballot ${tracker} event ${height}${already ? ' (was there already)' : ''}`)
}

/** `ballots close`: ends the voting. */
export async function closeByCommand({ box, say }: Speaking & { box: string }) {
  const ballots = await closeBox(box)
  say(`The voting has ended with ${ballots.toLocaleString('en')} ballots in ${box}. Tellers can decrypt.`)
}

/** `ballots signing-key`: for the board, or for a witness. */
export async function makeSigningKey({ name, kind, out, print, say }: Speaking & { name: string; kind: 'board' | 'witness'; out: string }) {
  const key = newNoteKey(name, kind)
  await writeSecret(out, `${writeNoteKey(key)}\n`)
  print(verifierKey(key))
  say(`The line above is public: whoever checks ${kind === 'board' ? 'checkpoints' : 'your cosignatures'} needs it. ${out} is yours alone.`)
}

/** Every event of a box, as the leaves of the checkpoints' tree. */
export async function eventsIn(box: string): Promise<string[]> {
  await access(box).catch(() => refuse(`There is no box ${box}.`))
  const events: string[] = []
  for await (const { text } of readArchive(createReadStream(box))) events.push(text)
  return events
}

/** `ballots checkpoint`: the board signs what the box is now. */
export async function checkpointByCommand({ box, key, out, print }: Speaking & { box: string; key: string; out?: string }) {
  const board = readNoteKey(await textOf(key), 'board')
  const events = await eventsIn(box)
  const note = signCheckpoint({ origin: board.name, size: events.length, root: treeRoot(events.map(leafHash)) }, board)
  await hand(note, out, print)
}

/** Into a new file, or printed where none is named. */
export async function hand(note: string, out: string | undefined, print: (line: string) => void) {
  if (out === undefined) print(note.trimEnd())
  else await writeNew(out, note)
}
