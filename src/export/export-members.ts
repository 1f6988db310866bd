import type { Writable } from 'node:stream'
import { asPerson, type Root } from '../platform/db.ts'
import type { Local } from '../unions/unions.ts'
import { Interrupted, pour, readAsOf, type Reading } from './copy-out.ts'
import { beginExport, endExport, type Export } from './export-log.ts'
import { countPeople, writeMembers, type Chosen, type Format } from './member-list.ts'
import { writeLocal } from './local-archive.ts'

export interface Exporter {
  root: Root
  account: string
  byName: string
  local: Local
}

/** Each holds a connection and a snapshot as long as it lasts; the others of the pool are for everybody else. */
const most = 4
let underWay = 0

export interface Begun {
  id: number
  /** Writes the file and ends `out`; when that fails, `out` breaks off, and whoever reads it is told by the broken transfer. Never rejects. */
  run: (
    out: Writable,
  ) => Promise<{ outcome: 'complete'; rows: number; bytes: number; sha256: string } | { outcome: 'interrupted' | 'failed'; error: unknown }>
}

/** The members on a list, as a file. 'busy': too many exports are under way. */
export const exportMembers = (who: Exporter, chosen: Chosen, format: Format): Promise<Begun | 'busy'> =>
  begin(who, { kind: 'members', format: format === 'xlsx' ? 'xlsx' : 'csv', narrowed: narrowedBy(chosen), chosen }, (reading, id) =>
    writeMembers(reading, who.local.id, chosen, format, id),
  )

/** All that the local has, as an archive that another Commontable can be filled from. */
export const exportLocal = (who: Exporter): Promise<Begun | 'busy'> =>
  begin(who, { kind: 'everything', format: 'zip', narrowed: [], chosen: null }, (reading) => writeLocal(reading, who.local))

/** Which filters narrow a list, by name. */
const narrowedBy = ({ filters, within }: Chosen) => [
  ...Object.entries(filters).flatMap(([name, value]) => (value === null || value === '' ? [] : [name])),
  ...(within ? ['segment'] : []),
]

const everybody: Chosen = {
  filters: { search: '', unit: null, worksite: null, department: null, shift: null, classification: null, without: null },
  within: null,
}

async function begin(
  { root, account, byName, local }: Exporter,
  what: Pick<Export, 'kind' | 'format' | 'narrowed'> & { chosen: Chosen | null },
  write: (
    reading: Reading,
    id: number,
  ) => Promise<{ rows: number; file: AsyncGenerator<Buffer> } | { rows: () => number; file: AsyncGenerator<Buffer> }>,
): Promise<Begun | 'busy'> {
  if (underWay >= most) return 'busy'
  const { chosen, ...told } = what
  const id = await asPerson(root, account, 'read write', async (db) =>
    beginExport(db, { ...told, localId: local.id, byName, people: await countPeople(db, local.id, chosen ?? everybody) }),
  )
  return {
    id,
    async run(out) {
      underWay++
      try {
        const done = await readAsOf(root, account, async (reading) => {
          const { rows, file } = await write(reading, id)
          const sums = await pour(file, out)
          return { outcome: 'complete' as const, rows: typeof rows === 'number' ? rows : rows(), ...sums }
        })
        await endExport(root, account, local.id, id, done)
        out.end()
        return done
      } catch (error) {
        const end = { outcome: error instanceof Interrupted ? ('interrupted' as const) : ('failed' as const) }
        out.destroy(error as Error)
        await endExport(root, account, local.id, id, end).catch(() => {})
        return { ...end, error }
      } finally {
        underWay--
      }
    },
  }
}
