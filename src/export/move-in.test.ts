import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { findUnitRecords } from '../contracts/find-units.ts'
import { recordTables } from '../contracts/record-kinds.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { createRowReader } from '../roster/csv.ts'
import { urls } from '../urls.ts'
import { addressOf, cast, localKeys } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import type { Manifest } from './local-archive.ts'
import { moveIn } from './move-in.ts'
import { unzip } from './unzip.ts'

const { north } = localKeys
const here = await newWorld(),
  there = await newWorld()
const folder = await mkdtemp(join(tmpdir(), 'move-in-'))
after(() => rm(folder, { recursive: true }))

/** Somebody who is an officer of the empty local in the other Commontable. */
const newcomer = '00000000-0000-4000-8000-0000000000aa'
await fillTables(
  there.ownerUrl,
  ['local', 'account', 'account_address', 'office', 'deployment'],
  async (client) =>
    void (await client.query(`
  insert into local (id, key, name, parent_union_id, region_id) values (9, 'moved-9', 'Moved Local 9', 1, 1);
  insert into account (id) values ('${newcomer}'); insert into account_address (address, account_id) values ('nell@example.org', '${newcomer}');
  insert into office (account_id, holder_name, role, scope_kind, local_id) values ('${newcomer}', 'Nell Okafor', 'officer', 'local', 9)`)),
)

// What a local does before it moves.
await fillTables(
  here.ownerUrl,
  [
    'member',
    'assignment',
    'deployment',
    'account',
    'import',
    'import_change',
    'import_refused',
    'share',
    'share_use',
    'event',
    'event_version',
    'event_goal',
    'rsvp',
    'sign_up',
  ],
  async (client) =>
    void (await client.query(`
  update member set first_name = '=HYPERLINK("x")', external_id = '''=already' where id = 9;
  insert into member (local_id, id, first_name, last_name, search_name, language, added_by_import) values (1, 900, 'שרה', E'two\nlines', 'zz', 'he', 4);
  insert into import (local_id, id, by_account, by_name, file_name, state, mapping, header, new_rows, changed_rows, applied_at) values
    (1, 4, '${cast.olga}', 'Olga Petrova', 'list, "new".csv', 'done', '{"email": 3}', '["a", "b"]', 1, 1, now()), (1, 5, '${cast.olga}', 'Olga Petrova', 'open.csv', 'ready', null, null, 1, 1, null);
  insert into import_change (local_id, import_id, line, member_id, unit_id, before, after) values (1, 4, 2, 3, 1, '{"worksite_id": 1, "email": null}', '{"worksite_id": 2, "email": "olga@example.org"}');
  insert into import_refused (local_id, import_id, line, cells, reasons) values (1, 4, 9, '["raw"]', '[]');
  insert into share (local_id, id, purpose, label, granted_by, ends_at) values (1, 70, 'messages', 'until ratification', '${cast.olga}', now() + interval '1 year');
  insert into share_use (local_id, share_id, what, people) values (1, 70, 'message 3', 12);
  insert into event (id, slug, host_local_id, shown, published_at) values (80, 'north-picnic', 1, null, null), (81, 'coalition-march', null, null, null);
  insert into event_version (event_id, version, title_en, starts_at, ends_at, zone, place, kinds, capacity) values (80, 1, 'Picnic', '2027-10-20T18:00Z', '2027-10-20T20:00Z', 'America/Los_Angeles', 'A park', '{member,family}', 50), (81, 1, 'March', '2027-10-21T18:00Z', '2027-10-21T20:00Z', 'America/Los_Angeles', 'A street', '{member}', null);
  update event set shown = 1, published_at = now();
  insert into event_goal (local_id, event_id, goal) values (1, 80, 40), (1, 81, 60);
  insert into rsvp (local_id, event_id, member_id, answer, guests, answered_at) values (1, 80, 1, 'yes', 2, '2027-10-01T00:00Z'), (1, 81, 1, 'no', 0, '2027-10-01T00:00Z'), (1, 80, 3, 'maybe', 0, '2027-10-02T00:00Z');
  insert into sign_up (local_id, event_id, name, address, kind, lang, signed_up_at, changed_at) values (1, 80, '@Zeb', 'zeb@example.org', 'family', 'es', now(), now())`)),
)
await here.as(cast.maria).post(urls.myMail, { address: addressOf('maria'), category: 'updates', given: 'no' })
await here.owner.query(
  `begin; set local role "${here.root.prefix}_sender"; insert into consent (address_key, category, given, source, wording) select address_key('tom@example.org'), 'all', false, 'one-click', 'No more mail'; commit`,
)

