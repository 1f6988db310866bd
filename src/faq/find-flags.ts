import { factsIn, withFiguresInText, type Fact, type Facts } from '../employer-facts/fact.ts'
import type { Db } from '../platform/db.ts'
import type { Flag } from '../publishing/publication.ts'
import { findPublished } from '../publishing/published.ts'
import { formatDay } from '../ui/time.tsx'
import { placeName, textsOf, type Answer, type Place } from './answer.ts'
import { findPlaces } from './faq-queries.ts'
import { en } from './faq-staff.en.ts'
import { findEnding } from './unit-states.ts'
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
  const ending = await findEnding(db, now, daysAhead)
  /** By answer, day and what is shown from then on: for how many units. */
  const changing = new Map<string, { publication: number; sentence: string; count: number; lastDay: string }>()
  for (const { id, content } of await findPublished<Answer>(db, 'answer')) {
    const flag = (what: string, sentence: string) => found.push({ publication: id, what, sentence })
    for (const variant of endingSoon(content.variants, now)) {
      const last = Temporal.PlainDate.from(variant.last!)
      const reader = { local: variant.local, unit: variant.unit, states: variant.states }
      const next = chooseVariant(content.variants, reader, endOf(variant)!)?.answer ?? content.answer
      const days = now.toZonedDateTimeISO(variant.zone).toPlainDate().until(last).days
      flag(
        `ends ${variant.last} ${variant.local ?? ''}/${variant.unit ?? ''}`,
        words.ends(placeName(variant, places) ?? words.everywhere, formatDay(last, variant.zone, 'en'), days, begun(next.en, facts)),
      )
    }
    for (const { local, unit, lastDay, before, after } of ending) {
      if (content.variants.every(({ states }) => states.length === 0)) break
      const shown = (states: typeof before) => chooseVariant(content.variants, { local, unit, states }, now)
      const next = shown(after)
      if (shown(before) === next) continue
      const key = `state ${lastDay} ${next ? content.variants.indexOf(next) : 'all'}`
      const known = changing.get(`${id} ${key}`)
      changing.set(`${id} ${key}`, {
        publication: id,
        lastDay: lastDay.toString(),
        count: (known?.count ?? 0) + 1,
        sentence: begun((next?.answer ?? content.answer).en, facts),
      })
    }
    const today = now.toZonedDateTimeISO(zone).toPlainDate()
    const by = content.checkBy && Temporal.PlainDate.from(content.checkBy)
    if (by && Temporal.PlainDate.compare(by, today.add({ days: daysAhead })) <= 0)
      flag(`check ${content.checkBy}`, words.check(formatDay(by, zone, 'en'), Temporal.PlainDate.compare(by, today) < 0))
    for (const slug of new Set(textsOf(content).flatMap(factsIn))) if (!facts.has(slug)) flag(`fact ${slug}`, words.fact(slug))
  }
  for (const [key, { publication, sentence, count, lastDay }] of changing) {
    const day = formatDay(Temporal.PlainDate.from(lastDay), zone, 'en')
    found.push({ publication, what: key, sentence: words.state(count, day, sentence) })
  }
  return found
}

function begun(answer: string, facts: Facts) {
  const text = withFiguresInText(answer, facts, 'en', '…').replace(/\s+/g, ' ')
  return text.length > 120 ? `${text.slice(0, 118)}…` : text
}
