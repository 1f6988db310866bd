import { dateOf } from '../employer-facts/fact.ts'
import { tidy, type Told, type Typed } from '../publishing/publication.ts'
import { unitStates } from '../contracts/unit-state.ts'
import { collide, type Variant } from './variant.ts'

/** A question with its answers. Texts in the light marks of src/updates/rich-text.ts, with references to facts. */
export interface Answer {
  question: Told
  topic: Told
  /** Other words by which people look for it, in any language. */
  words: string
  /** For everybody for whom no variant is shown. */
  answer: Told
  variants: Variant[]
  sources: string[]
  /** The day by which somebody has to look whether it is still true, YYYY-MM-DD in the coalition's zone. */
  checkBy: string | null
}

export const limits = { question: 160, topic: 60, words: 300, answer: 6000, variants: 30, sources: 20, source: 300 }

export type AnswerProblem =
  | 'question-missing'
  | 'question-long'
  | 'topic-missing'
  | 'topic-long'
  | 'words-long'
  | 'answer-missing'
  | 'answer-long'
  | 'spanish-missing'
  | 'place-unknown'
  | 'day-bad'
  | 'ends-before'
  | 'open'
  | 'collide'
  | 'sources-many'
  | 'source-long'
  | 'check-bad'
  | 'fact-unknown'

/** Locals with their units, and the zone in which days are counted there. */
export interface Place {
  id: number
  key: string
  name: string
  zone: string
  units: { id: number; name: string }[]
}

/** `harbor-760` or `harbor-760/3`, as it stands in forms and addresses: the local's key, and the unit's id. Null: no such place. */
export function placeOf(text: string | undefined, places: readonly Place[]): { local: string; unit: number | null } | null {
  const [, key, id] = /^([a-z0-9-]{1,80})(?:\/(\d{1,9}))?$/.exec(text ?? '') ?? []
  const place = places.find((one) => one.key === key)
  if (!place) return null
  if (id === undefined) return { local: place.key, unit: null }
  return place.units.some((unit) => unit.id === Number(id)) ? { local: place.key, unit: Number(id) } : null
}
export const placeText = ({ local, unit }: { local: string | null; unit: number | null }) =>
  local === null ? '' : unit === null ? local : `${local}/${unit}`

/** The place in words; null: everywhere. A place that is gone is called by its key. */
export function placeName({ local, unit }: { local: string | null; unit: number | null }, places: readonly Place[]): string | null {
  if (local === null) return null
  const place = places.find(({ key }) => key === local)
  const part = place?.units.find(({ id }) => id === unit)
  return place ? (part ? `${place.name}, ${part.name}` : place.name) : local
}

/** How many variants the form has. */
export const countOf = (typed: Typed) => Math.min(limits.variants, Number(/^\d{1,2}$/.exec(typed.variants ?? '')?.[0] ?? 0))

