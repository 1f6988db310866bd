// What the sending job asks and writes, as the role "sender". Each of these is one statement in a transaction of its own or of a few.
import type pg from 'pg'
import type { Db, Root } from '../platform/db.ts'
import { asRole } from '../platform/db.ts'
import type { Content } from '../updates/update.ts'
import type { Claimed, Step, Steps } from './post.ts'

export interface SendingFacts {
  update_id: number
  revision: number
  approved_by: string
  slug: string
  content: Content
  picture: { hash: string; width: number; height: number } | null
  mode: 'example' | 'real'
  coalition: string
  postal_address: string
  reply_to: string
  steps: Steps
}

/** As the sender, one short transaction. */
export const asSender = <T>(root: Root, work: (client: pg.PoolClient, db: Db) => Promise<T>): Promise<T> =>
  asRole(root, 'sender', 'read write', '', (db, _opened, client) => work(client, db))

/** All that a mail says and that decides whether it may go, in one question. Steps: the newest first. */
export async function findSendingFacts(client: pg.PoolClient, message: number): Promise<SendingFacts | undefined> {
  const {
    rows: [row],
  } = await client.query(
    `
    select m.update_id, m.revision, m.approved_by, i.slug, r.title, r.summary, r.body, r.title_es, r.summary_es, r.body_es, r.sources, r.picture_id, r.alt, r.alt_es,
      d.mode, d.coalition, d.postal_address, d.reply_to,
      (select json_build_object('hash', p.hash, 'width', p.width, 'height', p.height) from picture_rendition p where p.picture_id = r.picture_id and p.type = 'jpeg' order by p.width limit 1) as picture,
      coalesce((select json_agg(json_build_object('step', s.step, 'note', s.note, 'by', s.by_account) order by s.id desc) from message_step s where s.message_id = m.id), '[]') as steps
    from message m join update_item i on i.id = m.update_id join update_revision r on r.update_id = m.update_id and r.revision = m.revision, deployment d
    where m.id = $1`,
    [message],
  )
  if (!row) return undefined
  const { title, summary, body, title_es, summary_es, body_es, sources, picture_id, alt, alt_es, ...rest } = row
  return {
    ...rest,
    content: {
      title,
      summary,
      body,
      sources,
      spanish: title_es === null ? null : { title: title_es, summary: summary_es, body: body_es },
      picture: picture_id === null ? null : { id: picture_id, alt, altEs: alt_es },
      audience: null,
    },
  }
}

/** Whether this account still holds the communications office, at this real moment. */
export async function stillCommunicates(client: pg.PoolClient, account: string): Promise<boolean> {
  await client.query(`select set_config('app.account', $1, true)`, [account])
  const {
    rows: [row],
  } = await client.query(`select may_write_updates() as may`)
  await client.query(`select set_config('app.account', '', true)`)
  return row.may
}

/** A step that is there already stays as it was. */
export const addStep = (client: pg.PoolClient, message: number, step: Step, note = '') =>
  client.query(`insert into message_step (message_id, step, note) values ($1, $2, $3) on conflict do nothing`, [message, step, note])

/** Why it waits, once for as long as the reason stays the same. */
export const addHold = (client: pg.PoolClient, message: number, note: string) =>
  client.query(
    `insert into message_step (message_id, step, note) select $1, 'held', $2
    where $2 is distinct from (select case when step = 'held' then note end from message_step where message_id = $1 order by id desc limit 1)`,
    [message, note],
  )

/**
 * Writes down whom the message goes to: each mailbox once, through shares that live at this moment, without those who said no and without employers'. The use
 * of each share is on record in the same transaction. Where the revision names an audience, only to those whom it describes at this moment. In the order of the keys, so that locals and mail providers mix.
 */
export async function addressMessage(client: pg.PoolClient, message: number, onBehalfOf: string): Promise<void> {
  await client.query(
    `
    with audience as (
      select r.audience -> 'filter' as filter from message g join update_revision r on r.update_id = g.update_id and r.revision = g.revision where g.id = $1 and r.audience is not null),
    lent as (
      select distinct on (s.local_id) s.local_id, s.id from share s where s.purpose = 'messages' and share_alive(s) order by s.local_id, s.ends_at desc, s.id),
    reached as (
      select m.local_id, m.id, m.email, lent.id as share_id, case when m.language ~* '^es([-_]|$)' then 'es' else 'en' end as lang
      from member m join lent on lent.local_id = m.local_id left join audience on true
      where m.email is not null and not employer_address(m.email)
        and (audience.filter is null or (m.local_id, m.id) in (select i.local_id, i.member_id from audience a, members_in(a.filter, array(select local_id from lent)) i))),
    boxes as (
      select distinct on (email) email, local_id, id, share_id, count(*) over box > 1 as shared, case when min(lang) over box = max(lang) over box then lang else 'en' end as lang
      from reached window box as (partition by email) order by email, local_id, id),
    used as (
      insert into share_use (local_id, share_id, used_by, what, people, narrowed)
      select local_id, share_id, $2, 'message ' || $1::integer, count(*), coalesce((select conditions_in(filter) > 0 from audience), false) from reached group by local_id, share_id)
    insert into delivery (message_id, seq, address_key, through_local, member_id, share_id, shared, lang)
    select $1, row_number() over (order by key), key, local_id, id, share_id, shared, lang
    from (select sha256(s.pepper || convert_to(email, 'UTF8')) as key, boxes.* from boxes, mail_secret s) keyed
    where key not in (select mail_withdrawn('updates'))`,
    [message, onBehalfOf],
  )
}

