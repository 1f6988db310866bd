import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { cast, people } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const carla = world.as(cast.carla),
  cory = world.as(cast.cory),
  visitor = world.as(null)
const others = { stella: world.as(cast.stella), olga: world.as(cast.olga), maria: world.as(cast.maria), otto: world.as(cast.otto), visitor }

const march = {
  title: 'We march on Saturday',
  summary: 'Ten in the morning, from the park to the hospital.',
  body: 'Bring water.\n\nSign up: https://example.org/march',
  sources: 'Bulletin 4, https://example.org/bulletin, October 2027',
}

type Form = Record<string, string>
const idFrom = (reply: Response) => Number(/\/staff\/updates\/(\d+)/.exec(reply.headers.get('location') ?? '')?.[1])
const write = async (form: Form, by = carla) => {
  const reply = await by.post(urls.newUpdate, form)
  assert.equal(reply.status, 303, await reply.clone().text())
  return idFrom(reply)
}
const edit = (id: number, revision: number, form: Form, by = carla) =>
  by.post(urls.staffUpdate(id), { ...form, revision: String(revision) })
const ask = (id: number, revision: number, by = carla) => by.post(urls.updateReady(id), { revision: String(revision) })
const approve = (id: number, revision: number, by = cory) => by.post(urls.updateApproval(id), { revision: String(revision) })
const publish = async (form: Form) => {
  const id = await write(form)
  await ask(id, 1)
  assert.equal((await approve(id, 1)).status, 303)
  return id
}

