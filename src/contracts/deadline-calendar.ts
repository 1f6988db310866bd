import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import { en } from './board-staff.en.ts'
import { morningOf, type Deadline } from './deadlines.ts'
import type { UnitRecord } from './unit-record.ts'

/** Deadlines that are still ahead as an iCalendar file (RFC 5545), all of them days, with reminders a week before and on the day at nine in its zone. `at`: real time. */
export function deadlineCalendar(found: readonly { unit: UnitRecord; deadline: Deadline }[], origin: string, at: Temporal.Instant): string {
  const calendar = ical({
    name: en.calendarName,
    prodId: { company: 'Commontable', product: 'Commontable' },
    method: ICalCalendarMethod.PUBLISH,
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
      description: deadline.of,
    })
    const morning = morningOf(deadline)
    for (const before of [{ hours: 7 * 24 }, { hours: 0 }])
      entry.createAlarm({ type: ICalAlarmType.display, trigger: morning.subtract(before) })
  }
  return calendar.toString()
}
