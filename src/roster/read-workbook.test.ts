import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { counts, newImporter, textRow, workbookOf, zipOf } from '../../test/importing.ts'
import { newWorld } from '../../test/world.ts'
import { workbook } from '../export/workbook.ts'

const world = await newWorld()
const olga = world.as(cast.olga)
const { send, staged, read } = newImporter(world)
const columns = ['Member #', 'First', 'Last', 'Email', 'Cell', 'Unit', 'Facility', 'Hire date']
const row = (number: string, first: string, last: string, more: readonly string[] = []) =>
  textRow([
    number,
    first,
    last,
    more[0] ?? `${number}@example.org`.toLowerCase(),
    more[1] ?? '',
    'Pharmacy',
    'Lantern Bay Clinic',
    more[2] ?? '',
  ])
const giveUp = (at: string) => olga.post(`${at}/cancel`)
/** Days of hire as they were read. */
const hired = async () =>
  (
    (await world.owner.query(
      `begin; set local role "${world.root.prefix}_loader"; select line || ' ' || hired_on as said from import_line where hired_on is not null order by line; commit`,
    )) as unknown as { rows: { said: string }[] }[]
  )[2]!.rows.map(({ said }) => said)
const nothingKept = async () => {
  assert.equal((await world.owner.query(`select from import_chunk`)).rowCount, 0)
  assert.equal((await world.owner.query(`select from import where state not in ('cancelled')`)).rowCount, 0)
}

test('a workbook as Excel writes it: strings apart, formulas as their values, dates by the type of the cell, rows by their numbers', async () => {
  const strings = [...columns, 'Zoë &amp; Co', 'N&#250;&#241;ez', 'Pharmacy', 'Lantern Bay Clinic', 'line_x000A_break@example.org']
  const at = (column: string, line: number, index: number) => `<c r="${column}${line}" t="s"><v>${index}</v></c>`
  const rows =
    `<row r="1"><c r="A1" t="inlineStr"><is><t>Members of Local 12</t></is></c></row>` +
    `<row r="3">${columns.map((_, index) => at('ABCDEFGH'[index]!, 3, index)).join('')}</row>` +
    // A number with leading zeros, a formula with its value, a phone as a number, a day.
    `<row r="4"><c r="A4" s="2"><v>123</v></c>${at('B', 4, 8)}${at('C', 4, 9)}<c r="D4" t="str"><f>LOWER("ZOE@EXAMPLE.ORG")</f><v>zoe@example.org</v></c><c r="E4"><v>2.135550171E9</v></c>${at('F', 4, 10)}${at('G', 4, 11)}<c r="H4" s="1"><v>42073</v></c></row>` +
    // A day with a time in a format of one's own, rich text.
    `<row r="5"><c r="A5"><v>77</v></c><c r="B5" t="inlineStr"><is><r><t>Ann</t></r><r><t xml:space="preserve"> Lee</t></r></is></c>${at('C', 5, 9)}${at('F', 5, 10)}${at('G', 5, 11)}<c r="H5" s="4"><v>42073.5</v></c></row>` +
    // Errors and a formula that nobody calculated; a line break in an address.
    `<row r="9"><c r="A9"><v>78</v></c><c r="B9" t="e"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c>${at('C', 9, 9)}${at('F', 9, 10)}${at('G', 9, 11)}</row>` +
    `<row r="10"><c r="A10"><f>A9+1</f></c>${at('B', 10, 8)}${at('C', 10, 9)}${at('F', 10, 10)}${at('G', 10, 11)}</row>` +
    `<row r="11"><c r="A11"><v>80</v></c>${at('B', 11, 8)}${at('C', 11, 9)}${at('D', 11, 12)}${at('F', 11, 10)}${at('G', 11, 11)}</row>`
  const found = await staged(
    await workbookOf(
      [
        { name: 'Notes', rows: textRow(['Remember', 'to call']) },
        { name: 'Members', rows },
        { name: 'Empty', rows: '' },
      ],
      strings,
    ),
    {},
    'members.xlsx',
  )
  const page = await read(`${found}?show=new`)
  assert.deepEqual(counts(page), [2, 0, 0, 3])
  for (const said of [/Núñez, Zoë & Co/, /00123/, /zoe@example\.org/, /\(213\) 555-0171/, /Núñez, Ann Lee/]) assert.match(page, said)
  assert.deepEqual(await hired(), ['4 2015-03-10', '5 2015-03-10'])
  const problems = await read(`${found}?show=problem`)
  assert.match(
    problems,
    /Line 9.*?“First” holds an error of the spreadsheet.*?Line 10.*?“Member #” holds an error of the spreadsheet, or a formula without its result.*?Line 11.*?has a line break in it/s,
  )
  const screen = await read(`${found}?columns`)
  assert.match(screen, /Read from the sheet “Members”; 1 other sheet has rows too/)
  assert.match(await read(`${found}?columns&header=1&sheet=1&encoding=&separator=`), /Read from the sheet “Notes”/)
  await giveUp(found)
  await nothingKept()
})

