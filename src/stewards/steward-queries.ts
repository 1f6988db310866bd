import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Assessment, Evidence, Scheme, Step } from './assessment.ts'
import { usualPeoplePerSteward, type Place, type PlaceRow } from './coverage.ts'
import type { Mark } from './entry.ts'

/** For how many people the local wants one steward; 10 until it says so. */
export const findPerSteward = async (db: Db, localId: number): Promise<number> =>
  (await db.selectFrom('coverage_setting').where('local_id', '=', localId).select('people_per_steward').executeTakeFirst())
    ?.people_per_steward ?? usualPeoplePerSteward

export interface WorksiteCoverage {
  worksiteId: number
  name: string
  /** Counted where they work: somebody with two jobs in two places stands in both. */
  people: number
  /** Stewards that its places need, and how many of these there are. A second one too many in one place fills no gap in another. */
  needed: number
  filled: number
  uncovered: number
  places: number
  /** Places without any steward. */
  empty: number
}

/** A local's worksites, for its officers, by name. One statement on kept counts: the time grows with places, not with members. */
export async function findCoverage(db: Db, localId: number, perSteward: number): Promise<WorksiteCoverage[]> {
  return (
    await sql<WorksiteCoverage>`
    with measured as (select *, (people + ${perSteward}::integer - 1) / ${perSteward}::integer as needed from find_totals(${localId}))
    select w.id as "worksiteId", w.name, sum(p.people)::integer as people, sum(p.needed)::integer as needed, sum(least(p.needed, p.stewards))::integer as filled,
      sum(p.uncovered)::integer as uncovered, count(*)::integer as places, count(*) filter (where p.stewards = 0)::integer as empty
    from measured p join worksite w on w.id = p.worksite_id group by w.id, w.name order by w.name`.execute(db)
  ).rows
}

/** The map of one worksite: rows for `gatherPlaces`. */
export const findPlaceRows = async (db: Db, localId: number, worksiteId: number): Promise<PlaceRow[]> =>
  (
    await sql<PlaceRow>`select department_id as "departmentId", shift_id as "shiftId", office_id as "officeId", sum(people)::integer as people
    from find_places(${localId}, ${worksiteId}) group by 1, 2, 3`.execute(db)
  ).rows

/** Counts a local anew if its roster has changed since it was counted. */
export const recountPlaces = (db: Db, localId: number) => sql`select recount_places(${localId})`.execute(db)

export const findWorksite = (db: Db, id: number) => db.selectFrom('worksite').where('id', '=', id).select(['id', 'name']).executeTakeFirst()

export interface Named {
  id: number
  name: string
}
export const findDepartments = (db: Db, worksiteId: number): Promise<Named[]> =>
  db.selectFrom('department').where('worksite_id', '=', worksiteId).select(['id', 'name']).orderBy('name').execute()
export const findShifts = (db: Db): Promise<Named[]> => db.selectFrom('shift').select(['id', 'name']).orderBy('id').execute()

export interface Steward {
  officeId: number
  name: string
  /** How many people the steward covers in all. */
  people: number
  unitId: number | null
}

/** The stewards whose office reaches the worksite, by name. */
export async function findStewards(db: Db, localId: number, worksiteId: number): Promise<Steward[]> {
  return (
    await sql<Steward>`
    select o.id as "officeId", o.holder_name as name, o.unit_id as "unitId", (select count(distinct c.member_id) from cover c where c.office_id = o.id and c.ended_at is null)::integer as people
    from office o where o.local_id = ${localId} and o.role = 'steward' and o.ended_at is null and (o.until is null or o.until > now()) and (o.worksite_id = ${worksiteId} or o.unit_id is not null)
    order by o.holder_name, o.id`.execute(db)
  ).rows
}

export interface PersonInPlace {
  id: number
  firstName: string
  lastName: string
  classification: string | null
  officeId: number | null
  steward: string | null
  leads: boolean
  /** The asker herself: nobody reads what is about her. */
  own: boolean
}

export const placePage = 50

