import type { Root } from '../platform/db.ts'
import type { Mail } from '../platform/mail.ts'
import type { Lang } from '../ui/shell.ts'
import { withFiguresShown } from '../updates/figures.ts'
import { urls } from '../urls.ts'
import {
  addressMessage,
  asSender,
  claim,
  findSendingFacts,
  stillCommunicates,
  type ClaimedByMember,
  type SendingFacts,
} from './delivery-queries.ts'
import type { Post } from './post.ts'
import { composeUpdateMail, listHeaders, slotsFor, type UpdateMail } from './update-mail.tsx'

/** The mail of an update, for members whose locals lend messages; undefined: this message is about something else. */
export async function findUpdatePost(root: Root, message: number): Promise<Post<ClaimedByMember> | undefined> {
  const facts = await asSender(root, async (client, db) => {
    const found = await findSendingFacts(client, message)
    return found && (await withFiguresShown(db, [found]))[0]
  })
  if (!facts) return undefined
  // Whoever approved it, or told it to go on, must still hold the office.
  const onBehalfOf = facts.steps.find(({ step, by }) => step === 'resumed' && by)?.by ?? facts.approved_by
  return {
    mode: facts.mode,
    steps: facts.steps,
    mayGoOut: (client) => stillCommunicates(client, onBehalfOf),
    address: (client) => addressMessage(client, message, onBehalfOf),
    claim: (client, run, after, most) => claim(client, message, run, after, most),
    gone: 'share ended or address changed',
    mailFor: (base) => mails(facts, base),
  }
}

/** The mail of each, put together from what all have in common. */
function mails(facts: SendingFacts, base: string): (one: ClaimedByMember) => Mail {
  const composed = new Map<Lang, UpdateMail>()
  const { host } = new URL(base)
  const common = (lang: Lang) => {
    const known = composed.get(lang)
    if (known) return known
    const { picture } = facts
    const made = composeUpdateMail({
      content: facts.content,
      lang,
      coalition: facts.coalition,
      postalAddress: facts.postal_address,
      base,
      pageUrl: base + urls.update(facts.slug),
      picture: picture && { ...picture, src: base + urls.picture(picture.hash, 'jpeg') },
    })
    composed.set(lang, made)
    return made
  }
  return (one) => {
    const mail = common(one.lang),
      link = base + urls.unsubscribe(one.token)
    return {
      to: one.email!,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      replyTo: facts.reply_to,
      slots: slotsFor(mail, one.lang, one.shared ? null : one.first_name, link),
      headers: listHeaders(link, facts.coalition, host),
    }
  }
}
