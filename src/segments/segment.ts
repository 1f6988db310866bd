import { fieldReader, languageCode, most } from './read-fields.ts'

/** What a member can be asked about. Empty lists and nulls ask nothing; what is asked must hold all together. */
export interface Filter {
  /** Of one and the same place of work: a nurse of the day shift in one unit and of the night shift in another is in no "nurse, night, first unit". */
  units: number[]
  worksites: number[]
  departments: number[]
  shifts: number[]
  classifications: number[]
  /** BCP 47, as on the roster. */
  languages: string[]
  /** Hired on this day or later; before this day. ISO 8601. Who has no day of hire is in neither. */
  hiredFrom: string | null
  hiredBefore: string | null
  office: 'steward' | 'officer' | 'any' | 'none' | null
  /** 'employer': only an address of an employer's, to which no update is mailed. */
  email: 'yes' | 'no' | 'employer' | null
  phone: 'yes' | 'no' | null
  event: { id: number; answer: EventAnswer } | null
}

export const eventAnswers = ['yes', 'maybe', 'no', 'answered', 'unanswered'] as const
export type EventAnswer = (typeof eventAnswers)[number]
export const officesAsked = ['steward', 'officer', 'any', 'none'] as const
export const places = ['units', 'worksites', 'departments', 'shifts', 'classifications'] as const
export type Place = (typeof places)[number]

export const everybody: Filter = {
  units: [],
  worksites: [],
  departments: [],
  shifts: [],
  classifications: [],
  languages: [],
  hiredFrom: null,
  hiredBefore: null,
  office: null,
  email: null,
  phone: null,
  event: null,
}

export const asksNothing = (filter: Filter) => JSON.stringify(filter) === JSON.stringify(everybody)

/** What is wrong with one field of a filter; each has its sentence. */
export type FilterRefusal = 'unknown' | 'language' | 'day' | 'order' | 'choice' | 'event' | 'answer' | 'many'
export type FilterField = Place | 'languages' | 'hiredFrom' | 'hiredBefore' | 'office' | 'email' | 'phone' | 'event' | 'answer'
export type FilterRefusals = Partial<Record<FilterField, FilterRefusal>>

/** Ids that may be asked about: what occurs on the local's roster, and the events that have been published. */
export type Known = Record<Place | 'events', ReadonlySet<number>>

/**
 * A filter as a form sends it: for each field the values chosen, none for what was left alone. Refuses, field by field, what is not on
 * the local's roster, days that are none, and a span that ends before it begins.
 */
export function readFilter(
  typed: Partial<Record<FilterField, readonly string[]>>,
  known: Known,
): { filter: Filter } | { refused: FilterRefusals } {
  const refused: FilterRefusals = {}
  const { values, ids, choice, event } = fieldReader(typed, refused)
  const languages = [...new Set(values('languages').flatMap((value) => value.split(/[\s,;]+/).filter(Boolean)))].sort()
  if (languages.length > most) refused.languages = 'many'
  else if (!languages.every((code) => languageCode.test(code))) refused.languages = 'language'
  const day = (field: 'hiredFrom' | 'hiredBefore') => {
    const [text = null] = values(field)
    if (text !== null && !isDay(text)) refused[field] = 'day'
    return text
  }
  const hiredFrom = day('hiredFrom'),
    hiredBefore = day('hiredBefore')
  if (hiredFrom && hiredBefore && !refused.hiredFrom && hiredBefore <= hiredFrom) refused.hiredBefore ??= 'order'
  const filter: Filter = {
    units: ids('units', known.units),
    worksites: ids('worksites', known.worksites),
    departments: ids('departments', known.departments),
    shifts: ids('shifts', known.shifts),
    classifications: ids('classifications', known.classifications),
    languages,
    hiredFrom,
    hiredBefore,
    office: choice('office', officesAsked),
    email: choice('email', ['yes', 'no', 'employer']),
    phone: choice('phone', ['yes', 'no']),
    event: event(known.events, eventAnswers),
  }
  return Object.keys(refused).length ? { refused } : { filter }
}

function isDay(text: string) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).year >= 1900
  } catch {
    return false
  }
}

/** The same as a form would send it. */
export function asTyped(filter: Filter): Partial<Record<FilterField, string[]>> {
  const one = (value: string | number | null | undefined) => (value === null || value === undefined ? [] : [String(value)])
  return {
    ...Object.fromEntries(places.map((place) => [place, filter[place].map(String)])),
    languages: filter.languages.length ? [filter.languages.join(', ')] : [],
    hiredFrom: one(filter.hiredFrom),
    hiredBefore: one(filter.hiredBefore),
    office: one(filter.office),
    email: one(filter.email),
    phone: one(filter.phone),
    event: one(filter.event?.id),
    answer: one(filter.event?.answer),
  }
}

/** A name as it is kept; null when there is none, or it is longer than 80 characters. */
export function readSegmentName(text: string): string | null {
  const name = text.normalize('NFC').trim()
  return name && name.length <= 80 && !/\p{Cc}/u.test(name) ? name : null
}
