import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fillTables } from '../example/fill.ts'
import { createRowReader } from '../roster/csv.ts'
import { guessMapping } from '../roster/columns.ts'
import { urls } from '../urls.ts'
import { withinLimit } from '../people/limits.ts'
import { cast, localKeys, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { exportByCommand } from './export-by-command.ts'
import { unzip } from './unzip.ts'

const world = await newWorld()
const { north, south } = localKeys
const folder = await mkdtemp(join(tmpdir(), 'export-'))
after(() => rm(folder, { recursive: true }))

const download = (who: Name | null, format: string, filters: Record<string, string> = {}, local: string = north) =>
  world.as(who && cast[who]).post(urls.memberExport(local), { format, ...filters })

function rowsOf(csv: string) {
  const reader = createRowReader({ separator: ',', newline: '\n' })
  return [...reader.push(csv), ...reader.end()].map(({ cells }) => cells)
}

async function sheetOf(bytes: Uint8Array, sheet = 1) {
  const path = join(folder, `${crypto.randomUUID()}.xlsx`)
  writeFileSync(path, bytes)
  const { entries, close } = await unzip(path)
  const parts = new Map(await Promise.all([...entries].map(async ([name, { read }]) => [name, await text(await read())] as const)))
  close()
  const xml = parts.get(`xl/worksheets/sheet${sheet}.xml`)!
  const unescape = (cell: string) =>
    cell
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
      .replace(/&amp;/g, '&')
  const rows = [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row]) =>
    [...row!.matchAll(/<c(?: s="(\d)")?(?: t="(\w+)")?(?:\/>|>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>)/gs)].map(
      ([, style, type, string, value]) => ({ style, type, value: string === undefined ? (value ?? null) : unescape(string) }),
    ),
  )
  return { parts, rows }
}

/** What people typed into lists, and must come out as it was, and never run. */
const nasty: [first: string, last: string, number: string][] = [
  ['=1+1', 'Formula', "=cmd|' /C calc'!A0"],
  ['+1+1', 'Plus', '+12'],
  ['-2+3', 'Minus', '-7'],
  ['@SUM(A1)', 'At', '@x'],
  ['\ttab', 'Tab', 'N-1'],
  ['\rreturn', 'Return', 'N-2'],
  ['＝1+1', 'Wide', '＋1'],
  ['  =1+1', 'Blank', 'N-3'],
  ["'=1+1", 'Quoted', 'N-4'],
  ['Kekoa "Koa", Jr.', 'Kāʻai-ʻŌpūnui', 'N-5'],
  ['שרה', 'כהן-לוי', 'N-6'],
  ['two\nlines', "O'Dell & <Sons>", 'N-7'],
  ['\u0001_x0041_', 'Control', 'N-8'],
  ['-', 'Dash', ''],
]
await fillTables(world.ownerUrl, ['member', 'deployment'], async (client) => {
  for (const [at, [first, last, number]] of nasty.entries())
    await client.query(
      `insert into member (local_id, id, external_id, first_name, last_name, search_name, hired_on) values (1, $1, nullif($2, ''), $3, $4, $5, $6)`,
      [500 + at, number, first, last, `zz ${String(at).padStart(2, '0')}`, at === 0 ? '2020-02-29' : null],
    )
})

test('an officer takes the list of her members as CSV that an import knows again', async () => {
  const answer = await download('olga', 'csv-plain', { search: 'kaai' })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-disposition')!, /attachment; filename="members-north-12-\d+\.csv"/)
  const csv = await answer.text()
  const [header, ...rows] = rowsOf(csv)
  assert.equal(csv.replaceAll('\r\n', '').includes('\n'), false, 'RFC 4180: lines end with CR LF')
  assert.deepEqual(
    rows.map((cells) => [cells[2], cells[3], cells[4]]),
    [
      ['Kāʻai', 'kaai.home@example.org', '+18085550105'],
      ['Kāʻai', 'kaai.home@example.org', '+18085550105'],
    ],
  )
  assert.deepEqual(
    rows.map((cells) => cells.at(-1)),
    ['1 of 2', '2 of 2'],
  )
  assert.match(header!.at(-1)!, /^Row of export \d+$/)
  const { mapping, unsure } = guessMapping(header!)
  assert.equal(Object.keys(mapping).length, 12)
  assert.deepEqual(unsure, [])
})

test('a member in two units has two rows; filters of the list hold for the file', async () => {
  const rows = rowsOf(await (await download('olga', 'csv-plain', { search: 'raman' })).text())
  assert.deepEqual(rows.slice(1).map((cells) => [cells[0], cells[5]]).length, 2)
  const all = rowsOf(await (await download('olga', 'csv-plain')).text())
  const night = rowsOf(await (await download('olga', 'csv-plain', { shift: '3' })).text())
  assert.ok(night.length < all.length && night.slice(1).every((cells) => cells[8] === 'Night'))
})

