import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

export interface Headcount {
  /** What it is a part of. */
  level: 'region' | 'local' | 'worksite' | 'department'
  regionId: number | null
  localId: number | null
  worksiteId: number | null
  /** Of the group; null for those that stand together, and for members without a place or department. */
  name: string | null
  people: number
  /** Those parts that are not told apart. */
  together: boolean
  /** The locals among them. */
  localIds: number[] | null
}

const levels = ['region', 'local', 'worksite', 'department'] as const

/** The headcounts that the asker's offices reach; headcounts() decides which are told. By name, those that stand together last. */
export async function findHeadcounts(db: Db, localId: number | null = null): Promise<Headcount[]> {
  const { rows } = await sql<Omit<Headcount, 'level'> & { level: number }>`
    select h.level, h.region_id as "regionId", h.local_id as "localId", h.worksite_id as "worksiteId", h.people, h.together, h.local_ids as "localIds",
      case when h.together then null else case h.level when 1 then r.name when 2 then l.name when 3 then w.name else d.name end end as name
    from headcounts() h left join region r on r.id = h.region_id left join local l on l.id = h.local_id left join worksite w on w.id = h.worksite_id left join department d on d.id = h.department_id
    where case when ${localId}::integer is null then h.level < 3 else h.local_id = ${localId} end
    order by h.level, h.together, name nulls last`.execute(db)
  return rows.map((row) => ({ ...row, level: levels[row.level - 1]! }))
}
