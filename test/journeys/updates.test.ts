// The editor in a real browser, the review, the sending, and the pages that everybody reads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { urls } from '../../src/urls.ts'
import { cast } from '../cast.ts'
import { assertAccessible, newBrowsing, violations } from './browser.ts'

const { world, open } = await newBrowsing()
const picture = await sharp({ create: { width: 1200, height: 700, channels: 3, background: '#884422' } })
  .jpeg()
  .toBuffer()
const inAYear = Temporal.Now.plainDateISO().add({ years: 1 }).toString()

/** Frames that allow no script answer no checker: what is in them is opened by itself. */
async function assertAccessibleAround(page: Page) {
  await page.evaluate(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()))
  await assertAccessible(page)
}

test('who knows no Markdown writes with buttons; the second person sees page and mail, approves, and follows the sending', async () => {
  await world.as(cast.olga).post(urls.localShares('north-12'), { purpose: 'messages', label: 'until ratification', ends: inAYear })
  const carla = await open({ as: cast.carla, width: 1280 })
  await carla.goto(urls.newUpdate)
  await assertAccessible(carla)
  await carla.locator('#title').fill('We march on Saturday')
  await carla.locator('#summary').fill('Ten in the morning, from the park to the hospital.')
  const text = carla.locator('#body-editor'),
    bar = carla.getByRole('toolbar').first()
  await text.click()
  await carla.keyboard.type('Bring ')
  await bar.getByRole('button', { name: 'Bold' }).click()
  await carla.keyboard.type('water')
  await bar.getByRole('button', { name: 'Bold' }).click()
  await carla.keyboard.type(' and a hat.')
  await carla.keyboard.press('Enter')
  await bar.getByRole('button', { name: 'List', exact: true }).click()
  await carla.keyboard.type('one')
  await carla.keyboard.press('Enter')
  await carla.keyboard.type('two')
  await bar.getByRole('button', { name: 'Link', exact: true }).click()
  await carla.locator('#body-link').fill('javascript:alert(1)')
  await carla.getByRole('button', { name: 'Set the link' }).click()
  await carla.getByText('This is not an address').first().waitFor()
  await carla.locator('#body-link').fill('example.org/march')
  await carla.getByRole('button', { name: 'Set the link' }).click()
  await carla.keyboard.press('Alt+F10')
  assert.equal(await carla.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Bold')
  await carla.keyboard.press('ArrowRight')
  assert.equal(await carla.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Italic')
  await carla.keyboard.press('Escape')
  await assertAccessible(carla)
  await carla.locator('#picture').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: picture })
  await carla.getByRole('button', { name: 'Save' }).click()
  // Nothing said what the picture shows: refused, and everything is still there.
  await carla.getByText('Say what the picture shows').first().waitFor()
  assert.equal(await carla.locator('#title').inputValue(), 'We march on Saturday')
  assert.equal(await carla.locator('#body-editor strong').innerText(), 'water')
  await carla.locator('#alt').fill('Nurses with signs in front of a hospital')
  await carla.getByRole('button', { name: 'Save' }).click()
  await carla.getByText('Saved as revision 1.').waitFor()
  await assertAccessible(carla)
  await carla.getByRole('button', { name: 'Ask a second person' }).click()
  await carla.getByText('Carla Voss asked for a second person').waitFor()

  const cory = await open({ as: cast.cory, width: 1280 })
  await cory.goto(urls.updatesStaff)
  await assertAccessible(cory)
  await cory.getByRole('link', { name: 'We march on Saturday' }).click()
  await cory.getByRole('link', { name: 'Look at it as members will' }).click()
  await cory.getByText('9 mailboxes in 1 local').waitFor()
  const mail = cory.frameLocator('iframe[title="The mail, in English"]')
  await mail.getByText('Dear Maria,').waitFor()
  let width = 0
  for (let tries = 0; tries < 50 && !width; tries++, await cory.waitForTimeout(100))
    width = await mail.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)
  assert.ok(width > 0, 'its picture is shown before it is public')
  await cory.frameLocator('iframe[title="The page, in Spanish"]').getByText('Esta noticia solo existe en inglés.').waitFor()
  await assertAccessibleAround(cory)
  for (const lang of ['en', 'es']) {
    const frame = await open({ as: cast.cory })
    await frame.goto(`${urls.mailPreview(1)}?lang=${lang}`)
    assert.deepEqual(await violations(frame, { alone: false }), [])
    await frame.context().close()
  }
  await cory.getByRole('button', { name: 'Approve, publish and send' }).click()
  await cory.getByText('9 of 9 mails', { exact: true }).waitFor() // by itself, without reloading
  await cory.getByText('Done', { exact: true }).first().waitFor()
  await assertAccessible(cory)
})

