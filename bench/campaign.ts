import pg from 'pg'
import { copyRows, fillTables } from '../src/example/fill.ts'
import { loadExample } from '../src/example/load-example.ts'
import { hashToken, newToken } from '../src/people/secrets.ts'
import type { BenchDatabase, Ground } from './ground.ts'

export interface Campaign {
  database: BenchDatabase
  /** Session tokens, each of a member of her own who is signed in. */
  tokens: string[]
}

/** The example campaign, 52,000 members, of whom `signedIn` are signed in, with a march that everybody may come to. */
export async function newCampaign(ground: Ground, signedIn = 0): Promise<Campaign> {
  const tokens = Array.from({ length: signedIn }, newToken)
  const database = await ground.newDatabase(async (ownerUrl) => {
    await loadExample(ownerUrl)
    await fillTables(ownerUrl, ['account', 'member', 'session'], async (client) => {
      const { rows } = await client.query<{ local_id: number; id: number; account: string }>(
        'select local_id, id, gen_random_uuid() as account from member where account_id is null order by id limit $1',
        [signedIn],
      )
      await copyRows(
        client,
        'account',
        ['id'],
        rows.map((row) => [row.account]),
      )
      await client.query(
        'update member m set account_id = a.account from unnest($1::integer[], $2::bigint[], $3::uuid[]) a (local_id, id, account) where (m.local_id, m.id) = (a.local_id, a.id)',
        [rows.map((row) => row.local_id), rows.map((row) => row.id), rows.map((row) => row.account)],
      )
      await copyRows(
        client,
        'session',
        ['token_hash', 'account_id', 'device'],
        rows.map((row, place) => [`\\x${hashToken(tokens[place]!).toString('hex')}`, row.account, 'a measurement']),
      )
    })
    await analyze(ownerUrl)
  })
  return { database, tokens }
}

const text = [
  'We march together, from the bus station to the main gate of the hospital. Bring your family, your neighbours and water.',
  'Wear purple. There are seats and shade at the start and at the end, and the whole way can be driven by a wheelchair.',
  'Stewards walk along in yellow vests: ask them whatever you like. If it rains, we march all the same.',
].join('\n\n')

/** An event that is published and not over. `capacity` null: seats are not limited, and nobody waits for anybody. */
export const addEvent = (ownerUrl: string, slug: string, capacity: number | null) =>
  fillTables(ownerUrl, ['event', 'event_version'], async (client) => {
    const {
      rows: [event],
    } = await client.query('insert into event (slug) values ($1) returning id', [slug])
    await client.query(
      `insert into event_version (event_id, version, title_en, title_es, text_en, starts_at, ends_at, zone, place, address, capacity, kinds)
      values ($1, 1, 'March for Care', 'Marcha por el cuidado', $2, campaign_now() + interval '14 days', campaign_now() + interval '14 days 3 hours', 'America/Los_Angeles',
        'Lantern Bay Plaza', '1 Example Street, Lantern Bay', $3, '{member,family,patient,community,press}')`,
      [event.id, text, capacity],
    )
    await client.query('update event set shown = 1, published_at = campaign_now() where id = $1', [event.id])
  })

/** As the server does by itself in the quiet minutes after a large load. */
export async function analyze(ownerUrl: string) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('vacuum analyze').finally(() => client.end())
}
