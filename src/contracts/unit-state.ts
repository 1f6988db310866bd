import { contractEnd, lastEnd } from './contract-end.ts'
import { dayOf, isBefore, todayIn } from './days.ts'
import { agreementsOf, governing } from './unit-facts.ts'
import type { UnitRecord } from './unit-record.ts'
import { passes, reachesQuorum } from './vote-rule.ts'

/** Where a unit stands, in the order in which a campaign usually passes (domain rules 1.10). Votes may come before the contract ends. */
export const unitStates = [
  'UNDER_CONTRACT', 'NOTICED', 'EXTENDED', 'EXPIRED', 'VOTE_OPEN', 'AUTHORIZED', 'SANCTIONED', 'NOTICE_SERVED', 'POSTPONED', 'CALLED_OFF',
  'STRIKING', 'SUSPENDED', 'ENDED', 'LOCKED_OUT', 'TA', 'RATIFICATION', 'SETTLED',
] as const // prettier-ignore
export type UnitState = (typeof unitStates)[number]

/** What the contract itself does, whatever the campaign does. */
export type ContractState = 'UNDER_CONTRACT' | 'NOTICED' | 'EXTENDED' | 'EXPIRED'

export interface Standing {
  /** The furthest that has been reached. Null: no contract is known, and nothing else either. */
  state: UnitState | null
  contract: ContractState | null
  /** When the last of its agreements ends or ended, exclusive. Null: no agreement is known. */
  contractEnds: Temporal.Instant | null
  zone: string
}

/**
 * Where a unit stands at `now` by its record, as far as the reader may know it; what is dated later has not happened. A called-off strike has used its
 * notice. A tentative agreement does not end a strike: going back to work does. A contract in doubt is not known.
 */
export function standingOf(unit: UnitRecord, now: Temporal.Instant, { room = false }: { room?: boolean } = {}): Standing {
  const zone = unit.law?.zone ?? unit.agreements[0]?.zone ?? 'Etc/GMT+12'
  const agreements = unit.inDoubt && !room ? [] : governing(unit.agreements)
  const known = (agreementsOf(unit, { room }) ?? []).map((agreement) => contractEnd(agreement, zone, now))
  const contractEnds = lastEnd(known)
  const today = todayIn(zone, now)
  const happened = (day: Temporal.PlainDate | null) => day !== null && Temporal.PlainDate.compare(day, today) <= 0
  const before = (moment: Temporal.Instant | null) => moment !== null && !isBefore(now, moment)

  const contract = (): ContractState | null => {
    if (!contractEnds) return null
    if (!isBefore(now, contractEnds)) return 'EXPIRED'
    const extended = known.find(({ end, extendedTo }) => end === contractEnds && extendedTo)
    if (extended && Temporal.PlainDate.compare(extended.agreement.lastDay!, today) < 0) return 'EXTENDED'
    return agreements.some(({ notices }) => notices.some(({ kind, receivedOn }) => kind === '8d1' && happened(receivedOn)))
      ? 'NOTICED'
      : 'UNDER_CONTRACT'
  }
  const contractState = contract()
  return { state: campaignState(unit, now, happened, before) ?? contractState, contract: contractState, contractEnds, zone }
}

function campaignState(
  unit: UnitRecord,
  now: Temporal.Instant,
  happened: (day: Temporal.PlainDate | null) => boolean,
  before: (moment: Temporal.Instant | null) => boolean,
): UnitState | null {
  if (unit.lockouts.some(({ startsAt, endedAt }) => before(startsAt) && !before(endedAt))) return 'LOCKED_OUT'
  const steps = unit.steps.filter(({ at }) => before(at))
  const settled = steps.findLast(({ step }) => step === 'ratified')
  if (settled) {
    const since = dayOf(settled.at, settled.zone)
    const renewed = unit.agreements.some(
      ({ effective, lastDay }) =>
        Temporal.PlainDate.compare(lastDay, since) > 0 && happened(effective) && Temporal.PlainDate.compare(effective, since) >= 0,
    )
    // The next contract is in force, or an ended dispute is over: what was before it no longer says where the unit stands.
    return renewed ? null : 'SETTLED'
  }
  const strike = steps.findLast(({ step }) => step.startsWith('strike-'))
  if (strike?.step === 'strike-began' || strike?.step === 'strike-resumed') return 'STRIKING'
  const deal = steps.findLast(({ step }) => ['tentative-agreement', 'ratification-opened', 'rejected'].includes(step))
  if (deal?.step === 'ratification-opened') return 'RATIFICATION'
  if (deal?.step === 'tentative-agreement') return 'TA'

  const notice = unit.strikeNotices.findLast(
    ({ employerReceivedAt, employerReceivedOn }) => before(employerReceivedAt) || happened(employerReceivedOn),
  )
  if (notice && (!strike || isBefore(strike.at, notice.startsAt))) {
    if (before(notice.calledOffAt)) return 'CALLED_OFF'
    return notice.movedTo && happened(notice.unionSignedOn) && happened(notice.employerSignedOn) ? 'POSTPONED' : 'NOTICE_SERVED'
  }
  if (strike?.step === 'strike-suspended') return 'SUSPENDED'
  if (strike) return 'ENDED'

  const vote = unit.votes.findLast(({ opensAt }) => before(opensAt))
  if (vote && !before(vote.closesAt)) return 'VOTE_OPEN'
  if (!vote?.outcome?.certified || !vote.rule) return null
  const { quorumNumerator: numerator, quorumDenominator: denominator, ...rest } = vote.rule
  const rule = { ...rest, quorum: numerator === null || denominator === null ? null : { numerator, denominator } }
  if (!passes(rule, vote.outcome) || !reachesQuorum(rule, vote.outcome)) return null
  return unit.sanctions.some(({ grantedAt }) => before(grantedAt)) ? 'SANCTIONED' : 'AUTHORIZED'
}

type Step = UnitRecord['steps'][number]['step']

/** What may come right before a step, of a strike and of a deal each by itself, for a deal may be made while the strike goes on (domain rules 1.10). Null: nothing yet. */
export const mayFollow: Record<Step, readonly (Step | null)[]> = {
  'strike-began': [null, 'strike-ended'],
  'strike-suspended': ['strike-began', 'strike-resumed'],
  'strike-resumed': ['strike-suspended'],
  'strike-ended': ['strike-began', 'strike-suspended', 'strike-resumed'],
  'tentative-agreement': [null, 'rejected', 'ratified'],
  'ratification-opened': ['tentative-agreement'],
  ratified: ['tentative-agreement', 'ratification-opened'],
  rejected: ['tentative-agreement', 'ratification-opened'],
}

/** The first of a unit's steps, in the order of time, that can't follow what was before it. */
export function firstOutOfOrder<S extends Pick<UnitRecord['steps'][number], 'step' | 'at'>>(
  steps: readonly S[],
): { step: S; after: Step | null } | null {
  let strike: Step | null = null,
    deal: Step | null = null
  for (const each of steps.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))) {
    const ofStrike = each.step.startsWith('strike-')
    const after: Step | null = ofStrike ? strike : deal
    if (!mayFollow[each.step].includes(after)) return { step: each, after }
    if (ofStrike) strike = each.step
    else deal = each.step
  }
  return null
}