test('one writes, another approves: at once it is a page, a line in the list and an entry of the feed', async () => {
  const id = await write(march)
  const page = urls.update('we-march-on-saturday')
  assert.equal((await visitor.get(page)).status, 404)
  await ask(id, 1)
  assert.match(await cory.read(urls.updateReview(id)), /Revision 1, last saved by Carla Voss[^]*Approve/)
  assert.equal((await approve(id, 1)).headers.get('location'), urls.sending(id))

  const html = await visitor.read(page)
  assert.match(html, /<h1>We march on Saturday<\/h1>/)
  assert.match(html, /<p>Bring water\.<\/p>\n<p>Sign up: <a href="https:\/\/example\.org\/march">/)
  assert.match(html, /Published <time datetime="2027-10-18T19:0/) // campaign time
  assert.match(html, /<meta property="og:url" content="http:\/\/commontable\.example\.org\/updates\/we-march-on-saturday"/)
  assert.match(html, /Bulletin 4, <a href="https:\/\/example\.org\/bulletin">/)
  assert.doesNotMatch(html, /Corrected/)
  assert.match(await visitor.read(urls.updates), /href="\/updates\/we-march-on-saturday"/)
  assert.match(await visitor.read(urls.home), /We march on Saturday/)

  const feed = await visitor.get(urls.updateFeed)
  assert.match(feed.headers.get('content-type')!, /^application\/atom\+xml/)
  const atom = await feed.text()
  assert.match(atom, /<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/)
  assert.match(atom, /<link href="http:\/\/commontable\.example\.org\/updates\/we-march-on-saturday"/)
  assert.doesNotMatch(atom, /href="\//)
})

test('a title keeps its signs on the page and in the feed, where it is no HTML, and an unchanged feed is not sent again', async () => {
  await publish({ ...march, title: '👩‍⚕️ R&D: wages <b> 5%\u202e', summary: 'More than <10>.' })
  assert.match(await visitor.read(urls.update('r-d-wages-b-5')), /<h1>👩‍⚕️ R&amp;D: wages &lt;b> 5%<\/h1>/)
  const feed = await visitor.get(urls.updateFeed)
  const atom = await feed.text()
  assert.match(atom, /<title type="html"><!\[CDATA\[👩‍⚕️ R&amp;D: wages &lt;b(>|&gt;) 5%\]\]>/u)
  assert.match(atom, /<summary type="html"><!\[CDATA\[More than &lt;10(>|&gt;)\.\]\]>/)
  const again = await visitor.request(urls.updateFeed, { headers: { 'if-none-match': feed.headers.get('etag')! } })
  assert.equal(again.status, 304)
  assert.equal(await again.text(), '')
})

test('nobody but the communications officers sees or touches a draft', async () => {
  const id = await write({ ...march, title: 'A secret plan' })
  for (const [name, other] of Object.entries(others)) {
    for (const path of [
      urls.update('a-secret-plan'),
      urls.staffUpdate(id),
      urls.updateReview(id),
      urls.updatePreview(id),
      urls.mailPreview(id),
      urls.updatesStaff,
      urls.newUpdate,
      urls.sending(id),
      urls.sendingStream(id),
    ])
      assert.equal((await other.get(path)).status, 404, `${name} ${path}`)
    for (const path of [
      urls.staffUpdate(id),
      urls.newUpdate,
      urls.updateReady(id),
      urls.updateApproval(id),
      urls.sendingCancel(id),
      urls.sendingResume(id),
    ])
      assert.equal((await other.post(path, { ...march, revision: '1' })).status, 404, `${name} ${path}`)
    for (const path of [urls.updates, urls.updateFeed, urls.home]) assert.doesNotMatch(await other.read(path), /secret plan/)
  }
  for (const person of [cast.stella, cast.olga, cast.maria, cast.otto, cast.ada, null])
    await asPerson(world.root, person, 'read only', async (db) => {
      assert.deepEqual(await db.selectFrom('update_item').where('slug', '=', 'a-secret-plan').selectAll().execute(), [])
      assert.deepEqual(await db.selectFrom('update_revision').where('title', '=', 'A secret plan').selectAll().execute(), [])
      for (const table of ['update_ready', 'update_approval', 'message', 'message_step'] as const)
        assert.deepEqual(await db.selectFrom(table).selectAll().execute(), [])
    })
})

test('who began it and who saved it last can’t approve, whatever they send', async () => {
  const id = await write({ ...march, title: 'Two people' })
  await ask(id, 1)
  assert.doesNotMatch(await carla.read(urls.updateReview(id)), /<form[^>]*approval/)
  const own = await approve(id, 1, carla)
  assert.equal(own.status, 422)
  assert.match(await own.text(), /You began this update/)

  assert.equal((await edit(id, 1, { ...march, title: 'Two people, better' }, cory)).status, 303)
  await ask(id, 2, cory)
  assert.match(await (await approve(id, 2, cory)).text(), /You saved this revision/)
  assert.match(await (await approve(id, 2, carla)).text(), /save it once more under your name/)
  // Saved once more by her who began it, unchanged: then the other one may.
  assert.equal((await edit(id, 2, { ...march, title: 'Two people, better' })).status, 303)
  await ask(id, 3)
  assert.equal((await approve(id, 3)).status, 303)
  assert.equal((await visitor.get(urls.update('two-people-better'))).status, 200)
})

test('the database says the same, should the program forget', async () => {
  const id = await write({ ...march, title: 'By force' })
  await ask(id, 1)
  const insert = (person: string, row: Partial<{ author: string; written_by: string; approved_by: string; revision: number }>) =>
    asPerson(world.root, person, 'read write', (db) =>
      db
        .insertInto('update_approval')
        .values({ update_id: id, revision: 1, author: cast.carla, written_by: cast.carla, approved_by: person, ...row })
        .execute(),
    )
  await assert.rejects(insert(cast.carla, {}), /a_second_person/)
  await assert.rejects(insert(cast.carla, { author: cast.cory, written_by: cast.cory }), /violates foreign key/)
  await assert.rejects(insert(cast.carla, { approved_by: cast.cory }), /row-level security/)
  await assert.rejects(insert(cast.ada, {}), /row-level security/)
  await assert.rejects(insert(cast.maria, {}), /row-level security/)
  await edit(id, 1, { ...march, title: 'By force, changed' })
  await assert.rejects(insert(cast.cory, {}), /row-level security/) // the revision is no longer the newest
  for (const table of ['update_revision', 'update_approval', 'update_ready'])
    await assert.rejects(
      asPerson(world.root, cast.carla, 'read write', (db) => db.deleteFrom(table as 'update_ready').execute()),
      /permission denied/,
    )
  await assert.rejects(
    asPerson(world.root, cast.carla, 'read write', (db) =>
      db.updateTable('update_item').set({ published_revision: 2, published_at: Temporal.Now.instant() }).where('id', '=', id).execute(),
    ),
    /violates foreign key/,
  )
})

test('an edit takes the request for approval back', async () => {
  const id = await write({ ...march, title: 'Ask again' })
  assert.match(await (await approve(id, 1)).text(), /Nobody has asked for approval/)
  await ask(id, 1)
  assert.match(await carla.read(urls.updatesStaff), /Ask again[^]*?Waits for a second person/)
  await edit(id, 1, { ...march, title: 'Ask again', body: 'Changed.' })
  const late = await approve(id, 1)
  assert.equal(late.status, 422)
  assert.match(await late.text(), /was edited after you opened this page/)
  assert.match(await (await approve(id, 2)).text(), /Nobody has asked/)
  const stale = await ask(id, 1)
  assert.equal(stale.status, 422)
  assert.match(await stale.text(), /was edited meanwhile/)
})

test('two at once: the second save is refused, and both texts are there', async () => {
  const id = await write({ ...march, title: 'Two at once' })
  assert.equal((await edit(id, 1, { ...march, title: 'Two at once', body: 'Words of Carla' })).status, 303)
  const late = await edit(id, 1, { ...march, title: 'Two at once', body: 'Words of Cory' }, cory)
  assert.equal(late.status, 422)
  const html = await late.text()
  assert.match(html, /Carla Voss saved a newer revision while you wrote/)
  assert.match(html, /name="body"[^>]*>Words of Cory<\/textarea>/)
  assert.match(html, /<p>Words of Carla<\/p>/)
  assert.equal((await edit(id, 2, { ...march, title: 'Two at once', body: 'Words of both' }, cory)).status, 303)
})

test('two saves of one revision at the same moment: one is kept, one is told', async () => {
  const id = await write({ ...march, title: 'Same moment' })
  const replies = await Promise.all([
    edit(id, 1, { ...march, title: 'Same moment', body: 'One' }),
    edit(id, 1, { ...march, title: 'Same moment', body: 'Two' }, cory),
  ])
  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, 422])
})

