import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast, localKeys } from '../../test/cast.ts'
import { counts, newImporter } from '../../test/importing.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { receiveFile } from './receive-file.ts'

const world = await newWorld()
const olga = world.as(cast.olga),
  stella = world.as(cast.stella),
  maria = world.as(cast.maria),
  sven = world.as(cast.sven),
  visitor = world.as(null)
const north = localKeys.north

const header = 'Member #,First,Last,Email,Cell,Unit,Facility,Dept,Shift,Title'

const { send, mappingOf, staged, imported, read } = newImporter(world)
const rosterOf = async (local = 1) =>
  (
    await world.owner.query(
      `select m.*, coalesce((select json_agg(a order by unit_id) from assignment a where a.local_id = m.local_id and a.member_id = m.id), '[]') as places from member m where local_id = $1 order by id`,
      [local],
    )
  ).rows
const without = (rows: Record<string, unknown>[], ...keys: string[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key))))

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
  assert.match(changed, /<del>.*?Whitaker<\/bdi><\/del>.*?<ins>.*?Whitaker-Lee<\/bdi><\/ins>/s)
  assert.match(changed, /<del>.*?Emergency<\/bdi><\/del>.*?<ins>.*?Intensive care<\/bdi><\/ins>/s)
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
  assert.deepEqual(
    without(await rosterOf(), 'id', 'added_at', 'added_by_import', 'places'),
    without(after, 'id', 'added_at', 'added_by_import', 'places'),
  )
  await olga.post(`${third}/undo`)
  await world.runJobs()
})

test('nobody else sees that there is an import, or a roster', async () => {
  const at = await staged(file)
  const addresses = [
    urls.rosterImports(north),
    at,
    `${at}/refused.csv`,
    `${at}/progress`,
    urls.localRoster(north),
    urls.rosterMember(north, 2),
  ]
  for (const address of addresses)
    for (const stranger of [stella, maria, visitor]) assert.equal((await stranger.get(address)).status, 404, address)
  for (const step of ['columns', 'confirm', 'stop', 'cancel', 'undo', 'again'])
    for (const stranger of [stella, maria, sven, visitor]) assert.equal((await stranger.post(`${at}/${step}`)).status, 404, step)
  for (const stranger of [stella, maria, sven, visitor]) assert.equal((await send(file, 'x.csv', stranger)).status, 404)
  assert.equal((await world.owner.query(`select from import where by_account <> $1`, [cast.olga])).rowCount, 0)
  for (const address of addresses.slice(0, 4)) assert.equal((await sven.get(address)).status, 404, 'a steward imports nothing')
  await olga.post(`${at}/cancel`)
})

test('a file that is no list of members gets a sentence, and nothing of it is kept', async () => {
  const cases: [name: string, file: string | Buffer, sentence: RegExp][] = [
    ['nothing.csv', '', /This file is empty/],
    ['spaces.csv', '\n\n , \n', /This file is empty/],
    ['members.csv', Buffer.from('PK\x03\x04\x14\0\x06\0[Content_Types].xml'), /This workbook is damaged or was cut short/],
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /Excel workbook of the old kind/],
    ['list.pdf', '%PDF-1.7\n', /This is a PDF/],
    ['photo.csv', Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * 7919) % 256)), /not a file of text/],
    ['page.xls', '<html><table><tr><td>Ana</td></tr></table>', /This is a web page/],
  ]
  for (const [name, content, expected] of cases) {
    const { status, text } = await send(content, name)
    assert.equal(status, 422, name)
    assert.match(text, expected, name)
  }
  const none = await olga.post(urls.rosterImports(north), new FormData())
  assert.equal(none.status, 422)
  assert.match(await none.text(), /Choose a file first/)
  assert.equal((await olga.post(urls.rosterImports(north), { file: 'members.csv' })).status, 422, 'a form without a file in it')
  assert.equal((await world.owner.query(`select from import_chunk`)).rowCount, 0)
  assert.equal((await world.owner.query(`select from import where state in ('uploading', 'uploaded')`)).rowCount, 0)
})

