import type { Facts } from '../employer-facts/fact.ts'
import { factsFor } from '../employer-facts/find-facts.ts'
import { reference, withFiguresInText } from '../employer-facts/fact.ts'
import type { Db } from '../platform/db.ts'
import { told } from '../publishing/publication.ts'
import { findPublished, type Published } from '../publishing/published.ts'
import { urls } from '../urls.ts'
import { textsOf, type Answer } from './answer.ts'
import { search } from './search.ts'
import { chooseVariant, type Reader } from './variant.ts'

export interface Topic {
  name: string
  answers: Published<Answer>[]
}

/** Topics in the order in which they were begun, each with its questions. They are the same topic where they are called the same in English. */
export function byTopic(answers: readonly Published<Answer>[], lang: 'en' | 'es'): Topic[] {
  const grouped = Map.groupBy(answers, ({ content }) => content.topic.en.toLowerCase())
  return [...grouped.values()].map((group) => ({
    name: told(group.find(({ content }) => content.topic.es)?.content.topic ?? group[0]!.content.topic, lang).text,
    answers: group,
  }))
}

/** What this reader would get of each, searched as somebody types it: the best first. */
export async function searchAnswers(
  db: Db,
  answers: readonly Published<Answer>[],
  typed: string,
  reader: Reader,
  now: Temporal.Instant,
): Promise<Published<Answer>[]> {
  const shown = answers.map((answer) => ({
    answer,
    text: chooseVariant(answer.content.variants, reader, now)?.answer ?? answer.content.answer,
  }))
  const facts = await factsFor(
    db,
    shown.flatMap(({ text }) => [text.en, text.es]),
  )
  const entries = shown.map(({ answer, text }) => {
    const { question, topic, words } = answer.content
    return {
      key: answer,
      texts: [
        `${question.en} ${question.es ?? ''}`,
        `${topic.en} ${topic.es ?? ''} ${words}`,
        `${filled(text.en, facts, 'en')} ${filled(text.es ?? '', facts, 'es')}`,
      ] as const,
    }
  })
  return search(entries, typed)
}

const filled = (text: string, facts: Facts, lang: 'en' | 'es') => withFiguresInText(text, facts, lang, '')

/** The published answers that refer to a fact. */
export async function answersUsingFact(db: Db, fact: string) {
  const answers = await findPublished<Answer>(db, 'answer')
  return answers
    .filter(({ content }) => textsOf(content).some((text) => text.includes(reference(fact))))
    .map(({ slug, content }) => ({ title: content.question, href: urls.answer(slug) }))
}
