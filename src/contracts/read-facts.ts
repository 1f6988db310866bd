import { z } from 'zod'
import { actionKinds, type Agreement, type StrikeFacts } from './facts.ts'
import { voteRules } from './vote-rule.ts'

// The facts as `strike-check` takes them (docs: `bin/commontable strike-check --help`). A key that is absent is unknown; null is "none" where
// the names below say so, else unknown too.

/** What stands in the way of reading: where, and in a sentence what is wrong. */
export interface Problem {
  at: string
  sentence: string
}

export interface NamedFacts {
  id: string | number | undefined
  facts: StrikeFacts
}

const instant = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a moment with its offset from UTC, such as "2026-10-06T10:05:00-07:00"' })
    return z.NEVER
  }
})

const day = z.string().transform((text, context) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    try {
      return Temporal.PlainDate.from(text, { overflow: 'reject' })
    } catch {
      // said below
    }
  context.addIssue({ code: 'custom', message: 'must be a date that exists, such as "2026-09-30"' })
  return z.NEVER
})

const zone = z.string().transform((text, context) => {
  try {
    // A name, not an offset: an offset does not know when clocks change.
    if (/^[A-Za-z][\w+/-]*$/.test(text)) return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId
  } catch {
    // said below
  }
  context.addIssue({ code: 'custom', message: 'must be a time zone of the IANA list, such as "America/Los_Angeles"' })
  return z.NEVER
})

const receipt = z.string().transform((text, context) => {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text, { overflow: 'reject' }) : Temporal.Instant.from(text)
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be a moment with its offset from UTC, such as "2026-10-06T10:05:00-07:00", or a date where the hour is not known',
    })
    return z.NEVER
  }
})

const count = z.int().min(0)
const sanction = z.union([z.literal('na'), instant], { error: 'must be a moment with its offset from UTC, or "na" where none is required' })
const ruleNames = Object.keys(voteRules) as (keyof typeof voteRules)[]

const shape = z.strictObject({
  id: z.union([z.string(), z.number()]).nullish(),
  title: z.unknown().optional(),
  expected: z.unknown().optional(),
  now: instant.nullish(),
  zone: zone.nullish(),
  regime: z.string().nullish(),
  hci: z.boolean().nullish(),
  stateAgency: z.boolean().nullish(),
  bargaining: z.enum(['renewal', 'initial']).nullish(),
  contract: z
    .strictObject({
      lastDay: day.nullish(),
      noStrike: z.enum(['none', 'strike', 'broad', 'broad_incl_picketing']).nullish(),
      coversSympathy: z.boolean().nullish(),
      evergreen: z.boolean().nullish(),
      evergreenStoppedOn: day.nullish(),
    })
    .nullish(),
  extension: z
    .strictObject({
      executed: z.boolean().nullish(),
      lastDay: day.nullish(),
      cancelHours: count.nullish(),
      cancelNoticeAt: instant.nullish(),
    })
    .nullish(),
  n8d1: z.strictObject({ by: z.enum(['union', 'employer']).nullish(), received: day.nullish() }).nullish(),
  f7: day.nullish(),
  stateNotice: day.nullish(),
  initialDisputeNotice: day.nullish(),
  boardOfInquiry: z.strictObject({ report: day.nullish() }).nullish(),
  mediationRelease: day.nullish(),
  vote: z
    .strictObject({
      rule: z.enum(ruleNames).nullish(),
      yes: count.nullish(),
      no: count.nullish(),
      blank: count.nullish(),
      eligible: count.nullish(),
      quorum: z.tuple([count, count.min(1)]).nullish(),
      opened: instant.nullish(),
      closed: instant.nullish(),
    })
    .nullish(),
  localSanction: sanction.nullish(),
  intlSanction: sanction.nullish(),
  n8g: z
    .strictObject({
      employer: receipt.nullish(),
      fmcs: receipt.nullish(),
      start: instant.nullish(),
      zoneStated: z.boolean().nullish(),
      written: z.boolean().nullish(),
      sites: z.enum(['all', 'partial']).nullish(),
      actions: z.array(z.enum(actionKinds)).nullish(),
      by: z.enum(['self', 'other_union']).nullish(),
      usedBy: z.string().nullish(),
    })
    .nullish(),
  action: z
    .strictObject({ kind: z.enum(actionKinds).nullish(), role: z.enum(['primary', 'sympathy']).nullish(), start: instant.nullish() })
    .nullish(),
  startAgreement: z.strictObject({ newStart: instant.nullish(), signedByBoth: z.boolean().nullish() }).nullish(),
  priorStrikesSameGoal: count.nullish(),
  hiatusSinceLastAction: z.boolean().nullish(),
})
type Given = z.output<typeof shape>

