// Fills an empty local from an archive (local-archive.ts). One transaction: a local moves in whole or not at all.
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { z } from 'zod'
import { recordTables } from '../contracts/record-kinds.ts'
import { findMe } from '../people/me.ts'
import { servesLocal } from '../people/office.ts'
import { asPerson, asRole, type Root } from '../platform/db.ts'
import { en } from './export.en.ts'
import { formatVersion, Manifest } from './local-archive.ts'
import { unzip, type Archive } from './unzip.ts'

export interface MovedIn {
  local: string
  from: { coalition: string; local: string; madeAt: string }
  /** Rows by table: how many the archive has, how many are here now, and why not all. */
  tables: { table: string; rows: number; filled: number; why?: string }[]
}

class Refusal extends Error {}

const most = 8 * 1024 ** 3

/**
 * Fills the local that `account` is officer of. What is named in the archive and not known here (worksites, employers, shifts) comes along
 * only where the officer is an administrator too. Events come as drafts and offices as invitations: both need a second person here as
 * well. Shares come as history, none of them alive. A refusal is a sentence; then nothing was changed.
 */
export async function moveIn({
  root,
  account,
  file,
  localKey,
}: {
  root: Root
  account: string
  file: string
  localKey?: string
}): Promise<MovedIn | { refusal: string }> {
  let archive: Archive | undefined
  try {
    const local = await asPerson(root, account, 'read only', async (db) => {
      const me = await findMe(db, account)
      const locals = await db.selectFrom('local').select(['id', 'key', 'name']).execute()
      const own = locals.filter(({ id, key }) => me && servesLocal(me, id) && (localKey === undefined || key === localKey))
      return own.length === 1 ? own[0]! : null
    })
    if (!local) return { refusal: en.moveIn.noLocal }
    archive = await unzip(file).catch(() => {
      throw new Refusal(en.moveIn.notZip)
    })
    const manifest = await readManifest(archive)
    const tables = await asRole(
      root,
      'archivist',
      'read write',
      `select set_config('app.account', ${pg.escapeLiteral(account)}, true)`,
      (_db, _opened, client) => fill(client, local.id, local.key, local.name, archive!, manifest, root),
    )
    return { local: local.key, from: { coalition: manifest.coalition, local: manifest.local.name, madeAt: manifest.madeAt }, tables }
  } catch (error) {
    const { code, message, constraint } = error as pg.DatabaseError
    if (error instanceof Refusal) return { refusal: error.message }
    if (/^(22|23)/.test(code ?? '')) return { refusal: en.moveIn.unfit(constraint ?? message.replace(/".*"/s, 'a value').slice(0, 100)) }
    throw error
  } finally {
    archive?.close()
  }
}

async function readManifest({ entries }: Archive): Promise<Manifest> {
  const entry = entries.get('manifest.json')
  if (!entry || entry.bytes > 4_000_000) throw new Refusal(en.moveIn.noManifest)
  const read = z.object({ format: z.literal('commontable-local'), formatVersion: z.number() }).safeParse(
    await text(await entry.read())
      .then(JSON.parse)
      .catch(() => null),
  )
  if (!read.success) throw new Refusal(en.moveIn.noManifest)
  if (read.data.formatVersion > formatVersion) throw new Refusal(en.moveIn.newer)
  const manifest = Manifest.safeParse(JSON.parse(await text(await entry.read())))
  if (!manifest.success) throw new Refusal(en.moveIn.noManifest)
  const lacking = manifest.data.files.find(({ file }) => !entries.has(file))
  if (lacking) throw new Refusal(en.moveIn.missing(lacking.file))
  if (manifest.data.files.reduce((sum, { bytes }) => sum + bytes, 0) > most) throw new Refusal(en.moveIn.tooLarge)
  return manifest.data
}

/** A column of an id, and whose new ids it takes. */
const mapped: Record<string, string> = {
  member_id: 'member',
  import_id: 'import',
  added_by_import: 'import',
  event_id: 'event',
  share_id: 'share',
  unit_id: 'bargaining_unit',
  worksite_id: 'worksite',
  department_id: 'department',
  shift_id: 'shift',
  classification_id: 'classification',
  proof_id: 'proof_file',
  agreement_id: 'agreement',
  rule_id: 'vote_rule',
  vote_id: 'strike_vote',
}