// What is on record about its agreements, confirmed here; and what somebody told its officers in confidence.
const recorded = [
  `insert into proof_file (local_id, id, name, type, sha256, bytes) values (1, 31, 'agreement.pdf', 'application/pdf', repeat('ab', 32), '\\x255044462d312e34')`,
  `insert into unit_law (local_id, unit_id, zone, regime, health_care, bargaining, worksite_ids, headcount) values (1, 1, 'America/Los_Angeles', 'US-NLRA', true, 'renewal', '{1,3}', 900)`,
  `insert into agreement (local_id, id, name, unit_ids, effective, last_day, no_strike, covers_sympathy, renews, proof_id) values (1, 41, 'Nurses’ agreement', '{1,2}', '2024-10-01', '2027-09-30', 'broad', 'yes', false, 31)`,
  `insert into agreement_extension (local_id, agreement_id, offered_by, offered_on, last_day, conditions) values (1, 41, 'employer', '2027-09-01', '2027-10-31', 'No marches.')`,
  `insert into contract_notice (local_id, kind, agreement_id, given_by, received_on, confirmation) values (1, '8d1', 41, 'union', '2027-06-20', 'F-77')`,
  `insert into vote_rule (local_id, id, name, numerator, denominator, base, comparison) values (1, 51, 'Majority', 1, 2, 'votes_cast', 'gt')`,
  `insert into strike_vote (local_id, id, unit_ids, rule_id, question, opens_at, closes_at, zone) values (1, 61, '{1}', 51, 'Shall we?', '2027-10-01T13:00Z', '2027-10-06T03:00Z', 'America/Los_Angeles')`,
  `insert into vote_outcome (local_id, vote_id, yes, no, eligible) values (1, 61, 700, 50, 900)`,
  `insert into sanction (local_id, unit_ids, body, requested_on, zone) values (1, '{1}', 'international', '2027-10-07', 'America/Los_Angeles')`,
  `insert into strike_notice (local_id, unit_ids, worksite_ids, actions, written, starts_at, zone, zone_stated) values (1, '{1}', '{3}', '{strike}', true, '2027-11-15T14:00Z', 'America/Los_Angeles', true)`,
  `insert into partnership_pause (local_id, paused_on, reason) values (1, '2027-09-28', 'A condition.')`,
  `insert into unit_step (local_id, unit_ids, step, at, zone, note) values (1, '{1}', 'tentative-agreement', '2027-10-12T14:00Z', 'America/Los_Angeles', 'At night')`,
]
for (const text of recorded) await asPerson(here.root, cast.olga, 'read write', async (db) => void (await sql.raw(text).execute(db)))
await asPerson(
  here.root,
  cast.kit,
  'read write',
  async (db) => void (await sql`update agreement set shown_at = campaign_now()`.execute(db)),
)
await here.as(null).post(urls.tellQuestioning, { local: north, what: 'She asked me how I voted.', name: '', email: 'teller@example.org' })

async function archiveOf(world: typeof here, account: string, local: string) {
  const answer = await world.as(account).post(urls.localExport(local))
  assert.equal(answer.status, 200)
  const file = join(folder, `${crypto.randomUUID()}.zip`)
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file))
  return file
}

async function read(file: string) {
  const { entries, close } = await unzip(file)
  const all = new Map(await Promise.all([...entries].map(async ([name, { read: open }]) => [name, await text(await open())] as const)))
  close()
  const manifest = JSON.parse(all.get('manifest.json')!) as Manifest
  const tables = new Map(
    manifest.files.map((part) => {
      const content = all.get(part.file)!
      const reader = createRowReader({ separator: ',', newline: '\n' }, part.columns.length)
      const [header, ...rows] = [...reader.push(content), ...reader.end()].map(({ cells }) => cells)
      assert.deepEqual(
        header,
        part.columns.map(({ name }) => name),
        part.file,
      )
      assert.equal(createHash('sha256').update(content).digest('hex'), part.sha256, part.file)
      assert.equal(rows.length, part.rows, part.file)
      return [part.table, rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [header![at]!, cell])))]
    }),
  )
  return { all, manifest, tables }
}

