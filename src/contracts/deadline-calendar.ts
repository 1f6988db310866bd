import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import { en } from './board-staff.en.ts'
import type { UnitDeadline } from './ahead.ts'
import { morningOf } from './deadlines.ts'

/** Deadlines that are still ahead as an iCalendar file (RFC 5545), all of them days, with reminders a week before and on the day at nine in its zone. `at`: real time. */
export function deadlineCalendar(found: readonly UnitDeadline[], origin: string, at: Temporal.Instant): string {
  const calendar = ical({
    name: en.calendarName,
    prodId: { company: 'Commontable', product: 'Commontable' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 6 * 60 * 60, // how often a program that follows it looks again
  })
  for (const { unit, deadline } of found) {
    if (deadline.state !== 'due' && deadline.state !== 'comes') continue
    const entry = calendar.createEvent({
      id: `${deadline.kind}-${unit.unitId}-${deadline.day}@${new URL(origin).hostname}`,
      stamp: at,
      start: deadline.day,
      end: deadline.day.add({ days: 1 }),
      allDay: true,
      summary: `${en.kindsOfDeadline[deadline.kind]}: ${unit.unitName}, ${unit.localName}`,
      description: en.of[deadline.of] ?? deadline.of,
    })
    const morning = morningOf(deadline)
    for (const before of [{ hours: 7 * 24 }, { hours: 0 }])
      entry.createAlarm({ type: ICalAlarmType.display, trigger: morning.subtract(before) })
  }
  return calendar.toString()
}
