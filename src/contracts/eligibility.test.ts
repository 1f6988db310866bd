import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkEligibility } from './eligibility.ts'
import { mergeFacts, readFacts } from './read-facts.ts'
import { en } from './strike.en.ts'
import { es } from './strike.es.ts'

const { base, examples } = JSON.parse(readFileSync(new URL('strike-examples.json', import.meta.url), 'utf8'))
const factsOf = (given: unknown) => {
  const read = readFacts(given)
  assert.ok('value' in read, JSON.stringify(read))
  return read.value.facts
}
const told = (moment: Temporal.Instant | null) => moment && moment.toString()
const asInstant = (text: string | null) => text && Temporal.Instant.from(text).toString()

for (const { id, title, overrides, expected } of examples)
  test(`${id} ${title}`, () => {
    const verdict = checkEligibility(factsOf(mergeFacts(base, overrides)))
    assert.deepEqual(
      {
        answer: verdict.answer,
        earliest: told(verdict.earliest),
        failing: verdict.failing.toSorted(),
        review: verdict.review.toSorted(),
        ifCured: told(verdict.ifCured),
      },
      {
        answer: expected.answer,
        earliest: asInstant(expected.earliest),
        failing: expected.failing.toSorted(),
        review: expected.review.toSorted(),
        ifCured: asInstant(expected.ifCured),
      },
    )
    for (const check of verdict.checks) assert.match(check.sentence(en), /^[A-Z].*\.$/)
  })

const facts = (overrides: object) => factsOf(mergeFacts(base, overrides))
const withoutNotice = { n8d1: null, f7: null, stateNotice: null, boardOfInquiry: null, extension: null, contract: null }

test('the six days on which the coalition asks are the ones of the rules', () => {
  const earliest = (overrides: object) => told(checkEligibility(facts(overrides)).earliest)
  // 8(d)(1) received + 91, F-7 + 61, general + 61 and + 31, dispute + 31: each the start of that day in the unit's zone.
  assert.equal(earliest({ zone: 'America/New_York', n8d1: { received: '2026-07-20' } }), '2026-10-19T04:00:00Z')
  assert.equal(earliest({ zone: 'Pacific/Honolulu', f7: '2026-08-20' }), '2026-10-20T10:00:00Z')
  assert.equal(
    earliest({ hci: false, n8g: null, n8d1: { received: '2026-08-20' }, action: { start: '2026-10-20T06:00:00-07:00' } }),
    '2026-10-20T07:00:00Z',
  )
  assert.equal(
    earliest({ hci: false, n8g: null, f7: '2026-09-20', action: { start: '2026-10-21T06:00:00-07:00' } }),
    '2026-10-21T07:00:00Z',
  )
})

// Worked examples of our own for the two other laws that compute.
const british = {
  ...withoutNotice, regime: 'UK', zone: 'Europe/London', hci: true, stateAgency: false, localSanction: 'na', intlSanction: 'na', initialDisputeNotice: null,
  now: '2026-05-04T12:00:00+01:00',
  vote: { rule: 'majority_cast', yes: 520, no: 80, blank: 0, eligible: 1000, quorum: null, opened: '2026-04-01T09:00:00+01:00', closed: '2026-04-30T17:00:00+01:00' },
  n8g: { employer: '2026-05-05T15:00:00+01:00', fmcs: null, start: '2026-05-15T07:00:00+01:00' },
  action: { start: '2026-05-15T07:00:00+01:00' },
} // prettier-ignore
const railway = {
  ...withoutNotice, regime: 'US-RLA', zone: 'America/Chicago', hci: false, stateAgency: false, n8g: null,
  now: '2026-06-20T09:00:00-05:00',
  n8d1: { by: 'union', received: '2025-11-01' },
  mediationRelease: '2026-06-17',
  vote: { closed: '2026-05-01T20:00:00-05:00' },
  intlSanction: '2026-05-10T09:00:00-05:00',
  action: { start: '2026-07-18T00:01:00-05:00' },
} // prettier-ignore

