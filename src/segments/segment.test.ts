import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { en } from './segment.en.ts'
import {
  asTyped,
  everybody,
  eventAnswers,
  officesAsked,
  readFilter,
  readSegmentName,
  type Filter,
  type FilterField,
  type FilterRefusal,
  type Known,
} from './segment.ts'

const some = new Set([1, 2, 3])
const known: Known = { units: some, worksites: some, departments: some, shifts: some, classifications: some, events: some }

test('what can’t be asked is refused, each field with its reason', () => {
  const cases: [Partial<Record<FilterField, string[]>>, Partial<Record<FilterField, FilterRefusal>>][] = [
    [{ units: ['9'] }, { units: 'unknown' }],
    [{ units: ['1; drop table member'] }, { units: 'unknown' }],
    [{ shifts: ['1', '', ' 2 '] }, {}],
    [{ departments: Array.from({ length: 301 }, (_, at) => String(at)) }, { departments: 'many' }],
    [{ languages: ['español'] }, { languages: 'language' }],
    [{ languages: ['es, vi;zh-Hant pt_BR'] }, {}],
    [{ hiredFrom: ['2019-02-29'] }, { hiredFrom: 'day' }],
    [
      { hiredFrom: ['01/02/2019'], hiredBefore: ['soon'] },
      { hiredFrom: 'day', hiredBefore: 'day' },
    ],
    [{ hiredFrom: ['2019-08-01'], hiredBefore: ['2019-08-01'] }, { hiredBefore: 'order' }],
    [
      { office: ['king'], email: ['maybe'], phone: ['x'] },
      { office: 'choice', email: 'choice', phone: 'choice' },
    ],
    [{ event: ['1'] }, { answer: 'answer' }],
    [{ answer: ['yes'] }, { event: 'event' }],
    [{ event: ['7'], answer: ['yes'] }, { event: 'unknown' }],
    [{ event: ['1'], answer: ['perhaps'] }, { answer: 'choice' }],
    [{}, {}],
  ]
  for (const [typed, refused] of cases) {
    const read = readFilter(typed, known)
    assert.deepEqual('refused' in read ? read.refused : {}, refused, JSON.stringify(typed).slice(0, 80))
  }
})

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 3 })).map((list) => list.sort())
const filters: fc.Arbitrary<Filter> = fc.record({
  units: ids,
  worksites: ids,
  departments: ids,
  shifts: ids,
  classifications: ids,
  languages: fc.uniqueArray(fc.constantFrom('en', 'es', 'zh-Hant')).map((list) => list.sort()),
  hiredFrom: fc.constantFrom(null, '2001-02-03'),
  hiredBefore: fc.constantFrom(null, '2011-12-31'),
  office: fc.constantFrom(null, ...officesAsked),
  email: fc.constantFrom(null, 'yes', 'no', 'employer'),
  phone: fc.constantFrom(null, 'yes', 'no'),
  event: fc.option(fc.record({ id: fc.integer({ min: 1, max: 3 }), answer: fc.constantFrom(...eventAnswers) }), { nil: null }),
})

test('a filter comes back from its own form as it was, and has a line about it', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      assert.deepEqual(readFilter(asTyped(filter), known), { filter: { ...filter, event: filter.event && { ...filter.event } } })
      const line = en.describe(filter, (kind, id) => `${kind} ${id}`)
      assert.ok(line.length > 0 && !/undefined|null|\[object/.test(line), line)
    }),
  )
  assert.equal(
    en.describe(everybody, () => undefined),
    'everybody',
  )
})

test('whatever is sent, it is a filter or refusals, never anything else', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...(Object.keys(asTyped(everybody)) as FilterField[])), fc.array(fc.string(), { maxLength: 4 })),
      (typed) => {
        const read = readFilter(typed, known)
        if ('refused' in read) assert.ok(Object.values(read.refused).every((reason) => reason in en.refusals))
        else assert.deepEqual(readFilter(asTyped(read.filter), known), read)
      },
    ),
  )
})

test('names in one form', () => {
  for (const [typed, kept] of [
    [' Nights ', 'Nights'],
    ['', null],
    ['x'.repeat(81), null],
    ['a\nb', null],
  ] as const)
    assert.equal(readSegmentName(typed), kept)
})
