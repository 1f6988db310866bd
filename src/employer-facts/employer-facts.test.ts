import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { withFigures, type Facts } from './fact.ts'

const world = await newWorld()
const carla = world.as(cast.carla),
  cory = world.as(cast.cory),
  visitor = world.as(null),
  spanish = world.as(null, { 'accept-language': 'es' })
const room = urls.factsStaff

type Form = Record<string, string>
const gain: Form = {
  claim: 'The employer gained $3 billion in spring.',
  figure: '$3 billion',
  claimEs: 'La empresa ganó 3 mil millones en primavera.',
  figureEs: '3 mil millones',
  source: 'Report (invented), page 2',
  address: 'https://example.org/report',
  dated: '2027-08-01',
}
const slug = 'the-employer-gained-3-billion-in-spring'
const withFile = (form: Form, bytes: string | Uint8Array, name: string) => {
  const data = new FormData()
  for (const [key, value] of Object.entries(form)) data.set(key, value)
  data.set('file', new File([bytes as BlobPart], name))
  return data
}
const idOf = async (reply: Response) => {
  assert.equal(reply.status, 303, (/<main.*/s.exec(await reply.clone().text())?.[0] ?? '').slice(0, 1500))
  return Number(/\/(\d+)/.exec(reply.headers.get('location')!)![1])
}
const approve = async (id: number, version: number) =>
  assert.equal((await cory.post(urls.publicationStep(room, id, 'approval'), { version: String(version) })).status, 303)

/** An update with this text, published. */
async function publishUpdate(form: Form) {
  const reply = await carla.post(urls.newUpdate, { title: 'They can pay', summary: 'Short.', body: '', ...form })
  const id = await idOf(reply)
  await carla.post(urls.updateReady(id), { revision: '1' })
  assert.equal((await cory.post(urls.updateApproval(id), { revision: '1' })).status, 303)
  return id
}

test('a claim carries its figure, source and date; used by reference, a corrected figure changes wherever it stands', async () => {
  const id = await idOf(await carla.post(urls.newPublication(room), gain))
  assert.equal((await visitor.get(urls.fact(slug))).status, 404)
  const early = await carla.post(urls.newUpdate, { title: 'Early', summary: 'Short.', body: `They gained [fact:${slug}].` })
  assert.equal(early.status, 422)
  assert.match(await early.text(), /refers to a fact that is not published/)
  assert.match(await cory.read(urls.publicationStep(room, id, 'review')), /No page refers to it yet/)
  await approve(id, 1)
  assert.match(
    await visitor.read(urls.fact(slug)),
    /<h1>\$3 billion<\/h1>[^]*The employer gained \$3 billion[^]*href="https:\/\/example\.org\/report"[^]*August 1, 2027[^]*On no page yet/,
  )
  assert.match(await spanish.read(urls.facts), /La empresa en cifras[^]*3 mil millones/)

  const body = `They gained [fact:${slug}], and **[fact:${slug}]** again.`
  await publishUpdate({ body, titleEs: 'Pueden pagar', summaryEs: 'Corto.', bodyEs: `Ganaron [fact:${slug}].` })
  const answer = await idOf(
    await carla.post(urls.newPublication(urls.faqStaff), {
      question: 'Can they pay?',
      topic: 'Money',
      answer: `They gained [fact:${slug}].`,
      variants: '0',
    }),
  )
  assert.equal((await cory.post(urls.publicationStep(urls.faqStaff, answer, 'approval'), { version: '1' })).status, 303)
  const page = urls.update('they-can-pay')
  assert.match(
    await visitor.read(page),
    new RegExp(`They gained <a href="/facts/${slug}">\\$3 billion</a>, and <strong><a[^]*Report \\(invented\\), page 2`),
  )
  assert.match(await spanish.read(page), /Ganaron <a href="[^"]*">3 mil millones<\/a>/)
  assert.match(
    await visitor.read(urls.answer('can-they-pay')),
    /They gained <a href="[^"]*">\$3 billion<\/a>[^]*Sources[^]*Report \(invented\), page 2/,
  )
  assert.match(await visitor.read(`${urls.faq}?q=billion`), /One answer/)
  const atom = await visitor.read(urls.updateFeed)
  assert.match(atom, /They gained [^]*http:\/\/commontable\.example\.org\/facts\/[^]*\$3 billion/)
  assert.doesNotMatch(atom, /\[fact:/)
  assert.match(await visitor.read(urls.fact(slug)), /Where we use this figure[^]*They can pay[^]*Can they pay\?/)

  const corrected = { ...gain, claim: 'The employer gained $2.9 billion in spring.', figure: '$2.9 billion', version: '1' }
  await carla.post(urls.publication(room, id), corrected)
  assert.match(await visitor.read(page), /\$3 billion/)
  assert.match(
    await cory.read(urls.publicationStep(room, id, 'review')),
    /Where this figure changes when you approve[^]*They can pay[^]*Can they pay\?/,
  )
  await world.setClock('2027-10-20T19:00:00Z')
  await approve(id, 2)
  assert.match(await visitor.read(page), /They gained <a[^>]*>\$2\.9 billion/)
  assert.match(await visitor.read(urls.answer('can-they-pay')), /\$2\.9 billion/)
  assert.match(
    await visitor.read(urls.fact(slug)),
    /<h1>\$2\.9 billion[^]*What it said before[^]*gained \$3 billion[^]*until[^]*Oct 20, 2027/,
  )

  // Taken off: no figure, and who looks after the answer is told.
  await carla.post(urls.publicationStep(room, id, 'withdraw'))
  assert.match(await visitor.read(page), /They gained \(figure taken back\)/)
  assert.match(await carla.read(urls.faqStaff), /About to become untrue[^]*refers to the fact[^]*no longer published/)
})