const own: [id: string, base: object, overrides: object, answer: string, earliest: string | null, failing: string[], review: string[]][] = [
  ['UK1 the notice arrived on the tenth day before', british, {}, 'YES', '2026-05-14T23:00:00Z', [], []],
  ['UK2 one day too late, by the hour or not', british, { n8g: { employer: '2026-05-06T00:05:00+01:00' } }, 'NOT_YET', '2026-05-15T23:00:00Z', ['G4'], []],
  ['UK3 fewer than half of those entitled took part', british, { vote: { yes: 400, no: 99 } }, 'NOT_YET', null, ['V2'], []],
  ['UK4 fourteen days for a notice received before 2026-02-18', british, { now: '2026-02-16T09:00:00Z', vote: { opened: '2025-12-01T09:00:00Z', closed: '2026-01-20T17:00:00Z' }, n8g: { employer: '2026-02-17T10:00:00Z', start: '2026-02-28T07:00:00Z' }, action: { start: '2026-02-28T07:00:00Z' } }, 'NOT_YET', '2026-03-03T00:00:00Z', ['G4'], []],
  ['UK5 a ballot that opened under the old rule is good for six months', british, { vote: { opened: '2026-02-10T09:00:00Z', closed: '2026-03-10T17:00:00Z' }, n8g: { employer: '2026-08-25T10:00:00+01:00', start: '2026-09-10T07:00:00+01:00' }, action: { start: '2026-09-10T07:00:00+01:00' } }, 'NOT_YET', null, ['V5'], []],
  ['UK7 the mandate ends before the notice has run', british, { vote: { opened: '2026-02-10T09:00:00Z', closed: '2026-03-10T17:00:00Z' }, n8g: { employer: '2026-09-05T10:00:00+01:00', start: '2026-09-08T07:00:00+01:00' }, action: { start: '2026-09-08T07:00:00+01:00' } }, 'NOT_YET', null, ['G4'], []],
  ['UK6 in sympathy with another employer\'s workers', british, { action: { role: 'sympathy' } }, 'NO', null, ['J1'], []],
  ['RLA1 after thirty full days of cooling-off', railway, {}, 'YES', '2026-07-18T05:00:00Z', [], []],
  ['RLA2 one minute before', railway, { action: { start: '2026-07-17T23:59:00-05:00' } }, 'NOT_YET', '2026-07-18T05:00:00Z', ['R2'], []],
  ['RLA3 no release yet', railway, { mediationRelease: null }, 'REVIEW', '2026-05-10T14:00:00Z', [], ['R2']],
  ['RLA4 an emergency board', railway, { boardOfInquiry: { report: '2026-08-16' } }, 'REVIEW', '2026-07-18T05:00:00Z', [], ['N5']],
  ['RLA5 no section 6 notice', railway, { n8d1: null }, 'NOT_YET', null, ['R1'], []],
] // prettier-ignore
for (const [title, from, overrides, answer, earliest, failing, review] of own)
  test(title, () => {
    const verdict = checkEligibility(facts(mergeFacts(from, overrides) as object))
    assert.deepEqual(
      { answer: verdict.answer, earliest: told(verdict.earliest), failing: verdict.failing, review: verdict.review },
      { answer, earliest, failing, review },
    )
    for (const check of verdict.checks) assert.match(check.sentence(es), /^[A-ZÉÚ].*\.$/)
  })

test('a law that prohibits strikes says no, one without rules sends to a person, and a rally is free where a law is known', () => {
  const answer = (overrides: object) => checkEligibility(facts(overrides)).answer
  for (const regime of ['US-FED', 'US-NY-TAYLOR', 'CA-ON']) assert.equal(answer({ regime }), 'NO')
  for (const regime of ['US-CA-MMBA', 'US-OH', 'FR', 'toString', null]) assert.equal(answer({ regime }), 'REVIEW')
  assert.equal(answer({ regime: 'CA-ON', hci: false }), 'REVIEW')
  assert.equal(answer({ regime: 'US-FED', action: { kind: 'picketing' } }), 'REVIEW')
  assert.equal(answer({ regime: 'US-FED', action: { kind: 'petition' } }), 'YES')
})

