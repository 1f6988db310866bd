import { appendFile, copyFile, mkdir, open, writeFile } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { readArchive } from './archive.ts'
import { refuseUnless } from './refused.ts'
import { everybody, readTellerParts, type Sums } from './teller.ts'
import { closingEvents, deriveArchives } from './unit-archives.ts'
import type { Sound } from './verify.ts'

/**
 * Writes the finished vote into a folder: the main archive with its result as UUID.bel, and each published result as units/ID/UUID.bel, so that every folder is one that
 * `belenios-tool election verify --dir` takes. Answers the results.
 */
export async function finish(mainFile: string, main: Sound, sums: Sums, parts: string[], folder: string): Promise<Map<string, number[][]>> {
  refuseUnless(main.state === 'closed', 'The archive must be one whose voting has ended and that has no count yet.')
  const checked = readTellerParts(main, sums, parts)
  const name = `${main.election.parameters.uuid}.bel`
  const fileOf = (id: string) => (id === everybody ? join(folder, name) : join(folder, 'units', id, name))
  for (const { id } of sums.lists) await mkdir(join(folder, 'units', id), { recursive: true })
  await mkdir(folder, { recursive: true })
  await copyFile(mainFile, fileOf(everybody))
  for (const { id } of sums.lists) await writeFile(fileOf(id), '')
  const ends = await deriveArchives(readArchive(createReadStream(mainFile)), main, sums.lists, (id, bytes) => appendFile(fileOf(id), bytes))
  ends.set(everybody, { timestamp: main.timestamp, parent: main.head, height: main.box.length + 2 })
  const results = new Map<string, number[][]>()
  for (const [id, tally] of sums.tallies) {
    const counted = id === everybody ? main.counted.size : sums.lists.find((list) => list.id === id)!.counted
    const { bytes, result } = closingEvents(ends.get(id)!, main, tally, counted, checked.get(id)!)
    const file = await open(fileOf(id), 'a')
    for (const part of bytes) await file.write(part)
    await file.close()
    results.set(id, result)
  }
  return results
}
