import type { Post, Claimed, Steps } from '../messages/post.ts'
import { hashToken, newToken } from '../people/secrets.ts'
import { asRole, type Root } from '../platform/db.ts'
import { written } from '../platform/mail.ts'
import { noteOf, type NoticeFacts } from './notice-mail.ts'

interface ClaimedByGuest extends Claimed {
  name: string
  maybe: boolean
  sign_up_id: number | null
  /** Of the link with which somebody without an account changes her sign-up. */
  secret?: string
}

/**
 * The mail about a change of an event, for whoever said yes or maybe or signed up; undefined: this message is about something else. It goes out
 * whoever has left an office since: what it says is public already, and a warning to stay away can't wait.
 */
export async function findNoticePost(root: Root, message: number): Promise<Post<ClaimedByGuest> | undefined> {
  const facts = await asRole(root, 'sender', 'read only', '', async (_db, _opened, client) => {
    const { rows } = await client.query<NoticeFacts & { over: boolean; mode: 'example' | 'real'; steps: Steps; reply_to: string }>(
      `select f.*, d.mode, d.coalition, d.reply_to,
        coalesce((select json_agg(json_build_object('step', s.step, 'note', s.note, 'by', s.by_account) order by s.id desc) from message_step s where s.message_id = $1), '[]') as steps
      from notice_facts($1) f, deployment d`,
      [message],
    )
    return rows[0]
  })
  if (!facts) return undefined
  return {
    mode: facts.mode,
    steps: facts.steps,
    pointless: facts.over ? 'over' : undefined,
    mayGoOut: async () => true,
    address: (client) => client.query(addressing, [message]),
    async claim(client, run, after, most) {
      const { rows } = await client.query<ClaimedByGuest>({ name: 'claim notices', text: claiming, values: [message, run, after, most] })
      const armed = rows.filter(({ sign_up_id, email }) => sign_up_id !== null && email !== null && facts.what === 'moved')
      for (const one of armed) one.secret = newToken()
      if (armed.length > 0)
        await client.query(`select arm_sign_ups($1, $2)`, [
          armed.map(({ sign_up_id }) => sign_up_id),
          armed.map(({ secret }) => hashToken(secret!)),
        ])
      return rows
    },
    gone: 'no longer coming, or address changed',
    mailFor: (base) => (one) => ({ ...written(noteOf(facts, one, base)), replyTo: facts.reply_to }),
  }
}

/** Each mailbox once, an account before a sign-up; not who said no to all mail. In the order of the keys, so that mail providers mix. */
const addressing = `
  insert into delivery (message_id, seq, address_key, shared, lang, account_id, sign_up_id)
  select $1, row_number() over (order by key), key, false, lang, account_id, sign_up_id from (
    select distinct on (key) key, p.* from people_to_tell($1) p cross join lateral (select address_key(p.address) as key) k order by key, p.account_id is null, p.sign_up_id) boxes
  where key not in (select mail_withdrawn('all'))`

/** Nothing once the message is cancelled. The address and the answer are read anew, and must be those that the delivery was made for. */
const claiming = `
  with next as (
    select seq from delivery where message_id = $1 and seq > $3 and (state = 'waiting' or state = 'deferred' and due_at <= now())
      and not exists (select from message_step where message_id = $1 and step = 'cancelled')
    order by seq limit $4 for no key update skip locked),
  claimed as (
    update delivery d set state = 'claimed', run = $2, tries = d.tries + 1 from next where d.message_id = $1 and d.seq = next.seq
    returning d.seq, d.token, d.lang, d.tries, d.address_key, d.account_id, d.sign_up_id)
  select c.seq, c.token, c.lang, c.tries, p.address as email, p.name, p.maybe, c.sign_up_id,
    not coalesce((select given from consent where address_key = c.address_key and channel = 'email' and category = 'all' order by id desc limit 1), true) as withdrawn
  from claimed c left join people_to_tell($1,
    array(select account_id from claimed where account_id is not null), array(select sign_up_id from claimed where sign_up_id is not null)) p
    on (p.account_id = c.account_id or p.sign_up_id = c.sign_up_id) and address_key(p.address) = c.address_key
  order by c.seq`
