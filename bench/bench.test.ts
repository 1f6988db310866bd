import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'

const folder = mkdtempSync(join(tmpdir(), 'commontable-bench-test-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** On databases of its own on the server of the tests. */
function bench(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--import', new URL('../scripts/tsx-loader.js', import.meta.url).href, new URL('bench.ts', import.meta.url).pathname, ...args],
    {
      env: { ...process.env, DATABASE_URL: process.env.TEST_SERVER_URL, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said = { out: '', error: '' }
  child.stdout.on('data', (piece) => {
    said.out += piece
  })
  child.stderr.on('data', (piece) => {
    said.error += piece
  })
  return { child, said, ended: once(child, 'exit').then(([code]) => code as number) }
}

async function nothingLeft() {
  assert.deepEqual(readdirSync(folder), [])
  const client = new pg.Client({ connectionString: process.env.TEST_SERVER_URL })
  await client.connect()
  const { rows } = await client
    .query(
      `select datname as name from pg_database where datname like 'bench\\_%' union all select rolname from pg_roles where rolname like 'bench\\_%'`,
    )
    .finally(() => client.end())
  assert.deepEqual(rows, [])
}

test('a measurement ends with one line of JSON and leaves nothing behind', async () => {
  const { said, ended } = bench('roster-import', '--quick', '--json')
  assert.equal(await ended, 0, said.error)
  const [{ name, ratio, better, aim, peer, runs }] = JSON.parse(said.out.trim().split('\n').at(-1)!)
  assert.deepEqual({ name, better, aim }, { name: 'roster-import', better: 'lower', aim: 2.5 })
  assert.ok(ratio > 0 && peer.startsWith('COPY') && runs.length === 1 && runs[0].ratio === ratio)
  await nothingLeft()
})

test('one that is interrupted leaves nothing behind', async () => {
  const { child, said, ended } = bench('event-page', '--quick')
  while (!said.out.includes('event-page')) await once(child.stdout, 'data')
  child.kill('SIGINT')
  assert.equal(await ended, 130)
  assert.match(said.error, /Stopped/)
  await nothingLeft()
})

test('a name that is none is told, with those there are', async () => {
  const { said, ended } = bench('event-pages')
  assert.equal(await ended, 2)
  assert.match(said.error, /There is no benchmark "event-pages"[^]*signed-mail/)
})
