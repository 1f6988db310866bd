import { asPerson, type Db, type Root } from '../platform/db.ts'
import { findAccount } from '../people/find-account.ts'
import { applyImport } from './apply-import.ts'
import { fields, mappingRefusals, type Mapping } from './columns.ts'
import { beginApplying, beginStaging, cancelImport, lookAgain, stopImport } from './import-steps.ts'
import { plainRules, sourcesOf } from './import-rules.ts'
import { findImport, findStagedProblems } from './import-queries.ts'
import type { Import } from './import.ts'
import { builtIn } from './profiles.ts'
import { receiveFile } from './receive-file.ts'
import { en, sentences } from './roster.en.ts'
import { findRoster } from './roster-policy.ts'
import { findProfiles, readingBy } from './saved-profiles.ts'
import { stageImport } from './stage-import.ts'

interface Options {
  /** Signed in as the worker. */
  root: Root
  file: AsyncIterable<Uint8Array>
  fileName: string
  localKey: string
  /** In whose name: the address with which an officer of the local signs in. */
  asAddress: string
  /** Which column holds what; without it the names of the columns tell. */
  mapping?: Mapping
  /** By which profile the file is read: the key of a built-in one, or the name of the local's own. Without it the one that is recognized. */
  profile?: string
  /** The file is the whole list of each bargaining unit of the local: who is missing is listed. */
  whole?: boolean
  /** Asks "[y/N]" and gives the answer; null: there is nobody to ask. Not called with `yes`. */
  ask: ((question: string) => Promise<boolean>) | null
  yes?: boolean
  onProgress?: (step: 'staging' | 'applying', done: number, total: number) => void
  /** Interrupted: nothing remains. */
  signal: AbortSignal
}

/** What a command prints: `refused` lists the first fifty rows; all of them are on the import's page. */
export interface RosterImport {
  outcome: 'written' | 'nothing-to-write' | 'not-confirmed'
  import: number
  columns: Record<string, string>
  new: number
  changed: number
  unchanged: number
  refused: { count: number; first: { line: number; reason: string }[] }
  absent: number
  /** Addresses that unsubscribed in the program that the file is from, and of which nothing was known here. */
  unsubscribed: number
}

/**
 * Imports a file into a local's roster from the command line: the same steps as in the browser, done here and now. A refusal is a
 * sentence; then nothing was written.
 */
export async function rosterImport({
  root,
  file,
  fileName,
  localKey,
  asAddress,
  mapping,
  profile,
  whole,
  ask,
  yes,
  onProgress,
  signal,
}: Options): Promise<RosterImport | { refusal: string }> {
  const account = await findAccount(root, asAddress)
  const write = <T>(work: (db: Db) => Promise<T>) => asPerson(root, account, 'read write', work)
  const roster = account ? await asPerson(root, account, 'read only', (db) => findRoster(db, account, localKey)) : null
  if (!account) return { refusal: en.cli.nobody(asAddress) }
  if (!roster?.officer) return { refusal: en.cli.local(localKey) }

  const own = await write((db) => findProfiles(db, roster.local.id))
  const asked =
    profile === undefined
      ? undefined
      : [...builtIn, ...own].find(({ key, name }) => [key, name.toLowerCase()].includes(profile.toLowerCase()))?.key
  if (profile !== undefined && asked === undefined)
    return { refusal: en.cli.noProfile(profile, [...builtIn.map(({ key }) => key), ...own.map(({ name }) => name)]) }

  const received = await receiveFile(root, account, roster.local, fileName, file)
  if ('refusal' in received) return { refusal: en.imports.refusals[received.refusal] }
  const find = () => write((db) => findImport(db, roster.local.id, received.id)) as Promise<Import>
  const work = { root, account, localId: roster.local.id, importId: received.id, signal }
  const giveUp = async () => void (await write(async (db) => cancelImport(db, (await findImport(db, roster.local.id, received.id))!)))
  try {
    const found = await find()
    const sample = await write((db) => lookAgain(db, found))
    const guess = readingBy(sample!.header, own, asked),
      chosen = mapping ?? guess.mapping,
      rules = mapping ? plainRules : guess.rules
    const refusals = [
      ...(mapping
        ? []
        : guess.unsure.map(({ field, columns }) =>
            en.cli.unsure(
              en.fields[field],
              columns.map((column) => `${sample!.header[column]} (${column + 1})`),
            ),
          )),
      ...mappingRefusals(chosen, sample!.header.length, sourcesOf(rules)).map((refusal) => en.mapping.refusals[refusal]),
    ]
    if (refusals.length) {
      await giveUp()
      return { refusal: refusals.join(' ') }
    }
    await write((db) => beginStaging(db, found, sample!, chosen, rules))
    await stageImport({ ...work, onProgress: (done, total) => onProgress?.('staging', done, total) })
    const staged = await find()
    if (staged.state === 'failed') {
      await giveUp()
      return { refusal: en.report.failures[staged.failure!](staged.done) }
    }
    const first = await write((db) => findStagedProblems(db, roster.local.id, received.id, 0, 50))
    const result: RosterImport = {
      outcome: 'not-confirmed',
      import: received.id,
      columns: Object.fromEntries(
        fields.flatMap((field) => (chosen[field] === undefined ? [] : [[field, sample!.header[chosen[field]]!]])),
      ),
      new: staged.newRows!,
      changed: staged.changedRows!,
      unchanged: staged.unchangedRows!,
      absent: staged.absent!,
      unsubscribed: staged.foreseen?.unsubscribed ?? 0,
      refused: {
        count: staged.problemRows!,
        first: first.map((row) => ({ line: row.line, reason: sentences(row.reasons, row.cells.length, sample!.header.length) })),
      },
    }
    if (result.new + result.changed + result.unsubscribed === 0) {
      await giveUp()
      return result.unchanged === 0 ? { refusal: en.preview.nothingRefused } : { ...result, outcome: 'nothing-to-write' }
    }
    if (
      !yes &&
      !(await ask?.(
        `${en.cli.counts(staged)} ${result.unsubscribed ? `${en.cli.unsubscribed(result.unsubscribed)} ` : ''}${en.cli.question}`,
      ))
    ) {
      await giveUp()
      return result
    }
    await write((db) => beginApplying(db, staged, whole ? (staged.foreseen?.units ?? []).map(({ id }) => id) : []))
    const outcome = await applyImport({ ...work, onProgress: (done, total) => onProgress?.('applying', done, total) })
    if (outcome === 'done') return { ...result, outcome: 'written' }
    await giveUp()
    return { refusal: en.cli.changedMeanwhile }
  } catch (error) {
    // Written or not, the roster is whole; what is left of the file goes.
    await write(async (db) => {
      const found = await findImport(db, roster.local.id, received.id)
      if (found?.state === 'applying') await stopImport(db, found)
      if (found) await cancelImport(db, found)
    }).catch(() => {})
    throw error
  }
}