/** Several ids in one column. */
const several: Record<string, string> = { unit_ids: 'bargaining_unit', worksite_ids: 'worksite' }

/** Papers, then what is on record about agreements. The tables themselves note who brought it and that nobody here has confirmed it. */
const onRecord: readonly string[] = ['proof_file', ...recordTables]
const hands = [
  'changed_by',
  'changed_name',
  'changed_at',
  'changed_as_officer',
  'shown_by',
  'shown_name',
  'shown_at',
  'certified_by',
  'certified_name',
  'certified_at',
]

async function fill(
  client: pg.PoolClient,
  local: number,
  key: string,
  localName: string,
  archive: Archive,
  manifest: Manifest,
  root: Root,
): Promise<MovedIn['tables']> {
  const one = async <Row>(query: string, values?: unknown[]) => (await client.query(query, values)).rows as Row[]
  await client.query('select pg_advisory_xact_lock(hashtext($1), $2)', ['move-in', local])
  const [full] = await one(
    `select where exists (select from member where local_id = $1) or exists (select from import where local_id = $1) or exists (select from event where host_local_id = $1)
      or exists (select from agreement where local_id = $1) or exists (select from unit_law where local_id = $1)`,
    [local],
  )
  if (full) throw new Refusal(en.moveIn.notEmpty(localName))
  for (const part of manifest.files) await load(client, archive, part)
  const has = (table: string) => manifest.files.some((part) => part.table === table)
  const empty = {
    member: 'id bigint',
    import: 'id integer',
    event: 'id integer, host_local_id integer, slug text',
    share: 'id bigint',
    proof_file: 'id integer',
    agreement: 'id integer',
    vote_rule: 'id integer',
    strike_vote: 'id integer',
  } as Record<string, string>
  for (const [table, columns] of Object.entries(empty))
    if (!has(table)) await client.query(`create temporary table came_${table} (${columns}) on commit drop`)

  await nameStructure(one, client, local)
  for (const table of ['member', 'import', 'share', 'proof_file', 'agreement', 'vote_rule', 'strike_vote'])
    await client.query(
      `create temporary table map_${table} on commit drop as select id::bigint as old, nextval(pg_get_serial_sequence('${table}', 'id')) as new from came_${table} order by 1`,
    )
  await client.query(
    `create temporary table map_event on commit drop as select id::bigint as old, nextval(pg_get_serial_sequence('event', 'id')) as new from came_event where host_local_id in (select id from came_local) order by 1`,
  )
  for (const table of Object.values(mapped))
    await client.query(`create index if not exists map_${table}_old on map_${table} (old); analyze map_${table}`)

  const filled = new Map<string, { filled: number; why?: string }>()
  const put = async (
    table: string,
    {
      from: rows = `came_${table} c`,
      replace = {},
      leave = [],
    }: { from?: string; replace?: Record<string, string>; leave?: string[] } = {},
  ) => {
    if (!has(table)) return
    const known = await one<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname = any (array(select attname from pg_attribute where attrelid = $2::regclass and attnum > 0)) order by attnum`,
      [table, `pg_temp.came_${table}`],
    )
    const columns = known
      .filter(({ name }) => !leave.includes(name) && !(name in replace))
      .map(({ name, type }) => {
        const column = pg.escapeIdentifier(name)
        if (name === 'local_id') return [column, String(local)]
        if (name === 'id' && table in empty) return [column, `(select new from map_${table} m where m.old = c.id::bigint)`]
        const map = mapped[name]
        const all = several[name]
        // An id that is not known here is no id: the tables refuse it, and the local does not move in by half.
        if (all)
          return [
            column,
            `(select array_agg((select m.new from map_${all} m where m.old = one.id)::integer order by one.place) from unnest(c.${column}::integer[]) with ordinality one (id, place))`,
          ]
        return [column, map ? `(select m.new from map_${map} m where m.old = c.${column}::bigint)::${type}` : `c.${column}::${type}`]
      })
    columns.push(...Object.entries(replace).map(([name, value]) => [pg.escapeIdentifier(name), value]))
    const { rowCount } = await client.query(
      `insert into ${table} (${columns.map(([name]) => name).join(', ')}) select ${columns.map(([, value]) => value).join(', ')} from ${rows}`,
    )
    const came = manifest.files.find((part) => part.table === table)!.rows
    filled.set(table, { filled: rowCount ?? 0, ...(came > (rowCount ?? 0) && { why: en.moveIn.elsewhere }) })
  }
  const ours = (table: string) => `came_${table} c join map_event e on e.old = c.event_id::bigint`

  const over = 'c.revoked_at is null and c.ends_at::timestamptz <= now()'
  await put('import', { replace: { by_account: 'current_account()' } })
  await put('member')
  await put('assignment')
  await put('import_change', { replace: { before: 'pg_temp.moved_ids(c.before::jsonb)', after: 'pg_temp.moved_ids(c.after::jsonb)' } })
  await put('share', {
    replace: {
      granted_by: 'current_account()',
      revoked_at: `case when ${over} then null else coalesce(c.revoked_at::timestamptz, now()) end`,
      revoked_by: `case when ${over} then null else current_account() end`,
    },
  })
  await put('share_use')
  await put('event', {
    from: 'came_event c join map_event e on e.old = c.id::bigint',
    leave: ['shown', 'published_at', 'moved_at'],
    replace: {
      host_local_id: String(local),
      slug: `case when exists (select from event t where t.slug = c.slug) then left(c.slug, 40) || '-' || ${pg.escapeLiteral(key.slice(0, 19))} else c.slug end`,
    },
  })
  await put('event_version', { from: ours('event_version'), leave: ['published_at'] })
  await put('event_goal', { from: ours('event_goal') })
  await put('rsvp', { from: ours('rsvp') })
  await put('sign_up', { from: ours('sign_up'), leave: ['id'] })
  for (const table of onRecord) await put(table, { leave: [...(table in empty ? [] : ['id']), ...hands] })
  await put('questioning_report', { leave: ['id', 'taken_by', 'taken_name', 'taken_at', 'closed_at'] }) // nobody here has taken them yet

  const told: MovedIn['tables'] = []
  if (has('mail_withdrawals')) {
    const [{ count } = { count: 0 }] = await one<{ count: number }>(
      `select count(*) filter (where bring_mail_withdrawal($1, (select new from map_member where old = c.member_id::bigint), c.category, c.wording)) as count from came_mail_withdrawals c`,
      [local],
    )
    filled.set('mail_withdrawals', { filled: count })
  }
  if (has('offices')) filled.set('offices', { filled: await inviteHolders(client, local, root) })
  for (const { table, rows } of manifest.files) {
    if (table in named) continue
    const done = filled.get(table)
    told.push({
      table,
      rows,
      filled: done?.filled ?? 0,
      ...(done?.why ? { why: done.why } : !done && rows > 0 ? { why: en.moveIn.kept } : {}),
    })
  }
  return told
}

const named: Record<string, true> = {
  local: true,
  parent_union: true,
  region: true,
  employer: true,
  worksite: true,
  department: true,
  shift: true,
  classification: true,
  bargaining_unit: true,
}

/** One file of the archive, as it came, in a table of this transaction. Checked against the manifest while it is read. */
async function load(client: pg.PoolClient, archive: Archive, { file, table, columns, sha256 }: Manifest['files'][number]) {
  const name = pg.escapeIdentifier(`came_${table}`)
  await client.query(
    `create temporary table ${name} (${columns.map((column) => `${pg.escapeIdentifier(column.name)} text`).join(', ')}) on commit drop`,
  )
  const hash = createHash('sha256')
  const summing = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(
      await archive.entries.get(file)!.read(),
      summing,
      client.query(from(`copy ${name} from stdin (format csv, header match)`)),
    )
  } catch (error) {
    if ((error as pg.DatabaseError).severity) throw error
    throw new Refusal(en.moveIn.changed(file))
  }
  if (hash.digest('hex') !== sha256) throw new Refusal(en.moveIn.changed(file))
  const texts = columns
    .filter(({ type }) => ['text', 'character varying', 'json', 'jsonb', 'text[]'].includes(type))
    .map((column) => pg.escapeIdentifier(column.name))
  if (texts.length)
    await client.query(
      `update ${name} set ${texts.map((column) => `${column} = cell_as_it_was(${column})`).join(', ')} where ${texts.map((column) => `${column} like ''''||'%'`).join(' or ')}`,
    )
}

/** Names that are known here, and those that come along. Departments and classifications come with any local's import too; the rest is the administrators'. */
async function nameStructure(one: <Row>(query: string, values?: unknown[]) => Promise<Row[]>, client: pg.PoolClient, local: number) {
  const [{ shaper } = { shaper: false }] = await one<{ shaper: boolean }>('select may_shape_structure() as shaper')
  const missing = async (table: string) =>
    (
      await one<{ name: string }>(
        `select c.name from came_${table} c where not exists (select from ${table} t where t.name = c.name) order by 1`,
      )
    ).map(({ name }) => name)
  const unknown = [...(await missing('employer')), ...(await missing('worksite')), ...(await missing('shift'))]
  if (unknown.length && !shaper) throw new Refusal(en.moveIn.structure(unknown))
  const map = (table: string, join = 't.name = c.name') =>
    client.query(
      `create temporary table map_${table} on commit drop as select c.id::bigint as old, t.id::bigint as new from came_${table} c join ${table} t on ${join}`,
    )
  await client.query(
    `insert into employer (name) select name from came_employer c where not exists (select from employer t where t.name = c.name)`,
  )
  await map('employer')
  await client.query(
    `insert into worksite (employer_id, region_id, name, city, zone)
    select (select new from map_employer where old = c.employer_id::bigint), coalesce((select t.id from came_region r join region t on t.key = r.key where r.id = c.region_id), (select region_id from local where id = $1)), c.name, coalesce(c.city, ''), c.zone
    from came_worksite c where not exists (select from worksite t where t.name = c.name)`,
    [local],
  )
  await map('worksite')
  for (const table of ['shift', 'classification']) {
    await client.query(
      `insert into ${table} (name) select name from came_${table} c where not exists (select from ${table} t where t.name = c.name)`,
    )
    await map(table)
  }
  await client.query(`insert into department (worksite_id, name) select m.new, c.name from came_department c join map_worksite m on m.old = c.worksite_id::bigint
    where not exists (select from department t where t.worksite_id = m.new and t.name = c.name)`)
  await client.query(
    `create temporary table map_department on commit drop as select c.id::bigint as old, t.id::bigint as new from came_department c join map_worksite m on m.old = c.worksite_id::bigint join department t on t.worksite_id = m.new and t.name = c.name`,
  )
  await client.query(
    `insert into bargaining_unit (local_id, name, employer_id) select $1, c.name, (select new from map_employer where old = c.employer_id::bigint) from came_bargaining_unit c
    where not exists (select from bargaining_unit t where t.local_id = $1 and t.name = c.name)`,
    [local],
  )
  await map('bargaining_unit', `t.name = c.name and t.local_id = ${local}`)
  const ids = ['unit', 'worksite', 'department', 'shift', 'classification'].map(
    (name) =>
      `when '${name}_id' then coalesce((select to_jsonb(m.new) from map_${name === 'unit' ? 'bargaining_unit' : name} m where m.old = (value #>> '{}')::bigint), 'null')`,
  )
  await client.query(
    `create function pg_temp.moved_ids(before jsonb) returns jsonb language sql as $f$ select coalesce(jsonb_object_agg(key, case when value = 'null' then value else case key ${ids.join(' ')} else value end end), '{}') from jsonb_each(before) $f$`,
  )
}

/** Who held an office of the local is asked to take it again: by the officer in whose name it moves in, and by mail. */
async function inviteHolders(client: pg.PoolClient, local: number, root: Root): Promise<number> {
  const { rows } =
    await client.query(`select o.address, o.holder_name, coalesce(o.lang, 'en') as lang, o.role, u.new as unit, w.new as worksite, o.until::timestamptz::text as until
    from came_offices o left join map_bargaining_unit u on u.old = o.unit_id::bigint left join map_worksite w on w.old = o.worksite_id::bigint where o.address is not null`)
  const role = (name: string) => client.query(`set local role ${pg.escapeIdentifier(`${root.prefix}_${name}`)}`)
  let invited = 0
  await role('app')
  for (const { address, holder_name: holder, lang, role: office, unit, worksite, until } of rows) {
    const {
      rows: [answer],
    } = await client.query(`select outcome, invitation from invite_to_office($1, $2, $3, $4, null, $5, $6, $7, $8, null)`, [
      address,
      holder,
      lang,
      office,
      local,
      unit,
      worksite,
      until,
    ])
    if (answer.outcome !== 'ok') continue // she holds it here already
    await client.query(`select enqueue('invitation-mail', $1::json)`, [JSON.stringify({ invitation: answer.invitation })])
    invited++
  }
  await role('archivist')
  return invited
}
