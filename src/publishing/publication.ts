import type { VNode } from 'preact'
import type { Db } from '../platform/db.ts'
import { lines, oneLine } from '../platform/text.ts'

/** What can be published: an answer of the FAQ, a card of talking points, a fact about the employer. */
export type KindKey = 'answer' | 'card' | 'fact'

/** The fields of a form, as typed. */
export type Typed = Record<string, string>

/** A text in the languages of the public pages. Spanish null: shown in English, and said so. */
export interface Told {
  en: string
  es: string | null
}

/** What one reader gets: her language where it was written, else English. */
export const told = (text: Told, lang: 'en' | 'es'): { text: string; lang: 'en' | 'es' } =>
  lang === 'es' && text.es !== null ? { text: text.es, lang } : { text: text.en, lang: 'en' }

/** Line ends, control characters and outer blanks as everywhere; `many` keeps paragraphs. */
export const tidy = (text: string | undefined, { many = false } = {}) => (many ? lines(text) : oneLine(text))

export interface Standing {
  /** The newest version, and who wrote it. */
  version: number
  writtenBy: string
  /** What the public reads now; null: nothing. */
  shown: number | null
  withdrawn: boolean
}

export type ApprovalRefusal = 'changed' | 'own' | 'approved'

/** Why this person can't approve this version now, or null. The constraint `a_second_person` and the policies of publication_approval say the same. */
export function approvalRefusal(standing: Standing, version: number, account: string): ApprovalRefusal | null {
  if (version !== standing.version) return 'changed'
  if (standing.shown === version) return 'approved'
  return standing.writtenBy === account ? 'own' : null
}

export interface Flag {
  publication: number
  /** The same as long as it is about the same, so that nobody is told twice. */
  what: string
  /** What is about to become untrue or already is, in a sentence for the staff. */
  sentence: string
}

/** How one kind is written and shown. `Help` is what its form and its page need to know besides: locals, topics, facts. */
export interface PublicationKind<Content = unknown, Help = unknown> {
  key: KindKey
  /** The staff's room, such as /staff/faq. */
  room: string
  address: (slug: string) => string
  words: {
    title: string
    lead: string
    write: string
    caption: string
    none: string
    noneText: string
    newTitle: string
    problems: Record<string, string>
    preparedTitle?: string
    preparedText?: string
  }
  nothing: Typed
  name: (content: Content) => string
  help: (db: Db, now: Temporal.Instant) => Promise<Help>
  /** Content is only complete where there are no problems; each is a key of `words.problems`. */
  read: (typed: Typed, help: Help) => { content: Content; problems: Record<string, string> }
  typedFrom: (content: Content) => Typed
  /** A button of the form that changes its shape and saves nothing. */
  reshape?: (typed: Typed, step: string) => Typed
  /** Stand in a form that knows what was typed and what was wrong. */
  Fields: (props: { typed: Typed; help: Help }) => VNode
  Shown: (props: { content: Content; help: Help }) => VNode
  flags?: (db: Db, help: Help, now: Temporal.Instant) => Promise<Flag[]>
  /** What comes with a form as a file: kept, and named in the fields. `problem` is a sentence. */
  file?: { field: string; most: number; keep: (db: Db, account: string, file: File) => Promise<{ typed: Typed } | { problem: string }> }
  /** How another text refers to it, for whoever writes. */
  reference?: (slug: string) => { label: string; text: string }
  /** What we have prepared and nobody here has written yet, by slug. */
  prepared?: readonly { slug: string; content: Content }[]
}
