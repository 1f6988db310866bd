// Two web processes and a worker on one database, under a small load, with one of each killed; and what they wrote into their logs.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf, cast, loadCast, people } from '../../test/cast.ts'
import { emptyDatabase } from '../../test/database.ts'
import { migrate } from '../platform/migrate.ts'
import { urls } from '../urls.ts'
import { connectOwner } from './owner.ts'

const database = await emptyDatabase() // with roles of its own: these processes set their passwords
await migrate(database.ownerUrl)
await loadCast(database.ownerUrl)
const owner = await connectOwner(database.ownerUrl, 'test')

interface Started {
  child: ChildProcess
  url: string
  log: () => string
}
const started: Started[] = []

async function startProcess(part: 'web' | 'worker', env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, ['--import', './scripts/tsx-loader.js', 'src/cli.ts', 'start', `--${part}-only`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: database.ownerUrl, PORT: '0', TRUSTED_PROXIES: '1', LOG_LEVEL: 'trace', ...env },
  })
  let log = ''
  child.stderr!.on('data', (chunk) => (log += chunk))
  const lines = createInterface(child.stdout!)
  const url = await new Promise<string>((done, refuse) => {
    lines.on('line', (line) => {
      const ready = /ready (?:at|for) (\S+)$/.exec(line)
      if (ready) done(ready[1]!)
    })
    child.once('exit', (code) => refuse(new Error(`${part} ended with ${code}: ${log}`)))
  })
  const one = { child, url, log: () => log }
  started.push(one)
  return one
}

async function end({ child }: Started, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

after(async () => {
  await Promise.all(started.map((one) => end(one, 'SIGKILL')))
  await owner.end()
  await database.drop()
})

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return String(port)
}

/** Rows that only sign-in may read. */
async function askSignIn<Row>(query: string): Promise<Row[]> {
  await owner.query(`alter table sign_in_request no force row level security`)
  const { rows } = await owner.query(query)
  await owner.query(`alter table sign_in_request force row level security`)
  return rows as Row[]
}

const webs = await Promise.all([startProcess('web', {}), startProcess('web', {})])
const metricsPort = await freePort()
const workerEnv = { BASE_URL: webs[1]!.url }
const firstWorker = await startProcess('worker', workerEnv)

const known = [
  ...new Set([
    ...people.map((one) => one.email).filter((email) => email !== null),
    ...(['dora', 'carla', 'cory', 'otto', 'ada'] as const).map(addressOf),
  ]),
]
const addresses = [...known, ...known, ...known, ...Array.from({ length: 40 }, (_, n) => `stranger-${n}@example.org`)]

const post = (url: string, path: string, form: Record<string, string>, visitor: number) =>
  fetch(url + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    headers: { origin: url, 'x-forwarded-for': `198.51.100.${visitor % 250}` },
  })

test('with a web process and then the worker killed, all that was acknowledged is there, and is done once', async () => {
  const acknowledged: string[] = []
  let next = 0,
    lost = 0
  let second: Promise<Started> | undefined
  async function visitor() {
    for (let turn = next++; turn < addresses.length; turn = next++) {
      if (turn === Math.floor(addresses.length / 3)) void end(webs[0]!, 'SIGKILL')
      if (turn === Math.floor((addresses.length * 2) / 3))
        second = end(firstWorker, 'SIGKILL').then(async () => startProcess('worker', { ...workerEnv, METRICS_PORT: metricsPort }))
      for (const web of [webs[turn % 2]!, webs[1]!]) {
        // as a proxy does: the other one, when the first does not answer
        const reply = await post(web.url, urls.signIn, { address: addresses[turn]! }, turn).catch(() => null)
        if (!reply) {
          lost++
          continue
        }
        assert.equal(reply.status, 303)
        acknowledged.push(reply.headers.get('location')!.split('/').at(-1)!)
        break
      }
    }
  }
  await Promise.all(Array.from({ length: 4 }, visitor))
  await second
  assert.equal(acknowledged.length, addresses.length, 'the other web process answered everybody')
  assert.ok(lost > 0, 'some found the killed one closed')

  const requests = new Map(
    (
      await askSignIn<{ id: string; address: string; armed: boolean }>(
        'select id, address, token_hash is not null as armed from sign_in_request',
      )
    ).map((row) => [row.id, row]),
  )
  assert.deepEqual(
    acknowledged.filter((id) => !requests.has(id)),
    [],
  )

  for (let waited = 0; ; waited += 100) {
    const {
      rows: [queue],
    } = await owner.query('select count(*)::int as jobs from graphile_worker.jobs')
    if (queue.jobs === 0) break
    assert.ok(waited < 120_000, `${queue.jobs} jobs are still queued`)
    await sleep(100)
  }
  const after = await askSignIn<{ address: string; armed: boolean }>('select address, token_hash is not null as armed from sign_in_request')
  assert.deepEqual(
    after.filter(({ address, armed }) => armed !== known.includes(address)),
    [],
    'each known address got its secrets, no stranger did',
  )
  const {
    rows: [mails],
  } = await owner.query(`select count(*)::int as all, count(distinct slots::text || text_hash)::int as different from outbox`)
  const armed = after.filter((row) => row.armed).length
  assert.equal(mails.all, mails.different, 'no mail twice')
  assert.ok(
    mails.all <= armed && armed - mails.all <= 4,
    `${mails.all} mails for ${armed} requests: at most the four jobs under way when the worker was killed cost a person one more request`,
  )
})

