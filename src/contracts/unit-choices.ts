import type { Db } from '../platform/db.ts'

export interface UnitChoice {
  /** Local and unit, as the address names them: "3-12". */
  key: string
  local: string
  unit: string
}

const choices = (db: Db) =>
  db
    .selectFrom('bargaining_unit')
    .innerJoin('local', 'local.id', 'bargaining_unit.local_id')
    .select(['bargaining_unit.id', 'bargaining_unit.local_id as localId', 'local.name as local', 'bargaining_unit.name as unit'])
    .orderBy('local.name')
    .orderBy('bargaining_unit.name')

const keyed = ({ id, localId, local, unit }: { id: number; localId: number; local: string; unit: string }): UnitChoice => ({
  key: `${localId}-${id}`,
  local,
  unit,
})

/** Every unit, by local and name. Facts about organizations: anybody reads them. */
export const listUnitChoices = async (db: Db) => (await choices(db).execute()).map(keyed)

/** The units in which the person who asks works. */
export const listMyUnits = async (db: Db, account: string) =>
  (
    await choices(db)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('assignment')
            .innerJoin('member', (join) =>
              join.onRef('member.local_id', '=', 'assignment.local_id').onRef('member.id', '=', 'assignment.member_id'),
            )
            .whereRef('assignment.unit_id', '=', 'bargaining_unit.id')
            .whereRef('assignment.local_id', '=', 'bargaining_unit.local_id')
            .where('member.account_id', '=', account)
            .select('assignment.unit_id'),
        ),
      )
      .execute()
  ).map(keyed)

/** What a key names, or null where it is none. */
export function readUnitKey(key: string): { localId: number; unitId: number } | null {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(key)
  return found && { localId: Number(found[1]), unitId: Number(found[2]) }
}
