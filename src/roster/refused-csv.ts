import type { Reason } from './line.ts'
import { en, sentences } from './roster.en.ts'

// What begins so, a spreadsheet runs as a formula; numbers and telephone numbers it does not.
const formula = /^[=+\-@\t\r]/
const harmless = /^[+-]?[\d\s().-]+$/

/** One cell of a CSV file that a spreadsheet can open without running what somebody typed into a list. */
function csvCell(text: string): string {
  const safe = formula.test(text) && !harmless.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvRow = (cells: readonly string[]) => cells.map(csvCell).join(',') + '\r\n'

/** The mark at the start tells Excel that the file is UTF-8. */
export const refusedHeader = (header: readonly string[]) => '\ufeff' + csvRow([en.csv.line, en.csv.reason, ...header])

export const refusedRow = (row: { line: number; cells: readonly string[]; reasons: readonly Reason[] }, columns: number) =>
  csvRow([String(row.line), sentences(row.reasons, row.cells.length, columns), ...row.cells])
