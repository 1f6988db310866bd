import { sql } from 'kysely'
import type { Lang } from '../ui/shell.ts'
import type { Db } from '../platform/db.ts'
import type { Kind, Refusal } from './event.ts'
import { refusalOf, type Decision } from './rsvp.ts'

export interface NewSignUp {
  name: string
  /** Normalized (people/address.ts). */
  address: string
  kind: Kind
  guests: number
  guestsKind: Kind | null
  lang: Lang
  /** Key of the local that the person names as theirs. */
  local: string | null
  /** The token of the share link that led here, if one did. */
  through: string | null
}

/**
 * Signs somebody up without an account, or says why not. The answer is the same whether the address has signed up before or not,
 * and whether it stands on a roster is never looked at. A repeat changes nothing; either way the mailbox gets a link to see,
 * change or withdraw the sign-up.
 */
export async function signUp(
  db: Db,
  slug: string,
  { name, address, kind, guests, guestsKind, lang, local, through }: NewSignUp,
): Promise<Refusal | null> {
  const { rows } =
    await sql<Decision>`select * from sign_up_for_event(${slug}, ${name}, ${address}, ${kind}, ${guests}, ${guestsKind}, ${lang}, ${local}, ${through})`.execute(
      db,
    )
  return refusalOf(rows[0]!)
}

export type Change = { coming: false } | { coming: true; name: string; kind: Kind; guests: number; guestsKind: Kind | null }

/** Changes or withdraws the sign-up of whoever holds the mailed link, or says why not. */
export async function changeSignUp(db: Db, link: Buffer, change: Change): Promise<Refusal | null> {
  const { name, kind, guests, guestsKind } = change.coming ? change : { name: null, kind: null, guests: 0, guestsKind: null }
  const { rows } =
    await sql<Decision>`select * from change_sign_up(${link}, ${change.coming}, ${name}, ${kind}, ${guests}, ${guestsKind})`.execute(db)
  return refusalOf(rows[0]!)
}