test('a list that shows a segment leaves as that segment, together with the filters of the list', async () => {
  const olga = world.as(cast.olga)
  const saved = await olga.post(
    urls.newSegment(north),
    new URLSearchParams([
      ['step', 'save'],
      ['name', 'Two shifts'],
      ['shifts', '2'],
      ['shifts', '3'],
      ['languages', 'en, vi'],
    ]),
  )
  const segment = /(\d+)\?/.exec(saved.headers.get('location')!)![1]!
  assert.match(await olga.read(`${urls.localRoster(north)}?segment=${segment}`), new RegExp(`/staff/data/north-12\\?segment=${segment}`))
  const page = await olga.read(`${urls.localData(north)}?segment=${segment}`)
  assert.match(page, /The segment “Two shifts”, as chosen on the list: 5 members/)
  assert.match(page, new RegExp(`name="segment" value="${segment}"`))
  const rows = rowsOf(await (await download('olga', 'csv-plain', { segment })).text()).slice(1)
  assert.deepEqual(new Set(rows.map((cells) => cells[2])), new Set(['Whitaker', 'Petrova', 'Kāʻai', 'Nguyễn', "O'Dell"]))
  assert.ok(rows.every((cells) => ['Evening', 'Night'].includes(cells[8]!)))
  assert.equal(rowsOf(await (await download('olga', 'csv-plain', { segment, search: 'whitaker' })).text()).length, 2)
  assert.equal((await download('olga', 'csv-plain', { segment: '99999' })).status, 404)
  assert.match(await olga.read(urls.localData(north)), /members \(by search, segment\), csv/)
})

