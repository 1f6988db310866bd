import assert from 'node:assert/strict'
import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { cast, localKeys, people } from '../../test/cast.ts'
import { startMailServer } from '../../test/mail-server.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { closeMailer } from '../platform/mail.ts'
import { urls } from '../urls.ts'
import { sendMessage } from './send-message.ts'

const server = await startMailServer()
const folder = mkdtempSync(join(tmpdir(), 'commontable-'))
const keyFile = join(folder, 'dkim.pem')
const keys = generateKeyPairSync('rsa', { modulusLength: 1024 })
writeFileSync(keyFile, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }))
const world = await newWorld({
  SMTP_URL: server.url,
  MAIL_FROM: 'Alliance <updates@example.org>',
  BASE_URL: 'http://commontable.example.org',
  DKIM_DOMAIN: 'example.org',
  DKIM_SELECTOR: 'one',
  DKIM_KEY_FILE: keyFile,
})
after(async () => {
  await closeMailer(world.worker)
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** Something of the owner's, past row security. */
const asOwner = async <Row>(tables: string[], sql: string): Promise<Row[]> => {
  let rows: Row[] = []
  await fillTables(world.ownerUrl, tables, async (client) => {
    rows = (await client.query(sql)).rows as Row[]
  })
  return rows
}
await asOwner(['deployment'], `update deployment set mode = 'real'`)

const carla = world.as(cast.carla),
  cory = world.as(cast.cory),
  olga = world.as(cast.olga),
  stella = world.as(cast.stella),
  visitor = world.as(null)
const share = (who: typeof olga, local: string) =>
  who.post(urls.localShares(local), {
    purpose: 'messages',
    label: 'until ratification',
    ends: Temporal.Now.plainDateISO().add({ years: 1 }).toString(),
  })

let count = 0
async function publish(form: Record<string, string> = {}) {
  const reply = await carla.post(urls.newUpdate, {
    title: `Update ${++count}`,
    summary: 'In one sentence.',
    body: 'We march. Sign up: https://example.org/march',
    ...form,
  })
  const id = Number(/\/(\d+)\?/.exec(reply.headers.get('location')!)![1])
  await carla.post(urls.updateReady(id), { revision: '1' })
  assert.equal((await cory.post(urls.updateApproval(id), { revision: '1' })).status, 303)
  return id
}
/** Publishes, sends, and hands over what arrived. */
async function send(form: Record<string, string> = {}) {
  server.arrived.length = 0
  const id = await publish(form)
  await world.runJobs()
  return { id, arrived: [...server.arrived], to: server.arrived.map(({ to }) => to).sort() }
}
const deliveries = (id: number) =>
  asOwner<{ state: string; tries: number; reply: string; address_key: Buffer }>(
    ['delivery', 'message'],
    `select d.* from delivery d join message m on m.id = d.message_id where m.update_id = ${id} order by seq`,
  )
const states = async (id: number) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(await deliveries(id), ({ state }) => state)).map(([state, rows]) => [state, rows!.length]),
  )
const steps = async (id: number) =>
  (
    await asOwner<{ step: string; note: string }>(
      ['message_step', 'message'],
      `select s.* from message_step s join message m on m.id = s.message_id where m.update_id = ${id} order by s.id`,
    )
  ).map(({ step, note }) => (note ? `${step}: ${note}` : step))

const mailboxes = (local: 'north' | 'south') =>
  [...new Set(people.filter((one) => one.local === local && one.email).map((one) => one.email!))].sort()
const linkOf = (raw: string) => /http:\/\/commontable\.example\.org(\/u\/[0-9a-f-]{36})/.exec(raw.replaceAll('=\r\n', ''))![1]!

