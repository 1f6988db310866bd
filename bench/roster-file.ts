import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const first = [
  'Maria',
  'José',
  'Noelani',
  'Wei',
  'Amara',
  'Grace',
  'Dwayne',
  'Linh',
  'Priya',
  'Halima',
  'Teo',
  'Rosa',
  'Min-ji',
  'Omar',
  'Ruth',
  'Sven',
  'Inés',
  'Kekoa',
  'Bruno',
  'Olga',
  'Tomás',
  'Zoë',
  'Ana',
  'Piet',
]
const last = [
  'Santos',
  'Muñoz-Ortega',
  'Kāʻai',
  'Chen',
  'Diallo',
  "O'Dell",
  'Fuller',
  'Nguyễn',
  'Raman',
  'Yusuf',
  'Bautista',
  'Ibáñez',
  'Park',
  'Castellano',
  'Abrams',
  'Lindqvist',
  'Duarte',
  'Halloran',
  'Petrova',
  'van der Meer',
  'Whitaker',
  'Marchetti',
  'Okafor',
]
const units = ['Registered nurses', 'Pharmacy']
const worksites = ['Cedar Hill Hospital', 'Lantern Bay Clinic', 'Old Mill Medical Offices']
const shifts = ['Day', 'Evening', 'Night']
const titles = ['Registered nurse', 'Pharmacy technician', 'Laboratory assistant', 'Cook']
const languages = ['English', 'English', 'English', 'Spanish', 'Chinese', 'Vietnamese', 'Tagalog']

/**
 * A roster of invented people for the North of test/cast.ts, the same each time. Some have no address, some no telephone, some a comma in
 * the department. `later`: the same roster a month on, in which one person in a hundred has another shift, title or address.
 */
export const writeRoster = (path: string, rows: number, later = false) =>
  pipeline(Readable.from(pieces(rows, later)), createWriteStream(path))

function* pieces(rows: number, later: boolean) {
  let piece =
    'Member number,Last name,First name,Email,Mobile phone,Bargaining unit,Worksite,Department,Shift,Job title,Preferred language,Hire date\r\n'
  for (let n = 0; n < rows; n++) {
    const mixed = (n * 2_654_435_761) % 4_294_967_296 // Knuth's multiplicative hash: neighbours differ in everything
    const moved = later && n % 100 === 42 ? 1 + (Math.floor(n / 100) % 3) : 0
    const pick = (list: string[], by: number, on = 0) => list[(Math.floor(mixed / by) + on) % list.length]!
    const ward = Math.floor(mixed / 97) % 40
    piece +=
      `M-${1_000_000 + n},${pick(last, 1)},${pick(first, 29)},${n % 12 === 0 ? '' : `member.${n}${moved === 1 ? '.home' : ''}@example.org`},${n % 20 === 0 ? '' : `(${200 + (n % 700)}) 555-01${String(Math.floor(n / 700) % 100).padStart(2, '0')}`},` +
      `${pick(units, 7)},${pick(worksites, 11)},${ward % 10 === 0 ? `"Ward ${ward}, north wing"` : `Ward ${ward}`},${pick(shifts, 13, Number(moved === 2))},${pick(titles, 17, Number(moved === 3))},${pick(languages, 19)},${1990 + (mixed % 37)}-${String(1 + (mixed % 12)).padStart(2, '0')}-${String(1 + (mixed % 28)).padStart(2, '0')}\r\n`
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}
