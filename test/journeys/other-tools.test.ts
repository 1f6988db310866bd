import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { urls } from '../../src/urls.ts'
import { cast, localKeys } from '../cast.ts'
import { textRow, workbookOf } from '../importing.ts'
import { assertWell, newBrowsing } from './browser.ts'

const { open } = await newBrowsing()
const zetkin = fileURLToPath(new URL('../rosters/zetkin.csv', import.meta.url))

test('an officer brings a file of another tool and a workbook, says where new people belong, and looks at who is missing', async () => {
  const phone = await open({ as: cast.olga })
  const look = () => assertWell(phone)
  await phone.goto(urls.rosterImports(localKeys.north))
  await phone.getByLabel('File').setInputFiles(zetkin)
  await phone.getByRole('button', { name: 'Send the file' }).click()
  await phone.waitForURL(/imports\/\d+$/)
  assert.equal(await phone.getByLabel('Which program wrote the file?').inputValue(), 'zetkin')
  await look()
  await phone.locator('#unit').selectOption({ label: 'Registered nurses' })
  await phone.getByLabel('phone if already on the roster', { exact: true }).selectOption('fill')
  await phone.getByRole('button', { name: 'Read the file' }).click()
  await phone.getByText('Nothing is written yet.').waitFor()
  await look()
  await phone.getByLabel(/Everybody of Registered nurses/).check()
  await phone.getByRole('button', { name: /^Write 1 new member/ }).click()
  await phone.getByRole('link', { name: 'Look at them' }).click()
  await look()
  await phone.getByLabel(/Whitaker/).check()
  await phone.getByRole('button', { name: 'Take them out of the unit' }).click()
  await phone.getByText('Done for 1 member.').waitFor()
  await look()

  await phone.goto(urls.rosterImports(localKeys.north))
  const rows =
    textRow(['Member #', 'First', 'Last', 'Email', 'Unit', 'Facility']) +
    textRow(['X-1', 'Ana', 'Lopez', 'ana.x@example.org', 'Pharmacy', 'Lantern Bay Clinic'])
  await phone.getByLabel('File').setInputFiles({
    name: 'members.xlsx',
    mimeType: 'application/octet-stream',
    buffer: await workbookOf([
      { name: 'Notes', rows: textRow(['Call', 'them']) },
      { name: 'Members', rows },
    ]),
  })
  await phone.getByRole('button', { name: 'Send the file' }).click()
  await phone.getByText('Read from the sheet “Members”').waitFor()
  await phone.getByLabel('Keep these choices under a name').fill('Our list')
  await phone.getByRole('button', { name: 'Read the file' }).click()
  await phone.getByText('Nothing is written yet.').waitFor()
  await phone.goto(urls.rosterImports(localKeys.north))
  await phone.getByRole('heading', { name: 'Saved profiles' }).waitFor()
  await look()
})
