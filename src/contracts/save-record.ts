import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Local } from '../unions/unions.ts'
import type { ProofFile } from './proof-file.ts'
import { readRecord, type Refusals } from './read-record.ts'
import { en } from './record.en.ts'
import { tableOf, takesProof, type RecordKind, type Room, type Row, type Typed } from './record-kinds.ts'
import { findRoom } from './record-queries.ts'
import { noLongerFollows } from './step-order.ts'

/** What goes with the form: a paper that was read, a sentence why it was not, or that the one on file is to go. */
export interface Attached {
  file?: ProofFile | string | null
  remove?: boolean
}

/**
 * Enters a record, or with `id` corrects one, in the name of whoever asks; `base`: when it was last changed as the form shows it. All is refused with
 * its sentences, or written and hidden from members until a second person confirms it. Two at once in one room take turns.
 */
export async function saveRecord(
  db: Db,
  local: Local | null,
  kind: RecordKind,
  { id, base, typed, attached, now }: { id?: number; base?: string; typed: Typed; attached?: Attached; now: Temporal.Instant },
): Promise<{ id: number } | { refused: Refusals; room: Room }> {
  await lockRoom(db, local?.id ?? null)
  const room = await findRoom(db, local)
  const before = id === undefined ? undefined : room.records[kind].find((row) => row.id === id)
  if (id !== undefined && !before) throw new NotFound()
  const read = readRecord(kind, typed, room, now, id)
  const refused: Refusals = 'refused' in read ? { ...read.refused } : {}
  if (typeof attached?.file === 'string') refused.proof = attached.file
  if (before && base !== undefined && base !== before.changed_at.toString()) refused[''] = en.refusals.changedMeanwhile
  if ('refused' in read || Object.keys(refused).length) return { refused, room }
  const values: Record<string, unknown> = { ...read.values }
  if (takesProof(kind)) {
    if (attached?.file && typeof attached.file === 'object') values.proof_id = await addProof(db, local?.id ?? null, attached.file)
    else if (attached?.remove) values.proof_id = null
  }
  const written = await attempt(db, () => write(db, kind, local?.id ?? null, id, values), stillFollows(db, local, room, 'all'))
  return written.ok ? { id: written.value } : { refused: { '': written.sentence ?? en.refusals.contradicted }, room }
}

/** After something was done: the sentence of a step that no longer follows from what is on record, or from what members read of it; null when all do. */
const stillFollows = (db: Db, local: Local | null, before: Room, seen: 'all' | 'shown') => async () =>
  noLongerFollows(before, await findRoom(db, local), { shown: seen === 'shown' })

/** Two who write in one room take turns, so that what was checked still holds when it is written. */
export const lockRoom = (db: Db, localId: number | null) =>
  sql`select pg_advisory_xact_lock(hashtext('contracts'), ${localId ?? 0})`.execute(db)

async function write(
  db: Db,
  kind: RecordKind,
  localId: number | null,
  id: number | undefined,
  values: Record<string, unknown>,
): Promise<number> {
  const table = sql.table(tableOf[kind])
  const entries = Object.entries(values)
  const cells: RawBuilder<unknown>[] = entries.map(([, value]) => (Array.isArray(value) ? sql`${`{${value.join(',')}}`}` : sql`${value}`))
  const columns = entries.map(([name]) => sql.ref(name))
  const { rows } = await (
    id === undefined
      ? sql<{ id: number }>`insert into ${table} (local_id, ${sql.join(columns)}) values (${localId}, ${sql.join(cells)}) returning id`
      : sql<{
          id: number
        }>`update ${table} set ${sql.join(columns.map((column, place) => sql`${column} = ${cells[place]!}`))} where id = ${id} returning id`
  ).execute(db)
  if (!rows[0]) throw new NotFound()
  return rows[0].id
}

async function addProof(db: Db, localId: number | null, { name, type, sha256, bytes }: ProofFile): Promise<number> {
  const same = await db
    .selectFrom('proof_file')
    .where('local_id', localId === null ? 'is' : '=', localId)
    .where('sha256', '=', sha256)
    .select('id')
    .executeTakeFirst()
  return (
    same?.id ??
    (await db.insertInto('proof_file').values({ local_id: localId, name, type, sha256, bytes }).returning('id').executeTakeFirstOrThrow())
      .id
  )
}

/** SQLSTATE of what a table refuses: foreign key, unique, check, exclusion. */
const refusals = /^23(503|505|514|P01)$/

