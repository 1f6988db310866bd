import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/**
 * The employer to whom an address (normalized) belongs, by the list of mail domains; null for everybody else's. An employer may read
 * what arrives at such an address, so nothing is mailed there before the member has confirmed one of her own, and it opens no office.
 */
export const employerOf = async (db: Db, address: string): Promise<string | null> =>
  (await db.selectNoFrom(sql<string | null>`employer_of(${address})`.as('employer')).executeTakeFirstOrThrow()).employer

export interface EmployerDomain {
  employerId: number
  employer: string
  domain: string
}

export const findEmployerDomains = (db: Db): Promise<EmployerDomain[]> =>
  db
    .selectFrom('employer_domain')
    .innerJoin('employer', 'employer.id', 'employer_domain.employer_id')
    .select(['employer.id as employerId', 'employer.name as employer', 'domain'])
    .orderBy('employer.name')
    .orderBy('domain')
    .execute()

export const findEmployers = (db: Db) => db.selectFrom('employer').select(['id', 'name']).orderBy('name').execute()

/** `Mail.Fernwhistle.example`, `@fernwhistle.example` or a whole address: the domain as it is kept. Null when it is none. */
export function readDomain(text: string): string | null {
  const domain = text.normalize('NFKC').trim().toLowerCase().replace(/^.*@/, '')
  const labels = domain.split('.')
  return domain.length <= 200 && labels.length >= 2 && labels.every((label) => /^(?!-)[\p{L}\p{N}-]{1,63}(?<!-)$/u.test(label))
    ? domain
    : null
}

/** Where mail of everybody arrives: on the list of an employer it would shut out most members. */
const everybodys =
  /^(gmail|googlemail|yahoo|ymail|outlook|hotmail|live|msn|icloud|me|aol|proton|protonmail|gmx|mail|comcast|att|verizon|sbcglobal)\.(com|net|org|me|de)$/

export type DomainRefusal = 'employer' | 'domain' | 'everybodys' | 'known'

/** Adds a domain to an employer's list, with everything under it. For administrators: row security refuses others. */
export async function addEmployerDomain(db: Db, employerId: number, text: string): Promise<DomainRefusal | null> {
  if (!(await db.selectFrom('employer').select('id').where('id', '=', employerId).executeTakeFirst())) return 'employer'
  const domain = readDomain(text)
  if (!domain) return 'domain'
  if (everybodys.test(domain)) return 'everybodys'
  const added = await db
    .insertInto('employer_domain')
    .values({ employer_id: employerId, domain })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n ? null : 'known'
}

/** False: it is not on the list. */
export async function removeEmployerDomain(db: Db, employerId: number, domain: string): Promise<boolean> {
  return (
    (await db.deleteFrom('employer_domain').where('employer_id', '=', employerId).where('domain', '=', domain).executeTakeFirst())
      .numDeletedRows === 1n
  )
}
