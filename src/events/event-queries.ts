import { sql, type SelectQueryBuilder } from 'kysely'
import type { Step } from '../messages/post.ts'
import type { Db } from '../platform/db.ts'
import type { Answer, Event, Kind, Mine } from './event.ts'

/** The version that the public sees; those who may see a draft get the newest where none is published yet. */
const shown = sql<number>`coalesce(e.shown, (select max(version) from event_version where event_id = e.id))`

/** Row security leaves out what is not published, but for those who may look ahead. */
const events = (db: Db) =>
  db
    .selectFrom('event as e')
    .innerJoin('event_version as v', (join) => join.onRef('v.event_id', '=', 'e.id').on('v.version', '=', shown))
    .leftJoin('local as host', 'host.id', 'e.host_local_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('rsvp as r')
          .innerJoin('member as m', (join) => join.onRef('m.local_id', '=', 'r.local_id').onRef('m.id', '=', 'r.member_id'))
          .where('m.account_id', '=', sql<string>`current_account()`)
          .whereRef('r.event_id', '=', 'e.id')
          .select(['r.answer', 'r.guests', 'r.guests_kind', 'r.share_token'])
          .limit(1)
          .as('mine'),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      'e.id',
      'e.slug',
      'e.host_local_id',
      'host.name as host_name',
      'e.published_at',
      'e.moved_at',
      'e.sequence',
      'e.cancelled_at',
      'e.cancelled_why_en',
      'e.cancelled_why_es',
      'v.version',
      'v.title_en',
      'v.title_es',
      'v.text_en',
      'v.text_es',
      'v.starts_at',
      'v.ends_at',
      'v.zone',
      'v.place',
      'v.address',
      'v.capacity',
      'v.kinds',
      eb.fn<number>('going_count', ['e.id']).as('going_count'),
      'mine.answer',
      'mine.guests',
      'mine.guests_kind',
      'mine.share_token',
    ])

type Row = ReturnType<typeof events> extends SelectQueryBuilder<infer _DB, infer _Tables, infer Selected> ? Selected : never

const eventOf = (row: Row): Event => ({
  id: row.id,
  slug: row.slug,
  hostLocalId: row.host_local_id,
  hostName: row.host_name,
  title: { en: row.title_en, es: row.title_es ?? row.title_en },
  text: { en: row.text_en, es: row.text_es ?? row.text_en },
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  zone: row.zone,
  place: row.place,
  address: row.address,
  capacity: row.capacity,
  kinds: row.kinds as Kind[],
  version: row.version,
  publishedAt: row.published_at,
  movedAt: row.moved_at,
  sequence: row.sequence,
  cancelledAt: row.cancelled_at,
  cancelledWhy: { en: row.cancelled_why_en ?? '', es: row.cancelled_why_es ?? row.cancelled_why_en ?? '' },
  goingCount: row.going_count,
  mine: row.answer
    ? ({
        answer: row.answer as Answer,
        guests: row.guests!,
        guestsKind: row.guests_kind as Kind | null,
        shareToken: row.share_token!,
      } satisfies Mine)
    : null,
})

/** An event with the asker’s own answer. Undefined: there is none that she may see. */
export async function findEvent(db: Db, slug: string): Promise<Event | undefined> {
  const row = await events(db).where('e.slug', '=', slug).executeTakeFirst()
  return row && eventOf(row)
}

/** Published events that are not over yet, the next one first. */
export const findComingEvents = async (db: Db, now: Temporal.Instant, most = 200): Promise<Event[]> =>
  (
    await events(db)
      .where('e.shown', 'is not', null)
      .where('v.ends_at', '>', now)
      .orderBy('v.starts_at')
      .orderBy('e.id')
      .limit(most)
      .execute()
  ).map(eventOf)

/** Published events that are over, the last one first. */
export const findPastEvents = async (db: Db, now: Temporal.Instant): Promise<Event[]> =>
  (
    await events(db)
      .where('e.shown', 'is not', null)
      .where('v.ends_at', '<=', now)
      .orderBy('v.starts_at', 'desc')
      .orderBy('e.id')
      .limit(50)
      .execute()
  ).map(eventOf)

/** What a calendar shows: all that is coming and the last four weeks, cancelled ones too. */
export const findCalendar = async (db: Db, now: Temporal.Instant): Promise<Event[]> =>
  (
    await events(db)
      .where('e.shown', 'is not', null)
      .where('v.ends_at', '>', now.subtract({ hours: 28 * 24 }))
      .orderBy('v.starts_at')
      .orderBy('e.id')
      .limit(500)
      .execute()
  ).map(eventOf)

/** Coming events that somebody has answered, and those that still wait for an answer. */
export const findOpenEvents = async (db: Db, now: Temporal.Instant): Promise<Event[]> =>
  (
    await events(db)
      .where('e.shown', 'is not', null)
      .where('v.ends_at', '>', now)
      .where((eb) =>
        eb.or([eb('mine.answer', 'is not', null), eb.and([eb('e.cancelled_at', 'is', null), sql<boolean>`'member' = any (v.kinds)`])]),
      )
      .orderBy('v.starts_at')
      .orderBy('e.id')
      .limit(20)
      .execute()
  ).map(eventOf)

export const shareLinkKnown = async (db: Db, eventId: number, token: string): Promise<boolean> =>
  (
    await db
      .selectNoFrom((eb) => eb.fn<boolean>('share_link_known', [eb.val(eventId), eb.val(token)]).as('known'))
      .executeTakeFirstOrThrow()
  ).known

