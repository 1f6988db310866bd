// The map of a worksite as its officer gives people to a steward, and the steward's own list on a phone that loses its connection.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { urls } from '../../src/urls.ts'
import { cast, departments, localKeys, shifts, worksites } from '../cast.ts'
import { assertAccessible, newBrowsing } from './browser.ts'

const { world, open } = await newBrowsing()
const north = localKeys.north
const [maria, priya, ines] = [1, 7, 12]
const personPage = (member: number) => world.as(cast.olga).read(urls.coveredMember(north, member))
const times = (html: string, what: string) => html.split(what).length - 1
const row = (page: Page, member: number) => page.locator(`#p-1-${member}`)
const state = (page: Page) => page.locator('[data-list-state]')

for (const width of [1280, 390])
  test(`an officer finds a place without a steward and gives its people to one, at ${width} px`, async () => {
    const olga = await open({ as: cast.olga, width })
    await olga.goto(urls.localCoverage(north))
    await assertAccessible(olga)
    await olga
      .getByRole('row', { name: /Cedar Hill/ })
      .getByRole('link')
      .click()
    await assertAccessible(olga)
    await olga.getByRole('link', { name: /^Emergency, Day/ }).click()
    for (const name of ['Maria Santos', 'Priya Raman', 'Ines Duarte']) await olga.getByRole('checkbox', { name: `Choose ${name}` }).check()
    await olga.getByRole('button', { name: 'Give', exact: true }).click()
    await olga.getByRole('link', { name: 'Choose a steward.' }).waitFor()
    assert.equal(await olga.getByRole('checkbox', { name: 'Choose Maria Santos' }).isChecked(), true, 'what was ticked stays ticked')
    await olga.getByLabel('Give those ticked to').selectOption({ index: 1 })
    await olga.getByRole('button', { name: 'Give', exact: true }).click()
    await olga.getByText('Given: 3 people.').waitFor()
    await assertAccessible(olga)
    await olga.goto(urls.coverageScheme(north))
    await assertAccessible(olga)
    await olga.context().close()
  })

test('without a script the list marks by plain forms', async () => {
  const sven = await open({ as: cast.sven, script: false })
  await sven.goto(urls.myList)
  await row(sven, ines).locator('summary').first().click()
  await row(sven, ines).getByRole('textbox', { name: /^Note/ }).fill('Asked about parking')
  await row(sven, ines).getByRole('button', { name: 'Left a message' }).click()
  await sven.getByText('Saved for Ines Duarte.').waitFor()
  await row(sven, ines)
    .getByText(/^Left a message, /)
    .waitFor()
  assert.equal(times(await personPage(ines), 'Asked about parking'), 1)
  await sven.context().close()
})

for (const width of [390, 320])
  test(`the list at ${width} px: room for a thumb, and everything within its reach`, async () => {
    const sven = await open({ as: cast.sven, width })
    await sven.goto(urls.myList)
    await row(sven, maria).locator('summary').first().click()
    await assertAccessible(sven)
    const small = await sven.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.my-list :is(a, button, summary, input, select)')]
        .filter((element) => element.offsetHeight > 0 && element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML),
    )
    assert.deepEqual(small, [])
    const call = (await row(sven, maria)
      .getByRole('link', { name: /^Call Maria Santos/ })
      .boundingBox())!
    assert.ok(call.x + call.width > width * 0.8, 'at the edge where the thumb is')
    const search = (await sven.getByLabel('Search my list').boundingBox())!
    assert.ok(search.y > 844 / 2 && search.y < 844, 'at the bottom of the screen')
    await sven.getByLabel('Search my list').fill('sant')
    assert.equal(await row(sven, ines).isVisible(), false)
    assert.equal(await row(sven, maria).isVisible(), true)
    await sven.goto(urls.coveredMember(north, maria))
    await assertAccessible(sven)
    await sven.context().close()
  })

