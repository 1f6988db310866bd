import type { UndoRefusal, MergeRefusal } from './merge-members.ts'
import type { Column, Likeness } from './merge.ts'

const count = (value: number) => value.toLocaleString('en-US')

export const en = {
  link: 'Duplicates',
  roster: 'Roster',
  list: {
    title: (local: string) => `Likely duplicates in ${local}`,
    lead: 'Pairs of records that are likely one person, the likeliest first. Look at both before you merge; a merge can be taken back.',
    caption: 'Pairs',
    one: 'One record',
    other: 'The other',
    alike: 'The same',
    what: 'What to do',
    compare: 'Compare',
    compareLabel: (one: string, other: string) => `Compare ${one} and ${other}`,
    none: 'No likely duplicates',
    noneText:
      'No two records share a mailbox, a phone or a name and hire date, or you have said of all that do that they are two people. Any two records can be merged from a member’s page.',
    summary: (from: number, pairs: number) => `Pairs ${count(from + 1)} to ${count(from + pairs)}`,
  },
  likenesses: { email: 'e-mail', phone: 'phone', name: 'name', hired: 'hire date' } satisfies Record<Likeness, string> as Record<
    Likeness,
    string
  >,
  choose: {
    title: (name: string) => `Merge ${name} with another record`,
    link: 'Merge with another record',
    search: 'Search for the other record',
    searchHint: 'Name, e-mail, phone or member number',
    find: 'Find',
    caption: 'Records that may be the same person',
    found: 'Records found',
    name: 'Name',
    number: 'Number',
    contact: 'Contact',
    place: 'Where',
    what: 'What to do',
    none: 'Nobody has the same name, e-mail or phone. Search for the record that you mean.',
    nobody: 'Nobody is found. Try fewer letters, or the member number.',
  },
  pair: {
    title: (one: string, other: string) => (one === other ? `Two records of ${one}` : `${one} and ${other}`),
    lead: 'One record stays and gets what you choose below; everything that speaks of the other goes over to it. Nobody is told. You can take it back on the member’s page.',
    kept: 'Was on the roster first',
    gone: 'Came later',
    same: 'The same in both',
    choose: 'Choose what is right',
    allSame: 'The two records say the same.',
    empty: 'empty',
    goes: 'What goes over',
    nothing: 'Nothing refers to the later record but the roster.',
    columns: {
      lastName: 'Last name',
      firstName: 'First name',
      externalId: 'Member number',
      email: 'E-mail',
      phone: 'Phone',
      language: 'Language',
      hiredOn: 'Hired on',
    } satisfies Record<Column, string> as Record<Column, string>,
    unit: (unit: string) => `Work in ${unit}`,
    work: 'Work',
    signsIn: 'signs in',
    notes: [
      'Where both answered the same event, the later answer counts; coming is then counted once.',
      'If either mailbox has said no to a kind of mail, that holds for the one that stays.',
      'Signing in goes along.',
    ],
    merge: 'Merge into one record',
    two: 'They are two people',
    back: 'Back to the member',
    things: {
      assignment: 'places of work',
      rsvp: 'answers to events',
      cover: 'who covers her',
      conversation: 'notes of conversations',
      assessment: 'assessments',
      import_change: 'what imports changed',
      member_merge: 'earlier merges',
    } as Record<string, string>,
    of: (thing: string, rows: number) => `${thing}: ${count(rows)}`,
    incomplete: 'For each line choose one of the two.',
  },
  refusals: {
    'two-accounts':
      'Both records sign in, each with an account of its own. So these are two people, or one person with two mailboxes, and this page cannot tell. Nothing was changed. If it is one person, ask her which mailbox she keeps, and erase the record of the other; she then signs in with the one that stays.',
    busy: 'An import of this local is being written at this moment. Nothing was changed; wait until it is done, then try again.',
  } satisfies Record<MergeRefusal, string> as Record<MergeRefusal, string>,
  member: {
    title: 'Merged records',
    entry: (name: string, number: string | null) => `${name}${number ? `, number ${number},` : ''} was merged into this record`,
    by: (name: string) => `by ${name}`,
    open: 'Take it back',
    merged: 'Merged. What you chose is below; “Take it back” is at the end of the page.',
    undone: 'Taken back: these are two records again.',
    other: 'The other record',
  },
  merge: {
    title: (name: string) => `Take back the merge with ${name}`,
    lead: (name: string, number: string | null) =>
      `${name}${number ? ` (number ${number})` : ''} is a record of its own again, with what spoke of it. Both records are as they were before the merge.`,
    since:
      'What was changed, written or answered since then is not taken back: it stays with this record. Only answers to events go with the one who gave them.',
    undo: 'Take the merge back',
    back: 'Leave it merged',
    refusals: {
      busy: 'An import of this local is being written at this moment. Nothing was changed; wait until it is done, then try again.',
      later: 'This record was merged with another one since. Take that merge back first; then this one.',
      'number-taken':
        'A member number that one of the two records had belongs to another record by now; no two may have the same. Nothing was changed. Merge or erase that other record, or import its right number, then try again.',
      changed:
        'Something that the other record referred to was deleted since, such as an account or an event. Nothing was changed; the two stay one record.',
    } satisfies Record<UndoRefusal, string> as Record<UndoRefusal, string>,
    which: { later: 'The later merge', 'number-taken': 'The record with the number' } as Partial<Record<UndoRefusal, string>>,
  },
}
