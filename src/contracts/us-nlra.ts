import { contractEnd, lastEnd, type ContractEnd } from './contract-end.ts'
import { dayOf, isBefore, latest, startOfDay, tenDaysAfter, todayIn } from './days.ts'
import type { ActionKind, Receipt, StrikeFacts } from './facts.ts'
import type { StrikeWords } from './strike.en.ts'
import type { Check, CheckId, Result } from './verdict.ts'
import { passes, reachesQuorum } from './vote-rule.ts'

// The rules of domain-rules.md 1.5, one function a check, in its order. Where the law is unsettled the stricter reading is encoded.

type Say = (words: StrikeWords) => string

/** The facts of one question, with what every check needs read once. */
export interface Case {
  facts: StrikeFacts
  zone: string
  /** Undefined: no start is planned; then nothing lies beyond it, and J1 asks for it. */
  start: Temporal.Instant | undefined
  kind: ActionKind
  stoppage: boolean
  sympathy: boolean
  /** Unknown counts as health care: its rules are the stricter. */
  health: boolean
}

export const check = (
  id: CheckId,
  result: Result,
  sentence: Say,
  notBefore: Temporal.Instant | null = null,
  cure: Temporal.Instant | null = null,
  until: Temporal.Instant | null = null,
): Check => ({ id, result, notBefore, until, cure, sentence })
export const notAsked = (id: CheckId, sentence: Say) => check(id, 'NA', sentence)

/** PASS when it holds at the planned start, else WAIT. */
export const from = (id: CheckId, notBefore: Temporal.Instant, { start }: Case, sentence: Say) =>
  check(id, start && isBefore(start, notBefore) ? 'WAIT' : 'PASS', sentence, notBefore)

/** Every check of the NLRA for an action that it gates (strike, picketing, refusing overtime, sympathy). */
export function nlraChecks(asked: Case): Check[] {
  return [...contractChecks(asked), ...noticeChecks(asked), ...voteChecks(asked), ...strikeNoticeChecks(asked), pattern(asked)]
}

// C: contracts

/** The checks C: no-strike clauses, renewals, extensions. */
function contractChecks(asked: Case): Check[] {
  const { facts, zone } = asked
  const ends = facts.agreements?.map((agreement) => contractEnd(agreement, zone, facts.now))
  return [
    ...noStrike(asked, ends),
    ...renewals(asked, ends),
    ...extensions(ends),
    sympathyClause(asked, ends),
    picketingClause(asked, ends),
  ]
}

/** Whether it is in force when the action starts; an agreement without a last day is, and one that nobody keeps from renewing. */
function inForce({ start, facts: { now } }: Case, { end, renewsUnlessStoppedBy }: ContractEnd) {
  const at = start ?? now
  return !end || !at || isBefore(at, end) || renewsUnlessStoppedBy !== null
}

/** The agreements whose clause and end are known, then those that leave a doubt: two checks of one name where there are both. */
function noStrike(asked: Case, ends: ContractEnd[] | undefined): Check[] {
  const { facts, start, stoppage, sympathy } = asked
  if (!stoppage) return [notAsked('C1', (words) => words.onlyStrikes)]
  if (ends?.length === 0 && facts.bargaining === 'initial') return [notAsked('C1', (words) => words.firstContract)]
  if (!ends || ends.length === 0) return [check('C1', 'REVIEW', (words) => words.noContract)]
  let binding = ends.filter(({ agreement }) => agreement.noStrike !== 'none')
  if (binding.length === 0) return [check('C1', 'PASS', (words) => words.noPromise)]
  // A clause in force that does not name sympathy is C3's to judge.
  if (sympathy) binding = binding.filter((each) => each.agreement.coversSympathy === true || !inForce(asked, each))
  if (binding.length === 0) return [notAsked('C1', (words) => words.otherLine)]

  const doubtful = binding.find(({ end, agreement }) => !end || agreement.noStrike === undefined)
  const doubt = doubtful
    ? [check('C1', 'REVIEW', (words) => (doubtful.end ? words.scopeUnknown : words.noLastDay), doubtful.end ?? null)]
    : []
  const known = binding.filter(({ end, agreement }) => end && agreement.noStrike)
  const end = lastEnd(known)
  if (!end) return doubt
  const { zone } = known.find((each) => each.end === end)!
  if (!start || !isBefore(start, end)) return [check('C1', 'PASS', (words) => words.ended(end, zone), end), ...doubt]
  if (facts.lockout && !isBefore(start, facts.lockout.startsAt))
    return [check('C1', 'REVIEW', (words) => words.lockedOut(end, zone), end), ...doubt]
  return [check('C1', 'WAIT', (words) => words.runsThrough(end, zone), end), ...doubt]
}

