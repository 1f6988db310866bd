import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const olga = world.as(cast.olga), stella = world.as(cast.stella), maria = world.as(cast.maria), sven = world.as(cast.sven), visitor = world.as(null)
const north = localKeys.north

const header = 'Member #,First,Last,Email,Cell,Unit,Facility,Dept,Shift,Title'

/** Sends a file as a browser does. The address of the import, or the answer when it was refused. */
async function send(file: string | Buffer, name = 'members.csv', who = olga) {
  const form = new FormData()
  form.append('file', new Blob([file as BlobPart], { type: 'text/csv' }), name)
  const reply = await who.post(urls.rosterImports(north), form)
  return { status: reply.status, at: reply.headers.get('location') ?? '', text: reply.status === 303 ? '' : await reply.text() }
}

/** What the mapping screen has chosen, as the form would send it. */
async function mappingOf(at: string) {
  const html = await olga.read(at)
  const fields: Record<string, string> = {}
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)) fields[name!] = value!.replace('&#9;', '\t')
  for (const [, name, options] of html.matchAll(/<select name="(column-\d+)".*?>(.*?)<\/select>/gs)) fields[name!] = /<option[^>]*value="(\w*)"[^>]* selected/.exec(options!)?.[1] ?? /<option[^>]* selected[^>]* value="(\w*)"/.exec(options!)?.[1] ?? ''
  return fields
}

/** Sends a file, takes the columns as they were guessed, and has it read. */
async function staged(file: string | Buffer) {
  const { at, text } = await send(file)
  assert.ok(at, text)
  const reply = await olga.post(`${at}/columns`, await mappingOf(at))
  assert.equal(reply.status, 303, await reply.text())
  await world.runJobs()
  return at
}

async function imported(file: string | Buffer) {
  const at = await staged(file)
  await olga.post(`${at}/confirm`)
  await world.runJobs()
  return at
}

/** The page without what is around it. */
const read = async (at: string, who = olga) => ((await who.read(at)).match(/<main.*<\/main>/s)?.[0] ?? 'no page').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const counts = (html: string) => ['New', 'Changed', 'Unchanged', 'Refused'].map((label) => Number(new RegExp(`stat-value">([\\d,]+)</p><p class="stat-label">${label}<`).exec(html)?.[1]?.replace(',', '')))
const rosterOf = async (local = 1) => (await world.owner.query(`select m.*, coalesce((select json_agg(a order by unit_id) from assignment a where a.local_id = m.local_id and a.member_id = m.id), '[]') as places from member m where local_id = $1 order by id`, [local])).rows
const without = (rows: Record<string, unknown>[], ...keys: string[]) => rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key))))

const file = `${header}
N-1001,Maria,Santos,maria@example.org,213-555-0101,Registered nurses,Cedar Hill Hospital,Emergency,Day,Registered nurse
N-1002,Tom,Whitaker-Lee,tom@example.org,213-555-0102,Registered nurses,Cedar Hill Hospital,Intensive care,Night,Registered nurse
N-1099,Ana,Lopez,ana@example.org,213-555-0199,Registered nurses,Lantern Bay Clinic,Clinic,Day,Nurse practitioner
N-1003,Olga,Petrova,tom@example.org,,Registered nurses,Lantern Bay Clinic,,,
,Grace,O'Dell,grace.odell@example.org,,Registered nurses,Cedar Hill Hospital,,,
N-1001,Maria,Santos,,,Pharmacy,Cedar Hill Hospital,Pharmacy,Night,Pharmacy technician
N-1001,Maria,Santos,,,Pharmacy,Cedar Hill Hospital,Pharmacy,Night,Pharmacy technician
N-1100,Bo,Reed,bo@exa,,Registered nurses,Cedar Hil Hospital,,,
`

test('an officer imports: looks first, confirms, reads the report, undoes it, and does it again', async () => {
  const before = await rosterOf()
  const at = await staged(file)
  const preview = await read(at)
  assert.deepEqual(counts(preview), [1, 2, 2, 3])
  assert.match(preview, /8 members of the roster are not in this file/)
  assert.match(preview, /Intensive care, Cedar Hill Hospital/)
  assert.match(preview, /Nurse practitioner/)
  assert.deepEqual(await rosterOf(), before, 'nothing is written before she has confirmed')

  const changed = await read(`${at}?show=changed`)
  assert.match(changed, /<del>.*?Whitaker<\/del>.*?<ins>.*?Whitaker-Lee<\/ins>/s)
  assert.match(changed, /<del>.*?Emergency<\/del>.*?<ins>.*?Intensive care<\/ins>/s)
  const problems = await read(`${at}?show=problem`)
  assert.match(problems, /tom@example.org stands on the roster with Tom Whitaker \(N-1002\)/)
  assert.match(problems, /Line 2 has the same member number/)
  assert.match(problems, /“bo@exa” is not an e-mail address.*Is it “Cedar Hill Hospital”\?/)

  assert.equal((await olga.post(`${at}/confirm`)).status, 303)
  assert.match(await read(at), /Writing to the roster/)
  await world.runJobs()
  const report = await read(at)
  assert.match(report, /1 member added, 2 rows changed/)
  const after = await rosterOf()
  assert.equal(after.length, before.length + 1)
  assert.equal(after.find((row) => row.id === '2' || row.id === 2)?.last_name, 'Whitaker-Lee')
  assert.equal(after.find((row) => Number(row.id) === 1)?.places.length, 2)

  const csv = await olga.read(`${at}/refused.csv`)
  assert.match(csv, /^Line,Reason,Member #,/)
  assert.match(csv, /^5,.*N-1003,Olga,Petrova/m)

  const again = await staged(file)
  assert.deepEqual(counts(await read(again)), [0, 0, 5, 3], 'the same file again changes nothing')
  await olga.post(`${again}/cancel`)

  assert.equal((await olga.post(`${at}/undo`)).status, 303)
  await world.runJobs()
  assert.match(await read(at), /The roster is as it was before this import/)
  assert.deepEqual(await rosterOf(), before)

  const third = await imported(file)
  assert.deepEqual(without(await rosterOf(), 'id', 'added_at', 'added_by_import', 'places'), without(after, 'id', 'added_at', 'added_by_import', 'places'))
  await olga.post(`${third}/undo`)
  await world.runJobs()
})

test('nobody else sees that there is an import, or a roster', async () => {
  const at = await staged(file)
  const addresses = [urls.rosterImports(north), at, `${at}/refused.csv`, `${at}/progress`, urls.localRoster(north), urls.rosterMember(north, 2)]
  for (const address of addresses) for (const stranger of [stella, maria, visitor]) assert.equal((await stranger.get(address)).status, 404, address)
  for (const step of ['columns', 'confirm', 'stop', 'cancel', 'undo', 'again']) for (const stranger of [stella, maria, sven, visitor]) assert.equal((await stranger.post(`${at}/${step}`)).status, 404, step)
  for (const stranger of [stella, maria, sven, visitor]) assert.equal((await send(file, 'x.csv', stranger)).status, 404)
  assert.equal((await world.owner.query(`select from import where by_account <> $1`, [cast.olga])).rowCount, 0)
  for (const address of addresses.slice(0, 4)) assert.equal((await sven.get(address)).status, 404, 'a steward imports nothing')
  await olga.post(`${at}/cancel`)
})
