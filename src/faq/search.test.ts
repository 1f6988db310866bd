import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { preparedAnswers } from './prepared-answers.ts'
import { likenessOf, search, type Entry } from './search.ts'

const entries: Entry<string>[] = preparedAnswers.map(({ slug, content: { question, topic, words, answer } }) => ({
  key: slug,
  texts: [`${question.en} ${question.es}`, `${topic.en} ${topic.es} ${words}`, `${answer.en} ${answer.es}`],
}))

test('people find what they mean, however they type it', () => {
  const first: [typed: string, slug: string][] = [
    ['dues', 'are-dues-still-taken-from-my-pay'],
    ['union deus', 'are-dues-still-taken-from-my-pay'],
    ['CUOTAS', 'are-dues-still-taken-from-my-pay'],
    ['descuento nomina', 'are-dues-still-taken-from-my-pay'],
    ['arbitraton', 'grievances-and-arbitration'],
    ['greivance', 'grievances-and-arbitration'],
    ['what happens with grievences?', 'grievances-and-arbitration'],
    ['retro pay', 'will-there-be-back-pay'],
    ['extention', 'extension-or-no-contract'],
    ['prorroga', 'extension-or-no-contract'],
    ['longevity', 'do-step-increases-go-on'],
    ['is it risky', 'is-it-a-risk-to-work-without-a-contract'],
    ['lock out no strike promise', 'does-the-promise-not-to-strike-end'],
  ]
  for (const [typed, slug] of first) assert.equal(search(entries, typed)[0], slug, typed)
  assert.deepEqual(search(entries, 'parking lot'), [])
  assert.deepEqual(search(entries, '  ¿? '), [])
  assert.ok(search(entries, 'what is the').length > 0, 'small words count where there are no others')
})

test('one slip in any longer word of a question still finds it', () => {
  const long = entries.flatMap(({ key, texts: [question] }) =>
    question
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length >= 5)
      .map((word) => ({ key, word })),
  )
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
  fc.assert(
    fc.property(
      fc.constantFrom(...long),
      fc.nat(),
      fc.constantFrom('drop', 'double', 'swap', 'change'),
      letter,
      ({ key, word }, at, slip, other) => {
        const i = at % word.length,
          before = word.slice(0, i),
          after = word.slice(i + 1)
        const typed = {
          drop: before + after,
          double: before + word[i]! + word[i]! + after,
          swap: before + (word[i + 1] ?? '') + word[i]! + word.slice(i + 2),
          change: before + other + after,
        }[slip]!
        assert.ok(search(entries, typed, 100).includes(key), `${typed} for ${word}`)
      },
    ),
    { numRuns: 300 },
  )
})

test('nearer words are more alike, and short ones must be right', () => {
  assert.equal(likenessOf('dues', 'dues'), 1)
  assert.ok(likenessOf('strik', 'strike') > likenessOf('strke', 'strike'))
  assert.equal(likenessOf('pay', 'day'), 0)
  assert.equal(likenessOf('vote', 'note'), 0.7)
  assert.equal(likenessOf('arbitration', 'registration'), 0)
})
