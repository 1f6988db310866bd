import { sql } from 'kysely'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { asPerson, asRole, type Db, type Root } from '../platform/db.ts'
import { createDecoder } from './encoding.ts'
import { createRowReader, LineTooLong, type Row } from './csv.ts'
import type { Failure, Foreseen, Import } from './import.ts'
import { findImport, findKnownNames, findRules } from './import-queries.ts'
import { plainRules, sourcesOf } from './import-rules.ts'
import { readMailStatus } from './cells.ts'
import { createLineReader } from './line.ts'
import { matchLines, type Counts } from './match-lines.ts'
import { mayBringNames, outcomeOf } from './outcome.ts'

/** Somebody gave the import up, or it is not there for this account any more: nothing is written. */
export class Stopped extends Error {}

/** On whose behalf, and which one. */
export interface Work {
  root: Root
  account: string
  localId: number
  importId: number
  /** Aborted: the program is asked to stop. What was begun is rolled back, and done again after the start. */
  signal: AbortSignal
  onProgress?: (done: number, total: number) => void
}

const asOfficer = <T>({ root, account }: Work, access: 'read only' | 'read write', work: (db: Db) => Promise<T>) =>
  asPerson(root, account, access, work)

/**
 * Tells how far the work is, in a transaction of its own, twice a second at most. Throws Stopped when the import is no longer in `state`,
 * which is how a person, or the end of an office, stops it.
 */
export function reporter(work: Work, state: Import['state']) {
  let told = 0
  return async (done: number, total: number, now = false) => {
    work.signal.throwIfAborted()
    if (!now && performance.now() - told < 500) return
    told = performance.now()
    const { numAffectedRows } = await asOfficer(work, 'read write', (db) =>
      sql`update import set done = ${Math.floor(done)}, total = ${Math.floor(total)} where local_id = ${work.localId} and id = ${work.importId} and state = ${state}`.execute(
        db,
      ),
    )
    if (Number(numAffectedRows) === 0) throw new Stopped()
    work.onProgress?.(done, total)
  }
}

/**
 * Reads the file into the staging tables and compares it with the roster. The import stands at `ready` afterwards, or at `failed` when the
 * file cannot be read. Memory is flat: a megabyte of the file at a time. May be run again at any moment.
 */
export async function stageImport(work: Work): Promise<void> {
  const { localId, importId } = work
  try {
    await stageLines(work, 'staging')
  } catch (error) {
    if (!(error instanceof LineTooLong) && !(error instanceof NoRows)) throw error
    const failure: Failure = error instanceof NoRows ? 'no-rows' : 'line-too-long'
    await asOfficer(work, 'read write', (db) =>
      sql`update import set state = 'failed', failure = ${failure}, done = ${error instanceof LineTooLong ? error.line : 0} where local_id = ${localId} and id = ${importId} and state = 'staging'`.execute(
        db,
      ),
    )
    return
  }
  await asOfficer(work, 'read write', async (db) => {
    await keepCounts(db, localId, importId, await matchLines(db, localId, importId))
    const { numAffectedRows } =
      await sql`update import set state = 'ready', failure = null where local_id = ${localId} and id = ${importId} and state = 'staging'`.execute(
        db,
      )
    if (Number(numAffectedRows) === 0) throw new Stopped()
  })
  await asRole(work.root, 'loader', 'read write', 'analyze import_verdict', async () => {})
}

class NoRows extends Error {}

/** Keeps with the import what the comparison found. From here to the end of the transaction nobody else can tell its progress. */
export async function keepCounts(db: Db, localId: number, importId: number, counts: Counts): Promise<void> {
  const { from, newDepartments, newClassifications } = outcomeOf(await findRules(db, localId, importId), localId, importId)
  const {
    rows: [may],
  } = await sql<{ bring: boolean }>`select ${mayBringNames(localId, importId)} as bring`.execute(db)
  const { rows: departments } = may!.bring
    ? await sql<{ worksite: string; name: string }>`
    select w.name as worksite, departments.name from ${newDepartments} join worksite w on w.id = departments.worksite_id order by 1, 2 limit 300`.execute(
        db,
      )
    : { rows: [] }
  const { rows: classifications } = may!.bring
    ? await sql<{ name: string }>`select name from ${newClassifications} order by 1 limit 300`.execute(db)
    : { rows: [] }
  const {
    rows: [moved],
  } = await sql<{ addresses: number }>`
    select count(*) as addresses from ${from(sql`import_verdict`)}
    where v.local_id = ${localId} and v.import_id = ${importId} and v.kind = 'changed' and v.follows is null and m.email is not null and l.email <> m.email`.execute(
    db,
  )
  const {
    rows: [employers],
  } = await sql<{ rows: number }>`
    select coalesce(sum(rows), 0) as rows from (select split_part(email, '@', 2) as domain, count(*) as rows from import_line
      where local_id = ${localId} and import_id = ${importId} and reasons is null and email is not null and exists (select from employer_domain) group by 1) by_domain where employer_address('@' || domain)`.execute(
    db,
  )
  const {
    rows: [refusing],
  } = await sql<{ addresses: number }>`
    select case when (select mapping ? 'mailStatus' from import where local_id = ${localId} and id = ${importId})
      then (select count(*) from refusals_in_import(${localId}, ${importId})) else 0 end as addresses`.execute(db)
  const unsubscribed = Number(refusing!.addresses)
  const foreseen: Foreseen = {
    departments,
    classifications: classifications.map(({ name }) => name),
    addresses: moved!.addresses,
    employerAddresses: Number(employers!.rows),
    units: counts.units,
    ...(unsubscribed && { unsubscribed }),
  }
  await sql`
    update import set foreseen = ${JSON.stringify(foreseen)}, new_rows = ${counts.newRows}, changed_rows = ${counts.changedRows}, unchanged_rows = ${counts.unchangedRows}, problem_rows = ${counts.problemRows}, absent = ${counts.absent},
      matched_at = clock_timestamp() where local_id = ${localId} and id = ${importId}`.execute(db)
}

