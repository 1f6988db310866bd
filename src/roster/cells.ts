import { fold } from './fold.ts'

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
export function readLanguage(text: string): string | null {
  const known = languageNames[fold(text)]
  if (known) return known
  if (!/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text)) return null
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}
