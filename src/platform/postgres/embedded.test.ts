import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from './embedded.ts'

const isRoot = process.getuid?.() === 0
const onlyRoot = isRoot ? false : 'takes root'
const onlyLinux = process.platform === 'linux' ? false : 'takes Linux'
/** Any user that is neither root nor the server's. */
const stranger = 61_234

const throwAway: string[] = []
after(() => throwAway.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function newFolder(mode = 0o755) {
  const folder = mkdtempSync(join(tmpdir(), 'commontable-launcher-'))
  throwAway.push(folder)
  chmodSync(folder, mode)
  return folder
}

const settings = { fsync: 'off' }
const start = (dataDir: string, said: string[] = []) => startEmbedded({ dataDir, settings, log: (sentence) => said.push(sentence) })

async function ask(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
    .query(text)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

/** A process of its own that starts the server on this folder, and stops it when asked to end. */
async function startElsewhere(dataDir: string, user: { uid?: number; gid?: number } = {}) {
  const launcher = JSON.stringify(new URL('embedded.ts', import.meta.url).href)
  const code = `
    const { startEmbedded } = await import(${launcher})
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, settings: { fsync: 'off' }, log: console.error })
      .catch((error) => { console.log(JSON.stringify({ refusal: error.message })); process.exit(1) })
    process.on('SIGTERM', () => server.stop().then(() => process.exit(0)))
    console.log(JSON.stringify(server))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { ...user, stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, ...(JSON.parse(line) as { url: string; location: string; refusal?: string }) }
}

const serverPid = (location: string) => Number(readFileSync(join(location, 'postmaster.pid'), 'utf8').split('\n')[0])

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

async function until(question: () => boolean | Promise<boolean>, seconds = 120) {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(50)) if (await question()) return
  assert.fail(`not within ${seconds} seconds: ${question}`)
}

const answers = (url: string) =>
  ask(url, 'select').then(
    () => true,
    () => false,
  )

test('two that start at once on an empty folder share one server, and the last one out stops it', async () => {
  const folder = newFolder()
  const [one, other] = await Promise.all([start(folder), startElsewhere(folder)])
  assert.equal(one.url, other.url)
  await ask(one.url, `create table note as select 'kept' as text`)
  assert.deepEqual(await ask(other.url, 'select text from note'), [{ text: 'kept' }])

  await end(other.child, 'SIGTERM') // whether or not it was the one that started the server, ours goes on or is started again
  await until(() => answers(one.url))
  assert.deepEqual(await ask(one.url, 'select text from note'), [{ text: 'kept' }])
  await one.stop()
  assert.equal(await answers(one.url), false)
  assert.equal(existsSync(join(one.location, 'postmaster.pid')), false)
})

test('only its user and root reach the server, by a socket and by no port', async () => {
  const server = await start(newFolder())
  assert.equal(statSync(server.socketDir).mode & 0o777, 0o700)
  assert.deepEqual(await ask(server.url, 'show listen_addresses'), [{ listen_addresses: '' }])
  assert.deepEqual(
    await ask(
      server.url,
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider from pg_database where datname = current_database()`,
    ),
    [{ encoding: 'UTF8', provider: 'b' }],
  )
  assert.deepEqual(await ask(server.url, 'show data_checksums'), [{ data_checksums: 'on' }])
  await server.stop()
})

test(
  'kill -9 of the process that started it: the server ends too, and the next start has what was acknowledged',
  { skip: onlyLinux },
  async () => {
    const folder = newFolder()
    const first = await startElsewhere(folder)
    const pid = serverPid(first.location)
    await ask(first.url, `create table note as select 'kept' as text`)
    first.child.kill('SIGKILL')
    const next = await start(folder) // while the old one is still ending
    // It may have joined the old one in its last moment; then it starts another.
    const pidFile = join(next.location, 'postmaster.pid')
    await until(async () => existsSync(pidFile) && serverPid(next.location) !== pid && (await answers(next.url)))
    assert.deepEqual(await ask(next.url, 'select text from note'), [{ text: 'kept' }])
    await next.stop()
  },
)

test('kill -9 of PostgreSQL: it is started again, and what was acknowledged is there', async () => {
  const said: string[] = []
  const server = await start(newFolder(), said)
  await ask(server.url, `create table note as select 'kept' as text`)
  process.kill(serverPid(server.location), 'SIGKILL')
  await until(() => said.some((sentence) => /starting it again/.test(sentence)))
  await until(() => answers(server.url))
  assert.deepEqual(await ask(server.url, 'select text from note'), [{ text: 'kept' }])
  await server.stop()
})

test(
  'kill -9 of both, with a worker left that is busy and notices nothing: it is ended, and nothing is lost',
  { skip: onlyLinux },
  async () => {
    const folder = newFolder()
    const first = await startElsewhere(folder)
    await ask(first.url, `create table note as select 'kept' as text`)
    const busy = new pg.Client({ connectionString: first.url })
    busy.on('error', () => {})
    await busy.connect()
    const { rows } = await busy.query('select pg_backend_pid() as pid')
    const lost = assert.rejects(busy.query('do $$ begin loop end loop; end $$'))
    first.child.kill('SIGSTOP') // so that it starts nothing again
    process.kill(serverPid(first.location), 'SIGKILL')
    first.child.kill('SIGKILL')
    const next = await start(folder)
    await lost
    assert.throws(() => readlinkSync(`/proc/${rows[0].pid}/exe`)) // gone, or waiting to be buried
    assert.deepEqual(await ask(next.url, 'select text from note'), [{ text: 'kept' }])
    await next.stop()
  },
)