test('a file that is larger than any roster is refused, announced or not', async () => {
  const body = `--b\r\ncontent-disposition: form-data; name="file"; filename="huge.csv"\r\n\r\n${file}\r\n--b--\r\n`
  const reply = await olga.request(urls.rosterImports(north), {
    method: 'POST',
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': String(400 * 1024 * 1024) },
  })
  assert.equal(reply.status, 422)
  assert.match(await reply.text(), /more than 300 MB/)
  const pieces = async function* () {
    for (let n = 0; n < 5; n++) yield Buffer.alloc(600_000, 'a,b\n')
  }
  assert.deepEqual(await receiveFile(world.root, cast.olga, { id: 1 }, 'huge.csv', pieces(), 2_000_000), { refusal: 'too-large' })
  assert.equal((await world.owner.query(`select from import_chunk`)).rowCount, 0)
})

test('a file whose sending is cut off leaves nothing', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(
        Buffer.from(`--b\r\ncontent-disposition: form-data; name="file"; filename="cut.csv"\r\ncontent-type: text/csv\r\n\r\n${file}`),
      )
    },
    pull: (controller) => controller.error(new Error('the line went dead')),
  })
  const reply = await olga.request(urls.rosterImports(north), {
    method: 'POST',
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    duplex: 'half',
  } as RequestInit)
  assert.equal(reply.status, 422)
  assert.match(await reply.text(), /did not arrive whole/)
  assert.equal((await world.owner.query(`select from import_chunk`)).rowCount, 0)
})

test('the mapping screen: what is unclear is asked, what is missing is said, what was chosen stays', async () => {
  const { at } = await send(
    'Members of Local 12\nFirst,Last,Email,Email,Phone,Facility,Unit\nAna,Lopez,a@example.org,work@example.org,2135550101,Cedar Hill Hospital,Pharmacy\n',
  )
  const screen = await read(at)
  assert.match(screen, /“Email \(3\)” and “Email \(4\)” could both be e-mail/)
  assert.match(screen, /An empty cell never overwrites/)
  const fields = await mappingOf(at)
  assert.deepEqual(fields, {
    header: '2',
    encoding: 'utf-8',
    separator: ',',
    'column-0': 'firstName',
    'column-1': 'lastName',
    'column-2': '',
    'column-3': '',
    'column-4': 'phone',
    'column-5': 'worksite',
    'column-6': 'unit',
  })

  const twice = await olga.post(`${at}/columns`, { ...fields, 'column-2': 'email', 'column-3': 'email' })
  assert.equal(twice.status, 422)
  const said = await twice.text()
  assert.match(said, /Two columns are chosen for e-mail/)
  assert.equal(
    said.match(/<option[^>]*value="email"[^>]*selected|<option[^>]*selected[^>]*value="email"/g)?.length,
    2,
    'her choices are still there',
  )
  const lacking = await olga.post(`${at}/columns`, { ...fields, 'column-0': '', 'column-4': '' })
  assert.equal(lacking.status, 422)
  assert.match(
    await lacking.text(),
    /which columns hold the first and the last name.*at least one of member number, id in another system, e-mail and phone/s,
  )

  const other = await read(`${at}?header=0&encoding=utf-8&separator=;`)
  assert.match(other, /Everything stands in one column/)
  assert.equal((await olga.post(`${at}/columns`, { ...fields, 'column-2': 'email' })).status, 303)
  await world.runJobs()
  assert.deepEqual(counts(await read(at)), [1, 0, 0, 0])
  await olga.post(`${at}/cancel`)
  assert.equal((await world.owner.query(`select from import_chunk`)).rowCount, 0, 'a file that was given up is gone')
  assert.match(await read(at), /Nothing of this file is on the roster/)
})