export const countMails = async (client: pg.PoolClient, message: number): Promise<number> =>
  (await client.query(`select count(*)::int as mails from delivery where message_id = $1`, [message])).rows[0].mails

/** What another run claimed and left without a reply: it may have arrived, so it is never sent again by itself. How many. */
export const leaveUnsure = async (client: pg.PoolClient, message: number, run: string): Promise<number> =>
  (
    await client.query(
      `update delivery set state = 'unsure', settled_at = now() where message_id = $1 and state = 'claimed' and run is distinct from $2`,
      [message, run],
    )
  ).rowCount ?? 0

/** `email` is null when the share ended, the member left, or the address changed. */
export interface ClaimedByMember extends Claimed {
  shared: boolean
  first_name: string | null
}

/**
 * Claims the next few after `after`, in order. The claim is committed before a mail leaves. Nothing once the message is cancelled.
 * The address is read here, again through a share that lives now, and must be the one that the delivery was made for.
 */
export async function claim(client: pg.PoolClient, message: number, run: string, after: number, most: number): Promise<ClaimedByMember[]> {
  const { rows } = await client.query<ClaimedByMember>({
    name: 'claim deliveries',
    values: [message, run, after, most],
    text: `
    with next as (
      select seq from delivery where message_id = $1 and seq > $3 and (state = 'waiting' or state = 'deferred' and due_at <= now())
        and not exists (select from message_step where message_id = $1 and step = 'cancelled')
      order by seq limit $4 for no key update skip locked),
    claimed as (
      update delivery d set state = 'claimed', run = $2, tries = d.tries + 1 from next where d.message_id = $1 and d.seq = next.seq
      returning d.seq, d.token, d.lang, d.shared, d.tries, d.address_key, d.through_local, d.member_id)
    select c.seq, c.token, c.lang, c.shared, c.tries, m.email, m.first_name,
      not coalesce((select given from consent where address_key = c.address_key and channel = 'email' and category = 'updates' order by id desc limit 1), true)
      or not coalesce((select given from consent where address_key = c.address_key and channel = 'email' and category = 'all' order by id desc limit 1), true) as withdrawn
    from claimed c left join lateral (
      select m.email, m.first_name from member m, mail_secret s
      where m.local_id = c.through_local and m.id = c.member_id and sha256(s.pepper || convert_to(m.email, 'UTF8')) = c.address_key
        and exists (select from share s where s.local_id = m.local_id and s.purpose = 'messages' and share_alive(s))) m on true
    order by c.seq`,
  })
  return rows
}

/** Gives back what this run claimed in a transaction whose end it never learnt. `known`: what it has in hand. */
export const unclaim = (client: pg.PoolClient, message: number, run: string, known: readonly number[]) =>
  client.query(
    `update delivery set state = 'waiting', tries = tries - 1 where message_id = $1 and run = $2 and state = 'claimed' and seq <> all ($3::integer[])`,
    [message, run, known],
  )

export type Settled = 'sent' | 'refused' | 'deferred' | 'unsure' | 'left out' | 'waiting'
export interface Result {
  seq: number
  state: Settled
  reply: string | null
  dueIn: number | null
  untried?: boolean
}

/** Writes down what became of claimed mails. A reply that comes after another run had to call it unsure is still the truth. `dueIn` is in seconds. */
export const record = (client: pg.PoolClient, message: number, run: string, results: readonly Result[]) =>
  client.query({
    name: 'record deliveries',
    text: `
    update delivery d set state = r.state, reply = r.reply, settled_at = case when r.state in ('waiting', 'deferred') then null else now() end,
      due_at = now() + make_interval(secs => r.due_in), tries = d.tries - r.untried
    from unnest($3::integer[], $4::text[], $5::text[], $6::float[], $7::integer[]) as r (seq, state, reply, due_in, untried)
    where d.message_id = $1 and d.seq = r.seq and d.run = $2 and d.state in ('claimed', 'unsure')`,
    values: [
      message,
      run,
      results.map(({ seq }) => seq),
      results.map(({ state }) => state),
      results.map(({ reply }) => reply),
      results.map(({ dueIn }) => dueIn),
      results.map(({ untried }) => (untried ? 1 : 0)),
    ],
  })

/** What is left to do: how many wait, and when the first of those that were put off is due. */
export async function findRest(
  client: pg.PoolClient,
  message: number,
): Promise<{ waiting: number; deferred: number; due: Temporal.Instant | null }> {
  const {
    rows: [row],
  } = await client.query(
    `
    select count(*) filter (where state in ('waiting', 'claimed'))::int as waiting, count(*) filter (where state = 'deferred')::int as deferred, min(due_at) filter (where state = 'deferred') as due
    from delivery where message_id = $1`,
    [message],
  )
  return row
}

export const enqueueAt = (
  client: pg.PoolClient,
  task: string,
  data: object,
  at: Temporal.Instant,
  { key, queue }: { key: string; queue: string },
) => client.query(`select enqueue_at($1, $2::json, $3, $4, $5)`, [task, JSON.stringify(data), at.toString(), key, queue])
