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

const most = 300

/**
 * A filter as a form sends it: for each field the values chosen, none for what was left alone. Refuses, field by field, what is not on
 * the local's roster, days that are none, and a span that ends before it begins.
 */
export function readFilter(
  typed: Partial<Record<FilterField, readonly string[]>>,
  known: Known,
): { filter: Filter } | { refused: FilterRefusals } {
  const refused: FilterRefusals = {}
  const filter: Filter = { ...everybody }
  for (const place of places) {
    const chosen = [...new Set(given(typed[place]))]
    if (chosen.length > most) refused[place] = 'many'
    else if (!chosen.every((value) => /^\d{1,9}$/.test(value) && known[place].has(Number(value)))) refused[place] = 'unknown'
    else filter[place] = chosen.map(Number).sort((a, b) => a - b)
  }
  const languages = [
    ...new Set(
      given(typed.languages)
        .flatMap((value) => value.split(/[\s,;]+/))
        .filter(Boolean),
    ),
  ]
  if (languages.length > most) refused.languages = 'many'
  else if (!languages.every((code) => /^[a-zA-Z]{2,3}([_-][a-zA-Z0-9]{2,8})*$/.test(code))) refused.languages = 'language'
  else filter.languages = languages.sort()
  for (const field of ['hiredFrom', 'hiredBefore'] as const) {
    const [day] = given(typed[field])
    if (day === undefined) continue
    if (isDay(day)) filter[field] = day
    else refused[field] = 'day'
  }
  if (filter.hiredFrom && filter.hiredBefore && filter.hiredBefore <= filter.hiredFrom) refused.hiredBefore = 'order'
  filter.office = choice(typed.office, officesAsked, () => (refused.office = 'choice'))
  filter.email = choice(typed.email, ['yes', 'no', 'employer'], () => (refused.email = 'choice'))
  filter.phone = choice(typed.phone, ['yes', 'no'], () => (refused.phone = 'choice'))
  const [event] = given(typed.event),
    answer = choice(typed.answer, eventAnswers, () => (refused.answer = 'choice'))
  if (event !== undefined && !(/^\d{1,9}$/.test(event) && known.events.has(Number(event)))) refused.event = 'unknown'
  else if (event !== undefined && !answer) refused.answer ??= 'answer'
  else if (event === undefined && answer) refused.event = 'event'
  else if (event !== undefined) filter.event = { id: Number(event), answer: answer! }
  return Object.keys(refused).length ? { refused } : { filter }
}

const given = (values: readonly string[] | undefined) => (values ?? []).map((value) => value.trim()).filter((value) => value !== '')

function choice<Word extends string>(values: readonly string[] | undefined, words: readonly Word[], refuse: () => void): Word | null {
  const [value] = given(values)
  if (value === undefined) return null
  const found = words.find((word) => word === value)
  if (!found) refuse()
  return found ?? null
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
