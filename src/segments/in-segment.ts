import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../platform/db.ts'
import { places, type Filter, type Place } from './segment.ts'

const columns: Record<Place, string> = {
  units: 'unit_id',
  worksites: 'worksite_id',
  departments: 'department_id',
  shifts: 'shift_id',
  classifications: 'classification_id',
}

/** What asks about a place of work, of the assignment `a`. Null: nothing does. */
function working(filter: Filter): RawBuilder<boolean> | null {
  const asked = places
    .filter((place) => filter[place].length)
    .map((place) =>
      filter[place].length === 1
        ? sql`a.${sql.ref(columns[place])} = ${filter[place][0]}`
        : sql`a.${sql.ref(columns[place])} = any (${filter[place]}::integer[])`,
    )
  return asked.length ? sql<boolean>`${sql.join(asked, sql` and `)}` : null
}

/** What asks about the member `m` herself. Only equalities and ranges of plain columns: their operators leave row security its indexes. */
function being(localId: number, filter: Filter): RawBuilder<boolean>[] {
  const { languages, hiredFrom, hiredBefore, office, email, phone, event } = filter
  const asked: RawBuilder<boolean>[] = []
  if (languages.length) asked.push(sql`m.language = any (${languages})`)
  if (hiredFrom) asked.push(sql`m.hired_on >= ${hiredFrom}::date`)
  if (hiredBefore) asked.push(sql`m.hired_on < ${hiredBefore}::date`)
  if (email === 'employer') asked.push(sql`m.email is not null and employer_address(m.email)`)
  else if (email) asked.push(email === 'yes' ? sql`m.email is not null` : sql`m.email is null`)
  if (phone) asked.push(phone === 'yes' ? sql`m.phone is not null` : sql`m.phone is null`)
  if (office) {
    const held = sql`exists (select from office o where o.account_id = m.account_id and o.local_id = ${localId} and o.ended_at is null and (o.until is null or o.until > now())
      ${office === 'steward' || office === 'officer' ? sql`and o.role = ${office}` : sql``})`
    asked.push(office === 'none' ? sql`not ${held}` : sql`${held}`)
  }
  if (event) {
    const answers = sql`select r.member_id from rsvp r where r.local_id = ${localId} and r.event_id = ${event.id}`
    asked.push(
      event.answer === 'unanswered'
        ? sql`not exists (${answers} and r.member_id = m.id)`
        : event.answer === 'answered'
          ? sql`m.id in (${answers})`
          : sql`m.id in (${answers} and r.answer = ${event.answer})`,
    )
  }
  return asked
}

/** The condition that the member `m` of this local is in the segment; true for a filter that asks nothing. */
export function inSegment(localId: number, filter: Filter): RawBuilder<boolean> {
  const place = working(filter)
  const asked = being(localId, filter)
  if (place) asked.push(sql`m.id in (select a.member_id from assignment a where a.local_id = ${localId} and ${place})`)
  return asked.length ? sql<boolean>`(${sql.join(asked, sql` and `)})` : sql<boolean>`true`
}

/**
 * How many members of a local a filter finds, of those whom row security lets the asker see: one query. A filter that asks only about places
 * of work is answered from the assignments alone, and of one unit without looking for people who are there twice.
 */
export async function countSegment(db: Db, localId: number, filter: Filter): Promise<number> {
  const place = working(filter)
  if (place && being(localId, filter).length === 0) {
    const found = db.selectFrom('assignment as a').where('a.local_id', '=', localId).where(place)
    const { count } =
      filter.units.length === 1
        ? await found.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
        : await db
            .selectFrom(found.select('a.member_id').distinct().as('found'))
            .select((eb) => eb.fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow()
    return Number(count)
  }
  const { count } = await db
    .selectFrom('member as m')
    .where('m.local_id', '=', localId)
    .where(inSegment(localId, filter))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many of them have said no to updates, rounded to 5. Null where fewer than 20 are asked about, or the local lends no messages. */
export async function countUnsubscribed(db: Db, localId: number, filter: Filter): Promise<number | null> {
  const members = sql`(select array_agg(m.id) from member m where m.local_id = ${localId} and ${inSegment(localId, filter)})`
  return (await db.selectNoFrom(sql<number | null>`unsubscribed_among(${localId}, ${members})`.as('count')).executeTakeFirstOrThrow()).count
}