test('a correction goes through approval again, says when, keeps its address and isn’t mailed', async () => {
  const id = await publish({ ...march, title: 'Right and wrong', body: 'At nine.' })
  const page = urls.update('right-and-wrong')
  await edit(id, 1, { ...march, title: 'Right, not wrong', body: 'At ten.' })
  assert.match(await visitor.read(page), /At nine\./)
  assert.match(await carla.read(urls.staffUpdate(id)), /A change becomes public when a second person has approved it/)
  await world.setClock('2027-10-19T09:00:00Z')
  await ask(id, 2)
  assert.match(await cory.read(urls.updateReview(id)), /no mail goes out/)
  assert.equal((await approve(id, 2)).headers.get('location'), urls.staffUpdate(id))
  const html = await visitor.read(page)
  assert.match(html, /At ten\.[^]*/)
  assert.match(html, /Corrected at<\/strong> <time datetime="2027-10-19T09:0/)
  assert.doesNotMatch(html, /At nine/)
  assert.match(await visitor.read(urls.updateFeed), /<updated>2027-10-19T09:0/)
  const messages = await asPerson(world.root, cast.carla, 'read only', (db) =>
    db.selectFrom('message').where('update_id', '=', id).selectAll().execute(),
  )
  assert.deepEqual(
    messages.map(({ revision }) => revision),
    [1],
  )
  await world.setClock('2027-10-18T12:00:00Z') // before it was published, in campaign time
  assert.equal((await visitor.get(page)).status, 404)
  await world.setClock('2027-10-19T09:00:00Z')
})

test('what is wrong gets a sentence, and what was typed is still there', async () => {
  const cases: [Form, RegExp][] = [
    [{ ...march, title: ' ' }, /has no title/],
    [{ ...march, title: 'x'.repeat(121) }, /title is longer than 120/],
    [{ ...march, summary: '' }, /sentence under the title is missing/],
    [{ ...march, body: '\n\n' }, /text is empty/],
    [{ ...march, body: 'word '.repeat(15_000) }, /too long for one update/],
    [{ ...march, titleEs: 'Marchamos' }, /Spanish version has no text/],
    [{ ...march, bodyEs: 'Traigan agua' }, /Spanish version has no title/],
    [{ ...march, sources: 'a\n'.repeat(21) }, /More than 20 sources/],
    [{ ...march, alt: 'Nurses' }, /a description and no picture/],
  ]
  for (const [form, sentence] of cases) {
    const reply = await carla.post(urls.newUpdate, { ...form, marker: 'x' })
    const html = await reply.text()
    assert.equal(reply.status, 422, sentence.source)
    assert.match(html, sentence)
    assert.ok(
      html.includes(form.body === march.body ? 'Bring water.\n\nSign up: https://example.org/march</textarea>' : form.summary!),
      sentence.source,
    )
  }
  const list = await carla.read(urls.updatesStaff)
  assert.doesNotMatch(list, /Marchamos/)
})

test('what comes from the editor is cleaned; plain text keeps the form of what it does not change', async () => {
  const id = await write({
    ...march,
    title: 'Form',
    format: 'html',
    body: '<h2>Bring</h2><p>a <strong>hat</strong><script>alert(1)</script> <a href="javascript:x" onclick="y">x</a></p><img src=x onerror=y>',
  })
  const form = await carla.read(urls.staffUpdate(id))
  assert.match(form, /data-editor="&lt;h2>Bring&lt;\/h2>\n&lt;p>a &lt;strong>hat&lt;\/strong> x&lt;\/p>"/)
  assert.match(form, />## Bring\n\na \*\*hat\*\* x<\/textarea>/)
  assert.equal((await edit(id, 1, { ...march, title: 'Form', body: '## Bring\r\n\r\na **hat** x' }, cory)).status, 303)
  await ask(id, 2)
  const preview = await carla.read(`${urls.updatePreview(id)}?revision=2`)
  assert.match(preview, /<h2>Bring<\/h2>\n<p>a <strong>hat<\/strong> x<\/p>/)
})

test('a title can’t break a header or a page, and equal titles get addresses of their own', async () => {
  await publish({ ...march, title: 'Evil\r\nBcc: all@example.org <script>alert(1)</script>' })
  const html = await visitor.read(urls.update('evil-bcc-all-example-org-script-alert-1-script'))
  assert.match(html, /<h1>Evil Bcc: all@example\.org &lt;script>alert\(1\)&lt;\/script><\/h1>/)
  assert.doesNotMatch(html, /<script>alert/)
  await publish({ ...march, title: 'Same' })
  await publish({ ...march, title: 'Same!' })
  for (const slug of ['same', 'same-2']) assert.equal((await visitor.get(urls.update(slug))).status, 200)
})

test('Spanish readers get Spanish where it was written, and are told where it was not', async () => {
  await publish({ ...march, title: 'Both', titleEs: 'Los dos', summaryEs: 'Un resumen', bodyEs: 'Traigan agua.' })
  const spanish = world.as(null, { 'accept-language': 'es' })
  assert.match(await spanish.read(urls.update('both')), /<html lang="es"[^]*<h1>Los dos<\/h1>[^]*<p>Traigan agua\.<\/p>/)
  assert.match(await visitor.read(urls.update('both')), /<h1>Both<\/h1>/)
  assert.match(await spanish.read(urls.update('we-march-on-saturday')), /<h1 lang="en">We march on Saturday<\/h1>[^]*solo existe en inglés/)
  assert.match(await spanish.read(urls.updates), /Noticias[^]*Los dos/)
  assert.match(await visitor.read(`${urls.updateFeed}?lang=es`), /<title type="html"><!\[CDATA\[Los dos\]\]>|<title[^>]*>[^<]*Los dos/)
})

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#884422' } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Somebody' } })
    .toBuffer()
const withPicture = (form: Form, bytes: Uint8Array, name = 'IMG_1.jpg') => {
  const data = new FormData()
  for (const [key, value] of Object.entries(form)) data.set(key, value)
  data.set('picture', new File([bytes as BlobPart], name))
  return data
}

test('a picture is public with its update, not before; its address never changes its content', async () => {
  const saved = await carla.post(
    urls.newUpdate,
    withPicture({ ...march, title: 'With a picture', alt: 'Nurses with signs' }, await picture(2000, 1000)),
  )
  assert.equal(saved.status, 303)
  const id = idFrom(saved)
  const form = await carla.read(urls.staffUpdate(id))
  const [address] = /\/pictures\/[0-9a-f]{64}\.jpeg/.exec(form)!
  assert.equal((await visitor.get(address!)).status, 404)
  assert.equal((await others.olga.get(address!)).status, 404)
  assert.equal((await carla.get(address!)).status, 200)
  // Another edit keeps it, by its hidden field.
  const [, pictureId] = /name="pictureId" value="([0-9a-f]{64})"/.exec(form)!
  assert.equal((await edit(id, 1, { ...march, title: 'With a picture', alt: 'Nurses, with signs', pictureId: pictureId! })).status, 303)
  await ask(id, 2)
  await approve(id, 2)
  const reply = await visitor.get(address!)
  assert.equal(reply.headers.get('content-type'), 'image/jpeg')
  assert.equal(reply.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(reply.headers.get('cross-origin-resource-policy'), 'cross-origin') // or mail programs on the web would leave it out
  assert.equal((await sharp(await reply.arrayBuffer()).metadata()).exif, undefined)
  const html = await visitor.read(urls.update('with-a-picture'))
  assert.match(html, /srcset="\/pictures\/[0-9a-f]{64}\.webp 800w, \/pictures\/[0-9a-f]{64}\.webp 1600w"/)
  assert.match(html, /<img[^>]*alt="Nurses, with signs"/)
  assert.match(html, /og:image" content="http:\/\/commontable\.example\.org\/pictures\//)
  for (const wrong of ['/pictures/x.jpeg', `/pictures/${'0'.repeat(64)}.jpeg`, address!.replace('.jpeg', '.webp'), `${address}.svg`])
    assert.equal((await visitor.get(wrong)).status, 404)
})

test('a picture that is none, or a bomb, is refused; one that is good survives another mistake', async () => {
  const none = await carla.post(urls.newUpdate, withPicture({ ...march, alt: 'x' }, Buffer.from('<svg onload="alert(1)">'), 'photo.jpg'))
  assert.equal(none.status, 422)
  assert.match(await none.text(), /can’t be read as a picture/)
  const bomb = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  bomb.writeUInt32BE(10_000, 16) // says that it is 10,000 wide and high
  bomb.writeUInt32BE(10_000, 20)
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  const refused = await carla.post(urls.newUpdate, withPicture({ ...march, alt: 'x' }, bomb, 'bomb.png'))
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /more than 50 million pixels/)
  const noAlt = await carla.post(urls.newUpdate, withPicture({ ...march, title: 'Alt' }, await picture(300, 200)))
  assert.equal(noAlt.status, 422)
  const html = await noAlt.text()
  assert.match(html, /Say what the picture shows/)
  const [, pictureId] = /name="pictureId" value="([0-9a-f]{64})"/.exec(html)!
  assert.equal((await carla.post(urls.newUpdate, { ...march, title: 'Alt', alt: 'A wall', pictureId: pictureId! })).status, 303)
  const camera = await carla.post(urls.newUpdate, withPicture({ ...march, title: 'A large picture' }, Buffer.alloc(20_000_000)))
  assert.equal(camera.status, 422)
  assert.match(await camera.text(), /larger than 12 MB[^]*value="A large picture"[^]*Bring water\./)
  const huge = await carla.post(urls.newUpdate, withPicture(march, Buffer.alloc(50_000_000)))
  assert.equal(huge.status, 400)
})

test('the list has pages, the last of which ends it', async () => {
  assert.equal((await visitor.get(`${urls.updates}?page=2`)).status, 404)
  for (let n = 1; n <= 9; n++) await publish({ ...march, title: `Bulletin ${n}` })
  assert.match(await visitor.read(urls.updates), /1 to 12 of \d+[^]*\?page=2/)
  assert.match(await visitor.read(`${urls.updates}?page=2`), /rel="prev" href="\/updates"/)
  for (const page of ['0', '-1', 'x', '99']) assert.equal((await visitor.get(`${urls.updates}?page=${page}`)).status, 404, page)
})

test('the second person sees whom it reaches: counts, never people, and who of them doesn’t share', async () => {
  const olga = world.as(cast.olga),
    stella = world.as(cast.stella),
    inAYear = Temporal.Now.plainDateISO().add({ years: 1 }).toString()
  const id = await write({ ...march, title: 'Reach' })
  assert.match(await cory.read(urls.updateReview(id)), /Nobody: no local shares its members for mail[^]*Local 12 North/)
  for (const [who, local] of [
    [olga, 'north-12'],
    [stella, 'south-34'],
  ] as const)
    assert.equal((await who.post(urls.localShares(local), { purpose: 'messages', label: 'until ratification', ends: inAYear })).status, 303)
  const html = await cory.read(urls.updateReview(id))
  assert.match(html, /18 mailboxes in 2 locals/) // 9 mailboxes of the North (two members share one), 10 of the South, one on both
  assert.match(html, /A mailbox that stands on two rosters/)
  const lastDay = Temporal.PlainDate.from(inAYear).toLocaleString('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  })
  assert.ok(html.includes(`until ratification (${lastDay})`), lastDay)
  for (const { email } of people) if (email) assert.ok(!html.includes(email), email)
})

test('whom it reaches is told by fives: one who stops the updates, or comes, moves no number that was told', async () => {
  const id = await write({ ...march, title: 'Reach again' })
  const told = async () => {
    const html = await cory.read(urls.updateReview(id))
    return [/(\d+) mailboxes in 2 locals/, /Local 12 North<.*?>(\d+)</s, /Local 34 South<.*?>(\d+)</s].map((count) => count.exec(html)![1])
  }
  const stop = (email: string) =>
    world.look(
      'sender',
      `insert into consent (address_key, category, given, source, wording) select address_key('${email}'), 'all', false, 'one-click', 'No more mail'`,
    )
  assert.deepEqual(await told(), ['18', '9', '10'])
  for (const name of ['tom', 'sven', 'priya.raman', 'grace.odell']) {
    await stop(`${name}@example.org`)
    assert.deepEqual(await told(), ['18', '9', '10'], name)
  }
  await stop('wei.chen@example.org')
  assert.deepEqual(await told(), ['13', '4', '10'])
})
