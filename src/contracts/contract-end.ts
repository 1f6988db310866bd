import { isBefore, laterMoment, latest, startOfDay, todayIn } from './days.ts'
import type { Agreement } from './facts.ts'

/** When an agreement stops being in force, and what moved that. */
export interface ContractEnd {
  agreement: Agreement
  /** Exclusive. Undefined: no last day is on record. */
  end: Temporal.Instant | undefined
  /** Zone in which that end is told. */
  zone: string
  /** It renewed itself, to this last day. `due`: the last day on which somebody could have stopped the first renewal. */
  renewed: { due: Temporal.PlainDate; lastDay: Temporal.PlainDate } | null
  /** Nobody has stopped it: it renews again unless notice is given by this day. Null: it ends for good. */
  renewsUnlessStoppedBy: Temporal.PlainDate | null
  /** An extension that both signed and that moves the end. */
  extendedTo: { lastDay: Temporal.PlainDate; cancelHours: number | null; cancelled: boolean } | null
  /** An extension was offered and not signed by both. */
  offered: boolean
  /** Facts that are missing and could move the end. */
  unknown: { evergreen: boolean; extension: boolean }
}

/**
 * The end of an agreement after renewals (C2a) and extensions (C2b), by domain rules 1.5: an evergreen clause that nobody stopped at least
 * `stopNoticeDays` before the last day adds its months, again and again; an extension that both sides signed ends on its last day, or when a
 * notice of cancellation has run out, and never makes the term shorter. `now` decides whether a renewal can still be stopped.
 */
export function contractEnd(agreement: Agreement, unitZone: string, now: Temporal.Instant | undefined): ContractEnd {
  const { evergreen, stoppedOn, extensions, endsAt, zone = unitZone } = agreement
  const unknown = {
    evergreen: evergreen === undefined || (evergreen !== null && stoppedOn === undefined),
    extension: extensions === undefined || extensions.some(({ executed, lastDay }) => executed === undefined || (executed && !lastDay)),
  }
  const offered = extensions?.some(({ executed }) => executed === false) ?? false
  const none = { agreement, zone, end: undefined, renewed: null, renewsUnlessStoppedBy: null, extendedTo: null, offered, unknown }
  if (!agreement.lastDay) return none

  let lastDay = agreement.lastDay
  let renewed: ContractEnd['renewed'] = null
  let renewsUnlessStoppedBy: Temporal.PlainDate | null = null
  if (evergreen && stoppedOn !== undefined) {
    const dueFor = (day: Temporal.PlainDate) => day.subtract({ days: evergreen.stopNoticeDays })
    const late = (due: Temporal.PlainDate) =>
      stoppedOn
        ? Temporal.PlainDate.compare(stoppedOn, due) > 0
        : !renewed || (now !== undefined && Temporal.PlainDate.compare(todayIn(zone, now), due) > 0)
    const first = dueFor(lastDay)
    // By whole terms from the first last day, so that the 31st does not wear down to the 28th.
    for (let term = 1; late(dueFor(lastDay)) && term < 200; term++) {
      lastDay = agreement.lastDay.add({ months: term * evergreen.renewMonths })
      renewed = { due: first, lastDay }
    }
    if (!stoppedOn) renewsUnlessStoppedBy = dueFor(lastDay)
  }

  let end = endOf(lastDay, endsAt, zone)
  let extendedTo: ContractEnd['extendedTo'] = null
  for (const { executed, lastDay: last, cancelHours, cancelledAt, keepsNoStrike = true } of extensions ?? []) {
    if (!executed || !last || !keepsNoStrike) continue
    const until = endOf(last, undefined, zone)
    const cancelled = cancelHours != null && cancelledAt ? cancelledAt.add({ hours: cancelHours }) : null
    const extended = cancelled && isBefore(cancelled, until) ? cancelled : until
    if (isBefore(end, extended)) {
      end = extended
      extendedTo = { lastDay: last, cancelHours: cancelHours ?? null, cancelled: extended === cancelled }
    }
  }
  return { ...none, end, renewed, renewsUnlessStoppedBy, extendedTo }
}

const endOf = (lastDay: Temporal.PlainDate, endsAt: Temporal.PlainTime | undefined, zone: string) =>
  endsAt ? laterMoment(lastDay.toPlainDateTime(endsAt), zone) : startOfDay(lastDay, zone, 1)

/** Of several agreements, the end that comes last. */
export const lastEnd = (ends: ContractEnd[]) => latest(...ends.map(({ end }) => end))
