import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { applyImport } from './apply-import.ts'
import { fold, searchName } from './fold.ts'
import { confirmImport, lookAgain, mapColumns } from './import-steps.ts'
import { findImport, findStagedProblems } from './import-queries.ts'
import { receiveFile } from './receive-file.ts'
import { stageImport } from './stage-import.ts'
import { undo } from './import-steps.ts'
import { undoImport } from './undo-import.ts'

const world = await newWorld()
const local = 1
const asOlga = <T>(work: Parameters<typeof asPerson<T>>[3]) => asPerson(world.root, cast.olga, 'read write', work)

/** number, first, last, email, phone, unit, worksite, department */
type Cells = readonly string[]
const header = 'Member #,First,Last,Email,Cell,Unit,Facility,Dept'

async function stage(rows: readonly Cells[]) {
  const text = [header, ...rows.map((row) => row.join(','))].join('\n')
  const received = await receiveFile(
    world.root,
    cast.olga,
    { id: local },
    'roster.csv',
    (async function* () {
      yield Buffer.from(text)
    })(),
  )
  assert.ok('id' in received)
  await asOlga(async (db) => {
    const found = (await findImport(db, local, received.id))!
    const sample = (await lookAgain(db, found))!
    assert.deepEqual(await mapColumns(db, found, sample, sample.guess.mapping), [])
  })
  const work = { root: world.worker, account: cast.olga, localId: local, importId: received.id, signal: new AbortController().signal }
  await stageImport(work)
  const found = (await asOlga((db) => findImport(db, local, received.id)))!
  const refused = await asOlga((db) => findStagedProblems(db, local, received.id, 0, 100))
  return { work, found, refused, counts: [found.newRows, found.changedRows, found.unchangedRows, found.problemRows] as const }
}

async function apply({ work, found }: Awaited<ReturnType<typeof stage>>) {
  await asOlga((db) => confirmImport(db, found))
  assert.equal(await applyImport(work), 'done')
}

async function takeBack({ work, found }: Awaited<ReturnType<typeof stage>>) {
  assert.equal(await asOlga((db) => undo(db, found)), 'ok')
  await undoImport(work)
}

/** Puts people on the local's roster instead of whoever is there. Each: number, first, last, email, phone; and the units they are in. */
async function roster(
  people: readonly { number?: string; first: string; last: string; email?: string; phone?: string; units?: readonly number[] }[],
) {
  await asOlga(async (db) => {
    await db.deleteFrom('member').where('local_id', '=', local).execute()
    for (const { number, first, last, email, phone, units = [1] } of people) {
      const { id } = await db
        .insertInto('member')
        .values({
          local_id: local,
          external_id: number,
          first_name: first,
          last_name: last,
          search_name: searchName(first, last),
          email,
          phone,
        } as never)
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const unit of units)
        await db
          .insertInto('assignment')
          .values({ local_id: local, member_id: id, unit_id: unit, worksite_id: 1 } as never)
          .execute()
    }
  })
}

const onRoster = () =>
  asOlga(async (db) => ({
    members: await db.selectFrom('member').where('local_id', '=', local).selectAll().orderBy('id').execute(),
    assignments: await db
      .selectFrom('assignment')
      .where('local_id', '=', local)
      .selectAll()
      .orderBy('member_id')
      .orderBy('unit_id')
      .execute(),
  }))

const A = { number: 'A', first: 'Ana', last: 'Lopez', email: 'ana@example.org', phone: '+12135550101' }
const B = { number: 'B', first: 'Bo', last: 'Reed', email: 'bo@example.org', phone: '+12135550102' }
const at = ['Registered nurses', 'Cedar Hill Hospital', 'Emergency']

