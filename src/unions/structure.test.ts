import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys, locals, units, worksites } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { importStructure } from './import-structure.ts'
import { canonicalZone } from './structure.ts'
import { findLocal, listLocals, listUnits, listWorksites } from './unions.ts'

const world = await newWorld()
const ada = world.as(cast.ada)

test('an administrator adds a region, a worksite in it, and a department there', async () => {
  const region = await ada.post(urls.structureKind('regions'), { name: 'Isles', key: 'isles', zone: 'pacific/honolulu' })
  assert.equal(region.status, 303)
  assert.match(await ada.read(region.headers.get('location')!), /Added: Isles\./)
  const { id } = await asPerson(world.root, null, 'read only', (db) =>
    db.selectFrom('region').where('key', '=', 'isles').select(['id', 'zone']).executeTakeFirstOrThrow(),
  )
  assert.equal(
    (
      await ada.post(urls.structureKind('worksites'), {
        name: 'Reef Clinic',
        city: '',
        employer: '1',
        region: String(id),
        zone: 'Pacific/Honolulu',
      })
    ).status,
    303,
  )
  const site = (await asPerson(world.root, null, 'read only', listWorksites)).find(({ name }) => name === 'Reef Clinic')!
  assert.equal(site.regionName, 'Isles')
  const department = await ada.post(urls.structureKind('departments'), { worksite: String(site.id), name: ' Sports   medicine ' })
  assert.equal(department.headers.get('location')?.split('?')[0], urls.structureThing('worksites', site.id))
  assert.match(await ada.read(urls.structureThing('worksites', site.id)), />Sports medicine</)
})

test('things are renamed where they stand, and what members hang on stays', async () => {
  assert.equal(
    (
      await ada.post(urls.structureThing('worksites', worksites.oldMill), {
        name: 'Old Mill Center',
        city: 'Old Mill',
        employer: '1',
        region: '2',
        zone: 'America/Denver',
      })
    ).status,
    303,
  )
  assert.match(await world.as(cast.ada).read(urls.structureKind('worksites')), /Old Mill Center/)
  assert.equal(
    (await ada.post(urls.structureThing('locals', locals.south), { name: 'Local 34, South', parentUnion: '1', region: '2', key: 'other' }))
      .status,
    303,
  )
  assert.equal((await asPerson(world.root, null, 'read only', (db) => findLocal(db, localKeys.south)))?.name, 'Local 34, South')
  assert.equal((await ada.post(urls.structureThing('units', units.southCare), { name: 'Care', employer: '1', local: '1' })).status, 303)
  assert.deepEqual(
    (await asPerson(world.root, null, 'read only', (db) => listUnits(db, locals.south))).map(({ name }) => name),
    ['Care'],
  )
})

test('what cannot be taken gets a sentence, and stays in the form', async () => {
  const cases: [path: string, form: Record<string, string>, sentence: RegExp][] = [
    [urls.structureKind('regions'), { name: '', key: 'x', zone: 'America/Denver' }, /Name is missing/],
    [urls.structureKind('regions'), { name: 'wést!', key: 'west-2', zone: 'America/Denver' }, /already a region of this name/],
    [urls.structureKind('regions'), { name: 'New', key: 'West Side', zone: 'America/Denver' }, /only small letters, digits/],
    [urls.structureKind('regions'), { name: 'New', key: 'west', zone: 'America/Denver' }, /This key is taken/],
    [urls.structureKind('regions'), { name: 'New', key: 'new', zone: 'Middle of nowhere' }, /no time zone of this name/],
    [
      urls.structureKind('locals'),
      { name: 'Local 9', key: 'local-9', parentUnion: '999', region: '' },
      /Parent union: choose one.*Region: choose one/s,
    ],
    [urls.structureKind('shifts'), { name: 'x'.repeat(121) }, /Name is too long/],
    [urls.structureKind('shifts'), { name: 'Two\nlines' }, /line break/],
    [urls.structureKind('departments'), { worksite: String(worksites.cedarHill), name: 'EMERGENCY' }, /already a department of this name/],
    [
      urls.structureThing('worksites', worksites.cedarHill),
      { name: 'Lantern bay clinic', city: '', employer: '1', region: '1', zone: 'America/Los_Angeles' },
      /already a worksite/,
    ],
    [
      urls.structure,
      { name: '', zone: 'nowhere', postalAddress: 'x'.repeat(301), replyTo: 'not an address' },
      /Type the name of the coalition.*no time zone.*too long.*not an e-mail address/s,
    ],
  ]
  for (const [path, form, sentence] of cases) {
    const answer = await ada.post(path, form)
    assert.equal(answer.status, 422, path)
    const text = (await answer.text()).replaceAll('&#39;', "'")
    assert.match(text, sentence)
    if (form.key) assert.match(text, new RegExp(`value="${form.key}"`))
  }
})

test('the coalition gets its name, zone and addresses', async () => {
  assert.equal(
    (
      await ada.post(urls.structure, {
        name: 'Table of Three',
        zone: 'america/denver',
        postalAddress: '1 Road\r\nTown',
        replyTo: 'Office@Example.org',
      })
    ).status,
    303,
  )
  const text = await ada.read(urls.structure)
  for (const value of ['Table of Three', 'America/Denver', '1 Road, Town', 'office@example.org'])
    assert.ok(text.includes(`value="${value}"`), value)
})

