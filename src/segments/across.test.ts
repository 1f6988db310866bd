import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acrossAsTyped, conditionsIn, everywhere, readAcross, toldAmong, type AcrossKnown } from './across.ts'

/** One group of people who differ in what can be asked: each kind of person, and which kinds a question finds. */
interface Trial {
  kinds: number
  questions: { finds: number[]; conditions: number; exact?: boolean }[]
}

/** Yes-or-no things, of which only "yes" can be asked, alone and together; `exact`: of the first how many is known, as of an event's answers. */
function yesses(things: number, exact = false): Trial {
  const kinds = 1 << things
  const questions = Array.from({ length: kinds - 1 }, (_, at) => {
    const asked = at + 1
    return {
      finds: [...Array(kinds).keys()].filter((kind) => (kind & asked) === asked),
      conditions: asked.toString(2).replaceAll('0', '').length,
      exact: exact && asked === 1,
    }
  })
  return { kinds, questions }
}

/** One thing with several values, or none of them (which can't be asked), and yes-or-no things beside it. */
function values(several: number, things: number): Trial {
  const kinds = (several + 1) << things,
    questions: Trial['questions'] = []
  for (let asked = 0; asked < 1 << things; asked++)
    for (let value = 0; value <= several; value++)
      if (asked || value)
        questions.push({
          finds: [...Array(kinds).keys()].filter((kind) => (kind & asked) === asked && (!value || kind >> things === value)),
          conditions: asked.toString(2).replaceAll('0', '').length + (value ? 1 : 0),
        })
  return { kinds, questions }
}

/** Thresholds that only grow, such as "hired before 2010" and "before 2015". */
const thresholds = (many: number): Trial => ({
  kinds: many + 1,
  questions: Array.from({ length: many }, (_, at) => ({ finds: [...Array(at + 1).keys()], conditions: 1 })),
})

/**
 * All groups of `size` people, sorted by everything that is told of them. Somebody who knows the rule, the size and every answer knows which of
 * these sorts the group is of. How often she would know of fewer than five people exactly how many they are.
 */
function solved({ kinds, questions }: Trial, size: number, tell = toldAmong): number {
  const sorts = new Map<string, { small: Uint8Array; more: Uint8Array }>()
  const people = Array.from({ length: kinds }, () => 0)
  const each = (kind: number, left: number) => {
    if (kind < kinds - 1) {
      for (let some = 0; some <= left; some++) {
        people[kind] = some
        each(kind + 1, left - some)
      }
      return
    }
    people[kind] = left
    const found = questions.map(({ finds }) => finds.reduce((sum, one) => sum + people[one]!, 0))
    const told = questions.map(({ conditions, exact }, at) => (exact ? found[at] : tell(found[at]!, size, conditions))).join()
    let sort = sorts.get(told)
    if (!sort) sorts.set(told, (sort = { small: new Uint8Array(questions.length), more: new Uint8Array(questions.length) }))
    found.forEach((count, at) => {
      if (count < 5) sort.small[at]! |= 1 << count
      else sort.more[at] = 1
    })
  }
  each(0, size)
  let known = 0
  for (const { small, more } of sorts.values())
    questions.forEach(({ exact }, at) => {
      if (!exact && !more[at] && [1, 2, 3, 4].some((count) => small[at] === 1 << count)) known++
    })
  return known
}

test('of all groups of people none lets anybody find out how many fewer than five there are of a kind', () => {
  const trials: [string, Trial, most: number][] = [
    ['two things', yesses(2), 30],
    ['two, one of them known', yesses(2, true), 30],
    ['three things', yesses(3), 11],
    ['three, one of them known', yesses(3, true), 11],
    ['a language of two', values(2, 0), 30],
    ['a language of three', values(3, 0), 26],
    ['a language of two and a thing', values(2, 1), 16],
    ['years', thresholds(3), 26],
  ]
  for (const [what, trial, most] of trials)
    for (let size = 5; size <= most; size++) assert.equal(solved(trial, size), 0, `${what}, ${size} people`)
})

test('the simpler rules would not do', () => {
  const nearest = (found: number) => Math.round(found / 5) * 5
  const down = (found: number) => Math.floor(found / 5) * 5
  assert.ok(solved(values(2, 0), 6, nearest) > 0, 'three and three of six')
  assert.ok(solved(yesses(2), 6, down) > 0, 'five of six can be mailed, five called: four both')
  const both: Trial = {
    kinds: 2,
    questions: [
      { finds: [0], conditions: 1 },
      { finds: [1], conditions: 1 },
    ],
  }
  assert.ok(
    [...Array(20).keys()].some((size) => solved(both, size + 5) > 0),
    'who may ask for both of two subtracts',
  )
})

const known: AcrossKnown = {
  regions: new Set([1, 2]),
  locals: new Set([5]),
  shifts: new Set([3]),
  classifications: new Set([4]),
  events: new Set([9]),
}

test('a filter is read back as it was typed, and what is not there is refused, field by field', () => {
  const typed = {
    regions: ['2', '1'],
    locals: ['5'],
    shift: ['3'],
    classification: ['4'],
    language: ['es'],
    hiredBefore: ['2015'],
    office: ['steward'],
    email: ['yes'],
    phone: ['yes'],
    event: ['9'],
    answer: ['unanswered'],
  }
  const read = readAcross(typed, known)
  assert.ok('filter' in read)
  assert.equal(conditionsIn(read.filter), 8)
  assert.deepEqual(acrossAsTyped(read.filter), { ...typed, regions: ['1', '2'] })
  assert.deepEqual(readAcross({}, known), { filter: everywhere })
  assert.deepEqual(
    readAcross(
      {
        regions: ['7'],
        locals: ['6'],
        shift: ['x'],
        language: ['not a code'],
        hiredBefore: ['15'],
        office: ['king'],
        email: ['no'],
        event: ['9'],
        answer: ['no'],
      },
      known,
    ),
    {
      refused: {
        regions: 'unknown',
        locals: 'unknown',
        shift: 'unknown',
        language: 'language',
        hiredBefore: 'year',
        office: 'choice',
        email: 'choice',
        answer: 'choice',
      },
    },
  )
  assert.deepEqual(readAcross({ answer: ['yes'] }, known), { refused: { event: 'event' } })
  assert.deepEqual(readAcross({ event: ['9'] }, known), { refused: { answer: 'answer' } })
})
