import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'

const inAYear = Temporal.Now.plainDateISO().add({ years: 1 }).toString()
async function publishIn(world: Awaited<ReturnType<typeof newWorld>>, title: string, body = 'We march.') {
  const carla = world.as(cast.carla),
    cory = world.as(cast.cory)
  const id = Number(/\/(\d+)\?/.exec((await carla.post(urls.newUpdate, { title, summary: 'S', body })).headers.get('location')!)![1])
  await carla.post(urls.updateReady(id), { revision: '1' })
  return { id, review: await cory.read(urls.updateReview(id)), approved: await cory.post(urls.updateApproval(id), { revision: '1' }) }
}

test('the example sends to nobody, whatever its settings say: the outbox shows each mail as it would have been', async () => {
  const world = await newWorld({ SMTP_URL: 'smtp://127.0.0.1:9' })
  const visitor = world.as(null)
  assert.match(await visitor.read(urls.outbox), /No mail yet/)
  await world.as(cast.olga).post(urls.localShares(localKeys.north), { purpose: 'messages', label: 'until ratification', ends: inAYear })
  const { id } = await publishIn(world, 'March <b>', 'See /events/march or [sign up](/events/march).')
  await world.runJobs()
  assert.match(await world.as(cast.carla).read(urls.sending(id)), /Done[^]*9 of 9 mails/)

  const list = await visitor.read(urls.outbox)
  assert.match(list, /9 mails, newest first/)
  const found = await visitor.read(`${urls.outbox}?to=TOM%40`)
  const [mail] = /\/example\/outbox\/\d+/.exec(found)!
  assert.equal([...found.matchAll(/href="\/example\/outbox\/\d+"/g)].length, 1)
  const page = await visitor.read(mail!)
  assert.match(
    page,
    /tom@example\.org[^]*<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"[^]*Dear Tom,[^]*List-Unsubscribe-Post/,
  )
  const frame = await visitor.get(`${mail}/html`)
  assert.match(frame.headers.get('content-security-policy')!, /default-src 'none'.*sandbox allow-popups/)
  const html = await frame.text()
  assert.match(html, /<h1[^>]*>March &lt;b><\/h1>|<h1[^>]*>March &lt;b&gt;<\/h1>/)
  assert.match(html, /<a href="http:\/\/commontable\.example\.org\/events\/march"/)
  const [, link] = /http:\/\/commontable\.example\.org(\/u\/[0-9a-f-]{36})/.exec(html)!
  assert.match(await (await visitor.post(link!, { choice: 'updates' })).text(), /gets no more updates/)
  for (const wrong of [`${urls.outbox}/0`, `${urls.outbox}/999999`, `${urls.outbox}/x`, `${urls.outbox}/999999/html`])
    assert.equal((await visitor.get(wrong)).status, 404)

  // The next one: Tom gets none.
  await publishIn(world, 'Another')
  await world.runJobs()
  assert.match(await visitor.read(urls.outbox), /17 mails/)
})

test('a real deployment without a mail server publishes, says before that no mail goes out, keeps it, and sends it when told', async () => {
  const world = await newWorld({ SMTP_URL: undefined })
  await fillTables(world.ownerUrl, ['deployment'], async (client) => {
    await client.query(`update deployment set mode = 'real'`)
  })
  await world.as(cast.olga).post(urls.localShares(localKeys.north), { purpose: 'messages', label: 'until ratification', ends: inAYear })
  const { id, review, approved } = await publishIn(world, 'No server')
  assert.match(review, /This deployment has no mail server \(SMTP_URL\): no mail goes out/)
  assert.doesNotMatch(review, /Approve, publish and send/)
  assert.equal(approved.status, 303)
  await world.runJobs()
  assert.equal((await world.as(null).get(urls.update('no-server'))).status, 200)
  const carla = world.as(cast.carla)
  assert.match(await carla.read(urls.sending(id)), /Waits[^]*no mail server[^]*Send the mail now/)
  await carla.post(urls.sendingResume(id))
  await world.runJobs()
  const steps = await asPerson(world.root, cast.carla, 'read only', (db) =>
    db.selectFrom('message_step').orderBy('id').select(['step', 'note']).execute(),
  )
  assert.deepEqual(
    steps.map(({ step, note }) => `${step} ${note}`),
    ['held no-smtp', 'resumed ', 'held no-smtp'],
  )
  // And there is no outbox.
  for (const path of [urls.outbox, urls.outboxMail(1), urls.outboxHtml(1)]) assert.equal((await carla.get(path)).status, 404)
})
