import { todayIn } from './days.ts'
import type { Agreement, NoticeToEnd, Receipt, Sanction, StrikeFacts, StrikeNotice, StrikeVote } from './facts.ts'
import type { AgreementRecord, NoticeRecord, SanctionRecord, StrikeNoticeRecord, UnitRecord, VoteRecord } from './unit-record.ts'

/** What the engine reads about a unit, without the question: the clock and the action. */
export type UnitFacts = Omit<StrikeFacts, 'now' | 'action'>

/**
 * The facts of a unit out of its record. `now` is the campaign's: what was called off, resumed or held before it counts as done.
 * `worksiteId`: one that is to be struck; without it, all of the unit's.
 *
 * Where a unit has several agreements, of each level the one that ends last counts; each of them needs its notices, and the latest of those
 * counts. What an office has not confirmed members do not read, and a unit in doubt has no known agreements for them.
 */
export function factsOf(
  unit: UnitRecord,
  now: Temporal.Instant,
  { worksiteId, room = true }: { worksiteId?: number; room?: boolean } = {},
): UnitFacts {
  const { law } = unit
  const zone = law?.zone
  const agreements = governing(unit.agreements)
  const today = todayIn(zone ?? 'UTC', now)
  const notice = latestNotice(unit.strikeNotices)
  return {
    zone,
    regime: law?.regime ?? undefined,
    healthCare: law?.healthCare ?? undefined,
    stateAgency: law?.stateAgency ?? undefined,
    bargaining: law?.bargaining ?? undefined,
    agreements: agreementsOf(unit, { room }),
    noticeToEnd: noticeToEnd(agreements),
    federalMediators: latestOfAll(agreements, 'f7'),
    stateMediators: latestOfAll(agreements, 'state-agency'),
    disputeNotice: newest(unit.notices, 'initial-dispute')?.receivedOn ?? null,
    boardOfInquiry: inquiryOf(newest(unit.notices, 'board-of-inquiry')),
    mediationRelease: newest(unit.notices, 'mediation-release')?.receivedOn ?? null,
    vote: voteOf(unit.votes),
    localSanction: sanctionOf(
      law?.localSanction,
      unit.sanctions.filter(({ body }) => body === 'local_eboard'),
      today,
    ),
    parentSanction: sanctionOf(
      law?.internationalSanction,
      unit.sanctions.filter(({ body }) => body !== 'local_eboard'),
      today,
    ),
    strikeNotice: notice && strikeNoticeOf(notice, unit, now, worksiteId),
    startAgreement: notice?.movedTo ? { newStart: notice.movedTo, signedByBoth: signedBefore(notice) } : null,
    earlierStrikes: unit.steps.filter(({ step, at }) => step === 'strike-began' && before(at, now)).length,
    hiatus: unit.steps.filter(({ at }) => before(at, now)).at(-1)?.step === 'strike-suspended',
    lockout: unit.lockouts.find(({ endedAt }) => !endedAt || !before(endedAt, now)) ?? null,
  }
}

/** Those that bind the unit, in the order of `governing`. Undefined: none is known to the reader, or there must be one that nobody has entered. */
export function agreementsOf(unit: UnitRecord, { room = true }: { room?: boolean } = {}): Agreement[] | undefined {
  if (unit.inDoubt && !room) return undefined
  const found = governing(unit.agreements)
  return found.length > 0 || unit.law?.bargaining === 'initial' ? found.map(agreementOf) : undefined
}

/** Of each level the agreement that ends last: what came before it is history. */
export function governing(agreements: readonly AgreementRecord[]): AgreementRecord[] {
  const last = (level: boolean) => {
    let found: AgreementRecord | undefined
    for (const agreement of agreements)
      if (agreement.national === level && (!found || Temporal.PlainDate.compare(found.lastDay, agreement.lastDay) <= 0)) found = agreement
    return found ? [found] : []
  }
  return [...last(true), ...last(false)]
}

const isExecuted = ({ unionSignedOn, employerSignedOn }: { unionSignedOn: unknown; employerSignedOn: unknown }) =>
  unionSignedOn !== null && employerSignedOn !== null

/** Remembered with the record: a board asks for it twice for each unit, and again each time that it is opened. */
const read = new WeakMap<AgreementRecord, Agreement>()

function agreementOf(agreement: AgreementRecord): Agreement {
  const known = read.get(agreement)
  if (known) return known
  const found: Agreement = {
    lastDay: agreement.lastDay,
    ...(agreement.endsAt && { endsAt: agreement.endsAt }),
    ...(agreement.zone && { zone: agreement.zone }),
    noStrike: agreement.noStrike ?? undefined,
    coversSympathy: agreement.coversSympathy === null ? undefined : { yes: true, no: false, silent: null }[agreement.coversSympathy],
    evergreen:
      agreement.renews === null
        ? undefined
        : agreement.renews
          ? { renewMonths: agreement.evergreenMonths!, stopNoticeDays: agreement.stopNoticeDays! }
          : null,
    stoppedOn: newest(agreement.notices, 'evergreen-stop')?.receivedOn ?? null,
    extensions: agreement.extensions.map((extension) => ({
      executed: isExecuted(extension),
      lastDay: extension.lastDay,
      cancelHours: extension.cancelHours,
      cancelledAt: extension.cancelNoticeAt,
      ...(!extension.preservesNoStrike && { keepsNoStrike: false }),
    })),
  }
  read.set(agreement, found)
  return found
}

