import { fieldReader, languageCode } from './read-fields.ts'

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
  const { values, ids, id, choice, event } = fieldReader(typed, refused)
  const [language = null] = values('language')
  if (language !== null && !languageCode.test(language)) refused.language = 'language'
  const [year] = values('hiredBefore')
  if (year !== undefined && !(/^\d{4}$/.test(year) && Number(year) >= 1900 && Number(year) <= 2200)) refused.hiredBefore = 'year'
  const filter: AcrossFilter = {
    regions: ids('regions', known.regions),
    locals: ids('locals', known.locals),
    shift: id('shift', known.shifts),
    classification: id('classification', known.classifications),
    language,
    hiredBefore: year === undefined ? null : Number(year),
    office: choice('office', acrossOffices),
    email: choice('email', ['yes']),
    phone: choice('phone', ['yes']),
    event: event(known.events, acrossAnswers),
  }
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