test('the mail has the figure too', async () => {
  await world.as(cast.olga).post(urls.localShares('north-12'), {
    purpose: 'messages',
    label: 'until ratification',
    ends: Temporal.Now.plainDateISO().add({ days: 90 }).toString(),
  })
  const id = await idOf(
    await carla.post(urls.newPublication(room), { ...gain, claim: 'They paid 26% less.', figure: '26%', claimEs: '', figureEs: '' }),
  )
  await approve(id, 1)
  await publishUpdate({ title: 'Twenty-six', body: 'It is [fact:they-paid-26-less] less.' })
  await world.runJobs()
  const [, mail] = /href="(\/example\/outbox\/\d+)">Twenty-six</.exec(await visitor.read(urls.outbox))!
  assert.match(
    await visitor.read(`${mail}/html`),
    /It is <a href="http:\/\/commontable\.example\.org\/facts\/they-paid-26-less"[^>]*>26%<\/a> less/,
  )
})

test('the archived copy is kept by what it is, and is public only where a second person said so', async () => {
  const pdf = '%PDF-1.7 invented'
  const id = await idOf(
    await carla.post(urls.newPublication(room), withFile({ ...gain, claim: 'Copy: $3 billion.', copyIsPublic: '' }, pdf, 'report.pdf')),
  )
  const [address] = /\/facts\/copies\/[0-9a-f]{64}/.exec(await carla.read(urls.publication(room, id)))!
  assert.equal(await carla.read(address), pdf)
  await approve(id, 1)
  assert.equal((await visitor.get(address)).status, 404, 'kept, not handed on')
  assert.match(await visitor.read(urls.fact('copy-3-billion')), /A copy is kept by the coalition/)
  const form = await carla.read(urls.publication(room, id))
  const copy = /name="copy" value="([0-9a-f]{64})"/.exec(form)![1]!
  await carla.post(urls.publication(room, id), {
    ...gain,
    claim: 'Copy: $3 billion.',
    copy,
    copyName: 'report.pdf',
    copyIsPublic: 'yes',
    version: '1',
  })
  assert.equal((await visitor.get(address)).status, 404)
  await approve(id, 2)
  const answer = await visitor.get(address)
  assert.equal(answer.headers.get('content-type'), 'application/pdf')
  assert.match(answer.headers.get('content-disposition')!, /^attachment; filename\*=UTF-8''report\.pdf/)
  assert.equal(answer.headers.get('content-security-policy'), "default-src 'none'; sandbox")
})

test('what is wrong gets a sentence; what was typed, and a file that was good, stay', async () => {
  const cases: [Form | FormData, RegExp][] = [
    [{ ...gain, claim: '' }, /The claim is missing/],
    [{ ...gain, figure: '$4 billion' }, /does not have the figure in it/],
    [{ ...gain, source: ' ' }, /Nothing is said about an employer without one/],
    [{ ...gain, dated: '' }, /The date of the source is missing/],
    [{ ...gain, dated: '2027-02-30' }, /there is no such day/],
    [{ ...gain, dated: '2027-12-01' }, /still to come/],
    [{ ...gain, address: 'javascript:alert(1)' }, /not a web address/],
    [{ ...gain, figureEs: '' }, /the figure is not/],
    [{ ...gain, copyIsPublic: 'yes' }, /no copy that everybody could download/],
    [withFile(gain, 'plain words', 'report.pdf'), /name says one kind and what is in it is another/],
    [withFile(gain, new Uint8Array([0, 1, 2, 3]), 'report.bin'), /neither PDF, PNG, JPEG nor text/],
  ]
  for (const [form, sentence] of cases) {
    const reply = await carla.post(urls.newPublication(room), form)
    assert.equal(reply.status, 422, sentence.source)
    assert.match(await reply.text(), sentence)
  }
  const kept = await (await carla.post(urls.newPublication(room), withFile({ ...gain, claim: '' }, 'good words', 'good.txt'))).text()
  assert.match(kept, /Kept: good\.txt/)
  await assert.rejects(
    asPerson(world.root, cast.carla, 'read write', async (db) => {
      const { id } = await db
        .insertInto('publication')
        .values({ kind: 'fact', slug: 'unsourced', created_by: cast.carla, owned_by: cast.carla })
        .returning('id')
        .executeTakeFirstOrThrow()
      await db
        .insertInto('publication_version')
        .values({
          publication_id: id,
          version: 1,
          kind: 'fact',
          content: JSON.stringify({ claim: { en: 'x' }, figure: { en: 'x' }, source: '', dated: '2027-01-01' }),
          written_by: cast.carla,
        })
        .execute()
    }),
    /a_source/,
  )
})

test('a figure stands in a text without breaking it', () => {
  const facts = new Map([['gain', { slug: 'gain', content: { figure: { en: '<$3 & more>', es: null } } }]]) as unknown as Facts
  assert.equal(
    withFigures('<p>[fact:gain] <a href="/x">so [fact:gain]</a> [fact:none] [fact:a"b]</p>', facts, 'es', '(–)'),
    '<p><a href="/facts/gain">&lt;$3 &amp; more&gt;</a> <a href="/x">so &lt;$3 &amp; more&gt;</a> (–) [fact:a"b]</p>',
  )
})
