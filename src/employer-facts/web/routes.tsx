import type { Context } from 'hono'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { findHistory, findPublished, findPublishedOne } from '../../publishing/published.ts'
import { Section } from '../../ui/pieces.tsx'
import { urls } from '../../urls.ts'
import { findCopy } from '../archive-copy.ts'
import { reference, type Fact } from '../fact.ts'
import { en as staff } from '../fact-staff.en.ts'
import { FactPage, FactsPage, type Use } from './fact-pages.tsx'

/** Which published pages of a feature refer to a fact, by its name in addresses. */
export type FindUses = (db: Db, fact: string) => Promise<Use[]>

const origin = (c: Context<Env>) => c.var.settings.BASE_URL ?? new URL(c.req.url).origin

export function employerFactRoutes(app: App, uses: readonly FindUses[]) {
  app.get(urls.facts, async (c) => page(c, <FactsPage facts={await findPublished<Fact>(c.var.db, 'fact')} base={origin(c)} />))

  app.get(urls.archivedCopy(':hash{[0-9a-f]+}'), async (c) => {
    const copy = await findCopy(c.var.db, c.req.param('hash')!)
    if (!copy) throw new NotFound()
    c.set('ownPolicy', "default-src 'none'; sandbox") // it came from elsewhere: nothing in it runs here
    return c.body(new Uint8Array(copy.bytes), 200, {
      'content-type': copy.type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(copy.name)}`,
      'x-content-type-options': 'nosniff',
    })
  })

  app.get(urls.fact(':slug{[a-z0-9-]+}'), async (c) => {
    const fact = await findPublishedOne<Fact>(c.var.db, 'fact', c.req.param('slug')!)
    if (!fact) throw new NotFound()
    return page(
      c,
      <FactPage
        fact={fact}
        history={await findHistory<Fact>(c.var.db, fact.id)}
        uses={await usesOf(c.var.db, uses, fact.slug)}
        base={origin(c)}
      />,
    )
  })
}

async function usesOf(db: Db, uses: readonly FindUses[], slug: string) {
  const found: Use[] = []
  for (const find of uses) found.push(...(await find(db, slug)))
  return found
}

/** For the second person: how texts refer to the fact, and where its figure changes when she approves. */
export const factConsequences =
  (uses: readonly FindUses[]) =>
  async (db: Db, { slug }: { slug: string }) => {
    const found = await usesOf(db, uses, slug)
    return (
      <>
        <Section title={staff.refer}>
          <p>{staff.referText}</p>
          <p class="pass-on">{reference(slug)}</p>
        </Section>
        <Section title={staff.changes}>
          {found.length === 0 ? (
            <p>{staff.changesNone}</p>
          ) : (
            <ul>
              {found.map(({ title, href }) => (
                <li key={href}>
                  <a href={href}>{title.en}</a>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </>
    )
  }
