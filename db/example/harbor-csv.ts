// The file that Rosa's membership program exports, mess and all: Windows-1252, semicolons, a title above the header, odd names of
// columns, telephone numbers in every shape, dates as Americans write them, notes with line breaks in them, and a few rows that no
// import should take. Always the same. `write-harbor-csv.ts` writes it; a test compares it with the file that is checked in.
import { departmentsFor, facilities } from './facilities.ts'
import { memberOf, phone, rosterSize, type ExampleMember, type Job } from './members.ts'
import { chance, type Chance } from './random.ts'
import { locals, works } from './structure.ts'

const harbor = locals.find((local) => local.key === 'harbor-760')!
const onRoster = rosterSize(harbor)

export type Fate = 'new' | 'unchanged' | 'phone' | 'worksite' | 'last name' | 'mail' | BadFate
export type BadFate = 'broken mail' | 'duplicate' | 'too few cells' | 'unknown worksite' | 'no last name' | 'impossible date'

/** What happened to how many of those on the roster since it was imported the last time. The others are as they were. */
const changes: [Fate, number][] = [['phone', 214], ['worksite', 131], ['last name', 38], ['mail', 27]]

/** Rows that cannot be taken, all of them people who are not on the roster yet. */
const bad: BadFate[] = ['broken mail', 'broken mail', 'duplicate', 'too few cells', 'unknown worksite', 'no last name', 'impossible date']

interface FileRow {
  place: number
  fate: Fate
  member: ExampleMember
}

/** All rows, sorted by last name as the program prints them. */
export function harborRows(): FileRow[] {
  const fates = new Map<number, Fate>()
  const luck = chance('harbor file')
  for (const [fate, count] of changes)
    for (let done = 0; done < count; ) {
      const place = 5 + luck.below(onRoster - 5)
      const { phone, email, external, jobs } = memberOf(harbor, place)
      if (fates.has(place) || !phone || !email || !external || jobs.length > 1) continue
      fates.set(place, fate)
      done++
    }
  for (const [at, fate] of bad.entries()) fates.set(onRoster + 60 + at * 61, fate)
  const rows: FileRow[] = []
  for (let place = 0; place < harbor.size; place++) {
    const fate = fates.get(place) ?? (place < onRoster ? 'unchanged' : 'new')
    rows.push({ place, fate, member: fate === 'duplicate' ? memberOf(harbor, onRoster + 3) : asInFile(memberOf(harbor, place), fate, place) })
  }
  return rows.sort((a, b) => compare(a.member.last, b.member.last) || compare(a.member.first, b.member.first) || a.place - b.place)
}

const compare = new Intl.Collator('en').compare

function asInFile(member: ExampleMember, fate: Fate, place: number): ExampleMember {
  const luck = chance(`harbor file ${place}`)
  if (place >= onRoster) return { ...member, hired: lately(luck) }
  if (fate === 'phone') return { ...member, phone: phone(60_000 + place) }
  if (fate === 'mail') return { ...member, email: member.email!.replace('@', '.2@') }
  if (fate === 'last name') return { ...member, last: `${member.last.split(/[- ]/)[0]}-${luck.pick(['Archer', 'Lozano', 'Whitmore', 'Castellanos', 'Abe'])}` }
  if (fate === 'worksite') return { ...member, jobs: [moved(member.jobs[0]!, luck)] }
  return member
}

const lately = (luck: Chance) => Temporal.PlainDate.from('2027-07-06').add({ days: 7 * luck.below(13) }).toString()

function moved(job: Job, luck: Chance): Job {
  const elsewhere = facilities.filter((facility) => facility.region === job.facility.region && facility.id !== job.facility.id && departmentsFor(job.work, facility).length > 0)
  const facility = luck.pick(elsewhere)
  return { ...job, facility, department: luck.pick(departmentsFor(job.work, facility)) }
}

/** Notes stay out of the roster. */
const header = ['Member No.', 'LAST NAME', 'First Name ', 'E-Mail', 'Cell Phone', 'lang', 'Hire Dt', 'Facility', 'Dept', 'Job Title', 'shift', 'Barg Unit', 'Notes']

