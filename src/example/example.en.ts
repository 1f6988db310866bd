import type { PersonKey } from '../../db/example/people.ts'
import type { MomentKey } from './moments.ts'

interface Part {
  role: string
  who: string
  tries: string
}

const people: Record<PersonKey, Part> = {
  nurse: {
    role: 'Nurse',
    who: 'Works nights in the emergency room at Almond Cove. Member of Meadowlark Nurses Local 101, the largest local.',
    tries: 'Say yes to the march and bring two. Then share your own link with a colleague.',
  },
  colleague: {
    role: 'Her colleague',
    who: 'A nurse of the same emergency room. He gets the link that Ana shares.',
    tries: 'Sign up by Ana’s link without signing in, or sign in and see your own page.',
  },
  steward: {
    role: 'Steward',
    who: 'Steward of Local 101 at Almond Cove Medical Center.',
    tries: 'Find the members of your worksite. Those of other worksites are not there.',
  },
  officer: {
    role: 'Officer of Harbor Local 760',
    who: 'Keeps the roster of a local of 7,400 people at 72 facilities, of whom 6,900 are on it.',
    tries: 'Import the messy CSV of this page, undo it, import it again. Then share your members for messages “until ratification”.',
  },
  'other-officer': {
    role: 'Officer of another local',
    who: 'Officer of Meadowlark Nurses Local 101.',
    tries: 'See who of your local is coming to the march. Of Local 760 you see no person, only counts.',
  },
  director: {
    role: 'Regional director',
    who: 'Director of the region Bright Coast.',
    tries: 'Watch the turnout of your region, local by local. Names are not shown: they belong to the locals.',
  },
  communications: {
    role: 'Communications officer',
    who: 'Writes for the whole alliance.',
    tries: 'Write an update about the march and hand it in for approval.',
  },
  'second-communications': {
    role: 'Second communications officer',
    who: 'Reads what the first one wrote. Nothing goes out without a second person.',
    tries: 'Approve the update, send it, and watch the bar. You cannot approve what you wrote yourself.',
  },
  organizer: {
    role: 'Organizer',
    who: 'Organizer of the alliance.',
    tries: 'Look at the march: who has reached the goal, and which local needs a call.',
  },
  coordinator: {
    role: 'Strike coordinator',
    who: 'Keeps the agreements, notices and votes of every local together.',
    tries: 'Open “Agreements”: what members see, what a second person must still confirm, and what each unit lacks.',
  },
  administrator: {
    role: 'Administrator',
    who: 'Knows how the alliance is built: locals, regions, worksites, offices.',
    tries: 'Open the structure, add a worksite, give somebody an office. No member’s name is shown to you.',
  },
}

const moments: Record<MomentKey, { name: string; what: string }> = {
  'week-before-expiry': {
    name: 'A week before the agreement ends',
    what: 'The national agreement ends on September 30. The employer’s offer of an extension has conditions.',
  },
  'strike-vote': {
    name: 'In the strike vote',
    what: 'The extension was refused, members work without an agreement, and vote from October 1 to 10.',
  },
  'two-weeks-before-march': {
    name: 'Two weeks before the march',
    what: 'Where the example starts: the vote is counted, the march is announced.',
  },
  'day-of-march': { name: 'The morning of the march', what: 'Two hours to go.' },
  notice: { name: 'The notice', what: 'The employer has been given ten days’ notice of a strike on November 15.' },
  agreement: { name: 'The agreement', what: 'A tentative agreement has been reached, two days before the strike.' },
}

