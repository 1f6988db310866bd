// The synthetic members: each is a function of the local and a number, so that any of them can be made without the others, always the same.
import { departmentsFor, facilitiesFor, type Facility } from './facilities.ts'
import { namings, type Naming } from './names.ts'
import { memberParts } from './people.ts'
import { chance, type Chance } from './random.ts'
import { locals, works, type ExampleLocal, type Shift, type WorkKey } from './structure.ts'

export interface ExampleMember {
  /** The local's own number for the person, if it has given one. */
  external: string | null
  first: string
  last: string
  /** Lower case, at example.org. */
  email: string | null
  /** E.164; 555-01xx under any area code, which is nobody's number. */
  phone: string | null
  language: string
  /** ISO date. */
  hired: string
  /** One for each bargaining unit the member is in. */
  jobs: Job[]
}

export interface Job {
  /** Place of the unit among the local's units. */
  unit: number
  work: WorkKey
  facility: Facility
  department: string
  shift: Shift
}

/** How many members a roster holds when the example starts. */
export const rosterSize = (local: ExampleLocal) => local.onRoster ?? local.size

/** Members of all rosters then. */
export const rosterTotal = locals.reduce((sum, local) => sum + rosterSize(local), 0)

/** The number of a local's first member among all members of the example. */
const firstOf = new Map<string, number>()
locals.reduce((sum, local) => (firstOf.set(local.key, sum), sum + local.size), 0)

export function memberOf(local: ExampleLocal, place: number): ExampleMember {
  const spouse = sharesMailbox(place) ? memberOf(local, place - 1) : null
  const twin = twinOf(local, place)
  const number = firstOf.get(local.key)! + place
  const luck = chance(`${local.key}/${place}`)
  const naming = pickNaming(luck)
  const first = luck.pick(naming.first)
  const last = spouse?.last ?? luck.pick(naming.last)
  const reachable = luck.next()
  const language = naming.language && luck.percent(naming.language[1]) ? naming.language[0] : 'en'
  const drawn: ExampleMember = {
    external: luck.percent(0.9) && reachable >= 0.035 && !spouse && !sharesMailbox(place + 1) ? null : `${local.key.split('-')[1]}-${String(100000 + place * 7 + luck.below(7))}`,
    first: written(local, first),
    last: written(local, last),
    email: reachable < 0.035 ? null : `${ascii(first)}.${ascii(last)}.${number}@example.org`,
    phone: reachable > 0.96 || reachable < 0.009 ? null : phone(number),
    language,
    hired: hireDate(luck),
    jobs: jobs(local, luck),
  }
  if (spouse) Object.assign(drawn, { email: spouse.email, phone: spouse.phone })
  if (twin) Object.assign(drawn, { first: twin.first, last: twin.last, email: twin.email, phone: twin.phone, language: twin.language })
  return { ...drawn, ...memberParts[`${local.key}/${place}`] }
}

/** Two of one household on one roster, with one mailbox and one telephone. */
const sharesMailbox = (place: number) => place % 211 === 150

/** Somebody who works for two employers' contracts stands on two rosters, each of which knows nothing of the other. */
function twinOf(local: ExampleLocal, place: number) {
  return local.key === 'cove-132' && place % 30 === 7 ? memberOf(locals[0]!, 500 + place * 13) : null
}

/** The `number`th telephone number of the 70,400 there are: 555-01xx under the area codes that belong to a place. */
export function phone(number: number) {
  const shuffled = (number * 48271) % (areas.length * 100)
  return `+1${areas[Math.floor(shuffled / 100)]}55501${String(shuffled % 100).padStart(2, '0')}`
}

const areas: string[] = []
for (let code = 200; code < 990; code++) {
  const text = String(code)
  const belongsToPlace = text[1] !== '9' && !text.endsWith('11') && !(text[0] === '8' && text[1] === text[2]) && !['800', '833', '844', '855', '866', '877', '888', '900'].includes(text)
  if (belongsToPlace) areas.push(text)
}

function pickNaming(luck: Chance): Naming {
  let left = luck.next() * 100
  return namings.find((naming) => (left -= naming.weight) < 0) ?? namings[0]!
}

const lastHire = Temporal.PlainDate.from('2027-08-30')

/** More in the last years than long ago, up to 38 years back. */
const hireDate = (luck: Chance) => lastHire.subtract({ days: Math.floor(luck.next() ** 1.7 * 38 * 365) }).toString()

function jobs(local: ExampleLocal, luck: Chance): Job[] {
  const first = job(local, luck)
  if (local.units.length === 1 || !luck.percent(0.8)) return [first]
  const unit = (first.unit + 1) % local.units.length
  const work = luck.pick(Object.keys(local.units[unit]!.works) as WorkKey[])
  const there = departmentsFor(work, first.facility)
  return [first, there.length > 0 ? { unit, work, facility: first.facility, department: luck.pick(there), shift: 'Weekend' } : place(local, unit, work, luck)]
}

function job(local: ExampleLocal, luck: Chance): Job {
  let left = luck.next() * 100
  for (const [unit, { works: shares }] of local.units.entries())
    for (const [work, share] of Object.entries(shares) as [WorkKey, number][]) if ((left -= share) < 0) return place(local, unit, work, luck)
  throw new Error(`the works of ${local.key} do not add up to 100`)
}

function place(local: ExampleLocal, unit: number, work: WorkKey, luck: Chance): Job {
  const region = local.worksIn.length > 1 && luck.percent(30) ? local.worksIn[1]! : local.worksIn[0]!
  const choice = facilitiesFor(work, region)
  const at = luck.next() * choice.at(-1)!.upTo
  const { facility } = choice.find(({ upTo }) => at < upTo)!
  return { unit, work, facility, department: luck.pick(departmentsFor(work, facility)), shift: luck.pick(works[work].shifts) }
}

const ascii = (name: string) => name.replaceAll('Đ', 'D').replaceAll('đ', 'd').normalize('NFD').replace(/[^a-zA-Z-]/g, '').toLowerCase()

/** The membership program of Harbor Local 760 is old and knows the letters of Windows-1252 only. */
const written = (local: ExampleLocal, name: string) => (local.key === 'harbor-760' ? inWindows1252(name) : name)

const inWindows1252 = (name: string) =>
  name.replaceAll('ʻ', '’').replaceAll('Đ', 'D').replaceAll('đ', 'd').replace(/[^\u0000-\u00ff’]/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''))
