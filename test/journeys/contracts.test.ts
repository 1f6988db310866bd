// The strike coordinator enters an agreement, two certify a vote, and the clock is moved: what each of them and a member on a phone then reads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { urls } from '../../src/urls.ts'
import { cast, localKeys } from '../cast.ts'
import { assertWell, newBrowsing } from './browser.ts'

const { world, open } = await newBrowsing()
const { north } = localKeys
const zone = 'America/Los_Angeles'
const nurses = urls.canWeStrikeUnit('1-1')
await world.setClock('2027-09-20T12:00-07:00')

/** Enters a record as the coordinator, and confirms it as the local's officer. */
async function confirmed(kind: string, fields: Record<string, string>) {
  const saved = await world.as(cast.kit).post(urls.newRecord(north, kind), fields)
  const place = saved.headers.get('location')!.split('?')[0]!
  const base = /name="base" value="([^"]+)"/.exec(await world.as(cast.olga).read(place))![1]!
  assert.equal((await world.as(cast.olga).post(`${place}/show`, { base })).status, 303)
}

test('the coordinator enters an agreement, an officer confirms it, and a nurse reads until when it holds', async () => {
  const kit = await open({ as: cast.kit, width: 1280 })
  await kit.goto(urls.newRecord(north, 'agreements'))
  await kit.getByLabel('Registered nurses').check()
  for (const [name, value] of Object.entries({ name: 'Nurses’ agreement', effective: '2023-10-01', last_day: '2022-09-30', zone }))
    await kit.locator(`[name=${name}]`).fill(value)
  await kit.locator('[name=no_strike]').selectOption('broad')
  await kit.locator('[name=renews][value=no]').check()
  await kit.getByRole('button', { name: 'Save' }).last().click()
  await kit.getByText('September').or(kit.getByText('Sep 30, 2022')).first().waitFor()
  assert.equal(await kit.locator('[name=name]').inputValue(), 'Nurses’ agreement', 'what was typed is still there')
  await assertWell(kit)
  await kit.locator('[name=last_day]').fill('2027-09-30')
  await kit.getByRole('button', { name: 'Save' }).last().click()
  await kit.getByText('Members do not see it before a second person has confirmed it').first().waitFor()

  const olga = await open({ as: cast.olga })
  await olga.goto(new URL(kit.url()).pathname)
  await olga.getByRole('button', { name: 'Confirm: members see it' }).click()
  await olga.getByText('Confirmed. Members see it now.').first().waitFor()
  await confirmed('units', { unit_id: '1', zone, regime: 'US-NLRA', health_care: 'yes', bargaining: 'renewal', headcount: '900' })

  const nurse = await open()
  await nurse.goto(nurses)
  await nurse.getByText('runs through Thursday, September 30, 2027').first().waitFor()
  await nurse.getByText(/25[12] hours, \d+ minutes?/).waitFor()
  await assertWell(nurse)
  const withoutScript = await open({ script: false })
  await withoutScript.goto(nurses)
  assert.match(await withoutScript.locator('main').innerText(), /10\s+days until the contract ends/i)
  assert.doesNotMatch(await withoutScript.locator('main').innerText(), /hours/)
})

test('one officer enters a count, another certifies it, and the board and the member’s page follow the moved clock', async () => {
  await world.setClock('2027-10-06T12:00-07:00')
  await confirmed('vote-rules', { name: 'Majority', numerator: '1', denominator: '2', base: 'votes_cast', comparison: 'gt' })
  await confirmed('votes', { unit_ids: '1', rule_id: '1', opens_at: '2027-10-01T06:00', closes_at: '2027-10-05T20:00', zone })
  const olga = world.as(cast.olga)
  const counted = await olga.post(urls.newRecord(north, 'outcomes'), {
    vote_id: '1',
    yes: '700',
    no: '50',
    blank: '2',
    spoiled: '0',
    eligible: '900',
  })
  const place = counted.headers.get('location')!.split('?')[0]!

  const nurse = await open()
  await nurse.goto(nurses)
  await nurse.getByText('no strike has been announced').first().waitFor()
  assert.doesNotMatch(await nurse.locator('main').innerText(), /authorized/i)
  const kit = await open({ as: cast.kit })
  await kit.goto(place)
  await kit.getByRole('button', { name: 'Certify the count' }).click()
  await kit.getByText('Certified. Members see it once it is confirmed as well.').first().waitFor()
  await assertWell(kit)
  await nurse.reload()
  assert.doesNotMatch(await nurse.locator('main').innerText(), /authorized/i, 'certified, and not confirmed yet')
  await kit.getByRole('button', { name: 'Confirm: members see it' }).click()
  await kit.getByText('Confirmed. Members see it now.').first().waitFor()
  await nurse.reload()
  await nurse.getByText('Members authorized a strike').first().waitFor()

  const board = await open({ as: cast.kit, width: 1280 })
  await board.goto(urls.board)
  await board.locator('[name=at]').fill('2027-11-15T06:00')
  await board.getByRole('button', { name: 'Show', exact: true }).click()
  await board.getByText('Units and members by region').waitFor()
  await board.getByRole('link', { name: /Members authorized a strike/ }).click()
  await board.getByText('1 to 1 of 1 unit').waitFor()
  assert.equal(await board.locator('[name=at]').first().inputValue(), '2027-11-15T06:00')
  await assertWell(board)
  await board.goto(urls.deadlines)
  await assertWell(board)
  await nurse.goto(urls.whereWeStandByDate)
  await nurse.getByText('900').first().waitFor()
  await assertWell(nurse)
})
