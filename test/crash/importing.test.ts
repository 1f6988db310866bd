import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { confirmImport, lookAgain, mapColumns } from '../../src/roster/import-steps.ts'
import { findImport } from '../../src/roster/import-queries.ts'
import { receiveFile } from '../../src/roster/receive-file.ts'
import { cast, locals, people } from '../cast.ts'
import { newDeployment, onEmbedded, until } from './deployment.ts'

const rows = 20_000,
  bad = 3
const before = people.filter((person) => person.local === 'north').length

function* lines() {
  yield Buffer.from('Member number,First name,Last name,Email,Mobile phone,Bargaining unit,Worksite,Department,Shift,Job title\n')
  for (let n = 0; n < rows; n++)
    yield Buffer.from(
      `N-${50_000 + n},Nurse,Number ${n},nurse.${n}@example.org,(213) 555-01${String(n % 100).padStart(2, '0')},Registered nurses,Cedar Hill Hospital,Ward ${n % 40},Day,Registered nurse\n`,
    )
  for (let n = 0; n < bad; n++)
    yield Buffer.from(
      `N-${90_000 + n},Nurse,,nobody.${n}@example.org,,Registered nurses,Cedar Hill Hospital,Emergency,Day,Registered nurse\n`,
    )
}

/** The file is there and its columns are mapped: the first job is queued. */
async function newImport() {
  let id = 0
  const deployment = await newDeployment({
    settings: { PORT: '0', HOST: '127.0.0.1' },
    fill: async ({ as }) => {
      const received = await as(cast.olga, (_, root) =>
        receiveFile(
          root,
          cast.olga,
          { id: locals.north },
          'roster.csv',
          (async function* () {
            yield* lines()
          })(),
        ),
      )
      assert.ok('id' in received)
      id = received.id
      await as(cast.olga, async (db) => {
        const found = (await findImport(db, locals.north, id))!
        const sample = (await lookAgain(db, found))!
        assert.deepEqual(await mapColumns(db, found, sample, found.mapping!), [])
      })
    },
  })
  const state = () => deployment.as(cast.olga, async (db) => (await findImport(db, locals.north, id))!)
  /** Members, assignments and refused rows of the North, at one moment. */
  const roster = () =>
    deployment.as(cast.olga, async (db) => {
      const { members, assignments, refused, numbers } = await db
        .selectNoFrom((eb) => [
          eb
            .selectFrom('member')
            .where('local_id', '=', locals.north)
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .as('members'),
          eb
            .selectFrom('assignment')
            .where('local_id', '=', locals.north)
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .as('assignments'),
          eb
            .selectFrom('import_refused')
            .where('local_id', '=', locals.north)
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .as('refused'),
          eb
            .selectFrom('member')
            .where('local_id', '=', locals.north)
            .select((eb) => eb.fn.count<number>('external_id').distinct().as('n'))
            .as('numbers'),
        ])
        .executeTakeFirstOrThrow()
      return { members: members!, assignments: assignments!, refused: refused!, numbers: numbers! }
    })
  const confirm = () => deployment.as(cast.olga, async (db) => confirmImport(db, (await findImport(db, locals.north, id))!))
  return { deployment, state, roster, confirm }
}

/** Waits until PostgreSQL is in the middle of a statement that begins like this, or until it was too quick to be seen there. */
const during = ({ deployment, state }: Importing, beginning: RegExp) => {
  let looks = 0
  return until(
    async () =>
      (await deployment.inTables([], async (client) =>
        (await client.query(`select query from pg_stat_activity where state = 'active' and datname = current_database()`)).rows.some(
          (row) => beginning.test(row.query),
        ),
      )) ||
      (++looks % 20 === 0 && (await state().catch(() => null))?.state === (beginning === writing ? 'done' : 'ready')),
    String(beginning),
    { every: 5 },
  )
}

type Importing = Awaited<ReturnType<typeof newImport>>

const reach = ({ deployment, state }: Importing, wanted: 'ready' | 'done') =>
  until(async () => (await state().catch(() => null))?.state === wanted, wanted, {
    seconds: 90,
    tell: async () => [await state().catch(String), await deployment.whatGoesOn()],
  })

async function nothingYet({ roster }: Importing) {
  const found = await roster()
  assert.deepEqual([found.members, found.refused], [before, 0], 'half an import')
}

async function allOfIt({ roster, state }: Importing) {
  const found = await roster()
  assert.equal(found.members, before + rows)
  assert.equal(found.refused, bad)
  assert.equal(found.numbers, rows + people.filter((person) => person.local === 'north' && person.external).length, 'nobody is there twice')
  const { newRows, problemRows } = await state()
  assert.deepEqual([newRows, problemRows], [rows, bad])
}

const staging = /^\s*copy import_line/i,
  comparing = /^\s*insert into import_verdict/i,
  writing = /^\s*insert into (member|assignment) /i

test('the program is killed while it reads, compares and writes a roster: all of it is there in the end, and never half', async () => {
  const importing = await newImport()
  const { deployment, confirm } = importing
  after(deployment.remove)
  for (const moment of [staging, comparing]) {
    const program = await deployment.start()
    await during(importing, moment)
    await program.kill()
  }
  let program = await deployment.start()
  await reach(importing, 'ready')
  await nothingYet(importing)
  for (let times = 0; times < 2; times++) {
    if (times === 0) assert.equal(await confirm(), 'ok')
    await during(importing, writing)
    await program.kill()
    if (!onEmbedded && (await importing.state()).state !== 'done') await nothingYet(importing)
    program = await deployment.start()
  }
  await reach(importing, 'done')
  await allOfIt(importing)
  await program.stop()
})

test(
  'PostgreSQL is killed while a roster is read and written: the program goes on by itself',
  { skip: !onEmbedded && 'this server is not ours to kill' },
  async () => {
    const importing = await newImport()
    const { deployment, confirm } = importing
    after(deployment.remove)
    const program = await deployment.start()
    await during(importing, staging)
    deployment.killPostgres()
    await reach(importing, 'ready')
    await nothingYet(importing)
    assert.equal(await confirm(), 'ok')
    await during(importing, writing)
    deployment.killPostgres()
    await reach(importing, 'done')
    await allOfIt(importing)
    await program.stop()
  },
)
