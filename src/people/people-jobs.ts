import { sql } from 'kysely'
import { asPerson } from '../platform/db.ts'
import type { Jobs } from '../platform/jobs.ts'
import { mailer } from '../platform/mail.ts'
import type { Lang } from '../ui/shell.ts'
import { formatShortDay } from '../ui/time.tsx'
import { urls } from '../urls.ts'
import { hashCode, hashToken, newCode, newToken } from './secrets.ts'
import { en as employerEn } from './employer.en.ts'
import { es as employerEs } from './employer.es.ts'
import { en as invitationEn } from './invitation.en.ts'
import { es as invitationEs } from './invitation.es.ts'
import { findInvitations } from './invitations.ts'
import { en as passkeyEn } from './passkey.en.ts'
import { es as passkeyEs } from './passkey.es.ts'
import { en } from './people.en.ts'
import { es } from './people.es.ts'

export const peopleJobs: Jobs = {
  /**
   * Writes the mail with link and code, if anybody has the address. The secrets are made here, so that no queue and no
   * request ever holds them. Armed before it is sent: a crash in between costs the person one more request, never two links.
   */
  async 'sign-in-mail'({ data, root, settings, log }: { data: { request: string } } & Parameters<Jobs[string]>[0]) {
    const token = newToken(),
      code = newCode()
    const mail = await asPerson(root, null, 'read write', async (db) => {
      const {
        rows: [to],
      } = await sql<{ address: string; lang: Lang }>`select * from sign_in_to_mail(${data.request})`.execute(db)
      if (!to) return null
      const { armed } = await db
        .selectNoFrom(sql<boolean>`arm_sign_in(${data.request}, ${hashToken(token)}, ${hashCode(data.request, code)})`.as('armed'))
        .executeTakeFirstOrThrow()
      const { coalition } = await db.selectFrom('deployment').select('coalition').executeTakeFirstOrThrow()
      return armed ? { ...to, coalition } : null
    })
    if (!mail) return log.info({ request: data.request }, 'nobody to mail')
    const words = { en, es }[mail.lang].mail
    const link = settings.BASE_URL + urls.signInLink(token)
    await (
      await mailer(root, settings)
    ).send({
      to: mail.address,
      lang: mail.lang,
      subject: words.subject(mail.coalition),
      paragraphs: [words.hello, words.open, { link }, words.code(code), words.once],
    })
  },

  /** Tells somebody at each of her addresses that her account has a new passkey. Sent twice after a crash at worst. */
  async 'passkey-mail'({ account, data, root, settings }: { data: { name: string } } & Parameters<Jobs[string]>[0]) {
    const found = await asPerson(root, account, 'read only', async (db) => ({
      addresses: await db.selectFrom('account_address').select('address').execute(),
      ...(await db.selectFrom('deployment').select('coalition').executeTakeFirstOrThrow()),
      ...(await db.selectFrom('account').select('lang').executeTakeFirstOrThrow()),
    }))
    const lang = found.lang as Lang,
      words = { en: passkeyEn, es: passkeyEs }[lang].mail
    for (const { address } of found.addresses)
      await (
        await mailer(root, settings)
      ).send({
        to: address,
        lang,
        subject: words.subject(found.coalition),
        paragraphs: [words.hello, words.added(data.name), words.notYou, { link: settings.BASE_URL + urls.me }],
      })
  },

  /** Mails an invitation, in the inviter's name: nothing goes out when she could not grant the office any more. The newest three links work. */
  async 'invitation-mail'({ account, data, root, settings, log }: { data: { invitation: number } } & Parameters<Jobs[string]>[0]) {
    const token = newToken()
    const mail = await asPerson(root, account, 'read write', async (db) => {
      const { armed } = await db
        .selectNoFrom(sql<boolean>`arm_invitation(${data.invitation}, ${hashToken(token)})`.as('armed'))
        .executeTakeFirstOrThrow()
      const invitation = (await findInvitations(db)).find(({ id }) => id === data.invitation)
      return armed && invitation
        ? { invitation, ...(await db.selectFrom('deployment').select(['coalition', 'zone']).executeTakeFirstOrThrow()) }
        : null
    })
    if (!mail) return log.info({ invitation: data.invitation }, 'nothing to mail')
    const {
      invitation: { address, name, lang, inviter, role, place, handingOver, expiresAt },
      coalition,
      zone,
    } = mail
    const words = { en: invitationEn, es: invitationEs }[lang],
      roles = { en, es }[lang]
    await (
      await mailer(root, settings)
    ).send({
      to: address,
      lang,
      subject: words.mail.subject(coalition),
      paragraphs: [
        words.mail.hello(name),
        words.asks(inviter, roles.roles[role]!, place || roles.coalition),
        ...(handingOver ? [words.handing(inviter)] : []),
        words.meaning[role]!,
        words.mail.open,
        { link: settings.BASE_URL + urls.invitation(token) },
        words.mail.expires(formatShortDay(expiresAt, zone, lang)),
      ],
    })
  },

  /** Mails the link with which somebody proves that an address is hers. Armed before it is sent: a crash in between costs her one more request. */
  async 'address-proof-mail'({ account, data, root, settings, log }: { data: { proof: string } } & Parameters<Jobs[string]>[0]) {
    const token = newToken()
    const mail = await asPerson(root, account, 'read write', async (db) => ({
      ...(await db
        .selectNoFrom(sql<string | null>`arm_address_proof(${data.proof}, ${hashToken(token)})`.as('to'))
        .executeTakeFirstOrThrow()),
      ...(await db.selectFrom('account').select('lang').executeTakeFirstOrThrow()),
    }))
    if (!mail.to) return log.info({ proof: data.proof }, 'nothing to mail')
    const lang = mail.lang as Lang,
      words = { en: employerEn, es: employerEs }[lang].mail
    await (
      await mailer(root, settings)
    ).send({
      to: mail.to,
      lang,
      subject: words.subject,
      paragraphs: [words.hello, words.open, { link: settings.BASE_URL + urls.proveAddress(token) }, words.once],
    })
  },
}
