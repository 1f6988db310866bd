// Whoever hosts it: opens a real deployment by its set-up link, then looks at how it is.
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { backUp } from '../../src/operation/backup.ts'
import { noteProblem } from '../../src/platform/problems.ts'
import { urls } from '../../src/urls.ts'
import { cast } from '../cast.ts'
import { assertAccessible, newBrowsing } from './browser.ts'

const { world, open } = await newBrowsing()

for (const width of [390, 1280])
  test(`an administrator sees how the installation is, at ${width} px, with and without script`, async () => {
    const quiet = await open({ as: cast.ada, width, script: false })
    await quiet.goto(urls.staff)
    if (width < 700) await quiet.locator('.menu summary').click()
    await quiet.getByRole('link', { name: 'Operation' }).filter({ visible: true }).first().click()
    assert.equal(await quiet.getByRole('heading', { level: 1 }).innerText(), 'Operation')

    const page = await open({ as: cast.ada, width })
    await page.goto(urls.operation)
    await assertAccessible(page)
    const reference = `0000${width}`.slice(-8).padStart(8, '0')
    await noteProblem(world.root, reference, 'GET /events/:slug', new TypeError("Cannot read properties of undefined (reading 'title')"))
    await backUp(world.ownerUrl, join(mkdtempSync(join(tmpdir(), 'commontable-host-')), 'one.backup'))
    await world.as(null).post(urls.signIn, { address: 'maria@example.org' })
    await page.goto(urls.operation)
    await page.locator('input[name=reference]').fill(reference)
    await page.getByRole('button', { name: 'Find' }).click()
    await page.locator('summary', { hasText: 'TypeError' }).filter({ visible: true }).first().click()
    await assertAccessible(page)
    if (process.env.SHOW) await page.screenshot({ path: `${process.env.SHOW}/operation-${width}.png`, fullPage: true })
    assert.match(await page.getByRole('main').innerText(), /host\.test\.ts/)
  })
