// Day arithmetic of the field (domain rules 1.3 and 6). Zones follow the tz database; no wall-clock rule is computed with offsets.

const starts = new Map<string, Map<number, Temporal.Instant>>()

/** When the day `after` days past `date` begins in `zone`. Remembered: a board asks for the same few days again and again. */
export function startOfDay(date: Temporal.PlainDate, zone: string, after = 0): Temporal.Instant {
  let known = starts.get(zone)
  if (!known) starts.set(zone, (known = new Map()))
  if (known.size > 5000) known.clear()
  const key = (date.year * 16 + date.month) * 16_384 + date.day * 512 + after
  const found = after < 512 ? known.get(key) : undefined
  if (found) return found
  const start = (after ? date.add({ days: after }) : date).toZonedDateTime(zone).toInstant()
  if (after < 512) known.set(key, start)
  return start
}

/** The day in `zone` on which a moment falls. */
export const dayOf = (instant: Temporal.Instant, zone: string) => instant.toZonedDateTimeISO(zone).toPlainDate()

const today = { at: NaN, days: new Map<string, Temporal.PlainDate>() }

/** The day that it is in `zone` at `now`. Remembered for one `now`: a board asks for the day of each of its units. */
export function todayIn(zone: string, now: Temporal.Instant): Temporal.PlainDate {
  const at = now.epochMilliseconds
  if (today.at !== at) {
    today.at = at
    today.days.clear()
  }
  const known = today.days.get(zone)
  if (known) return known
  const day = dayOf(now, zone)
  today.days.set(zone, day)
  return day
}

/** What a clock on the wall shows, as a moment: in a gap the first moment after it, in a repeated hour the later one. Ends and waits never come out too early. */
export function laterMoment(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (later.toPlainDateTime().equals(wall)) return later.toInstant()
  return wall.toZonedDateTime(zone, { disambiguation: 'earlier' }).getTimeZoneTransition('next')!.toInstant()
}

export interface TenDays {
  /** Ten dates later at the same hour on the wall. */
  calendar: Temporal.Instant
  /** The later of that and 240 hours: when the clocks go forward within the ten days, that is an hour more. */
  strict: Temporal.Instant
}

/**
 * The ten days of 8(g) after the last of these receipts, one or more. The law says "not less than ten days"; whether by date or by hour is unsettled, so
 * the stricter counts.
 */
export function tenDaysAfter(receipts: readonly Temporal.Instant[], zone: string): TenDays {
  const last = latest(...receipts)!
  const simple = withoutClockChange(last, zone)
  if (simple && receipts.every((receipt) => !isBefore(receipt, simple.midnight))) return simple
  // Where clocks change, the earlier receipt can have the later tenth day.
  const each = receipts.map((receipt) => laterMoment(receipt.toZonedDateTimeISO(zone).toPlainDateTime().add({ days: 10 }), zone))
  const calendar = latest(...each)!
  return { calendar, strict: latest(calendar, last.add(tenTimes24Hours))! }
}

const tenTimes24Hours = Temporal.Duration.from({ hours: 240 })
const hours24 = 86_400_000

/** The same where no clock changes on the day of the receipt or the tenth after it: the same hour on the wall is then as long after midnight. */
function withoutClockChange(receipt: Temporal.Instant, zone: string): (TenDays & { midnight: Temporal.Instant }) | null {
  const known = simpleTenDays.get(receipt)
  if (known?.zone === zone) return known
  const day = dayOf(receipt, zone)
  const midnight = startOfDay(day, zone),
    tenth = startOfDay(day, zone, 10)
  const between = (a: Temporal.Instant, b: Temporal.Instant) => b.epochMilliseconds - a.epochMilliseconds
  if (between(midnight, startOfDay(day, zone, 1)) !== hours24 || between(tenth, startOfDay(day, zone, 11)) !== hours24) return null
  const elapsed = receipt.add(tenTimes24Hours),
    shift = between(midnight, tenth)
  const calendar = shift === 10 * hours24 ? elapsed : receipt.add({ milliseconds: shift })
  const found = { zone, midnight, calendar, strict: isBefore(calendar, elapsed) ? elapsed : calendar }
  simpleTenDays.set(receipt, found)
  return found
}

/** Remembered with the receipt: a board asks each time that it is opened, and for one clock of all its units. */
const simpleTenDays = new WeakMap<Temporal.Instant, TenDays & { zone: string; midnight: Temporal.Instant }>()

/** By the millisecond: Temporal.Instant.compare takes ten times as long, and an evaluation compares a hundred times. */
export const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => a.epochMilliseconds < b.epochMilliseconds

/** The latest of the moments that there are. */
export function latest(...moments: (Temporal.Instant | null | undefined)[]): Temporal.Instant | null {
  let found: Temporal.Instant | null = null,
    at = -Infinity
  for (const moment of moments)
    if (moment && moment.epochMilliseconds > at) {
      found = moment
      at = moment.epochMilliseconds
    }
  return found
}

/** A moment from what somebody typed into a form: `skipped` is an hour that the clocks leave out that day, `twice` one that they repeat. */
export function readWallTime(
  text: string,
  zone: string,
):
  | { value: Temporal.Instant }
  | { wrong: 'not-a-time' | 'no-such-zone' | 'skipped' }
  | { wrong: 'twice'; first: Temporal.Instant; second: Temporal.Instant } {
  let wall: Temporal.PlainDateTime
  try {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return { wrong: 'not-a-time' }
    wall = Temporal.PlainDateTime.from(text, { overflow: 'reject' })
  } catch {
    return { wrong: 'not-a-time' }
  }
  try {
    const [first, second] = [
      wall.toZonedDateTime(zone, { disambiguation: 'earlier' }),
      wall.toZonedDateTime(zone, { disambiguation: 'later' }),
    ]
    if (first.equals(second)) return { value: first.toInstant() }
    return first.toPlainDateTime().equals(wall)
      ? { wrong: 'twice', first: first.toInstant(), second: second.toInstant() }
      : { wrong: 'skipped' }
  } catch {
    return { wrong: 'no-such-zone' }
  }
}
