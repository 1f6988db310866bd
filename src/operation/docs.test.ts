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
  for (const [name, value] of Object.entries(settingsKnown))
    if (value !== undefined) assert.equal(rows.find(([row]) => row === name)![1], `\`${value}\``, name)
})

test('no setting is read behind the back of settings.ts', () => {
  const own = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.includes('.test.'))
  const used = new Set(own.flatMap((file) => [...read(file).matchAll(/\benv\.([A-Z][A-Z_]+)/g)].map((match) => match[1]!)))
  for (const outside of ['PATH']) used.delete(outside)
  assert.deepEqual(
    [...used].filter((name) => !(name in settingsKnown)),
    [],
  )
})

test('the compose file hands on settings that exist', () => {
  const handed = [...read('compose.yaml').matchAll(/^ {4}([A-Z_]+): \$\{/gm)].map((match) => match[1]!)
  assert.ok(handed.length > 8)
  assert.deepEqual(
    handed.filter((name) => !(name in settingsKnown)),
    [],
  )
})

test('links within the documents lead somewhere, and the commands they name exist', () => {
  const files = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })].filter((file) =>
    existsSync(join(root, file)),
  )
  const broken = files.flatMap((file) => {
    const text = read(file)
    const headings = new Set(
      [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      ),
    )
    return [...text.matchAll(/\]\((?!https?:|mailto:)([^)#]*)(#[^)]*)?\)/g)].flatMap(([, path, anchor]) =>
      path
        ? existsSync(join(root, dirname(file), path))
          ? []
          : [`${file} -> ${path}`]
        : headings.has(anchor!.slice(1))
          ? []
          : [`${file} -> ${anchor}`],
    )
  })
  assert.deepEqual(broken, [])
  const commands = new Set(
    globSync('src/{cli,*/*-commands}.ts', { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/usage:\s+'([a-z-]+)/g)].map((match) => match[1]!),
    ),
  )
  const named = [...guide.matchAll(/(?:sudo|web|bin\/)[ ]?commontable ([a-z-]+)/g)].map((match) => match[1]!)
  assert.deepEqual(
    named.filter((name) => !commands.has(name)),
    [],
  )
})

/** ASVS 5.0.0, levels 1 and 2: the last number of each section. Those of level 3 come after these. */
const sections: Record<string, number> = {
  '1.1': 2,
  '1.2': 9,
  '1.3': 11,
  '1.4': 3,
  '1.5': 2,
  '2.1': 3,
  '2.2': 3,
  '2.3': 4,
  '2.4': 1,
  '3.2': 2,
  '3.3': 4,
  '3.4': 6,
  '3.5': 5,
  '3.7': 2,
  '4.1': 3,
  '4.2': 1,
  '4.3': 2,
  '4.4': 4,
  '5.1': 1,
  '5.2': 3,
  '5.3': 2,
  '5.4': 3,
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '9.1': 3,
  '9.2': 4,
  '10.1': 2,
  '10.2': 2,
  '10.3': 4,
  '10.4': 11,
  '10.5': 5,
  '10.6': 2,
  '10.7': 3,
  '11.1': 2,
  '11.2': 3,
  '11.3': 3,
  '11.4': 4,
  '11.5': 1,
  '11.6': 1,
  '12.1': 3,
  '12.2': 2,
  '12.3': 4,
  '13.1': 1,
  '13.2': 5,
  '13.3': 2,
  '13.4': 5,
  '14.1': 2,
  '14.2': 4,
  '14.3': 3,
  '15.1': 3,
  '15.2': 3,
  '15.3': 7,
  '16.1': 1,
  '16.2': 5,
  '16.3': 4,
  '16.4': 3,
  '16.5': 3,
  '17.1': 1,
  '17.2': 4,
  '17.3': 2,
}

test('the security checklist has all 253 items, each with a state, and names files that exist', () => {
  const checklist = read('docs/security-checklist.md')
  const wanted = Object.entries(sections).flatMap(([section, last]) => Array.from({ length: last }, (_, n) => `${section}.${n + 1}`))
  assert.equal(wanted.length, 253)
  const found = [...checklist.matchAll(/^\| (\d+\.\d+)\.(\d+)(?:–\1\.(\d+))? \| [123–]+ \| .*? \| (\S.*?) \|/gm)].flatMap(
    ([row, section, from, to, state]) => {
      assert.ok(['met', 'partly', 'not met', 'host', 'none'].includes(state!), row)
      return Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, n) => `${section}.${Number(from) + n}`)
    },
  )
  assert.deepEqual(found, wanted)
  const missing = [...checklist.matchAll(/`((?:src|test|db|docs|deploy)\/[^`*]*)`/g)]
    .map((match) => match[1]!)
    .filter((path) => !existsSync(join(root, path)))
  assert.deepEqual(missing, [])
})