/** Tries something that the tables, or what is looked at after it, may refuse; nothing of it remains then. `sentence`: what was said afterwards. */
async function attempt<T>(
  db: Db,
  work: () => Promise<T>,
  afterwards: () => Promise<string | null>,
): Promise<{ ok: true; value: T } | { ok: false; sentence: string | null }> {
  const undo = () => sql`rollback to savepoint attempt`.execute(db)
  await sql`savepoint attempt`.execute(db)
  try {
    const value = await work()
    const sentence = await afterwards()
    if (sentence === null) return { ok: true, value }
    await undo()
    return { ok: false, sentence }
  } catch (error) {
    if (!refusals.test((error as { code?: string }).code ?? '')) throw error
    await undo()
    return { ok: false, sentence: null }
  }
}

/** Removes a record; its history stays, with the way back. A sentence where others refer to it, or later steps lean on it. */
export async function removeRecord(db: Db, local: Local | null, kind: RecordKind, id: number): Promise<string | null> {
  await lockRoom(db, local?.id ?? null)
  const room = await findRoom(db, local)
  const removed = await attempt(
    db,
    () => sql`delete from ${sql.table(tableOf[kind])} where id = ${id} returning id`.execute(db),
    stillFollows(db, local, room, 'all'),
  )
  if (!removed.ok) return removed.sentence ?? en.refusals.inUse
  if (!removed.value.rows.length) throw new NotFound()
  return null
}

export type Confirmation = 'show' | 'certify' | 'hide'

/**
 * A second person confirms a record, from when on members read it, or certifies the outcome of a vote; anybody of the room takes it back from
 * members. A sentence where it is not the second person, a count that is not certified, or where members would read of a step that follows from it.
 * `base` as for saveRecord.
 */
export async function confirmRecord(
  db: Db,
  account: string,
  room: Room,
  kind: RecordKind,
  row: Row,
  what: Confirmation,
  { base, officer }: { base: string; officer: boolean },
): Promise<string | null> {
  if (base !== row.changed_at.toString()) return en.refusals.contradicted
  const table = sql.table(tableOf[kind])
  if (what === 'hide') {
    await lockRoom(db, room.local?.id ?? null)
    const hidden = await attempt(
      db,
      () => sql`update ${table} set shown_at = null, shown_by = null, shown_name = null where id = ${row.id}`.execute(db),
      stillFollows(db, room.local, room, 'shown'),
    )
    return hidden.ok ? null : (hidden.sentence ?? en.refusals.contradicted)
  }
  if (row.changed_by === account) return what === 'certify' ? en.certifyOwn : en.confirmOwn
  if (what === 'certify') {
    if (kind !== 'outcomes') throw new NotFound()
    if (!officer && row.changed_as_officer !== true) return en.certifyOfficer
  } else if (kind === 'outcomes' && !row.certified_at) return en.certifyFirst
  const column = sql.ref(what === 'certify' ? 'certified_at' : 'shown_at')
  const done = await attempt(
    db,
    () =>
      sql`update ${table} set ${column} = campaign_now() where id = ${row.id} and changed_at = ${row.changed_at} and ${column} is null returning id`.execute(
        db,
      ),
    async () => null,
  )
  return done.ok && done.value.rows.length ? null : en.refusals.contradicted
}

/** Takes a change back. A sentence where somebody has changed the record since, the tables refuse how it was, or later steps lean on what would go. */
export async function takeBack(db: Db, local: Local | null, change: number): Promise<string | null> {
  await lockRoom(db, local?.id ?? null)
  const known = await db
    .selectFrom('contract_change')
    .where('id', '=', change)
    .where('local_id', local ? '=' : 'is', local?.id ?? null)
    .select(sql<boolean>`fact_only(before) = fact_only(after)`.as('confirms'))
    .executeTakeFirst()
  if (!known) throw new NotFound()
  const room = await findRoom(db, local)
  const done = await attempt(
    db,
    () => sql<{ outcome: string }>`select take_back_change(${change}) as outcome`.execute(db),
    stillFollows(db, local, room, known.confirms ? 'shown' : 'all'),
  )
  if (!done.ok) return done.sentence ?? en.refusals.contradicted
  const { outcome } = done.value.rows[0]!
  if (outcome === 'not-found') throw new NotFound()
  return outcome === 'ok' ? null : en.refusals.changedSince
}