test('nobody but an administrator finds any of it', async () => {
  for (const account of [null, cast.maria, cast.olga, cast.carla, cast.otto, cast.dora]) {
    for (const path of [urls.structure, urls.structureKind('locals'), urls.structureThing('locals', 1)])
      assert.equal((await world.as(account).get(path)).status, 404)
    assert.equal((await world.as(account).post(urls.structure, { name: 'Mine', zone: 'America/Denver' })).status, 404)
    assert.equal((await world.as(account).post(urls.structureKind('shifts'), { name: 'Mine' })).status, 404)
  }
  for (const path of [
    urls.structureKind('members'),
    urls.structureKind('units'),
    urls.structureThing('locals', 99),
    urls.structureThing('locals', 'x'),
  ])
    assert.equal((await ada.get(path)).status, 404, path)
  await assert.rejects(
    asPerson(world.root, cast.olga, 'read write', (db) => db.insertInto('shift').values({ name: 'Mine' }).execute()),
    /row-level security/,
  )
})

const file = {
  coalition: { name: 'Table of Three', zone: 'America/Denver' },
  parentUnions: ['Federation of Invented Nurses', 'Second Federation'],
  employers: ['Fernwhistle Health'],
  regions: [{ key: 'lakes', name: 'Lakes', zone: 'America/Chicago' }],
  locals: [
    {
      key: 'lake-7',
      name: 'Lake Local 7',
      parentUnion: 'second federation',
      region: 'lakes',
      units: [{ name: 'Nurses', employer: 'Fernwhistle Health' }],
    },
  ],
  worksites: [
    { name: 'Lake Hospital', city: 'Lakeside', employer: 'Fernwhistle Health', region: 'lakes', departments: ['Emergency', 'Kitchen'] },
  ],
  shifts: ['Day'],
  classifications: ['Cook', 'Diver'],
}
const bring = (text: string, account: string | null = cast.ada) =>
  asPerson(world.root, account, 'read write', (db) => importStructure(db, text))

test('a file brings the structure in, and a second time changes nothing', async () => {
  assert.deepEqual(await bring(JSON.stringify(file)), { added: 8, changed: 0, unchanged: 5 })
  assert.deepEqual(await bring(JSON.stringify(file)), { added: 0, changed: 0, unchanged: 13 })
  const renamed = { ...file, locals: [{ ...file.locals[0]!, name: 'Lake Local Seven', region: 'Lakes' }] }
  assert.deepEqual(await bring(JSON.stringify(renamed)), { added: 0, changed: 1, unchanged: 12 })
  const [lake] = (await asPerson(world.root, null, 'read only', listLocals)).filter(({ key }) => key === 'lake-7')
  assert.equal(lake?.name, 'Lake Local Seven')
  assert.equal(
    (await asPerson(world.root, null, 'read only', listWorksites)).find(({ name }) => name === 'Lake Hospital')?.zone,
    'America/Chicago',
  )
})

test('a table brings it in as well', async () => {
  const csv =
    'Kind,Name,Key,Parent union,Region,Employer,City,Zone,Worksite,Local\nregion,Plains,plains,,,,,America/Chicago,,\nlocal,Plains Local 5,plains-5,Second Federation,plains,,,,,\nworksite,Plains Hospital,,,plains,Fernwhistle Health,Flatland,,,\nDepartment,Surgery,,,,,,,Plains Hospital,\nbargaining unit,Nurses,,,,Fernwhistle Health,,,,plains-5\n'
  assert.deepEqual(await bring(csv), { added: 5, changed: 0, unchanged: 0 })
  assert.deepEqual(await bring(csv), { added: 0, changed: 0, unchanged: 5 })
})

test('a file with anything wrong in it brings nothing, and says what and where', async () => {
  const cases: [text: string, sentence: RegExp][] = [
    ['', /empty/],
    ['{"regions": [', /not valid JSON/],
    ['{"members": []}', /members|Unrecognized/],
    [JSON.stringify({ regions: [{ key: 'bays', name: 'Bays' }] }), /regions\[0\]\.zone/],
    [
      JSON.stringify({ shifts: ['Dawn'], locals: [{ key: 'bay-1', name: 'Bay', parentUnion: 'No such union', region: 'lakes' }] }),
      /locals\[0\]: Parent union "No such union" is neither/,
    ],
    [JSON.stringify({ regions: [{ key: 'bays', name: 'Bays', zone: 'Bay time' }] }), /regions\[0\]: There is no time zone/],
    [JSON.stringify({ shifts: ['Dawn', 'dawn'] }), /shifts\[1\]: the same stands at shifts\[0\]/],
    ['name,key\nBays,bays\n', /Line 1 has to name the columns/],
    ['kind,name,phone\nshift,Dawn,1\n', /no column called "phone"/],
    ['kind,name\nship,Dawn\n', /Line 2: "ship" is no kind/],
  ]
  for (const [text, sentence] of cases) {
    const answer = await bring(text)
    assert.ok('problems' in answer, text)
    assert.match(answer.problems.join('\n'), sentence)
  }
  const text = await ada.read(urls.structureKind('shifts'))
  assert.doesNotMatch(text, /Dawn/)
  const refused = await bring(JSON.stringify(file), cast.carla)
  assert.ok('problems' in refused && /Only an administrator/.test(refused.problems[0]!))
})

test('zones are known by their names only', () => {
  assert.equal(canonicalZone('america/los_angeles'), 'America/Los_Angeles')
  for (const text of ['', 'PDT+8', '+08:00', 'Pacific Time', '../../etc']) assert.equal(canonicalZone(text), null, text)
})
