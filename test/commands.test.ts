import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { addressOf, localKeys } from './cast.ts'
import { newWorld } from './world.ts'

const world = await newWorld()
const folder = mkdtempSync(join(tmpdir(), 'commontable-commands-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'members.csv')
writeFileSync(
  file,
  'Member No,First name,Last name,E-mail,Worksite,Unit\nN-77,Ada,Newman,ada.newman@example.org,Cedar Hill Hospital,Registered nurses\nN-78,,Nobody,nobody@example.org,Cedar Hill Hospital,Registered nurses\n',
)

async function command(...args: string[]) {
  const child = spawn(process.execPath, ['--import', './scripts/tsx-loader.js', 'src/cli.ts', ...args], {
    env: { ...process.env, DATABASE_URL: world.ownerUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, noise] = await Promise.all([text(child.stdout), text(child.stderr), child.exitCode ?? once(child, 'exit')])
  return { code: child.exitCode, out, noise }
}
const importing = ['roster', 'import', file, '--local', localKeys.north, '--as', addressOf('olga')]

test('called wrongly: exit 2 and how to call it', async () => {
  for (const args of [
    ['nothing'],
    ['constructor'],
    ['roster', 'import'],
    ['roster', 'import', file, '--as', addressOf('olga')],
    ['migrate', 'now'],
    [...importing, '--faster'],
  ]) {
    const { code, noise } = await command(...args)
    assert.equal(code, 2, args.join(' '))
    assert.match(noise, /Usage:/)
  }
  assert.equal((await command('roster', 'import', join(folder, 'none.csv'), '--local', localKeys.north, '--as', addressOf('olga'))).code, 2)
})

test('help on a command and on all: exit 0', async () => {
  for (const args of [['--help'], ['roster', 'import', '--help']]) {
    const { code, out } = await command(...args)
    assert.equal(code, 0)
    assert.match(out, /roster import FILE/)
  }
})

test("a roster is imported in an officer's name, and not in anybody else's", async () => {
  for (const who of ['stella', 'maria', 'ada'] as const) {
    const { code, noise } = await command(...importing.slice(0, -1), addressOf(who), '--yes')
    assert.equal(code, 1)
    assert.match(noise, /whose roster this address may import/)
  }
  const asked = await command(...importing)
  assert.equal(asked.code, 1)
  assert.match(asked.noise, /Nothing was written\. Add --yes/)
  const { code, out } = await command(...importing, '--yes', '--json')
  assert.equal(code, 0)
  const result = JSON.parse(out)
  assert.deepEqual([result.outcome, result.new, result.refused.count], ['written', 1, 1])
  const again = JSON.parse((await command(...importing, '--yes', '--json')).out)
  assert.deepEqual([again.outcome, again.new, again.changed], ['nothing-to-write', 0, 0])
})

test('the structure is imported by an administrator alone, and a second time changes nothing', async () => {
  const structure = join(folder, 'structure.json')
  writeFileSync(structure, JSON.stringify({ regions: [{ key: 'north-shore', name: 'North Shore', zone: 'America/Los_Angeles' }] }))
  assert.equal((await command('structure', 'import', structure, '--as', addressOf('olga'))).code, 1)
  assert.deepEqual(JSON.parse((await command('structure', 'import', structure, '--as', addressOf('ada'), '--json')).out), {
    added: 1,
    changed: 0,
    unchanged: 0,
  })
  assert.deepEqual(JSON.parse((await command('structure', 'import', structure, '--as', addressOf('ada'), '--json')).out), {
    added: 0,
    changed: 0,
    unchanged: 1,
  })
})
