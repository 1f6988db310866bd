// The campaign's main job, as people do it: an officer imports and shares, two officers of the coalition send an update, a nurse
// and her colleague say they come, and the count rises in front of those who wait for it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { kinds } from '../../src/events/event.ts'
import { urls } from '../../src/urls.ts'
import { cast } from '../cast.ts'
import { assertAccessible, newBrowsing } from './browser.ts'

const { world, open } = await newBrowsing()
const march = urls.event('march')

/** What a union office exports: Windows letters, semicolons, a title above the names of the columns. One new, one changed, two refused. */
const messy = Buffer.from(
  [
    'Members as of 1 October;;;;;;',
    'Member No;Last name;First name;E-mail;Cell;Worksite;Unit',
    'N-9001;Muñoz;Inés;INES.MUNOZ@example.org;(213) 555-0190;Cedar Hill Hospital;Registered nurses',
    'N-9002;Broken;Mail;not an address;213-555-0191;Cedar Hill Hospital;Registered nurses',
    'N-9003;;Nameless;nameless@example.org;213-555-0192;Cedar Hill Hospital;Registered nurses',
  ].join('\r\n'),
  'latin1',
)

async function importFile(page: Page) {
  await page.goto('/staff/roster/north-12/imports')
  await assertAccessible(page)
  await page.getByLabel('File').setInputFiles({ name: 'members october.csv', mimeType: 'text/csv', buffer: messy })
  await page.getByRole('button', { name: 'Send the file' }).click()
  await page.getByRole('heading', { name: 'What is in the columns?' }).waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Read the file' }).click()
  await reloadUntil(page, 'What would happen')
  await assertAccessible(page)
}

/** Long work shows its progress and goes on by itself; without a script the page comes again every few seconds. */
async function reloadUntil(page: Page, title: string) {
  for (let tries = 0; tries < 40; tries++) {
    if (await page.getByRole('heading', { name: title, exact: true }).isVisible()) return
    await page.waitForTimeout(250)
    if (tries % 8 === 7) await page.reload()
  }
  assert.fail(`"${title}" did not come; the page says: ${(await page.locator('main').innerText()).slice(0, 500)}`)
}

test('an officer imports what her office exports, and shares her members, "messages through us", until ratification', async () => {
  const olga = await open({ as: cast.olga })
  await importFile(olga)
  await olga.getByRole('button', { name: /^Write / }).click()
  await reloadUntil(olga, 'Imported')
  await olga.goto(`${urls.localRoster('north-12')}?search=ines+munoz`)
  assert.match(await olga.locator('main').innerText(), /Muñoz, Inés/)
  await olga.goto(urls.localShares('north-12'))
  await olga.getByLabel('Last day').fill(Temporal.Now.plainDateISO().add({ days: 200 }).toString())
  await olga.getByRole('button', { name: 'Share with the coalition' }).click()
  assert.match(await olga.locator('main').innerText(), /until ratification/)
  await assertAccessible(olga)
})

test('an event is written by one and published by another', async () => {
  const otto = world.as(cast.otto),
    carla = world.as(cast.carla)
  const form = {
    host: 'coalition',
    slug: 'march',
    titleEn: 'March for care',
    titleEs: 'Marcha por la salud',
    textEn: 'Wear purple.',
    textEs: 'De morado.',
    starts: '2027-10-30T10:00',
    ends: '2027-10-30T14:00',
    zone: 'America/Los_Angeles',
    place: 'Lantern Park',
    address: '1 Invented Plaza',
    capacity: '',
    ...Object.fromEntries(kinds.map((kind) => [`kind-${kind}`, 'yes'])),
  }
  assert.equal((await otto.post(urls.newEvent, form)).status, 303)
  assert.equal((await carla.post(urls.publishEvent('march'), { version: '1' })).status, 303)
})

