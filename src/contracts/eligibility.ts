import { isBefore, latest } from './days.ts'
import type { ActionKind, StrikeFacts } from './facts.ts'
import type { StrikeWords } from './strike.en.ts'
import { rlaChecks } from './us-rla.ts'
import { ukChecks } from './uk.ts'
import { check, nlraChecks, type Case } from './us-nlra.ts'
import type { Answer, Check, Verdict } from './verdict.ts'

/** What a law asks before an action: `computes` gives its checks, `prohibits` forbids strikes outright, `review` has steps that nobody has encoded. */
type Regime = { computes: (asked: Case) => Check[] } | { prohibits: (facts: StrikeFacts) => boolean } | 'review'

const regimes: Record<string, Regime> = {
  'US-NLRA': { computes: nlraChecks },
  'US-RLA': { computes: rlaChecks },
  UK: { computes: ukChecks },
  'US-FED': { prohibits: () => true },
  'US-NY-TAYLOR': { prohibits: () => true },
  'CA-ON': { prohibits: ({ healthCare }) => healthCare === true }, // its hospitals go to interest arbitration instead
  'US-CA-MMBA': 'review',
  'US-CA-HEERA': 'review',
  'US-IL': 'review',
  'US-OH': 'review',
}

/** Neither a stoppage nor picketing: no law here holds them back. */
const ungated: ActionKind[] = ['offsite_rally', 'handbilling', 'sticker', 'petition']

/**
 * Whether a unit may lawfully begin an action at the moment that the facts name, by the encoded rules: every check with its reason. No I/O; the
 * clock is in the facts. An unknown fact never helps: it becomes REVIEW, a missing act FAIL. Never a clearance: a person confirms it with counsel.
 *
 * Aggregation (domain rules 1.5): a law that forbids is NO; anything failing or lying beyond the start is NOT_YET; anything for a person to
 * decide is REVIEW; else YES.
 */
export function checkEligibility(facts: StrikeFacts): Verdict {
  // The day begins there last: what is computed without a zone never comes out too early.
  const zone = facts.zone ?? 'Etc/GMT+12'
  const kind = facts.action.kind ?? 'strike'
  const sympathy = kind === 'sympathy' || facts.action.role === 'sympathy'
  const asked: Case = {
    facts,
    zone,
    start: facts.action.start,
    kind,
    sympathy,
    stoppage: kind !== 'picketing',
    health: facts.healthCare !== false,
  }
  const checks = checksOf(asked)
  return { ...aggregate(checks, asked.start, facts.now), checks, zone, regime: facts.regime }
}

function checksOf(asked: Case): Check[] {
  const { facts, kind, sympathy, stoppage } = asked
  const key = facts.regime
  const regime = key === undefined || !Object.hasOwn(regimes, key) ? undefined : regimes[key]
  const named = (words: StrikeWords) => words.regimes[key!]!
  if (!regime) return [check('J1', 'REVIEW', (words) => words.noRules(key ?? null))]
  if (ungated.includes(kind)) return [check('J1', 'PASS', (words) => words.ungated(words.kinds[kind]))]
  if (regime === 'review') return [check('J1', 'REVIEW', (words) => words.notEncoded(named(words)))]
  if ('prohibits' in regime) {
    if (!regime.prohibits(facts)) return [check('J1', 'REVIEW', (words) => words.notEncoded(named(words)))]
    return [
      stoppage
        ? check('J1', 'FAIL', (words) => words.prohibits(named(words)))
        : check('J1', 'REVIEW', (words) => words.kindNotEncoded(named(words), words.kinds[kind])),
    ]
  }
  if (key === 'UK' && sympathy) return [check('J1', 'FAIL', (words) => words.secondary)]
  if (key !== 'US-NLRA' && (!stoppage || sympathy))
    return [check('J1', 'REVIEW', (words) => words.kindNotEncoded(named(words), words.kinds[sympathy ? 'sympathy' : kind]))]
  return [governing(asked), ...regime.computes(asked)]
}

/** J1 where the law allows strikes: whether the question can be judged at all. */
function governing({ facts, sympathy }: Case): Check {
  const isNlra = facts.regime === 'US-NLRA'
  const missing = (['zone', 'kind', 'role', 'start', 'healthCare', 'bargaining'] as const).filter((name) => {
    if (name === 'kind' || name === 'role' || name === 'start') return facts.action[name] === undefined
    if (name === 'bargaining') return isNlra && !sympathy && facts.bargaining === undefined
    return name === 'healthCare' ? isNlra && facts.healthCare === undefined : facts.zone === undefined
  })
  if (missing.length > 0) return check('J1', 'REVIEW', (words) => words.factsMissing(missing.map((name) => words.missing[name])))
  return check('J1', 'PASS', (words) => words.governs(words.regimes[facts.regime!]!))
}

function aggregate(
  checks: Check[],
  start: Temporal.Instant | undefined,
  now: Temporal.Instant | undefined,
): Pick<Verdict, 'answer' | 'earliest' | 'ifCured' | 'failing' | 'review'> {
  const failing = checks.filter(({ result, notBefore }) => result === 'FAIL' || (result === 'WAIT' && start && isBefore(start, notBefore!)))
  const review = checks.filter(({ result }) => result === 'REVIEW')
  const missing = checks.filter(({ result }) => result === 'FAIL')
  const forbidden = missing.some(({ id }) => id === 'J1')
  const answer: Answer = forbidden ? 'NO' : failing.length > 0 ? 'NOT_YET' : review.length > 0 ? 'REVIEW' : 'YES'
  // A hint of what a person has yet to decide is no date; the tenth day's disputed hour is.
  const waits = latest(
    ...checks
      .filter(({ id, result }) => result === 'PASS' || result === 'WAIT' || (id === 'G4' && result === 'REVIEW'))
      .map(({ notBefore }) => notBefore),
  )
  const lapses = waits && checks.some(({ until }) => until && !isBefore(waits, until))
  return {
    answer,
    earliest: missing.length > 0 || lapses ? null : waits,
    ifCured: missing.length === 0 || forbidden || !now ? null : latest(waits, ...missing.map(({ cure }) => cure)),
    failing: [...new Set(failing.map(({ id }) => id))],
    review: [...new Set(review.map(({ id }) => id))],
  }
}
