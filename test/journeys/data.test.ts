// What leaves a local and what is erased, as its officer does it; and how long things are kept, as an administrator sees it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { urls } from '../../src/urls.ts'
import { cast, localKeys } from '../cast.ts'
import { assertWell, newBrowsing } from './browser.ts'

const { open, world } = await newBrowsing()
const north = localKeys.north
const shots = process.env.SHOW

async function look(page: Page, name: string) {
  await assertWell(page)
  for (const width of shots ? [1280, 390] : []) {
    await page.setViewportSize({ width, height: 844 })
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
}

test('an officer takes the list and everything with her, and erases somebody', async () => {
  const olga = await open({ as: cast.olga })
  await olga.goto(urls.staff)
  await olga.locator('.menu summary').click()
  await olga
    .getByRole('navigation', { name: 'Staff' })
    .getByRole('link', { name: 'Take and erase' })
    .filter({ visible: true })
    .first()
    .click()
  await olga.getByRole('heading', { level: 1, name: /^Data of/ }).waitFor()
  await look(olga, 'data')
  const fetched = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([olga.waitForEvent('download'), press()])
    return readFileSync(await download.path())
  }
  await olga.getByText('CSV for spreadsheets').click()
  const list = (await fetched(() => olga.getByRole('button', { name: 'Download', exact: true }).click())).toString()
  assert.match(list, /Santos/)
  assert.equal((await fetched(() => olga.getByRole('button', { name: 'Download everything' }).click())).subarray(0, 2).toString(), 'PK')
  for (let tries = 0; tries < 60 && (await olga.getByText('complete', { exact: true }).count()) < 2; tries++) {
    await olga.waitForTimeout(250)
    await olga.reload()
  }
  assert.equal(await olga.getByText('complete', { exact: true }).count(), 2, 'both files')
  await look(olga, 'data-after')

  const plain = await open({ as: cast.olga, script: false })
  await plain.goto(urls.localRoster(north))
  await plain.getByRole('link', { name: 'Santos, Maria' }).click()
  await plain.getByRole('link', { name: 'Erase this person' }).click()
  await olga.goto(plain.url())
  await look(olga, 'erase')
  await plain.getByRole('button', { name: 'Erase this person now' }).click()
  await plain.getByText('Erased. Below is what was deleted').waitFor()
  await olga.goto(plain.url())
  await look(olga, 'erased')
  await olga.goto(urls.erasures(north))
  await look(olga, 'erasures')
  assert.doesNotMatch(await (await olga.goto(urls.localRoster(north)))!.text(), /Santos, Maria/)
  await olga.goto(urls.eraseLocal(north))
  await look(olga, 'erase-local')
  await olga.getByRole('button', { name: 'I am the first: ask for it' }).click()
  await olga.getByText(/asks for the erasure of this local/).waitFor()
  await look(olga, 'erase-local-asked')
  await olga.getByRole('button', { name: 'Call it off' }).click()
  await olga.getByText('Called off. Nothing was deleted.').waitFor()
  await olga.context().close()
  await plain.context().close()

  const ada = await open({ as: cast.ada })
  await ada.goto(urls.retention)
  await ada.getByRole('button', { name: 'Do it now' }).click()
  await look(ada, 'retention')
  for (let tries = 0; tries < 60 && /not yet/.test(await ada.locator('main').innerText()); tries++) {
    await ada.waitForTimeout(250)
    await ada.reload()
  }
  assert.doesNotMatch(await ada.locator('main').innerText(), /not yet/)
  assert.equal((await world.as(cast.olga).get(urls.retention)).status, 404)
  await ada.context().close()
})
