import { formatMoment } from '../ui/time.tsx'
import { en as member } from './can-we-strike.en.ts'
import type { DeadlineKind } from './deadlines.ts'
import type { Answer } from './verdict.ts'

/** What the offices read of the board. */
export const en = {
  board: 'Strike board',
  boardLead: 'Every unit, its contract, what was noticed and voted. What is not announced stays in this room.',
  who: 'Who may strike then?',
  whoHint:
    'Judged for a strike of the unit’s own, by everything on record, announced or not. It is general information, never a clearance.',
  at: 'Date and time',
  zone: 'Time zone',
  zones: {
    'America/Los_Angeles': 'Pacific',
    'America/Denver': 'Mountain',
    'America/Chicago': 'Central',
    'America/New_York': 'Eastern',
    'Pacific/Honolulu': 'Hawaii',
  } as Record<string, string>,
  kind: 'Action',
  kinds: { strike: 'Strike', picketing: 'Picketing', overtime_refusal: 'Refusing overtime' },
  ask: 'Show',
  asked: (kind: string, at: Temporal.Instant, zone: string) => `${kind}, ${formatMoment(at, zone, 'en')}`,
  answers: { YES: 'Checks pass', NOT_YET: 'Not yet', REVIEW: 'A person must decide', NO: 'Prohibited' } satisfies Record<Answer, string>,
  byRegion: 'Units and members by region',
  missing: 'What stands in the way',
  earliest: 'Earliest start',
  ifDone: 'If all were done now',
  nothing: 'nothing',
  none: 'none',
  errors: {
    'not-a-time': 'Give a date and a time, such as 2027-11-15 and 6:00 in the morning.',
    'no-such-zone': 'This time zone does not exist. Choose one from the list.',
    skipped: 'That hour does not exist on that day: the clocks go forward. Choose an hour before or after it.',
    twice:
      'That hour comes twice on that day: the clocks go back. Choose an hour before or after it, or write the notice with its zone and name the offset.',
  },

  whatIf: 'Try a start',
  whatIfLead: 'Nobody outside this room sees what you try here; it is not kept.',
  verdict: 'Answer',
  checks: 'Every check',
  check: 'Check',
  result: 'Result',
  results: { PASS: 'passes', WAIT: 'not before', FAIL: 'missing', REVIEW: 'decide', NA: 'not asked' },
  holdsFrom: 'Holds from',
  law: 'Behind it',
  since: member.since,
  ruleSet: (version: string) => `Rule set ${version}. General information; confirm with your union’s counsel.`,
  notAsked: 'Checks that are not asked here',
  back: 'All units',

  deadlines: 'Deadlines',
  deadlinesLead: 'What is due, from the agreements and notices on record. Calendar days; statutory periods do not roll over weekends.',
  calendar: 'Download as a calendar file',
  calendarHint:
    'An ICS file with a reminder at nine in the morning, a week before and on the day. It holds what is not announced: keep it to yourself.',
  deadlineRange: (first: number, last: number, all: number) =>
    `${first.toLocaleString('en-US')} to ${last.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}, the nearest first`,
  noDeadlines: 'Nothing is due.',
  due: 'Day',
  what: 'What',
  kindsOfDeadline: {
    'notice-to-end': 'Notice to the employer to end or change the contract',
    mediators: 'F-7 to the federal mediators',
    'state-agency': 'Notice to the state mediation agency',
    'stop-renewal': 'Stop the renewal',
    'contract-ends': 'Last day of the contract',
    'vote-opens': 'Vote opens',
    'vote-closes': 'Vote closes',
    'serve-notice': 'Last day to serve the 10-day notice on both',
    'serve-notice-safe': 'Serve the 10-day notice by this day, to have one in hand',
    'strike-starts': 'Noticed start',
    'strike-ends': 'Announced end',
  } satisfies Record<DeadlineKind, string>,
  deadlineStates: { done: 'done', late: 'late', due: 'to do', comes: 'ahead', past: 'past' },
  doneLate: (day: string) => `done ${day}, late`,
  doneOn: (day: string) => `done ${day}`,
  calendarName: 'Contract deadlines',
}
