import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { addressOf, loadCast, localKeys } from '../test/cast.ts'
import { analyze } from './campaign.ts'
import type { BenchDatabase } from './ground.ts'
import { startChild } from './process.ts'
import { writeRoster } from './roster-file.ts'
import type { Benchmark } from './rounds.ts'

interface Done {
  ms: number
  steps: Record<string, number>
  result: { refusal: string } | { outcome: string; new: number; changed: number; unchanged: number }
}

export const rosterReimport: Benchmark = {
  name: 'roster-reimport',
  better: 'lower',
  aim: 0.7,
  unit: 's',
  peer: 'Our own first import of the same people into the empty roster, in the same round. Then comes their list a month on, in which one person in a hundred has another shift, title or e-mail address.',
  async measure(ground, quick) {
    const rows = quick ? 20_000 : 1_000_000
    const file = (name: string) => join(ground.folder, name)
    ground.say(`  writing two files of ${rows.toLocaleString('en')} rows`)
    await writeRoster(file('first.csv'), rows)
    await writeRoster(file('second.csv'), rows, true)
    const start = await ground.newDatabase(async (ownerUrl) => {
      await loadCast(ownerUrl)
      await analyze(ownerUrl)
    })
    const notes: string[] = []

    async function bring(database: BenchDatabase, name: string, expected: { new: number; changed: number }) {
      const child = startChild(ground, './import-roster.ts')
      const { ms, steps, result } = await child.ask<Done>('run', {
        workerUrl: database.workerUrl,
        file: file(name),
        localKey: localKeys.north,
        asAddress: addressOf('olga'),
      })
      await child.end()
      if ('refusal' in result) throw new Error(`The import was refused: ${result.refusal}`)
      if (result.new !== expected.new || result.changed !== expected.changed)
        throw new Error(`${result.new} new and ${result.changed} changed, expected ${expected.new} and ${expected.changed}`)
      notes.push(
        `${name}: ${seconds(steps.staging!)} to keep the file, ${seconds(steps.applying! - steps.staging!)} to read and compare it, ${seconds(ms - steps.applying!)} to write`,
      )
      return ms / 1000
    }
    const rounds = []
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      const database = await start.copy()
      const peer = await bring(database, 'first.csv', { new: rows, changed: 0 })
      const ours = await bring(database, 'second.csv', { new: 0, changed: changedIn(rows) })
      rounds.push({ ours, peer })
      await database.drop()
    }
    for (const name of ['first.csv', 'second.csv']) rmSync(file(name), { force: true })
    await start.drop()
    return { rounds, notes }
  },
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** Of those who would have another address (every third of the changed), whoever has none keeps none. */
const changedIn = (rows: number) =>
  Array.from({ length: rows / 100 }, (_, hundred) => hundred * 100 + 42).filter((n) => Math.floor(n / 100) % 3 !== 0 || n % 12 !== 0).length