/** What an evergreen clause did to the end that C1 judges: no condition of its own, unless it may renew once more before the start. */
function renewals({ facts: { now }, start }: Case, ends: ContractEnd[] | undefined): Check[] {
  const found = (ends ?? []).flatMap(({ agreement, end, zone, renewed, renewsUnlessStoppedBy, unknown }): Check[] => {
    if (unknown.evergreen) return [check('C2a', 'REVIEW', (words) => words.evergreenUnknown)]
    const { evergreen, stoppedOn, lastDay } = agreement
    if (!evergreen || !lastDay || !end) return []
    if (renewsUnlessStoppedBy && start && !isBefore(start, end))
      return [check('C2a', 'REVIEW', (words) => words.renewsAgain(end, zone, renewsUnlessStoppedBy), end)]
    if (!renewed) return [check('C2a', 'PASS', (words) => words.stopped(stoppedOn!, lastDay.subtract({ days: evergreen.stopNoticeDays })))]
    const stillOpen = !stoppedOn && now !== undefined && Temporal.PlainDate.compare(dayOf(now, zone), renewed.due) <= 0
    return [notAsked('C2a', (words) => (stillOpen ? words.willRenew : words.renewed)(renewed.due, renewed.lastDay))]
  })
  return found.length > 0 ? found : [notAsked('C2a', (words) => words.noEvergreen)]
}

/** What extensions did to the end that C1 judges: no condition of their own. */
function extensions(ends: ContractEnd[] | undefined): Check[] {
  const found = (ends ?? []).flatMap(({ agreement, end, zone, extendedTo, offered, unknown }): Check[] => {
    if (unknown.extension) return [check('C2b', 'REVIEW', (words) => words.extensionUnknown)]
    if (extendedTo)
      return [
        notAsked('C2b', (words) =>
          extendedTo.cancelled
            ? words.cancelled(extendedTo.lastDay, end!, zone)
            : words.extended(extendedTo.lastDay, extendedTo.cancelHours),
        ),
      ]
    if (agreement.extensions?.some(({ executed }) => executed)) return [notAsked('C2b', (words) => words.extensionNoEffect)]
    return offered ? [check('C2b', 'PASS', (words) => words.offered)] : []
  })
  return found.length > 0 ? found : [notAsked('C2b', (words) => words.noExtension)]
}

function sympathyClause(asked: Case, ends: ContractEnd[] | undefined): Check {
  if (!asked.sympathy || !asked.stoppage) return notAsked('C3', (words) => words.notSympathy)
  const clauses = (ends ?? []).filter((each) => each.agreement.noStrike !== 'none' && inForce(asked, each))
  if (clauses.length === 0) return notAsked('C3', (words) => words.noClauseInForce)
  return clauses.every(({ agreement }) => agreement.coversSympathy === true)
    ? notAsked('C3', (words) => words.sympathyCovered)
    : check('C3', 'REVIEW', (words) => words.sympathyJudgment)
}

function picketingClause(asked: Case, ends: ContractEnd[] | undefined): Check {
  if (asked.kind !== 'picketing') return notAsked('C4', (words) => words.notPicketing)
  if (!ends || (ends.length === 0 && asked.facts.bargaining !== 'initial')) return check('C4', 'REVIEW', (words) => words.noContract)
  const barring = ends.filter(({ agreement, end }) => agreement.noStrike === 'broad_incl_picketing' && end)
  const end = lastEnd(barring)
  const last = barring.find((each) => each.end === end)
  if (end && asked.start && isBefore(asked.start, end)) return check('C4', 'WAIT', (words) => words.picketingBarred(end, last!.zone), end)
  if (ends.some((each) => inForce(asked, each))) return check('C4', 'REVIEW', (words) => words.picketingMaybe)
  return end ? check('C4', 'PASS', (words) => words.noClauseInForce, end) : notAsked('C4', (words) => words.noClauseInForce)
}

