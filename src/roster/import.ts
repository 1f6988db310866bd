import type { Mapping } from './columns.ts'
import type { Encoding, FileRefusal } from './encoding.ts'
import type { ImportRules } from './import-rules.ts'
import type { WorkbookRefusal } from './read-workbook.ts'
import type { Reading } from './reading.ts'

/**
 * Where an import stands. uploading: the file arrives. uploaded: the columns are to be mapped. staging: it is read and compared with the
 * roster. ready: somebody looks at what would change. applying, done, undoing, undone. Given up: cancelled, failed.
 */
export type ImportState =
  | 'uploading'
  | 'uploaded'
  | 'staging'
  | 'ready'
  | 'applying'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'failed'

export interface Import {
  localId: number
  id: number
  byName: string
  fileName: string
  bytes: number
  encoding: Encoding
  reading: Reading | null
  /** Of a workbook: its sheets with rows. Null for a file of text. */
  sheets: SheetKept[] | null
  header: string[] | null
  mapping: Mapping | null
  rules: ImportRules | null
  /** Bargaining units of which an officer says that the file is the whole list. */
  wholeUnits: number[]
  state: ImportState
  failure: Failure | null
  /** Progress of the present state: bytes while staging, rows while applying and undoing. */
  done: number
  total: number
  /** Rows of each kind. Null before the file was compared with the roster. */
  newRows: number | null
  changedRows: number | null
  unchangedRows: number | null
  problemRows: number | null
  /** Members on the roster whom the file does not name. */
  absent: number | null
  foreseen: Foreseen | null
  /** After undo: new members who stayed. */
  kept: number | null
  createdAt: Temporal.Instant
  appliedAt: Temporal.Instant | null
  undoneAt: Temporal.Instant | null
}

export interface SheetKept {
  /** From 1, as its pieces are numbered. */
  nr: number
  name: string
  /** Of its text. */
  bytes: number
}

export interface Foreseen {
  /** That do not exist yet and come with the file, the first few hundred of each. */
  departments: { worksite: string; name: string }[]
  classifications: string[]
  /** Members whose e-mail address would become another. */
  addresses: number
  /** Rows with an address that lies under an employer's mail domain. */
  employerAddresses?: number
  /** Addresses that wanted no mail by this file, and of which nothing was known here. */
  unsubscribed?: number
  /** Units of which somebody is not in the file: who stands in them, and who of these is missing. */
  units?: { id: number; name: string; members: number; absent: number }[]
}

export type Failure = 'line-too-long' | 'no-rows' | 'roster-changed'
export type Kind = 'new' | 'changed' | 'unchanged' | 'problem'
export const kinds: readonly Kind[] = ['new', 'changed', 'unchanged', 'problem']

export const largestFile = 300 * 1024 * 1024

/** Why a file is not taken. */
export type UploadRefusal = FileRefusal | WorkbookRefusal | 'line-too-long' | 'too-large' | 'no-file' | 'interrupted'

/** Something works on it, and the page follows. */
export const isMoving = (state: ImportState) => state === 'staging' || state === 'applying' || state === 'undoing'
