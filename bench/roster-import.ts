import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from, to } from 'pg-copy-streams'
import { fillTables } from '../src/example/fill.ts'
import { addressOf, loadCast, localKeys } from '../test/cast.ts'
import { analyze } from './campaign.ts'
import type { BenchDatabase } from './ground.ts'
import { startChild } from './process.ts'
import { writeRoster } from './roster-file.ts'
import { alternate, type Benchmark } from './rounds.ts'

const mostMemory = 400e6

interface Done {
  ms: number
  steps: Record<string, number>
  peak: number
  result: { refusal: string } | { outcome: string; new: number; refused: { count: number; first: unknown[] } }
}

export const rosterImport: Benchmark = {
  name: 'roster-import',
  better: 'lower',
  aim: 2.5,
  unit: 's',
  peer: 'COPY of the finished rows, as our import left them, into the same two tables (member, assignment) with all their indexes and foreign keys, in one transaction, past row security; we take the CSV file as it comes, keep it, read it, check every row, compare it with the roster and write it.',
  async measure(ground, quick) {
    const rows = quick ? 20_000 : 1_000_000
    const file = (name: string) => join(ground.folder, name)
    ground.say(`  writing a file of ${rows.toLocaleString('en')} rows`)
    await writeRoster(file('roster.csv'), rows)
    const start = await ground.newDatabase(async (ownerUrl) => {
      await loadCast(ownerUrl)
      await analyze(ownerUrl)
    })
    const details: string[] = []
    let peak = 0

    async function ours(round: number) {
      const database = await start.copy()
      const child = startChild(ground, './import-roster.ts')
      const {
        ms,
        steps,
        peak: memory,
        result,
      } = await child.ask<Done>('run', {
        workerUrl: database.workerUrl,
        file: file('roster.csv'),
        localKey: localKeys.north,
        asAddress: addressOf('olga'),
      })
      await child.end()
      if ('refusal' in result) throw new Error(`The import was refused: ${result.refusal}`)
      if (result.new !== rows) throw new Error(`${result.new} of ${rows} rows were imported: ${JSON.stringify(result.refused)}`)
      peak = Math.max(peak, memory)
      details.push(
        `${seconds(steps.staging!)} to keep the file, ${seconds(steps.applying! - steps.staging!)} to read and compare it, ${seconds(ms - steps.applying!)} to write`,
      )
      if (round === 0) await dump(database, file)
      await database.drop()
      return ms / 1000
    }
    async function peer() {
      const database = await start.copy()
      await loadSmall(database, file)
      const child = startChild(ground, './copy-roster.ts')
      const ms = await child.ask<number>('run', {
        ownerUrl: database.ownerUrl,
        members: file('member'),
        assignments: file('assignment'),
        memberColumns,
      })
      await child.end()
      await database.drop()
      return ms / 1000
    }
    const rounds = await alternate(quick ? 1 : 3, ours, peer)
    const size = statSync(file('roster.csv')).size
    for (const name of ['roster.csv', ...Object.keys(finished)]) rmSync(file(name), { force: true })
    await start.drop()
    return {
      rounds,
      over: peak > mostMemory,
      notes: [
        `${rows.toLocaleString('en')} rows, ${Math.round(size / 1e6)} MB. Ours, round by round: ${details.join('; ')}.`,
        `The importing process had at most ${Math.round(peak / 1e6)} MB of memory (aim: at most ${mostMemory / 1e6}).`,
      ],
    }
  },
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** All but those that the database makes out of the others. */
const memberColumns =
  'local_id, id, external_id, first_name, last_name, search_name, email, phone, language, hired_on, account_id, added_by_import, added_at'

/** What the import adds. The cast has five departments and four classifications. */
const small = { department: 'select * from department where id > 5', classification: 'select * from classification where id > 4' }
const finished = {
  ...small,
  member: `select ${memberColumns} from member where added_by_import is not null`,
  assignment:
    'select a.* from assignment a join member m on m.local_id = a.local_id and m.id = a.member_id where m.added_by_import is not null',
}

const dump = ({ ownerUrl }: BenchDatabase, file: (name: string) => string) =>
  fillTables(ownerUrl, Object.keys(finished), async (client) => {
    for (const [table, query] of Object.entries(finished))
      await pipeline(client.query(to(`copy (${query}) to stdout`)), createWriteStream(file(table)))
  })

const loadSmall = ({ ownerUrl }: BenchDatabase, file: (name: string) => string) =>
  fillTables(ownerUrl, Object.keys(small), async (client) => {
    for (const table of Object.keys(small)) await pipeline(createReadStream(file(table)), client.query(from(`copy ${table} from stdin`)))
  })
