import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys, units } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const carla = world.as(cast.carla),
  cory = world.as(cast.cory),
  visitor = world.as(null),
  maria = world.as(cast.maria)
const spanish = world.as(null, { 'accept-language': 'es' })
const room = urls.faqStaff
const { north, south } = localKeys

type Form = Record<string, string>
const question: Form = {
  question: 'Can I wear my button?',
  topic: 'At work',
  answer: 'Wear it everywhere but in the operating room.\n\n- at the desk\n- in the hall',
  sources: 'Handbook (invented), page 3',
}
const save = (form: Form, at: { id: number; version: number } | null = null, by = carla) =>
  by.post(at ? urls.publication(room, at.id) : urls.newPublication(room), at ? { ...form, version: String(at.version) } : form)
const idOf = async (reply: Response) => {
  assert.equal(reply.status, 303, (/<main.*/s.exec(await reply.clone().text())?.[0] ?? '').slice(0, 1500))
  return Number(/\/(\d+)/.exec(reply.headers.get('location')!)![1])
}
const approve = (id: number, version: number, by = cory) =>
  by.post(urls.publicationStep(room, id, 'approval'), { version: String(version) })
const publish = async (form: Form) => {
  const id = await idOf(await save(form))
  assert.equal((await approve(id, 1)).status, 303)
  return id
}
const variant = (nr: number, fields: Form) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`variant-${nr}-${name}`, value]))

test('one writes, another approves: then everybody reads it, finds it and passes it on', async () => {
  const id = await idOf(await save(question))
  const page = urls.answer('can-i-wear-my-button')
  assert.equal((await visitor.get(page)).status, 404)
  assert.match(
    await cory.read(urls.publicationStep(room, id, 'review')),
    /Version 1, saved by Carla Voss[^]*<li>at the desk<\/li>[^]*Approve and publish/,
  )
  const own = await approve(id, 1, carla)
  assert.equal(own.status, 422)
  assert.match(await own.text(), /You saved this version/)
  assert.equal((await approve(id, 1)).status, 303)

  const html = await visitor.read(page)
  assert.match(html, /<h1>Can I wear my button\?<\/h1>[^]*<li>at the desk<\/li>[^]*Handbook \(invented\), page 3/)
  assert.match(html, /class="pass-on">Can I wear my button\? http:\/\/commontable\.example\.org\/faq\/can-i-wear-my-button</)
  assert.match(html, /not legal advice/)
  assert.match(await visitor.read(urls.faq), /<h2>At work<\/h2>[^]*href="\/faq\/can-i-wear-my-button"/)
  assert.match(await visitor.read(urls.home), /href="\/faq"/)
  assert.match(await visitor.read(`${urls.faq}?q=buton`), /One answer for “buton”[^]*can-i-wear-my-button/)
  assert.match(await spanish.read(page), /<h1 lang="en">Can I wear my button\?<\/h1>[^]*solo existe en inglés/)
  assert.match(await visitor.read(`${urls.faq}?q=zzzzzz`), /Nothing about “zzzzzz”/)
})

