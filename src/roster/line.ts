import { normalizeAddress } from '../people/address.ts'
import { idFields, type FieldName, type IdField, type Mapping } from './columns.ts'
import type { Row } from './csv.ts'
import { ungarbled } from './encoding.ts'
import { fold } from './fold.ts'
import { readDate, readLanguage, readMailStatus, readPhone, splitName } from './cells.ts'
import { nameFinder, remember, speller } from './known-names.ts'

/**
 * Why a row is refused: a code, then what the sentence needs (the words are in roster.en.ts). Those without a field come
 * from matching (match-lines.ts).
 */
export type Reason =
  | [code: 'broken-quote']
  | [code: 'too-many-cells', cells: string, columns: string]
  | [code: 'header-again']
  | [code: 'unreadable-letter' | 'control-character' | 'formula-error', field: string]
  | [code: 'garbled', value: string, likely: string]
  | [code: 'too-long', field: FieldName, most: string]
  | [code: 'name-missing']
  | [code: 'name-unclear', value: string]
  | [code: 'no-key']
  | [code: 'email' | 'email-line-break' | 'email-several', value: string]
  | [code: 'phone' | 'phone-several' | 'phone-area' | 'phone-rounded', value: string]
  | [code: 'mail-status' | 'language' | 'hired-on' | 'hired-on-two-digit-year' | 'hired-on-day-first' | 'hired-on-unlikely', value: string]
  | [code: 'unit' | 'worksite' | 'shift', value: string, nearest: string]
  | [code: 'same-number' | 'same-email' | 'same-phone' | 'same-member' | 'differs-from', line: string, value: string]
  | [code: 'email-of-other' | 'phone-of-other' | 'merged-number', value: string, name: string, number: string]
  | [code: 'email-ambiguous' | 'phone-ambiguous', value: string, count: string]
  | [code: 'same-source-id', line: string, value: string]
  | [code: 'number-moved', value: string, name: string, number: string]
  | [code: 'source-id-moved' | 'source-id-of-other', value: string, name: string, number: string, source: string]
  | [code: 'no-worksite' | 'no-unit' | 'which-unit']

/** A row as the database gets it. Null: the cell was empty, or there is no such column. */
export interface Line {
  externalId: string | null
  /** The id in another system. */
  sourceId: string | null
  /** Further ids, by the system whose they are. */
  moreIds: Record<string, string> | null
  firstName: string
  lastName: string
  /** The folded last name, and "last first" folded. */
  lastKey: string
  searchName: string
  email: string | null
  /** She wants no mail there. */
  noMail: boolean
  phone: string | null
  language: string | null
  hiredOn: string | null
  unitId: number | null
  worksiteId: number | null
  department: string | null
  shiftId: number | null
  classification: string | null
}

/** The names a file may use, of one local. */
export interface KnownNames {
  units: readonly { id: number; name: string }[]
  worksites: readonly { id: number; name: string }[]
  departments: readonly { worksiteId: number; name: string }[]
  shifts: readonly { id: number; name: string }[]
  classifications: readonly string[]
}

const longest: Partial<Record<FieldName, number>> = {
  externalId: 64,
  sourceId: 128,
  secondId: 128,
  thirdId: 128,
  fourthId: 128,
  firstName: 100,
  lastName: 100,
  fullName: 200,
  department: 120,
  classification: 120,
}

