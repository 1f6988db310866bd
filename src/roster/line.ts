import { normalizeAddress } from '../people/address.ts'
import { idFields, type FieldName, type IdField, type Mapping } from './columns.ts'
import type { Row } from './csv.ts'
import { ungarbled } from './encoding.ts'
import { fold } from './fold.ts'

/**
 * Why a row is refused: a code, then what the sentence needs (the words are in roster.en.ts). Those without a field come
 * from matching (match.ts).
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

/** "Last, First" or "First Last" (the last word is the last name). Null for one word, or more than one comma. */
export function splitName(full: string): { firstName: string; lastName: string } | null {
  const parts = full
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length > 2 || parts.length === 0) return null
  if (full.includes(',')) return parts.length === 2 ? { lastName: parts[0]!, firstName: parts[1]! } : null
  const space = full.lastIndexOf(' ')
  return space < 0 ? null : { firstName: full.slice(0, space), lastName: full.slice(space + 1) }
}

/**
 * Whether a tool says that somebody may be mailed. A mailbox that is full or was, is no word of hers. A column that is named for the "no" ("Unsubscribed",
 * "Do not email") says it with a yes.
 */
export function readMailStatus(text: string, column: string): 'no' | 'unclear' | null {
  const said = fold(text)
  const asksForNo = /^(e ?mail )?(unsubscribed|opt(ed)? out|do not e ?mail|no e ?mail)/.test(fold(column))
  if (
    /^(un ?subscribed|opt(ed)? ?out|(previous )?spam complaint|complained|do not e ?mail|no e ?mail|never|suppressed|blocked|cancell?ed)$/.test(
      said,
    )
  )
    return 'no'
  if (
    /^(re ?subscribed|subscribed|opt(ed)? ?in|active|confirmed|(previous )?bounc(e|ed|ing)|cleaned|pending|unknown|none|n a)$/.test(said) ||
    said === ''
  )
    return null
  if (/^(yes|y|true|t|1|x|si)$/.test(said)) return asksForNo ? 'no' : null
  if (/^(no|n|false|f|0)$/.test(said)) return asksForNo ? null : 'no'
  return 'unclear'
}

/**
 * A telephone number as +, country and number (E.164). North American numbers may leave out the +1; an extension is taken off,
 * as nobody can be called or texted by it alone.
 */
export function readPhone(text: string): string | { reason: 'phone' | 'phone-several' | 'phone-area' | 'phone-rounded' } {
  const plain = /^\(?([2-9]\d\d)\)?[ .-]?([2-9]\d\d)[ .-]?(\d{4})$/.exec(text)
  if (plain) return `+1${plain[1]}${plain[2]}${plain[3]}`
  if (/^\d(\.\d+)?E\+?\d+$/i.test(text)) return { reason: 'phone-rounded' }
  const number = text.replace(/[\s,;]*(?:extension|ext\.?|x|#)\s*\d{1,6}$/i, '')
  if (!/^\+?[\d\s().\-/\u2010-\u2015\u00a0]+$/.test(number))
    return { reason: (number.match(/\d/g)?.length ?? 0) >= 17 ? 'phone-several' : 'phone' }
  const digits = number.replace(/\D/g, '')
  if (digits.length > 15) return { reason: 'phone-several' }
  if (number.trimStart().startsWith('+') && !digits.startsWith('1'))
    return /^[2-9]\d{7,14}$/.test(digits) ? `+${digits}` : { reason: 'phone' }
  if (digits.startsWith('011')) return /^011[2-9]\d{7,11}$/.test(digits) ? `+${digits.slice(3)}` : { reason: 'phone' }
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
  if (national.length === 7) return { reason: 'phone-area' }
  return /^[2-9]\d\d[2-9]\d{6}$/.test(national) ? `+1${national}` : { reason: 'phone' }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A date: 2014-03-10, 3/10/2014 (month first), 10-Mar-2014, March 10, 2014; a time after it is left out. Two-digit years are refused: 3/10/14 may be 1914. */
export function readDate(
  text: string,
  today: Temporal.PlainDate,
): string | { reason: 'hired-on' | 'hired-on-two-digit-year' | 'hired-on-day-first' | 'hired-on-unlikely' } {
  const day = text.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(AM|PM|Z)?$/i, '')
  let match: RegExpExecArray | null
  let parts: [year: number, month: number, day: number] | undefined
  if ((match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day))) parts = [+match[1]!, +match[2]!, +match[3]!]
  else if ((match = /^(\d{4})(\d\d)(\d\d)$/.exec(day))) parts = [+match[1]!, +match[2]!, +match[3]!]
  else if ((match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(day))) {
    if (+match[1]! > 12 && +match[1]! <= 31 && +match[2]! <= 12) return { reason: 'hired-on-day-first' }
    parts = [+match[3]!, +match[1]!, +match[2]!]
  } else if (/^\d{1,2}[-/. ](\d{1,2}|[a-z]{3,9})[-/. ]\d\d$/i.test(day)) return { reason: 'hired-on-two-digit-year' }
  else if ((match = /^(\d{1,2})[- ]([a-z]{3,9})\.?,?[- ](\d{4})$/i.exec(day))) parts = [+match[3]!, monthOf(match[2]!), +match[1]!]
  else if ((match = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(day))) parts = [+match[3]!, monthOf(match[1]!), +match[2]!]
  if (!parts || parts[1] < 1 || parts[1] > 12 || parts[2] < 1) return { reason: 'hired-on' }
  const [year, month, dayOfMonth] = parts
  if (dayOfMonth > new Temporal.PlainYearMonth(year, month).daysInMonth) return { reason: 'hired-on' }
  const date = new Temporal.PlainDate(year, month, dayOfMonth)
  return year < 1940 || Temporal.PlainDate.compare(date, today.add({ years: 1 })) > 0 ? { reason: 'hired-on-unlikely' } : date.toString()
}

const monthOf = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase()) + 1

