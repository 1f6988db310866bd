import { sql } from 'kysely'
import { normalizeAddress } from '../people/address.ts'
import { fold } from './fold.ts'
import { readPhone } from './cells.ts'

export interface Filters {
  /** As it was typed: a name in any order, an e-mail address, a telephone number, the local's own number. */
  search: string
  unit: number | null
  worksite: number | null
  department: number | null
  shift: number | null
  classification: number | null
  without: 'email' | 'phone' | null
}

/** The filters of a list as they stand in its address. What is none is left out. */
export function readFilters(query: Record<string, string | undefined>): Filters {
  const id = (name: string) => (/^\d{1,9}$/.test(query[name] ?? '') ? Number(query[name]) : null)
  return {
    search: (query.search ?? '').slice(0, 100),
    unit: id('unit'),
    worksite: id('worksite'),
    department: id('department'),
    shift: id('shift'),
    classification: id('classification'),
    without: query.without === 'email' || query.without === 'phone' ? query.without : null,
  }
}

const wordsOf = (typed: string) => fold(typed).split(' ').filter(Boolean).slice(0, 6)

/** The words of a list that is narrowed by nothing but a name. Null: something else narrows it as well, or nothing does. */
export function onlyName(filters: Filters): string[] | null {
  const { search, ...others } = filters
  const words = /[@\d]/.test(search) || Object.values(others).some((value) => value !== null) ? [] : wordsOf(search)
  return words.length ? words : null
}

/**
 * Ids and folded names of a local's members in whose name each word begins a word, each member once. The longest word finds them, by one index where it begins
 * the name and by another where it begins the second word; of names with three words and more what is left is looked through.
 */
export function named(localId: number, words: readonly string[]) {
  const [lead, ...others] = words.toSorted((a, b) => b.length - a.length) as [string, ...string[]]
  const begins = (name: string) => sql`starts_with(${sql.ref(name)}, ${lead})`
  const among = (name: string) => sql`${sql.ref(name)} ~>=~ ${lead} and ${sql.ref(name)} ~<~ ${afterAll(lead)}`
  const rest = sql.join(
    [sql`true`, ...others.map((word) => sql`(starts_with(search_name, ${word}) or strpos(search_name, ${` ${word}`}) > 0)`)],
    sql` and `,
  )
  return sql`
    select id, search_name from member where local_id = ${localId} and ${among('search_name')} and ${rest}
    union all select id, search_name from member where local_id = ${localId} and ${among('name_tail')} and not ${begins('search_name')} and ${rest}
    union all select id, search_name from member where local_id = ${localId} and strpos(name_tail, ' ') > 0 and strpos(name_tail, ${` ${lead}`}) > 0 and not ${begins('search_name')} and not ${begins('name_tail')} and ${rest}`
}

/** The least text that comes, by bytes, after all that begin with this one. */
function afterAll(beginning: string): string {
  const letters = [...beginning]
  const last = letters.pop()!.codePointAt(0)!
  return letters.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : Math.min(last + 1, 0x10ffff))
}

/**
 * Who is on the list, said of `m`, a row of member of this local. Equalities and ranges of normalized text first: their operators are
 * leakproof, so that row security leaves them their index.
 */
export function matching(localId: number, { search, unit, worksite, department, shift, classification, without }: Filters) {
  const conditions = [sql`true`]
  const typed = search.trim()
  const address = normalizeAddress(typed),
    phone = /\d/.test(typed) ? readPhone(typed) : null
  if (typed.includes('@')) conditions.push(address ? sql`m.email = ${address}` : sql`starts_with(m.email, ${typed.toLowerCase()})`)
  else if (typeof phone === 'string') conditions.push(sql`m.phone = ${phone}`)
  else if (/\d/.test(typed)) {
    const digits = typed.replace(/\D/g, '')
    conditions.push(
      sql`(m.external_id = ${typed} or starts_with(lower(m.external_id), ${typed.toLowerCase()})${digits.length >= 4 && digits.length === typed.replace(/[\s().-]/g, '').length ? sql` or right(m.phone, ${digits.length}) = ${digits}` : sql``})`,
    )
  } else {
    const words = wordsOf(typed)
    if (words.length) conditions.push(sql`m.id in (select id from (${named(localId, words)}) named)`)
    else if (typed) conditions.push(sql`false`)
  }
  if (without === 'email') conditions.push(sql`m.email is null`)
  if (without === 'phone') conditions.push(sql`m.phone is null`)
  const places = [
    [sql`unit_id`, unit],
    [sql`worksite_id`, worksite],
    [sql`department_id`, department],
    [sql`shift_id`, shift],
    [sql`classification_id`, classification],
  ] as const
  const chosen = places.filter(([, id]) => id !== null)
  if (chosen.length)
    conditions.push(
      sql`exists (select from assignment a where a.local_id = ${localId} and a.member_id = m.id and ${sql.join(
        chosen.map(([column, id]) => sql`a.${column} = ${id}`),
        sql` and `,
      )})`,
    )
  return sql.join(conditions, sql` and `)
}

/**
 * Whether somebody of the local works in `t`, a row of the table that this column of assignment names. One look into an index for each, where a list of
 * all that occur would read the whole roster.
 */
export const occurs = (localId: number, column: string) =>
  sql<boolean>`(select true from assignment a where a.local_id = ${localId} ${column === 'department_id' ? sql`and a.worksite_id = t.worksite_id` : sql``} and a.${sql.ref(column)} = t.id limit 1)`
