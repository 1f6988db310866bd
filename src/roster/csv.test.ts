import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import Papa from 'papaparse'
import { createRowReader, LineTooLong, type Row } from './csv.ts'
import { createDecoder, createFileInspector, type Encoding } from './encoding.ts'

const comma = { separator: ',', newline: '\n' } as const

/** Reads a text that arrives in the pieces given. */
function rowsOf(pieces: readonly string[], width?: number, dialect: Parameters<typeof createRowReader>[0] = comma): Row[] {
  const reader = createRowReader(dialect, width)
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]
}

const cut = (text: string, at: readonly number[]) => {
  const places = [...new Set([0, ...at.map((one) => one % (text.length + 1)), text.length])].toSorted((a, b) => a - b)
  return places.slice(1).map((place, index) => text.slice(places[index], place))
}

const cell = fc.oneof(
  fc.constantFrom('', 'a', '"', ',', '\n', '\r\n', 'Ana "Nita" Cruz', 'é', '"quoted"', ' b '),
  fc.string({ maxLength: 8 }).filter((text) => !/\r(?!\n)/.test(text)),
)
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }))
const textful = (row: string[]) => row.some((one) => one.trim() !== '')

test('what another program writes is read as it was meant, however the text is cut', () =>
  fc.assert(
    fc.property(
      tables,
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.array(fc.nat(), { maxLength: 6 }),
      (rows, newline, separator, cuts) => {
        const text = Papa.unparse(rows, { newline, delimiter: separator, quotes: true })
        const read = rowsOf(cut(text, cuts), undefined, { separator, newline: '\n' })
        assert.deepEqual(
          read.map(({ cells }) => cells),
          rows.filter(textful),
        )
        assert.ok(read.every(({ broken }) => !broken))
      },
    ),
  ))

test('where the cuts fall makes no difference, whatever the text', () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', ',', '"', '\n', '\r\n', 'b c', '""', '"x"'), { maxLength: 40 }).map((parts) => parts.join('')),
      fc.array(fc.nat(), { maxLength: 8 }),
      (text, cuts) => {
        assert.deepEqual(rowsOf(cut(text, cuts)), rowsOf([text]))
        assert.deepEqual(rowsOf(cut(text, cuts), 2), rowsOf([text], 2))
      },
    ),
  ))

test('every row says on which line it starts', () => {
  const rows = rowsOf(['name,note\nAna,"two\nlines"\n\n,,\nBo,"x"\r\nCy,z'])
  assert.deepEqual(
    rows.map(({ line, cells }) => [line, cells[0]]),
    [
      [1, 'name'],
      [2, 'Ana'],
      [6, 'Bo'],
      [7, 'Cy'],
    ],
  )
})

test('a quotation mark that is never closed costs its row and no other, in flat memory', () => {
  const good = (n: number) => `${n},"Santos, Maria",x\n`
  const text = Array.from({ length: 60_000 }, (_, n) => (n === 40_000 ? `${n},"Santos, Maria,x\n` : good(n))).join('')
  const pieces = Array.from({ length: Math.ceil(text.length / 50_000) }, (_, n) => text.slice(n * 50_000, (n + 1) * 50_000))
  const rows = rowsOf(pieces, 3)
  assert.equal(rows.length, 60_000)
  assert.deepEqual(
    rows.filter(({ broken }) => broken).map(({ line }) => line),
    [40_001],
  )
  assert.deepEqual(rows[40_001], { line: 40_002, cells: ['40001', 'Santos, Maria', 'x'] })

  const unquoted = rowsOf([`a,b\n1,"x\n${'2,y\n'.repeat(3000)}`], 2)
  assert.deepEqual(
    unquoted.filter(({ broken }) => broken).map(({ line }) => line),
    [2],
  )
  assert.equal(unquoted.length, 3002)
})

test('marks inside a cell: doubled they are marks, bare they break the row, in a bare cell they are letters', () => {
  assert.deepEqual(rowsOf(['"say ""hi""",2\n']), [{ line: 1, cells: ['say "hi"', '2'] }])
  assert.equal(rowsOf(['"say "hi"",2\n'])[0]!.broken, true)
  assert.deepEqual(rowsOf(['5\'2",b\n'])[0]!.cells, ['5\'2"', 'b'])
})

test('a line without an end is no table', () =>
  assert.throws(() => rowsOf(Array.from({ length: 30 }, () => 'x'.repeat(50_000))), LineTooLong))

test('a file of the old Macintosh ends its lines with a carriage return', () =>
  assert.deepEqual(
    rowsOf(['a,b\r1,2\r'], undefined, { separator: ',', newline: '\r' }).map(({ cells }) => cells),
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ))

function inspect(bytes: Buffer, size = 7) {
  const inspector = createFileInspector()
  for (let at = 0; at < bytes.length; at += size) inspector.push(bytes.subarray(at, at + size))
  return inspector.end()
}
const decode = (bytes: Buffer, encoding: Encoding) => {
  const decoder = createDecoder(encoding)
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) text += decoder.push(bytes.subarray(at, at + 3))
  return text + decoder.end()
}

test('the letters are found out, with a mark at the start or without', () => {
  const text = 'Nombre,Apellido\nJosé,Muñoz\nZoë,Ibáñez\n'
  const utf16 = Buffer.from(text, 'utf16le')
  const cases: [string, Buffer, Encoding][] = [
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['plain', Buffer.from('a,b\n1,2\n'), 'utf-8'],
    ['Windows', Buffer.from(text, 'latin1'), 'windows-1252'],
    ['UTF-16', utf16, 'utf-16le'],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'utf-16le'],
    ['the other way', Buffer.from(utf16).swap16(), 'utf-16be'],
    ['the other way with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]), 'utf-16be'],
  ]
  for (const [name, bytes, encoding] of cases) {
    assert.deepEqual(inspect(bytes), { bytes: bytes.length, encoding, mixed: false }, name)
    assert.equal(decode(bytes, encoding), name === 'plain' ? 'a,b\n1,2\n' : text, name)
  }
})

test('letters in UTF-8 are found wherever the file is cut', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text)),
      fc.integer({ min: 1, max: 5 }),
      (text, size) => {
        const found = inspect(Buffer.from(`x${text}`), size)
        assert.equal('encoding' in found && found.encoding, 'utf-8')
      },
    ),
  ))

test('one broken letter far down in a file of good ones leaves it UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('José\n'.repeat(1000)), Buffer.from([0xe9, 0x0a]), Buffer.from('Zoë\n'.repeat(10))])
  assert.deepEqual(inspect(bytes, 1000), { bytes: bytes.length, encoding: 'utf-8', mixed: true })
})

test('what is no list of text is told apart', () => {
  const cases: [Buffer, string][] = [
    [Buffer.alloc(0), 'empty'],
    [Buffer.from('PK\x03\x04\x14\0\0\0notes.txt'), 'zip'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old-workbook'],
    [Buffer.from('%PDF-1.7'), 'pdf'],
    [Buffer.from([0x1f, 0x8b, 8]), 'gzip'],
    [Buffer.from('<html><table>'), 'web-page'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'picture'],
    [Buffer.from(Array.from({ length: 2000 }, (_, n) => (n * 7919) % 256)), 'binary'],
  ]
  for (const [bytes, refusal] of cases) assert.deepEqual(inspect(bytes, 500), { refusal })
  const workbook = Buffer.from('PK\x03\x04\x14\0\x06\0[Content_Types].xml')
  assert.deepEqual(inspect(workbook), { bytes: workbook.length, workbook: true })
})
