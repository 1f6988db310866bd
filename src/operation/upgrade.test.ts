// The old program serves while the new one's migrations run.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { migrate } from '../platform/migrate.ts'
import { urls } from '../urls.ts'
import { connectOwner } from './owner.ts'

const world = await newWorld({ TRUSTED_PROXIES: 1 })

/** What a next version may bring, by the rule of docs/operating.md: it adds, and takes nothing away that the old program uses. */
const next = {
  '9001_add.sql': `
    create table remark (local_id integer not null references local, id bigint generated always as identity, member_id bigint not null, text text not null,
      primary key (local_id, id), foreign key (local_id, member_id) references member on delete cascade);
    alter table remark enable row level security, force row level security;
    create policy officer on remark to "@app" using (local_id = any ((select locals_served())::integer[]));
    grant select on remark to "@app";
    alter table member add column pronouns text, add constraint short_pronouns check (length(pronouns) < 40) not valid;
    alter table account add column seen_news boolean not null default false;`,
  '9002_index.sql': `create index on member (local_id, hired_on); alter table member validate constraint short_pronouns; update account set seen_news = true where lang = 'es';`,
  '9003_function.sql': `create or replace function request_sign_in(asked text, asked_lang text, asked_back text) returns uuid language sql volatile security definer set search_path = public, pg_temp as $$
      insert into sign_in_request (address, lang, back) values (asked, asked_lang, asked_back) returning id $$;
    alter table sign_in_request add column asked_by_app boolean not null default false;`,
}

test('migrating while the old program serves fails no request, even with a table held by something slow', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'next-version-'))
  cpSync(new URL('../../db', import.meta.url), folder, { recursive: true })
  for (const [name, sql] of Object.entries(next)) writeFileSync(join(folder, 'migrations', name), sql)

  const held = 12_000 // milliseconds
  let over = false,
    answered = 0,
    slowest = 0
  const failed: string[] = []
  async function keepAsking(who: keyof typeof cast | null, n: number) {
    const browser = world.as(who && cast[who], { 'x-forwarded-for': `203.0.113.${n}` })
    const asks = who
      ? [() => browser.get(urls.me), () => browser.get(urls.staff), () => browser.get(urls.offices)]
      : [() => browser.get(urls.home), () => browser.post(urls.signIn, { address: `stranger-${n}-${answered}@example.org` })]
    for (let turn = 0; !over; turn++) {
      const began = performance.now()
      const reply = await asks[turn % asks.length]!()
      slowest = Math.max(slowest, performance.now() - began)
      answered++
      if (reply.status >= 500) failed.push(`${reply.status} ${who} ${turn}`)
      await sleep(50)
    }
  }
  const visitors = [keepAsking('olga', 1), keepAsking('ada', 2), keepAsking('maria', 3), keepAsking(null, 4), keepAsking(null, 5)]
  await sleep(300)

  // A backup, or a long report: it holds the table that the migration wants, and everybody would wait behind the migration.
  const slow = await connectOwner(world.ownerUrl, 'test')
  await slow.query('begin; select count(*) from member')
  const said: string[] = []
  const migrated = migrate(world.ownerUrl, { folder, log: (sentence) => said.push(sentence) })
  await sleep(held)
  await slow.query('commit')
  await slow.end()
  const { applied } = await migrated
  await sleep(300)
  over = true
  await Promise.all(visitors)

  assert.deepEqual(applied, Object.keys(next))
  assert.deepEqual(failed, [])
  assert.ok(answered > 50, `${answered} requests were answered meanwhile`)
  assert.ok(slowest < held * 0.8, `the slowest waited ${Math.round(slowest)} ms, not for as long as the table was held`)
  const { rows } = await world.owner.query(`select polname from pg_policy where polrelid = 'remark'::regclass order by 1`)
  assert.deepEqual(
    rows.map((row) => row.polname),
    ['backup', 'officer'],
    'a new table is in backups without being told',
  )
})