test('a draft is the communications officers’ alone; the database holds the two people by itself', async () => {
  const id = await idOf(await save({ ...question, question: 'A secret plan?' }))
  for (const person of [cast.olga, cast.maria, cast.otto, cast.ada, null]) {
    const other = world.as(person)
    for (const path of [
      room,
      urls.newPublication(room),
      urls.publication(room, id),
      urls.publicationStep(room, id, 'review'),
      urls.answer('a-secret-plan'),
    ])
      assert.equal((await other.get(path)).status, 404, path)
    for (const path of [
      urls.newPublication(room),
      urls.publication(room, id),
      ...(['approval', 'withdraw', 'owner'] as const).map((step) => urls.publicationStep(room, id, step)),
    ])
      assert.equal((await other.post(path, { ...question, version: '1' })).status, 404, path)
    await asPerson(world.root, person, 'read only', async (db) => {
      assert.deepEqual(await db.selectFrom('publication').where('id', '=', id).selectAll().execute(), [])
      assert.deepEqual(await db.selectFrom('publication_version').where('publication_id', '=', id).selectAll().execute(), [])
      assert.deepEqual(await db.selectFrom('publication_approval').where('publication_id', '=', id).selectAll().execute(), [])
    })
  }
  const insert = (person: string, row: object) =>
    asPerson(world.root, person, 'read write', (db) =>
      db
        .insertInto('publication_approval')
        .values({ publication_id: id, version: 1, written_by: cast.carla, approved_by: person, ...row })
        .execute(),
    )
  await assert.rejects(insert(cast.carla, {}), /a_second_person/)
  await assert.rejects(insert(cast.carla, { written_by: cast.cory }), /violates foreign key/)
  await assert.rejects(insert(cast.carla, { approved_by: cast.cory }), /row-level security/)
  await assert.rejects(insert(cast.olga, {}), /row-level security/)
  const show = (version: number) =>
    asPerson(world.root, cast.carla, 'read write', (db) =>
      db.updateTable('publication').set({ shown: version, published_at: Temporal.Now.instant() }).where('id', '=', id).execute(),
    )
  await assert.rejects(show(1), /violates foreign key/)
  await save({ ...question, question: 'A secret plan!' }, { id, version: 1 })
  await assert.rejects(insert(cast.cory, {}), /row-level security/) // no longer the newest
  for (const table of ['publication_version', 'publication_approval'] as const)
    await assert.rejects(
      asPerson(world.root, cast.carla, 'read write', (db) => db.deleteFrom(table).execute()),
      /permission denied/,
    )
})

test('who saves what another has changed meanwhile keeps her text, and sees the other', async () => {
  const id = await idOf(await save({ ...question, question: 'Two at once?' }))
  assert.equal((await save({ ...question, question: 'Two at once?', answer: 'Words of Cory' }, { id, version: 1 }, cory)).status, 303)
  const late = await save({ ...question, question: 'Two at once?', answer: 'Words of Carla' }, { id, version: 1 })
  assert.equal(late.status, 422)
  assert.match(
    await late.text(),
    /Cory [^]*saved a newer version while you wrote[^]*<textarea[^>]*>Words of Carla<\/textarea>[^]*<p>Words of Cory<\/p>/,
  )
})

test('a correction needs a second person too; what is taken off is gone at once, and comes back through two', async () => {
  const id = await publish({ ...question, question: 'Where do we meet?', answer: 'At the gate.' })
  const page = urls.answer('where-do-we-meet')
  await save({ ...question, question: 'Where do we meet?', answer: 'In the hall.' }, { id, version: 1 })
  assert.match(await visitor.read(page), /At the gate/)
  assert.match(await carla.read(room), /Where do we meet[^]*?a correction waits for a second person/)
  await approve(id, 2)
  assert.match(await visitor.read(page), /In the hall[^]*Last changed/)
  assert.equal((await carla.post(urls.publicationStep(room, id, 'withdraw'))).status, 303)
  assert.equal((await visitor.get(page)).status, 404)
  assert.doesNotMatch(await visitor.read(urls.faq), /Where do we meet/)
  await save({ ...question, question: 'Where do we meet?', answer: 'In the hall.' }, { id, version: 2 })
  assert.equal((await visitor.get(page)).status, 404)
  assert.equal((await approve(id, 3)).status, 303)
  assert.match(await visitor.read(page), /In the hall/)
})

