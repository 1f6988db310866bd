import { countKnown, guessMapping, mostColumns, type Guess } from './columns.ts'
import { createRowReader, LineTooLong, type Dialect, type Row } from './csv.ts'
import { createDecoder, type Encoding } from './encoding.ts'

export const separators = [',', ';', '\t', '|'] as const

/** How a file is read. Kept with the import, so that a crash or a second look reads it the same way. */
export interface Reading extends Dialect {
  encoding: Encoding
  /** The line on which the names of the columns stand; 0: the file has none. Lines above it are left out. */
  headerLine: number
  /** Of a workbook: which sheet, from 1. 0 or missing: a file of text. */
  sheet?: number
  /** Some rows seem to be written in other letters than the rest. */
  mixed?: boolean
}

export interface Sample {
  reading: Reading
  /** The first rows of the file, whatever they are. */
  rows: Row[]
  /** Names of the columns; "Column 3" where there is none. */
  header: string[]
  /** Rows below the header. */
  below: Row[]
  guess: Guess
}

type Chosen = Partial<Pick<Reading, 'separator' | 'headerLine' | 'sheet' | 'mixed'>>

const sampleRows = 40

/**
 * Looks at the first bytes of a file: separator, line ends, a "sep=" line, a title above the header, the header itself. What a
 * person has chosen is kept. Null when there is no row of text. Of more columns than may be there is one too many.
 */
export function lookAt(head: Uint8Array, encoding: Encoding, chosen: Chosen = {}): Sample | null {
  const text = createDecoder(encoding).push(head)
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const rowsBy = (separator: string) => readSome(text, { separator, newline })
  const separator =
    chosen.separator ??
    saidSeparator(text) ??
    separators.map((one) => ({ one, score: score(rowsBy(one)) })).toSorted((a, b) => b.score - a.score)[0]!.one
  const rows = rowsBy(separator).filter((row) => row.line > 1 || !saidSeparator(row.cells.join(separator)))
  if (!rows.length) return null
  const headerLine = chosen.headerLine ?? guessHeaderLine(rows)
  const headerRow = rows.find((row) => row.line === headerLine)
  const below = rows.filter((row) => row.line > headerLine)
  const columns = Math.min(
    mostColumns + 1,
    Math.max(headerRow?.cells.length ?? 0, ...(headerRow ? [] : below.map((row) => row.cells.length))),
  )
  const header = Array.from(
    { length: columns },
    (_, column) =>
      headerRow?.cells[column]
        ?.replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .slice(0, 100) || `Column ${column + 1}`,
  )
  return {
    reading: {
      encoding,
      separator,
      newline,
      headerLine: headerRow ? headerLine : 0,
      ...(chosen.sheet && { sheet: chosen.sheet }),
      ...(chosen.mixed && { mixed: true }),
    },
    rows,
    header,
    below,
    guess: headerRow ? guessMapping(header) : { mapping: {}, unsure: [] },
  }
}

function readSome(text: string, dialect: Dialect): Row[] {
  const reader = createRowReader(dialect)
  const rows: Row[] = []
  try {
    for (let at = 0; at < text.length && rows.length < sampleRows; at += 16_384) rows.push(...reader.push(text.slice(at, at + 16_384)))
    if (rows.length < sampleRows) rows.push(...reader.end())
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error
  }
  return rows.slice(0, sampleRows)
}

/** Some spreadsheets write "sep=;" on the first line. */
const saidSeparator = (text: string) => /^"?sep=([,;\t|])"?[\r\n]/i.exec(`${text.slice(0, 10)}\n`)?.[1]

/** Rows that are cut into the same number of cells, the more the better; names of columns that are known weigh most. */
function score(rows: Row[]) {
  const counts = new Map<number, number>()
  for (const { cells } of rows) if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width = 0, agreeing = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? []
  return (
    Math.max(0, ...rows.slice(0, 10).map(({ cells }) => countKnown(cells))) * 10 +
    (agreeing / Math.max(1, rows.length)) * 5 +
    Math.min(width, 20) / 20
  )
}

function guessHeaderLine(rows: Row[]) {
  const first = rows.slice(0, 12)
  const best = first.map((row) => ({ row, known: countKnown(row.cells) })).toSorted((a, b) => b.known - a.known)[0]!
  if (best.known >= 2 || (best.known === 1 && best.row.cells.filter((cell) => cell.trim()).length === 1)) return best.row.line
  const width = Math.max(...first.map((row) => row.cells.length))
  const full = first.find((row) => row.cells.filter((cell) => cell.trim()).length >= Math.min(2, width)) ?? first[0]!
  return full.cells.some((cell) => /[@\d]/.test(cell)) ? 0 : full.line
}
