import papaparse from 'papaparse'
import { en } from './record.en.ts'
import type { Room, Row } from './record-kinds.ts'

/** The public record of notices to the federal mediators (F-7), as labordata/fmcs-f7 has it: its columns that help an agreement along. */
const columns = [
  'notice_date',
  'initiated_date',
  'employer',
  'union_name',
  'affected_location_city',
  'affected_location_state',
  'expiration_date',
  'bargaining_unit_size',
  'healthcare_related',
] as const
const needed = ['employer', 'union_name', 'expiration_date'] as const

export interface MediationNotice {
  employer: string
  union: string
  place: string
  ends: Temporal.PlainDate
  filed: Temporal.PlainDate | null
  size: number | null
  healthCare: boolean
  /** An agreement of the room that ends on that day, and how the notice compares with ours. */
  known: { name: string; ours: Temporal.PlainDate | null; same: boolean } | null
}

export const mediationLimit = 5_000_000
const shown = 200

/** The notices that are about health care or an employer of ours, the latest end first; `more`: how many are not listed. */
export function readMediationRecord(
  text: string,
  room: Room,
  employers: readonly string[],
): { notices: MediationNotice[]; more: number } | { problem: string } {
  if (text.includes('\u0000') || text.includes('\ufffd')) return { problem: en.import.unreadable }
  const { data, meta } = papaparse.parse<Record<string, string>>(text.replace(/^\ufeff/, '').trim(), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
  })
  for (const column of needed) if (!meta.fields?.includes(column)) return { problem: en.mediation.noColumn(column) }
  const ours = employers.map(folded)
  const found = data.flatMap((row) => {
    const cell = (name: (typeof columns)[number]) => (row[name] ?? '').trim()
    const ends = readDay(cell('expiration_date'))
    const healthCare = /^(1|y|yes|true|t)$/i.test(cell('healthcare_related'))
    if (!ends || !(healthCare || ours.some((name) => folded(cell('employer')).includes(name)))) return []
    const filed = readDay(cell('initiated_date')) ?? readDay(cell('notice_date'))
    const size = Number(cell('bargaining_unit_size').replaceAll(',', '').replace(/\.0+$/, ''))
    const notice: MediationNotice = {
      employer: cell('employer'),
      union: cell('union_name'),
      place: [cell('affected_location_city'), cell('affected_location_state')].filter(Boolean).join(', '),
      ends,
      filed,
      size: Number.isInteger(size) && size > 0 ? size : null,
      healthCare,
      known: knownAs(ends, filed, room),
    }
    return [notice]
  })
  found.sort((a, b) => Temporal.PlainDate.compare(b.ends, a.ends))
  return { notices: found.slice(0, shown), more: Math.max(0, found.length - shown) }
}

function knownAs(ends: Temporal.PlainDate, filed: Temporal.PlainDate | null, room: Room): MediationNotice['known'] {
  const agreement = room.records.agreements.find((row: Row) => (row.last_day as Temporal.PlainDate).equals(ends))
  if (!agreement) return null
  const ours =
    (room.records.notices.find((row) => row.kind === 'f7' && row.agreement_id === agreement.id)?.received_on as
      | Temporal.PlainDate
      | undefined) ?? null
  return { name: agreement.name as string, ours, same: Boolean(ours && filed && ours.equals(filed)) }
}

const folded = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** 2027-09-30, also with a time behind it, or 09/30/2027. */
function readDay(text: string): Temporal.PlainDate | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text) ?? []
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text)
  try {
    if (year) return Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' })
    if (american)
      return Temporal.PlainDate.from(
        { year: Number(american[3]), month: Number(american[1]), day: Number(american[2]) },
        { overflow: 'reject' },
      )
  } catch {
    // no day of the calendar
  }
  return null
}