test('an update is written, approved by a second person, and is at once page, feed entry and mail, with a bar that shows it', async () => {
  const carla = await open({ as: cast.carla, width: 1280 })
  await carla.goto('/staff/updates/new')
  await assertAccessible(carla)
  await carla.getByLabel('Title').first().fill('We march on October 30')
  await carla.getByLabel('In one sentence').first().fill('Meet us at Lantern Park, and bring somebody.')
  const editor = carla.locator('[contenteditable=true]').first()
  await editor.click()
  await editor.pressSequentially('Ten in the morning at the band shell.')
  await carla.getByRole('button', { name: 'Save', exact: true }).click()
  await carla.getByRole('button', { name: 'Ask a second person' }).click()
  const review = await carla.getByRole('link', { name: 'Look at it as members will' }).getAttribute('href')

  const cory = await open({ as: cast.cory, width: 1280 })
  await cory.goto(review!)
  assert.match(await cory.locator('main').innerText(), /mailbox/)
  await cory.getByRole('button', { name: 'Approve, publish and send' }).click()
  await cory.goto(urls.updates)
  await cory.getByRole('link', { name: 'We march on October 30' }).click()
  await assertAccessible(cory)
  const feed = await (await cory.request.get('/updates/feed.xml')).text()
  assert.match(feed, /We march on October 30/)

  const sent = async () => (await world.look<{ n: number }>('sender', `select count(*)::int as n from delivery where state = 'sent'`))[0]!.n
  for (let tries = 0; tries < 60 && (await sent()) === 0; tries++) await cory.waitForTimeout(250)
  assert.ok((await sent()) > 3)
  await cory.goto('/example/outbox')
  assert.match(await cory.locator('main').innerText(), /maria@example.org/)
  assert.doesNotMatch(await cory.locator('main').innerText(), /stella@example.org/, 'the South does not share')
  const olga = await open({ as: cast.olga })
  await olga.goto(urls.localShares('north-12'))
  assert.match(await olga.locator('main').innerText(), /message \d+/, 'the use is on record')
})

/** The number that a turnout page shows as going, in all. */
const going = async (page: Page) =>
  Number(
    /Everybody who comes\s+([\d,]+)/.exec((await page.locator('main').innerText()).replaceAll('\n', ' '))?.[1]?.replaceAll(',', '') ?? NaN,
  )

test('a nurse says yes without a script and brings two; her colleague comes through her link; officer and director see it rise', async () => {
  const olga = await open({ as: cast.olga }),
    dora = await open({ as: cast.dora, width: 1280 })
  for (const page of [olga, dora]) {
    await page.goto(urls.turnout('march'))
    await assertAccessible(page)
  }

  const maria = await open({ as: cast.maria, script: false })
  await maria.goto(march)
  await assertAccessible(maria)
  await maria.getByLabel('How many others do you bring?').selectOption('2')
  await maria.getByRole('button', { name: 'Yes, I’m coming' }).click()
  assert.match(await maria.locator('main').innerText(), /You said yes, bringing 2\./)
  const link = new URL(/http[^"<\s]+\/events\/march\/from\/\w+/.exec(await maria.content())![0]).pathname

  const tom = await open({ script: false, lang: 'es' })
  await tom.goto(link)
  assert.equal(await tom.locator('html').getAttribute('lang'), 'es')
  await assertAccessible(tom)
  await tom.locator('#name').fill('Tomás Example')
  await tom.locator('#email').fill('tomas.privately@example.org')
  await tom.locator('#kind').selectOption('member')
  await tom.locator('form[action$="/sign-up"] button').first().click()
  await assertAccessible(tom)

  for (const page of [olga, dora]) {
    let seen = 0
    for (let tries = 0; tries < 60 && seen !== 4; tries++) {
      await page.waitForTimeout(250)
      seen = await going(page)
    }
    assert.equal(seen, 4, 'Maria, her two, and Tomás, without a reload')
  }
  await maria.goto(march)
  assert.match(await maria.locator('main').innerText(), /1 person came through you/)
  await olga.goto('/staff/events/march/answers')
  assert.match(await olga.locator('main').innerText(), /Maria[\s\S]*Tomás|Tomás[\s\S]*Maria/)
  for (const stranger of [cast.stella, cast.dora, cast.carla])
    assert.doesNotMatch(await world.as(stranger).read('/staff/events/march/answers'), /Tomás|Maria/)
})
