import { formatMoment, formatShortDay } from '../ui/time.tsx'
import { canonicalZone } from '../unions/structure.ts'
import { readWallTime } from './days.ts'
import { en } from './record.en.ts'
import type { StepKind } from './unit-record.ts'
import { isNoticed, type Step } from './step-order.ts'
import { firstOutOfOrder, mayFollow } from './unit-state.ts'
import { fieldsOf, type Field, type RecordKind, type Room, type Row, type Typed } from './record-kinds.ts'

/** Sentences by the name of the field. */
export type Refusals = Record<string, string>
export type Values = Record<string, unknown>

/**
 * Reads what was typed for a record of this kind into values of its columns, or says in a sentence for each field what is wrong. `id`: the
 * record that is corrected. What contradicts other records of the room is refused as well; the tables refuse the same.
 */
export function readRecord(
  kind: RecordKind,
  typed: Typed,
  room: Room,
  now: Temporal.Instant,
  id?: number,
): { values: Values } | { refused: Refusals } {
  const refused: Refusals = {}
  const values: Values = {}
  const zone = readZone(typed.zone?.[0] ?? '')
  for (const field of fieldsOf[kind]) {
    const read = readField(field, typed, room, zone ?? room.zone)
    if ('wrong' in read) refused[field.name] = read.wrong
    else Object.assign(values, read.values)
  }
  if (Object.keys(refused).length === 0) Object.assign(refused, contradictions(kind, values, room, now, id))
  if (kind === 'strike-notices') delete values.given_by
  return Object.keys(refused).length ? { refused } : { values }
}

const readZone = (text: string): string | null => {
  const zone = canonicalZone(text.trim())
  return zone?.includes('/') ? zone : null
}

type Read = { values: Values } | { wrong: string }
const words = en.refusals

function readField(field: Field, typed: Typed, room: Room, zone: string): Read {
  const { name, type, required } = field
  const given = (typed[name] ?? []).map((text) => text.trim()).filter(Boolean)
  const text = given[0] ?? ''
  const label = en.fields[name] ?? name
  const is = (value: unknown): Read => ({ values: { [name]: value } })
  if (type === 'yes') return is(text === 'yes')
  if (type === 'receipt') return readReceipt(name, typed, zone, label)
  if (!text) return required ? { wrong: words.missing(label) } : is(emptyOf(type))
  switch (type) {
    case 'text':
    case 'lines':
      if (/[\u0000-\u0008\u000b-\u001f]/.test(text)) return { wrong: words.control(label) }
      return text.length > field.most! ? { wrong: words.long(label, field.most!) } : is(text)
    case 'number':
      return /^\d{1,9}$/.test(text.replaceAll(',', '')) ? is(Number(text.replaceAll(',', ''))) : { wrong: words.number(label, text) }
    case 'day': {
      const day = readDay(text)
      return day ? is(day) : { wrong: words.day(label, text) }
    }
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? is(text) : { wrong: words.time(label, text) }
    case 'zone': {
      const known = readZone(text)
      return known ? is(known) : { wrong: words.zone(text) }
    }
    case 'moment': {
      const moment = readMoment(name, typed, zone, label)
      return 'wrong' in moment ? moment : is(moment.value)
    }
    case 'choice':
      return field.options!.includes(text) ? is(text) : { wrong: words.choice(label) }
    case 'known':
      return is(text === 'yes' ? true : text === 'no' ? false : null)
    case 'several':
      return given.every((one) => field.options!.includes(one)) ? is(given) : { wrong: words.choice(label) }
    case 'units':
    case 'unit':
      return readIds(type, given, room.units, name, label)
    case 'worksites':
      return readIds(type, given, room.worksites, name, label)
    case 'agreement':
      return readIds('unit', given, room.records.agreements, name, label)
    case 'rule':
      return readIds('unit', given, room.records['vote-rules'], name, label)
    case 'vote':
      return readIds('unit', given, room.records.votes, name, label)
  }
}

/** What a field is when nothing was typed. Text columns are never null. */
const emptyOf = (type: Field['type']) => (type === 'text' || type === 'lines' ? '' : type === 'several' ? [] : null)

