// The command as scripts use it: what it takes, what it prints, how it ends.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'

const examples = new URL('../src/contracts/strike-examples.json', import.meta.url).pathname
const { base, examples: list } = JSON.parse(readFileSync(examples, 'utf8'))

/** Without a database: DATABASE_URL leads nowhere. */
async function strikeCheck(args: string[], input = '') {
  const child = spawn(process.execPath, ['--import', './scripts/tsx-loader.js', 'src/cli.ts', 'strike-check', ...args], {
    env: { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  })
  child.stdin.end(input)
  const [out, noise] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, out, noise }
}

test('a file of a base and examples: one line of JSON, each answer with its checks and sources, and exit 0 whatever the answer', async () => {
  const { code, out } = await strikeCheck([examples, '--json'])
  assert.equal(code, 0)
  const checked = JSON.parse(out)
  assert.equal(checked.length, list.length)
  for (const [place, { id, expected }] of list.entries()) {
    const { checks, failing, review, ...verdict } = checked[place]
    assert.deepEqual(
      { ...verdict, failing: failing.toSorted(), review: review.toSorted() },
      { id, ...expected, failing: expected.failing.toSorted(), review: expected.review.toSorted() },
      id,
    )
    for (const check of checks) {
      assert.deepEqual(Object.keys(check), ['id', 'result', 'notBefore', 'sentence', 'sources'])
      assert.match(check.sources[0], /: (since|from) \d{4}/)
    }
  }
})

test('one object from standard input, for a person', async () => {
  const { code, out } = await strikeCheck(['-'], JSON.stringify({ ...base, n8g: null }))
  assert.equal(code, 0)
  assert.match(out, /^Not yet \(NOT_YET\)\n  If every missing act were done now: 2026-10-16T12:00:00-07:00/)
  assert.match(out, /G1 +FAIL +A written 10-day notice to the employer is required/)
  assert.match(out, /rule set \d{4}-\d{2}-\d{2}\. Confirm with your union's counsel\.$/m)
})

test('what cannot be read is named, all of it, and nothing is judged: exit 2', async () => {
  const cases: [input: unknown, says: RegExp[]][] = [
    ['{"now": ', [/the file is not JSON/]],
    [
      [base, { ...base, zone: 'Mars/Olympus', n8g: { ...base.n8g, colour: 1 } }],
      [/\[1\]\.zone must be a time zone/, /\[1\]\.n8g\.colour is not a key/],
    ],
    [
      { base, examples: [{ id: 'X', overrides: { action: { start: '2026-03-08T02:30:00' } } }] },
      [/examples\[0\]\.action\.start must be a moment with its offset/],
    ],
    [{ base, examples: [{ id: 'X', override: {} }] }, [/examples\[0\]\.override is not a key/]],
  ]
  for (const [input, says] of cases) {
    const { code, out, noise } = await strikeCheck(['-', '--json'], typeof input === 'string' ? input : JSON.stringify(input))
    assert.deepEqual([code, out], [2, ''], JSON.stringify(input))
    for (const sentence of says) assert.match(noise, sentence)
  }
})
