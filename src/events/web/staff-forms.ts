import { lines, oneLine, slugFrom } from '../../platform/text.ts'
import { en } from '../event-staff.en.ts'
import { kinds } from '../event.ts'
import type { Version } from '../event-queries.ts'
import type { Content } from '../write-event.ts'

type Typed = Record<string, string>
type Read<Value> = { value: Value; errors?: undefined } | { value?: undefined; errors: Record<string, string> }

const words = en.errors

/** Zones offered first; any that the calendar knows is taken. */
export const zones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'Pacific/Guam',
]

function knownZone(text = '') {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone && /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(text)
      ? text
      : null
  } catch {
    return null
  }
}

/** A moment from what the clock on the wall shows; or the sentence that says why there is none. */
function moment(text: string | undefined, zone: string | null): Temporal.Instant | string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text ?? '')) return words.time
  try {
    const wall = Temporal.PlainDateTime.from(text!)
    if (wall.year < 2000 || wall.year > 2100) return words.time
    if (!zone) return wall.toZonedDateTime('UTC').toInstant()
    try {
      return wall.toZonedDateTime(zone, { disambiguation: 'reject' }).toInstant()
    } catch {
      return words.skipped
    }
  } catch {
    return words.time
  }
}

export function readContent(typed: Typed): Read<Content> {
  const errors: Record<string, string> = {}
  const [titleEn, titleEs, textEn, textEs, place, address] = [
    oneLine(typed.titleEn),
    oneLine(typed.titleEs),
    lines(typed.textEn),
    lines(typed.textEs),
    oneLine(typed.place),
    oneLine(typed.address),
  ]
  if (!titleEn || titleEn.length > 120) errors.titleEn = words.titleEn
  if (titleEs.length > 120) errors.titleEs = words.titleEs
  if (textEn.length > 10_000) errors.textEn = words.text
  if (textEs.length > 10_000) errors.textEs = words.text
  const zone = knownZone(typed.zone)
  const starts = moment(typed.starts, zone),
    ends = moment(typed.ends, zone)
  if (typeof starts === 'string') errors.starts = starts
  if (typeof ends === 'string') errors.ends = ends
  if (typeof starts !== 'string' && typeof ends !== 'string' && Temporal.Instant.compare(ends, starts) <= 0) errors.ends = words.order
  if (!zone) errors.zone = words.zone
  if (!place || place.length > 200) errors.place = words.place
  if (address.length > 200) errors.address = words.address
  const capacity = positive(typed.capacity)
  if (capacity === undefined) errors.capacity = words.capacity
  const chosen = kinds.filter((kind) => typed[`kind-${kind}`])
  if (chosen.length === 0) errors[`kind-${kinds[0]}`] = words.kinds
  if (Object.keys(errors).length > 0) return { errors }
  return {
    value: {
      title_en: titleEn,
      title_es: titleEs || null,
      text_en: textEn,
      text_es: textEs || null,
      starts_at: starts as Temporal.Instant,
      ends_at: ends as Temporal.Instant,
      zone: zone!,
      place,
      address,
      capacity: capacity!,
      kinds: chosen,
    },
  }
}

/** A whole number from 1 to a million, null for an empty field, undefined for anything else. */
export function positive(text = ''): number | null | undefined {
  const written = text.trim().replaceAll(',', '')
  if (written === '') return null
  return /^\d{1,7}$/.test(written) && Number(written) >= 1 && Number(written) <= 1_000_000 ? Number(written) : undefined
}

/** The address for a new event: as typed, else from the title. */
export function readSlug(typed: Typed): Read<string> {
  const written = (typed.slug ?? '').trim().toLowerCase()
  const slug = written || slugFrom(typed.titleEn ?? '', 60)
  if (!written && (!slug || slug === 'new')) return { errors: { slug: words.slugEmpty } }
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= 60 && slug !== 'new' ? { value: slug } : { errors: { slug: words.slug } }
}

const wall = (instant: Temporal.Instant, zone: string) =>
  instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** A version as the form shows it. */
export const typedOf = (version: Version): Typed => ({
  titleEn: version.title_en,
  titleEs: version.title_es ?? '',
  textEn: version.text_en,
  textEs: version.text_es ?? '',
  starts: wall(version.starts_at, version.zone),
  ends: wall(version.ends_at, version.zone),
  zone: version.zone,
  place: version.place,
  address: version.address,
  capacity: version.capacity === null ? '' : String(version.capacity),
  ...Object.fromEntries(version.kinds.map((kind) => [`kind-${kind}`, 'yes'])),
})