/** Fills `import_line` from the kept file, in one transaction: after a crash there is all of it or nothing. */
export async function stageLines(work: Work, state: 'staging' | 'applying'): Promise<void> {
  const { root, localId, importId } = work
  const tell = reporter(work, state)
  const { found, names, today } = await asOfficer(work, 'read only', async (db) => {
    const found = await findImport(db, localId, importId)
    if (!found || found.state !== state || !found.reading || !found.mapping || !found.header) throw new Stopped()
    const { rows } = await sql<{ today: Temporal.PlainDate }>`select campaign_now()::date as today`.execute(db)
    return { found, names: await findKnownNames(db, localId), today: rows[0]!.today }
  })
  const { reading, mapping, header, bytes } = found as Import & {
    reading: NonNullable<Import['reading']>
    mapping: NonNullable<Import['mapping']>
    header: string[]
  }
  const decoder = createDecoder(reading.encoding)
  const rows = createRowReader(reading, header.length)
  const readLine = createLineReader({ mapping, header, names, today, sources: sourcesOf(found.rules ?? plainRules) })

  await asRole(root, 'loader', 'read write', '', async (db, _, client) => {
    await sql`delete from import_line where local_id = ${localId} and import_id = ${importId}`.execute(db)
    const start = `${localId}\t${importId}\t`
    let lines = 0
    /** A refused row says so too: a no needs no agreement about who the row is about. */
    const refusesMail = ({ cells }: Row) =>
      mapping.mailStatus !== undefined && readMailStatus(cells[mapping.mailStatus] ?? '', header[mapping.mailStatus]!) === 'no'

    function written(read: Row[]) {
      let text = ''
      for (const row of read) {
        if (row.line <= reading.headerLine || (row.line === 1 && /^"?sep=/i.test(row.cells[0]!))) continue
        lines++
        const line = readLine(row)
        text += start + row.line + '\t' + escaped(JSON.stringify(row.cells)) + '\t'
        if (Array.isArray(line))
          text +=
            escaped(JSON.stringify(line)) +
            '\t' +
            put(named(row, mapping.externalId)) +
            '\\N\t'.repeat(5) +
            put(named(row, mapping.email)?.toLowerCase() ?? null) +
            none +
            (refusesMail(row) ? 't\n' : '\\N\n')
        else
          text +=
            '\\N\t' +
            put(line.externalId) +
            put(line.sourceId) +
            put(line.firstName) +
            put(line.lastName) +
            put(line.lastKey) +
            put(line.searchName) +
            put(line.email) +
            put(line.phone) +
            put(line.language) +
            put(line.hiredOn) +
            put(line.unitId) +
            put(line.worksiteId) +
            put(line.department) +
            put(line.shiftId) +
            put(line.classification) +
            (line.moreIds === null ? '\\N\t' : put(JSON.stringify(line.moreIds))) +
            (line.noMail ? 't\n' : '\\N\n')
      }
      return text
    }

    async function* copied() {
      let done = 0
      for (let nr = 0; done < bytes; nr++) {
        const {
          rows: [chunk],
        } = await asOfficer(work, 'read only', (reader) =>
          sql<{
            bytes: Buffer
          }>`select bytes from import_chunk where local_id = ${localId} and import_id = ${importId} and sheet = ${reading.sheet ?? 0} and nr = ${nr}`.execute(
            reader,
          ),
        )
        if (!chunk) throw new Stopped()
        for (let at = 0; at < chunk.bytes.length; at += step) {
          yield written(rows.push(decoder.push(chunk.bytes.subarray(at, at + step))))
          await setImmediate() // other people's requests get their turn
        }
        done += chunk.bytes.length
        await tell(done, bytes)
      }
      yield written(rows.push(decoder.end()))
      yield written(rows.end())
      if (lines === 0) throw new NoRows()
    }

    await pipeline(
      copied(),
      client.query(
        copyFrom(`copy import_line (local_id, import_id, line, cells, reasons, external_id, source_id, first_name, last_name, last_key, search_name, email, phone,
      language, hired_on, unit_id, worksite_id, department, shift_id, classification, more_ids, no_mail) from stdin`),
      ),
    )
    await sql`analyze import_line`.execute(db)
  })
}

const step = 131_072
const none = '\\N\t'.repeat(9)
/** Whom a refused row names, where that can be read: she is in the file all the same. */
const named = ({ cells }: Row, column: number | undefined) =>
  column !== undefined && /^[\x21-\x7e]{1,200}$/.test(cells[column]?.trim() ?? '') ? cells[column]!.trim() : null
const put = (value: string | number | null) => (value === null ? '\\N\t' : typeof value === 'number' ? `${value}\t` : escaped(value) + '\t')
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string) => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => escapes[found]!) : text)