/** Makes lines out of rows. The returned function gives either the line or every reason against the row, in the order of the cells. */
export function createLineReader({
  mapping,
  header,
  names,
  today,
  sources = {},
}: {
  mapping: Mapping
  header: readonly string[]
  names: KnownNames
  today: Temporal.PlainDate
  /** Whose the ids are. */
  sources?: Partial<Record<IdField, string>>
}) {
  const place = (field: FieldName) => mapping[field] ?? -1
  const at = {
    externalId: place('externalId'),
    sourceId: place('sourceId'),
    firstName: place('firstName'),
    lastName: place('lastName'),
    fullName: place('fullName'),
    email: place('email'),
    mailStatus: place('mailStatus'),
    phone: place('phone'),
    language: place('language'),
    hiredOn: place('hiredOn'),
    unit: place('unit'),
    worksite: place('worksite'),
    department: place('department'),
    shift: place('shift'),
    classification: place('classification'),
  }
  const units = nameFinder(names.units),
    worksites = nameFinder(names.worksites),
    shifts = nameFinder(names.shifts)
  const departments = speller(names.departments.map((one) => [one.worksiteId, one.name]))
  const anyDepartment = speller(names.departments.map((one) => [0, one.name]))
  const classifications = speller(names.classifications.map((name) => [0, name]))
  const onlyUnit = names.units.length === 1 ? names.units[0]!.id : null
  const folded = remember(fold)
  const dates = remember((text) => readDate(text, today)),
    languages = remember(readLanguage)
  const furtherIds = idFields
    .slice(1)
    .flatMap((field) => (sources[field] && mapping[field] !== undefined ? [{ field, column: mapping[field], source: sources[field] }] : []))
  const mailStatus = at.mailStatus < 0 ? null : remember((text) => readMailStatus(text, header[at.mailStatus]!))
  const headerKey = header.map((name) => fold(name)).join('|')
  const firstHeader = header.find((name) => name !== '') ?? ''

  return function read({ cells, broken }: Row): Line | Reason[] {
    if (broken) return [['broken-quote']]
    if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== ''))
      return [['too-many-cells', String(cells.length), String(header.length)]]
    if (cells.includes(firstHeader) && cells.map((cell) => fold(cell)).join('|') === headerKey) return [['header-again']]

    const reasons: Reason[] = []
    const cell = (column: number, field: FieldName): string | null => {
      if (column < 0) return null
      const raw = cells[column]
      if (raw === undefined || raw === '') return null
      const text = withoutGuard(isPlain(raw) ? raw.trim() : clean(raw, header[column]!, reasons))
      if (text === '') return null
      if (text.charCodeAt(0) === 35 && formulaError.test(text)) {
        reasons.push(['formula-error', header[column]!])
        return null
      }
      const most = longest[field]
      if (most !== undefined && text.length > most) {
        reasons.push(['too-long', field, String(most)])
        return null
      }
      return text
    }

    const externalId = cell(at.externalId, 'externalId'),
      sourceId = cell(at.sourceId, 'sourceId')
    let moreIds: Line['moreIds'] = null
    for (const { field, column, source } of furtherIds) {
      const id = cell(column, field)
      if (id !== null) (moreIds ??= {})[source] = id
    }
    let firstName = cell(at.firstName, 'firstName'),
      lastName = cell(at.lastName, 'lastName')
    if (at.fullName >= 0) {
      const full = cell(at.fullName, 'fullName')
      const split = full === null ? null : splitName(full)
      if (full !== null && !split) reasons.push(['name-unclear', show(full)])
      else if (full === null) reasons.push(['name-missing'])
      firstName = split?.firstName ?? null
      lastName = split?.lastName ?? null
    } else if ((firstName === null || lastName === null) && !reasons.length) reasons.push(['name-missing'])
    if (firstName !== null && lastName !== null && (folded(firstName) === '' || folded(lastName) === ''))
      reasons.push(['name-unclear', show(`${firstName} ${lastName}`)])

    const rawEmail = at.email < 0 ? '' : withoutMarks(cells[at.email] ?? '')
    let email: string | null = null
    if (plainAddress.test(rawEmail) && rawEmail.length <= 64) email = rawEmail
    else if (rawEmail.trim() !== '') {
      if (/[\r\n\u0085\u2028\u2029]/.test(rawEmail)) reasons.push(['email-line-break', show(rawEmail)])
      else {
        email = normalizeAddress(rawEmail)
        if (email === null) reasons.push([(rawEmail.match(/@/g)?.length ?? 0) > 1 ? 'email-several' : 'email', show(rawEmail)])
      }
    }
    const rawStatus = cell(at.mailStatus, 'mailStatus')
    const mayBeMailed = rawStatus === null ? null : mailStatus!(rawStatus)
    if (mayBeMailed === 'unclear') reasons.push(['mail-status', show(rawStatus!)])
    const rawPhone = cell(at.phone, 'phone')
    const phone = rawPhone === null ? null : readPhone(rawPhone)
    if (phone !== null && typeof phone !== 'string') reasons.push([phone.reason, show(rawPhone!)])
    const rawLanguage = cell(at.language, 'language')
    const language = rawLanguage === null ? null : languages(rawLanguage)
    if (rawLanguage !== null && language === null) reasons.push(['language', show(rawLanguage)])
    const rawDate = cell(at.hiredOn, 'hiredOn')
    const hiredOn = rawDate === null ? null : dates(rawDate)
    if (hiredOn !== null && typeof hiredOn !== 'string') reasons.push([hiredOn.reason, show(rawDate!)])

    const named = (column: number, field: 'unit' | 'worksite' | 'shift', find: ReturnType<typeof nameFinder>) => {
      const text = cell(column, field)
      if (text === null) return null
      const found = find(text)
      if (typeof found === 'number') return found
      reasons.push([field, show(text), found.nearest])
      return null
    }
    const unitId = named(at.unit, 'unit', units)
    const worksiteId = named(at.worksite, 'worksite', worksites)
    const shiftId = named(at.shift, 'shift', shifts)
    const department = cell(at.department, 'department'),
      classification = cell(at.classification, 'classification')

    if (externalId === null && sourceId === null && moreIds === null && rawEmail.trim() === '' && rawPhone === null && !reasons.length)
      reasons.push(['no-key'])
    if (reasons.length || firstName === null || lastName === null) return reasons
    const lastKey = folded(lastName)
    return {
      externalId,
      sourceId,
      moreIds,
      firstName,
      lastName,
      lastKey,
      searchName: `${lastKey} ${folded(firstName)}`,
      email,
      noMail: mayBeMailed === 'no',
      phone: phone as string | null,
      language,
      hiredOn: hiredOn as string | null,
      unitId: unitId ?? onlyUnit,
      worksiteId,
      shiftId,
      department: department === null ? null : worksiteId === null ? anyDepartment(0, department) : departments(worksiteId, department),
      classification: classification === null ? null : classifications(0, classification),
    }
  }
}

