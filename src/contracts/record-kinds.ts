// What the offices write down about agreements, as data: the kinds of records and their fields. Forms, tables and reading follow from it;
// the names of fields are those of the columns (db/migrations/0201_contracts.sql).

import { stepKinds } from './unit-record.ts'

export const recordKinds = [
  'agreements',
  'extensions',
  'notices',
  'votes',
  'outcomes',
  'sanctions',
  'strike-notices',
  'lockouts',
  'pauses',
  'steps',
  'vote-rules',
  'units',
] as const
export type RecordKind = (typeof recordKinds)[number]

/** What the coalition writes down for all: national agreements and what is about them. */
export const nationalKinds: readonly RecordKind[] = ['agreements', 'extensions', 'notices', 'pauses']

export const tableOf = {
  agreements: 'agreement',
  extensions: 'agreement_extension',
  notices: 'contract_notice',
  votes: 'strike_vote',
  outcomes: 'vote_outcome',
  sanctions: 'sanction',
  'strike-notices': 'strike_notice',
  lockouts: 'lockout',
  pauses: 'partnership_pause',
  steps: 'unit_step',
  'vote-rules': 'vote_rule',
  units: 'unit_law',
} as const satisfies Record<RecordKind, string>

const referredTo: readonly RecordKind[] = ['units', 'agreements', 'vote-rules', 'votes']
/** All their tables, in an order in which each record finds what it refers to. */
export const recordTables = [...referredTo, ...recordKinds.filter((kind) => !referredTo.includes(kind))].map((kind) => tableOf[kind])

export const kindOfTable = (table: string): RecordKind | undefined => recordKinds.find((kind) => tableOf[kind] === table)

export type FieldType =
  | 'text'
  | 'lines'
  | 'number'
  | 'day'
  | 'time'
  | 'zone'
  /** A wall-clock time in the zone of the form. */
  | 'moment'
  /** A moment, or a day alone in `<name>_on` where the hour was not written down. */
  | 'receipt'
  | 'choice'
  /** Yes, no, or nobody knows. */
  | 'known'
  | 'yes'
  | 'several'
  | 'units'
  | 'unit'
  | 'worksites'
  /** One of the room's own agreements, rules or votes. */
  | 'agreement'
  | 'rule'
  | 'vote'

export interface Field {
  name: string
  type: FieldType
  required?: boolean
  options?: readonly string[]
  most?: number
  /** Of a choice or `known`: what a new form has chosen. */
  first?: string
}

const day = (name: string, required = false): Field => ({ name, type: 'day', required })
const moment = (name: string, required = false): Field => ({ name, type: 'moment', required })
const number = (name: string, required = false): Field => ({ name, type: 'number', required })
const text = (name: string, most: number, required = false): Field => ({ name, type: 'text', most, required })
const units: Field = { name: 'unit_ids', type: 'units', required: true }
const zone = (required = true): Field => ({ name: 'zone', type: 'zone', required })
const parties = ['union', 'employer'] as const