/** Rows as they are said without this deployment's numbers. */
function said({ manifest, tables }: Awaited<ReturnType<typeof read>>, table: string, but: string[] = []) {
  const keys: Record<string, string[]> = {
    member: ['search_name', 'external_id'],
    import: ['file_name'],
    share: ['label'],
    event: ['slug'],
    bargaining_unit: ['name'],
    worksite: ['name'],
    department: ['name'],
    shift: ['name'],
    classification: ['name'],
    proof_file: ['sha256'],
    agreement: ['name'],
    vote_rule: ['name'],
    strike_vote: ['question'],
  }
  const columns = manifest.files.find((part) => part.table === table)!.columns
  return tables
    .get(table)!
    .map((row) =>
      Object.fromEntries(
        columns
          .filter(({ name }) => !['id', 'local_id', 'host_local_id', ...but].includes(name))
          .map(({ name, refers: told }) => {
            const refers = told ?? (name === 'unit_id' ? 'bargaining_unit' : undefined)
            const found = refers && refers in keys && tables.get(refers)?.find(({ id }) => id === row[name])
            const byName = name === 'added_by_import' ? tables.get('import')!.find(({ id }) => id === row[name]) : undefined
            return [name, found ? keys[refers!]!.map((key) => found[key]).join() : byName ? byName.file_name : row[name]]
          }),
      ),
    )
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

const file = await archiveOf(here, cast.olga, north)
const before = await read(file)

test('everything of a local leaves, counted and summed; raw files, tokens and accounts do not', () => {
  const { tables, all, manifest } = before
  assert.equal(tables.get('member')!.length, 13)
  assert.equal(tables.get('import')!.length, 1, 'an import that was never confirmed stays')
  assert.ok(!tables.has('import_refused') && !tables.has('import_chunk'))
  assert.deepEqual(
    tables.get('offices')!.map(({ address, role }) => [address, role]),
    [
      [addressOf('olga'), 'officer'],
      [addressOf('sven'), 'steward'],
    ],
  )
  assert.ok(tables.get('mail_withdrawals')!.some(({ category }) => category === 'all'))
  const everything = [...all.values()].join('')
  for (const account of Object.values(cast)) assert.ok(!everything.includes(account), 'no account')
  assert.doesNotMatch(everything, /Marchetti|S-2001|share_token"?,/)
  assert.ok(manifest.staysBehind.import_chunk)
  assert.match(all.get('sign_up.csv')!, /,'@Zeb,/)
})

test('an empty local elsewhere is filled from it, table by table the same', async () => {
  const done = await moveIn({ root: there.worker, account: newcomer, file })
  assert.ok(!('refusal' in done), JSON.stringify(done))
  const again = await read(await archiveOf(there, newcomer, 'moved-9'))
  for (const table of ['member', 'assignment', 'share_use', 'import', 'import_change', 'bargaining_unit'])
    assert.deepEqual(said(again, table, ['before', 'after']), said(before, table, ['before', 'after']), table)
  const ids = Object.fromEntries(again.tables.get('worksite')!.map(({ id, name }) => [name, id]))
  assert.deepEqual(JSON.parse(again.tables.get('import_change')![0]!.after!), {
    worksite_id: Number(ids['Lantern Bay Clinic'] ?? Object.values(ids)[1]),
    email: 'olga@example.org',
  })
  // Events of its own with answers, sign-ups and goals; as drafts.
  const own = (all: Awaited<ReturnType<typeof read>>, table: string, but: string[] = []) =>
    said(all, table, but).filter(
      (row) => row.event_id === 'north-picnic' || row.event_id === 'north-picnic-moved-9' || String(row.slug).startsWith('north-picnic'),
    )
  for (const table of ['rsvp', 'sign_up', 'event_goal', 'event_version'])
    assert.deepEqual(own(again, table, ['published_at']), own(before, table, ['published_at']), table)
  assert.deepEqual(
    own(again, 'event').map(({ slug, shown }) => [slug, shown]),
    [['north-picnic', '']],
  )
  assert.deepEqual(
    done.tables.find(({ table }) => table === 'rsvp'),
    { table: 'rsvp', rows: 3, filled: 2, why: 'not filled: of events that other hosts had' },
  )
  // Shares are history; nobody is lent here who was lent there.
  assert.deepEqual(
    said(again, 'share').map(({ label, revoked_at }) => [label, revoked_at !== '']),
    [['until ratification', true]],
  )
  // Offices are asked, not given; a no to mail holds here too.
  const invited = await there.look<{ address: string; role: string }>(
    'auth',
    `select address, role from office_invitation order by address`,
  )
  assert.deepEqual(invited, [
    { address: addressOf('olga'), role: 'officer' },
    { address: addressOf('sven'), role: 'steward' },
  ])
  assert.deepEqual(said(again, 'mail_withdrawals', ['at']), said(before, 'mail_withdrawals', ['at']))
  assert.equal(
    (await there.as(cast.olga).get(urls.localRoster('moved-9'))).status,
    404,
    'an officer there is none here before she says yes',
  )
  assert.match(await there.as(newcomer).read(urls.localRoster('moved-9')), /Whitaker/)
})

test('its agreements and reports come along, each to be confirmed by a second person here', async () => {
  const done = await moveIn({ root: there.worker, account: newcomer, file })
  assert.ok('refusal' in done && /is not empty|has/.test(done.refusal), 'it is there already')
  const again = await read(await archiveOf(there, newcomer, 'moved-9'))
  const hands = [
    'changed_name',
    'changed_at',
    'shown_name',
    'shown_at',
    'certified_name',
    'certified_at',
    'changed_as_officer',
    'unit_ids',
    'worksite_ids',
  ]
  for (const table of ['proof_file', ...recordTables.filter((table) => table !== 'lockout'), 'questioning_report']) {
    assert.ok(before.tables.get(table)!.length > 0, table)
    assert.deepEqual(said(again, table, hands), said(before, table, hands), table)
  }
  const units = await asPerson(there.root, newcomer, 'read only', (db) => findUnitRecords(db, { localId: 9 }))
  const nurses = units.find(({ unitName }) => unitName === 'Registered nurses')!
  assert.deepEqual(
    nurses.agreements.map(({ name, shown, notices, extensions }) => [name, shown, notices.length, extensions.length]),
    [['Nurses’ agreement', false, 1, 1]],
  )
  assert.ok(nurses.inDoubt, 'members read that a person must decide')
  assert.equal(nurses.law!.worksiteIds!.length, 2)
  assert.equal(nurses.strikeNotices[0]!.worksiteIds!.length, 1, 'a notice that names one place still names one')
  assert.equal(units.filter(({ agreements }) => agreements.length > 0).length, 2)
})

test('where somebody is already, nothing moves in', async () => {
  const second = await moveIn({ root: there.worker, account: newcomer, file })
  assert.match((second as { refusal: string }).refusal, /Moved Local 9 is not empty/)
  assert.match(((await moveIn({ root: there.worker, account: cast.maria, file })) as { refusal: string }).refusal, /holds no office/)
})

test('what was cut short, changed or is no archive is refused in a sentence, and nothing is changed', async () => {
  await fillTables(
    there.ownerUrl,
    ['local', 'office', 'worksite', 'deployment'],
    async (client) =>
      void (await client.query(`
    insert into local (id, key, name, parent_union_id, region_id) values (10, 'moved-10', 'Moved Local 10', 1, 1);
    insert into office (account_id, holder_name, role, scope_kind, local_id) values ('${newcomer}', 'Nell Okafor', 'officer', 'local', 10);
    update worksite set name = 'Renamed' where id = 1`)),
  )
  const bytes = readFileSync(file)
  const refusal = async (name: string, content: Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return ((await moveIn({ root: there.worker, account: newcomer, file: path, localKey: 'moved-10' })) as { refusal: string }).refusal
  }
  assert.match(await refusal('cut.zip', bytes.subarray(0, bytes.length - 3000)), /cannot be opened as a ZIP/)
  assert.match(await refusal('text.zip', Buffer.from('hello')), /cannot be opened as a ZIP/)
  const bent = Buffer.from(bytes)
  bent.fill(0x41, 60, 90)
  assert.match(await refusal('bent.zip', bent), /is not what was written|cannot be opened/)
  assert.match(await refusal('whole.zip', bytes), /not known here yet: .*An administrator adds them/)
  assert.deepEqual(await there.look('auth', `select local_id from member where local_id = 10`), [])
})