test('a session that one process began holds in the other, and outlives the one it began in', async () => {
  const entered = await post(webs[1]!.url, urls.exampleSignIn('officer'), {}, 1)
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const third = await startProcess('web', {})
  assert.match(await (await fetch(third.url + urls.staff, { headers: { cookie } })).text(), /Olga Petrova/)
  await end(third, 'SIGTERM')
  assert.equal(third.child.exitCode, 0, 'asked to end, it ends in order')
  assert.match(await (await fetch(webs[1]!.url + urls.staff, { headers: { cookie } })).text(), /Olga Petrova/)
})

test('the worker shows its measurements, and nothing about people is in them', async () => {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  for (const name of [
    /^commontable_job_duration_count\{.*task="sign-in-mail".*outcome="done".*\} \d+$/m,
    /^commontable_jobs_lateness 0$/m,
    /^db_client_connection_count\{.*state="used".*\} \d+/m,
    /^process_memory_usage \d+/m,
  ])
    assert.match(text, name)
  assert.doesNotMatch(text, /example\.org|\/work|node_modules/)
  assert.equal((await fetch(`http://127.0.0.1:${metricsPort}/`)).status, 404)
})

test('no log holds a name, an address, a phone number or a token, whatever fails', async () => {
  const { url } = webs[1]!
  const entered = await post(url, urls.exampleSignIn('officer'), {}, 2)
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const open = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { redirect: 'manual', ...init, headers: { cookie, origin: url, ...init.headers } })
  for (const path of [
    urls.staff,
    urls.roster,
    `${urls.roster}?q=Whitaker`,
    `${urls.roster}?q=maria%40example.org`,
    urls.me,
    urls.signInLink('Whitaker-token'),
    urls.offices,
    '/members/Santos',
    '/%E0%A4%A',
    '/?q=Kāʻai',
  ])
    await open(path)
  await post(url, urls.signIn, { address: 'Maria Santos <maria@example.org>, +12135550101' }, 3)
  await open(urls.offices, {
    method: 'POST',
    body: new URLSearchParams({
      name: 'Tom Whitaker',
      address: 'tom@example.org',
      what: 'officer:local:999999999999',
      lastDay: 'Whitaker',
    }),
  })
  await open(urls.offices, {
    method: 'POST',
    body: '{"name": "Tom Whitaker"',
    headers: { 'content-type': 'multipart/form-data; boundary=Whitaker' },
  })

  // Bugs whose messages quote what people typed: from the database, and in a job.
  await owner.query(`create function quote_it() returns trigger language plpgsql as $$ begin raise exception 'no room for % (%), Tom Whitaker', new.address, '+12135550102'; end $$;
    create trigger quote_it before insert on sign_in_request for each row execute function quote_it()`)
  const broken = await post(url, urls.signIn, { address: 'tom@example.org' }, 4)
  assert.equal(broken.status, 500)
  const reference = /<strong>([0-9a-f]{8})<\/strong>/.exec(await broken.text())![1]!
  await owner.query(`drop trigger quote_it on sign_in_request; create or replace function sign_in_to_mail(asked uuid) returns table (address text, lang text) language plpgsql stable security definer set search_path = public, pg_temp as $$
    begin raise exception 'maria@example.org, Maria Santos, +12135550101'; end $$`)
  assert.equal((await post(url, urls.signIn, { address: 'maria.no.more@example.org' }, 5)).status, 303)
  for (let waited = 0; waited < 120_000; waited += 100) {
    if ((await owner.query(`select from problem where place = 'job sign-in-mail'`)).rowCount) break
    await sleep(100)
  }
  await sleep(300)

  const { rows: problems } = await owner.query(`select reference, place, kind, detail from problem`)
  assert.ok(
    problems.some((row) => row.reference === reference && row.place === 'POST /sign-in'),
    JSON.stringify(problems),
  )
  assert.ok(
    problems.some((row) => row.place === 'job sign-in-mail' && /P0001/.test(row.kind) && /people-jobs\.ts/.test(row.detail)),
    JSON.stringify(problems),
  )
  const {
    rows: [queued],
  } = await owner.query(`select last_error from graphile_worker.jobs where last_error is not null limit 1`)

  const logs = started.map(({ log }) => log()).join('\n')
  assert.match(logs, new RegExp(`"reference":"${reference}","place":"POST /sign-in"`))
  assert.match(logs, /"route":"\/sign-in\/link\/:token"/)
  const everything = logs + JSON.stringify(problems) + queued.last_error
  const telling = new Set([
    ...people.flatMap(({ first, last, email, phone, external }) => [first, last, email, phone, external]),
    ...Object.keys(cast).map((name) => addressOf(name as keyof typeof cast)),
    'Whitaker-token',
    cookie.split('=')[1]!,
  ])
  const found = [...telling].filter(
    (text): text is string =>
      !!text && new RegExp(`(?<![\\p{L}])${text.replace(/[+.*?()[\]{}|\\^$]/g, '\\$&')}(?![\\p{L}])`, 'u').test(everything),
  )
  assert.deepEqual(found, [])
  assert.doesNotMatch(everything, /@example\.org|\+?1?213555|198\.51\.100/)
})
