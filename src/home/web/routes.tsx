import type { Context } from 'hono'
import { Fragment, type VNode } from 'preact'
import { NotFound } from '../../platform/errors.ts'
import { keepLanguage, ownPath, page, type App, type Env } from '../../platform/web.ts'
import { requireMe } from '../../people/me.ts'
import type { Me } from '../../people/office.ts'
import { languages } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { sourceArchive, version } from '../source.ts'
import { HomePage, SourcePage, StaffHomePage } from './pages.tsx'

/** What another room puts on the first page. Null: nothing to show. */
export type HomePart = (c: Context<Env>) => Promise<VNode | null>

/** What another room puts on the staff's first page, for somebody who holds an office. Null: nothing to show. */
export type StaffPart = (c: Context<Env>, me: Me) => Promise<VNode | null>

export function homeRoutes(app: App, parts: readonly HomePart[], staffParts: readonly StaffPart[]) {
  app.get(urls.home, async (c) => {
    const { locals } = await c.var.db
      .selectFrom('local')
      .select((eb) => eb.fn.countAll<number>().as('locals'))
      .executeTakeFirstOrThrow()
    return page(c, <HomePage locals={locals}>{await shown(parts, (part) => part(c))}</HomePage>)
  })

  app.get(urls.staff, async (c) => {
    if (!c.var.account) return c.redirect(`${urls.signIn}?back=${urls.staff}`, 303)
    const me = await requireMe(c.var.db, c.var.account)
    if (!me.offices.length) throw new NotFound()
    return page(c, <StaffHomePage me={me}>{await shown(staffParts, (part) => part(c, me))}</StaffHomePage>)
  })

  app.get(urls.language(':lang'), (c) => {
    const lang = languages.find((known) => known === c.req.param('lang'))
    if (!lang) throw new NotFound()
    keepLanguage(c, lang)
    return c.redirect(ownPath(c.req.query('back'), urls.home), 303)
  })

  app.get(urls.source, (c) => page(c, <SourcePage version={version} elsewhere={c.var.settings.SOURCE_URL} />))
  app.get(urls.sourceArchive, async (c) => {
    c.header('content-type', 'application/gzip')
    c.header('content-disposition', `attachment; filename="commontable-${version}.tar.gz"`)
    return c.body(await sourceArchive())
  })
}

/** One after the other: they share the request's one transaction. */
async function shown<Part>(parts: readonly Part[], ask: (part: Part) => Promise<VNode | null>): Promise<VNode[]> {
  const sections: VNode[] = []
  for (const part of parts) {
    const section = await ask(part)
    if (section) sections.push(<Fragment key={sections.length}>{section}</Fragment>)
  }
  return sections
}
