// Answers, cards and facts as those who write them and those who read them find them; and what a nurse tells her officers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { urls } from '../../src/urls.ts'
import { cast } from '../cast.ts'
import { assertAccessible, assertFits, newBrowsing } from './browser.ts'

const { world, open } = await newBrowsing()
const carla = world.as(cast.carla),
  cory = world.as(cast.cory)

async function publish(room: string, form: Record<string, string>) {
  const id = Number(/\/(\d+)\?/.exec((await carla.post(urls.newPublication(room), form)).headers.get('location')!)![1])
  assert.equal((await cory.post(urls.publicationStep(room, id, 'approval'), { version: '1' })).status, 303)
}
await publish(urls.factsStaff, {
  claim: 'They hold $40 billion.',
  figure: '$40 billion',
  source: 'Report (invented), page 1',
  dated: '2027-01-01',
})
await publish(urls.talkingPointsStaff, {
  asked: 'Are you going to strike?',
  say: 'Yes, I’m ready to strike.',
  know: 'Tell your steward.',
  askedEs: '¿Va a la huelga?',
  sayEs: 'Sí.',
  knowEs: 'Avise a su delegado.',
})

test('a communications officer writes an answer with a variant, another approves, and both see what they need', async () => {
  const page = await open({ as: cast.carla, width: 1280 })
  await page.goto(urls.faqStaff)
  await assertAccessible(page)
  await page.getByRole('link', { name: 'Write an answer' }).click()
  await page.locator('#question').fill('Is our contract in force?')
  await page.locator('#topic').fill('Our contract')
  await page.locator('#answer').fill('It has ended. They hold [fact:they-hold-40-billion].')
  await page.getByRole('button', { name: 'Add a variant' }).click()
  assert.equal(await page.locator('#question').inputValue(), 'Is our contract in force?')
  await page.getByRole('button', { name: 'Save' }).last().click()
  await page.getByText('The answer is missing').first().waitFor()
  await assertAccessible(page)
  await page.locator('[name=variant-0-place]').selectOption({ label: 'Local 12 North: all units' })
  await page.locator('[name=variant-0-last]').fill('2027-10-31')
  await page.locator('[name=variant-0-answer]').fill('In the North it is.')
  await page.getByRole('button', { name: 'Save' }).last().click()
  await page.getByText('Saved as version 1').waitFor()
  await assertAccessible(page)

  const second = await open({ as: cast.cory })
  await second.goto(urls.faqStaff)
  await second.getByRole('link', { name: 'Is our contract in force?' }).click()
  await second.getByRole('link', { name: 'Look at it and approve' }).click()
  await second.getByText('In the North it is.').first().waitFor()
  await assertAccessible(second)
  await second.getByRole('button', { name: 'Approve and publish' }).click()
  await second.getByText('Approved').or(second.getByText('Published')).first().waitFor()
  await second.goto(urls.faqStaff)
  await second.getByText('About to become untrue').waitFor()
  await assertAccessible(second)
  for (const [path, text] of [
    [urls.factsStaff, 'They hold'],
    [urls.publicationStep(urls.factsStaff, 1, 'review'), 'Is our contract in force?'],
    [urls.newPublication(urls.talkingPointsStaff), 'What to say'],
    [urls.newPublication(urls.factsStaff), 'Archived copy'],
  ] as const) {
    await second.goto(path)
    await second.getByText(text).first().waitFor()
    await assertAccessible(second)
  }
})

test('a nurse on a phone without a script finds her answer, and everybody reads the pages', async () => {
  const maria = await open({ script: false })
  await maria.goto(urls.faq)
  await maria.getByLabel('What do you want to know?').fill('contrakt')
  await maria.getByLabel('Your local or unit').selectOption({ label: 'Local 12 North, all units' })
  await maria.getByRole('button', { name: 'Find' }).click()
  await maria.getByText('One answer for “contrakt”').waitFor()
  await maria.getByRole('link', { name: 'Is our contract in force?' }).first().click()
  await maria.getByText('In the North it is.').waitFor()

  const inBoth = [urls.answer('is-our-contract-in-force'), urls.talkingPoints, urls.tellQuestioning]
  const pages = {
    'en-US': [
      ...inBoth,
      urls.faq,
      `${urls.faq}?q=contract`,
      urls.talkingPoint('are-you-going-to-strike'),
      urls.facts,
      urls.fact('they-hold-40-billion'),
      urls.questioningTold,
    ],
    'es-US': inBoth,
  }
  for (const [lang, paths] of Object.entries(pages)) {
    const reader = await open({ lang })
    for (const path of paths) {
      assert.equal((await reader.goto(path))!.status(), 200, path)
      await assertAccessible(reader)
      assert.ok(brotliCompressSync(await reader.content()).length < 6_000, path) // the style sheet takes the rest of the 15 kB
      for (const width of [320, 1280]) {
        await reader.setViewportSize({ width, height: 844 })
        await assertFits(reader)
      }
      await reader.setViewportSize({ width: 390, height: 844 })
    }
    await reader.context().close()
  }
})

test('she tells that she was questioned, without a script; the officer of her local reads it, another finds nothing', async () => {
  const maria = await open({ as: cast.maria, script: false, lang: 'es-US' })
  await maria.goto(urls.talkingPoints)
  await maria.getByRole('link', { name: 'Contarlo' }).click()
  await maria.getByLabel('¿Qué pasó?').fill('La jefa preguntó quién va a la huelga.')
  await maria.getByRole('button', { name: 'Enviarlo a los dirigentes' }).click()
  assert.match(await maria.locator('main').innerText(), /Elija el local/)
  assert.equal(await maria.getByLabel('¿Qué pasó?').inputValue(), 'La jefa preguntó quién va a la huelga.')
  await maria.getByLabel('Su local').selectOption({ label: 'Local 12 North' })
  await maria.getByRole('button', { name: 'Enviarlo a los dirigentes' }).click()
  await maria.getByRole('heading', { name: 'Gracias. Ya lo tienen sus dirigentes' }).waitFor()

  const olga = await open({ as: cast.olga })
  await olga.goto(urls.questioning)
  await assertAccessible(olga)
  await olga.getByRole('link', { name: /La jefa preguntó/ }).click()
  await assertAccessible(olga)
  await olga.getByRole('button', { name: 'I see to it' }).click()
  await olga.getByRole('button', { name: 'Close it' }).waitFor()

  const stella = await open({ as: cast.stella, width: 1280 })
  await stella.goto(urls.questioning)
  await stella.getByText('Nothing was told yet').waitFor()
  await assertAccessible(stella)
  assert.equal((await stella.goto(new URL(olga.url()).pathname))!.status(), 404)
})