test('CSV: nothing runs as a formula, everything else is as it was', async () => {
  const csv = await (await download('olga', 'csv')).text()
  const bytes = new Uint8Array(await (await download('olga', 'csv')).arrayBuffer())
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'the mark')
  const rows = rowsOf(csv)
  for (const [first, last, number] of nasty) {
    const row = rows.find((cells) => cells[2] === last)!
    assert.ok(row, last)
    assert.ok(row[1] === first || row[1] === `'${first}`, first)
    assert.doesNotMatch(row[1]!, /^[\s\ufeff]*[=+@＝＋－＠-]|^[\t\r]/)
    assert.equal((row[0] ?? '').replace(/^'/, ''), number)
    assert.ok(/^[+-]\d+$/.test(row[0]!) || !/^[=+@＝＋－＠-]/.test(row[0]!))
  }
})

test('XLSX: a workbook of text, with days as days and formulas marked as text', async () => {
  const answer = await download('olga', 'xlsx')
  assert.equal(answer.headers.get('content-type'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const { parts, rows } = await sheetOf(new Uint8Array(await answer.arrayBuffer()))
  assert.ok(parts.has('[Content_Types].xml') && parts.has('xl/workbook.xml') && parts.has('xl/styles.xml'))
  assert.doesNotMatch(parts.get('xl/worksheets/sheet1.xml')!, /<f[ >]/, 'no formula')
  assert.deepEqual(new Set(rows.map((row) => row.length)), new Set([13]))
  for (const [first, last] of nasty) {
    const row = rows.find((cells) => cells[2]!.value === last)!
    assert.equal(row[1]!.value, first)
    assert.equal(row[1]!.type, 'inlineStr')
    assert.equal(row[1]!.style === '3', /^[\t\r\n]|^[\s\ufeff]*[=+@＝＋－＠-]/.test(first), first)
  }
  assert.deepEqual(
    rows.find((cells) => cells[2]!.value === 'Formula')![11],
    { style: '2', type: undefined, value: '43890' },
    '29 February 2020',
  )
})

test('only officers of the local; for all others there is nothing', async () => {
  for (const who of ['stella', 'sven', 'maria', 'dora', 'carla', 'otto', 'ada', null] as const) {
    assert.equal((await download(who, 'csv')).status, 404, String(who))
    assert.equal((await world.as(who && cast[who]).post(urls.localExport(north))).status, 404, String(who))
    assert.equal((await world.as(who && cast[who]).get(urls.localData(north))).status, 404, String(who))
  }
  assert.doesNotMatch(await (await download('stella', 'csv', {}, south)).text(), /Santos|Kāʻai/)
})

test('each file is on record: by whom, how narrowed, complete or cut short; what was typed is not', async () => {
  const page = await world.as(cast.olga).read(urls.localData(north))
  assert.match(page, /members \(by search\), csv/)
  assert.match(page, /Olga Petrova/)
  assert.match(page, /complete/)
  assert.doesNotMatch(page, /raman/i)
})

test('an unknown kind of file is refused in a sentence, and the list stays chosen', async () => {
  const answer = await download('olga', 'pdf', { search: 'raman' })
  assert.equal(answer.status, 422)
  const page = await answer.text()
  assert.match(page, /Choose one of the three kinds of file/)
  assert.match(page, /name="search" value="raman"/)
})

test('the command writes the same to standard output, in the name of an officer; a reader that goes away is told of', async () => {
  const said: string[] = []
  const run = async (asAddress: string, out: PassThrough) =>
    exportByCommand({ root: world.worker, localKey: north, asAddress, what: 'csv-plain', out, say: (sentence) => void said.push(sentence) })
  const out = new PassThrough()
  const content = text(out)
  assert.equal(await run('olga@example.org', out), 0)
  out.end()
  assert.deepEqual(
    rowsOf(await content)
      .slice(1)
      .map((cells) => cells.slice(0, 5)),
    rowsOf(await (await download('olga', 'csv-plain')).text())
      .slice(1)
      .map((cells) => cells.slice(0, 5)),
  )
  assert.match(said.at(-1)!, /27 rows, complete\. SHA-256 [0-9a-f]{64}/)
  assert.equal(await run('stella@example.org', new PassThrough()), 1)
  assert.match(said.at(-1)!, /There is no local north-12 whose officer this address is/)
  assert.equal(await run('nobody@example.org', new PassThrough()), 1)
  const gone = new PassThrough()
  gone.destroy()
  assert.equal(await run('olga@example.org', gone), 1)
})

test('52,000 rows leave in constant memory; who goes away in the middle leaves no query and no file that looks whole', async () => {
  await fillTables(world.ownerUrl, ['member', 'assignment', 'deployment'], async (client) => {
    await client.query(`insert into member (local_id, id, external_id, first_name, last_name, search_name, email, phone) select 2, 100000 + n, 'B-' || n, 'First' || n, 'Last' || n, 'last' || n, 'm' || n || '@example.org', '+1213555' || lpad(n::text, 6, '0') from generate_series(1, 52000) n;
      insert into assignment (local_id, member_id, unit_id, worksite_id) select 2, 100000 + n, 3, 3 from generate_series(1, 52000) n; analyze member; analyze assignment`)
  })
  for (const format of ['csv', 'xlsx']) {
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = 0,
      bytes = 0
    for await (const piece of (await download('stella', format, {}, south)).body as unknown as AsyncIterable<Uint8Array>) {
      bytes += piece.length
      peak = Math.max(peak, process.memoryUsage().rss - before)
    }
    assert.ok(bytes > 500_000, `${bytes} bytes of ${format}`)
    assert.ok(peak < 120e6, `${format} took ${Math.round(peak / 1e6)} MB more`)
  }
  const cut = (await download('stella', 'csv', {}, south)).body!.getReader()
  assert.ok((await cut.read()).value!.length > 0)
  await cut.cancel()
  for (let tries = 0; tries < 100 && !(await world.as(cast.stella).read(urls.localData(south))).includes('cut short'); tries++)
    await sleep(50)
  assert.match(await world.as(cast.stella).read(urls.localData(south)), /cut short/)
  const { rows } = await world.owner.query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and state = 'active' and query like 'copy (%'`,
  )
  assert.equal(rows[0].n, 0, 'the query was cancelled')
  const last = rowsOf(await (await download('stella', 'csv', {}, south)).text()).at(-1)!
  assert.equal(last.at(-1), '52012 of 52012')
})

test('lists and files are refused when more are asked for in one name than anybody reads, and the next person is not', async () => {
  const refused = async (reply: Response) => assert.match(await reply.text(), /That was a lot at once/, String(reply.status))
  let files = 0
  while ((await download('stella', 'none', {}, south)).status === 422) files++
  assert.ok(files > 10 && files < 30, `${files} after those of the other tests`)
  await refused(await download('stella', 'csv', {}, south))
  const list = urls.localRoster(south)
  assert.equal((await world.as(cast.stella).get(list)).status, 200, 'a file is no list')
  while (await withinLimit(world.root, 'lists-by', cast.stella)) continue
  const reply = await world.as(cast.stella).get(list)
  assert.equal(reply.status, 429)
  await refused(reply)
  assert.equal((await world.as(cast.stella).get(urls.staff)).status, 200)
  assert.equal((await world.as(cast.olga).get(urls.localRoster(north))).status, 200)
})