/** Heads that come through the reader's own links, by event id. */
export async function countCameThroughMe(db: Db): Promise<Map<number, number>> {
  const { rows } = await sql<{ event_id: number; people: number }>`select * from came_through_me()`.execute(db)
  return new Map(rows.map((row) => [row.event_id, row.people]))
}

export interface SignUp {
  slug: string
  name: string
  address: string
  kind: Kind
  guests: number
  guests_kind: Kind | null
  withdrawn: boolean
  local_name: string | null
}

/** What the holder of a mailed link signed up for. */
export const findSignUp = async (db: Db, link: Buffer): Promise<SignUp | undefined> =>
  (await sql<SignUp>`select * from find_sign_up(${link})`.execute(db)).rows[0]

// ---- for the offices

export interface StaffEvent {
  id: number
  slug: string
  title: string
  hostLocalId: number | null
  hostName: string | null
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  zone: string
  cancelledAt: Temporal.Instant | null
  /** Null: never published. */
  shown: number | null
  newest: number
  writtenBy: string | null
  goingCount: number
}

/** All events that the offices may see, the newest version of each, the next one first. */
export const findStaffEvents = (db: Db): Promise<StaffEvent[]> =>
  db
    .selectFrom('event as e')
    .innerJoin('event_version as v', (join) =>
      join
        .onRef('v.event_id', '=', 'e.id')
        .on('v.version', '=', sql<number>`(select max(version) from event_version where event_id = e.id)`),
    )
    .leftJoin('local as host', 'host.id', 'e.host_local_id')
    .select((eb) => [
      'e.id',
      'e.slug',
      'v.title_en as title',
      'e.host_local_id as hostLocalId',
      'host.name as hostName',
      'v.starts_at as startsAt',
      'v.ends_at as endsAt',
      'v.zone',
      'e.cancelled_at as cancelledAt',
      'e.shown',
      'v.version as newest',
      'v.written_by as writtenBy',
      eb.fn<number>('going_count', ['e.id']).as('goingCount'),
    ])
    .orderBy('v.starts_at', 'desc')
    .orderBy('e.id')
    .limit(500)
    .execute()

/** Every version of an event, the newest first, with who wrote and who published it. */
export const findVersions = (db: Db, eventId: number) =>
  db
    .selectFrom('event_version')
    .where('event_id', '=', eventId)
    .selectAll()
    .select((eb) => [
      eb.fn<string | null>('event_actor', ['written_by']).as('writer'),
      eb.fn<string | null>('event_actor', ['published_by']).as('publisher'),
    ])
    .orderBy('version', 'desc')
    .execute()
export type Version = Awaited<ReturnType<typeof findVersions>>[number]

/** Who called the event off, by name. Null where nobody did, or whose name is not known. */
export const findCanceller = async (db: Db, eventId: number): Promise<string | null> =>
  (
    await db
      .selectFrom('event')
      .where('id', '=', eventId)
      .select((eb) => eb.fn<string | null>('event_actor', ['cancelled_by']).as('name'))
      .executeTakeFirst()
  )?.name ?? null

/** How far the mail about one change is. */
export interface Told {
  message: number
  what: 'moved' | 'cancelled'
  madeAt: Temporal.Instant
  standing: 'queued' | Step
  note: string
  mails: number
  sent: number
  unsure: number
  refused: number
  leftOut: number
}

/** The mail about each change, the first one first; counts, for those who may publish the event. */
export const findTold = async (db: Db, eventId: number): Promise<Told[]> =>
  (
    await sql<Told>`
    select message_id as message, what, made_at as "madeAt", standing, note, mails, sent, unsure, refused, left_out as "leftOut" from event_told(${eventId})`.execute(
      db,
    )
  ).rows

/** How many said yes or maybe and have no account here any more, for those who may publish the event. */
export const countOutOfReach = async (db: Db, eventId: number): Promise<number> =>
  (await db.selectNoFrom((eb) => eb.fn<number>('people_out_of_reach', [eb.val(eventId)]).as('people')).executeTakeFirstOrThrow()).people

/** Members who answered, by name. Row security decides whose: an officer's local, a steward's own people. */
export const findAnswers = (db: Db, eventId: number, { offset, limit }: { offset: number; limit: number }) =>
  db
    .selectFrom('rsvp as r')
    .innerJoin('member as m', (join) => join.onRef('m.local_id', '=', 'r.local_id').onRef('m.id', '=', 'r.member_id'))
    .innerJoin('local', 'local.id', 'r.local_id')
    .where('r.event_id', '=', eventId)
    .select((eb) => [
      'r.local_id as localId',
      'm.first_name as firstName',
      'm.last_name as lastName',
      'local.name as localName',
      'r.answer',
      'r.guests',
      'r.guests_kind as guestsKind',
      'r.answered_at as answeredAt',
      eb.fn.countAll<number>().over().as('total'),
    ])
    .orderBy('m.search_name')
    .orderBy('m.id')
    .offset(offset)
    .limit(limit)
    .execute()

/** People without an account whom the reader's local, or the coalition, owns. */
export const findSignUps = (db: Db, eventId: number, { offset, limit }: { offset: number; limit: number }) =>
  db
    .selectFrom('sign_up as s')
    .leftJoin('local', 'local.id', 's.local_id')
    .where('event_id', '=', eventId)
    .where('withdrawn_at', 'is', null)
    .select((eb) => [
      's.local_id as localId',
      's.name',
      's.address',
      's.kind',
      's.guests',
      's.guests_kind as guestsKind',
      'local.name as localName',
      's.signed_up_at as signedUpAt',
      eb.fn.countAll<number>().over().as('total'),
    ])
    .orderBy('s.id')
    .offset(offset)
    .limit(limit)
    .execute()
