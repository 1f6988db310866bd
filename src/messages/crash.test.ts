// The sending job in a process of its own, killed without warning.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { cast, localKeys } from '../../test/cast.ts'
import { startMailServer } from '../../test/mail-server.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { urls } from '../urls.ts'
import { asSender } from './delivery-queries.ts'

const members = 300
const server = await startMailServer({ slow: 40 })
after(() => server.stop())
const world = await newWorld({ SMTP_URL: server.url, MAIL_FROM: 'updates@example.org' })
const asJob = <Row>(sql: string) => asSender(world.worker, async (client) => (await client.query(sql)).rows as Row[])
await fillTables(world.ownerUrl, ['deployment', 'member'], async (client) => void (await client.query(`update deployment set mode = 'real'; insert into member (local_id, id, first_name, last_name, search_name, email) select 1, 1000 + n, 'Member', n, 'member ' || n, 'member' || n || '@example.org' from generate_series(1, ${members}) n`)))

const program = `
  import { messageJobs } from './src/messages/message-jobs.ts'
  import { startWorker } from './src/platform/jobs.ts'
  import { readSettings } from './src/platform/settings.ts'
  await startWorker(process.env.WORKER_URL, messageJobs, readSettings())
  console.log('working')`

const children = new Set<ChildProcess>()
after(() => { for (const child of children) child.kill('SIGKILL') })

async function startSender() {
  const child = spawn(process.execPath, ['--import', './scripts/tsx-loader.js', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WORKER_URL: world.workerUrl, SMTP_URL: server.url, MAIL_FROM: 'updates@example.org', BASE_URL: world.settings.BASE_URL, LOG_LEVEL: 'fatal' },
  })
  children.add(child)
  await once(child.stdout!, 'data')
  return child
}
async function kill(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  children.delete(child)
}
const count = async () => {
  const rows = await asJob<{ state: string; mails: number }>('select state, count(*)::int as mails from delivery group by state')
  return Object.fromEntries(rows.map(({ state, mails }) => [state, mails])) as Record<string, number | undefined>
}
const until = async (what: string, done: () => Promise<boolean> | boolean, seconds = 90) => {
  for (const end = performance.now() + seconds * 1000; !(await done()); await wait(20)) assert.ok(performance.now() < end, `waited too long: ${what}`)
}

test('killed while it sends, three times: nobody gets two, and what is not known to have arrived is said to be unsure', async () => {
  const carla = world.as(cast.carla), cory = world.as(cast.cory)
  await world.as(cast.olga).post(urls.localShares(localKeys.north), { purpose: 'messages', label: 'until ratification', ends: Temporal.Now.plainDateISO().add({ years: 1 }).toString() })
  await carla.post(urls.newUpdate, { title: 'Crash', summary: 'S', body: 'B' })
  await carla.post(urls.updateReady(1), { revision: '1' })
  assert.equal((await cory.post(urls.updateApproval(1), { revision: '1' })).status, 303)

  let unsure = 0, resent = 0
  for (const arrivals of [1, 60, 130]) {
    const child = await startSender()
    await until(`${arrivals} mails`, () => server.arrived.length >= arrivals)
    await kill(child)
    const found = await count()
    assert.ok((found.claimed ?? 0) > 0 && (found.claimed ?? 0) <= 20, `${found.claimed} mails were on their way`) // a small batch, however large the message
    unsure += found.claimed!
    await wait(100) // what the server had taken in is counted
    assert.ok((found.sent ?? 0) <= server.arrived.length)
    resent = server.arrived.length
  }
  const child = await startSender()
  await until('the end', async () => (await asJob(`select from message_step where step = 'done'`)).length === 1)
  await kill(child)
  assert.ok(server.arrived.length > resent)

  const found = await count()
  const total = (await asJob<{ total: number }>('select count(*)::int as total from delivery'))[0]!.total
  assert.equal(total, members + 9) // and the nine mailboxes of the cast's North
  assert.deepEqual(found, { sent: total - unsure, unsure })
  const addresses = server.arrived.map(({ to }) => to)
  assert.equal(new Set(addresses).size, addresses.length, 'nobody got two')
  assert.ok(addresses.length >= total - unsure, 'everybody got it, or is unsure')
  assert.match(await carla.read(urls.sending(1)), new RegExp(`Unsure[^]*?>${unsure}<`))
})