test('each reader gets the answer of her unit, her local, the day, or that for all; it changes by itself when the day comes', async () => {
  await world.setClock('2027-10-18T19:00:00Z')
  const id = await publish({
    ...question,
    question: 'Is our contract in force?',
    answer: 'Ask your steward.',
    variants: '4',
    ...variant(0, { place: '', last: '2027-10-24', answer: 'The national one is.' }),
    ...variant(1, { place: north, last: '2027-10-31', answer: 'In the North it is.' }),
    ...variant(2, { place: `${north}/${units.northPharmacy}`, answer: 'In the pharmacies it is not.' }),
    ...variant(3, { place: north, from: '2027-11-01', answer: 'In the North it has ended.' }),
  })
  const page = urls.answer('is-our-contract-in-force')
  const main = async (reader: typeof visitor, path = page) =>
    /<main.*<\/main>/s.exec(await reader.read(path))![0].split('The answer differs by local')[0]!
  assert.match(await main(visitor), /The national one is\./)
  assert.match(
    await main(visitor, `${page}?at=${north}`),
    /Answer for Local 12 North[^]*Holds through[^]*October 31, 2027[^]*In the North it is\./,
  )
  assert.match(await main(visitor, `${page}?at=${north}/${units.northPharmacy}`), /In the pharmacies it is not/)
  assert.match(await main(visitor, `${page}?at=${south}`), /The national one is\./)
  assert.match(await main(maria), /your unit[^]*In the North it is\./, 'a member who has signed in gets that of her unit')
  assert.match(await maria.read(page), /class="pass-on">[^<]*\/faq\/is-our-contract-in-force</, 'and passes on no word of where she works')
  assert.match(await main(maria, `${page}?at=`), /The national one is\./)
  assert.match(await main(visitor, `${page}?at=nowhere`), /The national one is\./)
  assert.match(await visitor.read(`${page}?at=${south}`), /pass-on">[^<]*\?at=south-34/)
  assert.match(await visitor.read(`${page}?at=${south}`), /<summary>Local 12 North[^]*In the North it is\./)
  assert.match(await visitor.read(`${urls.faq}?at=${north}`), /href="\/faq\/is-our-contract-in-force\?at=north-12"/)
  assert.match(await visitor.read(`${urls.faq}?q=pharmacies&at=${north}/${units.northPharmacy}`), /One answer/)
  assert.match(await visitor.read(`${urls.faq}?q=pharmacies`), /Nothing about/, 'only what this reader would get is searched')

  // Two weeks ahead the owner is told what ends and what readers get then.
  const before = await carla.read(room)
  assert.match(
    before,
    /About to become untrue[^]*Yours[^]*the answer for everybody ends with Sunday, October 24, 2027 \(in 6 days\)[^]*“Ask your steward\.”/,
  )
  assert.match(before, /for Local 12 North ends with Sunday, October 31, 2027 \(in 13 days\)[^]*“In the North it has ended\.”/)
  assert.match(await cory.read(room), /Carla Voss looks after it/)
  await world.worker.pool.query(`select graphile_worker.add_job('answers-due', '{"account": null, "data": {}}')`)
  await world.runJobs()
  const mails = async () => [
    ...(await visitor.read(urls.outbox)).matchAll(
      /href="(\/example\/outbox\/\d+)">About to become untrue: Is our contract in force\?[^]*?data-label="To">([^<]*)</g,
    ),
  ]
  const told = await mails()
  assert.deepEqual(
    told.map(([, , to]) => to),
    ['carla@example.org', 'carla@example.org'],
    'who looks after it is mailed each thing',
  )
  assert.match(await visitor.read(told[1]![1]!), /ends with Sunday, October 24, 2027/)
  await world.worker.pool.query(`select graphile_worker.add_job('answers-due', '{"account": null, "data": {}}')`)
  await world.runJobs()
  assert.equal((await mails()).length, 2, 'once')
  await cory.post(urls.publicationStep(room, id, 'owner'))
  assert.match(await cory.read(room), /Yours/)

  await world.setClock('2027-10-25T06:59:59Z') // 11:59:59 p.m. of the 24th, Pacific
  assert.match(await main(visitor), /The national one is\./)
  await world.setClock('2027-10-25T07:00:00Z')
  assert.match(await main(visitor), /Ask your steward\./)
  await world.setClock('2027-11-01T07:00:00Z')
  assert.match(await main(maria), /In the North it has ended\./)
  await world.setClock('2027-10-18T19:00:00Z')
})

test('variants are added and left out without a script, and nothing typed is lost', async () => {
  const added = await carla.post(urls.newPublication(room), {
    ...question,
    step: 'add',
    variants: '1',
    ...variant(0, { place: south, answer: 'Kept' }),
  })
  assert.equal(added.status, 200)
  assert.match(await added.text(), /Variant 2[^]*/)
  const removed = await (
    await carla.post(urls.newPublication(room), {
      ...question,
      step: 'remove-0',
      variants: '2',
      ...variant(0, { place: south, answer: 'Gone' }),
      ...variant(1, { place: north, answer: 'Kept' }),
    })
  ).text()
  assert.match(removed, /name="variant-0-answer"[^>]*>Kept<\/textarea>/)
  assert.doesNotMatch(removed, /Gone|Variant 2/)
})

test('what is wrong gets a sentence, and what was typed is still there', async () => {
  const one = (fields: Form): Form => ({ ...question, variants: '1', ...variant(0, { answer: 'Other.', place: north, ...fields }) })
  const cases: [Form, RegExp][] = [
    [{ ...question, question: ' ' }, /The question is missing/],
    [{ ...question, topic: '' }, /The topic is missing/],
    [{ ...question, answer: '\n' }, /The answer is missing/],
    [{ ...question, answer: 'x'.repeat(6001) }, /longer than 6000 letters/],
    [{ ...question, questionEs: '¿Y?' }, /The Spanish is not complete/],
    [{ ...question, checkBy: '2027-02-30' }, /There is no such day/],
    [{ ...question, answer: 'It is [fact:nothing-of-it].' }, /refers to a fact that is not published/],
    [one({ place: '' }), /would hold for everybody at any time/],
    [one({ place: 'gone-9' }), /no such local or unit any more/],
    [one({ last: '2027-13-01' }), /There is no such day/],
    [one({ from: '2027-10-02', last: '2027-10-01' }), /ends before it begins/],
    [one({ answer: '' }), /The answer is missing/],
    [
      { ...one({ last: '2027-10-05' }), variants: '2', ...variant(1, { answer: 'Third.', place: north, from: '2027-10-05' }) },
      /An earlier variant holds for the same people/,
    ],
  ]
  for (const [form, sentence] of cases) {
    const reply = await save({ ...form, words: 'kept words' })
    assert.equal(reply.status, 422, sentence.source)
    const html = await reply.text()
    assert.match(html, sentence)
    assert.match(html, /value="kept words"/)
  }
})

test('what we prepared can be begun with, keeps its address, and is Spanish too', async () => {
  assert.match(await carla.read(room), /Prepared for you[^]*What continues after our contract ends\?/)
  const form = await carla.read(`${urls.newPublication(room)}?from=what-continues-after-our-contract-ends`)
  assert.match(form, /What continues after our contract ends\?/)
  const { preparedAnswers } = await import('./prepared-answers.ts')
  const { typedFromAnswer } = await import('./answer.ts')
  for (const { slug, content } of preparedAnswers) await publish({ ...typedFromAnswer(content), slug })
  assert.match(await visitor.read(urls.answer('what-continues-after-our-contract-ends')), /369 U\.S\. 736/)
  assert.match(
    await spanish.read(urls.answer('what-continues-after-our-contract-ends')),
    /<h1>¿Qué sigue igual cuando termina nuestro contrato\?<\/h1>/,
  )
  assert.doesNotMatch(await carla.read(room), /Prepared for you/)
  assert.match(
    await carla.read(room),
    /Are union dues still taken from my pay\?[^]*?somebody was to look at it again by Monday, May 31, 2027/,
  )
  assert.match(await spanish.read(`${urls.faq}?q=cuotass descontadas`), /me siguen descontando las cuotas/i)
  assert.match(await visitor.read(`${urls.faq}?q=arbtration`), /Can I still file a grievance/)
})
