// What docs/ promise to whoever hosts this must be what is there.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { settingsKnown } from '../platform/settings.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const guide = read('docs/operating.md')

test('the table of settings names each setting with its default, and no other', () => {
  const rows = [...guide.matchAll(/^\| `([A-Z_]+)` \|(.*?)\| /gm)].map(([, name, otherwise]) => [name!, otherwise!.trim()] as const)
  assert.deepEqual(rows.map(([name]) => name).sort(), Object.keys(settingsKnown).sort())
  for (const [name, value] of Object.entries(settingsKnown)) if (value !== undefined) assert.equal(rows.find(([row]) => row === name)![1], `\`${value}\``, name)
})

test('no setting is read behind the back of settings.ts', () => {
  const own = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.includes('.test.'))
  const used = new Set(own.flatMap((file) => [...read(file).matchAll(/\benv\.([A-Z][A-Z_]+)/g)].map((match) => match[1]!)))
  for (const outside of ['PATH']) used.delete(outside)
  assert.deepEqual([...used].filter((name) => !(name in settingsKnown)), [])
})

test('the compose file hands on settings that exist', () => {
  const handed = [...read('compose.yaml').matchAll(/^ {4}([A-Z_]+): \$\{/gm)].map((match) => match[1]!)
  assert.ok(handed.length > 8)
  assert.deepEqual(handed.filter((name) => !(name in settingsKnown)), [])
})

test('links within the documents lead somewhere, and the commands they name exist', () => {
  const files = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })].filter((file) => existsSync(join(root, file)))
  const broken = files.flatMap((file) => {
    const text = read(file)
    const headings = new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-')))
    return [...text.matchAll(/\]\((?!https?:|mailto:)([^)#]*)(#[^)]*)?\)/g)].flatMap(([, path, anchor]) =>
      path ? (existsSync(join(root, dirname(file), path)) ? [] : [`${file} -> ${path}`]) : headings.has(anchor!.slice(1)) ? [] : [`${file} -> ${anchor}`])
  })
  assert.deepEqual(broken, [])
  const commands = new Set([...read('src/cli.ts').matchAll(/usage: '([a-z-]+)/g)].map((match) => match[1]!))
  const named = [...guide.matchAll(/(?:sudo|web|bin\/)[ ]?commontable ([a-z]+)/g)].map((match) => match[1]!)
  assert.deepEqual(named.filter((name) => !commands.has(name)), [])
})
