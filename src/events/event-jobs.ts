import { sql } from 'kysely'
import { hashToken, newToken } from '../people/secrets.ts'
import { asRole } from '../platform/db.ts'
import type { Job, Jobs } from '../platform/jobs.ts'
import { mailer } from '../platform/mail.ts'
import type { Lang } from '../ui/shell.ts'
import { formatSpan } from '../ui/time.tsx'
import { urls } from '../urls.ts'
import { en } from './event.en.ts'
import { es } from './event.es.ts'

interface ToMail {
  address: string
  name: string
  lang: Lang
  slug: string
  title: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  place: string
  street: string
}

export const eventJobs: Jobs = {
  /**
   * The mail to somebody who signed up without an account, or did so once more: what for, and a link that is theirs. The link is
   * made here, so that no queue and no request ever holds it. After a crash a second mail may come; it says the same.
   */
  async 'event-sign-up-mail'({ data, root, settings, log }: Job<{ signUp: number }>) {
    const token = newToken()
    const mail = await asRole(
      root,
      'sender',
      'read write',
      '',
      async (db) => (await sql<ToMail>`select * from sign_up_to_mail(${data.signUp}, ${hashToken(token)})`.execute(db)).rows[0],
    )
    if (!mail) return log.info({ signUp: data.signUp }, 'nobody to mail')
    const words = { en, es }[mail.lang].mail
    const link = (path: string) => ({ link: settings.BASE_URL + path })
    await (
      await mailer(root, settings)
    ).send({
      to: mail.address,
      lang: mail.lang,
      subject: words.subject(mail.title),
      paragraphs: [
        words.hello(mail.name),
        words.coming(mail.title),
        `${words.when}: ${formatSpan(mail.starts_at, mail.ends_at, mail.zone, mail.lang)}`,
        `${words.where}: ${[mail.place, mail.street].filter(Boolean).join(', ')}`,
        `${words.manage}:`,
        link(urls.mySignUp(mail.slug, token)),
        `${words.calendar}:`,
        link(urls.eventCalendar(mail.slug)),
        words.notYou,
      ],
    })
  },
}