const newest = (notices: readonly NoticeRecord[], kind: NoticeRecord['kind']) => notices.findLast((notice) => notice.kind === kind)

/** Null where one of the agreements lacks it: each is ended by its own notice. */
function latestOfAll(agreements: readonly AgreementRecord[], kind: NoticeRecord['kind']): Temporal.PlainDate | null {
  let latest: Temporal.PlainDate | null = null
  for (const { notices } of agreements) {
    const received = notices.find((notice) => notice.kind === kind)?.receivedOn
    if (!received) return null
    if (!latest || Temporal.PlainDate.compare(latest, received) < 0) latest = received
  }
  return latest
}

function noticeToEnd(agreements: readonly AgreementRecord[]): NoticeToEnd | null {
  const received = latestOfAll(agreements, '8d1')
  if (!received) return null
  // Whoever sent it owes the notices to the mediators. Where any was the union's, the union owes them.
  const byUnion = agreements.some(({ notices }) => notices.find(({ kind }) => kind === '8d1')?.givenBy === 'union')
  return { by: byUnion ? 'union' : 'employer', received }
}

const inquiryOf = (notice: NoticeRecord | undefined) => (notice ? { report: notice.reportOn ?? undefined } : null)

/** The latest vote that was counted and certified. One that is open, or counted by one person alone, authorizes nothing. */
function voteOf(votes: readonly VoteRecord[]): StrikeVote | null {
  const vote = votes.findLast(({ outcome }) => outcome?.certified)
  if (!vote) return null
  const { rule, outcome, closesAt, authorizesUntil } = vote
  return {
    rule: rule
      ? {
          numerator: rule.numerator,
          denominator: rule.denominator,
          base: rule.base,
          comparison: rule.comparison,
          quorum: rule.quorumNumerator === null ? null : { numerator: rule.quorumNumerator, denominator: rule.quorumDenominator! },
        }
      : undefined,
    yes: outcome!.yes,
    no: outcome!.no,
    blank: outcome!.blank,
    eligible: outcome!.eligible,
    closed: closesAt,
    limits: authorizesUntil ? { coversThis: true, lastDay: authorizesUntil } : null,
  }
}

/** The latest of what was granted; null where it is required and one that was asked for is refused, pending or past its time. */
function sanctionOf(
  required: boolean | null | undefined,
  sanctions: readonly SanctionRecord[],
  today: Temporal.PlainDate,
): Sanction | undefined {
  if (required === false) return 'not-required'
  if (required === null || required === undefined) return undefined
  const last = new Map(sanctions.map((sanction) => [sanction.body, sanction]))
  const granted = [...last.values()].map(({ grantedAt, expiresOn }) =>
    expiresOn && Temporal.PlainDate.compare(expiresOn, today) < 0 ? null : grantedAt,
  )
  if (granted.length === 0 || granted.includes(null)) return null
  return granted.toSorted((a, b) => Temporal.Instant.compare(a!, b!)).at(-1)!
}

/** The one whose start is furthest ahead. */
const latestNotice = (notices: readonly StrikeNoticeRecord[]): StrikeNoticeRecord | null => notices.at(-1) ?? null

/** Both signed, and not after the start that was noticed: later is no postponement but a new strike. */
const signedBefore = ({ unionSignedOn, employerSignedOn, startsAt, zone }: StrikeNoticeRecord) => {
  const day = startsAt.toZonedDateTimeISO(zone).toPlainDate()
  return [unionSignedOn, employerSignedOn].every((signed) => signed !== null && Temporal.PlainDate.compare(signed, day) <= 0)
}

function strikeNoticeOf(notice: StrikeNoticeRecord, unit: UnitRecord, now: Temporal.Instant, worksiteId: number | undefined): StrikeNotice {
  const began = unit.steps.find(({ step, at }) => step === 'strike-began' && !before(at, notice.startsAt) && before(at, now))
  const ended = began && unit.steps.find(({ step, at }) => step === 'strike-ended' && before(began.at, at) && before(at, now))
  return {
    employer: receipt(notice.employerReceivedAt, notice.employerReceivedOn),
    mediators: receipt(notice.fmcsReceivedAt, notice.fmcsReceivedOn),
    start: notice.startsAt,
    zoneStated: notice.zoneStated,
    written: notice.written,
    sites: sitesOf(notice, unit.law?.worksiteIds ?? null, worksiteId),
    actions: notice.actions,
    by: 'self', // another union's notice is not taken in
    usedBy:
      notice.usedBy || (notice.calledOffAt && before(notice.calledOffAt, now) ? 'called off' : ended ? 'a strike that has ended' : null),
  }
}

const receipt = (at: Temporal.Instant | null, on: Temporal.PlainDate | null): Receipt | null => at ?? on

function sitesOf({ worksiteIds }: StrikeNoticeRecord, all: number[] | null, worksiteId: number | undefined): StrikeNotice['sites'] {
  if (worksiteIds === null) return 'all'
  const struck = worksiteId === undefined ? all : [worksiteId]
  return struck === null ? undefined : struck.every((site) => worksiteIds.includes(site)) ? 'all' : 'partial'
}

const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) <= 0