// N: notices before the contract ends

function noticeChecks(asked: Case): Check[] {
  return [
    givenToOtherSide(asked),
    toMediators(asked),
    toStateAgency(asked),
    quietPeriod(asked),
    disputeNotice(asked),
    boardOfInquiry(asked),
  ]
}

/** Why the notices of a renewal are not asked for, or null. */
function noRenewal({ facts, sympathy }: Case): Say | null {
  if (sympathy) return (words) => words.notOwnDispute
  return facts.bargaining === 'initial' ? (words) => words.notRenewal : null
}

/** The start of the day `days` after today. */
const daysFromNow = ({ facts: { now }, zone }: Case, days: number) => (now ? startOfDay(todayIn(zone, now), zone, days) : null)

const quietDays = ({ health }: Case) => (health ? 90 : 60)
const mediationDays = ({ health }: Case) => (health ? 60 : 30)

function givenToOtherSide(asked: Case): Check {
  const skipped = noRenewal(asked)
  if (skipped) return notAsked('N1', skipped)
  const { noticeToEnd } = asked.facts
  if (!noticeToEnd) return check('N1', 'FAIL', (words) => words.noNotice, null, daysFromNow(asked, quietDays(asked) + 1))
  return check('N1', 'PASS', (words) => words.noticeGiven(noticeToEnd.by))
}

function toMediators(asked: Case): Check {
  const skipped = noRenewal(asked)
  if (skipped) return notAsked('N2', skipped)
  const { facts, zone } = asked
  if (!facts.noticeToEnd) return notAsked('N2', (words) => words.afterNotice)
  const filed = facts.federalMediators
  if (!facts.noticeToEnd.by) return check('N2', 'REVIEW', (words) => words.initiatorUnknown)
  if (filed)
    return from('N2', startOfDay(filed, zone, mediationDays(asked) + 1), asked, (words) =>
      words.mediators(filed, filed.add({ days: mediationDays(asked) + 1 })),
    )
  if (facts.noticeToEnd.by === 'employer') return check('N2', 'REVIEW', (words) => words.employerOwedMediators)
  return check('N2', 'FAIL', (words) => words.noMediators, null, daysFromNow(asked, mediationDays(asked) + 1))
}

function toStateAgency(asked: Case): Check {
  const skipped = noRenewal(asked)
  if (skipped) return notAsked('N2S', skipped)
  const { facts, zone } = asked
  if (facts.stateAgency === false) return notAsked('N2S', (words) => words.noStateAgency)
  if (!facts.noticeToEnd) return notAsked('N2S', (words) => words.afterNotice)
  if (!facts.noticeToEnd.by) return check('N2S', 'REVIEW', (words) => words.initiatorUnknown)
  if (facts.noticeToEnd.by === 'employer') return notAsked('N2S', (words) => words.employerOwedState)
  if (facts.stateAgency === undefined) return check('N2S', 'REVIEW', (words) => words.stateAgencyUnknown)
  const told = facts.stateMediators
  if (told)
    return from('N2S', startOfDay(told, zone, mediationDays(asked) + 1), asked, (words) =>
      words.stateNotice(told, told.add({ days: mediationDays(asked) + 1 })),
    )
  return check('N2S', 'FAIL', (words) => words.noStateNotice, null, daysFromNow(asked, mediationDays(asked) + 1))
}

