import { evidences, type Evidence, type Scheme } from './assessment.ts'

export const marks = ['talked', 'no_answer', 'left_message', 'call_back'] as const
export type Mark = (typeof marks)[number]

export const longestNote = 2000
/** A device may be without a connection for days, not for months: what is older is dated to the last day that is believed. */
const oldest = 31

/** What somebody wrote down about a person: a mark, a note, an assessment, or several of these at once. */
export interface Entry {
  /** Made by the page or the device: what is sent twice is written once. */
  key: string
  mark: Mark | null
  note: string
  assessment: { schemeId: number; value: number; evidence: Evidence } | null
  saidAt: Temporal.Instant
  /** The newest of each kind about this person that the page showed; 0 for none. */
  seen: { conversation: number; assessment: number }
}

export type EntryError = 'empty' | 'mark' | 'tooLong' | 'step' | 'evidence' | 'otherScheme'

/**
 * Reads a form. `scheme` is the one in use now: a number from a page that was made under another scheme means something else, so it is
 * refused and not guessed. `now` is real time; the device's own clock may be wrong and never makes a moment to come.
 */
export function readEntry(
  typed: Record<string, string>,
  scheme: Scheme,
  now: Temporal.Instant,
): { entry: Entry; errors: Partial<Record<'mark' | 'note' | 'step' | 'evidence', EntryError>> } {
  const errors: ReturnType<typeof readEntry>['errors'] = {}
  const note = (typed.note ?? '').trim()
  const mark = marks.find((one) => one === typed.mark) ?? null
  if (typed.mark && !mark) errors.mark = 'mark'
  if (note.length > longestNote) errors.note = 'tooLong'
  let assessment: Entry['assessment'] = null
  if (typed.step) {
    const step = scheme.steps.find(({ value }) => String(value) === typed.step),
      evidence = evidences.find((one) => one === typed.evidence)
    if (typed.scheme !== String(scheme.id)) errors.step = 'otherScheme'
    else if (!step) errors.step = 'step'
    else if (!evidence) errors.evidence = 'evidence'
    else assessment = { schemeId: scheme.id, value: step.value, evidence }
  }
  if (!mark && !note && !typed.step && !errors.mark) errors.note = 'empty'
  const whole = (text: string | undefined) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0)
  return {
    entry: {
      key: isKey(typed.key) ? typed.key : crypto.randomUUID(),
      mark,
      note,
      assessment,
      saidAt: momentOf(typed.said, now),
      seen: { conversation: whole(typed.seenConversation), assessment: whole(typed.seenAssessment) },
    },
    errors,
  }
}

const isKey = (text: string | undefined): text is string => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '')

function momentOf(text: string | undefined, now: Temporal.Instant): Temporal.Instant {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text ?? '')) return now
  try {
    const moment = Temporal.Instant.from(text!),
      floor = now.subtract({ hours: oldest * 24 })
    if (Temporal.Instant.compare(moment, now) > 0) return now
    return Temporal.Instant.compare(moment, floor) < 0 ? floor : moment
  } catch {
    return now
  }
}