/** What a spreadsheet shows in place of a value; the last is ours (read-workbook.ts). */
const formulaError = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|NO VALUE!)$/

/** Marks that turn the direction of writing. Programs put them around names and telephone numbers; the same name with and without them is one name. */
const withoutMarks = (text: string) =>
  /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text) ? text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '') : text

/** What needs no second look (normalizeAddress would give it back as it is). */
const plainAddress = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z0-9]+$/

/** Our list of refused rows (refused-csv.ts) puts an apostrophe before what a spreadsheet would take for a formula. */
const withoutGuard = (text: string) => (text.charCodeAt(0) === 39 && /^'[=+\-@]/.test(text) ? text.slice(1) : text)

const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text) && !text.includes('  ')

/** Unicode NFC, one space for each run of white space. Letters that were lost in a wrong encoding and control characters are reasons. */
function clean(raw: string, column: string, reasons: Reason[]) {
  const text = withoutMarks(raw)
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim()
  const likely = ungarbled(withoutMarks(raw))
  if (likely) reasons.push(['garbled', show(text), show(likely)])
  else if (text.includes('\ufffd')) reasons.push(['unreadable-letter', column])
  else if (/[\p{Cc}\p{Cs}]/u.test(text)) reasons.push(['control-character', column])
  return text
}

const show = (text: string) => {
  const one = text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '�')
    .trim()
  return one.length > 80 ? `${one.slice(0, 80)}…` : one
}