test('dates of the other calendar, and what our own export writes', async () => {
  const rows =
    textRow(columns) +
    `<row><c t="inlineStr"><is><t>J-1</t></is></c><c t="inlineStr"><is><t>Ana</t></is></c><c t="inlineStr"><is><t>Lopez</t></is></c><c/><c/><c t="inlineStr"><is><t>Pharmacy</t></is></c><c t="inlineStr"><is><t>Lantern Bay Clinic</t></is></c><c s="1"><v>40611</v></c></row>`
  const mac = await staged(await workbookOf([{ name: 'M', rows }], [], '<workbookPr date1904="1"/>'))
  assert.deepEqual(counts(await read(mac)), [1, 0, 0, 0])
  assert.deepEqual(await hired(), ['2 2015-03-10'])
  await giveUp(mac)
  const pieces: Buffer[] = []
  for await (const piece of workbook(
    'Members',
    columns,
    1,
    (async function* () {
      yield [['J-2', 'Bo', 'Reed', null, null, 'Pharmacy', 'Lantern Bay Clinic', { day: '2015-03-10' }]]
    })(),
  ))
    pieces.push(piece)
  const ours = await staged(Buffer.concat(pieces))
  assert.deepEqual(counts(await read(ours)), [1, 0, 0, 0])
  await giveUp(ours)
})

test('a workbook that is none, or does harm, gets its sentence, and nothing of it is kept', async () => {
  const good = await workbookOf([{ name: 'Members', rows: textRow(columns) + row('W-1', 'Ana', 'Lopez') }])
  const sheets = Array.from({ length: 200 }, (_, n) => ({ name: `S${n}`, rows: textRow(columns) }))
  const parts = (sheet: string, more: Record<string, string | Buffer> = {}) =>
    zipOf({
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="M" r:id="a"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': sheet,
      ...more,
    })
  const files: [name: string, file: Buffer, sentence: RegExp][] = [
    ['200 sheets', await workbookOf(sheets), /more than 20 sheets/],
    [
      'a bomb',
      await parts(`<worksheet><sheetData>${' '.repeat(10e6)}</sheetData></worksheet>`),
      /unpacks to far more than a list of people can be/,
    ],
    [
      'a bomb in its strings',
      await parts('<worksheet/>', { 'xl/sharedStrings.xml': `<sst>${'<si><t>a</t></si>'.repeat(600_000)}</sst>` }),
      /unpacks to far more/,
    ],
    ['tags in tags', await parts('<a>'.repeat(100_000)), /damaged/],
    ['cut short', good.subarray(0, good.length - 40), /damaged or was cut short/],
    ['changed on the way', Buffer.from(good.map((byte, at) => (at > 600 && at < 640 ? byte ^ 255 : byte))), /damaged or was cut short/],
    [
      'a column far to the right',
      await parts('<worksheet><sheetData><row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'),
      /more than 500 columns/,
    ],
    [
      'a row of very many columns',
      await parts(`<worksheet><sheetData><row>${'<c><v>1</v></c>'.repeat(20_000)}</row></sheetData></worksheet>`),
      /more than 500 columns/,
    ],
    ['a document', await zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), /no|not an Excel workbook/],
    ['nothing in it', await workbookOf([{ name: 'M', rows: '' }]), /This file is empty/],
    ['OpenDocument', await zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), /ZIP archive/],
  ]
  for (const [name, file, sentence] of files) {
    const { status, text } = await send(file, 'members.xlsx')
    assert.equal(status, 422, name)
    assert.match(text.replaceAll('&quot;', '"'), sentence, name)
  }
  await nothingKept()
})

test('a list of text that does harm gets its sentence too', async () => {
  for (const [name, text, sentence] of [
    ['a row of a million columns', `${columns.join(',')}${','.repeat(1_100_000)}\n`, /more than a million letters/],
    ['a row of six hundred thousand columns', `${'a,'.repeat(400_000)}\nb\n`, /more than 500 columns/],
  ] as const) {
    const { status, text: page } = await send(text)
    assert.equal(status, 422, name)
    assert.match(page, sentence, name)
  }
  await nothingKept()
  const later = await staged(
    `${columns.join(',')}\nW-1,Ana,Lopez,ana@example.org,,Pharmacy,Lantern Bay Clinic,\nW-2,Bo,Reed,${','.repeat(1_100_000)}\n`,
  )
  assert.match(await read(later), /Line 3 has more than a million letters/)
  await giveUp(later)
})

