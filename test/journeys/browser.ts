import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type axe from 'axe-core'
import { serve } from '@hono/node-server'
import { chromium, type Page } from 'playwright-core'
import { jobs } from '../../src/jobs.ts'
import { startWorker } from '../../src/platform/jobs.ts'
import { newWorld } from '../world.ts'

/** A world that listens on a port of its own with a worker beside it, and a real browser in front. */
export async function newBrowsing() {
  const world = await newWorld()
  const server = serve({ fetch: world.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((done) => server.once('listening', done))
  const base = `http://localhost:${(server.address() as AddressInfo).port}`
  world.settings.BASE_URL = base
  const worker = await startWorker(world.workerUrl, jobs, world.settings)
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
  world.beforeEnd.push(async () => {
    await browser.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await new Promise<void>((done) => server.close(() => done()))
    await worker.stop()
  })

  /** A browser of its own: a phone unless a width is given. `as`: signed in as this account. What it asks of others than us fails the test. */
  async function open({
    as = null,
    width = 390,
    script = true,
    lang = 'en-US',
  }: { as?: string | null; width?: number; script?: boolean; lang?: string } = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height: 844 },
      javaScriptEnabled: script,
      locale: lang,
      baseURL: base,
      acceptDownloads: true,
    })
    if (as) await context.addCookies([{ name: 'session', value: await world.tokenOf(as), url: base, httpOnly: true }])
    const page = await context.newPage()
    if (!script) withoutScript.add(page)
    page.setDefaultTimeout(60_000) // what never comes fails; what comes late on a busy machine does not
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !/^(data|blob|about):/.test(request.url()))
        assert.fail(`a page asked a third party: ${request.url()}`)
    })
    page.on('pageerror', (error) => assert.fail(`a script of ours broke: ${error.message}`))
    return page
  }
  return { world, base, open }
}

/** axe itself is a script: what such a page shows is checked where the same page is opened with one. */
const withoutScript = new WeakSet<Page>()

/** WCAG 2.2 AA as far as a machine sees it; and nothing wider than the screen. */
export async function assertAccessible(page: Page) {
  if (withoutScript.has(page)) return
  assert.deepEqual(await violations(page), [], page.url())
  await assertFits(page)
}

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * What axe finds wrong, as "rule: where". It runs in the page alone: what stands in a frame is opened by itself. `alone: false` is for a
 * mail, which has no landmarks: the program that shows it has. The same pages on a second server have nothing new to show to axe: there the
 * walks are walked, and axe is left out.
 */
export async function violations(page: Page, { alone = true } = {}): Promise<string[]> {
  if (process.env.TEST_PAGES_SEEN) return []
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', ...(alone ? ['best-practice'] : [])]
  await page.evaluate(axeSource)
  return page.evaluate(async (runOnly) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  }, runOnly)
}

/** One load, three screens: a phone for axe, and nothing too wide on a desk or on the smallest phone. */
export async function assertWell(page: Page) {
  const before = page.viewportSize()!
  await assertAccessible(page)
  for (const width of [1280, 320]) {
    await page.setViewportSize({ ...before, width })
    await assertFits(page)
  }
  await page.setViewportSize(before)
}

/** Nothing is wider than the screen. */
export async function assertFits(page: Page) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(overflow <= 0, `${page.url()} is ${overflow} px wider than the screen`)
}
