import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { laterMoment } from './days.ts'
import { checkEligibility } from './eligibility.ts'
import { mergeFacts, readFacts } from './read-facts.ts'

// What holds for any facts, not only for the examples.

const { base, examples } = JSON.parse(readFileSync(new URL('strike-examples.json', import.meta.url), 'utf8'))
const judge = (given: unknown) => {
  const read = readFacts(given)
  assert.ok('value' in read, JSON.stringify(read))
  return checkEligibility(read.value.facts)
}

const zones = ['America/Los_Angeles', 'America/New_York', 'Pacific/Honolulu', 'Australia/Lord_Howe', 'Europe/London']
const hour = 3_600_000
// Around the two nights of 2026 on which the clocks of these zones change, and the deadlines of the examples.
const instant = fc
  .tuple(
    fc.constantFrom('2026-03-08T08:00Z', '2026-03-01T10:00Z', '2026-10-06T17:00Z', '2026-10-22T08:00Z', '2026-11-01T08:00Z'),
    fc.integer({ min: -60 * 24 * 14, max: 60 * 24 * 14 }),
  )
  .map(([around, minutes]) => Temporal.Instant.from(around).add({ minutes }).toString())
const day = fc.integer({ min: -300, max: 250 }).map((days) => Temporal.PlainDate.from('2026-06-20').add({ days }).toString())
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 8, nil: null })
const count = fc.integer({ min: 0, max: 1200 })
const facts = fc
  .record({
    now: instant,
    zone: fc.constantFrom(...zones),
    regime: fc.constantFrom('US-NLRA', 'US-NLRA', 'US-NLRA', 'UK', 'US-RLA', 'US-FED'),
    hci: fc.boolean(),
    stateAgency: fc.boolean(),
    bargaining: fc.constantFrom('renewal', 'renewal', 'initial'),
    contract: some(fc.record({ lastDay: day, noStrike: some(fc.constantFrom('none', 'strike', 'broad', 'broad_incl_picketing')), coversSympathy: some(fc.boolean()), evergreen: fc.boolean(), evergreenStoppedOn: some(day) })),
    extension: fc.option(fc.record({ executed: fc.boolean(), lastDay: day, cancelHours: some(fc.constantFrom(24, 72)), cancelNoticeAt: some(instant) }), { freq: 1, nil: null }),
    n8d1: some(fc.record({ by: fc.constantFrom('union', 'employer'), received: day })),
    f7: some(day),
    stateNotice: some(day),
    initialDisputeNotice: some(day),
    boardOfInquiry: fc.constantFrom(null, null, null, { report: '2026-09-01' }),
    mediationRelease: some(day),
    vote: some(fc.record({ rule: fc.constantFrom('majority_cast', 'two_thirds_cast', 'three_fifths_present', 'three_quarters_eligible'), yes: count, no: count, blank: count, eligible: fc.integer({ min: 900, max: 4000 }), quorum: fc.constantFrom(null, [1, 3]), closed: instant })),
    localSanction: fc.constantFrom('na', 'na', null, '2026-02-20T09:00Z'),
    intlSanction: fc.constantFrom('na', 'na', null, '2026-10-06T16:00Z'),
    n8g: some(fc.record({ employer: some(instant), fmcs: some(instant), start: instant, zoneStated: fc.constantFrom(true, true, false), written: fc.constantFrom(true, true, false), sites: fc.constantFrom('all', 'all', 'partial'), actions: fc.constant(['strike', 'picketing']), by: fc.constantFrom('self', 'self', 'other_union'), usedBy: fc.constantFrom(null, null, 'a picket') })),
    action: fc.record({ kind: fc.constantFrom('strike', 'strike', 'picketing', 'sympathy', 'petition'), role: fc.constantFrom('primary', 'primary', 'sympathy'), start: instant }),
    startAgreement: fc.constantFrom(null, null, { signedByBoth: true, newStart: '2026-10-20T13:00Z' }),
    priorStrikesSameGoal: fc.constantFrom(0, 0, 2),
    hiatusSinceLastAction: fc.constantFrom(false, false, true),
  })
  // Half of the time all but a few facts are those of an example, and the action starts as noticed: so that every answer comes up.
  .chain((random) =>
    fc.record({ keep: fc.subarray(Object.keys(random), { maxLength: 4 }), from: fc.constantFrom(...examples.map(({ overrides }: { overrides: object }) => overrides)), asNoticed: fc.boolean(), near: fc.boolean() }).map(({ keep, from, asNoticed, near }) => {
      const given = near ? { ...(mergeFacts(base, from) as typeof random), ...Object.fromEntries(keep.map((key) => [key, random[key as 'now']])) } : random
      return asNoticed && given.n8g ? { ...given, action: { ...given.action, start: given.n8g.start } } : given
    }),
  ) // prettier-ignore
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never

const holdsFor = (rule: (given: Facts) => void, runs = 1500) => fc.assert(fc.property(facts, rule), { numRuns: runs })

