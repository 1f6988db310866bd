import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { listLocals, type Local } from '../unions/unions.ts'
import { fieldsOf, nationalKinds, recordKinds, tableOf, takesProof, type RecordKind, type Room, type Row } from './record-kinds.ts'

/** A room with all that is on record in it, as far as the asker may read it. `local` null: the coalition's. */
export async function findRoom(db: Db, local: Local | null): Promise<Room> {
  const zone = await sql<{
    zone: string
  }>`select ${local ? sql`(select r.zone from local l join region r on r.id = l.region_id where l.id = ${local.id})` : sql`(select zone from deployment)`} as zone`.execute(
    db,
  )
  const units = await db
    .selectFrom('bargaining_unit')
    .innerJoin('local', 'local.id', 'bargaining_unit.local_id')
    .$if(local !== null, (query) => query.where('local_id', '=', local!.id))
    .select(['bargaining_unit.id', 'bargaining_unit.name', 'local.name as local', 'local.key as localKey'])
    .orderBy('local.name')
    .orderBy('bargaining_unit.name')
    .execute()
  const worksites = local ? await db.selectFrom('worksite').select(['id', 'name']).orderBy('name').execute() : []
  const records = Object.fromEntries(recordKinds.map((kind) => [kind, [] as Row[]])) as Room['records']
  const hands = await findHands(db, local?.id ?? null)
  for (const kind of local ? recordKinds : nationalKinds) records[kind] = await findRecords(db, kind, local?.id ?? null, hands)
  const at = zone.rows[0]!.zone
  return { local: local && { ...local, zone: at }, zone: at, units, worksites, records }
}

/** The columns of a record that anybody reads who reads the record. */
const columnsOf = (kind: RecordKind) => [
  'id',
  'changed_at',
  'shown_at',
  ...fieldsOf[kind].flatMap(({ name, type }) =>
    type === 'receipt' ? [`${name}_at`, `${name}_on`] : name === 'given_by' && kind === 'strike-notices' ? [] : [name],
  ),
  ...(kind === 'outcomes' ? ['certified_at'] : []),
  ...(takesProof(kind) ? ['proof_id'] : []),
]

const findRecords = async (db: Db, kind: RecordKind, localId: number | null, hands: Map<string, object>): Promise<Row[]> => {
  const columns = sql.join(columnsOf(kind).map((name) => sql.ref(name)))
  const { rows } =
    await sql<Row>`select ${columns} from ${sql.table(tableOf[kind])} where ${localId === null ? sql`local_id is null` : sql`local_id = ${localId}`} order by id desc`.execute(
      db,
    )
  return rows.map((row) => ({ ...row, ...hands.get(`${tableOf[kind]} ${row.id}`) }))
}

/** Who entered, certified and confirmed the records of a room, by table and id. */
async function findHands(db: Db, localId: number | null): Promise<Map<string, object>> {
  const { rows } = await sql<{ fact: string; id: number }>`select * from record_hands(${localId}::integer)`.execute(db)
  return new Map(rows.map(({ fact, id, ...hands }) => [`${fact} ${id}`, hands]))
}

export interface RoomSummary {
  key: string | null
  name: string
  regionName: string
  confirmed: number
  waiting: number
  /** Units without an agreement, national or local; those that nobody has described. */
  lacking: number
  undescribed: number
}