function readIds(
  type: 'units' | 'unit' | 'worksites',
  given: string[],
  known: readonly { id: number }[],
  name: string,
  label: string,
): Read {
  const ids = given.map(Number)
  if (!ids.every((id) => known.some((one) => one.id === id))) return { wrong: words.choice(label) }
  return { values: { [name]: type === 'unit' ? ids[0] : ids } }
}

/** A day written as 2027-10-31, or as in America 10/31/2027. Null for anything else. */
function readDay(text: string): Temporal.PlainDate | null {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  try {
    return american
      ? Temporal.PlainDate.from({ month: Number(american[1]), day: Number(american[2]), year: Number(american[3]) }, { overflow: 'reject' })
      : /^\d{4}-\d{2}-\d{2}$/.test(text)
        ? Temporal.PlainDate.from(text, { overflow: 'reject' })
        : null
  } catch {
    return null
  }
}

/** A moment typed as the clock on the wall shows it; of an hour that comes twice `<name>_which` says which. */
function readMoment(name: string, typed: Typed, zone: string, label: string): { value: Temporal.Instant } | { wrong: string } {
  const text = typed[name]![0]!.trim()
  const read = readWallTime(text, zone)
  if ('value' in read) return read
  if (read.wrong === 'twice') {
    const which = typed[`${name}_which`]?.[0]
    return which === 'first' || which === 'second'
      ? { value: read[which] }
      : { wrong: words.twice(label, formatMoment(read.first, zone, 'en'), formatMoment(read.second, zone, 'en')) }
  }
  return { wrong: read.wrong === 'skipped' ? words.skipped(label, text.replace('T', ' '), zone) : words.moment(label, text) }
}

function readReceipt(name: string, typed: Typed, zone: string, label: string): Read {
  const [at, on] = [`${name}_at`, `${name}_on`]
  const empty = { [at]: null, [on]: null }
  const [moment, day] = [typed[at]?.[0]?.trim(), typed[on]?.[0]?.trim()]
  if (moment && day) return { wrong: words.oneOfBoth(label) }
  if (moment) {
    const read = readMoment(at, typed, zone, label)
    return 'wrong' in read ? read : { values: { ...empty, [at]: read.value } }
  }
  if (!day) return { values: empty }
  const read = readDay(day)
  return read ? { values: { ...empty, [on]: read } } : { wrong: words.day(label, day) }
}

const d = (day: unknown) => formatShortDay(day as Temporal.PlainDate, 'UTC', 'en')
const dayBefore = (a: unknown, b: unknown) =>
  Boolean(a && b && Temporal.PlainDate.compare(a as Temporal.PlainDate, b as Temporal.PlainDate) < 0)
const before = (a: unknown, b: unknown) => Boolean(a && b && Temporal.Instant.compare(a as Temporal.Instant, b as Temporal.Instant) < 0)
const shares = (a: unknown, b: unknown) => (a as number[]).some((id) => (b as number[]).includes(id))

