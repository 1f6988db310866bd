import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, cast, localKeys, locals, worksites } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const olga = world.as(cast.olga),
  stella = world.as(cast.stella)

test('who holds offices in two locals sees both plainly, and goes from a room of one to the same room of the other', async () => {
  assert.ok(!(await olga.read(urls.localShares(localKeys.north))).includes('Choose the local'), 'with one local there is nothing to choose')
  await stella.post(urls.offices, { name: 'Olga Petrova', address: addressOf('olga'), what: `officer:local:${locals.south}` })
  assert.equal((await olga.post(/\/me\/invitations\/\d+\/accept/.exec(await olga.read(urls.me))![0])).status, 303)

  for (const page of [await olga.read(urls.me), await olga.read(urls.staff)])
    assert.match(page, /Officer, Local 12 North.*Officer, Local 34 South/s)
  for (const [here, there] of [
    [localKeys.north, localKeys.south],
    [localKeys.south, localKeys.north],
  ] as const)
    for (const room of [urls.localRoster, urls.localShares, urls.localSegments]) {
      const page = await olga.read(room(here))
      assert.match(page, new RegExp(`aria-label="Choose the local".*href="${room(here)}" aria-current="true".*|href="${room(there)}"`, 's'))
      assert.ok(page.includes(`href="${room(there)}"`))
    }
  assert.match(await olga.read(urls.segments), /Local 12 North.*Local 34 South/s)
})

test('a steward of the second local chooses it for its roster alone', async () => {
  await stella.post(urls.offices, {
    name: 'Sven Lindqvist',
    address: addressOf('sven'),
    what: `steward:worksite:${locals.south}-${worksites.oldMill}`,
  })
  const sven = world.as(cast.sven)
  await sven.post(/\/me\/invitations\/\d+\/accept/.exec(await sven.read(urls.me))![0])
  assert.match(await sven.read(urls.me), /Steward, Cedar Hill Hospital, Local 12 North/)
  const page = await sven.read(urls.localRoster(localKeys.north))
  assert.ok(page.includes(`href="${urls.localRoster(localKeys.south)}"`))
})
