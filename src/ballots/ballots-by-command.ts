// The offline actors: each of these runs on its own person's machine, needs no database and no network, and writes secrets into files that only she may read.
import { readFileSync } from 'node:fs'
import { mkdir, open, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { createBallot, shortTracker, trackerOf } from './ballot.ts'
import { checkSignatures, leavesUnder } from './checkpoint.ts'
import { openElection } from './election.ts'
import { textOf, writeNew, writeSecret } from './files.ts'
import { finish } from './finish.ts'
import { groupNamed } from './groups.ts'
import { hashHex } from './hash.ts'
import { openKey, sealKey } from './key-file.ts'
import { refuse, refuseUnless } from './refused.ts'
import { planFor, rehearse } from './rehearsal.ts'
import { identityMap, issueCredentials, letters, linkFor, publicList } from './registrar.ts'
import { decryptAsTeller, sumsOf } from './teller.ts'
import { commitmentTo, newTrusteeKey } from './trustees.ts'
import { noticeFingerprint } from './units.ts'
import { verifyFile, withChecking } from './verify-file.ts'
import { naming, verifyUnits } from './verify-units.ts'
import type { Sound } from './verify.ts'

/** How a command speaks: `print` for what it answers, `say` for what it does meanwhile. */
export interface Speaking {
  print: (line: string) => void
  say: (sentence: string) => void
  /** A running line on a terminal, if there is one. */
  progress?: (line: string) => void
}

/** `ballots credentials`: the registrar of one local. Writes public.json to hand in, and beside it what only members may see. */
export async function makeCredentials({
  list,
  uuid,
  groupName,
  address,
  title,
  out,
  print,
  say,
}: Speaking & { list: string; uuid: string; groupName: string; address: string; title: string; out: string }) {
  const issued = issueCredentials(groupNamed(groupName), checkedId(uuid), await textOf(list))
  const content = publicList(issued)
  await mkdir(out, { recursive: true, mode: 0o700 })
  await writeSecret(join(out, 'identity-map.json'), identityMap(issued))
  await writeSecret(
    join(out, 'links.csv'),
    `member,link\r\n${issued.map(({ member, credential }) => `${quoted(member)},${quoted(linkFor(address, credential))}\r\n`).join('')}`,
  )
  await writeSecret(join(out, 'letters.html'), letters(issued, address, title))
  await writeNew(join(out, 'public.json'), content)
  say(
    `${issued.length} credentials. Hand in public.json. links.csv and letters.html are for the members alone; identity-map.json is for you alone until the vote closes. Destroy all three afterwards.`,
  )
  print(`members ${issued.length}`)
  print(`public.json ${hashHex(content)}`)
  print(`identity-map.json ${hashHex(identityMap(issued))}`)
}

/** `ballots keygen`: a teller. The commitment is sent first, the public key when all commitments are there. */
export async function makeKey({
  uuid,
  groupName,
  out,
  passphrase,
  print,
  say,
}: Speaking & { uuid: string; groupName: string; out: string; passphrase: string }) {
  const { secret, published } = newTrusteeKey(groupNamed(groupName))
  await writeSecret(`${out}.key.json`, await sealKey(checkedId(uuid), secret, passphrase))
  await writeNew(`${out}.public.json`, JSON.stringify(published))
  say(
    `Your key is in ${out}.key.json, locked by your passphrase: keep two copies apart, and the passphrase apart from both. Without it the vote cannot be opened.`,
  )
  say(`Send the commitment to the committee now. Send ${out}.public.json when all tellers have sent theirs.`)
  print(`commitment ${commitmentTo(published)}`)
}

interface BoxOptions {
  archive: string
  units: string
  lists?: string
  notice: string
}

/** Verifies the box and adds up what is published of it; refuses anything but a sound box whose voting has ended. */
async function withSums<T>(
  { archive, units, lists, notice, checkpoint, say, progress }: Speaking & BoxOptions & { checkpoint?: CheckpointOptions },
  work: (main: Sound, sums: Awaited<ReturnType<typeof sumsOf>>) => Promise<T>,
): Promise<T> {
  const unitsText = (await textOf(units)).trim()
  const listOf = await listsIn(unitsText, lists ?? join(dirname(units), 'credentials'))
  const main = await withChecking(availableParallelism(), (checking) =>
    naming(archive, () =>
      verifyFile(archive, checking, {
        keepEvents: checkpoint !== undefined,
        onProgress: (ballots) => progress?.(`${ballots.toLocaleString('en')} ballots`),
      }),
    ),
  )
  say(`${archive} is sound: ${describe(main)}.`)
  const file = await open(archive)
  try {
    const sums = await sumsOf(main, unitsText, notice, listOf, async (offset, size) =>
      (await file.read(Buffer.alloc(size), 0, size, offset)).buffer.toString('utf8'),
    )
    return await work(main, sums)
  } finally {
    await file.close()
  }
}

/** `ballots decrypt`: a teller opens the sums that follow from the box, and nothing else. What she opened is kept beside her key, so that she never opens another division. */
export async function decryptByCommand(
  options: Speaking & BoxOptions & { key: string; passphrase: string; out: string; checkpoint?: CheckpointOptions },
) {
  const { key, passphrase, out, print, say } = options
  const { uuid, secret } = await openKey(await textOf(key), passphrase)
  await withSums(options, async (main, sums) => {
    refuseUnless(uuid === main.election.parameters.uuid, 'This key is of another election than the archive.')
    if (options.checkpoint) await checkHead(main, options.checkpoint, options)
    const record = `${key}.opened.json`
    const before = await readFile(record, 'utf8').catch(() => undefined)
    const parts = decryptAsTeller(main, sums, secret, before)
    if (before === undefined) await writeSecret(record, parts)
    await writeFile(out, parts)
    for (const id of sums.tallies.keys()) print(`opened ${id}`)
    say(`Hand in ${out}. ${record} stays beside your key.`)
  })
}

/** `ballots tally`: anybody who has the tellers' parts. */
export async function tallyByCommand(options: Speaking & BoxOptions & { parts: string[]; out: string }) {
  const { archive, parts, out, print, say } = options
  const texts = await Promise.all(parts.map(textOf))
  await withSums(options, async (main, sums) => {
    const results = await finish(archive, main, sums, texts, out)
    for (const [id, result] of results) print(`${id} ${sayResult(main, result)}`)
    say(`The archives are in ${out}. Anybody can check them: bin/commontable ballots verify ${out} --units ${options.units}`)
  })
}

/** `ballots cast`: a member who trusts her own machine more than a page makes her ballot here. */
export async function castByCommand({
  electionFile,
  credential,
  choices,
  out,
  print,
  say,
}: Speaking & { electionFile: string; credential: string; choices: string[]; out?: string }) {
  const election = openElection((await textOf(electionFile)).trim())
  const { questions, name } = election.parameters
  refuseUnless(
    choices.length === questions.length,
    `"${name}" has ${questions.length} question${questions.length > 1 ? 's' : ''}, and --choice was given ${choices.length} times.`,
  )
  const chosen = questions.map(({ answers, question }, index) => {
    const wanted = choices[index]!.split(',').map((choice) => choice.trim())
    for (const choice of wanted)
      refuseUnless(
        choice === '' || answers.includes(choice),
        `"${choice}" is no answer to "${question}". The answers are: ${answers.join(', ')}.`,
      )
    return answers.map((answer) => Number(wanted.includes(answer)))
  })
  const ballot = createBallot(election, credential.trim(), chosen)
  if (out) await writeNew(out, ballot)
  else print(ballot)
  say(
    `Your ballot number is ${trackerOf(ballot)} (short: ${shortTracker(trackerOf(ballot))}). It shows that your ballot is counted, not how you voted. Nobody has your ballot until you hand it in.`,
  )
}

export interface CheckpointOptions {
  file: string
  /** The board's verifier key, and those of witnesses. */
  key: string
  witnesses: string[]
}

/** `ballots verify`: archives, and with units.json how they belong together. Throws `Refused` with the first reason. */
export async function verifyByCommand({
  files,
  units,
  lists,
  checkpoint,
  json,
  threads,
  print,
  say,
  progress,
}: Speaking & { files: string[]; units?: string; lists?: string; checkpoint?: CheckpointOptions; json: boolean; threads?: number }) {
  const found = (await Promise.all(files.map(archivesIn))).flat()
  const unitsText = units === undefined ? undefined : (await textOf(units)).trim()
  const listOf = unitsText === undefined ? undefined : await listsIn(unitsText, lists ?? join(dirname(units!), 'credentials'))
  const sound = new Set<string>()
  const kept = found.length > 1 ? new Map<string, string>() : undefined
  const archives = await withChecking(threads ?? availableParallelism(), async (checking) => {
    const done: { file: string; sound: Sound }[] = []
    for (const file of found)
      done.push({
        file,
        sound: await naming(file, () =>
          verifyFile(file, checking, {
            sound,
            kept,
            keepEvents: checkpoint !== undefined,
            onProgress: (ballots) => progress?.(`${file}: ${ballots.toLocaleString('en')} ballots`),
          }),
        ),
      })
    return done
  })
  if (checkpoint)
    for (const { sound } of archives)
      if (archives.length === 1 || sound.box.length === Math.max(...archives.map((other) => other.sound.box.length)))
        await checkHead(sound, checkpoint, { say })
  const together = unitsText === undefined ? undefined : verifyUnits(unitsText, listOf!, archives)
  if (json) {
    print(
      JSON.stringify({
        sound: true,
        archives: archives.map(({ file, sound }) => ({
          file,
          uuid: sound.election.parameters.uuid,
          fingerprint: sound.election.fingerprint,
          state: sound.state,
          credentials: sound.credentials.length,
          ballots: sound.box.length,
          counted: sound.counted.size,
          replaced: sound.replaced,
          result: sound.result ?? null,
          head: sound.head,
        })),
        ...(together && {
          notice: noticeFingerprint(unitsText!),
          published: together.published.map(({ id, units, counted, archive }) => ({ id, units, counted, result: archive.result })),
        }),
      }),
    )
    return
  }
  for (const { file, sound } of archives)
    print(`sound  ${file}: ${describe(sound)}${sound.result ? `; ${sayResult(sound, sound.result)}` : ''}`)
  if (together) {
    for (const { id, units, counted, archive } of together.published)
      print(
        `unit   ${id}${units.length > 1 ? ` (${units.join(', ')})` : ''}: ${counted} ballots count; ${sayResult(archive, archive.result!)}`,
      )
    print(
      `sound  ${together.units.units.length} units make up the whole list, and what is published follows from the pooling rule. Notice of vote: ${noticeFingerprint(unitsText!)}`,
    )
  }
}

/** `ballots rehearse`: a whole vote of invented people. */
export async function rehearseByCommand({
  members,
  groupName,
  out,
  print,
  say,
}: Speaking & { members: number; groupName: string; out: string }) {
  if (
    await stat(out).then(
      () => true,
      () => false,
    )
  )
    refuse(`${out} is there already. Name a folder that is not.`)
  const { notice, results } = await rehearse(planFor(members, groupNamed(groupName).name), out, say)
  print(`notice ${notice}`)
  for (const [id, result] of results) print(`${id} ${JSON.stringify(result)}`)
  say(`Check it: bin/commontable ballots verify ${out} --units ${join(out, 'units.json')}`)
}

async function checkHead({ events }: Sound, { file, key, witnesses }: CheckpointOptions, { say }: Pick<Speaking, 'say'>) {
  const note = await textOf(file)
  checkSignatures(note, key, witnesses)
  const { length } = leavesUnder(note, events)
  say(
    `The checkpoint of ${length} events is of this archive; signed by the board and ${witnesses.length} witness${witnesses.length === 1 ? '' : 'es'}.`,
  )
}

const describe = ({ state, credentials, box, counted, replaced }: Sound) =>
  `${box.length.toLocaleString('en')} ballots by ${counted.size.toLocaleString('en')} of ${credentials.length.toLocaleString('en')} credentials${replaced ? `, ${replaced} replaced by a later one` : ''}; ${{ open: 'the vote is open', closed: 'the vote is closed, not counted', tallied: 'closed, not opened by all tellers', final: 'counted' }[state]}`

const sayResult = ({ election }: Sound, result: number[][]) =>
  election.parameters.questions
    .map(({ answers }, i) => answers.map((answer, j) => `${answer} ${result[i]![j]!.toLocaleString('en')}`).join(', '))
    .join('; ')

/** A folder stands for all archives in it and below, the main one first. */
async function archivesIn(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => refuse(`There is no file or folder ${path}.`))
  if (!kind.isDirectory()) return [path]
  const inside = (await readdir(path, { recursive: true }))
    .filter((name) => name.endsWith('.bel'))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
  if (inside.length === 0) refuse(`There is no .bel archive in ${path}.`)
  return inside.map((name) => join(path, name))
}

async function listsIn(unitsText: string, folder: string): Promise<(id: string) => string> {
  const { readUnits } = await import('./units.ts')
  for (const { id } of readUnits(unitsText).units) await textOf(join(folder, `${id}.json`))
  return (id) => readFileSync(join(folder, `${id}.json`), 'utf8').trim() // when it is asked for: all of them at once are a lot
}

const quoted = (text: string) =>
  /[",\r\n]/.test(text) || /^[=+\-@\t]/.test(text) ? `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"` : text

const checkedId = (uuid: string) =>
  /^[1-9A-HJ-NP-Za-km-z]{14,64}$/.test(uuid)
    ? uuid
    : refuse(
        '--uuid takes the identifier of the election: 14 or more letters and digits, without 0, O, I and l. `ballots new-id` draws one.',
      )
