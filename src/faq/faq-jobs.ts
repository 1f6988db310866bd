import { sql } from 'kysely'
import { asPerson, asRole } from '../platform/db.ts'
import type { Job, Jobs } from '../platform/jobs.ts'
import { mailer } from '../platform/mail.ts'
import type { Flag } from '../publishing/publication.ts'
import { findPublished } from '../publishing/published.ts'
import { urls } from '../urls.ts'
import type { Answer } from './answer.ts'
import { en } from './faq-staff.en.ts'
import { findFlags, findSurroundings } from './find-flags.ts'

/** Once a day: who looks after an answer is mailed what is about to become untrue in it, each thing once. Told twice after a crash at worst. */
async function tellOwners({ root, settings, log }: Job) {
  const { flags, names } = await asPerson(root, null, 'read only', async (db) => {
    const { rows } = await sql<{ now: Temporal.Instant }>`select campaign_now() as now`.execute(db)
    const answers = await findPublished<Answer>(db, 'answer')
    return {
      flags: await findFlags(db, await findSurroundings(db), rows[0]!.now),
      names: new Map(answers.map(({ id, content }) => [id, content.question.en])),
    }
  })
  for (const flag of flags) {
    const told = await asRole(root, 'sender', 'read write', '', async (db) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('publication_told')
        .values({ publication_id: flag.publication, what: flag.what.slice(0, 200) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows !== 1n) return 0
      const { rows } = await sql<{ address: string | null }>`select * from owners_to_tell(${flag.publication})`.execute(db)
      const to = rows.flatMap(({ address }) => address ?? [])
      for (const address of to)
        await (await mailer(root, settings)).send(noteOf(flag, names.get(flag.publication) ?? '', address, settings.BASE_URL ?? ''))
      return to.length
    })
    if (told > 0) log.info({ publication: flag.publication, told }, 'owners were told what is about to become untrue')
  }
}

const noteOf = ({ publication, sentence }: Flag, name: string, to: string, base: string) => ({
  to,
  lang: 'en' as const,
  subject: en.mail.subject(name),
  paragraphs: [en.mail.hello, `${name}: ${sentence}`, en.mail.text, { link: base + urls.publication(urls.faqStaff, publication) }],
})

export const faqJobs: Jobs = { 'answers-due': tellOwners }

/** In the morning of America (UTC); a worker that slept through it makes up for it when it starts. */
export const faqSchedule = '30 14 * * * answers-due ?fill=1d&max=3'