test("a pid file whose number is now another program's does not stop it", async () => {
  const folder = newFolder()
  const first = await start(folder)
  await first.stop()
  writeFileSync(join(first.location, 'postmaster.pid'), `${process.pid}\n${first.location}\n0\n5432\n\n\n\nready\n`)
  writeFileSync(join(first.socketDir, '.s.PGSQL.5432.lock'), `${process.pid}\n`)
  const next = await start(folder)
  assert.ok(await answers(next.url))
  await next.stop()
})

test('a server whose process cannot be looked at, as from a service with a view of the disk of its own, is joined and not disturbed', async () => {
  const dataDir = newFolder()
  const first = await start(dataDir)
  const file = join(first.location, 'postmaster.pid')
  const text = readFileSync(file, 'utf8'),
    pid = serverPid(first.location)
  writeFileSync(file, text.replace(/^\d+/, String(process.pid))) // not the server's: as if it could not be told
  const said: string[] = []
  const second = await start(dataDir, said)
  writeFileSync(file, text)
  assert.deepEqual(
    said.filter((sentence) => /not shut down/.test(sentence)),
    [],
  )
  assert.deepEqual(await answers(second.url), await answers(first.url))
  await second.stop()
  assert.equal(serverPid(first.location), pid)
  assert.ok(await answers(first.url))
  await first.stop()
})

test('a folder too deep for a socket has its socket elsewhere', async () => {
  const deep = join(newFolder(), 'a-folder-with-a-long-name'.repeat(5))
  mkdirSync(deep)
  const server = await start(deep)
  throwAway.push(server.socketDir)
  assert.ok(server.location.startsWith(deep))
  assert.ok(await answers(server.url))
  await server.stop()
})

test(
  'root with a folder that is closed to others: the database is under /var/lib/commontable, as it says',
  { skip: onlyRoot },
  async () => {
    const closed = newFolder(0o700),
      said: string[] = []
    const first = await start(join(closed, 'data'), said)
    throwAway.push(dirname(dirname(first.location)))
    assert.match(first.location, /^\/var\/lib\/commontable\/[0-9a-f]{12}\/postgres\/cluster$/)
    assert.match(
      said.join('\n'),
      /kept in \/var\/lib\/commontable\/[0-9a-f]{12}\/postgres, since the user that runs PostgreSQL cannot enter/,
    )
    await ask(first.url, `create table note as select 'kept' as text`)
    await first.stop()

    chmodSync(closed, 0o755) // it could be inside now, and yet stays where the data is
    const next = await start(join(closed, 'data'))
    assert.equal(next.location, first.location)
    assert.deepEqual(await ask(next.url, 'select text from note'), [{ text: 'kept' }])
    await next.stop()
  },
)

test('root never gets an empty database because a folder was closed later', { skip: onlyRoot }, async () => {
  const folder = newFolder()
  await (await start(join(folder, 'data'))).stop()
  chmodSync(folder, 0o700)
  await assert.rejects(start(join(folder, 'data')), /can no longer enter .* chmod o\+x/)
})

test('somebody who is not root runs it as themselves', { skip: onlyRoot }, async (t) => {
  const user = { uid: stranger, gid: stranger }
  if (spawnSync(process.execPath, ['-e', ''], user).status !== 0) return t.skip('this clone is closed to others')
  const folder = newFolder()
  chownSync(folder, stranger, stranger)
  const unnamed = await startElsewhere(folder, user)
  assert.match(unnamed.refusal!, /user ID 61234/, 'initdb wants a user with a name, and its reason is passed on')

  const nobody = { uid: statOf('-u'), gid: statOf('-g') }
  chownSync(folder, nobody.uid, nobody.gid)
  rmSync(join(folder, 'postgres'), { recursive: true, force: true })
  const server = await startElsewhere(folder, nobody)
  assert.equal(statSync(server.location).uid, nobody.uid)
  assert.ok(await answers(server.url))
  await end(server.child, 'SIGTERM')

  const own = await start(folder) // root takes over what that user made, and leaves it theirs
  assert.equal(statSync(own.location).uid, nobody.uid)
  await own.stop()
  const others = await startElsewhere(folder, user)
  assert.match(others.refusal!, /belongs to another user/)
})

const statOf = (which: '-u' | '-g') => Number(spawnSync('id', [which, 'nobody'], { encoding: 'utf8' }).stdout)

test('what is in the way is said', async () => {
  const file = join(newFolder(), 'file')
  writeFileSync(file, '')
  await assert.rejects(start(file), /is not a folder/)
  const other = newFolder()
  await (await start(other)).stop()
  writeFileSync(join(other, 'postgres/cluster/PG_VERSION'), '14\n')
  await assert.rejects(start(other), /was made by another version of PostgreSQL/)
})
