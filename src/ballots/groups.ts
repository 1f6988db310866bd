import { belenios2048 } from './belenios-2048.ts'
import { ed25519 } from './ed25519.ts'
import type { Group } from './group.ts'
import { refuse } from './refused.ts'

/** The group of this name; BELENIOS-2048 comes first and is what we propose. */
export function groupNamed(name: string, make = { 'BELENIOS-2048': () => belenios2048(), Ed25519: ed25519 }): Group {
  if (name === 'BELENIOS-2048' || name === 'Ed25519') return make[name]()
  return refuse(`There is no group "${name.slice(0, 40)}" here: only BELENIOS-2048 and Ed25519.`)
}
