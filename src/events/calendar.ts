import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Lang } from '../ui/shell.ts'
import { urls } from '../urls.ts'
import type { Event } from './event.ts'

interface About {
  name: string
  /** Where the product answers, such as https://commontable.example.org. */
  origin: string
  lang: Lang
  /** When the file is written: real time. */
  at: Temporal.Instant
}

/** Published events as an iCalendar file (RFC 5545). Never a name of anybody who comes. */
export function calendarOf(events: readonly Event[], { name, origin, lang, at }: About): string {
  const calendar = ical({
    name,
    prodId: { company: 'Commontable', product: 'Commontable', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
    timezone: { name: null, generator: (zone) => zoneRules(zone, events) },
  })
  for (const event of events) {
    const entry = calendar.createEvent({
      id: `event-${event.id}@${new URL(origin).hostname}`, // stays the same for good: it is how a calendar knows that something changed
      stamp: at,
      start: event.startsAt.toZonedDateTimeISO(event.zone),
      end: event.endsAt.toZonedDateTimeISO(event.zone),
      timezone: event.zone,
      summary: event.title[lang],
      description: event.cancelledAt ? event.cancelledWhy[lang] : event.text[lang],
      location: [event.place, event.address].filter(Boolean).join(', '),
      url: origin + urls.event(event.slug),
      sequence: event.sequence,
    })
    entry.status(event.cancelledAt ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED)
  }
  return calendar.toString()
}

/** The clock changes of a zone in the years that the events need, each as a component with one onset (RFC 5545, 3.6.5). */
function zoneRules(zone: string, events: readonly Event[]): string {
  const moments = events
    .filter((event) => event.zone === zone)
    .flatMap((event) => [event.startsAt, event.endsAt])
    .map((moment) => moment.toZonedDateTimeISO(zone))
  const sorted = moments.sort(Temporal.ZonedDateTime.compare)
  const first = sorted[0]!.with({ month: 1, day: 1 }).startOfDay(),
    last = sorted.at(-1)!.add({ years: 1 })
  const onsets = [first.getTimeZoneTransition('previous') ?? first.with({ year: 1970 })]
  for (
    let next = onsets[0]!.getTimeZoneTransition('next');
    next && Temporal.ZonedDateTime.compare(next, last) < 0;
    next = next.getTimeZoneTransition('next')
  )
    onsets.push(next)
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...onsets.flatMap(onsetLines), 'END:VTIMEZONE'].join('\r\n')
}

function onsetLines(onset: Temporal.ZonedDateTime): string[] {
  const before = onset.subtract({ nanoseconds: 1 })
  const summer = onset.offsetNanoseconds > before.offsetNanoseconds
  const kind = summer ? 'DAYLIGHT' : 'STANDARD'
  // The onset is told by the clock that holds until then.
  const wall = onset
    .toInstant()
    .toZonedDateTimeISO(before.offset)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replaceAll(/[-:]/g, '')
  return [
    `BEGIN:${kind}`,
    `DTSTART:${wall}`,
    `TZOFFSETFROM:${before.offset.replace(':', '')}`,
    `TZOFFSETTO:${onset.offset.replace(':', '')}`,
    `END:${kind}`,
  ]
}
