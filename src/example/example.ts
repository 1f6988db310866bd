import { sql } from 'kysely'
import { examplePeople, type PersonKey } from '../../db/example/people.ts'
import type { Db } from '../platform/db.ts'

export interface Person {
  key: PersonKey
  name: string
  account: string
  /** Holds an office, and so comes in by the staff's door. */
  office: boolean
}

/** The people whom a visitor may be, in the order of the page. Nobody in a real deployment, where row security hides the table. */
export async function findPeople(db: Db): Promise<Person[]> {
  const rows = await db.selectFrom('example_person').select(['key', 'name', 'account_id as account']).orderBy('place').execute()
  return rows.flatMap(({ key, ...rest }) => {
    const known = examplePeople.find((person) => person.key === key)
    return known ? [{ key: known.key, office: 'office' in known, ...rest }] : []
  })
}

/** Opens a session (its token's hash is `session`) for one of the example's people. False outside the example. */
export const openExampleSession = async (db: Db, account: string, session: Buffer, device: string): Promise<boolean> =>
  (await db.selectNoFrom(sql<boolean>`example_session(${account}, ${session}, ${device})`.as('opened')).executeTakeFirstOrThrow()).opened

/** Sets the campaign clock to `target`, from where it goes on. False outside the example. */
export const moveCampaignClock = async (db: Db, target: Temporal.Instant): Promise<boolean> =>
  (await db.selectNoFrom(sql<boolean>`move_campaign_clock(${target.toString()}::timestamptz)`.as('moved')).executeTakeFirstOrThrow()).moved

const first = Temporal.PlainDate.from('2027-01-01')
const last = Temporal.PlainDate.from('2028-12-31')

/** A day and a time of day as people type them, in a zone. Refusals name the field. */
export function readMoment(day: string, time: string, zone: string): { at: Temporal.Instant } | { wrong: ('day' | 'time')[] } {
  const date = parsed(/^\d{4}-\d{2}-\d{2}$/, day, (text) => Temporal.PlainDate.from(text, { overflow: 'reject' }))
  const hour = parsed(/^\d{1,2}:\d{2}$/, time, (text) => Temporal.PlainTime.from(text.padStart(5, '0'), { overflow: 'reject' }))
  const inside = date && Temporal.PlainDate.compare(date, first) >= 0 && Temporal.PlainDate.compare(date, last) <= 0
  const wrong = [...(inside ? [] : ['day' as const]), ...(hour ? [] : ['time' as const])]
  if (wrong.length || !date || !hour) return { wrong }
  return { at: date.toZonedDateTime({ timeZone: zone, plainTime: hour }).toInstant() }
}

function parsed<T>(pattern: RegExp, text: string, read: (text: string) => T): T | null {
  if (!pattern.test(text.trim())) return null
  try {
    return read(text.trim())
  } catch {
    return null
  }
}