/** The rooms that the asker may enter, the coalition's first, with what is to be done in each. */
export async function findRooms(db: Db): Promise<RoomSummary[]> {
  const counted = sql.join(
    recordKinds.map((kind) => sql`select local_id, shown_at is not null as shown from ${sql.table(tableOf[kind])}`),
    sql` union all `,
  )
  const { rows } = await sql<{ local: number | null; confirmed: number; waiting: number }>`
    select local_id as local, count(*) filter (where shown)::integer as confirmed, count(*) filter (where not shown)::integer as waiting from (${counted}) every group by local_id`.execute(
    db,
  )
  const { rows: gaps } = await sql<{ local: number; lacking: number; undescribed: number }>`
    with bound as (select distinct unnest(unit_ids) as unit_id from agreement)
    select u.local_id as local, count(*) filter (where not exists (select from bound where bound.unit_id = u.id) and w.bargaining is distinct from 'initial')::integer as lacking, count(*) filter (where w.id is null)::integer as undescribed
    from bargaining_unit u left join unit_law w on w.local_id = u.local_id and w.unit_id = u.id group by u.local_id`.execute(db)
  const { rows: reach } = await sql<{
    locals: number[]
    national: boolean
  }>`select contract_locals_read() as locals, reads_national_facts() as national`.execute(db)
  const room = (id: number | null) => rows.find(({ local }) => local === id) ?? { confirmed: 0, waiting: 0 }
  const gap = (id: number) => gaps.find(({ local }) => local === id) ?? { lacking: 0, undescribed: 0 }
  const locals = (await listLocals(db)).filter(({ id }) => reach[0]!.locals.includes(id))
  const work = ({ waiting, lacking, undescribed }: RoomSummary) => Number(waiting + lacking + undescribed > 0)
  return [
    ...(reach[0]!.national
      ? [{ key: null, name: '', regionName: '', lacking: 0, undescribed: 0, confirmed: room(null).confirmed, waiting: room(null).waiting }]
      : []),
    ...locals
      .map(({ id, key, name, regionName }) => ({
        key,
        name,
        regionName,
        confirmed: room(id).confirmed,
        waiting: room(id).waiting,
        lacking: gap(id).lacking,
        undescribed: gap(id).undescribed,
      }))
      .toSorted((a, b) => work(b) - work(a)),
  ]
}

/** The paper of a record, without its bytes. */
export const findProof = (db: Db, id: number) =>
  db.selectFrom('proof_file').where('id', '=', id).select(['id', 'name', 'type']).executeTakeFirst()

export const findProofBytes = (db: Db, localId: number | null, id: number) =>
  db
    .selectFrom('proof_file')
    .where('id', '=', id)
    .where('local_id', localId === null ? 'is' : '=', localId)
    .select(['name', 'type', 'bytes'])
    .executeTakeFirst()

export interface Change {
  id: number
  fact: string
  fact_id: number
  at: Temporal.Instant
  by_name: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  undoes: number | null
}

const changesPerPage = 50

/** What was done in a room, or with one record of it, the latest first. `before`: older than this change. */
export async function findChanges(
  db: Db,
  localId: number | null,
  { of, before }: { of?: { kind: RecordKind; id: number }; before?: number } = {},
): Promise<{ changes: Change[]; more: boolean }> {
  const found = await db
    .selectFrom('contract_change')
    .where('local_id', localId === null ? 'is' : '=', localId)
    .$if(of !== undefined, (query) => query.where('fact', '=', tableOf[of!.kind]).where('fact_id', '=', of!.id))
    .$if(before !== undefined, (query) => query.where('id', '<', before!))
    .select(['id', 'fact', 'fact_id', 'at', 'before', 'after', 'undoes'])
    .orderBy('id', 'desc')
    .limit(changesPerPage + 1)
    .execute()
  const ids = found.map(({ id }) => id)
  const { rows: hands } = await sql<{ id: number; by_name: string }>`select * from change_hands(${ids}::bigint[])`.execute(db)
  const names = new Map(hands.map(({ id, by_name }) => [id, by_name]))
  const changes = found.map((change) => ({ ...change, by_name: names.get(change.id) ?? '' }) as Change)
  return { changes: changes.slice(0, changesPerPage), more: changes.length > changesPerPage }
}

/** The units that a national agreement binds, so far as the asker reads it. */
export const findBound = async (db: Db): Promise<ReadonlySet<number>> =>
  new Set(
    (await sql<{ id: number }>`select distinct unnest(unit_ids) as id from agreement where local_id is null`.execute(db)).rows.map(
      ({ id }) => id,
    ),
  )
