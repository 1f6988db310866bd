import { told, tidy, type Told, type Typed } from '../publishing/publication.ts'
import { encode } from '../updates/rich-text.ts'

/** Something said about the employer, with the figure by itself, so that texts can refer to it, and where it was read. */
export interface Fact {
  /** The whole sentence. It has the figure in it, as written. */
  claim: Told
  figure: Told
  /** What was read: "Form 990, fiscal year 2026, page 12". */
  source: string
  address: string | null
  /** The date of the source, YYYY-MM-DD. */
  dated: string
  /** SHA-256 of the archived copy of the source, and what its file was called. */
  copy: string | null
  copyName: string | null
  copyIsPublic: boolean
}

export const limits = { claim: 300, figure: 60, source: 300, address: 500 }

type FactProblem =
  | 'claim-missing'
  | 'claim-long'
  | 'figure-missing'
  | 'figure-long'
  | 'figure-not-in-claim'
  | 'spanish-claim-missing'
  | 'spanish-figure-missing'
  | 'source-missing'
  | 'source-long'
  | 'address-bad'
  | 'date-bad'
  | 'date-future'
  | 'copy-missing'
export type { FactProblem }

/** Reads what was typed. `today` in the coalition's zone: a source of tomorrow was not read. */
export function readFact(typed: Typed, today: Temporal.PlainDate): { content: Fact; problems: Record<string, FactProblem> } {
  const problems: Record<string, FactProblem> = {}
  const claim = tidy(typed.claim),
    claimEs = tidy(typed.claimEs),
    figure = tidy(typed.figure),
    figureEs = tidy(typed.figureEs)
  const source = tidy(typed.source),
    address = tidy(typed.address),
    dated = tidy(typed.dated)
  if (!claim) problems.claim = 'claim-missing'
  else if (claim.length > limits.claim) problems.claim = 'claim-long'
  if (!figure) problems.figure = 'figure-missing'
  else if (figure.length > limits.figure) problems.figure = 'figure-long'
  else if (claim && !claim.includes(figure)) problems.claim = 'figure-not-in-claim'
  if (figureEs && !claimEs) problems.claimEs = 'spanish-claim-missing'
  if (claimEs && !figureEs) problems.figureEs = 'spanish-figure-missing'
  else if (claimEs.length > limits.claim) problems.claimEs = 'claim-long'
  else if (figureEs.length > limits.figure) problems.figureEs = 'figure-long'
  else if (figureEs && claimEs && !claimEs.includes(figureEs)) problems.claimEs = 'figure-not-in-claim'
  if (!source) problems.source = 'source-missing'
  else if (source.length > limits.source) problems.source = 'source-long'
  if (address && (address.length > limits.address || !/^https?:\/\/[^\s"<>]+$/i.test(address))) problems.address = 'address-bad'
  const day = dateOf(dated)
  if (!day) problems.dated = 'date-bad'
  else if (Temporal.PlainDate.compare(day, today) > 0) problems.dated = 'date-future'
  const copy = /^[0-9a-f]{64}$/.test(typed.copy ?? '') && typed.removeCopy !== 'yes' ? typed.copy! : null
  if (typed.copyIsPublic === 'yes' && !copy) problems.copyIsPublic = 'copy-missing'
  return {
    problems,
    content: {
      claim: { en: claim, es: claimEs || null },
      figure: { en: figure, es: figureEs || null },
      source,
      address: address || null,
      dated: day?.toString() ?? '',
      copy,
      copyName: copy && (tidy(typed.copyName).slice(0, 200) || 'copy'),
      copyIsPublic: copy !== null && typed.copyIsPublic === 'yes',
    },
  }
}

/** A day as a date field sends it. Null: there is no such day. */
export function dateOf(text: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

export const typedFromFact = (fact: Fact): Typed => ({
  claim: fact.claim.en,
  claimEs: fact.claim.es ?? '',
  figure: fact.figure.en,
  figureEs: fact.figure.es ?? '',
  source: fact.source,
  address: fact.address ?? '',
  dated: fact.dated,
  copy: fact.copy ?? '',
  copyName: fact.copyName ?? '',
  copyIsPublic: fact.copyIsPublic ? 'yes' : '',
})

/** How a text refers to a fact: the figure stands in the place of this, as it is now. */
export const reference = (slug: string) => `[fact:${slug}]`
const references = /\[fact:([a-z0-9-]{1,100})\]/g
export const factsIn = (text: string): string[] => [...new Set([...text.matchAll(references)].map(([, slug]) => slug!))]

export interface KnownFact {
  slug: string
  content: Fact
}
export type Facts = ReadonlyMap<string, KnownFact>

/** Sanitized HTML with each reference as the figure, linked to what the fact says and where it was read. In a link of its own it stands as it is. `unknown`: in the place of what is not published. */
export function withFigures(html: string, facts: Facts, lang: 'en' | 'es', unknown: string): string {
  let linked = 0
  return html.replace(/<a\b[^>]*>|<\/a>|\[fact:([a-z0-9-]{1,100})\]/g, (found, slug: string | undefined) => {
    if (slug === undefined) {
      linked += found === '</a>' ? -1 : 1
      return found
    }
    const fact = facts.get(slug)
    if (!fact) return encode(unknown)
    const figure = encode(told(fact.content.figure, lang).text)
    return linked > 0 ? figure : `<a href="/facts/${slug}">${figure}</a>`
  })
}

/** The same in plain text. */
export const withFiguresInText = (text: string, facts: Facts, lang: 'en' | 'es', unknown: string): string =>
  text.replace(references, (_, slug: string) => {
    const fact = facts.get(slug)
    return fact ? told(fact.content.figure, lang).text : unknown
  })

/** What stands among the sources of a text that refers to the fact. */
export const sourceLine = ({ source, address, dated }: Fact) => [source, address, dated].filter(Boolean).join(', ')