test('a file with its names only, one column, or no names at all', async () => {
  const only = await staged(`${header}\n`)
  assert.match(await read(only), /Below the names of the columns there is no row/)
  const one = await send('Email\nana@example.org\n')
  assert.match(
    await (await olga.post(`${one.at}/columns`, await mappingOf(one.at))).text(),
    /which columns hold the first and the last name/,
  )
  const none = await send('N-1001,Maria,Santos,maria@example.org\nN-1002,Tom,Whitaker,tom@example.org\n')
  const screen = await read(none.at)
  assert.match(screen, /Column 1/)
  await olga.post(`${none.at}/columns`, {
    ...(await mappingOf(none.at)),
    'column-0': 'externalId',
    'column-1': 'firstName',
    'column-2': 'lastName',
    'column-3': 'email',
  })
  await world.runJobs()
  assert.deepEqual(counts(await read(none.at)), [0, 0, 2, 0])
})

const people = (
  from: number,
  to: number,
  line = (n: number) => `B-${n},Ana${n},Lopez,ana.${n}@example.org,,Pharmacy,Cedar Hill Hospital,,,`,
) => Array.from({ length: to - from }, (_, n) => line(from + n)).join('\n')

test('row 40,000 is broken: it is refused with its line, the others are imported, and undone', async () => {
  const before = await rosterOf()
  const rows = people(0, 45_000).split('\n')
  rows[39_998] = 'B-39998,"Ana,Lopez,ana.39998@example.org,,Pharmacy,Cedar Hill Hospital,,,'
  rows[10] = 'B-10,"Ana\nMaria",Lopez,"ana.10\n@example.org",,Pharmacy,Cedar Hill Hospital,,,'
  rows[20] = 'B-20,A\0na,Lopez,ana.20@example.org,,Pharmacy,Cedar Hill Hospital,,,'
  rows[30] = `B-30,${'x'.repeat(101)},Lopez,ana.30@example.org,,Pharmacy,Cedar Hill Hospital,,,`
  rows[50] = header
  const at = await imported(`${header}\n${rows.join('\n')}\n`)
  assert.match(await read(at), /44,995 members added, 0 rows changed/)
  const csv = await olga.read(`${at}/refused.csv`)
  assert.deepEqual(
    csv
      .split('\r\n')
      .slice(1, -1)
      .filter((line) => /^\d+,/.test(line))
      .map((line) => Number(line.split(',')[0])),
    [12, 24, 34, 54, 40_002],
  )
  assert.match(csv, /^40002,"?A quotation mark/m)
  assert.match(csv, /has a line break in it/)
  assert.equal((await rosterOf()).length, before.length + 44_995)
  assert.equal(
    (await world.owner.query(`select from import_line where import_id = $1`, [at.split('/').at(-1)])).rowCount,
    0,
    'the staging table is swept',
  )

  const roster = await read(`${urls.localRoster(north)}?search=${encodeURIComponent('b-4499')}`)
  assert.match(roster, /11 members/)
  await olga.post(`${at}/undo`)
  await world.runJobs()
  assert.deepEqual(await rosterOf(), before)
})

test('undo keeps who has signed in or answered, and what was changed since; only the latest import can be undone', async () => {
  const before = await rosterOf()
  const first = await imported(
    `${header}\nN-1011,Wei,Chen-Li,wei.new@example.org,213-555-0177,Registered nurses,Cedar Hill Hospital,Emergency,Night,\nC-1,Ann,Nyström,ann@example.org,,Pharmacy,Cedar Hill Hospital,,,\nC-2,Bea,Nyström,,2135550188,Pharmacy,Cedar Hill Hospital,,,\nC-3,Cy,Nyström,,2135550189,Pharmacy,Cedar Hill Hospital,,,\n`,
  )
  const idOf = async (number: string) => Number((await rosterOf()).find((row) => row.external_id === number)!.id)
  await world.owner.query(
    `begin; set local role "${world.root.prefix}_auth"; insert into account (id) values ('00000000-0000-4000-8000-0000000000aa'); update member set account_id = '00000000-0000-4000-8000-0000000000aa' where id = ${await idOf('C-1')}; commit`,
  )
  await world.owner.query(`update member set phone = '+12135550166' where local_id = 1 and external_id = 'N-1011'`)

  const second = await imported(`${header}\nN-1012,Ines,Duarte-Silva,,,,,,,\n`)
  assert.match(await read(first), /cannot be undone any more/)
  const late = await olga.post(`${first}/undo`)
  assert.equal(late.status, 422)
  assert.match(await late.text(), /A later import is on the roster/)
  await olga.post(`${second}/undo`)
  await world.runJobs()
  await olga.post(`${first}/undo`)
  await world.runJobs()
  assert.match(await read(first), /1 new member stayed/)
  const after = await rosterOf()
  const wei = after.find((row) => row.external_id === 'N-1011'),
    was = before.find((row) => row.external_id === 'N-1011')
  assert.deepEqual({ ...wei, phone: was!.phone }, was, 'all fields but the one that was changed since')
  assert.equal(wei!.phone, '+12135550166')
  assert.deepEqual(
    after.filter((row) => String(row.external_id).startsWith('C-')).map((row) => row.external_id),
    ['C-1'],
  )
  await world.owner.query(`update member set phone = $1 where local_id = 1 and external_id = 'N-1011'`, [was!.phone])
  await world.owner.query(`delete from member where local_id = 1 and external_id = 'C-1'`)
})

test('staging that a crash has emptied is read again, before and after the confirmation', async () => {
  const before = await rosterOf()
  const text = `${header}\n${people(0, 20)}\n`
  const empty = () => world.owner.query(`begin; set local role "${world.root.prefix}_loader"; truncate import_line, import_verdict; commit`)
  const at = await staged(text)
  await empty()
  assert.match(await read(at), /has to read the file again/)
  await olga.post(`${at}/again`)
  await world.runJobs()
  assert.deepEqual(counts(await read(at)), [20, 0, 0, 0])
  await olga.post(`${at}/confirm`)
  await empty()
  await world.runJobs()
  assert.match(await read(at), /20 members added/)
  await olga.post(`${at}/undo`)
  await world.runJobs()
  assert.deepEqual(await rosterOf(), before)
})

test('one import at a time: stopped, nothing is written; a roster that changed meanwhile is looked at again', async () => {
  const before = await rosterOf()
  const one = await staged(`${header}\n${people(0, 5)}\n`),
    two = await staged(`${header}\n${people(0, 7)}\n`)
  await olga.post(`${one}/confirm`)
  const busy = await olga.post(`${two}/confirm`)
  assert.equal(busy.status, 422)
  assert.match(await busy.text(), /Another import of this local is being written/)
  const stopped = await olga.post(`${one}/stop`)
  assert.match(await read(stopped.headers.get('location')!), /Stopped. Nothing was written/)
  await world.runJobs()
  assert.deepEqual(await rosterOf(), before)

  await olga.post(`${one}/confirm`)
  await world.runJobs()
  await olga.post(`${two}/confirm`)
  await world.runJobs()
  const again = await read(two)
  assert.match(again, /Another import of this local was written or taken back since you looked/)
  assert.deepEqual(counts(again), [2, 0, 5, 0])
  await olga.post(`${two}/confirm`)
  await world.runJobs()
  assert.match(await read(two), /2 members added/)
  for (const at of [two, one]) {
    await olga.post(`${at}/undo`)
    await world.runJobs()
  }
  assert.deepEqual(await rosterOf(), before)
})

test('somebody who came on the roster by another way meanwhile: nothing is written, and the officer looks again', async () => {
  const before = await rosterOf()
  const at = await staged(`${header}\n${people(0, 5)}\n`)
  await olga.post(`${at}/confirm`)
  await asPerson(world.root, cast.olga, 'read write', (db) =>
    db
      .insertInto('member')
      .values({
        local_id: 1,
        external_id: 'B-3',
        first_name: 'Ana3',
        last_name: 'Lopez',
        search_name: 'lopez ana3',
        email: 'ana.3@example.org',
      } as never)
      .execute(),
  )
  await world.runJobs()
  const again = await read(at)
  assert.match(again, /written or taken back since you looked/)
  assert.deepEqual(counts(again), [4, 1, 0, 0])
  await asPerson(world.root, cast.olga, 'read write', (db) =>
    db.deleteFrom('member').where('local_id', '=', 1).where('external_id', '=', 'B-3').execute(),
  )
  assert.deepEqual(await rosterOf(), before)
  await olga.post(`${at}/cancel`)
})

test('an officer whose office has ended imports nothing any more', async () => {
  const before = await rosterOf()
  const at = await staged(`${header}\n${people(0, 5)}\n`)
  await olga.post(`${at}/confirm`)
  await world.owner.query(
    `begin; set local role "${world.root.prefix}_auth"; update office set until = now() - interval '1 hour' where account_id = '${cast.olga}'; commit`,
  )
  await world.runJobs()
  assert.deepEqual(await rosterOf(), before)
  assert.equal((await olga.get(at)).status, 404)
  await world.owner.query(
    `begin; set local role "${world.root.prefix}_auth"; update office set until = null where account_id = '${cast.olga}'; commit`,
  )
  await olga.post(`${at}/stop`)
  await olga.post(`${at}/cancel`)
})

test('the progress is a stream that leads on when the work is done', async () => {
  const { at } = await send(file)
  await olga.post(`${at}/columns`, await mappingOf(at))
  assert.match(await olga.read(at), /http-equiv="refresh"/, 'without script the page looks again by itself')
  const stream = (await olga.get(`${at}/progress`)).body!.getReader()
  const first = new TextDecoder().decode((await stream.read()).value)
  assert.match(first, /data: .*Reading the file/)
  await world.runJobs()
  let rest = ''
  for (let part = await stream.read(); !part.done; part = await stream.read()) rest += new TextDecoder().decode(part.value)
  assert.match(rest, new RegExp(`event: go\\s+data: ${at}`))
  await olga.post(`${at}/cancel`)
})

test('letters, separators and shapes of other programs', async () => {
  const rows = [
    ['Miembro', 'Nombre', 'Apellido', 'Correo', 'Unidad', 'Centro de trabajo'],
    ['Z-1', 'José', 'Muñoz', 'jose.munoz@example.org', 'Pharmacy', 'Lantern Bay Clinic'],
    ['Z-2', 'Zoë "Z"', 'Núñez; Peña', 'zoe@example.org', 'Pharmacy', 'Lantern Bay Clinic'],
  ]
  const text = (separator: string, end: string) =>
    rows
      .map((row) =>
        row.map((cell) => (/[";]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator),
      )
      .join(end) + end
  const utf16 = Buffer.from(`\ufeff${text('\t', '\r\n')}`, 'utf16le')
  const files: [string, Buffer][] = [
    ['UTF-8', Buffer.from(text(',', '\n'))],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text(',', '\r\n')}`)],
    ['Windows-1252, semicolons', Buffer.from(text(';', '\r\n'), 'latin1')],
    ['UTF-16, tabs', utf16],
    ['UTF-16 without a mark', utf16.subarray(2)],
    ['UTF-16, the other way', Buffer.from(utf16).swap16()],
    ['bars', Buffer.from(text('|', '\n'))],
    ['Macintosh', Buffer.from(text(',', '\r'))],
    ['sep=', Buffer.from(`sep=;\r\n${text(';', '\r\n')}`)],
  ]
  for (const [name, bytes] of files) {
    const at = await staged(bytes)
    const page = await read(`${at}?show=new`)
    assert.deepEqual(counts(page), [2, 0, 0, 0], name)
    assert.match(page, /Muñoz, José/, name)
    assert.match(page, /Núñez; Peña, Zoë "Z"/, name)
    await olga.post(`${at}/cancel`)
  }
})
