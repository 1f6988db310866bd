import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { enqueue } from '../platform/jobs.ts'
import type { Lang } from '../ui/shell.ts'
import { hashCode, hashToken } from './secrets.ts'

export type SignInRefusal = 'unknown' | 'used' | 'expired' | 'wrong' | 'too-many'

/**
 * Takes a request to sign in with `address` (normalized) and leaves the rest to a job: whether anybody has this address
 * changes neither the answer nor the time it takes. Returns the request's id, to which the code belongs.
 */
export async function requestSignIn(db: Db, address: string, lang: Lang, back: string): Promise<string> {
  const { id } = await db.selectNoFrom(sql<string>`request_sign_in(${address}, ${lang}, ${back})`.as('id')).executeTakeFirstOrThrow()
  await enqueue(db, 'sign-in-mail', { request: id })
  return id
}

/** A new request for the address of an old one, found by its id or the token of its link. Null when it is over a day old or never was. */
export async function renewSignIn(db: Db, old: { request?: string; token?: string }): Promise<string | null> {
  const { id } = await db
    .selectNoFrom(sql<string | null>`renew_sign_in(${old.request ?? null}::uuid, ${old.token ? hashToken(old.token) : null})`.as('id'))
    .executeTakeFirstOrThrow()
  if (id) await enqueue(db, 'sign-in-mail', { request: id })
  return id
}

/** Opens a session (its token's hash is `session`) for whoever owns the link's address. A link works once. */
export const signInByToken = async (db: Db, token: string, session: Buffer, device: string) =>
  answer(await sql<Row>`select * from sign_in_by_token(${hashToken(token)}, ${session}, ${device})`.execute(db))

/** The same with the code of the mail, typed into the page of its request. */
export const signInByCode = async (db: Db, request: string, code: string, session: Buffer, device: string) =>
  answer(await sql<Row>`select * from sign_in_by_code(${request}, ${hashCode(request, code)}, ${session}, ${device})`.execute(db))

interface Row {
  outcome: SignInRefusal | 'ok'
  back: string | null
}
const answer = ({ rows }: { rows: Row[] }): { refusal: SignInRefusal | null; back: string } => ({
  refusal: rows[0]!.outcome === 'ok' ? null : rows[0]!.outcome,
  back: rows[0]!.back ?? '/me',
})
