// The sheets of an XLSX workbook (ECMA-376) as text, piece by piece: formulas as the values that were last calculated, dates by the type of
// their cell. A file of a few kilobytes can say that it unpacks to gigabytes, so everything here has a limit (decision 0100).
import { Parser, type Handler } from 'htmlparser2'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl'
import { mostColumns } from './columns.ts'

export type WorkbookRefusal =
  | 'workbook-broken'
  | 'workbook-bomb'
  | 'workbook-sheets'
  | 'workbook-large'
  | 'no-workbook'
  | 'too-many-columns'

/** The workbook cannot be read as a list, and why. */
export class WorkbookRefused extends Error {
  readonly refusal: WorkbookRefusal
  constructor(refusal: WorkbookRefusal) {
    super(refusal)
    this.refusal = refusal
  }
}

export interface Sheet {
  name: string
  hidden: boolean
  /** Comma-separated text, one line for each row of the sheet, also for empty ones, so that lines and rows have the same numbers. */
  pieces: () => AsyncGenerator<string>
}

const mostSheets = 20
const mostParts = 5_000
const mostUnpacked = 3e9
const mostStrings = 256e6
const mostLetters = 100_000
const mostRows = 1_048_576
/** Real sheets shrink to a tenth or a thirtieth; what shrinks more than this, when it is large, was made to fill a disk. */
const bombRatio = 200
const bombFrom = 8e6