test('three marked without a connection are there once each after a reload and coming back; texts that crossed are both there', async () => {
  const sven = await open({ as: cast.sven })
  const context = sven.context()
  await sven.goto(urls.myList)
  await sven.locator('[data-list-keeps]').waitFor()
  await sven.waitForFunction(
    async () =>
      !!(await caches.match('/staff/my-list', { cacheName: 'my-list' })) && (await (await caches.open('my-list')).keys()).length > 3,
  )
  await context.setOffline(true)
  for (const [member, mark, note] of [
    [maria, 'We talked', 'Comes on Saturday'],
    [priya, 'No answer', ''],
    [ines, 'Will call me back', 'After her shift'],
  ] as const) {
    await row(sven, member).locator('summary').first().click()
    if (note) await row(sven, member).getByRole('textbox', { name: /^Note/ }).fill(note)
    await row(sven, member).getByRole('button', { name: mark }).click()
    await row(sven, member)
      .getByText(/^Not sent yet/)
      .waitFor()
  }
  await state(sven).getByText('3 not sent yet').waitFor()
  await assertAccessible(sven)
  assert.equal(times(await personPage(maria), 'Comes on Saturday'), 0)

  await sven.reload()
  await state(sven).getByText('3 not sent yet. No connection.').waitFor()
  await row(sven, maria).getByText('Comes on Saturday').waitFor()
  assert.doesNotMatch(await sven.content(), /Asked about parking/, 'what was noted and sent is not on the device')

  // Meanwhile somebody else writes about one of them.
  await world.as(cast.olga).post(urls.entries(north, maria), { note: 'Asked me for a ride', seenConversation: '0' })
  await context.setOffline(false)
  await row(sven, maria)
    .getByText(/both are kept/)
    .waitFor()
  await sven.waitForFunction(() => document.querySelector('[data-list-state]')?.textContent === '')
  await sven.reload()
  await row(sven, priya)
    .getByText(/^No answer, /)
    .waitFor()
  assert.equal(await sven.locator('.waiting li').count(), 0)
  for (const [member, text] of [
    [maria, 'Comes on Saturday'],
    [maria, 'Asked me for a ride'],
    [ines, 'After her shift'],
  ] as const)
    assert.equal(times(await personPage(member), `>${text}<`), 1, text)
  assert.equal(times(await personPage(priya), '<strong>No answer</strong>'), 1)
  assert.match(await personPage(maria), /written at the same time as another/)
  await context.close()
})

test('an answer that got lost on the way back, a person who was taken off, a sign-out: nothing twice, nothing silently gone', async () => {
  const sven = await open({ as: cast.sven })
  const context = sven.context()
  await sven.goto(urls.myList)
  await sven.locator('[data-list-keeps]').waitFor()
  let lost = 0
  await sven.route(`**${urls.entries(north, priya)}`, async (route) => {
    if (lost++) return route.continue()
    await route.fetch() // the server has written it
    await route.abort('connectionreset')
  })
  await row(sven, priya).locator('summary').first().click()
  await row(sven, priya).getByRole('textbox', { name: /^Note/ }).fill('Only once, please')
  await row(sven, priya).getByRole('button', { name: 'We talked' }).click()
  await row(sven, priya)
    .getByText(/Sent\./)
    .waitFor()
  assert.ok(lost >= 2)
  assert.equal(times(await personPage(priya), 'Only once, please'), 1)

  await context.setOffline(true)
  await row(sven, ines).locator('summary').first().click()
  await row(sven, ines).getByRole('textbox', { name: /^Note/ }).fill('Knows six others')
  await row(sven, ines).getByRole('button', { name: 'We talked' }).click()
  await row(sven, ines)
    .getByText(/^Not sent yet/)
    .waitFor()
  const place = `${departments.cedarHillEmergency}-${shifts.day}`
  assert.equal((await world.as(cast.olga).post(urls.endCover(north, worksites.cedarHill), { place, member: String(ines) })).status, 303)
  await context.setOffline(false)
  await row(sven, ines)
    .getByText(/No longer on your list/)
    .waitFor()
  await sven.reload()
  await sven.getByText('Knows six others').waitFor() // she is off the page; the words are not lost
  await sven.getByRole('button', { name: 'Discard' }).click()
  assert.equal(await sven.getByText('Knows six others').count(), 0)

  sven.on('dialog', (dialog) => void dialog.accept())
  await context.setOffline(true)
  await row(sven, maria).locator('summary').first().click()
  await row(sven, maria).getByRole('button', { name: 'We talked' }).click()
  await sven.getByRole('button', { name: 'Forget this list on this device' }).click()
  await sven.getByText('This device has forgotten the list.').waitFor()
  assert.deepEqual(await kept(sven), { queue: 0, copies: 0, workers: 0 })
  await context.setOffline(false)

  await sven.goto(urls.myList)
  await sven.waitForFunction(async () => !!(await caches.match('/staff/my-list', { cacheName: 'my-list' })))
  await sven.goto(urls.me)
  await sven.getByRole('button', { name: 'Sign out' }).last().click()
  await sven.waitForURL((url) => url.pathname === '/')
  assert.deepEqual(await kept(sven), { queue: 0, copies: 0, workers: 0 })
  await context.close()
})

const kept = (page: Page) =>
  page.evaluate(async () => ({
    queue: localStorage.length,
    copies: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