export const en = {
  title: 'The example campaign',
  lead: (members: string, locals: number) =>
    `${members} members of ${locals} locals, one employer, one contract. Every union, employer, place and person of it is invented; sizes, dates and rules follow a real campaign.`,
  description: 'Be anybody in an invented contract campaign: a nurse, a steward, an officer, communications.',
  peopleTitle: 'Be one of these people',
  peopleLead: 'Each button signs you in as that person, in this browser. You can change as often as you like.',
  try: 'Try:',
  enter: (name: string) => `Sign in as ${name}`,
  people,
  storyTitle: 'The story, step by step',
  story: [
    {
      as: 'officer',
      title: 'Rosa imports her roster',
      body: 'Download the CSV of this page. Sign in as Rosa, open the import, choose the file, check the columns, look at what is new, changed and wrong, and confirm.',
    },
    {
      as: 'officer',
      title: 'She fetches the refused rows, undoes, and does it again',
      body: 'Each refused row comes back with its line and the reason. Undo brings the roster back to what it was before.',
    },
    {
      as: 'officer',
      title: 'She shares her members',
      body: 'Messages through us, until ratification. She sees each use, and can take it back.',
    },
    { as: 'communications', title: 'Celia writes an update about the march', body: 'With one picture, and no Markdown.' },
    {
      as: 'second-communications',
      title: 'Marcus approves and sends it',
      body: 'It is a page, an entry in the feed and a mail to every member whose local shares messages. What was sent lies in the outbox; no mail leaves the example.',
    },
    { as: 'nurse', title: 'Ana says yes, bringing two', body: 'On a phone, with scripts off if you like.' },
    { as: 'colleague', title: 'David signs up through Ana’s link', body: 'Without an account. Ana is credited.' },
    {
      as: 'director',
      title: 'Dora and Rosa see the count rise',
      body: 'By local and region, without reloading. Open the turnout in a second window and answer in the first.',
    },
  ] satisfies { as: PersonKey; title: string; body: string }[],
  fileTitle: 'The messy CSV',
  fileLead:
    'As Rosa’s old membership program exports it: Windows-1252, semicolons, a title above the header, telephone numbers in every shape.',
  fileCounts: ({
    rows,
    added,
    changed,
    unchanged,
    bad,
  }: {
    rows: string
    added: string
    changed: string
    unchanged: string
    bad: string
  }) =>
    `It has ${rows} rows: ${added} new people, ${changed} who changed, ${unchanged} as they were, and ${bad} rows that cannot be taken.`,
  download: 'Download the CSV',
  more: 'More',
  toClock: 'Move the campaign clock',
  toOutbox: 'The outbox: what would have been sent',
  toRecord: 'The real campaign it is modelled on',
  signInTitle: (name: string) => `Sign in as ${name}`,
  signInLead: 'Nobody real. The button signs you in as this person in this browser, and out of whoever you are now.',
  everybody: 'All people of the example',
  clockTitle: 'The campaign clock',
  clockLead:
    'What day is it in the campaign? Moving the clock moves the campaign’s own dates for everybody who looks at this example: which events are over, whether one can still answer.',
  clockNot: 'It never moves sessions, sign-in links, limits, shares or jobs: those keep real time.',
  clockNow: 'In the campaign it is now',
  clockMoments: 'Moments of the campaign',
  clockGo: 'Go there',
  clockHere: 'Where the example starts',
  clockOther: 'Another day',
  clockDay: 'Day',
  clockDayHint: 'Between January 2027 and December 2028. Type it as 2027-10-30.',
  clockTime: 'Time of day',
  clockTimeHint: 'As 10:00 or 17:30, in the coalition’s own time zone.',
  clockMove: 'Move the clock',
  clockMoved: 'The campaign clock has been moved.',
  badDay: 'This is not a day the example knows. Type a year, a month and a day between 2027-01-01 and 2028-12-31, such as 2027-10-30.',
  badTime: 'This is not a time of day. Type hours and minutes, such as 10:00 or 17:30.',
  badMoment: 'This moment is not on the list. Choose one of those below.',
  moments,
  record: {
    title: 'Modelled on a real campaign',
    lead: 'The example’s parties are invented. Its shape follows the public record of one real campaign: national bargaining of a health-care union alliance in 2021. Here is that record, line by line, with where each line was read. Where sources differ, both figures stand.',
    note: 'The example moves these dates to 2027, whose days fall on the same weekdays. Nothing on this page is said by the product about anybody; it repeats what the sources say.',
    who: 'Who',
    when: 'When',
    money: 'Money',
    locals: 'Sizes of locals, and what the example made of them',
    what: 'What',
    figure: 'Figure',
    date: 'Date',
    source: 'Source',
    local: 'In the record',
    members: 'Members',
    example: 'In the example',
    chosen: 'not in the record; chosen',
    chosenNote:
      'Locals of the example whose size no source gives were given one, so that the rosters hold 52,000 members when the example starts.',
  },
}

/** What stands with a person in the database, for other programs: English. */
export const parts = Object.fromEntries(
  Object.entries(people).map(([key, { role, who, tries }]) => [key, `${role}. ${who} Try: ${tries}`]),
) as Record<PersonKey, string>
