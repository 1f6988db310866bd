import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { chromium, type BrowserContextOptions } from 'playwright-core'
import { assetRoutes } from '../../src/platform/assets.ts'
import type { App } from '../../src/platform/web.ts'
import type { Shell } from '../../src/ui/shell.ts'
import { partsRoutes } from '../../src/ui/web/parts.tsx'
import { assertAccessible } from './browser.ts'

const app = new Hono() as unknown as App
assetRoutes(app)
app.use(async (c, next) => {
  const shell: Shell = {
    lang: c.req.query('lang') === 'es' ? 'es' : 'en',
    path: c.req.path,
    mode: 'example',
    coalition: 'Alliance of Larkspur Care Unions',
    me: /staff|list/.test(c.req.path) ? { name: 'Olga', offices: true, member: true, operator: false } : null,
    campaignNow: Temporal.Instant.from('2027-10-18T19:00:00Z'),
    zone: 'America/Los_Angeles',
    staffNav: [
      { href: '/staff', label: 'Overview' },
      { href: '/dev/parts/list', label: 'Members' },
    ],
  }
  c.set('shell', shell)
  await next()
})
partsRoutes(app)
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
await once(server, 'listening')
const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || undefined,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
after(async () => {
  await browser.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
  server.close()
})

async function open(path: string, options: BrowserContextOptions = {}, width = 390) {
  const context = await browser.newContext({ baseURL, viewport: { width, height: 844 }, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`/dev/parts${path}`)
  return page
}

for (const [width, colorScheme, lang, paths] of [
  [320, 'dark', 'es', ['', '/event']],
  [1280, 'light', 'en', ['/staff', '/home', '/list']],
] as const)
  test(`every part at ${width} px, ${colorScheme}, in ${lang}: axe, the screen's width, and room for a thumb`, async () => {
    for (const path of paths) {
      const page = await open(`${path}?lang=${lang}`, { colorScheme }, width)
      await assertAccessible(page)
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            '.button, .main-nav a, .account a, summary, input:not([type=radio], [type=checkbox]), select, .choice',
          ),
        ]
          .filter((element) => element.offsetHeight > 0 && element.offsetHeight < 44)
          .map((element) => element.outerHTML),
      )
      assert.deepEqual(small, [])
      await page.context().close()
    }
  })

test('a refused form opens with the focus on its summary, and the summary leads to the field', async () => {
  const page = await open('', { javaScriptEnabled: false })
  assert.match((await page.locator(':focus').getAttribute('class')) ?? '', /error-summary/)
  await page.getByRole('link', { name: 'Choose how many you bring' }).click()
  assert.match(page.url(), /#seats$/)
})

test('the staff menu opens on a phone without a script', async () => {
  const page = await open('/list', { javaScriptEnabled: false })
  const members = page.getByRole('navigation', { name: 'Staff' }).getByRole('link', { name: 'Members' })
  assert.equal(await members.isVisible(), false)
  await page.getByText('Menu', { exact: true }).click()
  assert.equal(await members.isVisible(), true)
})

test('a live count follows its stream and is read out; without a script a link reloads', async () => {
  const page = await open('')
  const count = page.locator('[data-live] .stat-value')
  await page.getByText('These numbers update by themselves.').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Show the newest numbers' }).isVisible(), false)
  assert.notEqual(await count.innerText(), '2,398')
  assert.match(await page.locator('[data-live-say]').innerText(), /^\d+ are going$/)

  // What the reader unfolded stays so, and a keyboard stays where it was.
  const fold = page.locator('[data-live] details'),
    first = await count.innerText()
  await fold.locator('summary').press('Enter')
  await page.waitForFunction((first) => document.querySelector('[data-live] .stat-value')!.textContent !== first, first)
  assert.equal(await fold.getAttribute('open'), '')
  assert.equal(await page.locator(':focus').innerText(), 'By worksite')

  const still = await open('', { javaScriptEnabled: false })
  await still.getByRole('link', { name: 'Show the newest numbers' }).waitFor()
  assert.equal(await still.locator('[data-live] .stat-value').innerText(), '2,398')
})

const file = (size: number) => ({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.alloc(size, 'a') })

for (const script of [true, false])
  test(`a file is sent ${script ? 'with' : 'without'} a script, and a refusal comes with its sentence`, async () => {
    const page = await open('', { javaScriptEnabled: script })
    const send = page.getByRole('button', { name: 'Send the file' })
    await page.setInputFiles('[name=roster]', file(2_500_000))
    await send.click()
    if (script) {
      await page.getByText('This file is larger than 2 MB. Choose a smaller one.').waitFor()
      assert.match(await page.locator('.file-drop').innerText(), /members\.csv, 2\.5 MB/)
    } else {
      await page.getByRole('link', { name: 'members.csv is larger than 2 MB.' }).waitFor()
      assert.match((await page.locator(':focus').getAttribute('class')) ?? '', /error-summary/)
    }
    await page.setInputFiles('[name=roster]', file(1_200_000))
    await send.click()
    await page.getByText('members.csv, 1.2 MB').waitFor()
  })

test('a file can be dropped', async () => {
  const page = await open('')
  await page.locator('.file-drop[data-ready]').waitFor()
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['a,b\n'], 'dropped.csv', { type: 'text/csv' }))
    return transfer
  })
  await page.dispatchEvent('.file-drop', 'drop', { dataTransfer: dropped })
  await page.getByText('dropped.csv, 4 byte').waitFor()
  await page.getByRole('button', { name: 'Send the file' }).click()
  await page.getByText('dropped.csv, 4 B').waitFor()
})
