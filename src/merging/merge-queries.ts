import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { matching } from '../roster/filters.ts'
import type { Likeness, MemberRecord } from './merge.ts'

/** Both records, those of them that there are. In the order asked for. */
export async function findRecords(db: Db, localId: number, ids: readonly number[]): Promise<MemberRecord[]> {
  const { rows } = await sql<MemberRecord>`
    select m.id, m.first_name as "firstName", m.last_name as "lastName", m.external_id as "externalId", m.email, m.phone, m.language, m.hired_on::text as "hiredOn", m.account_id is not null as "signsIn",
      (select coalesce(json_agg(json_build_object('unitId', u.id, 'unit', u.name, 'at', concat_ws(', ', w.name, d.name, s.name, c.name)) order by u.name), '[]')
       from assignment a join bargaining_unit u on u.id = a.unit_id join worksite w on w.id = a.worksite_id left join department d on d.id = a.department_id
         left join shift s on s.id = a.shift_id left join classification c on c.id = a.classification_id
       where a.local_id = m.local_id and a.member_id = m.id) as places
    from member m where m.local_id = ${localId} and m.id = any (${ids}::bigint[])`.execute(db)
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

export interface Pair {
  one: MemberRecord
  other: MemberRecord
  likenesses: Likeness[]
}

/** Pairs to a page: as many people as one may list without a record of it. */
export const pairsPage = 25

/**
 * Records of one local that are likely one person, the likeliest first, without those of whom an officer said that they are two. They share a mailbox and a
 * part of the name, a telephone and a last name, or a whole name and the day on which they were hired. More than five with the same are no duplicates but a
 * number that stands for something else, such as a ward's telephone.
 */
export async function findDuplicates(db: Db, localId: number, from: number): Promise<{ pairs: Pair[]; more: boolean }> {
  const group = (keys: string, where: string) =>
    sql`select array_agg(id order by id) as ids from member where local_id = ${localId} and ${sql.raw(where)} group by ${sql.raw(keys)} having count(*) between 2 and 5`
  const { rows } = await sql<{ one: number; other: number; likenesses: Likeness[] }>`
    with pairs as materialized (
      select distinct x.id as one, y.id as other
      from (${group('email', 'email is not null')} union all ${group(`phone, split_part(search_name, ' ', 1)`, 'phone is not null')} union all ${group('search_name, hired_on', 'hired_on is not null')}) g,
        unnest(g.ids) x (id), unnest(g.ids) y (id) where x.id < y.id)
    select one, other, likenesses from (
      select p.one, p.other, array_remove(array[case when a.email = b.email then 'email' end, case when a.phone = b.phone then 'phone' end, case when a.search_name = b.search_name then 'name' end,
          case when a.hired_on = b.hired_on then 'hired' end], null) as likenesses, a.search_name = b.search_name as named
      from pairs p join member a on a.local_id = ${localId} and a.id = p.one join member b on b.local_id = ${localId} and b.id = p.other
      where string_to_array(a.search_name, ' ') && string_to_array(b.search_name, ' ')
        and not exists (select from two_people t where t.local_id = ${localId} and t.one_id = p.one and t.other_id = p.other)) liked
    order by named desc, cardinality(likenesses) desc, one, other limit ${pairsPage + 1} offset ${from}`.execute(db)
  const records = new Map(
    (await findRecords(db, localId, [...new Set(rows.slice(0, pairsPage).flatMap(({ one, other }) => [one, other]))])).map((record) => [
      record.id,
      record,
    ]),
  )
  return {
    pairs: rows
      .slice(0, pairsPage)
      .map(({ one, other, likenesses }) => ({ one: records.get(one)!, other: records.get(other)!, likenesses })),
    more: rows.length > pairsPage,
  }
}

/** Who else on the roster may be this member: by the same mailbox, telephone or name; with `search`, whoever it finds. At most twenty. */
export async function findOthers(db: Db, localId: number, member: MemberRecord, search: string): Promise<MemberRecord[]> {
  const none = { unit: null, worksite: null, department: null, shift: null, classification: null, without: null }
  const alike = sql`m.id in (
    select id from member where local_id = ${localId} and email = ${member.email} union select id from member where local_id = ${localId} and phone = ${member.phone}
    union select o.id from member o join member me on me.local_id = ${localId} and me.id = ${member.id} and o.search_name = me.search_name where o.local_id = ${localId})
    and not exists (select from two_people t where t.local_id = ${localId} and t.one_id = least(m.id, ${member.id}) and t.other_id = greatest(m.id, ${member.id}))`
  const { rows } = await sql<{ id: number }>`
    select m.id from member m where m.local_id = ${localId} and m.id <> ${member.id} and ${search.trim() ? matching(localId, { search, ...none }) : alike} order by m.search_name, m.id limit 20`.execute(
    db,
  )
  return findRecords(
    db,
    localId,
    rows.map(({ id }) => id),
  )
}

/** What speaks of the record that would go, by table. */
export const countRows = async (db: Db, localId: number, memberId: number): Promise<{ what: string; rows: number }[]> =>
  (
    await sql<{
      what: string
      rows: number
    }>`select what, rows from erasure_plan(${localId}, ${memberId}) where rows > 0 and what not in ('sign_up', 'import_refused')`.execute(
      db,
    )
  ).rows
