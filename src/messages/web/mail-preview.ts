import type { Context } from 'hono'
import { fill, escape } from '../../platform/mail.ts'
import type { Env } from '../../platform/web.ts'
import type { Content } from '../../updates/update.ts'
import type { Lang } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { composeUpdateMail, slotsFor } from '../update-mail.tsx'

/** What a mail brings along holds in its frame: its own styles, pictures, and nothing that runs, sends or opens. */
export const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: http: https:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

/** The mail of an update as one member will get it, before anybody does. The link that unsubscribes leads nowhere. */
export async function mailPreview(c: Context<Env>, { content, slug, lang, files, base }: {
  content: Content
  slug: string
  lang: Lang
  files: readonly { hash: string; width: number; height: number; type: string }[]
  base: string
}) {
  const { postal_address: postalAddress } = await c.var.db.selectFrom('deployment').select('postal_address').executeTakeFirstOrThrow()
  const jpeg = files.find(({ type }) => type === 'jpeg')
  const mail = composeUpdateMail({
    content, lang, coalition: c.var.shell.coalition, postalAddress, base, pageUrl: base + urls.update(slug),
    picture: jpeg ? { src: urls.picture(jpeg.hash, 'jpeg'), width: jpeg.width, height: jpeg.height } : null,
  })
  c.set('ownPolicy', mailPolicy)
  return c.html(fill(mail.html, slotsFor(mail, lang, lang === 'es' ? 'María' : 'Maria', '#'), escape))
}
