import { sql } from 'kysely'
import { factsFor, unknownFacts } from '../employer-facts/find-facts.ts'
import { en } from '../employer-facts/fact.en.ts'
import { es } from '../employer-facts/fact.es.ts'
import { reference, sourceLine, withFigures } from '../employer-facts/fact.ts'
import type { Db } from '../platform/db.ts'
import { urls } from '../urls.ts'
import type { Content } from './update.ts'

/** The update with the figures of the facts that it refers to, as they are now, and their sources among its own. */
export async function withFiguresShown<Update extends { content: Content }>(db: Db, updates: readonly Update[]): Promise<Update[]> {
  const facts = await factsFor(
    db,
    updates.flatMap(({ content }) => [content.body, content.spanish?.body]),
  )
  if (facts.size === 0 && !updates.some(({ content }) => content.body.includes('[fact:'))) return [...updates]
  return updates.map((update) => {
    const { content } = update
    const used = [...facts.values()].filter(({ slug }) =>
      [content.body, content.spanish?.body].some((body) => body?.includes(reference(slug))),
    )
    return {
      ...update,
      content: {
        ...content,
        body: withFigures(content.body, facts, 'en', en.gone),
        spanish: content.spanish && { ...content.spanish, body: withFigures(content.spanish.body, facts, 'es', es.gone) },
        sources: [...new Set([...content.sources, ...used.map((fact) => sourceLine(fact.content))])],
      },
    }
  })
}

/** Names of facts that the text refers to and nobody has published. */
export const unknownInUpdate = (db: Db, content: Content): Promise<string[]> =>
  unknownFacts(db, [content.body, content.spanish?.body ?? ''])

/** The published updates that refer to a fact. */
export async function updatesUsingFact(db: Db, fact: string) {
  const rows = await db
    .selectFrom('update_item as i')
    .innerJoin('update_revision as r', (join) => join.onRef('r.update_id', '=', 'i.id').onRef('r.revision', '=', 'i.published_revision'))
    .where('i.published_at', '<=', sql<Temporal.Instant>`campaign_now()`)
    .where(sql<boolean>`not exists (select from update_withdrawal w where (w.update_id, w.revision) = (i.id, i.published_revision))`)
    .where(sql<boolean>`strpos(r.body || coalesce(r.body_es, ''), ${reference(fact)}) > 0`)
    .select(['i.slug', 'r.title as en', 'r.title_es as es'])
    .orderBy('i.published_at', 'desc')
    .execute()
  return rows.map(({ slug, en, es }) => ({ title: { en, es }, href: urls.update(slug) }))
}
