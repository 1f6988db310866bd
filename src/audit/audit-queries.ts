import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { groups, type AuditRow, type Group } from './audit.ts'

export interface Asked {
  group: Group | null
  /** Moments: from the first on, until before the second. */
  from: Temporal.Instant | null
  until: Temporal.Instant | null
  /** A member's id: only what names this one. */
  member: number | null
  /** Older than this row. */
  before: number | null
}

const perPage = 50

/** What was done with a local's people (null: the coalition's own affairs), the latest first; row security leaves nothing to others. */
export async function findAudit(
  db: Db,
  localId: number | null,
  { group, from, until, member, before }: Asked,
): Promise<{ rows: AuditRow[]; more: boolean }> {
  const found = await db
    .selectFrom('audit')
    .where('audit.local_id', localId === null ? 'is' : '=', localId)
    .$if(group !== null, (query) => query.where('what', 'in', [...groups[group!]]))
    .$if(from !== null, (query) => query.where('at', '>=', from!))
    .$if(until !== null, (query) => query.where('at', '<', until!))
    .$if(member !== null, (query) => query.where(sql<boolean>`member_ids @> array[${member}]::bigint[]`))
    .$if(before !== null, (query) => query.where('audit.id', '<', before!))
    .leftJoin('office', (join) => join.on('office.id', '=', sql<number>`(audit.detail ->> 'office')::bigint`))
    .select([
      'audit.id',
      'at',
      'what',
      'people',
      'member_ids as memberIds',
      'detail',
      'audit.office_id as officeId',
      'office.holder_name as holder',
    ])
    .orderBy('audit.id', 'desc')
    .limit(perPage + 1)
    .execute()
  const shown = found.slice(0, perPage)
  const offices = [...new Set(shown.flatMap(({ officeId }) => (officeId === null ? [] : [officeId])))]
  const { rows: actors } = await sql<{
    office_id: number
    name: string
    role: string
    place: string
  }>`select * from audit_actors(${offices}::bigint[])`.execute(db)
  const actor = new Map(actors.map(({ office_id, ...actor }) => [office_id, actor]))
  return {
    rows: shown.map(({ officeId, ...row }) => ({ ...row, by: (officeId !== null && actor.get(officeId)) || null }) as AuditRow),
    more: found.length > perPage,
  }
}

/** The member of that number in the local, by the local's own numbering. */
export const findMemberByNumber = async (db: Db, localId: number, number: string): Promise<number | null> =>
  (await db.selectFrom('member').where('local_id', '=', localId).where('external_id', '=', number).select('id').executeTakeFirst())?.id ??
  null