/** A file of `size` bytes, read in whatever places. Throws WorkbookRefused. The sheets are to be read in their order. */
export async function readWorkbook(size: number, read: (start: number, end: number) => AsyncIterable<Buffer>): Promise<Sheet[]> {
  // yauzl takes no function here.
  class Places extends RandomAccessReader {
    override _readStreamForRange(start: number, end: number) {
      return Readable.from(read(start, end), { objectMode: false })
    }
    override close(done: (error: Error | null) => void) {
      done(null)
    }
  }
  const zip = await fromRandomAccessReaderPromise(new Places(), size, {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  }).catch(broken)
  const parts = await listParts(zip)
  let unpacked = 0

  async function* unpack(part: string, most: number): AsyncGenerator<string> {
    const entry = parts.get(part.toLowerCase())
    if (!entry) throw new WorkbookRefused('workbook-broken')
    const packed = await zip.openReadStreamPromise(entry, { decodeFileData: entry.compressionMethod === 8 ? false : null }).catch(broken)
    // yauzl's own unpacks 16 kB at a time: a hundred thousand turns of the event loop for a large sheet.
    const stream = entry.compressionMethod === 8 ? packed.pipe(createInflateRaw({ chunkSize: 262_144 })) : packed
    const decoder = new TextDecoder()
    let here = 0
    try {
      packed.on('error', (error) => stream.destroy(error))
      for await (const bytes of stream as AsyncIterable<Buffer>) {
        here += bytes.length
        unpacked += bytes.length
        if (here > bombFrom && here > entry.compressedSize * bombRatio) throw new WorkbookRefused('workbook-bomb')
        if (here > most || unpacked > mostUnpacked) throw new WorkbookRefused('workbook-large')
        yield decoder.decode(bytes, { stream: true })
      }
      if (here !== entry.uncompressedSize) throw new WorkbookRefused('workbook-broken')
    } catch (error) {
      throw error instanceof WorkbookRefused || !isBroken(error) ? error : new WorkbookRefused('workbook-broken')
    } finally {
      packed.destroy()
      stream.destroy()
    }
  }
  const whole = async (part: string, most: number, handler: Partial<Handler>) => {
    const parse = parserOf(handler)
    for await (const text of unpack(part, most)) parse(text)
  }

  if (!parts.has('xl/workbook.xml')) throw new WorkbookRefused('no-workbook')
  const listed: { name: string; hidden: boolean; id: string }[] = []
  let from1904 = false
  await whole(
    'xl/workbook.xml',
    20e6,
    attributesOf(['sheet', 'workbookPr'], (name, given) => {
      if (name === 'workbookPr') from1904 = given.date1904 === '1' || given.date1904 === 'true'
      else listed.push({ name: (given.name ?? '').slice(0, 100), hidden: (given.state ?? 'visible') !== 'visible', id: given.id ?? '' })
    }),
  )
  const targets = new Map<string, string>()
  let strings = 'xl/sharedStrings.xml',
    styles = 'xl/styles.xml'
  await whole(
    'xl/_rels/workbook.xml.rels',
    20e6,
    attributesOf(['Relationship'], (_, { Id = '', Type = '', Target = '' }) => {
      const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`
      if (Type.endsWith('/worksheet')) targets.set(Id, part)
      if (Type.endsWith('/sharedStrings')) strings = part
      if (Type.endsWith('/styles')) styles = part
    }),
  )
  const sheets = listed.filter(({ id }) => targets.has(id))
  if (sheets.length > mostSheets) throw new WorkbookRefused('workbook-sheets')
  const shared = parts.has(strings.toLowerCase()) ? await sharedStrings((handler) => whole(strings, mostStrings, handler)) : []
  const formats = parts.has(styles.toLowerCase()) ? await cellFormats((handler) => whole(styles, 20e6, handler)) : []
  return sheets.map(({ name, hidden, id }) => ({
    name,
    hidden,
    pieces: () => sheetText(unpack(targets.get(id)!, mostUnpacked), shared, formats, from1904),
  }))
}

const broken = (error: unknown): never => {
  throw isBroken(error) ? new WorkbookRefused('workbook-broken') : error
}
/** What yauzl and zlib say about bytes that are no archive; anything else (the database is gone) is not the file's fault. */
const isBroken = (error: unknown) =>
  error instanceof Error && (!('code' in error) || String(error.code).startsWith('Z_')) && !(error instanceof TypeError)

async function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      if (parts.size >= mostParts) throw new WorkbookRefused('workbook-bomb')
      parts.set(entry.fileName.toLowerCase(), entry)
    }
  } catch (error) {
    throw error instanceof WorkbookRefused ? error : broken(error)
  }
  return parts
}

/** A parser that takes text in pieces. Names come without their prefix. What nests or goes on without end is broken. */
function parserOf({ onopentagname, onclosetag, onattribute, ontext }: Partial<Handler>) {
  let depth = 0,
    fed = 0
  const bare = (name: string) => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name)
  const parser = new Parser(
    {
      onopentagname(name) {
        if (++depth > 60) throw new WorkbookRefused('workbook-broken')
        onopentagname?.(bare(name))
      },
      onclosetag(name, implied) {
        depth--
        onclosetag?.(bare(name), implied)
      },
      onattribute: onattribute && ((name, value) => onattribute(bare(name), value)),
      ontext,
    },
    { xmlMode: true },
  )
  return (text: string) => {
    fed += text.length
    parser.write(text)
    if (fed - parser.endIndex > 2_000_000) throw new WorkbookRefused('workbook-broken')
  }
}

/** The attributes of each element of these names. */
function attributesOf(names: readonly string[], take: (name: string, given: Record<string, string | undefined>) => void): Partial<Handler> {
  let given: Record<string, string> | null = null
  return {
    onopentagname: (name) => {
      given = names.includes(name) ? {} : null
    },
    onattribute: (name, value) => {
      if (given) given[name] = value
    },
    onclosetag: (name) => {
      if (given && names.includes(name)) take(name, given)
      given = null
    },
  }
}

async function sharedStrings(read: (handler: Partial<Handler>) => Promise<void>): Promise<string[]> {
  const strings: string[] = []
  let text = '',
    inText = false,
    phonetic = 0
  await read({
    onopentagname(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic++
      else if (name === 't') inText = phonetic === 0
    },
    ontext(data) {
      if (inText) text = longer(text, data)
    },
    onclosetag(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

function longer(text: string, more: string) {
  if (text.length + more.length > mostLetters) throw new WorkbookRefused('workbook-broken')
  return text + more
}

/** `_x000D_` stands for a character that XML cannot hold. */
const unescaped = (text: string) =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text

/** How a number is to be read: a date, a number with leading zeros ("00000": 5), or as it is. */
type Format = 'date' | number | null

async function cellFormats(read: (handler: Partial<Handler>) => Promise<void>): Promise<Format[]> {
  const codes = new Map<number, string>()
  const formats: Format[] = []
  let inCells = false
  const found = attributesOf(['numFmt', 'xf'], (name, given) => {
    if (name === 'numFmt') codes.set(Number(given.numFmtId), given.formatCode ?? '')
    else if (inCells) formats.push(formatOf(Number(given.numFmtId), codes))
  })
  await read({
    ...found,
    onopentagname(name) {
      if (name === 'cellXfs') inCells = true
      found.onopentagname!(name)
    },
    onclosetag(name, implied) {
      found.onclosetag!(name, implied)
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

function formatOf(id: number, codes: Map<number, string>): Format {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)) return 'date'
  const code = (codes.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').split(';')[0]!
  if (/^0{2,}$/.test(code)) return code.length
  return /[ymdhs]/i.test(code) && !/general/i.test(code) ? 'date' : null
}

const dates = new Map<number, string>()
const epoch = Temporal.PlainDate.from('1899-12-30')

/** A number of days as year-month-day, with the time where there is one. Day 60 of 1900 never was, but Lotus counted it. */
function dateText(serial: number, from1904: boolean): string {
  if (!(serial >= 0 && serial < 2_958_466)) return String(serial)
  let day = Math.floor(serial),
    minutes = Math.round((serial - day) * 1440)
  if (minutes === 1440) {
    day++
    minutes = 0
  }
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  if (day === 0 && !from1904) return time
  const since1900 = from1904 ? day + 1462 : day < 60 ? day + 1 : day
  let date = dates.get(since1900)
  if (date === undefined && dates.size < 100_000) dates.set(since1900, (date = epoch.add({ days: since1900 }).toString()))
  date ??= epoch.add({ days: since1900 }).toString()
  return minutes ? `${date} ${time}` : date
}

function numberText(value: string, format: Format, from1904: boolean): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (format === 'date') return dateText(number, from1904)
  const plain = Number.isSafeInteger(number)
    ? String(number)
    : Number.isInteger(number)
      ? BigInt(number).toString()
      : String(Number(number.toPrecision(15)))
  return typeof format === 'number' && number >= 0 ? plain.padStart(format, '0') : plain
}

/** A formula that nobody has calculated: some programs save it so. Refused as a cell with an error (line.ts). */
const uncalculated = '#NO VALUE!'

async function* sheetText(
  xml: AsyncIterable<string>,
  shared: readonly string[],
  formats: readonly Format[],
  from1904: boolean,
): AsyncGenerator<string> {
  let out = '',
    written = 0,
    row = 0,
    cells: string[] = [],
    next = 0
  let column = 0,
    type = '',
    style = 0,
    value = '',
    text = '',
    formula = false
  let at: '' | 'row' | 'c' = '',
    into: '' | 'v' | 't' = '',
    phonetic = 0
  const parse = parserOf({
    onopentagname(name) {
      into = ''
      if (name === 'row') {
        at = 'row'
        row++
        cells = []
        next = 0
      } else if (name === 'c') {
        at = 'c'
        column = next
        type = ''
        style = 0
        value = ''
        text = ''
        formula = false
      } else {
        at = ''
        if (name === 'v') into = 'v'
        else if (name === 't') into = phonetic ? '' : 't'
        else if (name === 'f') formula = true
        else if (name === 'rPh') phonetic++
      }
    },
    onattribute(name, given) {
      if (at === 'row') {
        if (name === 'r' && Number(given) > row) row = Number(given)
      } else if (at === 'c') {
        if (name === 'r') column = columnOf(given, next)
        else if (name === 't') type = given
        else if (name === 's') style = Number(given)
      }
    },
    ontext(data) {
      if (into === 'v') value = longer(value, data)
      else if (into === 't') text = longer(text, data)
    },
    onclosetag(name) {
      into = ''
      at = ''
      if (name === 'rPh') phonetic--
      else if (name === 'c') {
        next = column + 1
        const said =
          type === 's'
            ? (shared[Number(value)] ?? '')
            : type === 'inlineStr'
              ? unescaped(text)
              : type === 'str'
                ? unescaped(value)
                : type === 'b'
                  ? value === '1'
                    ? 'TRUE'
                    : 'FALSE'
                  : type === 'e' || type === 'd'
                    ? value
                    : value === ''
                      ? formula
                        ? uncalculated
                        : ''
                      : numberText(value, formats[style] ?? null, from1904)
        if (said === '') return
        if (column >= mostColumns) throw new WorkbookRefused('too-many-columns')
        while (cells.length < column) cells.push('')
        cells[column] = said
      } else if (name === 'row' && cells.length) {
        if (row > mostRows) throw new WorkbookRefused('workbook-broken')
        out += '\n'.repeat(row - written - 1) + cells.map(asCell).join(',') + '\n'
        written = row
      }
    },
  })
  for await (const piece of xml) {
    parse(piece)
    if (out.length < 65_536) continue
    yield out
    out = ''
  }
  if (out) yield out
}

/** "BC12" -> 54. */
function columnOf(place: string, otherwise: number): number {
  let column = 0,
    letters = 0
  for (; letters < place.length; letters++) {
    const code = place.charCodeAt(letters) | 32
    if (code < 97 || code > 122) break
    column = column * 26 + code - 96
    if (column > 100_000) return mostColumns
  }
  return letters ? column - 1 : otherwise
}

/** A line break inside a cell becomes U+2028, so that lines of the text are rows of the sheet. */
function asCell(text: string) {
  const one = /[\r\n]/.test(text) ? text.replace(/\r\n?|\n/g, '\u2028') : text
  return /[",]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one
}
