import { sql } from 'kysely'
import { normalizeAddress } from '../people/address.ts'
import { fold } from './fold.ts'
import { readPhone } from './line.ts'

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
    search: (query.search ?? '').slice(0, 100), unit: id('unit'), worksite: id('worksite'), department: id('department'), shift: id('shift'), classification: id('classification'),
    without: query.without === 'email' || query.without === 'phone' ? query.without : null,
  }
}

/**
 * Who is on the list, said of `m`, a row of member of this local. Equalities and ranges of normalized text first: their operators are
 * leakproof, so that row security leaves them their index.
 */
export function matching(localId: number, { search, unit, worksite, department, shift, classification, without }: Filters) {
  const conditions = [sql`true`]
  const typed = search.trim()
  const address = normalizeAddress(typed), phone = /\d/.test(typed) ? readPhone(typed) : null
  if (typed.includes('@')) conditions.push(address ? sql`m.email = ${address}` : sql`starts_with(m.email, ${typed.toLowerCase()})`)
  else if (typeof phone === 'string') conditions.push(sql`m.phone = ${phone}`)
  else if (/\d/.test(typed)) {
    const digits = typed.replace(/\D/g, '')
    conditions.push(sql`(m.external_id = ${typed} or starts_with(lower(m.external_id), ${typed.toLowerCase()})${digits.length >= 4 && digits.length === typed.replace(/[\s().-]/g, '').length ? sql` or right(m.phone, ${digits.length}) = ${digits}` : sql``})`)
  } else {
    const words = fold(typed).split(' ').filter(Boolean).slice(0, 6)
    // Each word begins a word of the name; with one word of the last name in front the index serves.
    for (const word of words) conditions.push(sql`(starts_with(m.search_name, ${word}) or strpos(m.search_name, ${` ${word}`}) > 0)`)
    if (typed && !words.length) conditions.push(sql`false`)
  }
  if (without === 'email') conditions.push(sql`m.email is null`)
  if (without === 'phone') conditions.push(sql`m.phone is null`)
  const places = [[sql`unit_id`, unit], [sql`worksite_id`, worksite], [sql`department_id`, department], [sql`shift_id`, shift], [sql`classification_id`, classification]] as const
  const chosen = places.filter(([, id]) => id !== null)
  if (chosen.length) conditions.push(sql`exists (select from assignment a where a.local_id = ${localId} and a.member_id = m.id and ${sql.join(chosen.map(([column, id]) => sql`a.${column} = ${id}`), sql` and `)})`)
  return sql.join(conditions, sql` and `)
}
