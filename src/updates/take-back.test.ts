import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cast, localKeys } from '../../test/cast.ts'
import { startMailServer } from '../../test/mail-server.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { closeMailer } from '../platform/mail.ts'
import { urls } from '../urls.ts'

const server = await startMailServer()
const world = await newWorld({ SMTP_URL: server.url, MAIL_FROM: 'Alliance <updates@example.org>' })
after(async () => {
  await closeMailer(world.worker)
  await server.stop()
})
await fillTables(world.ownerUrl, ['deployment'], async (client) => void (await client.query(`update deployment set mode = 'real'`)))

const carla = world.as(cast.carla),
  cory = world.as(cast.cory),
  visitor = world.as(null),
  spanish = world.as(null, { 'accept-language': 'es' })
const others = { stella: world.as(cast.stella), maria: world.as(cast.maria), otto: world.as(cast.otto), ada: world.as(cast.ada), visitor }

const write = async (title: string, by = carla) => {
  const reply = await by.post(urls.newUpdate, { title, summary: 'Short.', body: 'We march at nine.' })
  return Number(/\/staff\/updates\/(\d+)/.exec(reply.headers.get('location')!)![1])
}
const edit = (id: number, revision: number, title: string, body: string, by = carla, more: Record<string, string> = {}) =>
  by.post(urls.staffUpdate(id), { title, summary: 'Short.', body, revision: String(revision), ...more })
const ask = (id: number, revision: number, by = carla) => by.post(urls.updateReady(id), { revision: String(revision) })
const approve = (id: number, revision: number, by = cory) => by.post(urls.updateApproval(id), { revision: String(revision) })
const publish = async (title: string) => {
  const id = await write(title)
  await ask(id, 1)
  assert.equal((await approve(id, 1)).status, 303)
  return id
}
const step = (id: number, which: Parameters<typeof urls.updateStep>[1], by = carla) => by.post(urls.updateStep(id, which))
/** Mails to an address about a title. */
const about = (title: string) => server.arrived.filter(({ mail }) => mail.subject?.includes(title)).map(({ to }) => to)

test('a draft is discarded, keeps what it says, gives its address away and comes back', async () => {
  const id = await write('On second thought')
  await ask(id, 1)
  const gone = await step(id, 'discard')
  assert.equal(gone.headers.get('location'), `${urls.updatesStaff}?done=discarded`)
  const list = await carla.read(gone.headers.get('location')!)
  assert.match(list, /Discarded\.[^]*bring-back[^]*Discarded drafts \(1\)/)
  assert.doesNotMatch(list, /Waits for a second person/)
  assert.match(await cory.read(urls.staffUpdate(id)), /Carla Voss discarded this draft[^]*We march at nine/)
  const page = await (await approve(id, 1)).text()
  assert.match(page, /This draft was discarded\. Bring it back first/)
  assert.equal((await ask(id, 1)).status, 422)
  await assert.rejects(
    asPerson(world.root, cast.cory, 'read write', (db) =>
      db
        .insertInto('update_approval')
        .values({ update_id: id, revision: 1, author: cast.carla, written_by: cast.carla, approved_by: cast.cory })
        .execute(),
    ),
    /row-level security/,
  )
  await publish('On second thought')
  assert.equal((await visitor.get(urls.update('on-second-thought'))).status, 200, 'the address is free for another')

  assert.equal((await step(id, 'bring-back', cory)).status, 303)
  assert.doesNotMatch(await carla.read(urls.updatesStaff), /Discarded drafts/)
  assert.equal((await approve(id, 1)).status, 303, 'the request holds as it did')
  assert.equal((await visitor.get(urls.update('on-second-thought-2'))).status, 200)
})

test('whoever writes while a draft is discarded keeps her text, and saving once more brings it back', async () => {
  const id = await write('Still writing')
  await step(id, 'discard', cory)
  const refused = await edit(id, 1, 'Still writing', 'My new words.')
  assert.equal(refused.status, 422)
  const html = await refused.text()
  assert.match(html, /discarded while you wrote[^]*name="bringBack" value="yes"[^]*My new words\.<\/textarea>/)
  const again = await edit(id, 1, 'Still writing', 'My new words.', carla, { bringBack: 'yes' })
  assert.equal(again.status, 303)
  assert.match(await carla.read(urls.staffUpdate(id)), /My new words/)
})

