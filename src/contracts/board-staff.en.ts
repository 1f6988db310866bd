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
  unchecked: member.unchecked,
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
    sanction: 'Sanction that must be granted before the start',
    'sanction-ends': 'Last day of the sanction',
    'serve-notice': 'Last day to serve the 10-day notice on both',
    'serve-notice-safe': 'Serve the 10-day notice by this day, to have one in hand',
    'strike-starts': 'Noticed start',
    'strike-ends': 'Announced end',
  } satisfies Record<DeadlineKind, string>,
  deadlineStates: { done: 'done', late: 'late', due: 'to do', comes: 'ahead', past: 'past' },
  doneLate: (day: string) => `done ${day}, late`,
  doneOn: (day: string) => `done ${day}`,
  calendarName: 'Contract deadlines',
  of: { local: 'of the local', parent: 'of the international or the coalition' } as Record<string, string>,

  feed: 'In your own calendar',
  feedLead:
    'An address of your own that a calendar program looks at by itself, every few hours. It shows what you may read here, as long as you hold your office. Whoever has the address reads the same: tell it to nobody.',
  feedMake: 'Make an address',
  feedAgain: 'Make a new one',
  feedSince: (made: Temporal.Instant, zone: string) =>
    `You have an address since ${formatMoment(made, zone, 'en')}. It was shown that once; if you have lost it, make a new one.`,
  feedEnd: 'End it',
  feedMade: 'Here is your address',
  feedMadeLead:
    'Copy it now, it is not shown again. In the calendar program look for “Subscribe” or “Add by URL”. An address that you had before has ended.',
  feedAddress: 'Address',
  feedBack: 'Back to the deadlines',
  feedEnded: 'The address has ended. A calendar that follows it finds nothing any more.',
  reminders: 'Officers are mailed 30, 14, 7, 3 days and one day before, on the day, and once when it went by undone.',
  reminder: {
    subject: (count: number) => (count === 1 ? 'A deadline comes' : `${count} deadlines come`),
    hello: 'Hello,',
    sentence: (what: string, unit: string, day: string, late: boolean) =>
      late ? `Went by undone on ${day}: ${what}. ${unit}.` : `${day}: ${what}. ${unit}.`,
    text: 'This is not announced: keep it to yourself. All deadlines, and what is already done:',
  },
}
