import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { enqueue } from '../platform/jobs.ts'
import { employerOf } from './employer-domains.ts'
import type { Me } from './office.ts'
import { hashToken } from './secrets.ts'

/** The asker's roster rows whose address is an employer's: nothing is mailed there. */
export async function findEmployerRows(db: Db, me: Me): Promise<{ local: string; address: string }[]> {
  const rows: { local: string; address: string }[] = []
  for (const { localName, email } of me.members) if (email && (await employerOf(db, email))) rows.push({ local: localName, address: email })
  return rows
}

/** Sends a link to an address (normalized, no employer's) that the asker says is hers. Nothing changes before it is used. */
export async function askAddressProof(db: Db, address: string): Promise<void> {
  const { id } = await db.selectNoFrom(sql<string>`ask_address_proof(${address})`.as('id')).executeTakeFirstOrThrow()
  await enqueue(db, 'address-proof-mail', { proof: id })
}

export type ProofRefusal = 'unknown' | 'used' | 'expired' | 'taken'

/** The address of the link becomes one of the account's, and stands on her rosters where an employer's stood. */
export async function proveAddress(db: Db, token: string): Promise<ProofRefusal | null> {
  const { outcome } = await db
    .selectNoFrom(sql<ProofRefusal | 'ok'>`prove_address(${hashToken(token)})`.as('outcome'))
    .executeTakeFirstOrThrow()
  return outcome === 'ok' ? null : outcome
}
