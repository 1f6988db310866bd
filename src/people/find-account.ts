import type { Root } from '../platform/db.ts'
import { normalizeAddress } from './address.ts'

/** The account that signs in with this address, for a command that acts in somebody's name; null: nobody does. `root` is the worker's. */
export async function findAccount(root: Root, address: string): Promise<string | null> {
  const { rows } = await root.pool.query<{ account: string | null }>('select account_of($1) as account', [normalizeAddress(address) ?? ''])
  return rows[0]!.account
}
