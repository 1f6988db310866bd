import { startOfDay } from './days.ts'
import { check, from, notAsked, voteChecks, type Case } from './us-nlra.ts'
import type { Check } from './verdict.ts'

/**
 * The Railway Labor Act: after a section 6 notice the parties negotiate and are mediated without a limit of time; self-help begins 30 full days
 * after the National Mediation Board, its offer of arbitration refused, releases them (section 5). Contracts do not expire, they become
 * amendable. An emergency board (section 10) adds periods that a person must count.
 */
export function rlaChecks(asked: Case): Check[] {
  const { facts, zone } = asked
  const { noticeToEnd, mediationRelease: released, boardOfInquiry } = facts
  return [
    noticeToEnd ? check('R1', 'PASS', (words) => words.section6(noticeToEnd.received)) : check('R1', 'FAIL', (words) => words.noSection6),
    released
      ? from('R2', startOfDay(released, zone, 31), asked, (words) => words.released(released))
      : check('R2', 'REVIEW', (words) => words.noRelease),
    boardOfInquiry === null ? notAsked('N5', (words) => words.noEmergencyBoard) : check('N5', 'REVIEW', (words) => words.emergencyBoard),
    ...voteChecks(asked),
  ]
}
