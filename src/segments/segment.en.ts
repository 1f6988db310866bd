import type { EventAnswer, Filter, FilterRefusal, Place } from './segment.ts'

const count = (value: number) => value.toLocaleString('en-US')
const members = (value: number) => `${count(value)} ${value === 1 ? 'member' : 'members'}`
/** Names as one would say them; of many the first three. */
export const list = (names: readonly string[]) =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} or ${names.length - 3} more` : names.join(' or ')

const answers: Record<EventAnswer, string> = {
  yes: 'said yes',
  maybe: 'said maybe',
  no: 'said no',
  answered: 'answered, whatever it was',
  unanswered: 'did not answer',
}

export const en = {
  nav: 'Segments',
  title: (local: string) => `Segments of ${local}`,
  crumb: 'Segments',
  localsTitle: 'Segments',
  localsLead: 'Choose whose members you want to describe.',
  lead: 'A segment describes some of your members: where they work, what they answered, whether they can be reached. The description is kept, not the people: each count is of this moment.',
  caption: 'Segments, by name',
  name: 'Name',
  members: 'Members now',
  what: 'Who',
  maker: 'By',
  shared: 'shared',
  private: 'only you',
  none: 'No segment has been saved yet.',
  later: 'open to count',
  create: 'New segment',
  newTitle: 'New segment',
  roster: 'Show them on the list',
  counted: members,
  everybody: 'This asks nothing: it is everybody on the roster.',
  unsubscribed: (about: number) => `About ${count(about)} of them have said no to updates.`,
  unsubscribedUnknown:
    'How many of them have said no to updates is told for 20 mailboxes and more, while the local lends “messages through us”.',
  nobody: 'Nobody is in it now. Take away a condition, or make one wider.',
  form: {
    places: {
      units: 'Bargaining unit',
      worksites: 'Worksite',
      departments: 'Department',
      shifts: 'Shift',
      classifications: 'Classification',
    } satisfies Record<Place, string> as Record<Place, string>,
    chosen: (label: string, chosen: number) => (chosen ? `${label}: ${chosen} chosen` : `${label}: any`),
    placesHint: 'Any of those that you tick; all of it for one and the same place of work.',
    work: 'Where they work',
    person: 'Who they are',
    reach: 'How they can be reached',
    event: 'What they answered',
    languages: 'Languages',
    languagesHint: 'Codes as on the roster, such as es or vi, zh. Empty: any.',
    hiredFrom: 'Hired on this day or later',
    hiredBefore: 'Hired before this day',
    office: 'Office',
    offices: { steward: 'is a steward', officer: 'is an officer', any: 'holds any office here', none: 'holds none' } as Record<
      string,
      string
    >,
    email: 'E-mail',
    emails: { yes: 'has an address', no: 'has none', employer: 'has an employer’s address only' } as Record<string, string>,
    phone: 'Phone',
    phones: { yes: 'has a number', no: 'has none' } as Record<string, string>,
    eventName: 'Event',
    answer: 'Answer',
    answers,
    any: 'any',
    name: 'Name of the segment',
    nameHint: 'To keep it. Such as “Nights without an answer”.',
    shared: 'The other officers of this local see it too',
    count: 'Count',
    save: 'Save',
    saveAs: 'Save the changes',
    remove: 'Remove this segment',
    removeLabel: (name: string) => `Remove this segment: ${name}`,
  },
  done: { saved: 'Saved.', removed: 'Removed. Nothing changed on the roster.' } as Record<string, string>,
  errors: {
    name: 'Say what it is called, in at most 80 characters.',
    taken: 'You have a segment of this name already. Choose another name, or open that one and change it.',
  },
  refusals: {
    unknown: 'This does not occur on the roster. Choose from the list.',
    language: 'Write language codes of two or three letters, such as es or vi, with commas between.',
    day: 'This is not a day. Write it as year-month-day, for example 2019-08-01.',
    order: 'This day is not after the first one, so nobody could be in between. Make it later.',
    choice: 'Choose one of the list.',
    event: 'Say which event the answer is about.',
    answer: 'Say which answer you mean.',
    many: 'That is too much at once. Choose at most 300.',
  } satisfies Record<FilterRefusal, string> as Record<FilterRefusal, string>,
  /** One line about a filter. `named`: what an id is called; ids that are gone are left out. */
  describe(filter: Filter, named: (kind: Place | 'events', id: number) => string | undefined): string {
    const names = (kind: Place) => filter[kind].flatMap((id) => named(kind, id) ?? [])
    const parts = [
      ...(['units', 'worksites', 'departments', 'shifts', 'classifications'] as const).map((place) =>
        filter[place].length ? list(names(place)) || 'a place that is gone' : '',
      ),
      filter.languages.length ? `language ${list(filter.languages)}` : '',
      filter.hiredFrom ? `hired from ${filter.hiredFrom} on` : '',
      filter.hiredBefore ? `hired before ${filter.hiredBefore}` : '',
      filter.office ? en.form.offices[filter.office]! : '',
      filter.email ? `e-mail: ${en.form.emails[filter.email]!}` : '',
      filter.phone ? `phone: ${en.form.phones[filter.phone]!}` : '',
      filter.event ? `${answers[filter.event.answer]}: ${named('events', filter.event.id) ?? 'an event that is gone'}` : '',
    ].filter(Boolean)
    return parts.length ? parts.join('; ') : 'everybody'
  },
}