const list = (rows: readonly (readonly string[])[]) => [columns, ...rows].map((cells) => cells.join(',')).join('\n') + '\n'
const person = (number: string, first: string, last: string, email = '', phone = '', hired = '') => [
  number,
  first,
  last,
  email,
  phone,
  'Pharmacy',
  'Lantern Bay Clinic',
  hired,
]

test('rows that cannot be meant so are refused with their reason, and what people write loosely is taken, in CSV and in a workbook', async () => {
  const rows = [
    person('W-1', 'Ana', 'Lopez', 'ana.w@example.org', '213-555-0131', '03/04/21'), // which century, which month first?
    person('W-2', 'Bo', 'Reed', 'house@example.org', '213-555-0132 ext. 204'), // the extension is left out
    person('W-3', 'Cy', 'Reed', 'house@example.org'), // two people with one mailbox and two numbers
    person('', 'Di', 'Reed', 'house@example.org'), // a third without a number
    person('W-5', 'Keʻalohi', 'Kahanamoku-ʻŌpūnui', 'keala@example.org'),
    person('W-6', '\u200fמרים', 'כהן\u200e', 'miriam@example.org', '\u202a213-555-0136\u202c'),
  ]
  for (const file of [list(rows), await workbookOf([{ name: 'Members', rows: [columns, ...rows].map(textRow).join('') }])]) {
    const at = await staged(file)
    const page = await read(`${at}?show=new`)
    assert.deepEqual(counts(page), [4, 0, 0, 2])
    assert.match(page, /\(213\) 555-0132/)
    assert.match(page, /<bdi>Kahanamoku-ʻŌpūnui, Keʻalohi<\/bdi>/)
    assert.match(page, /<bdi>כהן, מרים<\/bdi>/, 'without marks of direction, and in a box of its own')
    assert.match(page, /\(213\) 555-0136/)
    const problems = await read(`${at}?show=problem`)
    assert.match(problems, /“03\/04\/21” has a year of two digits/)
    assert.match(problems, /Line 3 has the same e-mail, house@example\.org, and this row has no member number/)
    await olga.post(`${at}/confirm`)
    await world.runJobs()
    for (const search of ['opunui', 'ʻŌpūnui', 'kahanamoku ke', 'כהן'])
      assert.match(await read(`/staff/roster/north-12?search=${encodeURIComponent(search)}`), /1 member/, search)
    await olga.post(`${at}/undo`)
    await world.runJobs()
  }
})

test('two lists in different letters put together: what can be read is taken, what cannot is refused row by row', async () => {
  const utf8 = list([person('W-1', 'José', 'Muñoz', 'jose.w@example.org'), person('W-2', 'Zoë', 'Núñez', 'zoe.w@example.org')])
  const windows = Buffer.from(
    `${person('W-3', 'André', 'Peña', 'andre.w@example.org').join(',')}\n${person('W-4', 'Plain', 'Name', 'plain.w@example.org').join(',')}\n`,
    'latin1',
  )
  const mostlyWindows = Buffer.concat([
    Buffer.from(list([])),
    ...Array.from({ length: 30 }, (_, n) =>
      Buffer.from(`${person(`W-${n + 10}`, 'André', 'Peña', `a${n}.w@example.org`).join(',')}\n`, 'latin1'),
    ),
    Buffer.from(`${person('W-9', 'José', 'Muñoz', 'jose.w@example.org').join(',')}\n`),
  ])
  const mostlyUtf8 = Buffer.concat([
    Buffer.from(utf8.replace(/W-2,/, 'W-2,').repeat(1)),
    Buffer.from(
      Array.from({ length: 30 }, (_, n) => `${person(`W-${n + 10}`, 'José', 'Muñoz', `j${n}.w@example.org`).join(',')}\n`).join(''),
    ),
    windows,
  ])
  const one = await staged(mostlyUtf8)
  assert.deepEqual(counts(await read(one)), [33, 0, 0, 1])
  assert.match(await read(`${one}?show=problem`), /holds a letter that was lost/)
  assert.match(await read(`${one}?columns`), /Some rows of this file are written in other letters than the rest/)
  await giveUp(one)
  const two = await staged(mostlyWindows)
  assert.deepEqual(counts(await read(two)), [30, 0, 0, 1])
  assert.match(await read(`${two}?show=problem`), /“JosÃ©” was read in the wrong letters and is probably “José”/)
  await giveUp(two)
})