/** Facts out of one object of parsed JSON; or everything that is of a wrong type or not known by name. `at`: where it stands. */
export function readFacts(given: unknown, at = ''): { value: NamedFacts } | { problems: Problem[] } {
  const read = shape.safeParse(given)
  if (read.success) return { value: { id: read.data.id ?? undefined, facts: factsOf(read.data) } }
  return {
    problems: read.error.issues.flatMap((issue) => {
      const path = [...(at ? [at] : []), ...issue.path].join('.')
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => ({ at: path ? `${path}.${key}` : key, sentence: 'is not a key that is known here' }))
      return [{ at: path || 'the facts', sentence: sayWrong(issue) }]
    }),
  }
}

/** `over` laid deeply upon `base`: objects are merged, everything else (null and lists too) replaces. */
export function mergeFacts(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over === undefined ? base : over
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(over)])].map((key) => [
      key,
      key in over ? mergeFacts(base[key], over[key]) : base[key],
    ]),
  )
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function sayWrong(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be ${listed(issue.values.map((value) => JSON.stringify(value)))}, or null`
  if (issue.code === 'invalid_type')
    return `must be ${{ string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'an object', array: 'an array', tuple: 'an array' }[issue.expected as string] ?? issue.expected}, or null`
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`
  return issue.message
}

const listed = (values: string[]) => (values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${values.at(-1)}` : values[0]!)

const known = <T>(value: T | null | undefined): T | undefined => value ?? undefined

function factsOf(given: Given): StrikeFacts {
  const { contract, extension, n8d1, vote, n8g, action, startAgreement, boardOfInquiry } = given
  const ended = (): Agreement[] | undefined => {
    if (!contract) return contract === null && given.bargaining === 'initial' ? [] : undefined
    return [
      {
        lastDay: known(contract.lastDay),
        noStrike: known(contract.noStrike),
        coversSympathy: contract.coversSympathy,
        evergreen: contract.evergreen == null ? undefined : contract.evergreen ? { renewMonths: 12, stopNoticeDays: 90 } : null,
        stoppedOn: contract.evergreenStoppedOn,
        extensions:
          extension === null
            ? []
            : extension && [
                {
                  executed: known(extension.executed),
                  lastDay: known(extension.lastDay),
                  cancelHours: extension.cancelHours ?? null,
                  cancelledAt: extension.cancelNoticeAt ?? null,
                },
              ],
      },
    ]
  }
  return {
    now: known(given.now),
    zone: known(given.zone),
    regime: known(given.regime),
    healthCare: known(given.hci),
    stateAgency: known(given.stateAgency),
    bargaining: known(given.bargaining),
    agreements: ended(),
    noticeToEnd: n8d1 && { by: known(n8d1.by), received: known(n8d1.received) },
    federalMediators: given.f7,
    stateMediators: given.stateNotice,
    disputeNotice: given.initialDisputeNotice,
    boardOfInquiry: boardOfInquiry && { report: known(boardOfInquiry.report) },
    mediationRelease: given.mediationRelease,
    vote: vote && {
      rule: vote.rule
        ? { ...voteRules[vote.rule], quorum: vote.quorum && { numerator: vote.quorum[0], denominator: vote.quorum[1] } }
        : undefined,
      yes: known(vote.yes),
      no: known(vote.no),
      blank: known(vote.blank),
      eligible: known(vote.eligible),
      opened: known(vote.opened),
      closed: known(vote.closed),
      limits: null,
    },
    localSanction: sanctionOf(given.localSanction),
    parentSanction: sanctionOf(given.intlSanction),
    strikeNotice: n8g && {
      employer: n8g.employer,
      mediators: n8g.fmcs,
      start: known(n8g.start),
      zoneStated: known(n8g.zoneStated),
      written: known(n8g.written),
      sites: known(n8g.sites),
      actions: known(n8g.actions),
      by: known(n8g.by),
      usedBy: n8g.usedBy,
    },
    startAgreement: startAgreement && { newStart: known(startAgreement.newStart), signedByBoth: known(startAgreement.signedByBoth) },
    action: { kind: known(action?.kind), role: known(action?.role), start: known(action?.start) },
    earlierStrikes: known(given.priorStrikesSameGoal),
    hiatus: known(given.hiatusSinceLastAction),
    lockout: null,
  }
}

const sanctionOf = (given: Given['intlSanction']) => (given === 'na' ? 'not-required' : given)
