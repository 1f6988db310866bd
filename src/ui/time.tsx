import { type Lang, useShell } from './shell.ts'
import { en } from './ui.en.ts'
import { es } from './ui.es.ts'

const words = { en: en.dates, es: es.dates }
const locales: Record<Lang, string> = { en: 'en-US', es: 'es-US' }

// Building an Intl format takes longer than rendering the page it is for.
const formats = new Map<string, Intl.DateTimeFormat>()
function formatter(lang: Lang, zone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${lang} ${zone} ${Object.keys(options).join()} ${Object.values(options).join()}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locales[lang], { ...options, timeZone: zone })
  formats.set(key, made)
  return made
}

const longDay = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const
const shortDay = { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' } as const

/** "Pacific Daylight Time", "hora de verano del Pacífico": the name that holds at that moment. */
const formatZone = (instant: Temporal.Instant, zone: string, lang: Lang) =>
  formatter(lang, zone, { timeZoneName: 'long', hour: 'numeric' })
    .formatToParts(instant.epochMilliseconds)
    .find((part) => part.type === 'timeZoneName')!.value

/** 12 a.m. and 12 p.m. are read both ways: noon gets its word, midnight becomes 12:01 (ends become 11:59, see `formatEnd`). */
function clockTime(time: Temporal.PlainTime | Temporal.ZonedDateTime, lang: Lang) {
  if (time.minute === 0 && time.hour === 12) return words[lang].noon
  const minute = time.hour === 0 && time.minute === 0 ? 1 : time.minute
  return `${time.hour % 12 || 12}:${String(minute).padStart(2, '0')}\u00a0${time.hour < 12 ? words[lang].am : words[lang].pm}`
}

const dayOf = (day: Temporal.Instant | Temporal.PlainDate, zone: string) =>
  day instanceof Temporal.PlainDate ? day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }) : day.toZonedDateTimeISO(zone)

/** "Saturday, October 30, 2027". A moment is read in `zone`; a date is that date anywhere. */
export const formatDay = (day: Temporal.Instant | Temporal.PlainDate, zone: string, lang: Lang) =>
  formatter(lang, zone, longDay).format(dayOf(day, zone).epochMilliseconds)

/** "Sat, Oct 30, 2027", for tables. */
export const formatShortDay = (day: Temporal.Instant | Temporal.PlainDate, zone: string, lang: Lang) =>
  formatter(lang, zone, shortDay).format(dayOf(day, zone).epochMilliseconds)

/** "10:00 a.m. Pacific Daylight Time" */
export const formatTime = (instant: Temporal.Instant, zone: string, lang: Lang) =>
  withZone(clockTime(instant.toZonedDateTimeISO(zone), lang), instant, zone, lang)

/** "Saturday, October 30, 2027, 10:00 a.m. Pacific Daylight Time". Midnight is shown as 12:01 a.m.: for the end of something use `formatEnd`. */
export const formatMoment = (instant: Temporal.Instant, zone: string, lang: Lang) =>
  `${formatDay(instant, zone, lang)}, ${formatTime(instant, zone, lang)}`

/** The last moment before an exclusive end: an agreement that ends with September 30 is shown as "... September 30 ..., 11:59 p.m. ...". */
export const formatEnd = (end: Temporal.Instant, zone: string, lang: Lang) => formatMoment(beforeMidnight(end, zone), zone, lang)

/** "Saturday, October 30, 2027, 10:00 a.m. to 2:00 p.m. Pacific Daylight Time"; both days are named when they differ. */
export function formatSpan(start: Temporal.Instant, end: Temporal.Instant, zone: string, lang: Lang) {
  const last = beforeMidnight(end, zone)
  const [from, until] = [start.toZonedDateTimeISO(zone), last.toZonedDateTimeISO(zone)]
  const clock = clockTime(from, lang)
  // Over the night on which clocks change, each end has a zone of its own name.
  const begin = `${formatDay(start, zone, lang)}, ${from.offset === until.offset ? clock : withZone(clock, start, zone, lang)}`
  const day = from.toPlainDate().equals(until.toPlainDate()) ? '' : `${formatDay(last, zone, lang)}, `
  return withZone(`${begin} ${words[lang].to} ${day}${clockTime(until, lang)}`, last, zone, lang)
}

/** "Oct 30, 2027, 10:00 a.m. PDT", for staff tables where the long form would not fit. */
export function formatStamp(instant: Temporal.Instant, zone: string, lang: Lang) {
  const day = formatter(lang, zone, { year: 'numeric', month: 'short', day: 'numeric' }).format(instant.epochMilliseconds)
  const name = formatter(lang, zone, { timeZoneName: 'short', hour: 'numeric' })
    .formatToParts(instant.epochMilliseconds)
    .find((part) => part.type === 'timeZoneName')!.value
  return `${day}, ${clockTime(instant.toZonedDateTimeISO(zone), lang)} ${name}`
}

/** "in 12 days", "tomorrow", "yesterday": calendar days in `zone`, not hours. */
export function formatDistance(instant: Temporal.Instant, now: Temporal.Instant, zone: string, lang: Lang) {
  const [today, day] = [now.toZonedDateTimeISO(zone).toPlainDate(), instant.toZonedDateTimeISO(zone).toPlainDate()]
  return new Intl.RelativeTimeFormat(locales[lang], { numeric: 'auto' }).format(today.until(day, { largestUnit: 'days' }).days, 'day')
}

/** The pieces a handbill sets large: { weekday: 'Sat', day: '30', month: 'Oct', year: '2027' }. */
export function dayParts(instant: Temporal.Instant, zone: string, lang: Lang) {
  const parts = formatter(lang, zone, shortDay).formatToParts(instant.epochMilliseconds)
  const part = (type: string) => parts.find((each) => each.type === type)!.value.replace('.', '')
  return { weekday: part('weekday'), day: part('day'), month: part('month'), year: part('year') }
}

/** `<time>` with the zone's name written out. `as`: "moment" (default), "day", "time", "end" (exclusive end), "stamp" (short, for staff tables). */
export function Moment({ instant, zone, as = 'moment' }: { instant: Temporal.Instant; zone?: string; as?: keyof typeof shapes }) {
  const shell = useShell()
  return <time datetime={instant.toString({ smallestUnit: 'second' })}>{shapes[as](instant, zone ?? shell.zone, shell.lang)}</time>
}

/** `<time>` of a date without an hour. */
export function Day({ date, short }: { date: Temporal.PlainDate; short?: boolean }) {
  const { lang, zone } = useShell()
  return <time datetime={date.toString()}>{(short ? formatShortDay : formatDay)(date, zone, lang)}</time>
}

const shapes = { moment: formatMoment, day: formatDay, time: formatTime, end: formatEnd, stamp: formatStamp }

const withZone = (text: string, instant: Temporal.Instant, zone: string, lang: Lang) =>
  lang === 'es' ? `${text}, ${formatZone(instant, zone, lang)}` : `${text} ${formatZone(instant, zone, lang)}`

function beforeMidnight(end: Temporal.Instant, zone: string) {
  const local = end.toZonedDateTimeISO(zone)
  return local.hour === 0 && local.minute === 0 ? end.subtract({ minutes: 1 }) : end
}