function quietPeriod(asked: Case): Check {
  const skipped = noRenewal(asked)
  if (skipped) return notAsked('N3', skipped)
  const { facts, zone, stoppage } = asked
  if (!facts.noticeToEnd) return notAsked('N3', (words) => words.afterNotice)
  const { received } = facts.noticeToEnd
  if (!received) return check('N3', 'REVIEW', (words) => words.receiptUnknown)
  const quiet = startOfDay(received, zone, quietDays(asked) + 1)
  // 8(d)(4): or until the contract ends, if that is later. Where a no-strike clause says the same, C1 tells it.
  const unpromised = stoppage
    ? (facts.agreements ?? []).filter(({ noStrike }) => noStrike === 'none').map((agreement) => contractEnd(agreement, zone, facts.now))
    : []
  if (unpromised.some(({ end }) => !end)) return check('N3', 'REVIEW', (words) => words.noLastDayUnpromised)
  const end = lastEnd(unpromised)
  if (end && isBefore(quiet, end)) return from('N3', end, asked, (words) => words.quietToEnd(end, zone))
  return from('N3', quiet, asked, (words) => words.quiet(quietDays(asked), received))
}

function disputeNotice(asked: Case): Check {
  const { facts, zone, sympathy, health } = asked
  if (facts.bargaining !== 'initial') return notAsked('N4', (words) => words.notInitial)
  if (sympathy) return notAsked('N4', (words) => words.notOwnDispute)
  if (!health) return notAsked('N4', (words) => words.notHealth)
  const given = facts.disputeNotice
  if (!given) return check('N4', 'FAIL', (words) => words.noDispute)
  return from('N4', startOfDay(given, zone, 31), asked, (words) => words.dispute(given))
}

function boardOfInquiry({ facts, zone, health }: Case): Check {
  if (!health) return notAsked('N5', (words) => words.notHealth)
  if (facts.boardOfInquiry === null) return notAsked('N5', (words) => words.noInquiry)
  if (!facts.boardOfInquiry) return check('N5', 'REVIEW', (words) => words.inquiryUnknown)
  const { report } = facts.boardOfInquiry
  return check('N5', 'REVIEW', (words) => words.inquiry, report ? startOfDay(report, zone, 16) : null)
}

// V: the union's own rules

/** The checks V: the authorization vote and the sanctions, for a stoppage of work; not asked for anything else. The RLA takes them over. */
export function voteChecks(asked: Case): Check[] {
  if (!asked.stoppage) return (['V1', 'V2', 'V3', 'V4', 'V5'] as const).map((id) => notAsked(id, (words) => words.notStrike))
  return [authorized(asked), quorum(asked), sanctioned('V3', asked), sanctioned('V4', asked), withinLimits(asked)]
}

export function authorized(asked: Case): Check {
  const { vote } = asked.facts
  if (!vote) return check('V1', 'FAIL', (words) => words.noVote)
  const { rule, yes, no, blank, eligible, closed } = vote
  if (!rule) return check('V1', 'REVIEW', (words) => words.ruleUnknown)
  if (yes === undefined || no === undefined || blank === undefined || eligible === undefined)
    return check('V1', 'REVIEW', (words) => words.countUnknown)
  const passed = passes(rule, { yes, no, blank, eligible })
  if (passed === undefined) return check('V1', 'REVIEW', (words) => words.countUnknown)
  if (!passed) return check('V1', 'FAIL', (words) => words.notPassed(rule, yes, no))
  if (!closed) return check('V1', 'REVIEW', (words) => words.closeUnknown)
  return from('V1', closed, asked, (words) => `${words.passed(rule, yes, no)} ${words.closes(closed, asked.zone)}`)
}

function quorum({ facts: { vote } }: Case): Check {
  if (!vote?.rule) return notAsked('V2', (words) => (vote ? words.ruleUnknown : words.noVote))
  const { rule, yes, no, blank, eligible } = vote
  if (rule.quorum === null) return notAsked('V2', (words) => words.noQuorum)
  if (!rule.quorum || yes === undefined || no === undefined || blank === undefined || eligible === undefined)
    return check('V2', 'REVIEW', (words) => words.quorumUnknown)
  const { numerator, denominator } = rule.quorum
  const cast = yes + no + blank
  return reachesQuorum(rule, { yes, no, blank, eligible })
    ? check('V2', 'PASS', (words) => words.enough(cast, eligible))
    : check('V2', 'FAIL', (words) => words.tooFew(cast, eligible, numerator, denominator))
}