/** The people of one place, those without a steward first, at most `placePage`; `after` is how many to leave out. */
export async function findPeopleIn(
  db: Db,
  localId: number,
  worksiteId: number,
  { departmentId, shiftId }: Pick<Place, 'departmentId' | 'shiftId'>,
  after = 0,
): Promise<PersonInPlace[]> {
  return (
    await sql<PersonInPlace>`
    select m.id, m.first_name as "firstName", m.last_name as "lastName", string_agg(distinct k.name, ', ') as classification, o.id as "officeId", o.holder_name as steward,
      exists (select from office l where l.account_id = m.account_id and l.local_id = m.local_id and l.role = 'steward' and l.ended_at is null and (l.until is null or l.until > now())) as leads,
      coalesce(m.account_id = current_account(), false) as own
    from assignment a join member m on m.local_id = a.local_id and m.id = a.member_id left join classification k on k.id = a.classification_id
    left join cover c on c.ended_at is null and (c.local_id, c.member_id, c.worksite_id) = (a.local_id, a.member_id, a.worksite_id)
      and c.department_id is not distinct from a.department_id and c.shift_id is not distinct from a.shift_id
    left join office o on o.id = c.office_id and o.ended_at is null and (o.until is null or o.until > now())
    where a.local_id = ${localId} and a.worksite_id = ${worksiteId} and ${inPlace('a', departmentId, shiftId)}
    group by m.local_id, m.id, o.id, o.holder_name order by o.id is not null, m.search_name, m.id limit ${placePage} offset ${after}`.execute(
      db,
    )
  ).rows
}

/** `is not distinct from` would not use an index. */
export const inPlace = (alias: string, departmentId: number | null, shiftId: number | null) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql`${departmentId === null ? sql`${column('department_id')} is null` : sql`${column('department_id')} = ${departmentId}`}
    and ${shiftId === null ? sql`${column('shift_id')} is null` : sql`${column('shift_id')} = ${shiftId}`}`
}

