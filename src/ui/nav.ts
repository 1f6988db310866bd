import type { Shell } from './shell.ts'
import type { en } from './ui.en.ts'

export interface NavEntry {
  href: string
  label: (words: typeof en) => string
  when?: (shell: Shell) => boolean
}

/** The public navigation, in order. A feature that opens a public page adds its line here, and not before the page exists. */
export const publicNav: NavEntry[] = [
  { href: '/updates', label: (words) => words.nav.updates },
  { href: '/events', label: (words) => words.nav.events },
  { href: '/me', label: (words) => words.nav.me, when: ({ me }) => me !== null },
  { href: '/sign-in', label: (words) => words.nav.signIn, when: ({ me }) => me === null },
  { href: '/staff', label: (words) => words.nav.staff, when: ({ me }) => me !== null && (me.offices || me.operator) },
]
