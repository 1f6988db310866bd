import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { findMe } from '../people/me.ts'
import { servesLocal, type Me } from '../people/office.ts'
import { findLocal, listLocals, type Local } from '../unions/unions.ts'

/** The locals whose coverage the person sees and gives out: those that she is an officer of. */
export const coverageLocals = async (db: Db, me: Me): Promise<Local[]> => (await listLocals(db)).filter(({ id }) => servesLocal(me, id))

/** The local of that key, for its officers. Null for everybody else: it need not exist. */
export async function findCoverageLocal(db: Db, account: string | null, key: string): Promise<{ me: Me; local: Local } | null> {
  const me = await findMe(db, account)
  const local = me && (await findLocal(db, key))
  return me && local && servesLocal(me, local.id) ? { me, local } : null
}

/** As `writes` when the person is an officer of the local, or the steward who covers the member; null otherwise, and about herself. */
export async function findWriter(
  db: Db,
  account: string | null,
  key: string,
  memberId: number,
): Promise<{ me: Me; local: Local; officer: boolean; name: string } | null> {
  const me = await findMe(db, account)
  const local = me && (await findLocal(db, key))
  if (!me || !local) return null
  const officer = servesLocal(me, local.id)
  const {
    rows: [may],
  } = await sql<{ own: boolean; covers: boolean }>`select
    exists (select from own_members() where local_id = ${local.id} and member_id = ${memberId}) as own,
    exists (select from turf_held() where local_id = ${local.id} and member_id = ${memberId}) as covers`.execute(db)
  if (may!.own || !(officer || may!.covers)) return null
  const office = me.offices.find((one) => one.localId === local.id && one.role === (officer ? 'officer' : 'steward'))
  return { me, local, officer, name: office?.holderName ?? me.name ?? '' }
}
