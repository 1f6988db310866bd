import assert from 'node:assert/strict'
import { test } from 'node:test'
import { urls } from '../../src/urls.ts'
import { cast, localKeys, shifts } from '../cast.ts'
import { mailTo } from '../invited.ts'
import { assertAccessible, newBrowsing } from './browser.ts'

const { open, world } = await newBrowsing()
const north = localKeys.north

test('an officer invites her successor, who accepts on a phone without script', async () => {
  const olga = await open({ as: cast.olga, width: 1280 })
  await olga.goto(urls.offices)
  await olga.getByRole('link', { name: /^Hand over my office/ }).click()
  await assertAccessible(olga)
  await olga.getByLabel('Name').fill('Sue Successor')
  await olga.getByLabel('E-mail address').fill('sue@example.org')
  await olga.getByRole('button', { name: 'Ask my successor' }).click()
  await olga.getByText('The mail is on its way').waitFor()
  await assertAccessible(olga)

  let mail: string | undefined
  for (let tries = 0; tries < 100 && !mail; tries++) mail = await mailTo(world, 'sue@example.org')
  const link = new URL(/http\S+\/invitation\/\S+/.exec(mail!)![0]).pathname
  const sue = await open({ script: false })
  await sue.goto(link)
  await sue.getByText('In the moment you accept, theirs ends and yours begins').waitFor()
  await sue.getByRole('button', { name: 'Sign in to accept' }).click()
  let code: string | undefined
  for (let tries = 0; tries < 100 && !code; tries++)
    code = /\b\d{6}\b/.exec(((await mailTo(world, 'sue@example.org')) ?? '').replaceAll(/http\S+/g, ''))?.[0]
  await sue.getByLabel('Six-digit code').fill(code!)
  await sue.getByRole('button', { name: 'Sign in with the code' }).click()
  await sue.getByRole('button', { name: 'Accept' }).click()
  await sue.getByRole('heading', { name: 'Staff home' }).waitFor()
  assert.equal((await olga.goto(urls.localRoster(north)))!.status(), 404)
  const seen = await open()
  await seen.goto(link)
  await assertAccessible(seen)
})

test('an officer describes some of her members on a phone without script, keeps it and looks at the list', async () => {
  const stella = await open({ as: cast.stella, script: false })
  const south = localKeys.south
  await stella.goto(urls.newSegment(south))
  await stella.getByText('Shift: any').click()
  await stella.locator(`#shifts-${shifts.night}`).check()
  await stella.getByRole('button', { name: 'Count' }).click()
  assert.equal(await stella.locator('.stat-value').innerText(), '1')
  assert.equal(await stella.locator(`#shifts-${shifts.night}`).isChecked(), true)
  await stella.getByLabel('Name of the segment').fill('Nights')
  await stella.getByRole('button', { name: 'Save' }).click()
  await stella.getByRole('link', { name: 'Show them on the list' }).click()
  await stella.getByText('Fuller, Dwayne').waitFor()
  assert.equal(await stella.getByText('Marchetti, Stella').count(), 0)

  for (const width of [390, 1280]) {
    const page = await open({ as: cast.stella, width })
    for (const path of [urls.localSegments(south), urls.newSegment(south), `${urls.localRoster(south)}?segment=1`]) {
      await page.goto(path)
      await assertAccessible(page)
    }
    await page.context().close()
  }
  const ada = await open({ as: cast.ada })
  await ada.goto(urls.employerDomains)
  await assertAccessible(ada)
})
