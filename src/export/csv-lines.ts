/** RFC 4180 ends a line with CR LF; PostgreSQL with LF. Line breaks within quotation marks are somebody's text and stay. */
export async function* withCrLf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let quoted = false
  for await (const piece of source) {
    const parts = piece.toString('latin1').split('"') // byte for byte
    const written = parts.map((part, at) => (at % 2 === (quoted ? 1 : 0) ? part.replaceAll('\n', '\r\n') : part)).join('"')
    if (parts.length % 2 === 0) quoted = !quoted
    yield Buffer.from(written, 'latin1')
  }
}

const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** One line of names, as the first of a file. */
export const headerLine = (names: readonly string[]) => Buffer.from(names.map(quote).join(',') + '\r\n')

export const byteOrderMark = Buffer.from('\ufeff')
