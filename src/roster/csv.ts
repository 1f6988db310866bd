// Rows out of text that arrives in pieces. Of our own because a roster has to survive its one broken row: a quotation mark
// that is never closed costs that row and no other, memory stays flat, and every row knows its line (decision 0010).

export interface Row {
  /** The line of the file on which the row starts, as an editor counts. */
  line: number
  cells: string[]
  /** A quotation mark of this row is not closed, or stands where none may. The cells are a guess, to show. */
  broken?: true
}

export interface Dialect {
  separator: string
  /** What ends a line; a carriage return before \n is taken off. */
  newline: '\n' | '\r'
}

/** The file is no table of text. */
export class LineTooLong extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line} is too long`)
    this.line = line
  }
}

// A quoted cell may hold line breaks. One that reaches further than these is a mark that somebody forgot to close.
const mostLines = 50
const mostCharacters = 20_000
const longestLine = 1_000_000

/**
 * `push` gives the rows that a piece completes, `end` those that were left; rows without any text are not given. `width`: how many
 * cells a row has; one that spans lines and has another number of cells swallowed its neighbours, and is broken.
 * Throws LineTooLong when a line has more than a million characters.
 */
export function createRowReader({ separator, newline }: Dialect, width?: number) {
  let rest = ''
  let line = 1

  function read(text: string, final: boolean): Row[] {
    const rows: Row[] = []
    let at = 0
    for (;;) {
      let end = text.indexOf(newline, at)
      if (end < 0) {
        if (text.length - at > longestLine) throw new LineTooLong(line)
        break
      }
      const until = newline === '\n' && text.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end
      const record = text.slice(at, until)
      if (!record.includes('"')) {
        add(rows, { line, cells: record.split(separator) })
        line++
      } else {
        const quoted = readQuoted(text, at, separator, newline)
        if (quoted === 'incomplete' && !final && !tooFar(text, at, newline)) break
        if (typeof quoted === 'object' && (quoted.lines === 1 || width === undefined || quoted.cells.length === width)) {
          add(rows, { line, cells: quoted.cells })
          line += quoted.lines
          end = quoted.end
        } else {
          rows.push({ line, cells: record.split(separator), broken: true })
          line++
        }
      }
      at = Math.min(end + 1, text.length)
    }
    rest = text.slice(at)
    return rows
  }

  return {
    push: (text: string): Row[] => read(rest === '' ? text : rest + text, false),
    end: (): Row[] => (rest === '' ? [] : read(rest + newline, true)),
  }
}

const add = (rows: Row[], row: Row) => {
  if (row.cells.some((cell) => cell !== '' && cell.trim() !== '')) rows.push(row)
}

function tooFar(text: string, at: number, newline: string) {
  if (text.length - at > mostCharacters) return true
  let lines = 0
  for (let found = text.indexOf(newline, at); found >= 0; found = text.indexOf(newline, found + 1)) if (++lines > mostLines) return true
  return false
}

/** One row from `at` on, by RFC 4180: a cell that begins with a quotation mark ends with one, and two of them inside are one. */
function readQuoted(
  text: string,
  at: number,
  separator: string,
  newline: string,
): { cells: string[]; end: number; lines: number } | 'incomplete' | 'broken' {
  const cells: string[] = []
  let lines = 1
  const start = at
  for (;;) {
    if (text[at] === '"') {
      let cell = ''
      let from = at + 1
      for (;;) {
        const mark = text.indexOf('"', from)
        if (mark < 0) return 'incomplete'
        if (mark - start > mostCharacters) return 'broken'
        cell += text.slice(from, mark)
        if (text[mark + 1] !== '"') {
          at = mark + 1
          break
        }
        cell += '"'
        from = mark + 2
      }
      for (let found = cell.indexOf(newline); found >= 0; found = cell.indexOf(newline, found + 1)) if (++lines > mostLines) return 'broken'
      cells.push(cell)
      while (text[at] === ' ') at++
      if (at === text.length) return 'incomplete' // the next piece may begin with a second mark
      if (newline === '\n' && text[at] === '\r') {
        if (at + 1 === text.length) return 'incomplete'
        at++
      }
      if (text[at] === newline) return { cells, end: at, lines }
      if (text[at] !== separator) return 'broken'
      at++
    } else {
      const next = text.indexOf(separator, at)
      const stop = text.indexOf(newline, at)
      if (next >= 0 && (stop < 0 || next < stop)) {
        cells.push(text.slice(at, next))
        at = next + 1
      } else {
        if (stop < 0) return 'incomplete'
        cells.push(text.slice(at, newline === '\n' && text[stop - 1] === '\r' && stop > at ? stop - 1 : stop))
        return { cells, end: stop, lines }
      }
    }
  }
}
