import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

export type Category = 'updates' | 'all'
export const isCategory = (text: string | undefined): text is Category => text === 'updates' || text === 'all'

/** Whatever the link is, the answer is the same. `wording` is what the person read. */
export async function withdrawByLink(
  db: Db,
  link: string,
  category: Category,
  source: 'one-click' | 'unsubscribe-page',
  wording: string,
): Promise<void> {
  if (isLink(link)) await sql`select consent_by_link(${link}::uuid, ${category}, false, ${source}, ${wording})`.execute(db)
}

/** Takes back whatever this link withdrew, of every kind. */
export async function undoByLink(db: Db, link: string, wording: string): Promise<void> {
  if (!isLink(link)) return
  for (const category of ['updates', 'all'] as const)
    await sql`select consent_by_link(${link}::uuid, ${category}, true, 'unsubscribe-page-undone', ${wording})`.execute(db)
}

const isLink = (link: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(link)

/** What the person signed in said, for each of her addresses. `given` null: nothing yet, and mail comes. */
export interface MyConsent {
  address: string
  category: Category
  given: boolean | null
  at: Temporal.Instant | null
}

export const findMyConsent = async (db: Db): Promise<MyConsent[]> =>
  (await sql<MyConsent>`select address, category, given, at from my_mail_consent()`.execute(db)).rows

/** False: not an address of the person who asks. */
export const chooseMyMail = async (db: Db, address: string, category: Category, given: boolean, wording: string): Promise<boolean> =>
  (await sql<{ known: boolean }>`select consent_by_me(${address}, ${category}, ${given}, ${wording}) as known`.execute(db)).rows[0]!.known
