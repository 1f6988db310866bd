import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passes, reachesQuorum, voteRules } from './vote-rule.ts'

test('a count passes by whole numbers, at the very vote', () => {
  const cases: [rule: keyof typeof voteRules, yes: number, no: number, blank: number, eligible: number, passed: boolean | undefined][] = [
    ['majority_cast', 501, 500, 400, 1500, true],
    ['majority_cast', 500, 500, 0, 1500, false], // a tie fails
    ['majority_cast', 0, 0, 10, 1500, false],
    ['two_thirds_cast', 1200, 600, 0, 2600, true],
    ['two_thirds_cast', 1200, 601, 0, 2600, false],
    ['two_thirds_cast', 0, 0, 0, 2600, false], // two thirds of nobody
    ['three_fifths_present', 60, 30, 10, 500, true],
    ['three_fifths_present', 60, 30, 11, 500, false], // blanks were present
    ['three_quarters_eligible', 750, 0, 0, 1000, true],
    ['three_quarters_eligible', 749, 0, 0, 1000, false],
    ['majority_cast', 900, 100, 0, 999, undefined], // more ballots than voters
  ]
  for (const [rule, yes, no, blank, eligible, passed] of cases)
    assert.equal(
      passes({ ...voteRules[rule], quorum: null }, { yes, no, blank, eligible }),
      passed,
      `${rule} ${yes}-${no}-${blank} of ${eligible}`,
    )
})

test('blanks take part; who takes part is measured against everybody', () => {
  const rule = { ...voteRules.majority_cast, quorum: { numerator: 1, denominator: 3 } }
  assert.equal(reachesQuorum(rule, { yes: 400, no: 50, blank: 50, eligible: 1500 }), true)
  assert.equal(reachesQuorum(rule, { yes: 400, no: 50, blank: 49, eligible: 1500 }), false)
  assert.equal(reachesQuorum({ ...rule, quorum: undefined }, { yes: 400, no: 50, blank: 49, eligible: 500 }), undefined)
  assert.equal(reachesQuorum({ ...rule, quorum: null }, { yes: 1, no: 0, blank: 0, eligible: 500 }), true)
})