test('what the examples leave open', () => {
  const of = (overrides: object) => checkEligibility(facts(overrides))
  // Without a no-strike promise the law itself still holds a strike until the contract ends.
  assert.deepEqual(of({ contract: { noStrike: 'none', lastDay: '2026-12-31' } }).failing, ['N3'])
  assert.equal(of({ contract: { noStrike: 'none' } }).answer, 'YES')
  // An evergreen contract that nobody has stopped may renew once more before a later start.
  const renewing = of({
    contract: { lastDay: '2026-01-31', evergreen: true },
    n8g: { start: '2027-03-01T06:00:00-08:00' },
    action: { start: '2027-03-01T06:00:00-08:00' },
  })
  assert.deepEqual([renewing.answer, renewing.review, told(renewing.earliest)], ['REVIEW', ['C2a'], '2027-02-01T08:00:00Z'])
  // An overtime refusal must be named, and is a stoppage.
  assert.deepEqual(of({ action: { kind: 'overtime_refusal' } }).failing, ['G9'])
  assert.equal(of({ action: { kind: 'overtime_refusal' }, n8g: { actions: ['overtime_refusal'] } }).answer, 'YES')
  // Only the day of receipt is known: the end of it counts, and a person decides.
  const dated = of({ n8g: { fmcs: '2026-10-06' } })
  assert.deepEqual([dated.answer, dated.review, told(dated.earliest)], ['REVIEW', ['G4'], '2026-10-17T06:59:59Z'])
  // The employer began: what it did not file does not bar the union in general.
  const theirs = of({ n8d1: { by: 'employer' }, f7: null, stateNotice: null })
  assert.deepEqual([theirs.answer, theirs.review], ['REVIEW', ['N2']])
  // A first contract whose strike notice was served within the 30 days is served again after them.
  const early = of({ ...examples.find(({ id }: { id: string }) => id === 'S28').overrides, initialDisputeNotice: '2026-03-03' })
  assert.deepEqual([early.failing, told(early.ifCured)], [['G5'], '2026-04-13T04:00:00Z'])
  // An authorization that has lapsed, and one for another issue.
  const { vote, ...rest } = facts({})
  const limited = (limits: { coversThis: boolean; lastDay: Temporal.PlainDate | null }) =>
    checkEligibility({ ...rest, vote: { ...vote!, limits } }).failing
  assert.deepEqual(limited({ coversThis: true, lastDay: Temporal.PlainDate.from('2026-10-16') }), ['V5'])
  assert.deepEqual(limited({ coversThis: true, lastDay: Temporal.PlainDate.from('2026-10-17') }), [])
  assert.deepEqual(limited({ coversThis: false, lastDay: null }), ['V5'])
  // Of a national and a local agreement the later end counts; one without a clause does not.
  const { agreements, ...others } = facts({})
  const local = { ...agreements![0]!, lastDay: Temporal.PlainDate.from('2026-11-30') }
  assert.deepEqual(checkEligibility({ ...others, agreements: [...agreements!, local] }).failing, ['C1'])
  assert.equal(told(checkEligibility({ ...others, agreements: [...agreements!, local] }).earliest), '2026-12-01T08:00:00Z')
  assert.equal(checkEligibility({ ...others, agreements: [...agreements!, { ...local, noStrike: 'none' }] }).failing.includes('C1'), false)
  // Locked out: whether the union's own promise still binds is for counsel.
  const locked = checkEligibility({ ...others, agreements: [local], lockout: { startsAt: Temporal.Instant.from('2026-10-10T14:00:00Z') } })
  assert.deepEqual([locked.answer, locked.review], ['REVIEW', ['C1']])
})