/** What cannot be true together, within the record or with what else is on record. */
function contradictions(kind: RecordKind, v: Values, room: Room, now: Temporal.Instant, id: number | undefined): Refusals {
  const others = room.records[kind].filter((row) => row.id !== id)
  const agreement = room.records.agreements.find((row) => row.id === v.agreement_id)
  const say = words.contradiction
  const wrong: Refusals = {}
  const m = (moment: unknown) => formatMoment(moment as Temporal.Instant, (v.zone as string) ?? room.zone, 'en')
  switch (kind) {
    case 'agreements': {
      if (dayBefore(v.last_day, v.effective)) wrong.last_day = say.endsBeforeItStarts(d(v.effective), d(v.last_day))
      const overlapping = others.find(
        (row) => shares(row.unit_ids, v.unit_ids) && !dayBefore(row.last_day, v.effective) && !dayBefore(v.last_day, row.effective),
      )
      if (overlapping && !wrong.last_day)
        wrong.effective = say.overlaps(overlapping.name as string, d(overlapping.effective), d(overlapping.last_day))
      const renewing = [v.evergreen_months, v.stop_notice_days].filter((value) => value !== null).length
      if (v.renews === true && renewing < 2) wrong[v.evergreen_months === null ? 'evergreen_months' : 'stop_notice_days'] = say.renewsHow
      if (v.renews !== true && renewing > 0) wrong.renews = say.renewsNot
      if (v.evergreen_months === 0 || (v.evergreen_months as number) > 60) wrong.evergreen_months = say.months
      if ((v.stop_notice_days as number) > 400) wrong.stop_notice_days = say.stopDays
      const extension = room.records.extensions.find((row) => row.agreement_id === id && !dayBefore(v.last_day, row.last_day))
      if (id !== undefined && extension) wrong.last_day = say.extensionOfIt(d(extension.last_day))
      break
    }
    case 'extensions': {
      if (!dayBefore(agreement!.last_day, v.last_day)) wrong.last_day = say.extendsNothing(d(agreement!.last_day))
      for (const signed of ['union_signed_on', 'employer_signed_on', 'refused_on'])
        if (dayBefore(v[signed], v.offered_on)) wrong[signed] = say.beforeOffer(d(v.offered_on))
      const executed = v.union_signed_on !== null && v.employer_signed_on !== null
      if (executed && v.refused_on) wrong.refused_on = say.signedAndRefused
      if ((v.refused_by === null) !== (v.refused_on === null)) wrong[v.refused_by === null ? 'refused_by' : 'refused_on'] = say.refusedHow
      if ((v.cancel_by === null) !== (v.cancel_hours === null)) wrong[v.cancel_by === null ? 'cancel_by' : 'cancel_hours'] = say.cancelHow
      if ((v.cancel_hours as number) > 2160) wrong.cancel_hours = say.cancelHours
      if (v.cancel_notice_at && !executed) wrong.cancel_notice_at = say.cancelUnsigned
      else if (v.cancel_notice_at && v.cancel_hours === null) wrong.cancel_notice_at = say.cancelNever
      break
    }
    case 'notices': {
      const aboutUnits = ['initial-dispute', 'board-of-inquiry', 'mediation-release'].includes(v.kind as string)
      if (v.given_by === 'other_union') wrong.given_by = say.otherUnionsNotice
      if (aboutUnits) {
        v.agreement_id = null
        if (!v.unit_ids) wrong.unit_ids = say.noticeUnits
      } else {
        v.unit_ids = null
        if (!v.agreement_id) wrong.agreement_id = say.noticeAgreement
      }
      if (dayBefore(v.received_on, v.sent_on)) wrong.received_on = say.receivedBeforeSent(d(v.sent_on))
      else if (!aboutUnits && agreement && dayBefore(v.received_on, agreement.effective))
        wrong.received_on = say.beforeAgreement(d(agreement.effective))
      if (v.kind === 'evergreen-stop' && agreement && agreement.renews !== true) wrong.kind = say.renewsNothing(agreement.name as string)
      if (v.report_on && v.kind !== 'board-of-inquiry') wrong.report_on = say.reportOfBoard
      else if (dayBefore(v.report_on, v.received_on)) wrong.report_on = say.reportBefore(d(v.received_on))
      break
    }
    case 'votes':
      if (!before(v.opens_at, v.closes_at)) wrong.closes_at = say.closesBeforeItOpens(m(v.opens_at))
      if (before(v.opens_at, v.notice_to_members_at)) wrong.notice_to_members_at = say.noticeAfterOpening(m(v.opens_at))
      break
    case 'outcomes': {
      const vote = room.records.votes.find((row) => row.id === v.vote_id)!
      const [yes, no, blank, spoiled, eligible] = [v.yes, v.no, v.blank, v.spoiled, v.eligible] as number[]
      const ballots = yes! + no! + blank! + spoiled!
      if (eligible === 0) wrong.eligible = say.nobodyEligible
      else if (ballots > eligible!) wrong.eligible = say.tooManyBallots(ballots, eligible!)
      if (others.some((row) => row.vote_id === v.vote_id)) wrong.vote_id = say.countedAlready
      else if (before(now, vote.closes_at))
        wrong.vote_id = say.stillOpen(formatMoment(vote.closes_at as Temporal.Instant, vote.zone as string, 'en'))
      break
    }
    case 'sanctions':
      if (v.granted_at && v.refused_at) wrong.refused_at = say.grantedAndRefused
      if (v.requested_on && v.granted_at && dayBefore(dayIn(v.granted_at, v.zone), v.requested_on))
        wrong.granted_at = say.grantedBeforeAsked(d(v.requested_on))
      if (v.granted_at && dayBefore(v.expires_on, dayIn(v.granted_at, v.zone))) wrong.expires_on = say.expiresBefore(m(v.granted_at))
      break
    case 'strike-notices': {
      if (v.given_by === 'other_union') wrong.given_by = say.otherUnionsNotice
      for (const who of ['employer', 'fmcs'])
        if (before(v.starts_at, v[`${who}_received_at`]) || dayBefore(dayIn(v.starts_at, v.zone), v[`${who}_received_on`]))
          wrong[`${who}_received`] = say.receivedAfterStart(m(v.starts_at))
      if (v.planned_ends_at && !before(v.starts_at, v.planned_ends_at))
        wrong.planned_ends_at = say.endsBeforeItStarts(m(v.starts_at), m(v.planned_ends_at))
      if (v.moved_to && !before(v.starts_at, v.moved_to)) wrong.moved_to = say.movedEarlier(m(v.starts_at))
      if (!v.moved_to && (v.union_signed_on || v.employer_signed_on)) wrong.moved_to = say.movedWhere
      break
    }
    case 'lockouts':
      if (v.ended_at && !before(v.starts_at, v.ended_at)) wrong.ended_at = say.endsBeforeItStarts(m(v.starts_at), m(v.ended_at))
      if (before(v.starts_at, v.notice_received_at)) wrong.notice_received_at = say.receivedAfterStart(m(v.starts_at))
      break
    case 'pauses':
      if (v.resumed_on && !dayBefore(v.paused_on, v.resumed_on)) wrong.resumed_on = say.resumedBefore(d(v.paused_on))
      break
    case 'steps': {
      const noticed = (unit: number) => isNoticed(unit, v.at as Temporal.Instant, room.records['strike-notices'], room)
      const disorder = disorderOf(v, others)
      if (disorder) {
        const name = (step: string) => en.options[step]!
        const { step, after } = disorder
        wrong.step = say.stepOrder(
          name(step.step),
          m(step.at),
          mayFollow[step.step].map((one) => one && name(one)),
          after && name(after),
        )
      } else if (v.step === 'strike-began' && !(v.unit_ids as number[]).every(noticed)) wrong.step = say.noNotice
      break
    }
    case 'vote-rules': {
      const [top, bottom] = [v.numerator as number, v.denominator as number]
      if (bottom === 0 || bottom > 1000) wrong.denominator = say.fraction
      else if (top === 0 || top > bottom || (v.comparison === 'gt' && top === bottom)) wrong.numerator = say.fraction
      if ((v.quorum_numerator === null) !== (v.quorum_denominator === null))
        wrong[v.quorum_numerator === null ? 'quorum_numerator' : 'quorum_denominator'] = say.quorum
      else if (
        v.quorum_numerator !== null &&
        ((v.quorum_numerator as number) === 0 ||
          (v.quorum_numerator as number) > (v.quorum_denominator as number) ||
          (v.quorum_denominator as number) > 1000)
      )
        wrong.quorum_numerator = say.quorum
      if ((v.min_notice_hours as number) > 2160) wrong.min_notice_hours = say.cancelHours
      break
    }
    case 'units':
      if (others.some((row) => row.unit_id === v.unit_id)) wrong.unit_id = say.unitAlready
      if (v.headcount === 0) wrong.headcount = say.nobodyEligible
      if (v.members_in_good_standing !== null && v.headcount !== null && (v.members_in_good_standing as number) > (v.headcount as number))
        wrong.members_in_good_standing = say.moreMembers(v.headcount as number)
      if (v.members_in_good_standing !== null && v.headcount === null) wrong.headcount = say.headcountFirst
      break
  }
  return wrong
}

const dayIn = (moment: unknown, zone: unknown) => (moment as Temporal.Instant).toZonedDateTimeISO(zone as string).toPlainDate()

/** What would be out of order in a unit's steps if this one were among them. */
function disorderOf(v: Values, others: readonly Row[]) {
  type Known = Pick<Step, 'step' | 'at'>
  const given: Known = { step: v.step as StepKind, at: v.at as Temporal.Instant }
  for (const unit of v.unit_ids as number[]) {
    const found = firstOutOfOrder([
      ...others.filter((row) => (row.unit_ids as number[]).includes(unit)).map((row) => row as unknown as Known),
      given,
    ])
    if (found) return found
  }
  return null
}