/** The steps in use in a local: its own newest scheme, else the standard one. */
export async function findScheme(db: Db, localId: number): Promise<Scheme> {
  const found = await db
    .selectFrom('assessment_scheme')
    .where((eb) => eb.or([eb('local_id', '=', localId), eb('local_id', 'is', null)]))
    .select(['id', 'local_id as localId', 'name', 'steps'])
    .orderBy(sql`local_id nulls last`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { ...found, steps: found.steps as unknown as Step[] }
}

/** One person of a steward's own list. What was noted and how she stands are not here: they stay off the page that a phone keeps. */
export interface ListPerson {
  localId: number
  localKey: string
  id: number
  firstName: string
  lastName: string
  searchName: string
  email: string | null
  phone: string | null
  language: string
  places: string[]
  last: { mark: Mark | null; at: string; byName: string } | null
  seenConversation: number
  seenAssessment: number
}

/** Everybody whom the asker covers as a steward, in the order of last names. `seen…`: the newest entries that her page will have shown. */
export async function findMyList(db: Db): Promise<ListPerson[]> {
  return (
    await sql<ListPerson>`
    select m.local_id as "localId", l.key as "localKey", m.id, m.first_name as "firstName", m.last_name as "lastName", m.search_name as "searchName", m.email, m.phone, m.language,
      (select array_agg(distinct concat_ws(', ', d.name, s.name, w.name)) from cover c join worksite w on w.id = c.worksite_id left join department d on d.id = c.department_id left join shift s on s.id = c.shift_id
       where c.local_id = m.local_id and c.member_id = m.id and c.ended_at is null and c.office_id in (select office_id from steward_offices_held())) as places,
      (select json_build_object('mark', v.mark, 'at', v.said_at, 'byName', v.by_name) from conversation v where v.local_id = m.local_id and v.member_id = m.id order by v.said_at desc, v.id desc limit 1) as last,
      coalesce((select max(v.id) from conversation v where v.local_id = m.local_id and v.member_id = m.id), 0) as "seenConversation",
      coalesce((select max(v.id) from assessment v where v.local_id = m.local_id and v.member_id = m.id), 0) as "seenAssessment"
    from (select distinct local_id, member_id from turf_held()) t join member m on m.local_id = t.local_id and m.id = t.member_id join local l on l.id = m.local_id
    order by m.search_name, m.id`.execute(db)
  ).rows
}

export interface Person {
  id: number
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  language: string
  places: string[]
}

/** Somebody of a roster that the asker may read. `places`: all of the person’s, by name. */
export async function findPerson(db: Db, localId: number, id: number): Promise<Person | undefined> {
  return (
    await sql<Person>`
    select m.id, m.first_name as "firstName", m.last_name as "lastName", m.email, m.phone, m.language,
      coalesce((select array_agg(distinct concat_ws(', ', d.name, s.name, w.name)) from assignment a join worksite w on w.id = a.worksite_id left join department d on d.id = a.department_id left join shift s on s.id = a.shift_id
        where a.local_id = m.local_id and a.member_id = m.id), '{}') as places
    from member m where m.local_id = ${localId} and m.id = ${id}`.execute(db)
  ).rows[0]
}

export interface Conversation {
  id: number
  mark: Mark | null
  note: string
  saidAt: Temporal.Instant
  byName: string
  /** Written by somebody who had not seen an earlier one: the two crossed, and both are kept. */
  crossed: boolean
}

/** What is on record about one person, the newest first. */
export async function findConversations(db: Db, localId: number, memberId: number): Promise<Conversation[]> {
  return (
    await sql<Conversation>`
    select id, mark, note, said_at as "saidAt", by_name as "byName",
      exists (select from conversation o where o.local_id = v.local_id and o.member_id = v.member_id and o.id < v.id and o.id > v.seen) as crossed
    from conversation v where local_id = ${localId} and member_id = ${memberId} order by said_at desc, id desc limit 200`.execute(db)
  ).rows
}

export type AssessmentRow = Assessment & { crossed: boolean }

/** What stewards thought of one person’s support, the newest first, each in the words of the scheme of its time. */
export async function findAssessments(db: Db, localId: number, memberId: number): Promise<AssessmentRow[]> {
  const { rows } = await sql<{
    id: number
    value: number
    evidence: Evidence
    saidAt: Temporal.Instant
    byName: string
    crossed: boolean
    schemeId: number
    schemeLocal: number | null
    schemeName: string
    steps: Step[]
  }>`
    select v.id, value, evidence, said_at as "saidAt", by_name as "byName", s.id as "schemeId", s.local_id as "schemeLocal", s.name as "schemeName", s.steps,
      exists (select from assessment o where o.local_id = v.local_id and o.member_id = v.member_id and o.id < v.id and o.id > v.seen) as crossed
    from assessment v join assessment_scheme s on s.id = v.scheme_id where v.local_id = ${localId} and v.member_id = ${memberId} order by said_at desc, v.id desc limit 200`.execute(
    db,
  )
  return rows.map(({ schemeId, schemeLocal, schemeName, steps, ...row }) => ({
    ...row,
    scheme: { id: schemeId, localId: schemeLocal, name: schemeName, steps },
  }))
}

/** Units of a local that have ratified, by what is confirmed on record. Who works in no other one: what was noted of her until then goes ninety days later. */
export const findRatified = async (db: Db, localId: number): Promise<{ unit: string; day: Temporal.PlainDate }[]> =>
  (
    await sql<{ unit: string; day: Temporal.PlainDate }>`
    select u.name as unit, r.day from unit_ratified r join bargaining_unit u on u.local_id = r.local_id and u.id = r.unit_id where r.local_id = ${localId} order by r.day desc, u.name`.execute(
      db,
    )
  ).rows

/** The day after which what was noted until the ratification is gone; null while there was none. */
export const findNotesEnd = async (db: Db, localId: number): Promise<Temporal.PlainDate | null> =>
  (
    await sql<{ day: Temporal.PlainDate | null }>`
    select max(delete_after) as day from (select delete_after from conversation where local_id = ${localId} union all select delete_after from assessment where local_id = ${localId}) noted`.execute(
      db,
    )
  ).rows[0]!.day
