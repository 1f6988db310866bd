import { sql } from 'kysely'
import { asPerson, asRole, type Root } from '../platform/db.ts'
import type { Job, Jobs } from '../platform/jobs.ts'
import { mailer } from '../platform/mail.ts'
import { formatDay, formatStamp } from '../ui/time.tsx'
import { urls } from '../urls.ts'
import { findAhead, type UnitDeadline } from './ahead.ts'
import { en } from './board-staff.en.ts'
import { todayIn } from './days.ts'
import { hasHour } from './deadlines.ts'

/** So many days before a deadline its officers are mailed, and once when it went by undone. */
const before = [30, 14, 7, 3, 1, 0]
/** What went by longer ago is no news. */
const lateFor = 7

/** Which of the mails is due for a deadline: the days before it, 'late', or null for none yet or no more. Whoever was away gets the one that holds now. */
function reminderDue({ deadline: { day, zone } }: Pick<UnitDeadline, 'deadline'>, now: Temporal.Instant): number | 'late' | null {
  const left = todayIn(zone, now).until(day, { largestUnit: 'days' }).days
  if (left < 0) return left >= -lateFor ? 'late' : null
  return before.findLast((days) => left <= days) ?? null
}

/**
 * Once a day: officers are mailed the deadlines of their own local, the coordinator those of all, each as she may read them herself; each deadline once for
 * each of the days before it. Told twice after a crash at worst.
 */
async function remindOfficers({ root, settings, log }: Job) {
  const officers = await asRole(
    root,
    'sender',
    'read only',
    '',
    async (db) => (await sql<{ account_id: string; address: string | null }>`select * from accounts_to_remind()`.execute(db)).rows,
  )
  for (const { account_id: account, address } of officers) {
    if (!address) continue
    const due = await dueFor(root, account)
    if (due.length === 0) continue
    const told = await asRole(root, 'sender', 'read write', '', async (db) => {
      const news = []
      for (const { what, sentence } of due) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('deadline_told')
          .values({ account_id: account, what })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows === 1n) news.push(sentence)
      }
      if (news.length > 0)
        await (
          await mailer(root, settings)
        ).send({
          to: address,
          lang: 'en',
          subject: en.reminder.subject(news.length),
          paragraphs: [en.reminder.hello, ...news, en.reminder.text, { link: settings.BASE_URL + urls.deadlines }],
        })
      return news.length
    })
    if (told > 0) log.info({ account, told }, 'an officer was reminded of deadlines')
  }
}

const dueFor = (root: Root, account: string) =>
  asPerson(root, account, 'read only', async (db) => {
    const { rows } = await sql<{
      now: Temporal.Instant
      locals: number[]
    }>`select campaign_now() as now, contract_locals() as locals`.execute(db)
    const { now, locals } = rows[0]!
    return (await findAhead(db, now)).flatMap((found) => {
      const step = reminderDue(found, now)
      const { unit, deadline } = found
      if (step === null || !locals.includes(unit.localId)) return []
      const day = hasHour(deadline) ? formatStamp(deadline.at!, deadline.zone, 'en') : formatDay(deadline.day, 'UTC', 'en')
      const what = `${unit.unitId} ${deadline.kind} ${deadline.day} ${step} ${deadline.of}`.slice(0, 200)
      return [
        {
          what,
          sentence: en.reminder.sentence(en.kindsOfDeadline[deadline.kind], `${unit.unitName}, ${unit.localName}`, day, step === 'late'),
        },
      ]
    })
  })

export const contractJobs: Jobs = { 'deadlines-due': remindOfficers }

/** In the morning of America (UTC); a worker that slept through it makes up for it when it starts. */
export const contractSchedule = '0 14 * * * deadlines-due ?fill=1d&max=3'
