import { factsIn, withFiguresInText, type Fact, type Facts } from '../employer-facts/fact.ts'
import type { Db } from '../platform/db.ts'
import type { Flag } from '../publishing/publication.ts'
import { findPublished } from '../publishing/published.ts'
import { formatDay } from '../ui/time.tsx'
import { placeName, textsOf, type Answer, type Place } from './answer.ts'
import { findPlaces } from './faq-queries.ts'
import { en } from './faq-staff.en.ts'
import { chooseVariant, daysAhead, endingSoon, endOf } from './variant.ts'

/** What an answer is told with: places by name, figures, the coalition's zone. */
export interface Surroundings {
  places: readonly Place[]
  facts: Facts
  zone: string
}

export async function findSurroundings(db: Db): Promise<Surroundings> {
  const { zone } = await db.selectFrom('deployment').select('zone').executeTakeFirstOrThrow()
  const facts = new Map((await findPublished<Fact>(db, 'fact')).map((fact) => [fact.slug, fact]))
  return { places: await findPlaces(db), facts, zone }
}

/** Variants that end within two weeks with what takes their place, answers that somebody has to look at again, and facts that are gone. */
export async function findFlags(db: Db, { places, facts, zone }: Surroundings, now: Temporal.Instant): Promise<Flag[]> {
  const words = en.flags
  const found: Flag[] = []
  for (const { id, content } of await findPublished<Answer>(db, 'answer')) {
    const flag = (what: string, sentence: string) => found.push({ publication: id, what, sentence })
    for (const variant of endingSoon(content.variants, now)) {
      const last = Temporal.PlainDate.from(variant.last!)
      const reader = { local: variant.local, unit: variant.unit, states: variant.states }
      const next = chooseVariant(content.variants, reader, endOf(variant)!)?.answer ?? content.answer
      const days = now.toZonedDateTimeISO(variant.zone).toPlainDate().until(last).days
      const text = withFiguresInText(next.en, facts, 'en', '…').replace(/\s+/g, ' ')
      const beginning = text.length > 120 ? `${text.slice(0, 118)}…` : text
      flag(
        `ends ${variant.last} ${variant.local ?? ''}/${variant.unit ?? ''}`,
        words.ends(placeName(variant, places) ?? words.everywhere, formatDay(last, variant.zone, 'en'), days, beginning),
      )
    }
    const today = now.toZonedDateTimeISO(zone).toPlainDate()
    const by = content.checkBy && Temporal.PlainDate.from(content.checkBy)
    if (by && Temporal.PlainDate.compare(by, today.add({ days: daysAhead })) <= 0)
      flag(`check ${content.checkBy}`, words.check(formatDay(by, zone, 'en'), Temporal.PlainDate.compare(by, today) < 0))
    for (const slug of new Set(textsOf(content).flatMap(factsIn))) if (!facts.has(slug)) flag(`fact ${slug}`, words.fact(slug))
  }
  return found
}