/** Reads what was typed. `facts`: names that may be referred to. `zone`: the coalition's, for variants without a place. */
export function readAnswer(
  typed: Typed,
  { places, facts, zone }: { places: readonly Place[]; facts: (text: string) => boolean; zone: string },
) {
  const problems: Record<string, AnswerProblem> = {}
  const line = (field: string) => tidy(typed[field])
  const text = (field: string) => tidy(typed[field], { many: true })
  const spanish = !!(line('questionEs') || text('answerEs'))
  const need = (field: string, value: string, most: number, missing: AnswerProblem, long: AnswerProblem) => {
    if (!value) problems[field] = missing
    else if (value.length > most) problems[field] = long
  }
  const texts = (field: string): Told => {
    const en = text(field),
      es = text(`${field}Es`)
    need(field, en, limits.answer, 'answer-missing', 'answer-long')
    if (spanish) need(`${field}Es`, es, limits.answer, 'spanish-missing', 'answer-long')
    for (const [name, value] of [
      [field, en],
      [`${field}Es`, es],
    ] as const)
      if (!problems[name] && !facts(value)) problems[name] = 'fact-unknown'
    return { en, es: spanish ? es : null }
  }

  const question = line('question'),
    topic = line('topic')
  need('question', question, limits.question, 'question-missing', 'question-long')
  need('topic', topic, limits.topic, 'topic-missing', 'topic-long')
  if (spanish) need('questionEs', line('questionEs'), limits.question, 'spanish-missing', 'question-long')
  if (spanish) need('topicEs', line('topicEs'), limits.topic, 'spanish-missing', 'topic-long')
  if (line('words').length > limits.words) problems.words = 'words-long'
  const answer = texts('answer')

  const variants: Variant[] = []
  for (let nr = 0; nr < countOf(typed); nr++) {
    const field = (name: string) => `variant-${nr}-${name}`
    const place = placeOf(typed[field('place')], places)
    if (typed[field('place')] && !place) problems[field('place')] = 'place-unknown'
    const day = (name: 'from' | 'last') => {
      const typedDay = line(field(name))
      if (!typedDay) return null
      const found = dateOf(typedDay)
      if (!found) problems[field(name)] = 'day-bad'
      return found?.toString() ?? null
    }
    const from = day('from'),
      last = day('last')
    if (from && last && last < from) problems[field('last')] = 'ends-before'
    const states = unitStates.filter((state) => typed[field(`state-${state}`)] === 'yes')
    const variant: Variant = {
      local: place?.local ?? null,
      unit: place?.unit ?? null,
      states,
      from,
      last,
      answer: texts(field('answer')),
      zone: places.find(({ key }) => key === place?.local)?.zone ?? zone,
    }
    if (
      !place &&
      states.length === 0 &&
      !from &&
      !last &&
      !problems[field('place')] &&
      !problems[field('from')] &&
      !problems[field('last')]
    )
      problems[field('place')] = 'open'
    else if (variants.some((other) => collide(other, variant))) problems[field('place')] ??= 'collide'
    variants.push(variant)
  }

  const sources = (typed.sources ?? '')
    .split('\n')
    .map((source) => tidy(source))
    .filter(Boolean)
  if (sources.length > limits.sources) problems.sources = 'sources-many'
  else if (sources.some((source) => source.length > limits.source)) problems.sources = 'source-long'
  const checkBy = line('checkBy')
  if (checkBy && !dateOf(checkBy)) problems.checkBy = 'check-bad'
  const content: Answer = {
    question: { en: question, es: spanish ? line('questionEs') : null },
    topic: { en: topic, es: line('topicEs') || null },
    words: line('words'),
    answer,
    variants,
    sources,
    checkBy: checkBy ? (dateOf(checkBy)?.toString() ?? null) : null,
  }
  return { content, problems }
}

export function typedFromAnswer(answer: Answer): Typed {
  const typed: Typed = {
    question: answer.question.en,
    questionEs: answer.question.es ?? '',
    topic: answer.topic.en,
    topicEs: answer.topic.es ?? '',
    words: answer.words,
    answer: answer.answer.en,
    answerEs: answer.answer.es ?? '',
    sources: answer.sources.join('\n'),
    checkBy: answer.checkBy ?? '',
    variants: String(answer.variants.length),
  }
  for (const [nr, variant] of answer.variants.entries()) {
    const set = (name: string, value: string) => (typed[`variant-${nr}-${name}`] = value)
    set('place', placeText(variant))
    set('from', variant.from ?? '')
    set('last', variant.last ?? '')
    set('answer', variant.answer.en)
    set('answerEs', variant.answer.es ?? '')
    for (const state of variant.states) set(`state-${state}`, 'yes')
  }
  return typed
}

/** The form with one variant more ("add") or one less ("remove-2"); nothing is saved. */
export function reshape(typed: Typed, step: string): Typed {
  const count = countOf(typed)
  if (step === 'add') return { ...typed, variants: String(Math.min(count + 1, limits.variants)) }
  const [, gone] = /^remove-(\d{1,2})$/.exec(step) ?? []
  if (gone === undefined || Number(gone) >= count) return typed
  const kept: Typed = Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith('variant-')))
  for (const [name, value] of Object.entries(typed)) {
    const [, nr, field] = /^variant-(\d+)-(.+)$/.exec(name) ?? []
    if (nr === undefined || nr === gone) continue
    kept[`variant-${Number(nr) > Number(gone) ? Number(nr) - 1 : nr}-${field}`] = value
  }
  return { ...kept, variants: String(count - 1) }
}

/** All texts in which facts may be referred to. */
export const textsOf = ({ answer, variants }: Answer): string[] =>
  [answer, ...variants.map((variant) => variant.answer)].flatMap(({ en, es }) => (es === null ? [en] : [en, es]))