test('what was published is withdrawn by one, at once, and comes back by two', async () => {
  const id = await publish('Wrong hour')
  const page = urls.update('wrong-hour')
  assert.match(await visitor.read(page), /We march at nine/)
  const draft = await step(id, 'discard')
  assert.equal(draft.status, 422)
  assert.match(await draft.text(), /was published, so it can’t be discarded/)

  assert.equal((await step(id, 'withdraw', cory)).status, 303)
  const gone = await visitor.get(page)
  assert.equal(gone.status, 410)
  const html = await gone.text()
  assert.match(html, /This update was withdrawn[^]*Withdrawn <time/)
  assert.doesNotMatch(html, /We march at nine|Wrong hour/)
  assert.match(await spanish.read(page), /Esta noticia fue retirada/)
  assert.equal((await carla.get(page)).status, 410, 'for those who may read drafts as well')
  for (const path of [urls.updates, urls.updateFeed, urls.home]) assert.doesNotMatch(await visitor.read(path), /Wrong hour/, path)
  await asPerson(world.root, null, 'read only', async (db) =>
    assert.deepEqual(await db.selectFrom('update_revision').where('update_id', '=', id).selectAll().execute(), []),
  )
  assert.match(await carla.read(urls.staffUpdate(id)), /Withdrawn[^]*save it once more[^]*Revision 1 withdrawn by Cory Bell/)
  assert.match(await (await approve(id, 1)).text(), /This revision was withdrawn/)
  assert.equal((await step(id, 'withdraw')).status, 303, 'twice is once')

  assert.equal((await edit(id, 1, 'Wrong hour', 'We march at nine.')).status, 303, 'unchanged, it is a revision all the same')
  assert.equal((await visitor.get(page)).status, 410)
  assert.match(await (await approve(id, 2, carla)).text(), /You began this update/)
  await ask(id, 2)
  assert.match(await cory.read(urls.updateReview(id)), /Approving brings it back/)
  assert.equal((await approve(id, 2)).status, 303)
  assert.match(await visitor.read(page), /We march at nine[^]*/)
  assert.match(await visitor.read(urls.updateFeed), /Wrong hour/)
  await step(id, 'withdraw')
  assert.equal((await visitor.get(page)).status, 410, 'the second time as well')
})

test('a correction that waits leaves the published text where it is, and withdrawing takes that away', async () => {
  const id = await publish('Two texts')
  await edit(id, 1, 'Two texts', 'We march at ten.')
  await ask(id, 2)
  assert.match(await visitor.read(urls.update('two-texts')), /at nine/)
  await step(id, 'withdraw')
  assert.equal((await visitor.get(urls.update('two-texts'))).status, 410)
  assert.match(await carla.read(urls.updatesStaff), /Two texts[^]*?Withdrawn; waits for a second person/)
  await approve(id, 2)
  assert.match(await visitor.read(urls.update('two-texts')), /at ten/)
})

test('withdrawing stops the mail that has not left', async () => {
  const inAYear = Temporal.Now.plainDateISO().add({ years: 1 }).toString()
  await world.as(cast.olga).post(urls.localShares(localKeys.north), { purpose: 'messages', label: 'until ratification', ends: inAYear })
  const id = await publish('Not to be mailed')
  await step(id, 'withdraw')
  await world.runJobs()
  assert.deepEqual(
    about('Not to be mailed').filter((to) => to === 'maria@example.org'),
    [],
  )
  assert.match(await carla.read(urls.sending(id)), /Cancelled by Carla Voss/)
})

test('nobody but the communications officers discards, brings back or withdraws', async () => {
  const draft = await write('Nobody else'),
    shown = await publish('Nobody either')
  for (const [name, other] of Object.entries(others))
    for (const id of [draft, shown])
      for (const which of ['discard', 'bring-back', 'withdraw'] as const)
        assert.equal((await step(id, which, other)).status, 404, `${name} ${which}`)
  assert.equal((await visitor.get(urls.update('nobody-either'))).status, 200)
  await assert.rejects(
    asPerson(world.root, cast.otto, 'read write', (db) =>
      db.insertInto('update_withdrawal').values({ update_id: shown, revision: 1, withdrawn_by: cast.otto }).execute(),
    ),
    /row-level security/,
  )
  assert.match(await (await step(draft, 'withdraw')).text(), /not published, so there is nothing to withdraw/)
})

test('the other communications officers are told once that a second person is wanted, and see it on their first page', async () => {
  const id = await write('Please look')
  assert.doesNotMatch(await cory.read(urls.staff), new RegExp(urls.updateReview(id)))
  await ask(id, 1)
  await ask(id, 1)
  await world.runJobs()
  const mails = server.arrived.filter(({ mail }) => mail.subject === 'Waits for a second person: Please look')
  assert.deepEqual(
    mails.map(({ to }) => to),
    ['cory@example.org'],
  )
  assert.match(mails[0]!.mail.text!, /Carla Voss asks[^]*“Please look”[^]*http:\/\/commontable\.example\.org\/staff\/updates\/\d+\/review/)
  assert.match(await cory.read(urls.staff), new RegExp(`1 update waits for a second person[^]*href="${urls.updateReview(id)}"`))
  assert.doesNotMatch(await carla.read(urls.staff), /waits for a second person/, 'she asked for it herself')
  assert.doesNotMatch(await world.as(cast.otto).read(urls.staff), /waits for a second person/)
  assert.match(await carla.read(urls.staffUpdate(id)), /are told by mail, and on their first page/)
  const { SMTP_URL } = world.settings
  world.settings.SMTP_URL = undefined
  assert.match(await carla.read(urls.staffUpdate(id)), /This deployment can’t send mail at the moment/)
  world.settings.SMTP_URL = SMTP_URL

  // Edited meanwhile: what waits in the queue tells nobody of a text that is no longer there.
  const other = await write('Please wait')
  await ask(other, 1)
  await edit(other, 1, 'Please wait', 'Another text.')
  await world.runJobs()
  assert.deepEqual(about('Please wait'), [])
  await ask(other, 2)
  assert.match(await cory.read(urls.staff), /2 updates wait for a second person[^]*href="\/staff\/updates"/)
  assert.equal((await approve(other, 2)).status, 303)
  assert.equal((await approve(id, 1)).status, 303)
  assert.doesNotMatch(await cory.read(urls.staff), /for a second person/)
})
