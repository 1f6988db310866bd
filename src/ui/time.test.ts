import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dayParts,
  formatDay,
  formatDistance,
  formatEnd,
  formatMoment,
  formatShortDay,
  formatSpan,
  formatStamp,
  formatTime,
} from './time.tsx'

const at = (text: string) => Temporal.Instant.from(text)
const la = 'America/Los_Angeles'
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test('a moment names its day, hour and zone', () => {
  const cases: [string, string, string, string][] = [
    [
      '2027-10-30T17:00:00Z',
      la,
      'Saturday, October 30, 2027, 10:00 a.m. Pacific Daylight Time',
      'sábado, 30 de octubre de 2027, 10:00 a.m., hora de verano del Pacífico',
    ],
    [
      '2027-12-01T02:05:00Z',
      la,
      'Tuesday, November 30, 2027, 6:05 p.m. Pacific Standard Time',
      'martes, 30 de noviembre de 2027, 6:05 p.m., hora estándar del Pacífico',
    ],
    [
      '2025-10-14T13:00:00Z',
      'America/Phoenix',
      'Tuesday, October 14, 2025, 6:00 a.m. Mountain Standard Time',
      'martes, 14 de octubre de 2025, 6:00 a.m., hora estándar de las Montañas Rocosas',
    ],
    [
      '2025-10-14T16:00:00Z',
      'Pacific/Honolulu',
      'Tuesday, October 14, 2025, 6:00 a.m. Hawaii-Aleutian Standard Time',
      'martes, 14 de octubre de 2025, 6:00 a.m., hora estándar de Hawái-Aleutianas',
    ],
  ]
  for (const [instant, zone, en, es] of cases) {
    assert.equal(plain(formatMoment(at(instant), zone, 'en')), en)
    assert.equal(plain(formatMoment(at(instant), zone, 'es')), es)
  }
})

test('noon has its word; midnight is never 12:00', () => {
  const noon = at('2021-09-30T19:00:00Z'),
    midnight = at('2021-10-01T07:00:00Z')
  assert.equal(plain(formatTime(noon, la, 'en')), 'noon Pacific Daylight Time')
  assert.equal(plain(formatTime(noon, la, 'es')), '12:00 del mediodía, hora de verano del Pacífico')
  assert.equal(plain(formatTime(at('2021-09-30T19:05:00Z'), la, 'en')), '12:05 p.m. Pacific Daylight Time')
  assert.equal(plain(formatMoment(midnight, la, 'en')), 'Friday, October 1, 2021, 12:01 a.m. Pacific Daylight Time')
  assert.equal(plain(formatEnd(midnight, la, 'en')), 'Thursday, September 30, 2021, 11:59 p.m. Pacific Daylight Time')
  assert.equal(plain(formatEnd(midnight, la, 'es')), 'jueves, 30 de septiembre de 2021, 11:59 p.m., hora de verano del Pacífico')
  assert.equal(
    plain(formatEnd(at('2021-10-01T04:00:00Z'), 'America/New_York', 'en')),
    'Thursday, September 30, 2021, 11:59 p.m. Eastern Daylight Time',
  )
  assert.equal(plain(formatEnd(at('2021-10-01T05:00:00Z'), la, 'en')), 'Thursday, September 30, 2021, 10:00 p.m. Pacific Daylight Time')
})

test('a span says its day once, and both when they differ', () => {
  const start = at('2027-10-30T17:00:00Z')
  assert.equal(
    plain(formatSpan(start, at('2027-10-30T21:00:00Z'), la, 'en')),
    'Saturday, October 30, 2027, 10:00 a.m. to 2:00 p.m. Pacific Daylight Time',
  )
  assert.equal(
    plain(formatSpan(start, at('2027-10-31T07:00:00Z'), la, 'en')),
    'Saturday, October 30, 2027, 10:00 a.m. to 11:59 p.m. Pacific Daylight Time',
  )
  assert.equal(
    plain(formatSpan(start, at('2027-11-08T01:00:00Z'), la, 'en')),
    'Saturday, October 30, 2027, 10:00 a.m. Pacific Daylight Time to Sunday, November 7, 2027, 5:00 p.m. Pacific Standard Time',
  )
})

test('days, stamps and distances', () => {
  const instant = at('2027-10-31T05:30:00Z'),
    date = Temporal.PlainDate.from('2027-10-30')
  assert.equal(formatDay(instant, la, 'en'), 'Saturday, October 30, 2027')
  assert.equal(formatDay(date, 'Pacific/Honolulu', 'en'), 'Saturday, October 30, 2027')
  assert.equal(formatShortDay(date, 'Asia/Tokyo', 'en'), 'Sat, Oct 30, 2027')
  assert.equal(plain(formatStamp(instant, la, 'en')), 'Oct 30, 2027, 10:30 p.m. PDT')
  assert.deepEqual(dayParts(instant, la, 'es'), { weekday: 'sáb', day: '30', month: 'oct', year: '2027' })
  assert.equal(formatDistance(instant, at('2027-10-18T19:00:00Z'), la, 'en'), 'in 12 days')
  assert.equal(formatDistance(instant, at('2027-10-30T08:00:00Z'), la, 'en'), 'today')
  assert.equal(formatDistance(instant, at('2027-10-31T08:00:00Z'), la, 'es'), 'ayer')
})