const languageNames: Record<string, string> = {
  english: 'en',
  ingles: 'en',
  spanish: 'es',
  espanol: 'es',
  castellano: 'es',
  chinese: 'zh',
  mandarin: 'zh',
  chino: 'zh',
  cantonese: 'yue',
  tagalog: 'tl',
  filipino: 'tl',
  pilipino: 'tl',
  vietnamese: 'vi',
  vietnamita: 'vi',
  korean: 'ko',
  coreano: 'ko',
  armenian: 'hy',
  armenio: 'hy',
  farsi: 'fa',
  persian: 'fa',
  russian: 'ru',
  ruso: 'ru',
  arabic: 'ar',
  arabe: 'ar',
  japanese: 'ja',
  japones: 'ja',
  ilocano: 'ilo',
  hindi: 'hi',
  punjabi: 'pa',
  portuguese: 'pt',
  portugues: 'pt',
  french: 'fr',
  frances: 'fr',
  haitian: 'ht',
  'haitian creole': 'ht',
  kreyol: 'ht',
  amharic: 'am',
  samoan: 'sm',
  hmong: 'hmn',
  thai: 'th',
  khmer: 'km',
  polish: 'pl',
  german: 'de',
  italian: 'it',
  somali: 'so',
  tigrinya: 'ti',
  ukrainian: 'uk',
}

/** A language's code (BCP 47) or its name in English or Spanish. */
function readLanguage(text: string): string | null {
  const known = languageNames[fold(text)]
  if (known) return known
  if (!/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text)) return null
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

const mostRemembered = 20_000

/** Files say the same few things many times over. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    let value = known.get(text)
    if (value === undefined) {
      if (known.size >= mostRemembered) known.clear()
      known.set(text, (value = read(text)))
    }
    return value
  }
}

/** The id of a name, however it is typed; or the name that is most like it ('' when none is). */
function nameFinder(all: readonly { id: number; name: string }[]) {
  const byKey = new Map(all.map(({ id, name }) => [fold(name), id]))
  return remember(
    (text): number | { nearest: string } =>
      byKey.get(fold(text)) ?? {
        nearest: nearestName(
          text,
          all.map(({ name }) => name),
        ),
      },
  )
}

/** A name as it is spelled already (in its group), else as it was typed first. */
function speller(all: readonly (readonly [group: number, name: string])[]) {
  const spelled = new Map(all.map(([group, name]) => [`${group} ${fold(name)}`, name]))
  const groups = new Map<number, (text: string) => string>()
  const within = (group: number) =>
    remember((text) => {
      const key = `${group} ${fold(text)}`
      const known = spelled.get(key)
      if (known === undefined && spelled.size < 100_000) spelled.set(key, text)
      return known ?? text
    })
  return (group: number, text: string) => {
    let spell = groups.get(group)
    if (!spell) groups.set(group, (spell = within(group)))
    return spell(text)
  }
}

/** The known name with the fewest letters to change, if that is at most half of them or one is within the other. */
export function nearestName(text: string, names: readonly string[]): string {
  const wanted = fold(text)
  let best = '',
    distance = Infinity
  for (const name of names) {
    const key = fold(name)
    const apart = wanted && (key.includes(wanted) || wanted.includes(key)) ? 1 : editDistance(wanted, key)
    if (apart < distance && apart <= Math.max(wanted.length, key.length) / 2) {
      best = name
      distance = apart
    }
  }
  return best
}

function editDistance(a: string, b: string) {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
