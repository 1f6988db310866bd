import { checkEligibility } from './eligibility.ts'
import { isBefore } from './days.ts'
import { factsOf } from './unit-facts.ts'
import type { UnitRecord } from './unit-record.ts'
import { standingOf, type Standing } from './unit-state.ts'
import type { Check, CheckId, Result } from './verdict.ts'

/**
 * What a member reads of her unit: the contract checks at this moment, and what has been announced (a certified vote, a served notice), never an
 * unannounced vote, sanction, plan or notice. Row security leaves out what nobody has confirmed; this leaves out what a room knows.
 */
export type MemberAnswer =
  /** The law forbids strikes for this unit. */
  | { answer: 'NO'; why: Check; standing: Standing }
  /** `noticed`: a notice was announced for then, and what else it takes was not, or not all of it. */
  | { answer: 'REVIEW'; noticed: Temporal.Instant | null; why: Check[]; standing: Standing }
  /** The contract still binds; `until` is its exclusive end. */
  | { answer: 'NOT_YET'; because: 'contract'; until: Temporal.Instant; why: Check; standing: Standing }
  /** A notice was announced for `start`; `earliest` is the first start that it allows. */
  | { answer: 'NOT_YET'; because: 'ten-days'; earliest: Temporal.Instant; start: Temporal.Instant; why: Check; standing: Standing }
  /** The contract no longer stands in the way, and nothing that would allow a strike has been announced. */
  | { answer: 'NOT_YET'; because: 'nothing-announced'; noticeNeeded: boolean; why: Check | null; standing: Standing }
  | { answer: 'YES'; start: Temporal.Instant; why: Check[]; standing: Standing }

const contractual: CheckId[] = ['J1', 'C1', 'C2a', 'C2b']

/** Of the record as the reader may read it, at the campaign's `now`. */
export function memberAnswer(unit: UnitRecord, now: Temporal.Instant): MemberAnswer {
  const standing = standingOf(unit, now)
  const known = factsOf(unit, now, { room: false })
  const at = (start: Temporal.Instant) => checkEligibility({ ...known, now, action: { kind: 'strike', role: 'primary', start } })
  const today = at(now).checks.filter(({ id }) => contractual.includes(id))
  const found = (result: Result) => today.filter((check) => check.result === result)

  const forbidden = found('FAIL')[0]
  if (forbidden) return { answer: 'NO', why: forbidden, standing }
  const binding = found('WAIT')[0]
  if (binding) return { answer: 'NOT_YET', because: 'contract', until: binding.notBefore!, why: binding, standing }
  const doubts = found('REVIEW')
  if (doubts.length > 0) return { answer: 'REVIEW', noticed: null, why: doubts, standing }

  const why = today.find(({ id }) => id === 'C1') ?? null
  const start = announcedStart(unit, now)
  if (start) {
    const { answer, checks } = at(start)
    const tenDays = checks.find(({ id }) => id === 'G4')
    if (answer === 'YES')
      return { answer: 'YES', start, why: checks.filter(({ id, result }) => result === 'PASS' && ['C1', 'G4'].includes(id)), standing }
    if (tenDays?.result === 'WAIT')
      return { answer: 'NOT_YET', because: 'ten-days', earliest: tenDays.notBefore!, start, why: tenDays, standing }
    if (tenDays?.result === 'REVIEW') return { answer: 'REVIEW', noticed: null, why: [tenDays], standing }
    return { answer: 'REVIEW', noticed: start, why: why ? [why] : [], standing }
  }
  return { answer: 'NOT_YET', because: 'nothing-announced', noticeNeeded: known.healthCare !== false, why, standing }
}

/** The start of the notice that was announced and stands: postponed if both signed, not called off, not over. */
function announcedStart({ strikeNotices, steps }: UnitRecord, now: Temporal.Instant): Temporal.Instant | null {
  const notice = strikeNotices.at(-1)
  if (!notice || !notice.shown || (notice.calledOffAt && !isBefore(now, notice.calledOffAt))) return null
  if (notice.usedBy || steps.some(({ step, at }) => step === 'strike-ended' && isBefore(notice.startsAt, at) && !isBefore(now, at)))
    return null
  return notice.movedTo && notice.unionSignedOn && notice.employerSignedOn ? notice.movedTo : notice.startsAt
}
