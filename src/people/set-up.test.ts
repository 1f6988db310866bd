import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { emptyDatabase } from '../../test/database.ts'
import { createApp } from '../app.ts'
import { connect } from '../platform/db.ts'
import { migrate } from '../platform/migrate.ts'
import { readSettings } from '../platform/settings.ts'
import { urls } from '../urls.ts'
import { openDeployment } from './open-deployment.ts'

const database = await emptyDatabase()
const { roles } = await migrate(database.ownerUrl)
const root = connect(roles.webUrl)
after(async () => {
  await root.end()
  await database.drop()
})

const first = (await openDeployment(database.ownerUrl))!
const token = (await openDeployment(database.ownerUrl))!
const app = createApp(root, { ...readSettings({}), BASE_URL: 'http://new.example.org' })
const request = (path: string, form?: Record<string, string>, cookie = '') =>
  app.request(new URL(path, 'http://new.example.org'), {
    method: form ? 'POST' : 'GET',
    headers: { 'sec-fetch-site': 'same-origin', cookie },
    body: form && new URLSearchParams(form),
  })
const names = { coalition: 'Coalition of the Newly Founded', zone: 'Pacific/Honolulu', name: 'Fay Founder', address: 'fay@example.org' }

test('only the newest set-up link is open, and a wrong one is nothing', async () => {
  assert.equal((await request(urls.setUp(first))).status, 404)
  assert.equal((await request(urls.setUp('x'))).status, 404)
  assert.equal((await request(urls.setUp(token))).status, 200)
})

test('nothing of the example exists in a real deployment', async () => {
  for (const path of ['/example', '/example/clock', '/example/outbox', '/example/sign-in/nurse', '/dev/parts'])
    assert.equal((await request(path)).status, 404, path)
})

test('each thing wrong gets its sentence and the link stays open', async () => {
  const reply = await request(urls.setUp(token), { coalition: '', zone: 'Mars/Olympus', name: '', address: 'fay' })
  assert.equal(reply.status, 422)
  const text = await reply.text()
  for (const sentence of [/Name the coalition/, /No such time zone/, /Say your name/, /not an e-mail address/]) assert.match(text, sentence)
  assert.match(text, /value="Mars\/Olympus"/)
})

test('the first officer names the coalition, is signed in, and the link is used up', async () => {
  const done = await request(urls.setUp(token), names)
  assert.equal(done.headers.get('location'), urls.staff)
  const cookie = done.headers.get('set-cookie')!.split(';')[0]!
  const staff = await (await request(urls.staff, undefined, cookie)).text()
  assert.match(staff, /Coalition of the Newly Founded/)
  assert.match(staff, /Administrator/)
  assert.equal((await request(urls.setUp(token), { ...names, address: 'thief@example.org' })).status, 404)
  assert.equal(await openDeployment(database.ownerUrl), null, 'a later start opens no new one')
})
