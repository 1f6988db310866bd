import type { Db } from '../platform/db.ts'
import { findPublished } from '../publishing/published.ts'
import { factsIn, type Fact, type Facts } from './fact.ts'

/** The published facts that these texts refer to, as they are now; asks nothing where no text refers to one. */
export async function factsFor(db: Db, texts: readonly (string | null | undefined)[]): Promise<Facts> {
  const wanted = new Set(texts.flatMap((text) => factsIn(text ?? '')))
  if (wanted.size === 0) return new Map()
  return new Map((await findPublished<Fact>(db, 'fact')).filter(({ slug }) => wanted.has(slug)).map((fact) => [fact.slug, fact]))
}

/** Names in references that no published fact has. */
export async function unknownFacts(db: Db, texts: readonly string[]): Promise<string[]> {
  const facts = await factsFor(db, texts)
  return [...new Set(texts.flatMap(factsIn))].filter((slug) => !facts.has(slug))
}
