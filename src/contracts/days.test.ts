import assert from 'node:assert/strict'
import { test } from 'node:test'
import { laterMoment, readWallTime, startOfDay, tenDaysAfter } from './days.ts'

const day = Temporal.PlainDate.from
const moment = Temporal.Instant.from

test('a last day ends where its day ends: three zones, three moments', () => {
  const ends = ['America/Los_Angeles', 'America/New_York', 'Pacific/Honolulu'].map((zone) =>
    startOfDay(day('2021-09-30'), zone, 1).toString(),
  )
  assert.deepEqual(ends, ['2021-10-01T07:00:00Z', '2021-10-01T04:00:00Z', '2021-10-01T10:00:00Z'])
  assert.equal(startOfDay(day('2021-09-30'), 'America/Los_Angeles', 1).toString(), ends[0]) // remembered
  assert.equal(startOfDay(day('2021-09-29'), 'America/Los_Angeles', 2).toString(), ends[0])
})

test('an hour that clocks leave out moves on to the first that exists, a repeated one is the later', () => {
  const wall = Temporal.PlainDateTime.from
  assert.equal(laterMoment(wall('2026-03-08T02:30'), 'America/Los_Angeles').toString(), '2026-03-08T10:00:00Z')
  assert.equal(laterMoment(wall('2026-11-01T01:30'), 'America/New_York').toString(), '2026-11-01T06:30:00Z')
  assert.equal(laterMoment(wall('2026-07-01T12:00'), 'America/New_York').toString(), '2026-07-01T16:00:00Z')
})

test('ten days by date and by hour part where the clocks change', () => {
  const told = (receipt: string, zone: string) => {
    const { calendar, strict } = tenDaysAfter([moment(receipt)], zone)
    return [calendar, strict].map((each) => each.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }))
  }
  assert.deepEqual(told('2026-03-01T06:00-08:00', 'America/Los_Angeles'), ['2026-03-11T06:00-07:00', '2026-03-11T07:00-07:00'])
  assert.deepEqual(told('2026-10-25T06:00-04:00', 'America/New_York'), ['2026-11-04T06:00-05:00', '2026-11-04T06:00-05:00'])
  assert.deepEqual(told('2026-06-01T06:00-07:00', 'America/Los_Angeles'), ['2026-06-11T06:00-07:00', '2026-06-11T06:00-07:00'])
})

test('ten days are the same hour on the wall, the later receipt and the longer count, wherever and whenever clocks change', () => {
  // By definition, one receipt at a time; the short way for days without a change of clocks must come to the same.
  const byDefinition = (receipts: Temporal.Instant[], zone: string) => {
    const last = (moments: Temporal.Instant[]) => moments.toSorted(Temporal.Instant.compare).at(-1)!
    const calendar = last(receipts.map((each) => laterMoment(each.toZonedDateTimeISO(zone).toPlainDateTime().add({ days: 10 }), zone)))
    return [calendar, last([calendar, ...receipts.map((each) => each.add({ hours: 240 }))])].map(String)
  }
  for (const [zone, ...around] of [
    ['America/Los_Angeles', '2026-03-08', '2026-11-01', '2026-07-01'],
    ['America/Havana', '2026-03-08', '2026-11-01'], // at midnight
    ['Australia/Lord_Howe', '2026-04-05', '2026-10-04'], // by half an hour
    ['Pacific/Apia', '2011-12-30'], // a day that was left out
  ] as const)
    for (const change of around)
      for (const before of [10, 0])
        for (let minutes = -1500; minutes < 1500; minutes += 45) {
          const first = startOfDay(day(change).subtract({ days: before }), zone).add({ minutes })
          const receipts = [first, first.add({ minutes: 50 })]
          const { calendar, strict } = tenDaysAfter(receipts, zone)
          assert.deepEqual([calendar, strict].map(String), byDefinition(receipts, zone), `${first} in ${zone}`)
        }
})

test('an hour typed into a form is taken, or told what is wrong with it', () => {
  assert.deepEqual(readWallTime('2026-10-17T06:00', 'America/Los_Angeles'), { value: moment('2026-10-17T13:00Z') })
  assert.deepEqual(readWallTime('2026-03-08T02:30', 'America/Los_Angeles'), { wrong: 'skipped' })
  assert.deepEqual(readWallTime('2026-11-01T01:30', 'America/New_York'), {
    wrong: 'twice',
    first: moment('2026-11-01T05:30Z'),
    second: moment('2026-11-01T06:30Z'),
  })
  assert.deepEqual(readWallTime('2026-02-30T06:00', 'America/Los_Angeles'), { wrong: 'not-a-time' })
  assert.deepEqual(readWallTime('tomorrow', 'America/Los_Angeles'), { wrong: 'not-a-time' })
  assert.deepEqual(readWallTime('2026-10-17T06:00', 'Mars/Olympus'), { wrong: 'no-such-zone' })
})
