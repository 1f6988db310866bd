import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { harborCsv, newDepartment, newWork, type BadFate } from '../../db/example/harbor-csv.ts'
import { harborFile } from '../../db/example/harbor-file.ts'
import { accountId } from '../../db/example/people.ts'
import { emptyDatabase } from '../../test/database.ts'
import { asPerson, connect } from '../platform/db.ts'
import { migrate } from '../platform/migrate.ts'
import { applyImport } from '../roster/apply-import.ts'
import { findImport } from '../roster/import-queries.ts'
import { confirmImport, lookAgain, mapColumns, undo } from '../roster/import-steps.ts'
import type { Reason } from '../roster/line.ts'
import { receiveFile } from '../roster/receive-file.ts'
import { stageImport } from '../roster/stage-import.ts'
import { undoImport } from '../roster/undo-import.ts'
import { localId } from './ids.ts'
import { loadExample } from './load-example.ts'

const database = await emptyDatabase()
const { roles } = await migrate(database.ownerUrl)
await loadExample(database.ownerUrl)
const web = connect(roles.webUrl, 2)
const worker = connect(roles.workerUrl, 4)
after(async () => {
  await Promise.all([web.end(), worker.end()])
  await database.drop()
})

const rosa = accountId('officer')
const harbor = localId('harbor-760')
const file = readFileSync(new URL(`../../db/example/${harborFile.name}`, import.meta.url))
const asRosa = <T>(work: Parameters<typeof asPerson<T>>[3]) => asPerson(web, rosa, 'read write', work)
const jobOf = (importId: number) => ({ root: worker, account: rosa, localId: harbor, importId, signal: new AbortController().signal })
const found = async (id: number) => (await asRosa((db) => findImport(db, harbor, id)))!
const countMembers = async () =>
  (
    await asRosa((db) =>
      db
        .selectFrom('member')
        .where('local_id', '=', harbor)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    )
  ).count

/** Sends the file, takes its columns as they are guessed, and has it compared with the roster. */
async function bring() {
  const received = await receiveFile(
    web,
    rosa,
    { id: harbor },
    harborFile.name,
    (async function* () {
      yield file
    })(),
  )
  assert.ok('id' in received)
  const mine = await found(received.id)
  await asRosa(async (db) => {
    const sample = (await lookAgain(db, mine))!
    const { mapping } = sample.guess
    assert.deepEqual(mapping, {
      externalId: 0,
      lastName: 1,
      firstName: 2,
      email: 3,
      phone: 4,
      language: 5,
      hiredOn: 6,
      worksite: 7,
      department: 8,
      classification: 9,
      shift: 10,
      unit: 11,
    })
    assert.deepEqual(await mapColumns(db, mine, sample, mapping), [])
  })
  await stageImport(jobOf(received.id))
  return found(received.id)
}

const counts = ({ newRows, changedRows, unchangedRows, problemRows, absent }: Awaited<ReturnType<typeof found>>) => ({
  newRows,
  changedRows,
  unchangedRows,
  problemRows,
  absent,
})
const { added, changed, unchanged, bad } = harborFile.expected

const reasons: Record<BadFate, Reason[0]> = {
  'broken mail': 'email',
  duplicate: 'same-number',
  'too few cells': 'no-worksite',
  'unknown worksite': 'worksite',
  'no last name': 'name-missing',
  'impossible date': 'hired-on',
}

test('the messy file brings exactly what is told of it; undone and done again it does the same, and a third time nothing', async () => {
  const first = await bring()
  assert.deepEqual([first.reading?.encoding, first.reading?.separator, first.reading?.headerLine], ['windows-1252', ';', 3])
  assert.deepEqual(counts(first), { newRows: added, changedRows: changed, unchangedRows: unchanged, problemRows: bad, absent: 0 })

  assert.equal(await asRosa((db) => confirmImport(db, first)), 'ok')
  assert.equal(await applyImport(jobOf(first.id)), 'done')
  assert.equal(await countMembers(), 6900 + added)
  const newNames = await asRosa(async (db) => [
    (await db.selectFrom('classification').where('name', '=', newWork).selectAll().execute()).length,
    (await db.selectFrom('department').where('name', '=', newDepartment).selectAll().execute()).length,
  ])
  assert.ok(newNames[0] === 1 && newNames[1]! > 0)
  const refused = await asRosa((db) =>
    db.selectFrom('import_refused').where('import_id', '=', first.id).orderBy('line').select(['line', 'reasons']).execute(),
  )
  assert.deepEqual(
    refused.map(({ line, reasons }) => [line, (reasons as Reason[])[0]![0]]),
    harborCsv().badLines.map(({ line, fate }) => [line, reasons[fate]]),
  )

  const done = await found(first.id)
  assert.equal(await asRosa((db) => undo(db, done)), 'ok')
  await undoImport(jobOf(first.id))
  assert.equal(await countMembers(), 6900)

  const second = await bring()
  assert.deepEqual(counts(second), counts(first))
  assert.equal(await asRosa((db) => confirmImport(db, second)), 'ok')
  assert.equal(await applyImport(jobOf(second.id)), 'done')

  const third = await bring()
  assert.deepEqual(counts(third), { newRows: 0, changedRows: 0, unchangedRows: added + changed + unchanged, problemRows: bad, absent: 0 })
})
