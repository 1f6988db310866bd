import { oneLine } from '../platform/text.ts'
import type { AcrossFilter } from '../segments/across.ts'
import { blocksFromHtml, blocksFromText, htmlFromBlocks, textFromBlocks } from './rich-text.ts'

/** What one revision says. Bodies are sanitized HTML; `spanish` is whole or null. */
export interface Content {
  title: string
  summary: string
  body: string
  spanish: { title: string; summary: string; body: string } | null
  /** Where claims come from, one each: words, an address, a date. */
  sources: string[]
  picture: { id: string; alt: string; altEs: string | null } | null
  /** To whom its mail goes, as described when it was saved; null: all members of locals that lend messages. */
  audience: Audience | null
}

export interface Audience {
  name: string
  filter: AcrossFilter
}

/** As typed. `format` says whether the bodies are the editor's HTML or plain text. */
export interface Typed {
  title: string
  summary: string
  body: string
  titleEs: string
  summaryEs: string
  bodyEs: string
  sources: string
  alt: string
  altEs: string
  pictureId: string
  /** '': everybody; 'kept': as the edited revision says; else a segment's number. */
  audience: string
  format: 'html' | 'text'
}

export const limits = { title: 120, summary: 200, body: 60_000, sources: 20, source: 500, alt: 300 }

export type Problem =
  | 'title-missing'
  | 'title-long'
  | 'summary-missing'
  | 'summary-long'
  | 'body-missing'
  | 'body-long'
  | 'spanish-title-missing'
  | 'spanish-summary-missing'
  | 'spanish-body-missing'
  | 'fact-unknown'
  | 'audience-gone'
  | 'sources-many'
  | 'source-long'
  | 'alt-missing'
  | 'alt-long'
  | 'alt-without-picture'
export type Problems = Partial<Record<keyof Typed, Problem>>

/**
 * Reads what was typed. `base` is what is being edited: a body that came back unchanged as plain text keeps the form that plain
 * text can't show. `audience`: the segment that was chosen; undefined: there is none of that number. Content is only complete where there are no problems.
 */
export function readTyped(typed: Typed, base: Content | null, audience?: Audience): { content: Content; problems: Problems } {
  const body = (text: string, before: string | undefined) => {
    if (text.length > limits.body * 3) return 'x'.repeat(limits.body + 1) // too long to be worth reading; the form still holds it
    if (typed.format === 'html') return htmlFromBlocks(blocksFromHtml(text))
    if (before !== undefined && text.trim() === textFromBlocks(blocksFromHtml(before)).trim()) return before
    return htmlFromBlocks(blocksFromText(text))
  }
  const [title, summary, alt] = [oneLine(typed.title), oneLine(typed.summary), oneLine(typed.alt)]
  const es = {
    title: oneLine(typed.titleEs),
    summary: oneLine(typed.summaryEs),
    body: body(typed.bodyEs, base?.spanish?.body),
    alt: oneLine(typed.altEs),
  }
  const english = body(typed.body, base?.body)
  const sources = typed.sources.split('\n').map(oneLine).filter(Boolean)
  const hasSpanish = !!(es.title || es.summary || es.body)

  const problems: Problems = {}
  if (!title) problems.title = 'title-missing'
  else if (title.length > limits.title) problems.title = 'title-long'
  if (!summary) problems.summary = 'summary-missing'
  else if (summary.length > limits.summary) problems.summary = 'summary-long'
  if (!english) problems.body = 'body-missing'
  else if (english.length > limits.body) problems.body = 'body-long'
  if (hasSpanish) {
    if (!es.title) problems.titleEs = 'spanish-title-missing'
    else if (es.title.length > limits.title) problems.titleEs = 'title-long'
    if (!es.summary) problems.summaryEs = 'spanish-summary-missing'
    else if (es.summary.length > limits.summary) problems.summaryEs = 'summary-long'
    if (!es.body) problems.bodyEs = 'spanish-body-missing'
    else if (es.body.length > limits.body) problems.bodyEs = 'body-long'
  }
  const goesTo =
    typed.audience === 'kept'
      ? (base?.audience ?? null)
      : typed.audience
        ? audience && { name: audience.name, filter: audience.filter }
        : null
  if (goesTo === undefined) problems.audience = 'audience-gone'
  if (sources.length > limits.sources) problems.sources = 'sources-many'
  else if (sources.some((source) => source.length > limits.source)) problems.sources = 'source-long'
  if (typed.pictureId && !alt) problems.alt = 'alt-missing'
  else if (alt.length > limits.alt) problems.alt = 'alt-long'
  if (!typed.pictureId && (alt || es.alt)) problems.alt = 'alt-without-picture'
  if (es.alt.length > limits.alt) problems.altEs = 'alt-long'

  return {
    problems,
    content: {
      title,
      summary,
      body: english,
      sources,
      spanish: hasSpanish ? { title: es.title, summary: es.summary, body: es.body } : null,
      picture: typed.pictureId ? { id: typed.pictureId, alt, altEs: es.alt || null } : null,
      audience: goesTo ?? null,
    },
  }
}

