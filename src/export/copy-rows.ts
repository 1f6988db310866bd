const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const cellOf = (text: string) =>
  text === '\\N' ? null : text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter) : text

/** The rows in what COPY writes as text, some at a time. */
export async function* readCopy(source: AsyncIterable<Buffer>): AsyncGenerator<(string | null)[][]> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of source) {
    const all = rest.length ? Buffer.concat([rest, piece]) : piece
    const end = all.lastIndexOf(10)
    rest = all.subarray(end + 1)
    if (end < 0) continue
    yield all
      .toString('utf8', 0, end)
      .split('\n')
      .map((line) => line.split('\t').map(cellOf))
  }
}
