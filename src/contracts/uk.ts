import { dayOf, isBefore, startOfDay } from './days.ts'
import type { Receipt } from './facts.ts'
import { authorized, check, from, notAsked, startAsNoticed, type Case } from './us-nlra.ts'
import type { Check } from './verdict.ts'

/** Of the Employment Rights Act 2025: notices given and ballots opened from this day on follow the newer rules. */
const changed = Temporal.PlainDate.from('2026-02-18')

/**
 * Industrial action in Great Britain, Trade Union and Labour Relations (Consolidation) Act 1992: a simple majority with a turnout of half of those
 * entitled (section 226), a mandate of 12 months (6 for ballots opened before 2026-02-18; section 234), and 10 days' notice to the employer
 * (14 before; section 234A), given after the ballot. The union's own sanctions count too. The papers about the ballot itself are not encoded.
 */
export function ukChecks(asked: Case): Check[] {
  return [authorized(asked), turnout(asked), ...sanctions(asked), mandate(asked), ...notice(asked)]
}

function turnout({ facts: { vote } }: Case): Check {
  if (!vote) return notAsked('V2', (words) => words.noVote)
  const { yes, no, blank, eligible } = vote
  if (yes === undefined || no === undefined || blank === undefined || eligible === undefined)
    return check('V2', 'REVIEW', (words) => words.quorumUnknown)
  const cast = yes + no + blank
  return cast * 2 >= eligible
    ? check('V2', 'PASS', (words) => words.enough(cast, eligible))
    : check('V2', 'FAIL', (words) => words.tooFew(cast, eligible, 1, 2))
}

function sanctions(asked: Case): Check[] {
  return (
    [
      ['V3', asked.facts.localSanction],
      ['V4', asked.facts.parentSanction],
    ] as const
  ).map(([id, sanction]) => {
    if (sanction === 'not-required') return notAsked(id, (words) => words.sanctionNotNeeded(words.bodies[id]))
    if (!sanction) return check(id, 'FAIL', (words) => words.notSanctioned(words.bodies[id]))
    return from(id, sanction, asked, (words) => words.sanctioned(words.bodies[id], sanction, asked.zone))
  })
}

/** The mandate begins on the day of the ballot, the last on which votes could be cast; action begins within it. */
function mandate({ facts: { vote }, start, zone }: Case): Check {
  if (!vote?.closed) return vote ? check('V5', 'REVIEW', (words) => words.closeUnknown) : notAsked('V5', (words) => words.noVote)
  const ballot = dayOf(vote.closed, zone)
  const good = (months: number) => ballot.add({ months }).subtract({ days: 1 })
  const end = (months: number) => startOfDay(good(months), zone, 1)
  const within = (months: number) => !start || isBefore(start, end(months))
  const opened = vote.opened && dayOf(vote.opened, zone)
  const isOld = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, changed) < 0
  const months = opened ? (isOld(opened) ? 6 : 12) : isOld(ballot) ? 6 : null
  if (months ? within(months) : within(6))
    return check('V5', 'PASS', (words) => words.goodThrough(good(months ?? 6)), null, null, end(months ?? 12))
  if (months || !within(12)) return check('V5', 'FAIL', (words) => words.lapsed(good(months ?? 12)))
  return check('V5', 'REVIEW', (words) => words.mandateUnsure, null, null, end(12))
}

/** The notice is received by the end of the tenth (once fourteenth) day before the day of the action: the hour does not matter. */
function notice(asked: Case): Check[] {
  const { facts, start, zone } = asked
  const given = facts.strikeNotice
  const renewed = facts.now ? firstDay(facts.now, zone) : null
  if (!given?.employer || given.by === 'other_union')
    return [check('G1', 'FAIL', (words) => (given?.by === 'other_union' ? words.othersNotice : words.noEmployerNoticeUk), null, renewed)]
  const receipt = given.employer
  const first = firstDay(receipt, zone)
  const at = receipt instanceof Temporal.PlainDate ? startOfDay(receipt, zone) : receipt
  const closed = facts.vote?.closed
  return [
    check('G1', 'PASS', (words) => words.employerHasNotice(at, zone)),
    given.written !== true
      ? check('G3', 'FAIL', (words) => words.notWritten, null, renewed)
      : given.start
        ? check('G3', 'PASS', (words) => words.contentComplete)
        : check('G3', 'FAIL', (words) => words.noStart, null, renewed),
    from('G4', first, asked, (words) => words.ukNotice(dayOf(at, zone), noticeDays(dayOf(at, zone)), first, zone)),
    !closed
      ? notAsked('G5', (words) => words.closeUnknown)
      : isBefore(at, closed)
        ? check('G5', 'FAIL', (words) => words.servedBeforeResult, null, renewed)
        : check('G5', 'PASS', (words) => words.servedAfterResult),
    start && given.start && dayOf(start, zone).equals(dayOf(given.start, zone))
      ? check('G6', 'PASS', (words) => words.sameStart)
      : startAsNoticed(asked, () => renewed),
    check('G10', given.by ? 'PASS' : 'REVIEW', (words) => (given.by ? words.ownNotice : words.byUnknown)),
  ]
}

const noticeDays = (received: Temporal.PlainDate) => (Temporal.PlainDate.compare(received, changed) < 0 ? 14 : 10)

function firstDay(receipt: Receipt, zone: string) {
  const received = receipt instanceof Temporal.PlainDate ? receipt : dayOf(receipt, zone)
  return startOfDay(received, zone, noticeDays(received))
}
