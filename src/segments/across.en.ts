import type { AcrossAnswer, AcrossFilter, AcrossRefusal } from './across.ts'
import type { AcrossChoices } from './across-segments.ts'

const list = (names: readonly string[]) =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} or ${names.length - 3} more` : names.join(' or ')
const answers: Record<AcrossAnswer, string> = { yes: 'said yes', maybe: 'said maybe', unanswered: 'did not answer' }

/** Staff pages are in English. */
export const en = {
  crumb: 'Segments',
  scope: (region: string | null) => (region === null ? 'Segments of the coalition' : `Segments of region ${region}`),
  link: (region: string | null) => (region === null ? 'The coalition' : `Region ${region}`),
  lead: 'A segment describes some of the members of several locals. The description is kept, not the people: you see how many they are, never who. Each count is of this moment.',
  rule: 'Counts are rounded down to five, local by local, and then added. Where two things or more are asked, fewer than 20 in a local are not told. So nobody can be counted out.',
  caption: 'Segments, by name',
  name: 'Name',
  what: 'Who',
  members: 'At least',
  maker: 'By',
  shared: 'shared',
  private: 'only you',
  none: 'No segment has been saved yet.',
  later: 'open to count',
  create: 'New segment',
  newTitle: 'New segment',
  count: 'How many now',
  atLeast: (people: string) => `at least ${people}`,
  exactly: (people: string) => people,
  byLocal: 'By local',
  local: 'Local',
  people: 'Members',
  few: 'too few to tell',
  part: 'not told: some only of locals that stand together',
  all: 'All',
  together: (names: readonly string[]) => (names.length > 1 ? `${names.join(', ')}: together` : names[0]!),
  tooFew: 'Too few to tell in any local. Take away a condition, or make one wider.',
  mail: 'An update’s mail can go to this segment: choose it where the update is written.',
  form: {
    where: 'Where',
    whereHint: 'Nothing ticked: everywhere. Small locals come with their region.',
    regions: 'Regions',
    locals: 'Locals',
    chosen: (label: string, chosen: number) => (chosen ? `${label}: ${chosen} chosen` : `${label}: any`),
    work: 'What they do',
    shift: 'Shift',
    classification: 'Classification',
    person: 'Who they are',
    language: 'Language',
    languageHint: 'A code as on the rosters, such as es or vi. Empty: any.',
    hiredBefore: 'Hired before the year',
    hiredHint: 'Four digits, such as 2015. Empty: any.',
    office: 'Office',
    offices: { steward: 'is a steward', officer: 'is an officer' } as Record<string, string>,
    reach: 'How they can be reached',
    email: 'Has an address to which updates are mailed',
    phone: 'Has a telephone number',
    event: 'What they answered',
    eventName: 'Event',
    answer: 'Answer',
    answers: answers as Record<string, string>,
    any: 'any',
    tell: 'Count',
    name: 'Name of the segment',
    nameHint: 'To keep it. Such as “Spanish speakers without an answer”.',
    share: (region: string | null) =>
      region === null ? 'The other offices of the coalition see it too' : 'The other directors of this region see it too',
    save: 'Save',
    saveAs: 'Save the changes',
    remove: 'Remove this segment',
    removeLabel: (name: string) => `Remove this segment: ${name}`,
  },
  done: { saved: 'Saved.', removed: 'Removed. Nothing changed on any roster.' } as Record<string, string>,
  errors: {
    name: 'Say what it is called, in at most 80 characters.',
    taken: 'You have a segment of this name already. Choose another name, or open that one and change it.',
  },
  refusals: {
    unknown: 'This can’t be asked about any more. Choose from the list.',
    language: 'Write one language code of two or three letters, such as es.',
    year: 'Write a year with four digits, such as 2015.',
    choice: 'Choose one of the list.',
    event: 'Say which event the answer is about.',
    answer: 'Say which answer you mean.',
    many: 'That is too much at once. Choose at most 300.',
  } satisfies Record<AcrossRefusal, string> as Record<AcrossRefusal, string>,
  /** One line about a filter. Names that are gone are left out. */
  describe(filter: AcrossFilter, choices: AcrossChoices): string {
    const name = (kind: keyof AcrossChoices, id: number) => choices[kind].find((one) => one.id === id)?.name
    const names = (kind: 'regions' | 'locals') => filter[kind].flatMap((id) => name(kind, id) ?? [])
    const places = [...names('regions'), ...names('locals')]
    const parts = [
      places.length ? list(places) : '',
      filter.shift ? (name('shifts', filter.shift) ?? 'a shift that is gone') : '',
      filter.classification ? (name('classifications', filter.classification) ?? 'a classification that is gone') : '',
      filter.language ? `language ${filter.language}` : '',
      filter.hiredBefore ? `hired before ${filter.hiredBefore}` : '',
      filter.office ? en.form.offices[filter.office]! : '',
      filter.email ? 'can be mailed' : '',
      filter.phone ? 'has a telephone number' : '',
      filter.event ? `${answers[filter.event.answer]}: ${name('events', filter.event.id) ?? 'an event that is gone'}` : '',
    ].filter(Boolean)
    return parts.length ? parts.join('; ') : 'everybody'
  },
}