for (const script of [true, false])
  for (const lang of ['en-US', 'es-US'])
    test(`everybody reads it, ${lang}, ${script ? 'with' : 'without'} script`, async () => {
      for (const width of script ? [320, 1280] : [320]) {
        const visitor = await open({ width, script, lang })
        for (const path of [urls.updates, urls.update('we-march-on-saturday')]) {
          assert.equal((await visitor.goto(path))!.status(), 200)
          if (script) await assertAccessible(visitor)
          assert.ok(brotliCompressSync(await visitor.content()).length < 15_000)
        }
        assert.equal(await visitor.locator('.prose strong').innerText(), 'water')
        assert.equal(await visitor.locator('.prose ul a').getAttribute('href'), 'https://example.org/march')
        await visitor.context().close()
      }
    })

test('the outbox shows the mails; the link in one unsubscribes by a press, and undoes it', async () => {
  const visitor = await open()
  await visitor.goto(urls.outbox)
  await assertAccessible(visitor)
  await visitor.getByLabel('Recipient').fill('tom@')
  await visitor.getByRole('button', { name: 'Find' }).click()
  await visitor.getByRole('link', { name: 'We march on Saturday' }).click()
  const frame = visitor.frameLocator('iframe')
  await frame.getByText('Dear Tom,').waitFor()
  let width = 0
  for (let tries = 0; tries < 50 && !width; tries++, await visitor.waitForTimeout(100))
    width = await frame.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)
  assert.ok(width > 0, 'a mail shows its picture wherever it is read')
  const opened = visitor.context().waitForEvent('page')
  await frame.getByRole('link', { name: 'Stop these mails' }).click()
  const page = await opened
  await page.getByRole('heading', { name: 'Stop mail from the coalition' }).waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Stop the updates' }).click()
  await page.getByText('This address gets no more updates.').waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await page.getByText('gets updates again').waitFor()

  await assertAccessibleAround(visitor)

  const tom = await open({ as: cast.tom })
  await tom.goto(urls.me)
  await tom.getByRole('link', { name: 'Choose which mail you get' }).click()
  await assertAccessible(tom)
  await tom.getByRole('button', { name: /^Stop the updates/ }).click()
  await tom.getByText('Stopped on').waitFor()
})

test('without a script: plain text is written, refused, kept, saved and read', async () => {
  const carla = await open({ as: cast.carla, script: false })
  await carla.goto(urls.newUpdate)
  await carla.locator('#title').fill('Plain')
  await carla.locator('#body').fill('One.\n\n- two\n- three https://example.org')
  await carla.getByRole('button', { name: 'Save' }).click()
  assert.match(await carla.locator('main').innerText(), /The sentence under the title is missing/)
  assert.equal(await carla.locator('#body').inputValue(), 'One.\n\n- two\n- three https://example.org')
  await carla.locator('#summary').fill('In a sentence.')
  await carla.getByRole('button', { name: 'Save' }).click()
  await carla.getByText('Saved as revision 1.').waitFor()
  await carla.getByRole('link', { name: 'Look at it as members will' }).click()
  await carla.frameLocator('iframe[title="The page, in English"]').getByRole('listitem').filter({ hasText: 'three' }).waitFor()
})

test('the second person sees on her first page that she is wanted; what she withdraws says so to everybody', async () => {
  const carla = await open({ as: cast.carla }),
    cory = await open({ as: cast.cory })
  await carla.goto(urls.updatesStaff)
  await carla.getByRole('link', { name: 'Plain' }).click()
  await carla.locator('summary', { hasText: 'Discard this draft' }).click()
  await carla.getByRole('button', { name: 'Discard the draft' }).click()
  await carla.getByText('Discarded.').waitFor()
  await assertAccessible(carla)
  await carla.getByRole('button', { name: 'Bring it back' }).click()
  await carla.getByRole('button', { name: 'Ask a second person' }).click()
  await carla.getByText('are told by mail, and on their first page').waitFor()

  await cory.goto(urls.staff)
  await cory.getByText('1 update waits for a second person').waitFor()
  await assertAccessible(cory)
  await cory.getByRole('link', { name: 'Look at it' }).click()
  await cory
    .getByRole('button', { name: 'Approve and publish' })
    .or(cory.getByRole('button', { name: 'Approve, publish and send' }))
    .click()
  await cory.waitForURL(/sending/)
  await cory.goBack()
  await cory.getByRole('link', { name: 'Edit it' }).click()
  await cory.locator('summary', { hasText: 'Withdraw this update' }).click()
  await assertAccessible(cory)
  await cory.getByRole('button', { name: 'Withdraw it now' }).click()
  await cory.getByText('It stands on no public page any more').waitFor()
  for (const lang of ['en-US', 'es-US']) {
    const visitor = await open({ lang })
    assert.equal((await visitor.goto(urls.update('plain')))!.status(), 410)
    await assertAccessible(visitor)
    await visitor.context().close()
  }
})
