import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFacts } from './read-facts.ts'
import { strikeCheck } from './strike-check.ts'

test('what is absent is unknown, what is null is none where none can be, and everything else is told by name', () => {
  const read = readFacts({ extension: null, n8g: null, hci: null, intlSanction: 'na' })
  assert.ok('value' in read)
  const { facts } = read.value
  assert.deepEqual(
    [facts.startAgreement, facts.strikeNotice, facts.healthCare, facts.parentSanction, facts.localSanction],
    [undefined, null, undefined, 'not-required', undefined],
  )
  const cases: [given: object, at: string, says: RegExp][] = [
    [{ contract: { lastDay: '2026-02-30' } }, 'contract.lastDay', /a date that exists/],
    [{ zone: 'America/Nowhere' }, 'zone', /a time zone of the IANA list/],
    [{ n8g: { start: '2026-03-08T02:30:00' } }, 'n8g.start', /with its offset/],
    [{ vote: { yes: -1 } }, 'vote.yes', /at least 0/],
    [{ vote: { yes: 1.5 } }, 'vote.yes', /a whole number/],
    [{ vote: { rule: 'unanimous' } }, 'vote.rule', /"majority_cast", /],
    [{ vote: { quorum: [1, 0] } }, 'vote.quorum.1', /at least 1/],
    [{ hci: 'yes' }, 'hci', /true or false/],
    [{ contract: { lastday: '2026-09-30' } }, 'contract.lastday', /not a key/],
    [{ colour: 1 }, 'colour', /not a key/],
    [{ n8g: { actions: ['strikes'] } }, 'n8g.actions.0', /"strike"/],
    [{ intlSanction: 'none' }, 'intlSanction', /"na"/],
  ]
  for (const [given, at, says] of cases) {
    const read = readFacts(given)
    assert.ok('problems' in read, JSON.stringify(given))
    assert.equal(read.problems[0]!.at, at)
    assert.match(read.problems[0]!.sentence, says)
  }
})

test('facts come as one object, as a list, or as examples laid upon a base', () => {
  const answers = (given: unknown) => {
    const checked = strikeCheck(JSON.stringify(given))
    return 'value' in checked
      ? checked.value.map(({ id, answer }) => [id, answer])
      : checked.problems.map(({ at, sentence }) => `${at} ${sentence}`)
  }
  assert.deepEqual(answers({ id: 7, regime: 'US-FED', action: { kind: 'picketing' }, title: 'x', expected: {} }), [[7, 'REVIEW']])
  assert.deepEqual(answers([{}, { id: 'b', regime: 'US-FED', action: { kind: 'strike' } }]), [
    [undefined, 'REVIEW'],
    ['b', 'NO'],
  ])
  assert.deepEqual(
    answers({
      base: { regime: 'US-FED', action: { kind: 'strike' } },
      examples: [{ id: 'c', overrides: {} }, { overrides: { action: { kind: 'petition' } } }, { overrides: { action: null } }],
    }),
    [
      ['c', 'NO'],
      [undefined, 'YES'],
      [undefined, 'NO'],
    ],
  )
  assert.deepEqual(answers({ base: {} }), ['examples must be an array of examples'])
  assert.deepEqual(answers(17), ['the facts must be an object, or null'])
})
