import { tidy, type Told, type Typed } from '../publishing/publication.ts'

/** One card: what a manager asks, what to answer, and what is good to know. */
export interface Card {
  asked: Told
  say: Told
  /** In the light marks of src/updates/rich-text.ts. Empty: nothing. */
  know: Told
  sources: string[]
}

export const limits = { asked: 120, say: 200, know: 1500, sources: 10, source: 300 }

export type CardProblem =
  | 'asked-missing'
  | 'asked-long'
  | 'say-missing'
  | 'say-long'
  | 'know-long'
  | 'spanish-missing'
  | 'sources-many'
  | 'source-long'

/** Reads what was typed. Spanish is whole or not there. */
export function readCard(typed: Typed): { content: Card; problems: Record<string, CardProblem> } {
  const problems: Record<string, CardProblem> = {}
  const line = { asked: tidy(typed.asked), say: tidy(typed.say), askedEs: tidy(typed.askedEs), sayEs: tidy(typed.sayEs) }
  const know = tidy(typed.know, { many: true }),
    knowEs = tidy(typed.knowEs, { many: true })
  const sources = (typed.sources ?? '')
    .split('\n')
    .map((source) => tidy(source))
    .filter(Boolean)
  const spanish = !!(line.askedEs || line.sayEs || knowEs)
  if (!line.asked) problems.asked = 'asked-missing'
  if (!line.say) problems.say = 'say-missing'
  if (spanish && !line.askedEs) problems.askedEs = 'spanish-missing'
  if (spanish && !line.sayEs) problems.sayEs = 'spanish-missing'
  if (spanish && !!know !== !!knowEs) problems.knowEs = 'spanish-missing'
  for (const field of ['asked', 'askedEs'] as const) if (line[field].length > limits.asked) problems[field] = 'asked-long'
  for (const field of ['say', 'sayEs'] as const) if (line[field].length > limits.say) problems[field] = 'say-long'
  if (know.length > limits.know) problems.know = 'know-long'
  if (knowEs.length > limits.know) problems.knowEs = 'know-long'
  if (sources.length > limits.sources) problems.sources = 'sources-many'
  else if (sources.some((source) => source.length > limits.source)) problems.sources = 'source-long'
  const both = (en: string, es: string): Told => ({ en, es: spanish ? es : null })
  return {
    problems,
    content: { asked: both(line.asked, line.askedEs), say: both(line.say, line.sayEs), know: both(know, knowEs), sources },
  }
}

export const typedFromCard = ({ asked, say, know, sources }: Card): Typed => ({
  asked: asked.en,
  askedEs: asked.es ?? '',
  say: say.en,
  sayEs: say.es ?? '',
  know: know.en,
  knowEs: know.es ?? '',
  sources: sources.join('\n'),
})