const cases: [name: string, people: Parameters<typeof roster>[0], rows: Cells[], counts: readonly number[], reasons?: string[]][] = [
  ['by number, whatever else changed', [A], [['A', 'Ana', 'Lopez-Reed', 'new@example.org', '213-555-0109']], [0, 1, 0, 0]],
  ['by e-mail when there is no number', [A], [['', 'Ana', 'Lopez', 'ANA@example.org', '']], [0, 0, 1, 0]],
  ['by e-mail, and the number is taken over', [{ ...A, number: undefined }], [['N7', 'Ana', 'Lopez', 'ana@example.org', '']], [0, 1, 0, 0]],
  ['by phone and last name', [A], [['', 'Ana', 'López', '', '2135550101']], [0, 1, 0, 0]],
  ['not by phone with another last name', [A], [['', 'Ana', 'Reed', '', '2135550101', ...at]], [1, 0, 0, 0]],
  [
    'by phone of a household: another first name is refused',
    [A],
    [['', 'Tom', 'Lopez', '', '2135550101', ...at]],
    [0, 0, 0, 1],
    ['phone-of-other'],
  ],
  [
    'a household with an address of its own is somebody new',
    [A],
    [['', 'Tom', 'Lopez', 'tom@example.org', '2135550101', ...at]],
    [1, 0, 0, 0],
  ],
  [
    'a number that went to somebody else, in a row that also leaves open which unit: one refusal',
    [{ number: 'A', first: 'Ana', last: 'Lopez', units: [1, 2] }],
    [['A', 'Bo', 'Reed', '', '', '', '', 'Emergency']],
    [0, 0, 0, 1],
    ['number-moved'],
  ],
  ['number says one, e-mail another', [A, B], [['A', 'Ana', 'Lopez', 'bo@example.org', '']], [0, 0, 0, 1], ['email-of-other']],
  [
    'a new number with the e-mail of somebody who has another',
    [A],
    [['C', 'Ana', 'Lopez', 'ana@example.org', '', ...at]],
    [0, 0, 0, 1],
    ['email-of-other'],
  ],
  [
    'an e-mail that moves within the file',
    [A, B],
    [
      ['A', 'Ana', 'Lopez', 'bo@example.org', ''],
      ['B', 'Bo', 'Reed', 'bo.reed@example.org', ''],
    ],
    [0, 2, 0, 0],
  ],
  [
    'an e-mail that cannot move because its holder is refused',
    [A, B],
    [
      ['A', 'Ana', 'Lopez', 'bo@example.org', ''],
      ['B', 'Bo', 'Reed', 'not an address', ''],
    ],
    [0, 0, 0, 2],
    ['email-of-other', 'email'],
  ],
  [
    'two members share a mailbox',
    [A, { ...B, email: A.email }],
    [
      ['A', 'Ana', 'Lopez', 'ana@example.org', ''],
      ['B', 'Bo', 'Reed', 'ana@example.org', ''],
    ],
    [0, 0, 2, 0],
  ],
  [
    'two members share a mailbox, the file has no numbers but names',
    [A, { ...B, email: A.email }],
    [['', 'Bo', 'Reed', 'ana@example.org', '']],
    [0, 0, 1, 0],
  ],
  [
    'two members share a mailbox, the name fits neither',
    [A, { ...B, email: A.email }],
    [['', 'Cy', 'Young', 'ana@example.org', '']],
    [0, 0, 0, 1],
    ['email-ambiguous'],
  ],
  [
    'the same number twice',
    [],
    [
      ['A', 'Ana', 'Lopez', '', '', ...at],
      ['A', 'Ana', 'Lopez', '', '', ...at],
    ],
    [1, 0, 0, 1],
    ['same-number'],
  ],
  [
    'the same number in another unit',
    [],
    [
      ['A', 'Ana', 'Lopez', '', '', ...at],
      ['A', 'Ana', 'Lopez', '', '', 'Pharmacy', 'Cedar Hill Hospital', ''],
    ],
    [2, 0, 0, 0],
  ],
  [
    'the same number in another unit, another name',
    [],
    [
      ['A', 'Ana', 'Lopez', '', '', ...at],
      ['A', 'Bo', 'Reed', '', '', 'Pharmacy', 'Cedar Hill Hospital', ''],
    ],
    [1, 0, 0, 1],
    ['differs-from'],
  ],
  [
    'the same e-mail twice without numbers',
    [],
    [
      ['', 'Ana', 'Lopez', 'a@example.org', '', ...at],
      ['', 'Bo', 'Lopez', 'a@example.org', '', ...at],
    ],
    [1, 0, 0, 1],
    ['same-email'],
  ],
  [
    'the same phone and last name twice, and nothing else',
    [],
    [
      ['', 'Ana', 'Lopez', '', '2135550101', ...at],
      ['', 'Bo', 'Lopez', '', '2135550101', ...at],
    ],
    [1, 0, 0, 1],
    ['same-phone'],
  ],
  ['somebody new without a place', [], [['A', 'Ana', 'Lopez', '', '', '', '', '']], [0, 0, 0, 1], ['no-worksite,no-unit']],
  ['somebody known without a place', [A], [['A', 'Ana', 'Lopez', '', '', '', '', '']], [0, 0, 1, 0]],
  ['one unit becomes another', [A], [['A', 'Ana', 'Lopez', '', '', 'Pharmacy', '', '']], [0, 1, 0, 0]],
  [
    'somebody in two units, and the row does not say which',
    [{ ...A, units: [1, 2] }],
    [['A', 'Ana', 'Lopez', '', '', '', 'Lantern Bay Clinic', '']],
    [0, 0, 0, 1],
    ['which-unit'],
  ],
  ['empty cells say nothing', [A], [['A', 'Ana', 'Lopez', '', '', '', '', '']], [0, 0, 1, 0]],
  ['a department goes with its worksite', [A], [['A', 'Ana', 'Lopez', '', '', '', 'Lantern Bay Clinic', 'Night clinic']], [0, 1, 0, 0]],
]

