// One local of a million members and one of 52,000 beside it, for all measurements of what is asked of a roster. Made once for a run.
import { fillTables } from '../src/example/fill.ts'
import { asRole, connect, type Root } from '../src/platform/db.ts'
import { hashToken, newToken } from '../src/people/secrets.ts'
import { cast, loadCast, localKeys } from '../test/cast.ts'
import { analyze } from './campaign.ts'
import type { BenchDatabase, Ground } from './ground.ts'
import { startProduct } from './process.ts'
import { bareRoot, type Bare } from './bare-root.ts'

export interface Local {
  id: number
  key: string
  members: number
  /** Its officer, and a session of hers. */
  account: string
  token: string
}

export interface Million {
  database: BenchDatabase
  large: Local
  small: Local
  /** The worker's login: what the product asks, under row security. */
  root: Root
  /** The owner, past row security: the same statements bare. */
  bare: Bare
  /** Where the product listens. */
  port: number
}

const grounds = new WeakMap<Ground, Promise<Million>>()

/** The same for all measurements of a run: nothing of it is changed by them but what is written down about readings. */
export function million(ground: Ground, quick: boolean): Promise<Million> {
  const known = grounds.get(ground) ?? make(ground, quick)
  grounds.set(ground, known)
  return known
}

const words = (text: string) =>
  `array[${text
    .split(' ')
    .map((word) => `'${word.replaceAll('_', ' ')}'`)
    .join(',')}]`
const first =
  'maria jose noelani wei amara grace dwayne linh priya halima teo rosa min_ji omar ruth sven ines kekoa bruno olga tomas zoe ana piet carmen hugo ivy jules kai lena mo nadia'
const last =
  'santos munoz_ortega kaai chen diallo odell fuller nguyen raman yusuf bautista ibanez park castellano abrams lindqvist duarte halloran petrova van_der_meer whitaker marchetti okafor bell'

/** Invented people: 32 first names, 168 last names, 20 departments in each of 60 worksites, three shifts; every twentieth is a steward and covers ten. */
async function make(ground: Ground, quick: boolean): Promise<Million> {
  const members = { large: quick ? 20_000 : 1_000_000, small: quick ? 1_040 : 52_000 }
  ground.say(`  making a local of ${members.large.toLocaleString('en')} members and one of ${members.small.toLocaleString('en')}`)
  const tokens = { large: newToken(), small: newToken() }
  const database = await ground.newDatabase(async (ownerUrl) => {
    await loadCast(ownerUrl)
    await fillTables(
      ownerUrl,
      ['worksite', 'department', 'member', 'assignment', 'account', 'office', 'cover', 'session'],
      async (client) => {
        await client.query(`
        insert into worksite (id, employer_id, region_id, name, zone) select n, 1, 1 + n % 2, 'Hospital ' || n, 'America/Los_Angeles' from generate_series(101, 160) n;
        insert into department (worksite_id, id, name) select w, w * 100 + d, 'Ward ' || d from generate_series(101, 160) w, generate_series(1, 20) d`)
        for (const [local, unit, size, base] of [
          [1, 1, members.large, 1000],
          [2, 3, members.small, 5_000_000],
        ] as const) {
          await client.query(`
          insert into member (local_id, id, external_id, first_name, last_name, search_name, email, phone, language, hired_on)
          select ${local}, ${base} + n, 'M-' || 1000000 + n, initcap(f), initcap(l), l || ' ' || f, case when n % 12 > 0 then 'member.' || n || '@example.org' end,
            case when n % 20 > 0 then '+1213' || 2000000 + n end, (array['en','en','en','en','es','zh','vi'])[1 + mixed / 11 % 7], date '1990-01-01' + (mixed / 13 % 13000)::integer
          from (select n, mixed, (${words(first)})[1 + mixed % 32] as f, (${words(last)})[1 + mixed / 32 % 24] || (array['', 'son', 'ez', 'ova', 'wright', 'man', 'berg'])[1 + mixed / 768 % 7] as l
            from (select n, n::bigint * 2654435761 % 4294967296 as mixed from generate_series(1, ${size}) n) m) named`)
          await client.query(`
          insert into assignment (local_id, member_id, unit_id, worksite_id, department_id, shift_id, classification_id)
          select ${local}, ${base} + n, ${unit}, w, w * 100 + 1 + place % 20, 1 + place / 20 % 3, 1 + mixed / 7 % 4
          from (select n, mixed, 101 + n % 60 as w, n / 60 % 60 as place from (select n, n::bigint * 2654435761 % 4294967296 as mixed from generate_series(1, ${size}) n) m) placed`)
          await client.query('analyze assignment') // else the joins below are planned for a handful
          await client.query(`
          with steward as (select n, gen_random_uuid() as account, a.worksite_id from generate_series(10, ${size}, 20) n join assignment a on a.local_id = ${local} and a.member_id = ${base} + n),
            made as (insert into account (id) select account from steward)
          insert into office (account_id, holder_name, role, scope_kind, local_id, worksite_id, granted_at) select account, 'Steward ' || n, 'steward', 'worksite', ${local}, worksite_id, now() from steward`)
          await client.query('analyze office')
          await client.query(`
          insert into cover (local_id, member_id, worksite_id, department_id, shift_id, office_id, given_by)
          select a.local_id, a.member_id, a.worksite_id, a.department_id, a.shift_id, o.id, '${cast.olga}'
          from (select *, row_number() over (partition by worksite_id order by department_id, shift_id, member_id) as place from assignment where local_id = ${local} and worksite_id > 100) a
          join (select id, worksite_id, row_number() over (partition by worksite_id order by id) as place from office where local_id = ${local} and role = 'steward' and worksite_id > 100) o
            on o.worksite_id = a.worksite_id and o.place = (a.place - 1) / 10 + 1`)
        }
        for (const [token, account] of [
          [tokens.large, cast.olga],
          [tokens.small, cast.stella],
        ] as const)
          await client.query(`insert into session (token_hash, account_id, device) values ($1, $2, 'a measurement')`, [
            hashToken(token),
            account,
          ])
      },
    )
  })
  const root = connect(database.workerUrl, 4)
  ground.later(() => root.end())
  for (const local of [1, 2])
    await asRole(root, 'app', 'read write', '', async (_, __, client) => void (await client.query('select recount_places($1)', [local])))
  await analyze(database.ownerUrl)
  const bare = bareRoot(database.ownerUrl)
  ground.later(() => bare.end())
  const { port } = await startProduct(ground, database.ownerUrl)
  return {
    database,
    root,
    bare,
    port,
    large: { id: 1, key: localKeys.north, members: members.large, account: cast.olga, token: tokens.large },
    small: { id: 2, key: localKeys.south, members: members.small, account: cast.stella, token: tokens.small },
  }
}
