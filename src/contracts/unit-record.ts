// All that is on record about units, as the asker may read it: members what a second person has confirmed, the offices everything of theirs.

/** A unit with every fact about it. Dates and moments have been read; lists are in the order of their dates. */
export interface UnitRecord {
  localId: number
  localKey: string
  localName: string
  regionId: number
  regionName: string
  unitId: number
  unitName: string
  employer: string
  law: UnitLaw | null
  agreements: AgreementRecord[]
  /** About units: first bargaining, inquiries, release from mediation. Notices about an agreement stand with it. */
  notices: NoticeRecord[]
  votes: VoteRecord[]
  sanctions: SanctionRecord[]
  strikeNotices: StrikeNoticeRecord[]
  lockouts: LockoutRecord[]
  /** Of the local or of the whole coalition. */
  pauses: PauseRecord[]
  steps: StepRecord[]
  /** Something about its agreements was entered and not confirmed yet: for members that is "a person must decide". */
  inDoubt: boolean
}

export interface UnitLaw {
  zone: string
  regime: string | null
  state: string
  healthCare: boolean | null
  stateAgency: boolean | null
  stateAgencyName: string
  bargaining: 'renewal' | 'initial' | null
  certifiedOn: Temporal.PlainDate | null
  worksiteIds: number[] | null
  headcount: number | null
  membersInGoodStanding: number | null
  localSanction: boolean | null
  internationalSanction: boolean | null
  shown: boolean
}

export interface AgreementRecord {
  id: number
  national: boolean
  name: string
  effective: Temporal.PlainDate
  lastDay: Temporal.PlainDate
  endsAt: Temporal.PlainTime | null
  zone: string | null
  noStrike: 'none' | 'strike' | 'broad' | 'broad_incl_picketing' | null
  coversSympathy: 'yes' | 'no' | 'silent' | null
  renews: boolean | null
  evergreenMonths: number | null
  stopNoticeDays: number | null
  shown: boolean
  extensions: ExtensionRecord[]
  notices: NoticeRecord[]
}

export interface ExtensionRecord {
  id: number
  offeredBy: 'union' | 'employer'
  offeredOn: Temporal.PlainDate
  lastDay: Temporal.PlainDate
  conditions: string
  conditionKinds: string[]
  preservesNoStrike: boolean
  unionSignedOn: Temporal.PlainDate | null
  employerSignedOn: Temporal.PlainDate | null
  refusedBy: 'union' | 'employer' | null
  refusedOn: Temporal.PlainDate | null
  cancelBy: 'either' | 'union' | 'employer' | null
  cancelHours: number | null
  cancelNoticeAt: Temporal.Instant | null
  shown: boolean
}

export interface NoticeRecord {
  id: number
  kind: '8d1' | 'f7' | 'state-agency' | 'evergreen-stop' | 'initial-dispute' | 'board-of-inquiry' | 'mediation-release'
  givenBy: 'union' | 'employer'
  receivedOn: Temporal.PlainDate
  reportOn: Temporal.PlainDate | null
  agency: string
  confirmation: string
  shown: boolean
}

export interface VoteRecord {
  id: number
  question: string
  opensAt: Temporal.Instant
  closesAt: Temporal.Instant
  zone: string
  authorizesUntil: Temporal.PlainDate | null
  rule: {
    name: string
    numerator: number
    denominator: number
    base: 'votes_cast' | 'present_incl_blank' | 'eligible_members'
    comparison: 'gt' | 'gte'
    quorumNumerator: number | null
    quorumDenominator: number | null
  } | null
  outcome: { yes: number; no: number; blank: number; spoiled: number; eligible: number; certified: boolean; shown: boolean } | null
  shown: boolean
}

export interface SanctionRecord {
  body: 'local_eboard' | 'international' | 'national_coalition'
  requestedOn: Temporal.PlainDate | null
  grantedAt: Temporal.Instant | null
  refusedAt: Temporal.Instant | null
  expiresOn: Temporal.PlainDate | null
  zone: string
  shown: boolean
}

export interface StrikeNoticeRecord {
  id: number
  worksiteIds: number[] | null
  actions: ('strike' | 'picketing' | 'overtime_refusal' | 'sympathy')[]
  written: boolean
  employerReceivedAt: Temporal.Instant | null
  employerReceivedOn: Temporal.PlainDate | null
  fmcsReceivedAt: Temporal.Instant | null
  fmcsReceivedOn: Temporal.PlainDate | null
  startsAt: Temporal.Instant
  zone: string
  zoneStated: boolean
  plannedEndsAt: Temporal.Instant | null
  goal: string
  movedTo: Temporal.Instant | null
  unionSignedOn: Temporal.PlainDate | null
  employerSignedOn: Temporal.PlainDate | null
  calledOffAt: Temporal.Instant | null
  usedBy: string
  shown: boolean
}

export interface LockoutRecord {
  startsAt: Temporal.Instant
  endedAt: Temporal.Instant | null
  worksiteIds: number[] | null
  zone: string
  shown: boolean
}

export interface PauseRecord {
  coalition: boolean
  pausedOn: Temporal.PlainDate
  resumedOn: Temporal.PlainDate | null
  reason: string
  shown: boolean
}

export const stepKinds = [
  'strike-began',
  'strike-suspended',
  'strike-resumed',
  'strike-ended',
  'tentative-agreement',
  'ratification-opened',
  'ratified',
  'rejected',
] as const
export type StepKind = (typeof stepKinds)[number]
export interface StepRecord {
  step: StepKind
  at: Temporal.Instant
  zone: string
  note: string
  shown: boolean
}
