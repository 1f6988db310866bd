/**
 * What members of several locals can be asked about, by somebody who may see counts only: the coalition's offices and directors. One value
 * each, and of two that add up to everybody only one ("can be mailed", never "cannot"): who may ask for both subtracts.
 *
 * What is told of a group of locals (headcounts/tree.ts), where `found` of its `size` people are described (told_among in
 * 0091_segments_across.sql): the headcount, where nothing is asked about people; else rounded down to five, never everybody, and where two
 * things or more are asked, nothing below twenty. To the nearest five would not do: of six people three and three would be told as 5 and 5.
 * Groups are added after rounding, so that choosing other groups tells nothing new. across.test.ts tries all small rosters.
 */
export interface AcrossFilter {
  regions: number[]
  locals: number[]
  shift: number | null
  classification: number | null
  /** BCP 47, as on the roster. */
  language: string | null
  /** Hired before the first day of this year. */
  hiredBefore: number | null
  office: 'steward' | 'officer' | null
  /** Has an address to which updates are mailed. */
  email: 'yes' | null
  phone: 'yes' | null
  event: { id: number; answer: AcrossAnswer } | null
}

/** "No" is left out: with it the answers would add up to everybody. */
export const acrossAnswers = ['yes', 'maybe', 'unanswered'] as const
export type AcrossAnswer = (typeof acrossAnswers)[number]
export const acrossOffices = ['steward', 'officer'] as const

export const everywhere: AcrossFilter = {
  regions: [],
  locals: [],
  shift: null,
  classification: null,
  language: null,
  hiredBefore: null,
  office: null,
  email: null,
  phone: null,
  event: null,
}

/** How many things it asks about people. */
export const conditionsIn = ({ regions: _regions, locals: _locals, ...rest }: AcrossFilter) =>
  Object.values(rest).filter((value) => value !== null).length

/** What may be told of a group; the database decides the same. */
export function toldAmong(found: number, size: number, conditions: number): number {
  if (conditions === 0) return size
  if (conditions > 1 && found < 20) return 0
  return Math.floor(Math.max(Math.min(found, size - 1), 0) / 5) * 5
}

export type AcrossField = keyof AcrossFilter | 'answer'
export type AcrossRefusal = 'unknown' | 'language' | 'year' | 'choice' | 'event' | 'answer' | 'many'
export type AcrossRefusals = Partial<Record<AcrossField, AcrossRefusal>>
/** Ids that may be asked about. Of locals: those told by themselves (others come with their region). */
export type AcrossKnown = Record<'regions' | 'locals' | 'shifts' | 'classifications' | 'events', ReadonlySet<number>>

/** A filter as a form sends it: for each field the values chosen. Refuses, field by field, what is not there. */
export function readAcross(
  typed: Partial<Record<AcrossField, readonly string[]>>,
  known: AcrossKnown,
): { filter: AcrossFilter } | { refused: AcrossRefusals } {
  const refused: AcrossRefusals = {}
  const filter: AcrossFilter = { ...everywhere }
  const values = (field: AcrossField) => [...new Set((typed[field] ?? []).map((value) => value.trim()).filter(Boolean))]
  const isKnown = (value: string, ids: ReadonlySet<number>) => /^\d{1,9}$/.test(value) && ids.has(Number(value))
  for (const field of ['regions', 'locals'] as const) {
    const chosen = values(field)
    if (chosen.length > 300) refused[field] = 'many'
    else if (!chosen.every((value) => isKnown(value, known[field]))) refused[field] = 'unknown'
    else filter[field] = chosen.map(Number).sort((a, b) => a - b)
  }
  for (const [field, ids] of [
    ['shift', known.shifts],
    ['classification', known.classifications],
  ] as const) {
    const [value] = values(field)
    if (value === undefined) continue
    if (isKnown(value, ids)) filter[field] = Number(value)
    else refused[field] = 'unknown'
  }
  const [language] = values('language')
  if (language !== undefined && !/^[a-zA-Z]{2,3}([_-][a-zA-Z0-9]{2,8})*$/.test(language)) refused.language = 'language'
  else filter.language = language ?? null
  const [year] = values('hiredBefore')
  if (year !== undefined && !(/^\d{4}$/.test(year) && Number(year) >= 1900 && Number(year) <= 2200)) refused.hiredBefore = 'year'
  else filter.hiredBefore = year === undefined ? null : Number(year)
  const choice = <Word extends string>(field: AcrossField, words: readonly Word[]): Word | null => {
    const [value] = values(field),
      found = words.find((word) => word === value)
    if (value !== undefined && !found) refused[field] = 'choice'
    return found ?? null
  }
  filter.office = choice('office', acrossOffices)
  filter.email = choice('email', ['yes'])
  filter.phone = choice('phone', ['yes'])
  const [event] = values('event'),
    answer = choice('answer', acrossAnswers)
  if (event !== undefined && !isKnown(event, known.events)) refused.event = 'unknown'
  else if (event !== undefined && !answer) refused.answer ??= 'answer'
  else if (event === undefined && answer) refused.event = 'event'
  else if (event !== undefined) filter.event = { id: Number(event), answer: answer! }
  return Object.keys(refused).length ? { refused } : { filter }
}

/** The same as a form would send it. */
export function acrossAsTyped({ regions, locals, event, ...rest }: AcrossFilter): Partial<Record<AcrossField, string[]>> {
  return {
    regions: regions.map(String),
    locals: locals.map(String),
    event: event ? [String(event.id)] : [],
    answer: event ? [event.answer] : [],
    ...Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, value === null ? [] : [String(value)]])),
  }
}
