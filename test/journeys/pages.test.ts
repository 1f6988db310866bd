import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Page } from 'playwright-core'
import { urls } from '../../src/urls.ts'
import { cast } from '../cast.ts'
import { assertAccessible, assertWell, newBrowsing } from './browser.ts'

const { world, open } = await newBrowsing()

const everybody = [
  urls.home,
  urls.events,
  urls.updates,
  urls.canWeStrike,
  urls.canWeStrikeUnit('1-1'),
  urls.whereWeStand,
  urls.signIn,
  urls.signInCode(crypto.randomUUID()),
  urls.signInLink('token'),
  urls.source,
  '/nothing/here',
  '/example',
  '/example/clock',
  '/example/modelled-on',
  '/example/outbox',
  '/example/sign-in/nurse',
]
const signedIn: [as: string, pages: string[]][] = [
  [cast.maria, [urls.me]],
  [
    cast.olga,
    [
      urls.staff,
      urls.offices,
      urls.localShares('north-12'),
      urls.roster,
      '/staff/roster/north-12',
      '/staff/roster/north-12/members/1',
      '/staff/roster/north-12/imports',
    ],
  ],
  [cast.sven, ['/staff/roster/north-12']],
  [cast.carla, [urls.shares, urls.updatesStaff, '/staff/updates/new']],
  [cast.ada, [urls.staff, urls.structure]],
  [cast.otto, [urls.eventsStaff, urls.headcounts, urls.newSegmentAcross('coalition')]],
  [cast.dora, [urls.localHeadcounts('north-12'), urls.segmentsAcross('west')]],
]

async function look(page: Page, path: string, status?: number) {
  const reply = (await page.goto(path))!
  if (status) assert.equal(reply.status(), status, path)
  await assertWell(page)
}

test('pages pass axe on a phone, in both languages, and fit a wide screen and a very narrow one', async () => {
  const visitor = await open()
  for (const path of everybody) await look(visitor, path)
  await visitor.goto(urls.language('es'))
  for (const path of [urls.home, urls.events, urls.signIn]) {
    await look(visitor, path)
    assert.equal(await visitor.locator('html').getAttribute('lang'), 'es')
  }
  for (const [as, paths] of signedIn) {
    const page = await open({ as })
    for (const path of paths) await look(page, path, 200)
    await page.context().close()
  }
})

test('on a phone the head of a page is a name and one row, whoever reads, and the sections open without a script', async () => {
  for (const [as, lang] of [
    [null, 'en-US'],
    [cast.olga, 'es-US'],
  ] as const)
    for (const width of [320, 390]) {
      const page = await open({ as, lang, width, script: width === 390 })
      await page.goto(urls.home)
      const tall = (await page.locator('.masthead').boundingBox())!.height
      assert.ok(tall < 150, `${tall} px at ${width}`)
      const section = page.locator(`.menu a[href="${urls.canWeStrike}"]`)
      assert.equal(await section.isVisible(), false)
      await page.locator('.menu summary').press('Enter')
      await assertAccessible(page)
      await section.press('Enter')
      await page.waitForURL(`**${urls.canWeStrike}`)
      await page.context().close()
    }
})

test('public and member pages weigh under 15 kB with their style sheet, and need no script', async () => {
  const weigh = async (reader: ReturnType<typeof world.as>, path: string) => {
    const html = await reader.read(path)
    let bytes = small(html)
    for (const [, sheet] of html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)) bytes += small(await reader.read(sheet!))
    for (const [, script] of html.matchAll(/<script[^>]*src="([^"]+)"/g)) bytes += small(await reader.read(script!))
    return bytes
  }
  const small = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
  for (const [path, reader] of [...everybody.map((path) => [path, world.as(null)] as const), [urls.me, world.as(cast.maria)] as const]) {
    const bytes = await weigh(reader, path)
    assert.ok(bytes < 15_000, `${path} weighs ${bytes} bytes`)
  }
})