function sanctioned(id: 'V3' | 'V4', asked: Case): Check {
  const sanction = id === 'V3' ? asked.facts.localSanction : asked.facts.parentSanction
  if (sanction === 'not-required') return notAsked(id, (words) => words.sanctionNotNeeded(words.bodies[id]))
  if (!sanction) return check(id, 'FAIL', (words) => words.notSanctioned(words.bodies[id]))
  return from(id, sanction, asked, (words) => words.sanctioned(words.bodies[id], sanction, asked.zone))
}

function withinLimits({ facts: { vote }, start, zone }: Case): Check {
  if (!vote) return notAsked('V5', (words) => words.noVote)
  if (!vote.limits) return notAsked('V5', (words) => words.noLimits)
  const { coversThis, lastDay } = vote.limits
  if (coversThis === false) return check('V5', 'FAIL', (words) => words.notCovered)
  const until = lastDay ? startOfDay(lastDay, zone, 1) : null
  if (lastDay && start && !isBefore(start, until!)) return check('V5', 'FAIL', (words) => words.lapsed(lastDay))
  if (coversThis === undefined || lastDay === undefined) return check('V5', 'REVIEW', (words) => words.coverUnknown, null, null, until)
  return check('V5', 'PASS', (words) => (lastDay ? words.goodThrough(lastDay) : words.covered), null, null, until)
}

// G: the 10-day notice

const strikeNoticeIds = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10'] as const

function strikeNoticeChecks(asked: Case): Check[] {
  const { facts, zone, health } = asked
  if (!health) return strikeNoticeIds.map((id) => notAsked(id, (words) => words.noNoticeGate))
  const notice = facts.strikeNotice
  const served = () => (facts.now ? tenDaysAfter([facts.now], zone).strict : null)
  if (!notice || notice.by === 'other_union')
    return strikeNoticeIds.map((id) =>
      id === 'G1'
        ? check('G1', 'FAIL', (words) => (notice ? words.othersNotice : words.noEmployerNotice), null, served())
        : notAsked(id, (words) => words.judgedByNotice),
    )
  const fail = (id: CheckId, sentence: Say) => check(id, 'FAIL', sentence, null, served())
  const { employer, mediators, written, start: noticed, zoneStated, sites, actions, usedBy } = notice
  return [
    employer
      ? check('G1', 'PASS', (words) => words.employerHasNotice(atLatest(employer, zone), zone))
      : fail('G1', (words) => words.noEmployerNotice),
    mediators
      ? check('G2', 'PASS', (words) => words.mediatorsHaveNotice(atLatest(mediators, zone), zone))
      : fail('G2', (words) => words.noMediatorNotice),
    written !== true
      ? fail('G3', (words) => words.notWritten)
      : !noticed
        ? fail('G3', (words) => words.noStart)
        : zoneStated === true
          ? check('G3', 'PASS', (words) => words.contentComplete)
          : check('G3', 'REVIEW', (words) => words.noZone),
    tenDays(asked, [employer, mediators]),
    order(asked, [employer, mediators]),
    startAsNoticed(asked, served),
    facts.hiatus === true
      ? fail('G7', (words) => words.afterHiatus)
      : usedBy
        ? fail('G7', (words) => words.used(usedBy))
        : facts.hiatus === undefined || usedBy === undefined
          ? check('G7', 'REVIEW', (words) => words.usedUnknown)
          : check('G7', 'PASS', (words) => words.unused),
    sites === 'partial'
      ? fail('G8', (words) => words.siteMissing)
      : check('G8', sites ? 'PASS' : 'REVIEW', (words) => (sites ? words.sitesNamed : words.sitesUnknown)),
    !actions
      ? fail('G9', (words) => words.noKinds)
      : actions.includes(asked.kind) || (asked.sympathy && asked.stoppage && (actions.includes('strike') || actions.includes('sympathy')))
        ? check('G9', 'PASS', (words) => words.kindNamed(asked.kind))
        : fail('G9', (words) => words.otherKind(actions, asked.kind)),
    check('G10', notice.by ? 'PASS' : 'REVIEW', (words) => (notice.by ? words.ownNotice : words.byUnknown)),
  ]
}

