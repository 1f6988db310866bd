import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys, shifts, worksites } from '../../test/cast.ts'
import { importByCommand } from '../../test/importing.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const olga = world.as(cast.olga),
  stella = world.as(cast.stella),
  sven = world.as(cast.sven),
  maria = world.as(cast.maria),
  visitor = world.as(null)
const { north, south } = localKeys

const names = (html: string) => [...html.matchAll(/members\/\d+">([^<]+)</g)].map(([, name]) => name!.replaceAll('&#39;', "'"))
const find = async (query: string, who = olga, local = north) => names(await who.read(`${urls.localRoster(local)}?${query}`))

test('an officer sees her local, in the order of last names; nobody else does', async () => {
  assert.deepEqual(await find(''), [
    'Chen, Wei',
    'Duarte, Ines',
    'Kāʻai, Kekoa',
    'Kāʻai, Noelani',
    'Lindqvist, Sven',
    'Muñoz-Ortega, José',
    'Nguyễn, Linh',
    "O'Dell, Grace",
    'Petrova, Olga',
    'Raman, Priya',
    'Santos, Maria',
    'Whitaker, Tom',
  ])
  assert.equal((await olga.get(urls.roster)).headers.get('location'), urls.localRoster(north))
  for (const stranger of [stella, maria, visitor, world.as(cast.carla), world.as(cast.dora), world.as(cast.ada)]) {
    assert.equal((await stranger.get(urls.localRoster(north))).status, 404)
    assert.equal((await stranger.get(urls.rosterMember(north, 1))).status, 404)
  }
  for (const address of [
    urls.localRoster(south),
    urls.localRoster('no-such'),
    urls.rosterMember(north, 101),
    `${urls.localRoster(north)}/members/abc`,
  ])
    assert.equal((await olga.get(address)).status, 404, address)
})

test('a steward sees her turf, its members and no imports', async () => {
  const turf = await find('', sven)
  assert.ok(turf.includes('Santos, Maria') && turf.includes('Kāʻai, Kekoa'))
  assert.ok(!turf.includes('Chen, Wei'), 'Wei works elsewhere')
  assert.doesNotMatch(await sven.read(urls.localRoster(north)), /imports/)
  assert.equal((await sven.get(urls.rosterMember(north, 1))).status, 200)
  assert.equal((await sven.get(urls.rosterMember(north, 11))).status, 404)
})

test('the search takes what people type', async () => {
  const cases: [string, string[]][] = [
    ['maria', ['Santos, Maria']],
    ['sant mar', ['Santos, Maria']],
    ['Mar Sant', ['Santos, Maria']],
    ['kaai', ['Kāʻai, Kekoa', 'Kāʻai, Noelani']],
    ["Ka'ai noe", ['Kāʻai, Noelani']],
    ['jose munoz', ['Muñoz-Ortega, José']],
    ['ortega', ['Muñoz-Ortega, José']],
    ['odell', ["O'Dell, Grace"]],
    ['nguyen', ['Nguyễn, Linh']],
    ['MARIA@example.org', ['Santos, Maria']],
    ['maria@', ['Santos, Maria']],
    ['(213) 555-0102', ['Whitaker, Tom']],
    ['0102', ['Whitaker, Tom']],
    ['N-1002', ['Whitaker, Tom']],
    ['n-101', ['Chen, Wei', 'Duarte, Ines']],
    ['santos x', []],
    ['%', []],
    ["'; drop table member; --", []],
    ['ntos', []],
  ]
  for (const [typed, expected] of cases) assert.deepEqual(await find(`search=${encodeURIComponent(typed)}`), expected, typed)
})

test('filters narrow the list, and what nobody matches says so', async () => {
  assert.deepEqual(await find('without=email'), ['Muñoz-Ortega, José', 'Nguyễn, Linh'])
  assert.deepEqual(await find('without=phone&search=priya'), ['Raman, Priya'])
  assert.deepEqual(await find(`worksite=${worksites.cedarHill}&shift=${shifts.night}`), ["O'Dell, Grace", 'Whitaker, Tom'])
  const nobody = await olga.read(`${urls.localRoster(north)}?search=nobody`)
  assert.match(nobody, /Nobody matches/)
  assert.match(nobody, /value="nobody"/, 'what was typed is still there')
  assert.deepEqual(await find('unit=abc&worksite=-1&shift=999999999'), [])
})

test('a member’s page', async () => {
  const page = await olga.read(urls.rosterMember(north, 7))
  for (const fact of [
    /Priya Raman/,
    /N-1007/,
    /priya.raman@example.org/,
    /Pharmacy technician/,
    /Emergency/,
    /No import has changed anything/,
  ])
    assert.match(page, fact)
  assert.match(await olga.read(urls.rosterMember(north, 1)), /Spanish/)
})

const lines = Array.from(
  { length: 120 },
  (_, n) => `P-${n},Ana${String(n).padStart(3, '0')},Aaron,ana.${n}@example.org,Pharmacy,Cedar Hill Hospital`,
)
const csv = [
  'Member #,First,Last,Email,Unit,Facility',
  ...lines,
  'N-1001,Maria,Santos-Cruz,,,',
  'X-1,Bo,Reed,wrong,Pharmacy,Cedar Hill Hospital',
].join('\n')
const command = (options?: Parameters<typeof importByCommand>[2]) => importByCommand(world, csv, options)

test('the command line imports in an officer’s name, and refuses everybody else', async () => {
  assert.deepEqual(await command({ asAddress: 'stella@example.org', yes: true }), {
    refusal: 'There is no local "north-12" whose roster this address may import.',
  })
  assert.deepEqual(await command({ asAddress: 'sven@example.org', yes: true }), {
    refusal: 'There is no local "north-12" whose roster this address may import.',
  })
  assert.match(((await command({ asAddress: 'nobody@example.org', yes: true })) as { refusal: string }).refusal, /Nobody signs in with/)
  assert.match(((await command({ localKey: 'no-such', yes: true })) as { refusal: string }).refusal, /no local "no-such"/)
  assert.match(
    (
      (await command({
        file: (async function* () {
          yield Buffer.from('Email,Email,First,Last\na@example.org,b@example.org,Ana,Lopez\n')
        })(),
        yes: true,
      })) as { refusal: string }
    ).refusal,
    /Two columns could be e-mail/,
  )
  assert.equal(((await command({})) as { outcome: string }).outcome, 'not-confirmed', 'there is nobody to ask')

  let asked = ''
  const written = await command({
    ask: async (question) => {
      asked = question
      return true
    },
  })
  assert.match(asked, /120 new, 1 changed, 0 unchanged, 1 refused. Write this/)
  assert.ok('outcome' in written)
  assert.equal(written.outcome, 'written')
  assert.deepEqual(written.refused, { count: 1, first: [{ line: 123, reason: '“wrong” is not an e-mail address.' }] })
  assert.equal(((await command({ yes: true })) as { outcome: string }).outcome, 'nothing-to-write')
  assert.equal((await world.owner.query('select from import_chunk')).rowCount, 0)
})

test('pages continue where the last one ended, forward and back, and no name stands in their address', async () => {
  const first = await olga.read(urls.localRoster(north))
  assert.match(first, /50 of 132 members/)
  const next = (html: string, rel: string) => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&')
  const seen = names(first)
  const second = await olga.read(next(first, 'next')!)
  seen.push(...names(second))
  assert.doesNotMatch(next(first, 'next')!, /aaron/i)
  const third = await olga.read(next(second, 'next')!)
  seen.push(...names(third))
  assert.equal(new Set(seen).size, 132)
  assert.equal(next(third, 'next'), undefined)
  assert.deepEqual(names(await olga.read(next(third, 'prev')!)), names(second))
  assert.deepEqual(names(await olga.read(next(second, 'prev')!)), names(first))
  assert.equal(next(first, 'prev'), undefined)
  assert.match(
    await olga.read(urls.rosterMember(north, 1)),
    /Last name:.*Santos.*Santos-Cruz.*list.csv|list.csv.*Last name:.*Santos.*Santos-Cruz/s,
  )
})
