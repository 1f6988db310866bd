import { contractEnd } from './contract-end.ts'
import { dayOf, isBefore, latest, startOfDay, todayIn } from './days.ts'
import { agreementsOf, governing } from './unit-facts.ts'
import type { UnitRecord } from './unit-record.ts'

export type DeadlineKind =
  | 'notice-to-end'
  | 'mediators'
  | 'state-agency'
  | 'stop-renewal'
  | 'contract-ends'
  | 'vote-opens'
  | 'vote-closes'
  | 'sanction'
  | 'sanction-ends'
  | 'serve-notice'
  | 'serve-notice-safe'
  | 'strike-starts'
  | 'strike-ends'

/** A day or moment that a unit's officers must not miss (domain rules 1.6). */
export interface Deadline {
  kind: DeadlineKind
  /** The last day on which it may be done, in `zone`; for what has an hour, its day. */
  day: Temporal.PlainDate
  /** The exact moment where there is one: the exclusive end of a contract, an opening, a start. */
  at: Temporal.Instant | null
  zone: string
  /** Done on this day. Null: not done, or nothing that somebody does. */
  doneOn: Temporal.PlainDate | null
  state: 'done' | 'late' | 'due' | 'comes' | 'past'
  /** The agreement or question it comes from; of a sanction whose it is, 'local' or 'parent'. */
  of: string
}

/** What the law asks of a notice period, in days. */
const days = (healthCare: boolean | null | undefined) => (healthCare === false ? { quiet: 60, before: 30 } : { quiet: 90, before: 60 })

/**
 * Every deadline of a unit in the order of its days: for each agreement in force the notices (90 and 60 days before the last day at health care
 * institutions, else 60 and 30; the mediators also within 30 days of the notice, the earlier of both), the stop of a renewal, its end; the vote; and for a
 * planned start the last service of the 10-day notice, which both recipients must have received, with a day in hand, and the sanctions without which it can't begin.
 */
export function deadlinesOf(unit: UnitRecord, now: Temporal.Instant): Deadline[] {
  const zone = unit.law?.zone ?? 'Etc/GMT+12'
  const today = todayIn(zone, now)
  const { quiet, before } = days(unit.law?.healthCare)
  const act = (kind: DeadlineKind, day: Temporal.PlainDate, doneOn: Temporal.PlainDate | null, of: string): Deadline => {
    const done = doneOn !== null && Temporal.PlainDate.compare(doneOn, today) <= 0
    const late = Temporal.PlainDate.compare(done ? doneOn : today, day) > 0
    return { kind, day, at: null, zone, doneOn: done ? doneOn : null, state: late ? 'late' : done ? 'done' : 'due', of }
  }
  /** Told in the zone of what it comes from: a unit that nobody has described has none. */
  const moment = (kind: DeadlineKind, at: Temporal.Instant, of: string, told = zone): Deadline => ({
    kind,
    day: dayOf(at, told),
    at,
    zone: told,
    doneOn: null,
    state: isBefore(now, at) ? 'comes' : 'past',
    of,
  })

  const known = agreementsOf(unit) ?? []
  const found: Deadline[] = []
  governing(unit.agreements).forEach((agreement, place) => {
    const { name, lastDay, notices } = agreement
    const given = (kind: string) => notices.find((notice) => notice.kind === kind)?.receivedOn ?? null
    const notice = given('8d1')
    const ends = contractEnd(known[place]!, zone, now)
    if (unit.law?.regime === 'US-NLRA' || !unit.law?.regime) {
      found.push(act('notice-to-end', lastDay.subtract({ days: quiet }), notice, name))
      const latestFiling = [lastDay.subtract({ days: before }), ...(notice ? [notice.add({ days: 30 })] : [])].toSorted(
        Temporal.PlainDate.compare,
      )[0]!
      found.push(act('mediators', latestFiling, given('f7'), name))
      if (unit.law?.stateAgency !== false) found.push(act('state-agency', latestFiling, given('state-agency'), name))
    }
    if (agreement.renews)
      found.push(act('stop-renewal', lastDay.subtract({ days: agreement.stopNoticeDays! }), given('evergreen-stop'), name))
    if (ends.end) found.push({ ...moment('contract-ends', ends.end, name), day: dayOf(ends.end.subtract({ seconds: 1 }), zone) })
  })
  for (const { opensAt, closesAt, question, zone } of unit.votes)
    found.push(moment('vote-opens', opensAt, question, zone), moment('vote-closes', closesAt, question, zone))
  for (const notice of unit.strikeNotices) {
    if (notice.calledOffAt && !isBefore(now, notice.calledOffAt)) continue
    const start = notice.movedTo ?? notice.startsAt
    found.push(
      ...serviceDays(notice.startsAt, zone).map(([kind, day]) => act(kind, day, receivedByBoth(notice, zone), '')),
      moment('strike-starts', start, '', notice.zone),
    )
    if (notice.plannedEndsAt) found.push(moment('strike-ends', notice.plannedEndsAt, '', notice.zone))
    for (const [required, level] of [
      [unit.law?.localSanction, 'local'],
      [unit.law?.internationalSanction, 'parent'],
    ] as const)
      if (required) found.push(act('sanction', dayOf(start, zone), sanctionedOn(unit, level, zone), level))
  }
  for (const { body, grantedAt, expiresOn } of unit.sanctions)
    if (grantedAt && expiresOn)
      found.push({
        ...moment('sanction-ends', startOfDay(expiresOn, zone, 1), body === 'local_eboard' ? 'local' : 'parent'),
        day: expiresOn,
      })
  return found.toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day))
}

/** The day from which all that was asked of the local's or of its parent bodies is granted. Null: something is not. */
function sanctionedOn({ sanctions }: UnitRecord, level: 'local' | 'parent', zone: string): Temporal.PlainDate | null {
  const last = new Map(
    sanctions
      .filter(({ body }) => (body === 'local_eboard') === (level === 'local'))
      .map((sanction) => [sanction.body, sanction.grantedAt]),
  )
  const granted = [...last.values()]
  const at = granted.includes(null) ? null : latest(...granted)
  return at && dayOf(at, zone)
}

/** The last day on which both may receive a notice for a start, and the one that keeps a day in hand. */
function serviceDays(start: Temporal.Instant, zone: string): ['serve-notice-safe' | 'serve-notice', Temporal.PlainDate][] {
  const day = dayOf(start, zone)
  return [
    ['serve-notice-safe', day.subtract({ days: 11 })],
    ['serve-notice', day.subtract({ days: 10 })],
  ]
}

function receivedByBoth(
  { employerReceivedAt, employerReceivedOn, fmcsReceivedAt, fmcsReceivedOn }: UnitRecord['strikeNotices'][number],
  zone: string,
) {
  const each = [[employerReceivedAt, employerReceivedOn] as const, [fmcsReceivedAt, fmcsReceivedOn] as const].map(([at, on]) =>
    at ? dayOf(at, zone) : on,
  )
  return each.some((day) => day === null) ? null : (each as Temporal.PlainDate[]).toSorted(Temporal.PlainDate.compare).at(-1)!
}

/** Whether its hour is told: what ends with a day is told by that day. */
export const hasHour = ({ kind, at }: Deadline): boolean => at !== null && kind !== 'contract-ends' && kind !== 'sanction-ends'

/** The same in one moment to remind of: nine in the morning of the day, in its zone. */
export const morningOf = ({ day, zone }: Pick<Deadline, 'day' | 'zone'>) =>
  startOfDay(day, zone).toZonedDateTimeISO(zone).with({ hour: 9 }).toInstant()
