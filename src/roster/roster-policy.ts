import type { Db } from '../platform/db.ts'
import { findMe } from '../people/me.ts'
import { servesLocal, type Me } from '../people/office.ts'
import { findLocal, type Local } from '../unions/unions.ts'

/** An officer sees her local's roster and brings its imports; a steward sees the members of her worksite or unit. Row security says the same. */
const seesRoster = (me: Me, localId: number) =>
  servesLocal(me, localId) || me.offices.some((office) => office.role === 'steward' && office.localId === localId)
const imports = servesLocal

/** The locals on whose roster the person sees somebody by office, by name. */
export async function findRosters(db: Db, me: Me): Promise<(Local & { officer: boolean; members: number })[]> {
  const ids = [
    ...new Set(me.offices.flatMap((office) => (office.localId !== null && seesRoster(me, office.localId) ? [office.localId] : []))),
  ]
  if (!ids.length) return []
  const locals = await db
    .selectFrom('local')
    .where('id', 'in', ids)
    .select((eb) => [
      'local.id',
      'local.key',
      'local.name',
      eb
        .selectFrom('member')
        .whereRef('member.local_id', '=', 'local.id')
        .select((of) => of.fn.countAll<number>().as('count'))
        .as('members'),
    ])
    .orderBy('name')
    .execute()
  return locals.map((local) => ({ ...local, members: Number(local.members), officer: imports(me, local.id) }))
}

/** The local of that key, when the person may see its roster. Null for everything else: it need not exist. */
export async function findRoster(db: Db, account: string | null, key: string): Promise<{ me: Me; local: Local; officer: boolean } | null> {
  const me = await findMe(db, account)
  const local = me && (await findLocal(db, key))
  return me && local && seesRoster(me, local.id) ? { me, local, officer: imports(me, local.id) } : null
}
