import type { Export } from './export-log.ts'

const count = (value: number) => value.toLocaleString('en-US')
const many = (value: number, one: string, more: string) => `${count(value)} ${value === 1 ? one : more}`

export const en = {
  sheet: 'Members',
  /** As an import recognizes them. */
  columns: {
    number: 'Member number',
    firstName: 'First name',
    lastName: 'Last name',
    email: 'E-mail',
    phone: 'Phone',
    unit: 'Bargaining unit',
    worksite: 'Worksite',
    department: 'Department',
    shift: 'Shift',
    classification: 'Classification',
    language: 'Language',
    hired: 'Hired on',
    row: (id: number) => `Row of export ${id}`,
    of: (rows: number) => ` of ${rows}`,
  },
  room: {
    title: 'Data of your local',
    crumb: 'Data',
    roster: 'Roster',
    of: (local: string) => `Data of ${local}`,
    lead: 'Your members are your local’s. Take their list with you, take everything with you, or have it erased. Each file that leaves is on record here and in the audit.',
    locals: 'Locals',
    local: 'Local',
  },
  members: {
    title: 'The list of members',
    chosen: 'As chosen on the list',
    segment: (name: string) => `The segment “${name}”, as chosen on the list`,
    everybody: (people: number) => many(people, 'member', 'members'),
    lead: 'One row for each unit that a member is in. The last column counts the rows, so that a file that was cut short shows it. What a spreadsheet would run as a formula is made harmless.',
    narrow: 'To take a part of them, search and filter the list of members first and choose “Download” there.',
    format: 'File',
    submit: 'Download',
    formats: {
      xlsx: { label: 'Excel workbook (.xlsx)', hint: 'For Excel, LibreOffice, Numbers, Google Sheets.' },
      csv: { label: 'CSV for spreadsheets', hint: 'UTF-8, with the mark by which Excel knows it.' },
      'csv-plain': { label: 'CSV for programs', hint: 'UTF-8 without a mark.' },
    },
    care: 'The file holds names, addresses and phones of union members. Keep it where only you can read it, never on the employer’s devices, and delete it when you are done.',
  },
  everything: {
    title: 'Everything',
    submit: 'Download everything',
    lead: 'A ZIP of CSV files with a list of contents: members and where they work, offices, events with answers and sign-ups, goals, shares and their uses, imports and what they changed, and who wants no mail. Another Commontable can be filled from it with the command “local import”.',
  },
  erasing: {
    title: 'Erasing',
    lead: 'A person is erased from her page on the roster. A whole local takes two people and fourteen days. Before and after you see what goes, what stays and why.',
    log: 'What was erased',
    local: 'Erase the whole local',
  },
  log: {
    title: 'What left',
    caption: 'Files that left, the latest first',
    none: 'Nothing has left.',
    when: 'When',
    by: 'By',
    what: 'What',
    rows: 'Rows',
    state: 'State',
    sum: 'SHA-256',
    kinds: { members: 'members', everything: 'everything' } satisfies Record<Export['kind'], string>,
    narrowed: (names: string[]) => ` (by ${names.join(', ')})`,
    outcomes: { complete: 'complete', interrupted: 'cut short', failed: 'failed' } as Record<string, string>,
    open: 'under way, or cut off',
  },
  busy: 'Four exports are under way at this moment. Try again in a minute.',
  format: 'Choose one of the three kinds of file.',
  cli: {
    nobody: (address: string) => `Nobody signs in with ${address}. Give the address of an officer of the local after --as.`,
    local: (key: string) => `There is no local ${key} whose officer this address is.`,
    done: (rows: number, sum: string) => `${many(rows, 'row', 'rows')}, complete. SHA-256 ${sum}`,
    moved: (local: string) =>
      `${local} is filled. Events are drafts until a second person publishes them; holders of offices have been invited.`,
    cut: 'Whoever was reading went away before the end. What was written is not complete.',
  },
  moveIn: {
    notZip: 'This is not an archive of a local: it cannot be opened as a ZIP. If it was cut short, export it again.',
    noManifest: 'This ZIP has no manifest.json, so it is not a whole archive of a local. Export it again.',
    newer: 'This archive was made by a newer Commontable. Import it with that version, or a later one.',
    missing: (file: string) => `The archive lacks ${file}, which its manifest names. Export it again; nothing was changed.`,
    changed: (file: string) => `${file} is not what was written: it has changed since. Export it again; nothing was changed.`,
    tooLarge: 'This archive unpacks to more than is sensible (8 GB). Nothing was changed.',
    notEmpty: (local: string) =>
      `${local} is not empty: it has members, imports or events already. A local moves in only where nothing is. Nothing was changed.`,
    noLocal:
      'This address holds no office of exactly one local here. Say with --local KEY which one is to be filled, and let an officer of it do it.',
    structure: (names: string[]) =>
      `These are not known here yet: ${names.join(', ')}. An administrator adds them under Structure, or imports the archive as an officer who is also an administrator. Nothing was changed.`,
    unfit: (why: string) => `The archive does not fit into this Commontable: ${why}. Nothing was changed.`,
    kept: 'not filled: this version does not know how',
    elsewhere: 'not filled: of events that other hosts had',
  },
}
