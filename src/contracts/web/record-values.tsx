import { formatNumber } from '../../ui/number.ts'
import { formatDay, formatShortDay, formatStamp } from '../../ui/time.tsx'
import { en } from '../record.en.ts'
import { fieldsOf, type Field, type RecordKind, type Room, type Row, type Typed } from '../record-kinds.ts'

const words = en.titles

/** A day or a moment, as the database or the history has it. */
const dayOf = (value: unknown) => (value instanceof Temporal.PlainDate ? value : Temporal.PlainDate.from(String(value)))
const momentOf = (value: unknown) => (value instanceof Temporal.Instant ? value : Temporal.Instant.from(String(value)))
const shortDay = (value: unknown) => formatShortDay(dayOf(value), 'UTC', 'en')
const stamp = (value: unknown, zone: unknown, room: Room) => formatStamp(momentOf(value), (zone as string) || room.zone, 'en')
const optionOf = (name: string, value: unknown) => en.optionsOf[`${name} ${value}`] ?? en.options[String(value)] ?? String(value)

export const roomName = (room: Pick<Room, 'local'>) => room.local?.name ?? en.national

/** Units by name; of several locals with the local's; all of them as a number. */
export function unitNames(ids: unknown, room: Room): string {
  const chosen = room.units.filter(({ id }) => (ids as number[]).includes(id))
  if (chosen.length === room.units.length && chosen.length > 3) return en.allUnits(chosen.length)
  return chosen.map(({ name, local }) => (room.local ? name : `${local}: ${name}`)).join('; ')
}

/** How a record is called in lists. */
export function titleOf(kind: RecordKind, row: Record<string, unknown>, room: Room): string {
  switch (kind) {
    case 'agreements':
      return words.until(row.name as string, shortDay(row.last_day))
    case 'extensions': {
      const executed = row.union_signed_on && row.employer_signed_on
      const state = row.refused_on ? words.refused : !executed ? words.unsigned : row.cancel_notice_at ? words.cancelled : words.executed
      return `${words.extension(optionOf('offered_by', row.offered_by).toLowerCase(), shortDay(row.last_day))}: ${state}`
    }
    case 'notices': {
      const about = room.records.agreements.find(({ id }) => id === row.agreement_id)
      return `${optionOf('kind', row.kind)}, ${shortDay(row.received_on)}${about ? ` (${String(about.name)})` : ''}`
    }
    case 'votes':
      return `${words.vote(stamp(row.opens_at, row.zone, room), stamp(row.closes_at, row.zone, room))}: ${unitNames(row.unit_ids, room)}`
    case 'outcomes': {
      const [yes, no, eligible] = [row.yes, row.no, row.eligible].map((count) => formatNumber(count as number, 'en'))
      return words.outcome(yes!, no!, eligible!)
    }
    case 'sanctions':
      return words.sanction(
        optionOf('body', row.body),
        row.granted_at ? words.granted : row.refused_at ? words.refused : row.requested_on ? words.asked : words.planned,
      )
    case 'strike-notices': {
      const what = (row.actions as string[]).map((action) => optionOf('actions', action)).join(', ')
      return words.starts(what, stamp(row.moved_to ?? row.starts_at, row.zone, room)) + (row.called_off_at ? `: ${words.calledOff}` : '')
    }
    case 'lockouts':
      return words.starts(unitNames(row.unit_ids, room), stamp(row.starts_at, row.zone, room))
    case 'pauses':
      return words.pause(shortDay(row.paused_on), row.resumed_on ? shortDay(row.resumed_on) : null)
    case 'steps':
      return `${optionOf('step', row.step)}, ${stamp(row.at, row.zone, room)}`
    case 'vote-rules':
      return words.rule(row.name as string, `${row.comparison === 'gt' ? '>' : '≥'} ${row.numerator}/${row.denominator}`)
    case 'units': {
      const unit = room.units.find(({ id }) => id === row.unit_id)
      return words.unit(unit?.name ?? en.kinds.units.one, row.headcount ? words.people(formatNumber(row.headcount as number, 'en')) : '')
    }
  }
}

