import { normalizeAddress } from '../people/address.ts'

/** What somebody tells of being questioned. All but the local and what happened may stay empty. */
export interface Report {
  /** The local's key, whose officers read it. */
  local: string
  what: string
  happenedOn: Temporal.PlainDate | null
  clock: string
  place: string
  askedBy: string
  others: string
  name: string
  /** Normalized (people/address.ts). */
  email: string | null
  phone: string
}

export const limits = { what: 5000, clock: 100, place: 200, askedBy: 200, others: 500, name: 100, phone: 40 }

export type ReportProblem = 'local' | 'what-missing' | 'too-long' | 'day' | 'day-future' | 'email' | 'phone'
export type Typed = Record<string, string>

/** Reads what was typed; a problem for each field that could not be. `today`: where the last day on earth has begun, so that no "today" of anybody is still to come. */
export function readReport(
  typed: Typed,
  locals: readonly string[],
  today = Temporal.Now.plainDateISO('Pacific/Kiritimati'),
): { value: Report; problems: Record<string, ReportProblem> } {
  const problems: Record<string, ReportProblem> = {}
  const line = (field: keyof typeof limits) => {
    const text = (typed[field] ?? '')
      .normalize('NFC')
      .replace(/[\s\p{C}]+/gu, ' ')
      .trim()
    if (text.length > limits[field]) problems[field] = 'too-long'
    return text
  }
  const what = (typed.what ?? '')
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{C}\n]/gu, ' ')
    .trim()
  if (!what) problems.what = 'what-missing'
  else if (what.length > limits.what) problems.what = 'too-long'
  const local = locals.find((key) => key === typed.local)
  if (!local) problems.local = 'local'
  const day = readDay(typed.day ?? '')
  if (day === undefined) problems.day = 'day'
  else if (day && Temporal.PlainDate.compare(day, today) > 0) problems.day = 'day-future'
  const address = (typed.email ?? '').trim()
  const email = address ? normalizeAddress(address) : null
  if (address && !email) problems.email = 'email'
  const phone = line('phone')
  if (phone && (phone.match(/\d/g) ?? []).length < 7) problems.phone ??= 'phone'
  return {
    problems,
    value: {
      local: local ?? '',
      what,
      happenedOn: day ?? null,
      clock: line('clock'),
      place: line('place'),
      askedBy: line('askedBy'),
      others: line('others'),
      name: line('name'),
      email,
      phone,
    },
  }
}

/** Null: left empty. Undefined: no such day. */
function readDay(text: string): Temporal.PlainDate | null | undefined {
  if (!text.trim()) return null
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? Temporal.PlainDate.from(text.trim(), { overflow: 'reject' }) : undefined
  } catch {
    return undefined
  }
}
