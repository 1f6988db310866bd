import type { AcrossFilter, AcrossRefusal } from './across.ts'
import type { AcrossChoices } from './across-segments.ts'
import { en as local, list } from './segment.en.ts'

/** What is said as in a local stands in segment.en.ts. */
export const en = {
  ...local,
  scope: (region: string | null) => (region === null ? 'Segments of the coalition' : `Segments of region ${region}`),
  link: (region: string | null) => (region === null ? 'The coalition' : `Region ${region}`),
  lead: 'A segment describes some of the members of several locals. The description is kept, not the people: you see how many they are, never who. Each count is of this moment.',
  rule: 'Counts are rounded down to five, local by local, and then added. Where two things or more are asked, fewer than 20 in a local are not told. So nobody can be counted out.',
  members: 'At least',
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
    ...local.form,
    where: 'Where',
    whereHint: 'Nothing ticked: everywhere. Small locals come with their region.',
    regions: 'Regions',
    locals: 'Locals',
    work: 'What they do',
    shift: 'Shift',
    classification: 'Classification',
    language: 'Language',
    languageHint: 'A code as on the rosters, such as es or vi. Empty: any.',
    hiredBefore: 'Hired before the year',
    hiredHint: 'Four digits, such as 2015. Empty: any.',
    email: 'Has an address to which updates are mailed',
    phone: 'Has a telephone number',
    share: (region: string | null) =>
      region === null ? 'The other offices of the coalition see it too' : 'The other directors of this region see it too',
  },
  done: { saved: 'Saved.', removed: 'Removed. Nothing changed on any roster.' } as Record<string, string>,
  refusals: {
    ...local.refusals,
    unknown: 'This can’t be asked about any more. Choose from the list.',
    language: 'Write one language code of two or three letters, such as es.',
    year: 'Write a year with four digits, such as 2015.',
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
      filter.event ? `${local.form.answers[filter.event.answer]}: ${name('events', filter.event.id) ?? 'an event that is gone'}` : '',
    ].filter(Boolean)
    return parts.length ? parts.join('; ') : 'everybody'
  },
}
