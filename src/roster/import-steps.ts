import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { enqueue } from '../platform/jobs.ts'
import { mappingRefusals, type Mapping, type MappingRefusal } from './columns.ts'
import { encodings, type Encoding } from './encoding.ts'
import type { Import, ImportState } from './import.ts'
import { plainRules, rulesFor, sourcesOf, type ImportRules } from './import-rules.ts'
import { canBeUndone, findHead } from './import-queries.ts'
import { lookAt, separators, type Sample } from './reading.ts'
import { sweepStaging } from './receive-file.ts'

/** What a person may choose about how a file is read, over what was guessed. */
export interface ReadingChoice {
  encoding?: string
  separator?: string
  headerLine?: number
  sheet?: number
}

/** The beginning of an import's file, read as chosen, or as it was guessed. Null when the file is not kept any more. */
export async function lookAgain(db: Db, found: Import, chosen: ReadingChoice = {}): Promise<Sample | null> {
  const sheet = found.sheets?.find(({ nr }) => nr === chosen.sheet)?.nr ?? found.reading?.sheet
  const head = await findHead(db, found.localId, found.id, sheet)
  if (!head) return null
  if (found.sheets)
    return lookAt(head, 'utf-8', {
      separator: ',',
      sheet,
      headerLine: chosen.headerLine ?? (sheet === found.reading?.sheet ? found.reading?.headerLine : undefined),
    })
  const encoding = encodings.includes(chosen.encoding as Encoding)
    ? (chosen.encoding as Encoding)
    : (found.reading?.encoding ?? found.encoding)
  const separator = separators.find((one) => one === chosen.separator) ?? found.reading?.separator
  const headerLine =
    chosen.headerLine ??
    (chosen.separator === undefined || chosen.separator === found.reading?.separator ? found.reading?.headerLine : undefined)
  return lookAt(head, encoding, { separator, headerLine, mixed: found.reading?.mixed })
}

const move = async (db: Db, { localId, id }: Import, from: ImportState[], to: ImportState) =>
  Number(
    (
      await sql`update import set state = ${to}, done = 0, total = 0, failure = null where local_id = ${localId} and id = ${id} and state = any (${from}::text[])`.execute(
        db,
      )
    ).numAffectedRows,
  ) > 0

const queue = (db: Db, task: string, { localId, id }: Import) =>
  enqueue(db, task, { localId, importId: id }, { queue: `roster ${localId}` })

/** Says what the columns hold and begins to read the file. Refusals say what the mapping lacks; then nothing changes. */
export async function mapColumns(
  db: Db,
  found: Import,
  sample: Sample,
  mapping: Mapping,
  rules: ImportRules = plainRules,
): Promise<MappingRefusal[]> {
  const refusals = mappingRefusals(mapping, sample.header.length, sourcesOf(rules))
  if (!refusals.length && (await beginStaging(db, found, sample, mapping, rules))) await queue(db, 'roster-stage', found)
  return refusals
}

/** The same for somebody who does the reading here and now. False: the import is not where its columns can be said. */
export async function beginStaging(db: Db, found: Import, sample: Sample, mapping: Mapping, rules: ImportRules): Promise<boolean> {
  if (!(await move(db, found, ['uploaded', 'ready', 'failed'], 'staging'))) return false
  const bytes = found.sheets?.find(({ nr }) => nr === sample.reading.sheet)?.bytes ?? found.bytes
  await sql`update import set bytes = ${bytes}, reading = ${JSON.stringify(sample.reading)}, header = ${JSON.stringify(sample.header)}, mapping = ${JSON.stringify(mapping)}, rules = ${JSON.stringify(rulesFor(rules, mapping))}, whole_units = '{}',
    new_rows = null, changed_rows = null, unchanged_rows = null, problem_rows = null, absent = null where local_id = ${found.localId} and id = ${found.id}`.execute(
    db,
  )
  return true
}

/** Reads the file once more: after a crash of the database staging is empty. */
export async function stageAgain(db: Db, found: Import): Promise<void> {
  if (await move(db, found, ['ready'], 'staging')) await queue(db, 'roster-stage', found)
}

/**
 * Begins to write to the roster. 'busy': another import of the local is being written or taken back. `wholeUnits`: bargaining units of
 * which the file is the whole list; who stands there and not in the file is listed afterwards.
 */
export async function confirmImport(db: Db, found: Import, wholeUnits: readonly number[] = []): Promise<'ok' | 'busy'> {
  if (await isBusy(db, found)) return 'busy'
  if (await beginApplying(db, found, wholeUnits)) await queue(db, 'roster-apply', found)
  return 'ok'
}

/** The same for somebody who does the writing here and now. */
export async function beginApplying(db: Db, found: Import, wholeUnits: readonly number[] = []): Promise<boolean> {
  if (!(await move(db, found, ['ready'], 'applying'))) return false
  await sql`update import set whole_units = ${wholeUnits}::integer[] where local_id = ${found.localId} and id = ${found.id}`.execute(db)
  return true
}

const isBusy = async (db: Db, { localId, id }: Import) =>
  (await sql`select from import where local_id = ${localId} and id <> ${id} and state in ('applying', 'undoing')`.execute(db)).rows.length >
  0

/** Stops the writing: nothing is on the roster, and the import can be looked at again. Too late, when it is done already. */
export const stopImport = (db: Db, found: Import): Promise<boolean> => move(db, found, ['applying'], 'ready')

/** Gives an import up, and forgets its file. */
export async function cancelImport(db: Db, found: Import): Promise<boolean> {
  if (!(await move(db, found, ['uploaded', 'staging', 'ready', 'failed'], 'cancelled'))) return false
  await sql`delete from import_chunk where local_id = ${found.localId} and import_id = ${found.id}`.execute(db)
  await sweepStaging(db, found.localId, found.id)
  return true
}

/** Begins to take an import back. 'too-late': a later one is on the roster. */
export async function undo(db: Db, found: Import): Promise<'ok' | 'too-late'> {
  if (!(await canBeUndone(db, found.localId, found.id))) return 'too-late'
  if (await move(db, found, ['done'], 'undoing')) await queue(db, 'roster-undo', found)
  return 'ok'
}
