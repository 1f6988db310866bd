// An officer of the North who imports, as her browser does it.
import assert from 'node:assert/strict'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { rosterImport } from '../src/roster/roster-import.ts'
import { urls } from '../src/urls.ts'
import { cast, localKeys } from './cast.ts'
import type { newWorld } from './world.ts'

const north = localKeys.north

export function newImporter(world: Awaited<ReturnType<typeof newWorld>>) {
  const olga = world.as(cast.olga)

  /** Sends a file. The address of the import, or the answer when it was refused. */
  async function send(file: string | Buffer, name = 'members.csv', who = olga) {
    const form = new FormData()
    form.append('file', new Blob([file as BlobPart]), name)
    const reply = await who.post(urls.rosterImports(north), form)
    return { status: reply.status, at: reply.headers.get('location') ?? '', text: reply.status === 303 ? '' : await reply.text() }
  }

  /** What the mapping screen has chosen, as the form would send it; choices that say nothing are left out. */
  async function mappingOf(at: string) {
    const html = await olga.read(at)
    const fields: Record<string, string> = {}
    for (const [, name, value] of html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g))
      fields[name!] = value!.replace('&#9;', '\t')
    const selected = (options: string) =>
      /<option[^>]*value="([\w-]*)"[^>]* selected/.exec(options)?.[1] ??
      /<option[^>]* selected[^>]* value="([\w-]*)"/.exec(options)?.[1] ??
      ''
    for (const [, name, options] of html.matchAll(/<select (?:[^>]*? )?name="(column-\d+|source(?:-\d)?)".*?>(.*?)<\/select>/gs))
      if (!name!.startsWith('source') || selected(options!)) fields[name!] = selected(options!)
    return fields
  }

  /** Sends a file, takes the columns as they were guessed with what is `chosen` instead, and has it read. */
  async function staged(file: string | Buffer, chosen: Record<string, string> = {}, name?: string) {
    const { at, text } = await send(file, name)
    assert.ok(at, text)
    const reply = await olga.post(`${at}/columns`, { ...(await mappingOf(at)), ...chosen })
    assert.equal(reply.status, 303, await reply.text())
    await world.runJobs()
    return at
  }

  async function confirm(at: string, chosen: Record<string, string> = {}) {
    await olga.post(`${at}/confirm`, chosen)
    await world.runJobs()
    return at
  }

  return {
    send,
    mappingOf,
    staged,
    confirm,
    imported: async (file: string | Buffer, chosen?: Record<string, string>) => confirm(await staged(file, chosen)),
    async undone(at: string) {
      await olga.post(`${at}/undo`)
      await world.runJobs()
    },
    /** The page without what is around it. */
    read: async (at: string, who = olga) =>
      ((await who.read(at)).match(/<main.*<\/main>/s)?.[0] ?? 'no page').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  }
}

/** Olga imports a text as CSV by the command line, and is not asked. */
export const importByCommand = (
  world: Awaited<ReturnType<typeof newWorld>>,
  csv: string,
  options: Partial<Parameters<typeof rosterImport>[0]> = {},
) =>
  rosterImport({
    root: world.worker,
    file: (async function* () {
      yield Buffer.from(csv)
    })(),
    fileName: 'list.csv',
    localKey: north,
    asAddress: 'olga@example.org',
    ask: null,
    signal: new AbortController().signal,
    ...options,
  })

/** New, changed, unchanged, refused: as a page shows them. */
export const counts = (html: string) =>
  ['New', 'Changed', 'Unchanged', 'Refused'].map((label) =>
    Number(new RegExp(`stat-value">([\\d,]+)</p><p class="stat-label">${label}<`).exec(html)?.[1]?.replace(',', '')),
  )

/** A ZIP of these files. */
export function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream as Readable)
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook as Excel writes it: strings apart, formats by number. Styles: 1 is a date, 2 a number with five digits, 3 a date and time, 4 a date of a format of one's own. */
export const workbookOf = (sheets: { name: string; rows: string; hidden?: boolean }[], strings: readonly string[] = [], more = '') =>
  zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${spreadsheet}" xmlns:r="${office}">${more}<sheets>${sheets.map(({ name, hidden }, at) => `<sheet name="${name}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="s" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="f" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${spreadsheet}">${strings.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${spreadsheet}"><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="[$-409]mmm\\ d\\,\\ yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet xmlns="${spreadsheet}"><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  })

/** A row of texts in a sheet. */
export const textRow = (cells: readonly string[]) =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`).join('')}</row>`