/** The signature as whoever receives the mail checks it: RFC 6376, relaxed canonicalization of headers and body. */
function isSigned(raw: string): boolean {
  const end = raw.indexOf('\r\n\r\n')
  const headers = raw
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map((line) => {
      const colon = line.indexOf(':')
      return [
        line.slice(0, colon).toLowerCase(),
        line
          .slice(colon + 1)
          .replace(/\r\n/g, '')
          .replace(/[ \t]+/g, ' ')
          .trim(),
      ] as const
    })
  const body = raw
    .slice(end + 4)
    .split('\r\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
    .join('\r\n')
    .replace(/(\r\n)*$/, '\r\n')
  const signature = headers.find(([name]) => name === 'dkim-signature')![1]
  const tag = (name: string) => new RegExp(`(?:^|;) ?${name}=([^;]*)`).exec(signature)![1]!.replace(/ /g, '')
  if (createHash('sha256').update(body, 'latin1').digest('base64') !== tag('bh')) return false
  const signed = tag('h')
    .split(':')
    .map((name) => `${name}:${headers.findLast(([key]) => key === name)![1]}`)
  const text = [...signed, `dkim-signature:${signature.replace(/([; ]b=)[^;]*/, '$1')}`].join('\r\n')
  return createVerify('RSA-SHA256').update(text, 'latin1').verify(keys.publicKey, tag('b'), 'base64')
}

test('without a share nobody is written to, and the page says so', async () => {
  const { id, to } = await send()
  assert.deepEqual(to, [])
  assert.deepEqual(await steps(id), ['addressed', 'done'])
  assert.match(await carla.read(urls.sending(id)), /Done[^]*0 of 0 mails/)
})

test('members of a local that shares get one mail each mailbox, in their language, greeted by name; nobody of another local does', async () => {
  assert.equal((await share(olga, localKeys.north)).status, 303)
  const { id, arrived, to } = await send({
    title: 'The march',
    titleEs: 'La marcha',
    summaryEs: 'Una frase.',
    bodyEs: 'Marchamos. Traigan agua.',
  })
  assert.deepEqual(to, mailboxes('north'))
  const mailTo = (address: string) => arrived.find((one) => one.to === address)!

  const { mail, raw } = mailTo('tom@example.org')
  assert.equal(mail.subject, 'The march')
  assert.deepEqual(mail.from, { name: 'Alliance', address: 'updates@example.org' })
  assert.equal(mail.replyTo?.[0]?.address, 'office@example.org')
  assert.match(
    mail.text!,
    /^Dear Tom,\n\nTHE MARCH\n\nIn one sentence\.\n\nWe march\. Sign up: https:\/\/example\.org\/march\n\nRead this on the web: http:\/\/commontable\.example\.org\/updates\/the-march\n/,
  )
  assert.match(mail.html!, /Dear Tom,[^]*<h1[^>]*>The march<\/h1>[^]*<a href="https:\/\/example\.org\/march"/)
  for (const body of [mail.text!, mail.html!]) assert.match(body, /1 Invented Plaza, Los Angeles/)
  assert.doesNotMatch(mail.html!, /<img|<script|<link|url\(/)

  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value
  assert.match(header('list-unsubscribe')!, /^<http:\/\/commontable\.example\.org\/u\/[0-9a-f-]{36}>$/)
  assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
  assert.match(raw, /^List-Unsubscribe: <http:[^\r\n]*>\r$/m) // on one line
  assert.match(header('dkim-signature')!.replace(/\s/g, ''), /d=example\.org;.*s=one;.*h=[^;]*list-unsubscribe:list-unsubscribe-post/)

  assert.ok(arrived.every(({ raw }) => isSigned(raw)))
  assert.ok(!isSigned(raw.replace('One-Click', 'Two-Click')) && !isSigned(raw.replace('Dear Tom', 'Dear Tim')))

  assert.match(mailTo('maria@example.org').mail.text!, /^Hola, Maria:\n\nLA MARCHA\n\nUna frase\.[^]*No recibir más estos correos: http:/)
  assert.match(mailTo('maria@example.org').mail.html!, /<html lang="es">/)
  assert.match(mailTo('wei.chen@example.org').mail.text!, /^Dear Wei,/) // no Chinese version: English
  assert.match(mailTo('kaai.home@example.org').mail.text!, /^Dear members,/) // two members' mailbox
  assert.equal(new Set(arrived.map(({ raw }) => linkOf(raw))).size, arrived.length)

  assert.deepEqual(await states(id), { sent: mailboxes('north').length })
  assert.deepEqual(await steps(id), ['addressed', 'done'])
  const uses = await asPerson(world.root, cast.olga, 'read only', (db) => db.selectFrom('share_use').selectAll().execute())
  const [message] = await asPerson(world.root, cast.carla, 'read only', (db) =>
    db.selectFrom('message').where('update_id', '=', id).selectAll().execute(),
  )
  assert.deepEqual(
    uses.map(({ what, people: read, used_by }) => [what, read, used_by]),
    [[`message ${message!.id}`, people.filter((one) => one.local === 'north' && one.email).length, cast.cory]],
  )
})

test('a mailbox on two rosters gets one mail; no page of the coalition names anybody', async () => {
  await share(stella, localKeys.south)
  const { id, arrived, to } = await send()
  assert.deepEqual(to, [...new Set([...mailboxes('north'), ...mailboxes('south')])].sort())
  assert.match(arrived.find(({ to }) => to === 'ines.duarte@example.org')!.mail.text!, /^Dear members,/)
  const html = await carla.read(urls.sending(id))
  assert.match(html, /Done[^]*18 of 18 mails/)
  for (const { email, last } of people) assert.ok(!(email && html.includes(email)) && !html.includes(`>${last}<`))
  for (const person of [cast.carla, cast.olga, cast.maria, null])
    for (const table of ['delivery', 'consent', 'mail_secret'] as const)
      await assert.rejects(
        asPerson(world.root, person, 'read only', (db) => db.selectFrom(table).selectAll().execute()),
        /permission denied/,
      )
  const [delivery] = await deliveries(id)
  assert.ok(!JSON.stringify(delivery).includes('@'))
})

/** What the page says, whatever its own address is. */
const mainOf = (html: string, own: string) => /<main[^]*<\/main>/.exec(html)![0].replaceAll(own, 'HERE')

test('the link that unsubscribes: opening it changes nothing, one click without cookie or origin does', async () => {
  const before = await send()
  const link = linkOf(before.arrived.find(({ to }) => to === 'tom@example.org')!.raw)
  const opened = await visitor.get(link)
  assert.equal(opened.status, 200)
  assert.match(await opened.text(), /Nothing has been changed so far/)
  assert.ok((await send()).to.includes('tom@example.org'))

  // As a mail program posts it: no cookie, no origin, another site.
  const program = (path: string, body = 'List-Unsubscribe=One-Click', headers: Record<string, string> = {}) =>
    world.app.request(new URL(path, 'http://commontable.example.org'), {
      method: 'POST',
      body,
      headers: {
        host: 'commontable.example.org',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
        ...headers,
      },
    })
  const done = await program(link)
  assert.equal(done.status, 200)
  const answer = mainOf(await done.text(), link)
  assert.match(answer, /gets no more updates/)
  assert.equal((await program(link)).status, 200) // again
  for (const unknown of [urls.unsubscribe(crypto.randomUUID()), urls.unsubscribe('nothing'), urls.unsubscribe('x-1')]) {
    const reply = await program(unknown)
    assert.equal(reply.status, 200)
    assert.equal(mainOf(await reply.text(), unknown), answer)
  }
  assert.equal((await program(link, '')).status, 200)
  assert.equal((await program(link, 'x', { 'content-type': 'text/plain' })).status, 200)

  const later = await send()
  assert.deepEqual(
    later.to,
    before.to.filter((to) => to !== 'tom@example.org'),
  )
  const ledger = await asOwner<{ given: boolean; source: string; wording: string }>(
    ['consent'],
    'select given, source, wording from consent order by id',
  )
  assert.deepEqual(
    ledger.map(({ given, source }) => [given, source]),
    [[false, 'one-click']],
  )

  assert.match(await (await visitor.post(link, { choice: 'undo' })).text(), /gets updates again/)
  assert.ok((await send()).to.includes('tom@example.org'))
  assert.match(await (await visitor.post(link, { choice: 'all' })).text(), /no more mail, except sign-in links/)
  assert.ok(!(await send()).to.includes('tom@example.org'))
  await visitor.post(link, { choice: 'undo' })
  assert.ok((await send()).to.includes('tom@example.org'))
})

test('a member sees and changes what she gets, for her own address only', async () => {
  const tom = world.as(cast.tom)
  assert.match(await tom.read(urls.me), /href="\/me\/mail"/)
  assert.match(await tom.read(urls.myMail), /tom@example\.org/)
  assert.equal((await tom.post(urls.myMail, { address: 'tom@example.org', category: 'updates', given: 'no' })).status, 303)
  assert.match(await tom.read(urls.myMail), /Stopped on/)
  assert.equal((await tom.post(urls.myMail, { address: 'maria@example.org', category: 'updates', given: 'no' })).status, 404)
  assert.equal((await visitor.post(urls.myMail, { address: 'maria@example.org', category: 'updates', given: 'no' })).status, 404)
  const { to } = await send()
  assert.ok(!to.includes('tom@example.org') && to.includes('maria@example.org'))
  await tom.post(urls.myMail, { address: 'tom@example.org', category: 'updates', given: 'yes' })
  await assert.rejects(
    asOwner(['consent'], 'update consent set given = true').then(() =>
      asPerson(world.root, cast.tom, 'read write', (db) => db.deleteFrom('consent').execute()),
    ),
    /permission denied/,
  )
})

test('what a server refuses stays refused; what it puts off is tried again, five times at most', async () => {
  server.says.answer = (address) =>
    ({
      'tom@example.org': { at: 'RCPT' as const, code: 550, text: '5.1.1 <tom@example.org> unknown user' },
      'sven@example.org': { at: 'DATA' as const, code: 451, text: '4.7.1 later' },
      'olga@example.org': { at: 'RCPT' as const, code: 452, text: '4.2.2 full' },
    })[address] ?? null
  const { id, to } = await send()
  assert.ok(!to.includes('tom@example.org') && !to.includes('sven@example.org'))
  assert.deepEqual(await states(id), { sent: 15, refused: 1, deferred: 2 })
  assert.ok((await deliveries(id)).every(({ reply }) => !reply?.includes('tom@')))
  assert.match(await carla.read(urls.sending(id)), /Almost done/)

  server.says.answer = (address) => (address === 'olga@example.org' ? { at: 'RCPT', code: 452, text: '4.2.2 full' } : null)
  const again = async () => {
    await asOwner(['delivery'], `update delivery set due_at = now() where state = 'deferred'`)
    await asJobsDue()
    await world.runJobs()
  }
  server.arrived.length = 0
  await again()
  assert.deepEqual(
    server.arrived.map(({ to }) => to),
    ['sven@example.org'],
  )
  for (let n = 0; n < 4; n++) await again()
  assert.deepEqual(await states(id), { sent: 16, refused: 2 })
  assert.deepEqual(await steps(id), ['addressed', 'done'])
  server.says.answer = () => null
})

/** What waits for its hour runs now. */
const asJobsDue = async () => {
  const { rows } = await world.worker.pool.query(`select id from graphile_worker.jobs where run_at > now()`)
  if (rows.length) await world.worker.pool.query(`select graphile_worker.reschedule_jobs($1, run_at := now())`, [rows.map(({ id }) => id)])
}

test('a server that can’t be reached, or wants nothing from us, holds the message; nothing is lost or sent twice', async () => {
  server.says.answer = () => ({ at: 'MAIL', code: 550, text: '5.7.1 sender rejected' })
  const { id, to } = await send()
  assert.deepEqual(to, [])
  assert.deepEqual(await states(id), { waiting: 18 })
  assert.deepEqual(await steps(id), ['addressed', 'held: refused-us'])
  assert.match(await carla.read(urls.sending(id)), /The mail server refuses mail from this deployment[^]*Send the mail now/)
  await asJobsDue()
  await world.runJobs()
  assert.deepEqual(server.arrived, []) // it waits until it is told
  server.says.answer = () => ({ at: 'MAIL', code: 421, text: '4.3.2 going down' })
  await cory.post(urls.sendingResume(id))
  await world.runJobs()
  assert.deepEqual(await steps(id), ['addressed', 'held: refused-us', 'resumed', 'held: unreachable'])
  server.says.answer = () => null
  await asJobsDue()
  await world.runJobs()
  assert.equal(server.arrived.length, 18)
  assert.deepEqual((await steps(id)).at(-1), 'done')
  assert.deepEqual(await states(id), { sent: 18 })
})

test('a cancelled message stops; one that is done can’t be cancelled or resumed', async () => {
  server.arrived.length = 0
  const id = await publish()
  await carla.post(urls.sendingCancel(id))
  await world.runJobs()
  assert.deepEqual(server.arrived, [])
  assert.match(await carla.read(urls.sending(id)), /Cancelled by Carla Voss/)
  await carla.post(urls.sendingResume(id))
  await world.runJobs()
  assert.deepEqual(server.arrived, [])

  // In the middle of it, with a slow server.
  server.says.slow = 60
  const slow = await publish()
  const jobs = world.runJobs()
  while (server.arrived.length < 3) await new Promise((done) => setTimeout(done, 10))
  await carla.post(urls.sendingCancel(slow))
  await jobs
  server.says.slow = 0
  const found = await states(slow)
  assert.ok(found.waiting! > 0 && found.sent! >= 3, JSON.stringify(found))
  assert.equal(found.sent, server.arrived.length)

  const { id: whole } = await send()
  await carla.post(urls.sendingCancel(whole))
  assert.deepEqual(await steps(whole), ['addressed', 'done'])
})

test('the page of the sending is fed while it goes out, and sent on when it is done', async () => {
  server.says.slow = 100
  const id = await publish({ title: 'Watched' })
  const stream = await carla.get(urls.sendingStream(id))
  assert.match(stream.headers.get('content-type')!, /text\/event-stream/)
  const jobs = world.runJobs()
  const text = await stream.text() // ends by itself
  await jobs
  server.says.slow = 0
  assert.match(text, /^data: <div class="sending">/)
  assert.match(text, /18 of 18 mails/)
  assert.match(text, new RegExp(`event: go\\ndata: ${urls.sending(id)}\\n`))
})

test('two sends at once both go on', async () => {
  server.says.slow = 150
  server.arrived.length = 0
  const [one, two] = [await publish({ title: 'First of two' }), await publish({ title: 'Second of two' })]
  const messages = await asOwner<{ id: number }>(['message'], `select id from message where update_id in (${one}, ${two})`)
  await Promise.all(
    messages.map(({ id }) => sendMessage({ root: world.worker, settings: world.settings, log, signal: new AbortController().signal }, id)),
  )
  await world.runJobs()
  server.says.slow = 0
  assert.deepEqual([await states(one), await states(two)], [{ sent: 18 }, { sent: 18 }])
  const first = server.arrived.findIndex(({ mail }) => mail.subject === 'Second of two'),
    last = server.arrived.findLastIndex(({ mail }) => mail.subject === 'First of two')
  assert.ok(first < last, 'they took turns')
})

test('the database goes away while mails are on their way: their replies are on record when it is back', async () => {
  server.says.slow = 80
  server.arrived.length = 0
  const id = await publish()
  const [message] = await asOwner<{ id: number }>(['message'], `select id from message where update_id = ${id}`)
  const sending = sendMessage({ root: world.worker, settings: world.settings, log, signal: new AbortController().signal }, message!.id)
  let cut = 0
  for (let n = 0; n < 6; n++) {
    await new Promise((done) => setTimeout(done, 70))
    if (server.arrived.length)
      cut +=
        (
          await world.owner.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = current_database()`,
            [`${world.root.prefix}_worker`],
          )
        ).rowCount ?? 0
  }
  await sending
  server.says.slow = 0
  assert.ok(cut > 0)
  assert.deepEqual(await states(id), { sent: 18 })
  assert.equal(server.arrived.length, 18)
  await world.runJobs()
})

test('who leaves, changes address, or whose local takes its share back after the approval, is left out', async () => {
  server.says.answer = (address) =>
    ['tom@example.org', 'stella@example.org', 'sven@example.org'].includes(address) ? { at: 'RCPT', code: 450, text: '4.2.0 later' } : null
  const { id } = await send()
  assert.equal((await states(id)).deferred, 3)
  server.says.answer = () => null
  await asOwner(['member'], `update member set email = 'tom.new@example.org' where email = 'tom@example.org'`)
  const other = server.arrived.find(({ to }) => to === 'grace.odell@example.org')!
  await visitor.post(linkOf(other.raw), {}) // somebody else stops: nothing to do with these
  const html = await stella.read(urls.localShares(localKeys.south))
  await stella.post(/action="(\/staff\/shares\/south-34\/\d+\/end)"/.exec(html)![1]!)
  server.arrived.length = 0
  await asOwner(['delivery'], `update delivery set due_at = now() where state = 'deferred'`)
  await asJobsDue()
  await world.runJobs()
  assert.deepEqual(
    server.arrived.map(({ to }) => to),
    ['sven@example.org'],
  )
  assert.deepEqual(
    (await deliveries(id)).filter(({ state }) => state === 'left out').map(({ reply }) => reply),
    ['share ended or address changed', 'share ended or address changed'],
  )
  await asOwner(['member'], `update member set email = 'tom@example.org' where email = 'tom.new@example.org'`)
})

test('nothing that stands on a roster can write a header or a second recipient', async () => {
  await asOwner(
    ['member'],
    `update member set email = e'evil\\r\\nrcpt to:<all@example.org>@example.org', first_name = 'Evil' where id = 10;
    update member set first_name = e'Wei\\r\\nBcc: all@example.org\\r\\n\\r\\n<script>alert(1)</script>' where id = 11`,
  )
  const { id, arrived, to } = await send({ title: 'Injection\r\nBcc: all@example.org' })
  assert.ok(!to.some((address) => address.includes('all@')))
  assert.equal((await states(id)).refused, 1)
  const wei = arrived.find(({ to }) => to === 'wei.chen@example.org')!
  assert.equal(wei.mail.bcc, undefined)
  assert.match(wei.mail.text!, /^Dear Wei Bcc: all@example\.org <script>alert\(1\)<\/script>,/)
  assert.match(wei.mail.html!, /Dear Wei Bcc: all@example\.org &lt;script&gt;/)
  assert.equal(wei.mail.subject, 'Injection Bcc: all@example.org')
})

test('an approver who no longer holds the office: the mail waits for somebody who does', async () => {
  const id = await publish()
  await asOwner(['office'], `update office set ended_at = now(), ended_by = '${cast.ada}' where account_id = '${cast.cory}'`)
  server.arrived.length = 0
  await world.runJobs()
  assert.deepEqual(server.arrived, [])
  assert.deepEqual(await steps(id), ['held: approver'])
  await carla.post(urls.sendingResume(id))
  await world.runJobs()
  assert.ok(server.arrived.length > 0)
  await asOwner(['office'], `update office set ended_at = null, ended_by = null where account_id = '${cast.cory}'`)
})
