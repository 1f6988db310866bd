/** What a count is measured against: yes and no; those and blanks; everybody who could vote. */
export type VoteBase = 'votes_cast' | 'present_incl_blank' | 'eligible_members'

/** How a vote passes, as data: every union has its own. A tie never passes a majority. */
export interface VoteRule {
  numerator: number
  denominator: number
  base: VoteBase
  /** `gt`: more than the fraction. `gte`: at least. */
  comparison: 'gt' | 'gte'
  /** Null: none. Undefined: nobody wrote down whether there is one. Blanks take part. */
  quorum: { numerator: number; denominator: number } | null | undefined
}

export interface Count {
  yes: number
  no: number
  blank: number
  eligible: number
}

/** The rules that `strike-check` knows by name. Templates: a local enters its own, with the article of its constitution. */
export const voteRules = {
  majority_cast: { numerator: 1, denominator: 2, base: 'votes_cast', comparison: 'gt' },
  two_thirds_cast: { numerator: 2, denominator: 3, base: 'votes_cast', comparison: 'gte' },
  three_fifths_present: { numerator: 3, denominator: 5, base: 'present_incl_blank', comparison: 'gte' },
  three_quarters_eligible: { numerator: 3, denominator: 4, base: 'eligible_members', comparison: 'gte' },
} as const satisfies Record<string, Omit<VoteRule, 'quorum'>>

/** Whether enough said yes, in whole numbers. Undefined: more ballots than voters. Nobody's yes never passes. */
export function passes(rule: VoteRule, { yes, no, blank, eligible }: Count): boolean | undefined {
  if (yes + no + blank > eligible) return undefined
  const base = { votes_cast: yes + no, present_incl_blank: yes + no + blank, eligible_members: eligible }[rule.base]
  const [got, needed] = [yes * rule.denominator, base * rule.numerator]
  return yes > 0 && (rule.comparison === 'gt' ? got > needed : got >= needed)
}

/** Whether enough took part. Undefined: nobody wrote down how many must. */
export function reachesQuorum({ quorum }: VoteRule, { yes, no, blank, eligible }: Count): boolean | undefined {
  return quorum === undefined ? undefined : quorum === null || (yes + no + blank) * quorum.denominator >= eligible * quorum.numerator
}
