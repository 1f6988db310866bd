import { sql } from 'kysely'
import { asRole } from '../platform/db.ts'
import type { Job, Jobs } from '../platform/jobs.ts'
import { mailer } from '../platform/mail.ts'
import { urls } from '../urls.ts'
import { en } from './questioning.en.ts'
import { es } from './questioning.es.ts'

export const questioningJobs: Jobs = {
  /** Tells the officers of a local that a report waits, and nothing of what it says. Sent twice after a crash at worst. */
  'questioning-mail': async ({ data: { local }, root, settings }: Job<{ local: string }>) => {
    const officers = await asRole(
      root,
      'sender',
      'read only',
      '',
      async (db) => (await sql<{ address: string | null; lang: 'en' | 'es' }>`select * from officers_to_tell(${local})`.execute(db)).rows,
    )
    for (const { address, lang } of officers) {
      if (!address) continue
      const { mail } = { en, es }[lang]
      await (
        await mailer(root, settings)
      ).send({
        to: address,
        lang,
        subject: mail.subject,
        paragraphs: [mail.hello, mail.text, { link: settings.BASE_URL + urls.localQuestioning(local) }],
      })
    }
  },
}
