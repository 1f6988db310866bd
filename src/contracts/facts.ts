import type { VoteRule } from './vote-rule.ts'

/**
 * What is known about one unit at one worksite, and the action that is asked about: all that the eligibility engine reads.
 *
 * Three ways not to have a value, and none of them ever helps an answer:
 * - `undefined`: nobody wrote it down. A fact becomes REVIEW, a required act FAIL.
 * - `null`: known not to exist (no extension, no notice). A required act that does not exist is FAIL.
 * - a date after `now` counts as planned: the answer is the one that would hold if it happened then.
 */
export interface StrikeFacts {
  /** The clock, passed in. Only what could be cured now and a contract that renews itself depend on it. */
  now: Temporal.Instant | undefined
  /** IANA zone in which the unit's days begin. */
  zone: string | undefined
  /** Key of the law that governs the unit: `US-NLRA`, `UK`, `US-FED`... A key without rules of ours is REVIEW. */
  regime: string | undefined
  /** The employer is a health care institution (NLRA section 2(14)). */
  healthCare: boolean | undefined
  /** The unit's state has a mediation agency of its own. */
  stateAgency: boolean | undefined
  /** Initial: a first contract. */
  bargaining: 'renewal' | 'initial' | undefined
  /** Every agreement that binds the unit, national and local; the one that ends last counts. An empty list: there is none (a first contract). */
  agreements: Agreement[] | undefined
  /** 8(d)(1), or the section 6 notice under the RLA. */
  noticeToEnd: NoticeToEnd | null | undefined
  /** The F-7 at the federal mediators. */
  federalMediators: Temporal.PlainDate | null | undefined
  stateMediators: Temporal.PlainDate | null | undefined
  /** First contracts: the notice that a dispute exists. */
  disputeNotice: Temporal.PlainDate | null | undefined
  /** A federal Board of Inquiry (or under the RLA a Presidential Emergency Board). `report` undefined: not reported. */
  boardOfInquiry: { report: Temporal.PlainDate | undefined } | null | undefined
  /** RLA: the day on which the National Mediation Board released the parties. */
  mediationRelease: Temporal.PlainDate | null | undefined
  vote: StrikeVote | null | undefined
  localSanction: Sanction | undefined
  parentSanction: Sanction | undefined
  /** The 10-day notice: 8(g), or in the UK the notice to the employer. */
  strikeNotice: StrikeNotice | null | undefined
  /** An agreement with the employer to start at another time. It counts when both signed. */
  startAgreement: { newStart: Temporal.Instant | undefined; signedByBoth: boolean | undefined } | null | undefined
  action: Action
  /** Strikes already held for the same goal. */
  earlierStrikes: number | undefined
  /** The action was called off or paused and is to be taken up again. */
  hiatus: boolean | undefined
  /** Null: nobody is locked out. */
  lockout: { startsAt: Temporal.Instant } | null
}

export type NoStrike = 'none' | 'strike' | 'broad' | 'broad_incl_picketing'

export interface Agreement {
  /** Inclusive. */
  lastDay: Temporal.PlainDate | undefined
  /** Hour of the last day at which it ends. Undefined: the end of that day. */
  endsAt?: Temporal.PlainTime
  /** Zone that the agreement names for its end. Undefined: none is named, the unit's zone counts. */
  zone?: string
  noStrike: NoStrike | undefined
  /** Null: the clause is silent. */
  coversSympathy: boolean | null | undefined
  /** Null: it does not renew itself. */
  evergreen: { renewMonths: number; stopNoticeDays: number } | null | undefined
  /** When somebody gave notice that it is not to renew. Null: nobody did. */
  stoppedOn: Temporal.PlainDate | null | undefined
  /** All that were offered; the last end of those that both signed counts. An empty list: there is none. */
  extensions: Extension[] | undefined
}

export interface Extension {
  /** Signed by both sides; otherwise it does not exist. */
  executed: boolean | undefined
  lastDay: Temporal.PlainDate | undefined
  /** Hours of written notice with which a side can end it. Null: it can't be ended early. */
  cancelHours: number | null | undefined
  /** When somebody gave that notice. Null: nobody did. */
  cancelledAt: Temporal.Instant | null | undefined
  /** It carries the no-strike promise on, as an extension does unless it says otherwise. */
  keepsNoStrike?: boolean
}

export interface NoticeToEnd {
  by: 'union' | 'employer' | undefined
  /** Receipt, not sending. */
  received: Temporal.PlainDate | undefined
}

export interface StrikeVote {
  /** The rule with its quorum, as the local's own constitution says it. */
  rule: VoteRule | undefined
  yes: number | undefined
  no: number | undefined
  blank: number | undefined
  eligible: number | undefined
  /** When the balloting began: the UK's rules changed between ballots. */
  opened?: Temporal.Instant
  closed: Temporal.Instant | undefined
  /** What the authorization is limited to. Null: no limit is on record. */
  limits: VoteLimits | null
}

export interface VoteLimits {
  /** Unit, issue and kind of action are among those that were voted on. */
  coversThis: boolean | undefined
  /** Last day of the authorization. Null: none. */
  lastDay: Temporal.PlainDate | null | undefined
}

/** When it was granted; `not-required`; null: required and not granted. Undefined: nobody wrote down whether it is required. */
export type Sanction = Temporal.Instant | 'not-required' | null

/** A date alone: the hour was not written down, so the end of that day counts and a person decides. */
export type Receipt = Temporal.Instant | Temporal.PlainDate

export interface StrikeNotice {
  employer: Receipt | null | undefined
  /** Federal mediators. Not needed in the UK. */
  mediators: Receipt | null | undefined
  start: Temporal.Instant | undefined
  zoneStated: boolean | undefined
  written: boolean | undefined
  /** Whether this worksite is named. `partial`: it, or another that is to be struck, is not. */
  sites: 'all' | 'partial' | undefined
  actions: ActionKind[] | undefined
  by: 'self' | 'other_union' | undefined
  /** What the notice was used for already. Null: nothing. */
  usedBy: string | null | undefined
}

export const actionKinds = [
  'strike',
  'picketing',
  'overtime_refusal',
  'sympathy',
  'offsite_rally',
  'handbilling',
  'sticker',
  'petition',
] as const
export type ActionKind = (typeof actionKinds)[number]

export interface Action {
  kind: ActionKind | undefined
  /** Sympathy: to honor another union's dispute. */
  role: 'primary' | 'sympathy' | undefined
  start: Temporal.Instant | undefined
}