/** A receipt whose hour nobody wrote down counts from the last second of its day. */
const atLatest = (receipt: Receipt, zone: string) =>
  receipt instanceof Temporal.PlainDate ? startOfDay(receipt, zone, 1).subtract({ seconds: 1 }) : receipt

function tenDays(asked: Case, receipts: (Receipt | null | undefined)[]): Check {
  const { start, zone } = asked
  const known = receipts.filter((receipt) => receipt != null)
  const moments = known.map((receipt) => atLatest(receipt, zone))
  const later = latest(...moments)
  if (!later) return notAsked('G4', (words) => words.judgedByNotice)
  const { calendar, strict } = tenDaysAfter(moments, zone)
  if (start && isBefore(start, calendar)) return check('G4', 'WAIT', (words) => words.tenDays(later, strict, zone), strict)
  if (start && isBefore(start, strict)) return check('G4', 'REVIEW', (words) => words.springHour(strict, zone), strict)
  if (known.some((receipt) => receipt instanceof Temporal.PlainDate))
    return check('G4', 'REVIEW', (words) => words.dateOnly(strict, zone), strict)
  return check('G4', 'PASS', (words) => words.tenDays(later, strict, zone), strict)
}

function order(asked: Case, receipts: (Receipt | null | undefined)[]): Check {
  const { facts, zone, sympathy } = asked
  if (facts.bargaining !== 'initial') return notAsked('G5', (words) => words.notInitial)
  if (sympathy || !facts.disputeNotice) return notAsked('G5', (words) => (sympathy ? words.notOwnDispute : words.noDispute))
  const open = startOfDay(facts.disputeNotice, zone, 31)
  const early = receipts.some(
    (receipt) => receipt && isBefore(receipt instanceof Temporal.PlainDate ? startOfDay(receipt, zone) : receipt, open),
  )
  if (!early) return check('G5', 'PASS', (words) => words.servedInOrder)
  return check('G5', 'FAIL', (words) => words.servedTooEarly, null, facts.now ? tenDaysAfter([facts.now, open], zone).strict : null)
}

/** The start of a strike is the one of the notice, to the minute, or a later one that both sides signed. */
export function startAsNoticed({ facts, start, zone }: Case, cure: () => Temporal.Instant | null): Check {
  const noticed = facts.strikeNotice?.start
  if (!noticed || !start) return notAsked('G6', (words) => (noticed ? words.factsMissing([words.missing.start]) : words.noStart))
  const isAt = (moment: Temporal.Instant | undefined) => moment !== undefined && moment.epochMilliseconds === start.epochMilliseconds
  const agreed = facts.startAgreement
  const mismatch = () => check('G6', 'FAIL', (words) => words.otherStart(noticed, start, zone), null, cure())
  if (agreed === null || agreed?.signedByBoth === false) return isAt(noticed) ? check('G6', 'PASS', (words) => words.sameStart) : mismatch()
  if (!agreed || agreed.signedByBoth === undefined || !agreed.newStart)
    return isAt(noticed) || isAt(agreed?.newStart) ? check('G6', 'REVIEW', (words) => words.startAgreementUnknown) : mismatch()
  if (isBefore(agreed.newStart, noticed))
    return isAt(noticed)
      ? check('G6', 'REVIEW', (words) => words.earlierAgreed(noticed, zone))
      : check('G6', 'FAIL', (words) => words.earlierAgreed(noticed, zone), null, cure())
  return isAt(agreed.newStart) ? check('G6', 'PASS', (words) => words.movedStart) : mismatch()
}

// L: patterns

function pattern({ facts: { earlierStrikes }, stoppage }: Case): Check {
  if (!stoppage) return notAsked('L2', (words) => words.notStrike)
  if (earlierStrikes === undefined) return check('L2', 'REVIEW', (words) => words.patternUnknown)
  return earlierStrikes >= 2 ? check('L2', 'REVIEW', (words) => words.pattern) : check('L2', 'PASS', (words) => words.noPattern)
}
