import { formatEnd, formatMoment } from '../ui/time.tsx'
import type { AfterExpiration, StatusQuoItem } from './status-quo.ts'
import type { UnitState } from './unit-state.ts'

/** What members read. */
export const en = {
  title: 'Can we strike?',
  lead: 'One answer for your unit: yes or not yet, until when, and why.',
  choose: 'Choose your unit',
  chooseHint: 'Units of one local can stand under different contracts, and get different answers.',
  unit: 'Your unit',
  pick: 'Choose…',
  show: 'Show the answer',
  other: 'Choose another unit',
  all: 'Where all units stand',
  yours: 'Your units',
  notChosen: 'Choose a unit from the list.',
  none: 'No unit has been entered yet.',

  no: 'No.',
  notYet: 'Not yet.',
  yes: 'The encoded checks pass',
  review: 'A person must decide.',
  contract: (until: Temporal.Instant, zone: string) =>
    `Your contract, which includes a promise not to strike, runs through ${formatEnd(until, zone, 'en')}.`,
  tenDays: (start: Temporal.Instant, earliest: Temporal.Instant, zone: string) =>
    `A 10-day notice was served for ${formatMoment(start, zone, 'en')}. The earliest lawful start is ${formatMoment(earliest, zone, 'en')}.`,
  noticed: (start: Temporal.Instant, zone: string) =>
    `A 10-day notice was served for ${formatMoment(start, zone, 'en')}. Not everything that a strike takes has been announced: ask your local.`,
  nothing: (noticeNeeded: boolean): string =>
    noticeNeeded
      ? 'Your contract no longer stands in the way, and no strike has been announced. At a health care institution a written 10-day notice comes first.'
      : 'Your contract no longer stands in the way, and no strike has been announced.',
  starts: (start: Temporal.Instant, zone: string) => `For a strike starting ${formatMoment(start, zone, 'en')}.`,
  counsel: "Confirm with your union's counsel.",

  why: 'Why',
  until: 'Days left',
  unchecked: 'not yet checked in its source',
  left: 'hour/hours|minute/minutes',
  today: 'Today',
  lastDay: 'is the last day of the contract',
  startDay: 'is the day of the announced start',
  daysLeft: (days: number): string => (days === 1 ? 'day until the contract ends' : 'days until the contract ends'),
  daysToStart: (days: number): string => (days === 1 ? 'day until the announced start' : 'days until the announced start'),
  meanwhile: 'What you can do now',
  free: 'You can take part in rallies away from work, stickers, petitions and other actions that are not strikes or picketing.',
  freeStops: 'No contract and no notice period holds those back.',
  events: 'See what is planned',
  updates: 'Read the latest update',
  picket: 'Picketing at a hospital, even off duty and without a strike, needs its own written 10-day notice. Ask your local first.',

  stands: 'Where your unit stands',
  states: {
    UNDER_CONTRACT: 'Under contract',
    NOTICED: 'Under contract, bargaining for the next',
    EXTENDED: 'Contract extended',
    EXPIRED: 'Contract ended',
    VOTE_OPEN: 'Voting',
    AUTHORIZED: 'Members authorized a strike',
    SANCTIONED: 'Strike authorized and sanctioned',
    NOTICE_SERVED: '10-day notice served',
    POSTPONED: 'Strike postponed',
    CALLED_OFF: 'Strike called off',
    STRIKING: 'On strike',
    SUSPENDED: 'Strike suspended',
    ENDED: 'Strike ended',
    LOCKED_OUT: 'Locked out',
    TA: 'Tentative agreement',
    RATIFICATION: 'Voting on the agreement',
    SETTLED: 'New agreement',
  } satisfies Record<UnitState, string>,
  unknown: 'Not known',

  continues: 'What goes on without a contract',
  continuesLead: 'There is no contract and no extension now. An extension is another thing: it keeps all of this.',
  what: 'What',
  now: 'Now',
  source: 'Source',
  after: { continues: 'goes on', ends: 'has ended', depends: 'depends; ask' } satisfies Record<AfterExpiration, string>,
  items: {
    wages: 'Wages, benefits, hours',
    'just-cause': 'Just cause and the grievance procedure',
    'no-strike': 'The promise not to strike',
    'no-lockout': "The employer's promise not to lock out",
    arbitration: 'Arbitration of new disputes',
    dues: 'Dues taken from your pay',
    'union-security': 'The rule that all who are covered pay their share',
    'management-rights': "Management's extra rights in the contract",
    steps: 'Step raises',
    retro: 'Back pay',
  } satisfies Record<StatusQuoItem, string>,

  checked: (at: Temporal.Instant, zone: string, version: string) =>
    `General information, checked ${formatMoment(at, zone, 'en')} against rule set ${version}. It is no legal advice.`,
  sources: 'The law behind this answer',
  facts: 'Agreements on record',
  since: (from: string, until: string | null) => (until ? `held from ${from} until ${until}` : `has held since ${from}`),
  through: (end: Temporal.Instant, zone: string) => `through ${formatEnd(end, zone, 'en')}`,
}