/** The form, filled with what a revision says: bodies as plain text (the editor is given the HTML besides). */
export const typedFrom = (content: Content): Typed => ({
  title: content.title,
  summary: content.summary,
  body: textFromBlocks(blocksFromHtml(content.body)),
  titleEs: content.spanish?.title ?? '',
  summaryEs: content.spanish?.summary ?? '',
  bodyEs: content.spanish ? textFromBlocks(blocksFromHtml(content.spanish.body)) : '',
  sources: content.sources.join('\n'),
  alt: content.picture?.alt ?? '',
  altEs: content.picture?.altEs ?? '',
  pictureId: content.picture?.id ?? '',
  audience: content.audience ? 'kept' : '',
  format: 'text',
})

export const nothingTyped: Typed = {
  title: '',
  summary: '',
  body: '',
  titleEs: '',
  summaryEs: '',
  bodyEs: '',
  sources: '',
  alt: '',
  altEs: '',
  pictureId: '',
  audience: '',
  format: 'text',
}

/** What one reader gets: her language where it was written, else English, marked as such. */
export function inLanguage(
  content: Content,
  lang: 'en' | 'es',
): { title: string; summary: string; body: string; alt: string | null; lang: 'en' | 'es'; altLang: 'en' | 'es' } {
  const { spanish, picture } = content
  const es = lang === 'es' && spanish
  const altEs = lang === 'es' && picture?.altEs
  return {
    ...(es || { title: content.title, summary: content.summary, body: content.body }),
    lang: es ? 'es' : 'en',
    alt: altEs || (picture?.alt ?? null),
    altLang: altEs ? 'es' : 'en',
  }
}

export interface Standing {
  /** The newest revision, which is the one a second person would approve. */
  latest: number
  /** Who began the update, and who saved the newest revision. */
  author: string
  writtenBy: string
  /** Somebody asked for a second person's look at the newest revision. */
  ready: boolean
  approved: boolean
  /** Was published once; `withdrawn`: the public reads it no longer. */
  published: boolean
  withdrawn: boolean
  /** A draft that nobody goes on with. */
  discarded: boolean
}

export type ApprovalRefusal = 'changed' | 'not-ready' | 'author' | 'last-editor' | 'approved' | 'withdrawn' | 'discarded'

/** Why this person can't approve this revision now, or null. The constraint `a_second_person` and the policies of update_approval say the same. */
export function approvalRefusal(standing: Standing, revision: number, account: string): ApprovalRefusal | null {
  if (standing.discarded) return 'discarded'
  if (revision !== standing.latest) return 'changed'
  if (standing.approved) return standing.withdrawn ? 'withdrawn' : 'approved'
  if (standing.author === account) return 'author'
  if (standing.writtenBy === account) return 'last-editor'
  if (!standing.ready) return 'not-ready'
  return null
}
