import assert from 'node:assert/strict'
import { test } from 'node:test'
import { urls } from '../../src/urls.ts'
import { cast } from '../cast.ts'
import { assertAccessible, newBrowsing } from './browser.ts'

const { open, world } = await newBrowsing()

test('a nurse adds a passkey on her phone, signs out, and signs in with it', async () => {
  const page = await open({ as: cast.maria })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })

  await page.goto(urls.me)
  await page.getByLabel('What you call it').fill('Maria’s phone')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('Added. We have told you so').waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('has a passkey for you already').waitFor()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${urls.signIn}?back=${urls.events}`)
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL((url) => url.pathname === urls.events)
  await page.goto(urls.me)
  await page.getByRole('heading', { name: 'Hello, Maria' }).waitFor()

  await page.getByRole('button', { name: 'Remove the passkey Maria’s phone' }).click()
  await page.getByText('It opens nothing any more').waitFor()
  assert.equal((await world.look('auth', 'select 1 from passkey')).length, 0)
  await page.context().close()
})

test('without script signing in shows address, link and code, and nothing that does not work', async () => {
  const page = await open({ script: false })
  await page.goto(urls.signIn)
  assert.equal(await page.getByRole('button', { name: 'Send me the link' }).isVisible(), true)
  assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible(), false)
  await page.context().close()
})
