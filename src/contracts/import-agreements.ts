import papaparse from 'papaparse'
import type { Db } from '../platform/db.ts'
import type { Local } from '../unions/unions.ts'
import { readRecord, type Values } from './read-record.ts'
import { en } from './record.en.ts'
import type { Room, Row, Typed } from './record-kinds.ts'
import { findRoom } from './record-queries.ts'
import { lockRoom, saveRecord } from './save-record.ts'

const words = en.import

/** Columns of the file, and the field or the notice that each becomes. */
const columns: Record<string, string> = {
  agreement: 'name',
  name: 'name',
  units: 'unit_ids',
  unit: 'unit_ids',
  effective: 'effective',
  'last day': 'last_day',
  'time zone': 'zone',
  zone: 'zone',
  'no strike': 'no_strike',
  sympathy: 'covers_sympathy',
  renews: 'renews',
  'renew months': 'evergreen_months',
  'stop notice days': 'stop_notice_days',
  'notice received': '8d1',
  'f 7 filed': 'f7',
  'state agency notified': 'state-agency',
}
const notices = ['8d1', 'f7', 'state-agency'] as const
const needed = { name: 'agreement', unit_ids: 'units', effective: 'effective', last_day: 'last day' }

export interface ReadLine {
  line: number
  agreement: Typed
  /** Days on which notices were received or filed. */
  notices: { kind: (typeof notices)[number]; received: string }[]
  values: Values
}

/**
 * Reads agreements out of CSV, one on a line, as they would be entered into this room; or everything that is wrong, each with its line.
 * Lines contradict each other and what is on record as forms do.
 */
export function readAgreements(text: string, room: Room, now: Temporal.Instant): { lines: ReadLine[] } | { problems: string[] } {
  if (text.includes('\u0000') || text.includes('\ufffd')) return { problems: [words.unreadable] }
  const { data } = papaparse.parse<string[]>(text.replace(/^\ufeff/, '').trim(), { skipEmptyLines: 'greedy' })
  const [header, ...rows] = data
  if (!header || rows.length === 0) return { problems: [words.none] }
  const known = header.map(
    (name) =>
      columns[
        name
          .trim()
          .toLowerCase()
          .replace(/[_\s-]+/g, ' ')
      ],
  )
  const problems = [
    ...header.flatMap((name, place) => (known[place] ? [] : [words.unknownColumn(name.trim())])),
    ...header.flatMap((name, place) => (known[place] && known.indexOf(known[place]) < place ? [words.twiceColumn(name.trim())] : [])),
    ...Object.entries(needed).flatMap(([field, name]) => (known.includes(field) ? [] : [words.noColumn(name)])),
  ]
  if (problems.length) return { problems }

  const lines: ReadLine[] = []
  const records = { ...room.records, agreements: [...room.records.agreements] }
  for (const [place, cells] of rows.entries()) {
    const line = place + 2
    const say = (sentence: string) => problems.push(words.line(line, sentence))
    if (cells.length !== header.length) {
      say(words.cells(cells.length, header.length))
      continue
    }
    const typed: Typed = {}
    for (const [column, field] of known.entries()) typed[field!] = [cells[column]!.trim()]
    const units = readUnits(typed.unit_ids![0]!, room)
    if ('wrong' in units) {
      say(units.wrong)
      continue
    }
    typed.unit_ids = units.ids.map(String)
    for (const field of ['no_strike', 'covers_sympathy', 'renews'])
      if (typed[field]) typed[field] = [typed[field][0]!.toLowerCase().replace(/[\s-]+/g, '_')]
    const read = readRecord('agreements', typed, { ...room, records }, now)
    if ('refused' in read) {
      for (const sentence of Object.values(read.refused)) say(sentence)
      continue
    }
    const received = notices.flatMap((kind) => (typed[kind]?.[0] ? [{ kind, received: typed[kind][0] }] : []))
    const id = -line
    const bound = { ...room, records: { ...records, agreements: [...records.agreements, { ...read.values, id } as unknown as Row] } }
    for (const notice of received) {
      const asked = readRecord('notices', noticeTyped(notice, id), bound, now)
      if ('refused' in asked) for (const sentence of Object.values(asked.refused)) say(sentence)
    }
    records.agreements.push({ ...read.values, id } as unknown as Row)
    lines.push({ line, agreement: typed, notices: received, values: read.values })
  }
  return problems.length ? { problems } : { lines }
}

const noticeTyped = ({ kind, received }: ReadLine['notices'][number], agreement: number): Typed => ({
  kind: [kind],
  agreement_id: [String(agreement)],
  given_by: ['union'],
  received_on: [received],
})

function readUnits(text: string, room: Room): { ids: number[] } | { wrong: string } {
  if (text.toLowerCase() === 'all') return { ids: room.units.map(({ id }) => id) }
  const ids: number[] = []
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()
  for (const part of text.split(';').filter((name) => name.trim())) {
    const [local, unit] = part.includes(':') ? [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)] : [null, part]
    const found = room.units.filter(({ name, localKey }) => same(name, unit) && (local === null || same(localKey, local)))
    if (found.length !== 1) return { wrong: found.length ? words.ambiguous(unit.trim()) : words.noUnit(part.trim()) }
    ids.push(found[0]!.id)
  }
  return ids.length ? { ids } : { wrong: en.refusals.missing(en.fields.unit_ids!) }
}

/** Enters all of the file, or nothing: the sentences that stand against it. How many agreements. */
export async function importAgreements(
  db: Db,
  local: Local | null,
  text: string,
  now: Temporal.Instant,
): Promise<{ entered: number } | { problems: string[] }> {
  await lockRoom(db, local?.id ?? null)
  const read = readAgreements(text, await findRoom(db, local), now)
  if ('problems' in read) return read
  for (const { line, agreement, notices: received } of read.lines) {
    const saved = await saveRecord(db, local, 'agreements', { typed: agreement, now })
    if (!('id' in saved)) throw new Error(`line ${line} was read and could not be written`)
    for (const notice of received) await saveRecord(db, local, 'notices', { typed: noticeTyped(notice, saved.id), now })
  }
  return { entered: read.lines.length }
}
