// An XLSX workbook (ECMA-376) written while its rows arrive: a ZIP of a few XML files. Text is text here, never a formula; what would be
// one if somebody typed it is marked, so that it stays text when the cell is edited.
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export type Cell = string | null | { day: string }

/** Rows that fit on a sheet below the names of the columns. */
const perSheet = 1_048_575
const longest = 32_767

const namespace = 'http://schemas.openxmlformats.org'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** `total`: how many rows will come; more than fit on one sheet go on the next. */
export async function* workbook(
  title: string,
  columns: readonly string[],
  total: number,
  rows: AsyncIterable<Cell[][]>,
): AsyncGenerator<Buffer> {
  const sheets = Math.max(1, Math.ceil(total / perSheet))
  const zip = new ZipFile()
  const put = (name: string, xml: string) => zip.addBuffer(Buffer.from(declaration + xml), name)
  const names = Array.from({ length: sheets }, (_, at) => escaped(sheets === 1 ? title : `${title} ${at + 1}`))
  put(
    '[Content_Types].xml',
    `<Types xmlns="${namespace}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${names.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
  )
  put(
    '_rels/.rels',
    `<Relationships xmlns="${namespace}/package/2006/relationships"><Relationship Id="rId1" Type="${namespace}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  put(
    'xl/workbook.xml',
    `<workbook xmlns="${namespace}/spreadsheetml/2006/main" xmlns:r="${namespace}/officeDocument/2006/relationships"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
  )
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${namespace}/package/2006/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${namespace}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets + 1}" Type="${namespace}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  )
  put('xl/styles.xml', styles)

  const lines = sheetLines(rows)
  let open: Readable | undefined
  for (let at = 0; at < sheets; at++)
    zip.addReadStreamLazy(`xl/worksheets/sheet${at + 1}.xml`, { compressionLevel: 4 }, (ready) =>
      ready(null, (open = Readable.from(sheetXml(columns, lines, at === sheets - 1), { objectMode: false }))),
    )
  zip.end()
  const out = zip.outputStream as Readable
  zip.on('error', (error) => out.destroy(error as Error))
  try {
    for await (const piece of out) yield piece as Buffer
  } finally {
    open?.destroy()
    await lines.return(undefined)
  }
}

async function* sheetLines(rows: AsyncIterable<Cell[][]>): AsyncGenerator<string[]> {
  for await (const some of rows) yield some.map((cells) => `<row>${cells.map(cellXml).join('')}</row>`)
}

async function* sheetXml(columns: readonly string[], lines: AsyncGenerator<string[]>, last: boolean) {
  yield `${declaration}<worksheet xmlns="${namespace}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns.length}" width="20" customWidth="1"/></cols><sheetData><row>${columns.map((name) => `<c s="1" t="inlineStr"><is><t>${escaped(name)}</t></is></c>`).join('')}</row>`
  let left = last ? Infinity : perSheet
  while (left > 0) {
    const rest = held.get(lines)
    held.delete(lines)
    const some = rest ?? (await lines.next()).value
    if (!some) break
    if (some.length > left) held.set(lines, some.slice(left))
    yield some.slice(0, left).join('')
    left -= Math.min(left, some.length)
  }
  yield '</sheetData></worksheet>'
}

/** Rows that came in one piece with the last ones of a full sheet. */
const held = new WeakMap<AsyncGenerator<string[]>, string[]>()

const looksLikeFormula = /^[\t\r\n]|^[\s\u3000\ufeff]*[=+\-@＝＋－＠]/

function cellXml(cell: Cell): string {
  if (cell === null) return '<c/>'
  if (typeof cell === 'object') {
    const serial = Temporal.PlainDate.from('1899-12-30').until(cell.day).days
    return serial > 60 ? `<c s="2"><v>${serial}</v></c>` : cellXml(cell.day) // the calendar of spreadsheets has a day too many in 1900
  }
  return `<c${looksLikeFormula.test(cell) ? ' s="3"' : ''} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, longest))}</t></is></c>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** XML knows no control characters, and a lone half of a surrogate pair is none: spreadsheets write such as _x0001_, and so escape text that looks like it. */
const escaped = (text: string) =>
  /[&<>"_\u0000-\u001f\ufffe\uffff\ud800-\udfff]/.test(text)
    ? text
        .toWellFormed()
        .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
        .replace(/[&<>"]/g, (sign) => entities[sign]!)
        .replace(
          /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
          (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
        )
    : text

const styles = `<styleSheet xmlns="${namespace}/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`