/** The list from which a field of this type chooses. */
export const chosenFrom = { agreement: 'agreements', rule: 'vote-rules', vote: 'votes' } as const satisfies Record<string, RecordKind>

/** The value of a field in words; null where there is none. */
export function valueOf(field: Field, row: Record<string, unknown>, room: Room): string | null {
  if (field.type === 'receipt') {
    const [at, on] = [row[`${field.name}_at`], row[`${field.name}_on`]]
    return at ? stamp(at, row.zone, room) : on ? `${shortDay(on)} (${en.hourUnknown})` : null
  }
  const value = row[field.name]
  if (field.type === 'known') return value === null || value === undefined ? en.unknown : value ? en.yes : en.no
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  switch (field.type) {
    case 'day':
      return formatDay(dayOf(value), 'UTC', 'en')
    case 'moment':
      return stamp(value, row.zone, room)
    case 'time':
      return String(value).slice(0, 5)
    case 'number':
      return formatNumber(Number(value), 'en')
    case 'yes':
      return value ? en.yes : en.no
    case 'choice':
      return optionOf(field.name, value)
    case 'several':
      return (value as string[]).map((one) => optionOf(field.name, one)).join(', ')
    case 'units':
      return unitNames(value, room)
    case 'unit':
      return unitNames([value], room)
    case 'worksites':
      return room.worksites
        .filter(({ id }) => (value as number[]).includes(id))
        .map(({ name }) => name)
        .join(', ')
    case 'agreement':
    case 'rule':
    case 'vote': {
      const kind = chosenFrom[field.type]
      const found = room.records[kind].find(({ id }) => id === value)
      return found ? titleOf(kind, found, room) : `${en.kinds[kind].one} ${String(value)}`
    }
    default:
      return String(value)
  }
}

/** What a form shows of a record that is to be corrected. */
export function typedOf(kind: RecordKind, row: Row, room: Room): Typed {
  const zone = (row.zone as string | null | undefined) ?? room.zone
  const typed: Typed = {}
  const wall = (name: string, value: unknown) => {
    const at = momentOf(value).toZonedDateTimeISO(zone)
    const shown = at.toPlainDateTime()
    typed[name] = [shown.toString({ smallestUnit: 'minute' })]
    const [first, second] = (['earlier', 'later'] as const).map((disambiguation) => shown.toZonedDateTime(zone, { disambiguation }))
    if (!first!.equals(second!)) typed[`${name}_which`] = [first!.equals(at) ? 'first' : 'second']
  }
  for (const { name, type } of fieldsOf[kind]) {
    if (type === 'receipt') {
      if (row[`${name}_at`]) wall(`${name}_at`, row[`${name}_at`])
      if (row[`${name}_on`]) typed[`${name}_on`] = [String(row[`${name}_on`])]
      continue
    }
    const value = row[name]
    if (value === null || value === undefined) continue
    if (type === 'moment') wall(name, value)
    else if (type === 'time') typed[name] = [String(value).slice(0, 5)]
    else if (Array.isArray(value)) typed[name] = value.map(String)
    else if (typeof value === 'boolean') typed[name] = value ? ['yes'] : type === 'known' ? ['no'] : []
    else typed[name] = [String(value)]
  }
  if (kind === 'strike-notices') typed.given_by = ['self']
  return typed
}

/** A new form: what was asked for in the address, the zone of the room, and what is usual. */
export function newTyped(kind: RecordKind, room: Room, asked: Record<string, string[]>): Typed {
  const typed: Typed = {}
  for (const { name, type, first } of fieldsOf[kind]) {
    if (asked[name]) typed[name] = asked[name]
    else if (first) typed[name] = [first]
    else if (type === 'zone' && kind !== 'agreements') typed[name] = [room.zone]
    else if (((type === 'units' && kind !== 'notices') || type === 'unit') && room.units.length === 1)
      typed[name] = [String(room.units[0]!.id)]
  }
  if (kind === 'outcomes') for (const name of ['blank', 'spoiled']) typed[name] ??= ['0']
  if (kind === 'strike-notices') typed.given_by ??= ['self']
  return typed
}
