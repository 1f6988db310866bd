import type { StrikeWords } from './strike.en.ts'

/** NOT_YET: something is missing or lies ahead. REVIEW: nothing fails, but a named person must decide. NO: the law forbids the action. YES is no clearance. */
export type Answer = 'YES' | 'NOT_YET' | 'REVIEW' | 'NO'

/** PASS: holds at the planned start. WAIT: holds only later, from `notBefore` on. NA: is no condition here; its sentence says why. */
export type Result = 'PASS' | 'WAIT' | 'FAIL' | 'REVIEW' | 'NA'

/**
 * J the law that governs, C contracts, N notices before the contract ends, R the Railway Labor Act, V votes and sanctions, G the notice before a
 * strike, L patterns. Domain rules 1.5 says what each asks.
 */
export type CheckId =
  | ('J1' | 'C1' | 'C2a' | 'C2b' | 'C3' | 'C4')
  | ('N1' | 'N2' | 'N2S' | 'N3' | 'N4' | 'N5' | 'R1' | 'R2')
  | ('V1' | 'V2' | 'V3' | 'V4' | 'V5')
  | ('G1' | 'G2' | 'G3' | 'G4' | 'G5' | 'G6' | 'G7' | 'G8' | 'G9' | 'G10' | 'L2')

export interface Check {
  id: CheckId
  result: Result
  /** From when on this check holds. Null where no moment belongs to it, or an act is missing. */
  notBefore: Temporal.Instant | null
  /** The moment at which this check stops holding, as a mandate does at the end of its last day. Null: it goes on. */
  until: Temporal.Instant | null
  /** FAIL: from when on it would hold if the act were done now. Null: nobody can tell (a vote, a sanction), or no clock was given. */
  cure: Temporal.Instant | null
  /** Said in the reader's language: `check.sentence(strikeWords[lang])`. */
  sentence: (words: StrikeWords) => string
}

/** What the encoded rules say of one unit, worksite, action and moment. General information, never a clearance. */
export interface Verdict {
  answer: Answer
  /** The first start for which the encoded checks pass. Null where an act is missing, nothing is gated, or the mandate ends before. */
  earliest: Temporal.Instant | null
  /** What `earliest` would be if every missing act were done now. Null where none is missing. Votes and sanctions are left out: nobody can tell their day. */
  ifCured: Temporal.Instant | null
  /** FAIL, and WAIT beyond the planned start. */
  failing: CheckId[]
  review: CheckId[]
  checks: Check[]
  /** Zone in which these moments are told. */
  zone: string
  /** The key of the law under which it was judged; `sourcesOf(id, regime)` says what stands behind a check. */
  regime: string | undefined
}
