import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import { asPerson, type Root } from '../platform/db.ts'
import { findAccount } from '../people/find-account.ts'
import { findRoster } from '../roster/roster-policy.ts'
import { readFilters } from '../roster/filters.ts'
import { en } from './export.en.ts'
import { exportLocal, exportMembers } from './export-members.ts'
import type { Format } from './member-list.ts'
import { moveIn } from './move-in.ts'

interface Asked {
  root: Root
  asAddress: string
  say: (sentence: string) => void
}

/** The same as in the browser, on standard output: 0 when it is complete, 1 with a sentence when it is refused or cut short. */
export async function exportByCommand({
  root,
  localKey,
  asAddress,
  what,
  out,
  say,
}: Asked & { localKey: string; what: Format | 'everything'; out: Writable }): Promise<number> {
  const account = await findAccount(root, asAddress)
  if (!account) return (say(en.cli.nobody(asAddress)), 1)
  const found = await asPerson(root, account, 'read only', (db) => findRoster(db, account, localKey))
  if (!found?.officer) return (say(en.cli.local(localKey)), 1)
  const who = { root, account, byName: found.me.name ?? '', local: found.local }
  const begun = await (what === 'everything' ? exportLocal(who) : exportMembers(who, { filters: readFilters({}), within: null }, what))
  if (begun === 'busy') return (say(en.busy), 1)
  const through = new PassThrough({ highWaterMark: 1024 * 1024 })
  out.on('error', (error) => through.destroy(error)) // the program that reads went away
  through.on('error', () => {})
  const written = (async () => {
    for await (const piece of through) {
      if (out.destroyed) break
      if (!out.write(piece)) await Promise.race([once(out, 'drain'), once(out, 'close')])
    }
    if (!out.destroyed) await new Promise<void>((done) => out.write('', () => done()))
  })().catch(() => {})
  const end = await begun.run(through)
  await written
  if (end.outcome === 'complete') return (say(en.cli.done(end.rows, end.sha256)), 0)
  if (end.outcome === 'failed' && !out.destroyed) throw end.error
  return (say(en.cli.cut), 1)
}

export async function moveInByCommand({
  root,
  file,
  asAddress,
  localKey,
  json,
  say,
  print,
}: Asked & { file: string; localKey?: string; json: boolean; print: (line: string) => void }): Promise<number> {
  const account = await findAccount(root, asAddress)
  if (!account) return (say(en.cli.nobody(asAddress)), 1)
  const done = await moveIn({ root, account, file, localKey })
  if (json) print(JSON.stringify(done))
  if ('refusal' in done) return (say(done.refusal), 1)
  if (!json) for (const { table, rows, filled, why } of done.tables) print(`${table}: ${filled} of ${rows}${why ? ` (${why})` : ''}`)
  say(en.cli.moved(done.local))
  return 0
}
