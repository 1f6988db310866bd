import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { cast, localKeys } from '../cast.ts'
import { urls } from '../../src/urls.ts'
import { assertAccessible, assertWell, newBrowsing } from './browser.ts'

const { open, world } = await newBrowsing()
const shots = process.env.ROSTER_SHOTS

const csv = (people: number) =>
  [
    'NORTH LOCAL 12, MEMBERS (printed 10/14/2027)',
    '',
    'Mbr No;LAST NAME;First Name;E-mail Addr;Cell Phone;Facility;Dept;Barg Unit;Notes',
    'N-1001;Santos-Cruz;Maria;maria@example.org;213-555-0101;Cedar Hill Hospital;Emergency;Registered nurses;"Prefers text\nafter 6"',
    'N-1002;Whitaker;Tom;tom@example.org;213.555.0102;Cedar Hill Hospital;Emergency;Registered nurses;',
    ';Nobody;Ana;ana at example.org;;Cedar Hil Hospital;Emergency;Registered nurses;',
    ...Array.from(
      { length: people },
      (_, n) =>
        `N-${3000 + n};Okafor;Ngozi ${'abcdefghijklmnopqrstuvwxyz'[n % 26]};ngozi.${n}@example.org;;Lantern Bay Clinic;Day clinic;Registered nurses;`,
    ),
  ].join('\r\n') + '\r\n'

for (const script of [true, false])
  test(`an officer imports her members and undoes it, ${script ? 'with' : 'without'} script`, async () => {
    const page = await open({ as: cast.olga, script })
    const shot = async (name: string) => {
      await assertWell(page)
      for (const width of shots ? [1280, 390] : []) {
        await page.setViewportSize({ width, height: 844 })
        await page.screenshot({ path: `${shots}/${name}-${width}${script ? '' : '-plain'}.png`, fullPage: true })
      }
    }
    const following = async (text: string) => {
      if (script) return page.getByText(text).first().waitFor()
      for (let n = 0; n < 40 && !(await page.getByText(text).count()); n++) {
        await page.waitForTimeout(250)
        await page.reload()
      }
    }

    const send = async (look: typeof shot) => {
      await page.goto(urls.rosterImports(localKeys.north))
      await page.getByLabel('File').setInputFiles({ name: 'north.csv', mimeType: 'text/csv', buffer: Buffer.from(csv(60), 'latin1') })
      await look('imports')
      await page.getByRole('button', { name: 'Send the file' }).click()
      await page.getByRole('heading', { name: 'What is in the columns?' }).waitFor()
      await look('mapping')
      await page.getByRole('button', { name: 'Read the file' }).click()
      await following('Nothing is written yet')
      await look('preview')
    }
    const write = async () => {
      await page.getByRole('button', { name: 'Write 60 new members and 1 change' }).click()
      await following('60 members added')
    }
    const undo = async () => {
      await page.getByRole('button', { name: 'Undo this import' }).click()
      await following('as it was before this import')
      assert.equal((await world.owner.query('select from member where local_id = 1')).rowCount, 12)
    }
    await send(shot)
    for (const kind of ['Changed', 'Refused']) {
      await page.getByRole('link', { name: new RegExp(`^${kind}`) }).click()
      await shot(kind.toLowerCase())
    }
    assert.match(await page.locator('main').innerText(), /not an e-mail address.*Is it “Cedar Hill Hospital”/s)
    await write()
    await shot('report')
    if (script) {
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: /Download the refused rows/ }).click()
      assert.equal((await download).suggestedFilename().startsWith('refused-north-12-'), true)
      assert.match(readFileSync(await (await download).path(), 'utf8'), /ana at example\.org/)
    }
    const report = page.url()
    await page.goto(urls.localRoster(localKeys.north))
    await shot('members')
    await page.getByLabel('Search').fill('maria cruz')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name: 'Santos-Cruz, Maria' }).click()
    await shot('member')
    await page.goto(report)
    await undo()
    await shot('undone')
    if (script) {
      await send(async () => {})
      await write()
      assert.equal((await world.owner.query('select from member where local_id = 1')).rowCount, 72, 'done again')
      await undo()
    }
    await page.context().close()
  })

test('a file that cannot be one is refused in place, with script and without', async () => {
  for (const script of [true, false]) {
    const page = await open({ as: cast.olga, script })
    await page.goto(urls.rosterImports(localKeys.north))
    await page
      .getByLabel('File')
      .setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from('%PDF-1.7 an annual report') })
    await page.getByRole('button', { name: 'Send the file' }).click()
    await page.getByText('This is a PDF').first().waitFor()
    await assertAccessible(page)
  }
})
