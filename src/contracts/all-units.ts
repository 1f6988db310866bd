import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { recordTables } from './record-kinds.ts'
import { bothLevels, readFacts, type Facts } from './find-units.ts'
import type { UnitRecord } from './unit-record.ts'

/** Of each local, and of the coalition (0), which versions of which rows the asker may read; `ground` is what else moves the record. */
interface Versions {
  ground: string
  inDoubt: number[]
  of: Record<string, string>
}
/** The units of one local with what it has on record; of the coalition no units, but what it has on record for all. */
type Part = Pick<Facts, 'own' | 'national'>
interface Picture {
  /** By what it is the version of. */
  parts: ReadonlyMap<string, Part>
  records: readonly UnitRecord[]
}

const pictures = new Map<string, Picture>()
const most = 8

/**
 * The record of every unit as the asker may read it, without agreements that others have followed. Readers to whom row security shows the same versions
 * of the same rows share what was read, local by local: what nobody has changed is not read anew, and nobody is handed a row that is hidden from her.
 */
export async function findAllUnits(db: Db): Promise<readonly UnitRecord[]> {
  const { rows } = await sql<{
    seen: Versions
    writes: boolean
  }>`select ${versions('all')} as seen, current_setting('transaction_read_only') = 'off' as writes`.execute(db)
  const { seen, writes } = rows[0]!
  const known = pictures.get(keyOf(seen))
  if (known) return keep(seen, known)
  const parts = writes ? null : await readParts(db, seen)
  if (parts) return keep(seen, draw(parts, seen))
  const { also, ...facts } = await readFacts(db, { locals: 'all', national: true }, { past: false, also: versions('all') })
  const picture = draw(divide(facts, also), also)
  // A transaction that writes may write the same row once more, and its version stays the same.
  return writes ? picture.records : keep(also, picture)
}

/** The parts that are known, and of the others what is on record now. Null: somebody changed one of them since they were seen. */
async function readParts(db: Db, seen: Versions): Promise<Picture['parts'] | null> {
  const known = new Map([...pictures.values()].flatMap(({ parts }) => [...parts]))
  const missing = Object.keys(seen.of).filter((id) => !known.has(nameOf(seen, id)))
  const ids = missing.map(Number)
  const whose = { locals: ids.filter((id) => id > 0), national: ids.includes(0) }
  const { also, ...facts } = await readFacts(db, whose, { past: false, also: versions(ids) })
  if (also.ground !== seen.ground || missing.some((id) => also.of[id] !== seen.of[id])) return null
  for (const [name, part] of divide(facts, also)) known.set(name, part)
  return new Map(Object.keys(seen.of).map((id) => [nameOf(seen, id), known.get(nameOf(seen, id))!]))
}

/** Of these locals and the coalition; a local is there by its units, whose names belong to it. */
function versions(ids: readonly number[] | 'all') {
  const asked = (whose: string) =>
    ids === 'all'
      ? sql`true`
      : sql`(${sql.ref(whose)} = any (${ids}::integer[]) ${ids.includes(0) ? sql`or ${sql.ref(whose)} is null` : sql``})`
  const rows = recordTables.map(
    (table) =>
      sql`select coalesce(local_id, 0) as id, ${table} || count(*) || ',' || bit_xor(hash_record_extended(row(id, xmin), 0)) as part from ${sql.table(table)}
        where ${asked('local_id')} group by local_id`,
  )
  return sql<Versions>`json_build_object(
    'ground', concat_ws(' ', current_database(), pg_postmaster_start_time(), campaign_now()::date),
    'inDoubt', to_json(units_in_doubt(null)),
    'of', (select coalesce(json_object_agg(id, version order by id), '{}') from (select id, md5(string_agg(part, ' ' order by part)) as version from (
      ${sql.join(rows, sql` union all `)}
      union all select u.local_id, 'name' || count(*) || ',' || bit_xor(hash_record_extended(row(u.id, u.xmin, l.xmin, g.xmin, e.xmin), 0))
        from bargaining_unit u join local l on l.id = u.local_id join region g on g.id = l.region_id join employer e on e.id = u.employer_id where ${asked('u.local_id')} group by u.local_id
      ) parts group by id) versions))`
}

const keyOf = (seen: Versions) => JSON.stringify(seen)
const nameOf = ({ ground, of }: Versions, id: string) => `${ground} ${id} ${of[id]}`

/** Each part of what was read, by its name. */
function divide({ own, national }: Part, seen: Versions): Picture['parts'] {
  const none: Part['national'] = { agreements: new Map(), notices: new Map(), pauses: [] }
  const locals = Map.groupBy(own, ({ localId }) => localId)
  return new Map(
    Object.keys(seen.of).map((id) => [
      nameOf(seen, id),
      id === '0' ? { own: [], national } : { own: locals.get(Number(id)) ?? [], national: none },
    ]),
  )
}

const byName = new Intl.Collator('en').compare

function draw(parts: Picture['parts'], { inDoubt, of, ground }: Versions): Picture {
  const national = parts.get(nameOf({ ground, of, inDoubt }, '0'))?.national
  const doubts = new Set(inDoubt)
  const units = [...parts.values()].flatMap(({ own }) => own).map((unit) => bothLevels(unit, national, doubts))
  return { parts, records: units.sort((a, b) => byName(a.localName, b.localName)) }
}

function keep(seen: Versions, picture: Picture): readonly UnitRecord[] {
  const key = keyOf(seen)
  pictures.delete(key)
  pictures.set(key, picture) // what was asked for last goes last
  if (pictures.size > most) pictures.delete(pictures.keys().next().value!)
  return picture.records
}
