import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export const languages = ['en', 'es'] as const
export type Lang = (typeof languages)[number]

/** A room of the staff. `also`: where more of it lies, outside of its own address. */
export interface StaffRoom {
  href: string
  label: string
  also?: string
}

/** What every page knows about the request. Set by app.ts, read in pages through `useShell()`. */
export interface Shell {
  lang: Lang
  /** Path and query of this page, for the language switch and return links. */
  path: string
  mode: 'example' | 'real'
  /** The coalition's name. */
  coalition: string
  /** Null when nobody is signed in. `offices`: holds at least one office now. */
  me: { name: string | null; offices: boolean; member: boolean; operator: boolean } | null
  /** The movable clock of the campaign; never used for sessions, tokens or limits. */
  campaignNow: Temporal.Instant
  /** The coalition's own zone, e.g. America/Los_Angeles. */
  zone: string
  /** What this person's offices open on the staff pages, in order. */
  staffNav?: StaffRoom[]
  /** The locals in which this person holds an office, by name. `officer`: one that opens more than its roster. */
  staffLocals?: { key: string; name: string; officer: boolean }[]
}

export const ShellContext = createContext<Shell>(null as unknown as Shell)

export function useShell(): Shell {
  const shell = useContext(ShellContext)
  if (!shell) throw new Error('This page was rendered outside <ShellContext.Provider>: answer with page(c, view) of platform/web.ts')
  return shell
}

/** The words of a feature in the language of the request: `const words = useWords({ en, es })`. */
export const useWords = <Words>(words: Record<Lang, Words>): Words => words[useShell().lang]
