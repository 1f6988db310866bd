import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { examplePeople } from '../../db/example/people.ts'
import { urls } from '../urls.ts'
import { en } from './example.en.ts'
import { moments } from './moments.ts'

const world = await newWorld()
const visitor = world.as(null)

test('a visitor sees the people of the example and becomes one of them', async () => {
  const text = await visitor.read(urls.example)
  assert.match(text, /Maria Santos/)
  assert.match(text, /Olga Petrova/)
  const door = await visitor.read(urls.exampleSignIn('nurse'))
  assert.match(door, /<form method="post" action="\/example\/sign-in\/nurse">/)
  const entered = await visitor.post(urls.exampleSignIn('nurse'))
  assert.equal(entered.status, 303)
  assert.equal(entered.headers.get('location'), urls.me)
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  assert.match(await (await visitor.request(urls.me, { headers: { cookie } })).text(), /Maria/)
  assert.equal((await visitor.post(urls.exampleSignIn('officer'))).headers.get('location'), urls.staff)
  assert.equal((await visitor.get(urls.exampleSignIn('nobody'))).status, 404)
  assert.equal((await visitor.post(urls.exampleSignIn('nobody'))).status, 404)
})

test('looking at a sign-in link signs nobody in', async () => {
  const door = await visitor.get(urls.exampleSignIn('nurse'))
  assert.equal(door.headers.get('set-cookie'), null)
})

test('the clock moves to a moment and to a day, and says what is wrong with what was typed', async () => {
  assert.equal((await visitor.post(urls.exampleClock, { moment: 'day-of-march' })).status, 303)
  assert.match(await visitor.read(urls.exampleClock), /Saturday, October 30, 2027, 8:00/)
  assert.equal((await visitor.post(urls.exampleClock, { day: '2027-11-04', time: '9:30' })).status, 303)
  assert.match(await visitor.read(urls.exampleClock), /Thursday, November 4, 2027, 9:30/)
  const cases: [form: Record<string, string>, sentence: string][] = [
    [{ day: '2027-02-30', time: '10:00' }, en.badDay],
    [{ day: '2030-01-01', time: '10:00' }, en.badDay],
    [{ day: 'tomorrow', time: '10:00' }, en.badDay],
    [{ day: '2027-10-30', time: '25:00' }, en.badTime],
    [{ day: '2027-10-30', time: '' }, en.badTime],
    [{ moment: 'doomsday' }, en.badMoment],
    [{}, en.badDay],
  ]
  for (const [form, sentence] of cases) {
    const answer = await visitor.post(urls.exampleClock, form)
    assert.equal(answer.status, 422)
    const text = await answer.text()
    assert.ok(text.includes(sentence), JSON.stringify(form))
    if (form.day) assert.ok(text.includes(`value="${form.day}"`))
  }
  assert.match(await visitor.read(urls.exampleClock), /Thursday, November 4, 2027/)
})

test('the record stands apart with a source on each line, in both languages', async () => {
  assert.match(await visitor.read(urls.exampleRecord), /96\.3% say yes/)
  const spanish = world.as(null, { 'accept-language': 'es' })
  assert.match(await spanish.read(urls.exampleRecord), /96\.3% dice que sí/)
  assert.match(await spanish.read(urls.example), /La campaña de ejemplo/)
})

test('the file is downloaded as it was checked in', async () => {
  const file = await visitor.get(urls.exampleFile)
  assert.equal(file.status, 200)
  assert.match(file.headers.get('content-disposition')!, /attachment; filename="harbor-760-members\.csv"/)
  assert.equal((await file.arrayBuffer()).byteLength, Number(file.headers.get('content-length')))
})

test('days of 2027 fall as in 2021', () => {
  const days = moments.map(({ at }) => at.toZonedDateTimeISO('America/Los_Angeles'))
  for (const day of days) assert.equal(day.toPlainDate().dayOfWeek, day.toPlainDate().with({ year: 2021 }).dayOfWeek)
})

test('every person of the example has words', () => {
  for (const { key } of examplePeople) assert.ok(en.people[key].tries)
})

test('in a real deployment none of it exists', async () => {
  await world.owner.query(
    `begin; alter table deployment no force row level security; update deployment set mode = 'real'; alter table deployment force row level security; commit`,
  )
  for (const path of [urls.example, urls.exampleSignIn('nurse'), urls.exampleClock, urls.exampleRecord, urls.exampleFile]) {
    assert.equal((await visitor.get(path)).status, 404, path)
    assert.equal((await world.as(cast.ada).get(path)).status, 404, path)
  }
  assert.equal((await visitor.post(urls.exampleSignIn('nurse'))).status, 404)
  assert.equal((await visitor.post(urls.exampleClock, { moment: 'day-of-march' })).status, 404)
})