export const fieldsOf: Record<RecordKind, readonly Field[]> = {
  agreements: [
    text('name', 200, true),
    units,
    day('effective', true),
    day('last_day', true),
    { name: 'ends_at', type: 'time' },
    zone(false),
    { name: 'no_strike', type: 'choice', options: ['none', 'strike', 'broad', 'broad_incl_picketing'] },
    { name: 'covers_sympathy', type: 'choice', options: ['yes', 'no', 'silent'] },
    { name: 'renews', type: 'known' },
    number('evergreen_months'),
    number('stop_notice_days'),
    { name: 'note', type: 'lines', most: 2000 },
  ],
  extensions: [
    { name: 'agreement_id', type: 'agreement', required: true },
    { name: 'offered_by', type: 'choice', options: parties, required: true },
    day('offered_on', true),
    day('last_day', true),
    { name: 'conditions', type: 'lines', most: 4000 },
    { name: 'condition_kinds', type: 'several', options: ['no_strike', 'no_picket', 'no_campaign', 'wage_retro', 'other'] },
    { name: 'preserves_no_strike', type: 'yes', first: 'yes' },
    day('union_signed_on'),
    day('employer_signed_on'),
    { name: 'refused_by', type: 'choice', options: parties },
    day('refused_on'),
    { name: 'cancel_by', type: 'choice', options: ['either', 'union', 'employer'] },
    number('cancel_hours'),
    moment('cancel_notice_at'),
    zone(),
  ],
  notices: [
    {
      name: 'kind',
      type: 'choice',
      required: true,
      options: ['8d1', 'f7', 'state-agency', 'evergreen-stop', 'initial-dispute', 'board-of-inquiry', 'mediation-release'],
    },
    { name: 'agreement_id', type: 'agreement' },
    { name: 'unit_ids', type: 'units' },
    { name: 'given_by', type: 'choice', required: true, options: ['union', 'employer', 'other_union'] },
    day('sent_on'),
    day('received_on', true),
    text('agency', 200),
    text('confirmation', 100),
    day('report_on'),
  ],
  votes: [
    units,
    { name: 'rule_id', type: 'rule', required: true },
    { name: 'question', type: 'lines', most: 1000 },
    moment('notice_to_members_at'),
    moment('opens_at', true),
    moment('closes_at', true),
    zone(),
    day('authorizes_until'),
  ],
  outcomes: [
    { name: 'vote_id', type: 'vote', required: true },
    number('yes', true),
    number('no', true),
    number('blank', true),
    number('spoiled', true),
    number('eligible', true),
  ],
  sanctions: [
    units,
    { name: 'body', type: 'choice', required: true, options: ['local_eboard', 'international', 'national_coalition'] },
    day('requested_on'),
    moment('granted_at'),
    moment('refused_at'),
    day('expires_on'),
    zone(),
  ],
  'strike-notices': [
    units,
    { name: 'given_by', type: 'choice', required: true, options: ['self', 'other_union'] },
    { name: 'actions', type: 'several', required: true, options: ['strike', 'picketing', 'overtime_refusal', 'sympathy'] },
    { name: 'worksite_ids', type: 'worksites' },
    { name: 'written', type: 'yes' },
    { name: 'employer_received', type: 'receipt' },
    { name: 'fmcs_received', type: 'receipt' },
    text('confirmation', 100),
    moment('starts_at', true),
    { name: 'zone_stated', type: 'yes' },
    moment('planned_ends_at'),
    zone(),
    { name: 'character', type: 'choice', options: ['economic', 'ulp', 'mixed'] },
    text('goal', 60),
    moment('moved_to'),
    day('union_signed_on'),
    day('employer_signed_on'),
    moment('called_off_at'),
    text('used_by', 200),
  ],
  lockouts: [
    units,
    { name: 'worksite_ids', type: 'worksites' },
    moment('notice_received_at'),
    moment('starts_at', true),
    moment('ended_at'),
    zone(),
  ],
  pauses: [day('paused_on', true), day('resumed_on'), { name: 'reason', type: 'lines', most: 1000 }],
  steps: [
    units,
    {
      name: 'step',
      type: 'choice',
      required: true,
      options: stepKinds,
    },
    moment('at', true),
    zone(),
    { name: 'note', type: 'lines', most: 1000 },
  ],
  'vote-rules': [
    text('name', 200, true),
    number('numerator', true),
    number('denominator', true),
    { name: 'base', type: 'choice', required: true, options: ['votes_cast', 'present_incl_blank', 'eligible_members'] },
    { name: 'comparison', type: 'choice', required: true, options: ['gt', 'gte'] },
    number('quorum_numerator'),
    number('quorum_denominator'),
    { name: 'secret_ballot', type: 'yes', first: 'yes' },
    number('min_notice_hours'),
    text('who_votes', 200),
    text('article', 300),
  ],
  units: [
    { name: 'unit_id', type: 'unit', required: true },
    zone(),
    { name: 'regime', type: 'choice', options: ['US-NLRA', 'US-RLA', 'US-FED', 'US-NY-TAYLOR', 'US-CA-MMBA', 'UK', 'CA-ON', 'OTHER'] },
    text('state', 60),
    { name: 'health_care', type: 'known' },
    { name: 'state_agency', type: 'known' },
    text('state_agency_name', 200),
    { name: 'bargaining', type: 'choice', options: ['renewal', 'initial'] },
    day('certified_on'),
    { name: 'worksite_ids', type: 'worksites' },
    number('headcount'),
    number('members_in_good_standing'),
    { name: 'local_sanction', type: 'known' },
    { name: 'international_sanction', type: 'known' },
  ],
}

/** Whether a paper can be attached that shows it. */
export const takesProof = (kind: RecordKind) => !['units', 'votes', 'pauses', 'steps'].includes(kind)

/** A row as the database has it. */
export type Row = Record<string, unknown> & {
  id: number
  changed_by: string | null
  changed_name: string
  changed_at: Temporal.Instant
  shown_name: string | null
  shown_at: Temporal.Instant | null
}

/** What a person typed, by field; several values of a list of boxes. */
export type Typed = Record<string, string[]>

/** A room: a local's, or the coalition's (null). What can be chosen in its forms, and what is there already. */
export interface Room {
  local: { id: number; key: string; name: string; zone: string } | null
  /** Zone in which a new form starts. */
  zone: string
  units: { id: number; name: string; local: string; localKey: string }[]
  worksites: { id: number; name: string }[]
  records: Record<RecordKind, Row[]>
}