const languages: Record<string, string> = { en: 'English', es: 'Spanish', tl: 'Tagalog', zh: 'Chinese', vi: 'Vietnamese', ko: 'Korean' }

function cells({ place, fate, member }: FileRow): string[] {
  const luck = chance(`harbor cells ${place}`)
  const { unit, facility, department, work, shift } = member.jobs[0]!
  return [
    member.external ?? '',
    fate === 'no last name' ? '' : untidy(member.last, luck),
    untidy(member.first, luck),
    fate === 'broken mail' ? broken(member.email ?? 'jun.reyes@example.org', place) : shouted(member.email ?? '', luck),
    dialled(member.phone, luck),
    member.language === 'en' && luck.percent(5) ? 'EN' : languages[member.language]!,
    fate === 'impossible date' ? '2/30/2026' : american(member.hired),
    fate === 'unknown worksite' ? 'Atlantis Medical Center' : shouted(facility.name, luck),
    fate === 'new' && place % 83 === 0 ? newDepartment : department,
    fate === 'new' && place % 97 === 0 ? newWork : works[work].name,
    shift,
    harbor.units[unit]!.name,
    note(luck),
  ]
}

/** A department and a kind of work that the structure does not have yet. */
export const newDepartment = 'Infusion Center'
export const newWork = 'Anesthesia technician'

const untidy = (text: string, luck: Chance) => (luck.percent(4) ? ` ${text}` : luck.percent(3) ? `${text}  ` : text)
const shouted = (text: string, luck: Chance) => (luck.percent(6) ? text.toUpperCase() : text)
const broken = (email: string, place: number) => (place % 2 ? email.replace('@', ' at ') : email.replace('.org', ',org'))

function dialled(number: string | null, luck: Chance) {
  if (!number) return ''
  const [area, exchange, line] = [number.slice(2, 5), number.slice(5, 8), number.slice(8)]
  return luck.pick([`(${area}) ${exchange}-${line}`, `${area}-${exchange}-${line}`, `${area}.${exchange}.${line}`, `1 ${area} ${exchange} ${line}`, `${area}${exchange}${line}`, number])
}

function american(date: string) {
  const { month, day, year } = Temporal.PlainDate.from(date)
  return `${month}/${day}/${year}`
}

const notes = ['Prefers text\r\nafter 6 p.m.', 'Said "call me" in June', 'Strike kitchen; can drive', 'Café shift – ask for José', 'Moved\r\n\r\nnew address to come']
const note = (luck: Chance) => (luck.percent(3) ? luck.pick(notes) : '')

/** The file's bytes, and the rows that cannot be taken with the line on which each starts, as an editor counts. */
export function harborCsv(): { bytes: Buffer; badLines: { line: number; fate: BadFate }[] } {
  const badLines: { line: number; fate: BadFate }[] = []
  const lines = ['HARBOR LOCAL 760 – MEMBERSHIP LIST (printed 10/14/2027)', '', header.join(';')]
  let line = lines.length + 1
  for (const row of harborRows()) {
    if ((bad as Fate[]).includes(row.fate)) badLines.push({ line, fate: row.fate as BadFate })
    const written = cells(row).slice(0, row.fate === 'too few cells' ? 4 : undefined).map(quoted).join(';')
    lines.push(written)
    line += written.split('\n').length
  }
  return { bytes: windows1252(lines.join('\r\n') + '\r\n'), badLines }
}

const quoted = (cell: string) => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Of Windows-1252's own letters the file has two: – and ’. All others are as in Latin-1. */
function windows1252(text: string) {
  const bytes = Buffer.from(text.replaceAll('–', '\u0096').replaceAll('’', '\u0092'), 'latin1')
  if (text.replace(/[\u0000-\u007f\u00a0-\u00ff–’]/g, '')) throw new Error('a letter that Windows-1252 does not have')
  return bytes
}
