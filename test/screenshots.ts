// Ten pages of the example campaign at two widths, as docs/screenshots. The example is loaded into a database that is thrown away;
// its people do what the story says, so that the pages show work and not emptiness.
import { mkdirSync } from 'node:fs'
import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { createApp } from '../src/app.ts'
import { loadExample } from '../src/example/load-example.ts'
import { jobs } from '../src/jobs.ts'
import { connect } from '../src/platform/db.ts'
import { startWorker } from '../src/platform/jobs.ts'
import { migrate } from '../src/platform/migrate.ts'
import { readSettings } from '../src/platform/settings.ts'
import { findChromium } from './chromium.ts'
import { startThrowAway } from './throw-away.ts'

const folder = new URL('../docs/screenshots/', import.meta.url)
mkdirSync(folder, { recursive: true })

const server = await startThrowAway()
const { roles } = await migrate(server.url)
await loadExample(server.url, { log: console.log })
const settings = readSettings({})
const root = connect(roles.webUrl)
const web = serve({ fetch: createApp(root, settings).fetch, port: 0, hostname: '127.0.0.1' })
await new Promise((done) => web.once('listening', done))
const base = (settings.BASE_URL = `http://localhost:${(web.address() as AddressInfo).port}`)
const worker = await startWorker(roles.workerUrl, jobs, settings)
const browser = await chromium.launch({
  executablePath: findChromium(console.log) || undefined,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})

/** A browser in which one of the example's people is signed in. */
async function as(key: string | null, width: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 844 }, baseURL: base })).newPage()
  if (key) {
    await page.goto(`/example/sign-in/${key}`)
    await page.locator('main form button').click()
  }
  return page
}

/** A picture no taller than four screens, with few colours: a page has ink, paper and two spots. */
async function picture(page: Page, name: string) {
  const { width } = page.viewportSize()!
  const tall = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.min(tall, width < 600 ? 2400 : 1600) }) // bars that stick to the screen's edge stay at the picture's
  const shot = await page.screenshot()
  await page.setViewportSize({ width, height: 844 })
  writeFileSync(new URL(`${width}-${name}.png`, folder), await sharp(shot).png({ palette: true, colours: 96, effort: 8 }).toBuffer())
  console.log(`${width}-${name}.png`)
}

const nurse = await as('nurse', 390)
await nurse.goto('/events/march')
await nurse.getByLabel('How many others do you bring?').selectOption('2')
await nurse.getByRole('button', { name: 'Yes, I’m coming' }).click()

const officer = await as('officer', 1280)
await officer.goto('/staff/roster/harbor-760/imports')
await officer.getByLabel('File').setInputFiles({
  name: 'harbor-760-members.csv',
  mimeType: 'text/csv',
  buffer: readFileSync(new URL('../db/example/harbor-760-members.csv', import.meta.url)),
})
await officer.getByRole('button', { name: 'Send the file' }).click()
await officer.getByRole('heading', { name: 'What is in the columns?' }).waitFor()
const mapping = officer.url()
await picture(officer, 'import-columns')
const phone = await as('officer', 390)
await phone.goto(mapping)
await picture(phone, 'import-columns')
await officer.getByRole('button', { name: 'Read the file' }).click()
await officer.getByRole('heading', { name: 'What would happen' }).waitFor({ timeout: 60_000 })
const preview = officer.url()

const pages: [name: string, path: string, key: string | null][] = [
  ['home', '/', null],
  ['event', '/events/march', null],
  ['update', '/updates/more-than-18000-voted', null],
  ['my-page', '/me', 'nurse'],
  ['roster', '/staff/roster/harbor-760', 'officer'],
  ['import-preview', preview, 'officer'],
  ['shares', '/staff/shares/meadowlark-101', 'communications'],
  ['turnout', '/staff/events/march/turnout', 'director'],
  ['example', '/example', null],
]
for (const width of [390, 1280]) {
  for (const [name, path, key] of pages) {
    const page = await as(key, width)
    await page.goto(path)
    await picture(page, name)
    await page.context().close()
  }
}

await browser.close()
if ('closeAllConnections' in web) web.closeAllConnections()
web.close()
await worker.stop()
await root.end()
await server.stop()
process.exit(0)