for (const [name, people, rows, counts, reasons = []] of cases)
  test(name, async () => {
    await roster(people)
    const before = await onRoster()
    const first = await stage(rows)
    assert.deepEqual(first.counts, counts)
    assert.deepEqual(first.refused.map((row) => row.reasons.map(([code]) => code).join(',')).sort(), reasons.toSorted())
    await apply(first)
    const second = await stage(rows)
    assert.deepEqual(second.counts.slice(0, 2), [0, 0], 'a second time changes nothing')
    await takeBack(first)
    assert.deepEqual(await onRoster(), before, 'undo leaves the roster as it was')
  })

const pick = <T>(...values: T[]) => fc.constantFrom(...values)
const address = pick('a@example.org', 'b@example.org', 'c@example.org')
const telephone = pick('+12135550101', '+12135550102')
const person = fc.record({
  number: fc.option(pick('1', '2', '3', '4'), { nil: undefined }),
  first: pick('Ana', 'Ann', 'Bo'),
  last: pick('Lopez', 'Reed'),
  email: fc.option(address, { nil: undefined }),
  phone: fc.option(telephone, { nil: undefined }),
  units: pick([1], [2], [1, 2], []),
})
const people = fc.uniqueArray(person, { maxLength: 5, selector: ({ number }) => number ?? {} })
const row = fc.tuple(
  pick('', '', '1', '2', '3', '4', '5'),
  pick('Ana', 'Ann', 'Bo', 'Cy'),
  pick('Lopez', 'Reed'),
  pick('', 'a@example.org', 'b@example.org', 'c@example.org', 'd@example.org', 'wrong'),
  pick('', '+12135550101', '+12135550102', '+12135550103'),
  pick('', 'Registered nurses', 'Pharmacy'),
  pick('', 'Cedar Hill Hospital', 'Lantern Bay Clinic'),
  pick('', 'Emergency', 'Oncology'),
)

test('any file: a second time changes nothing, undo leaves what was, and nobody gets a number or a place twice', async () => {
  const runs = Number(process.env.MATCH_RUNS ?? 25)
  await fc.assert(
    fc.asyncProperty(people, fc.array(row, { minLength: 1, maxLength: 6 }), async (members, rows) => {
      await roster(members)
      const before = await onRoster()
      const first = await stage(rows)
      await apply(first)
      const after = await onRoster()
      assert.equal(after.members.length - before.members.length, new Set(after.members.map(({ id }) => id)).size - before.members.length)
      const second = await stage(rows)
      assert.deepEqual(second.counts.slice(0, 2), [0, 0], `again: ${JSON.stringify(second.refused)}`)
      for (const member of after.members) assert.equal(member.search_name, `${fold(member.last_name)} ${fold(member.first_name)}`)
      await takeBack(first)
      assert.deepEqual(await onRoster(), before)
    }),
    { numRuns: runs },
  )
})
