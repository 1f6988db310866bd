import { urls } from '../urls.ts'
import type { Shell } from './shell.ts'
import type { en } from './ui.en.ts'

export interface NavEntry {
  href: string
  label: (words: typeof en) => string
  when?: (shell: Shell) => boolean
}

/** The public navigation, in order. A feature that opens a public page adds its line here, and not before the page exists. */
export const publicNav: NavEntry[] = [
  { href: urls.updates, label: (words) => words.nav.updates },
  { href: urls.events, label: (words) => words.nav.events },
  { href: urls.canWeStrike, label: (words) => words.nav.canWeStrike },
  { href: urls.faq, label: (words) => words.nav.faq },
  { href: urls.talkingPoints, label: (words) => words.nav.talkingPoints },
]

/** Whoever reads: beside the language, on every page. */
export const accountNav: NavEntry[] = [
  { href: urls.me, label: (words) => words.nav.me, when: ({ me }) => me !== null },
  { href: urls.signIn, label: (words) => words.nav.signIn, when: ({ me }) => me === null },
  { href: urls.staff, label: (words) => words.nav.staff, when: ({ me }) => me !== null && (me.offices || me.operator) },
]