/** Every place in the facts that holds a value, deepest last. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path.length > 0 ? [path] : []
  return [...(path.length > 0 ? [path] : []), ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))]
}
function changed(value: any, [key, ...rest]: string[], to: (old: unknown) => unknown): any {
  const now = rest.length > 0 ? changed(value[key!], rest, to) : to(value[key!])
  const { [key!]: _, ...others } = value
  return now === undefined ? others : { ...others, [key!]: now }
}
/** Null means "none" there, or silent; elsewhere it is unknown. */
const noneAt = [
  'extension',
  'boardOfInquiry',
  'startAgreement',
  'n8g.usedBy',
  'vote.quorum',
  'contract.evergreenStoppedOn',
  'contract.coversSympathy',
  'extension.cancelHours',
  'extension.cancelNoticeAt',
]

test('every answer comes up, or these properties say little', () => {
  const seen = new Map<string, number>()
  for (const given of fc.sample(facts, 2000)) seen.set(judge(given).answer, (seen.get(judge(given).answer) ?? 0) + 1)
  for (const answer of ['YES', 'NOT_YET', 'REVIEW', 'NO']) assert.ok((seen.get(answer) ?? 0) > 20, `${answer} ${seen.get(answer)}`)
})

test('an unknown fact never helps: what it makes a yes was one', () => {
  holdsFor((given) => {
    const before = judge(given).answer
    if (before === 'YES') return
    for (const place of places(given)) {
      assert.notEqual(judge(changed(given, place, () => undefined)).answer, 'YES', `without ${place.join('.')}`)
      if (!noneAt.includes(place.join('.')) && !(place[0] === 'contract' && given.bargaining === 'initial'))
        assert.notEqual(judge(changed(given, place, () => null)).answer, 'YES', `null ${place.join('.')}`)
    }
  }, 250)
})

test('a later service never gives an earlier start, except inside the hour that clocks repeat', () => {
  const served = [
    'n8d1.received',
    'f7',
    'stateNotice',
    'initialDisputeNotice',
    'n8g.employer',
    'n8g.fmcs',
    'vote.closed',
    'intlSanction',
    'contract.evergreenStoppedOn',
    'extension.cancelNoticeAt',
  ]
  const repeated = (text: string, zone: string) => {
    const wall = Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDateTime()
    return !wall.toZonedDateTime(zone, { disambiguation: 'earlier' }).toInstant().equals(laterMoment(wall, zone))
  }
  holdsFor((given) => {
    const verdict = judge(given)
    if (given.regime === 'UK' || !verdict.earliest) return // in the UK a notice from 2026-02-18 on runs fewer days: the law's own exception
    for (const place of places(given).filter((each) => served.includes(each.join('.'))))
      for (const later of [1, 30, 24 * 60, 40 * 24 * 60]) {
        const other = changed(given, place, (old) => {
          if (typeof old !== 'string' || old === 'na') return old
          return old.includes('T')
            ? Temporal.Instant.from(old).add({ minutes: later }).toString()
            : Temporal.PlainDate.from(old)
                .add({ days: Math.ceil(later / 1440) })
                .toString()
        })
        const [before, after] = [given, other].map((each: any) => each.n8g?.[place[1]!])
        if (place[0] === 'n8g' && before && [before, after].some((each: string) => repeated(each, given.zone))) continue
        const moved = judge(other).earliest
        if (moved) assert.ok(Temporal.Instant.compare(moved, verdict.earliest) >= 0, `${place.join('.')} +${later} min`)
      }
  }, 500)
})

test('an instant is the same in any offset', () => {
  const offsets = ['+00:00', '-07:00', '+05:30', '+10:30']
  holdsFor((given) => {
    const said = (each: unknown) => {
      const { checks, ...verdict } = judge(each)
      return JSON.stringify([verdict, checks]) // functions are left out
    }
    for (const offset of offsets) {
      const rewritten = JSON.parse(JSON.stringify(given), (_, value) =>
        typeof value === 'string' && /^\d{4}-.*T/.test(value) ? Temporal.Instant.from(value).toString({ timeZone: offset }) : value,
      )
      assert.equal(said(rewritten), said(given), offset)
    }
  }, 300)
})

test('at the earliest start, noticed for then, the answer is no longer "not yet"', () => {
  holdsFor((given) => {
    const { earliest } = judge(given)
    if (!earliest) return
    const start = earliest.toString()
    const then = judge({ ...given, startAgreement: null, action: { ...given.action, start }, n8g: given.n8g && { ...given.n8g, start } })
    assert.ok(then.answer !== 'NOT_YET', `${start}: ${then.failing.join()}`)
  })
})

test('the ten days are 240 hours or an hour more, and never fewer', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (zone, employer) => {
      const { earliest } = judge({ ...base, zone, contract: { ...base.contract, lastDay: '2025-09-30' }, n8d1: { by: 'union', received: '2025-05-01' }, f7: '2025-05-01', stateNotice: '2025-05-01', vote: { ...base.vote, closed: '2025-12-01T00:00Z' }, intlSanction: 'na', n8g: { ...base.n8g, employer, fmcs: employer } })
      if (!earliest) return
      const waited = earliest.epochMilliseconds - Temporal.Instant.from(employer).epochMilliseconds
      assert.ok(waited >= 240 * hour && waited <= 242 * hour, `${waited / hour} h`)
    }),
    { numRuns: 800 },
  ) // prettier-ignore
})
