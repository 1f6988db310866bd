import type { Me } from '../people/office.ts'

/** The coalition's offices see all headcounts that are told, directors those of their region; headcounts() in 0090_counts.sql decides the same. */
export const seesHeadcounts = (me: Me) => me.offices.some(({ scopeKind }) => scopeKind === 'coalition' || scopeKind === 'region')
