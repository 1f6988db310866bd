import type { FieldName, MappingRefusal } from './columns.ts'
import type { Policy, Source } from './import-rules.ts'
import type { Failure, ImportState, UploadRefusal } from './import.ts'
import type { Reason } from './line.ts'

const count = (value: number) => value.toLocaleString('en-US')
const many = (value: number, one: string, more: string) => `${count(value)} ${value === 1 ? one : more}`
const quote = (text: string) => `“${text}”`

const fields: Record<FieldName, string> = {
  externalId: 'Member number',
  sourceId: 'Id in another system',
  secondId: 'Id in a second system',
  thirdId: 'Id in a third system',
  fourthId: 'Id in a fourth system',
  firstName: 'First name',
  lastName: 'Last name',
  fullName: 'Full name',
  email: 'E-mail',
  mailStatus: 'Wants mail or not',
  phone: 'Phone',
  unit: 'Bargaining unit',
  worksite: 'Worksite',
  department: 'Department',
  shift: 'Shift',
  classification: 'Classification',
  language: 'Language',
  hiredOn: 'Hired on',
}

const sources: Record<Source, string> = {
  'action-network': 'Action Network',
  'action-builder': 'Action Builder',
  'action-builder-2': 'Action Builder, custom ID 2',
  'action-builder-3': 'Action Builder, custom ID 3',
  'action-builder-4': 'Action Builder, custom ID 4',
  broadstripes: 'Broadstripes',
  'ngp-van': 'NGP VAN or EveryAction',
  'solidarity-tech': 'Solidarity Tech',
  spoke: 'Spoke',
  zetkin: 'Zetkin',
  payroll: 'the employer’s payroll',
  other: 'another list',
}

export const en = {
  sources,
  /** What stands in the ledger for a "no" that came with a list. */
  mailRefused: (source: Source | null) =>
    `Unsubscribed ${source ? `in ${sources[source]}` : 'in another program'}, by a list that the local imported`,
  rosters: {
    title: 'Roster',
    lead: 'The locals whose members you see by your office.',
    caption: 'Locals',
    local: 'Local',
    members: 'Members',
    import: 'Import a file',
    office: 'What you see',
    wholeLocal: 'the whole local',
    turf: 'your worksite or unit',
  },
  list: {
    title: (local: string) => `Members of ${local}`,
    crumb: 'Roster',
    imports: 'Imports',
    download: 'Download',
    print: 'Print this page',
    search: 'Search',
    searchHint: 'Name, e-mail, phone or member number',
    unit: 'Unit',
    worksite: 'Worksite',
    department: 'Department',
    shift: 'Shift',
    classification: 'Classification',
    segment: 'Segment',
    without: 'Missing',
    withoutEmail: 'no e-mail',
    withoutPhone: 'no phone',
    all: 'all',
    find: 'Find',
    filter: 'Filter by place, work or what is missing',
    clear: 'Show everybody',
    caption: 'Members, by last name',
    name: 'Name',
    number: 'Number',
    contact: 'Contact',
    place: 'Where',
    none: 'none',
    noEmail: 'no e-mail',
    noPhone: 'no phone',
    summary: (shown: number, all: number) =>
      shown === all ? many(all, 'member', 'members') : `${count(shown)} of ${many(all, 'member', 'members')}`,
    emptyTitle: 'Nobody is on this roster yet',
    empty: 'Import the list that your local keeps now, as CSV or Excel. You see what would happen before anything is written.',
    nobodyTitle: 'Nobody matches',
    nobody: 'Try fewer letters, or take a filter away.',
    turfTitle: 'Nobody of your turf is on the roster yet',
    turf: 'When your local’s officer imports the members of your worksite, they are here.',
  },
  member: {
    facts: 'On the roster',
    assignments: 'Work',
    history: 'What imports changed',
    number: 'Member number',
    elsewhere: 'In other systems',
    elsewhereId: (source: string, id: string) => `${nameOfSource(source)}: ${id}`,
    email: 'E-mail',
    phone: 'Phone',
    language: 'Language',
    hired: 'Hired on',
    added: 'On the roster since',
    signedIn: 'Signs in',
    yes: 'yes',
    notYet: 'not yet',
    noPlace: 'No unit or worksite is known.',
    none: 'none',
    unit: 'Unit',
    worksite: 'Worksite',
    department: 'Department',
    shift: 'Shift',
    classification: 'Classification',
    by: (file: string, name: string) => `${file}, imported by ${name}`,
    addedBy: (file: string) => `Added by ${file}`,
    noHistory: 'No import has changed anything here.',
    erase: 'Erase this person',
    was: 'was',
    now: 'now',
    empty: 'empty',
  },
  imports: {
    title: (local: string) => `Imports of ${local}`,
    crumb: 'Imports',
    start: 'Import a file',
    lead: 'A list of your members from any program, as CSV or as an Excel workbook. Nothing is written to the roster before you have seen what would change and said yes.',
    file: 'File',
    hint: 'CSV, tab-separated text, or an Excel workbook (.xlsx).',
    send: 'Send the file',
    caption: 'Imports, the latest first',
    name: 'File',
    when: 'When',
    by: 'By',
    state: 'State',
    rows: 'New / changed / refused',
    profiles: 'Saved profiles',
    profilesLead: 'How files of your own programs are read. One whose columns are all in a file is taken by itself.',
    forget: 'Forget',
    none: 'No file was imported yet.',
    states: {
      uploading: 'arriving',
      uploaded: 'columns to map',
      staging: 'being read',
      ready: 'to be looked at',
      applying: 'being written',
      done: 'on the roster',
      undoing: 'being taken back',
      undone: 'taken back',
      cancelled: 'given up',
      failed: 'could not be read',
    } satisfies Record<ImportState, string>,
    refusals: {
      empty: 'This file is empty. Open it on your computer, check that it has rows, save it and choose it again.',
      'other-workbook':
        'This is an OpenDocument spreadsheet. Open it, choose “Save as” and “Excel workbook (.xlsx)” or “CSV”, and send that file.',
      'old-workbook':
        'This is an Excel workbook of the old kind (.xls), or one with a password. Open it, choose “Save as” and “Excel workbook (.xlsx)” without a password, or “CSV UTF-8”, and send that file.',
      'no-workbook': 'This is a document of another program, not an Excel workbook with a list. Send the list as .xlsx or CSV.',
      'workbook-broken': 'This workbook is damaged or was cut short. Open it in Excel, save it again as .xlsx, and send that file.',
      'workbook-bomb':
        'This file unpacks to far more than a list of people can be, so it was not read. If it is a real list, save it as “CSV UTF-8” and send that file.',
      'workbook-sheets': 'This workbook has more than 20 sheets. Copy the list of members into a workbook of its own and send that.',
      'workbook-large':
        'This workbook holds more than 300 MB of text. Save the sheet with the members as “CSV UTF-8”, leave out columns that are not needed, and send that file.',
      'too-many-columns':
        'One row has more than 500 columns, so this is not a list of people, or another sign separates its columns. Leave out what is not needed, save it as CSV again and send that.',
      'line-too-long':
        'The first line has more than a million letters, so this is not a table with one person in a row. Check what separates the lines, save the file as CSV again and send it.',
      pdf: 'This is a PDF. Ask the program that made it for a CSV file; a table cannot be read out of a PDF without errors.',
      zip: 'This is a ZIP archive. Open it and send the list inside, as CSV or .xlsx.',
      gzip: 'This file is compressed. Unpack it and send the CSV file inside.',
      'web-page':
        'This is a web page; some programs call such a file .xls or .csv. Open it in a spreadsheet, save it as “CSV UTF-8” and send that.',
      picture: 'This is a picture. Send the list as a CSV file.',
      binary: 'This is not a file of text. Send the list as CSV or .xlsx: a spreadsheet makes one with “Save as”.',
      'too-large':
        'This file has more than 300 MB. Split it into parts, or leave out columns that are not needed, and send them one after the other.',
      'no-file': 'Choose a file first.',
      interrupted: 'The file did not arrive whole: the connection was cut off. Nothing of it was kept. Send it again.',
    } satisfies Record<UploadRefusal, string>,
  },
  mapping: {
    title: 'What is in the columns?',
    lead: (rows: number) => `Below are the first ${rows} rows of your file. Say what each column holds; leave out what is not needed.`,
    empty: 'An empty cell never overwrites what is on the roster.',
    extension: 'Of a phone number with an extension the extension is left out. Hire dates are read as month/day/year, or year-month-day.',
    header: 'Line with the names of the columns',
    noHeader: 'None: the first row is a person',
    encoding: 'Letters',
    separator: 'Between the columns',
    encodings: { 'utf-8': 'UTF-8', 'windows-1252': 'Windows (Western)', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16, big-endian' },
    separators: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' },
    differently: 'Read it differently',
    reread: 'Look again',
    differentlyHint: 'If names look broken, or everything stands in one column.',
    sheet: 'Sheet',
    sheetRead: (name: string, others: number) =>
      `Read from the sheet ${quote(name)}${others ? `; ${many(others, 'other sheet has', 'other sheets have')} rows too, below under “Read it differently”` : ''}.`,
    mixed:
      'Some rows of this file are written in other letters than the rest, as when two lists were put together. Names that cannot be read are refused, each with its reason.',
    profile: 'Which program wrote the file?',
    profileHint: 'It says what the columns are called there, and whose ids they hold.',
    noProfile: 'another one: by the names of the columns',
    useProfile: 'Read it this way',
    overwrites: 'If already on the roster',
    policies: { replace: 'replace', fill: 'fill in if empty', never: 'never overwrite' } satisfies Record<Policy, string>,
    mailHint:
      'Of a column “Wants mail or not” only the no is read: whoever unsubscribed there gets no updates from here. What somebody has said here herself stays.',
    policiesHint:
      '“Never overwrite” is for new people only. Names are replaced as a whole or not at all; nobody is without a name, a unit or a worksite, so there “fill in” overwrites nothing.',
    source: 'Whose ids are these?',
    sourceOf: (field: string) => `Whose is the ${field.charAt(0).toLowerCase()}${field.slice(1)}?`,
    moreSources: 'Ids of further systems',
    noSource: 'no other system’s',
    sourceHint: 'For a column “Id in another system”. Everybody has one id for each system, beside the member number.',
    newPeople: 'New people whose row does not say where they belong',
    newPeopleHint: 'Lists of other tools often say nothing of units and worksites.',
    asFile: 'as the file says; otherwise refused',
    placeGone: 'Choose one of the list: this one is not there any more.',
    saveAs: 'Keep these choices under a name',
    saveAsHint: 'For the next file of this kind. A name that is there already is replaced. Leave it empty to keep nothing.',
    saveAsLong: 'A name has at most 80 letters. Shorten it.',
    column: 'Column',
    holds: 'Holds',
    samples: 'For example',
    leaveOut: 'leave out',
    caption: 'Columns of the file',
    submit: 'Read the file',
    giveUp: 'Give up this import',
    needs:
      'Needed: first and last name (or full name), and at least one of member number, id in another system, e-mail and phone. For people who are not on the roster yet also worksite and, where the local has several, bargaining unit.',
    have: 'There',
    missing: 'Missing',
    parts: {
      name: 'a name',
      key: 'member number, id, e-mail or phone',
      worksite: 'worksite (for new members)',
      unit: 'bargaining unit (for new members)',
    },
    unsure: (field: string, columns: string[]) =>
      `${columns.map(quote).join(' and ')} could both be ${field.toLowerCase()}. Choose the right one.`,
    oneColumn: 'Everything stands in one column. If the file has more, choose another sign between the columns below.',
    refusals: {
      'no-name': 'Say which columns hold the first and the last name, or which one holds the full name.',
      'two-names': 'Choose either the full name, or first and last name, not both.',
      'no-key':
        'Choose at least one of member number, id in another system, e-mail and phone. Without one nobody can be recognized, and a second import would add everybody again.',
      'no-source': 'Say of which system the ids are: choose it below the columns.',
      'source-twice':
        'Two columns of ids are said to be of one system. Everybody has one id for each: choose another system, or leave one column out.',
      'column-twice': 'One column is chosen for two things. Each column holds one.',
      'no-such-column': 'One of the columns is not in the file any more. Look at the choices again.',
    } satisfies Record<MappingRefusal, string>,
    fieldTwice: (field: string) => `Two columns are chosen for ${field.toLowerCase()}. Choose one and leave the other out.`,
  },
  progress: {
    staging: 'Reading the file',
    applying: 'Writing to the roster',
    undoing: 'Taking the import back',
    leave: 'You can leave this page; the work goes on.',
    stop: 'Stop',
    giveUp: 'Give up',
    bytes: (done: string, total: string) => `${done} of ${total}`,
    rows: (done: number, total: number) => `${count(done)} of ${many(total, 'row', 'rows')}`,
    comparing: 'Comparing with the roster',
    say: (percent: number) => `${percent} percent`,
  },
  preview: {
    title: 'What would happen',
    lead: 'Nothing is written yet.',
    kinds: { new: 'New', changed: 'Changed', unchanged: 'Unchanged', problem: 'Refused' },
    about: {
      new: 'People who are not on the roster and would be added.',
      changed: 'People on the roster about whom the file says something else.',
      unchanged: 'People on the roster about whom the file says nothing new.',
      problem: 'Rows that would be left out, with the reason. You can mend them in your file and import it again.',
    },
    absent: (n: number) =>
      `${many(n, 'member', 'members')} of the roster ${n === 1 ? 'is' : 'are'} not in this file. They stay as they are.`,
    departments: (n: number) => `${many(n, 'department', 'departments')} would be created`,
    classifications: (n: number) => `${many(n, 'classification', 'classifications')} would be created`,
    namesHint: 'If one of them is only spelled differently from one you have, mend the file first.',
    whole: 'Is this the whole list?',
    wholeHint:
      'Tick a unit of which the file lists everybody. Who stands there and not in the file is then listed for you to look at; nobody is taken off by this.',
    wholeUnit: (name: string) => `Everybody of ${name}`,
    wholeAbsent: (absent: number, members: number) => `${count(absent)} of ${many(members, 'member is', 'members are')} not in the file`,
    employerAddresses: (n: number) =>
      `${many(n, 'row has', 'rows have')} an e-mail address of an employer, who may read what arrives there. They are imported, but nothing is mailed to them until the member has confirmed a personal address.`,
    unsubscribed: (n: number) =>
      `${many(n, 'address', 'addresses')} unsubscribed there and ${n === 1 ? 'gets' : 'get'} no updates from here, until the member says otherwise on her own page. Who has already said here what she wants keeps that.`,
    employerAddress: 'employer’s, not mailed',
    confirm: (added: number, changed: number, lists: boolean, refusals: boolean) =>
      added + changed === 0 && (lists || refusals)
        ? refusals
          ? 'Note who unsubscribed'
          : 'Note who is missing'
        : `Write ${many(added, 'new member', 'new members')} and ${many(changed, 'change', 'changes')}`,
    nothing: 'Nothing to write: the roster says what the file says.',
    nothingRefused: 'Nothing to write: every row is refused. The reasons are below.',
    remap: 'Change the columns',
    giveUp: 'Give up this import',
    lost: 'The server was restarted and has to read the file again before you can go on.',
    again: 'Read the file again',
    changedMeanwhile:
      'Another import of this local was written or taken back since you looked. Nothing was written; below is what would happen now.',
    stopped: 'Stopped. Nothing was written.',
    busy: 'Another import of this local is being written at this moment. Wait until it is done, then try again.',
    erasedBefore: (n: number) =>
      `${count(n)} of these people were erased from this roster. An old list brings them back: ask whether they want to be on it, or take their rows out of the file.`,
    manyEmails: (n: number) =>
      `The e-mail address changes for ${count(n)} people. If a column was sorted by itself in a spreadsheet, addresses stand beside the wrong names: check a few below.`,
    line: 'Line',
    atLine: (line: number) => `Line ${count(line)}`,
    name: 'Name',
    number: 'Number',
    contact: 'Contact',
    place: 'Where',
    change: 'What changes',
    reason: 'Why it is refused',
    row: 'The row',
    from: 'was',
    to: 'becomes',
    empty: 'empty',
    alsoUnit: 'a second unit',
    none: 'None.',
    page: (first: number, last: number, all: number) => `${count(first)} to ${count(last)} of ${count(all)}`,
    rowsFrom: (line: number) => `from line ${count(line)}`,
  },
  report: {
    doneTitle: 'Imported',
    done: (added: number, changed: number) => `${many(added, 'member', 'members')} added, ${many(changed, 'row', 'rows')} changed.`,
    undoneTitle: 'Taken back',
    undone: 'The roster is as it was before this import.',
    kept: (n: number) => `${many(n, 'new member', 'new members')} stayed: they have signed in or answered since.`,
    unsubscribed: (n: number) =>
      `${many(n, 'address', 'addresses')} unsubscribed there and ${n === 1 ? 'gets' : 'get'} no updates from here.`,
    refused: (n: number) => `${many(n, 'row was', 'rows were')} refused`,
    absent: (n: number) => `${many(n, 'member was', 'members were')} not in the file`,
    absentText: (open: number) =>
      open ? `${count(open)} still to be looked at: have they left the unit, or was the list wrong?` : 'You have looked at all of them.',
    absentLook: 'Look at them',
    refusedText: 'They are kept here as they came, each with its reason.',
    download: 'Download the refused rows (CSV)',
    undo: 'Undo this import',
    undoText:
      'Members it added are taken off the roster, except those who have signed in or answered since; what it changed is as it was before. Possible until the next import.',
    tooLate:
      'A later import is on the roster, or a record of this one was merged with another since, so it cannot be undone. Take those back first, the latest first.',
    tooLateShort:
      'It cannot be undone any more: a later import is on the roster, or a record of this one was merged since. Take those back first.',
    again: 'Import another file',
    toRoster: 'To the members',
    failedTitle: 'The file could not be read',
    cancelledTitle: 'Given up',
    cancelled: 'Nothing of this file is on the roster, and the file is deleted.',
    stopTooLate: 'It was done before it could be stopped. You can undo it.',
    failures: {
      'line-too-long': (line: number) =>
        `Line ${count(line)} has more than a million letters, so this is not a table with one person in a row. Check what separates the lines, save the file as CSV again and send it.`,
      'no-rows': () =>
        'Below the names of the columns there is no row. Check that the right line is chosen as the header, or send the file with its rows.',
      'roster-changed': () => 'The roster changed in between.',
    } satisfies Record<Failure, (line: number) => string>,
  },
  absent: {
    title: 'Not in the file',
    lead: (file: string) => `These members stood in a unit of which ${quote(file)} was the whole list, and were not in it.`,
    open: (open: number, all: number) => `${count(open)} of ${count(all)} to be looked at.`,
    openCaption: 'To be looked at',
    name: 'Name',
    number: 'Number',
    look: 'look',
    unit: 'Unit',
    place: 'Where',
    decision: 'Decided',
    all: (n: number) => `All ${count(n)} on this page`,
    left: 'Take them out of the unit',
    stays: 'They still work there',
    back: 'Undo the decision',
    hint: 'Out of the unit they stay on the roster, without a place there: they are no longer counted in it and their steward no longer sees them by it. You can undo it here.',
    decided: 'Decided',
    decisions: { left: 'taken out', stays: 'still there' },
    done: (n: number) => `Done for ${many(n, 'member', 'members')}.`,
    nobody: 'Tick at least one of them first.',
  },
  csv: { line: 'Line', reason: 'Reason' },
  fields,
  columns: {
    external_id: fields.externalId,
    source_id: fields.sourceId,
    first_name: fields.firstName,
    last_name: fields.lastName,
    email: fields.email,
    phone: fields.phone,
    language: fields.language,
    hired_on: fields.hiredOn,
    unit_id: fields.unit,
    worksite_id: fields.worksite,
    department_id: fields.department,
    shift_id: fields.shift,
    classification_id: fields.classification,
  } as Record<string, string>,
  /** A column of an `import_change`: `id:spoke` is the id in Spoke. */
  columnName: (column: string) => (column.startsWith('id:') ? `Id in ${nameOfSource(column.slice(3))}` : (en.columns[column] ?? column)),
  fewCells: (cells: number, columns: number) => `The row has only ${count(cells)} of ${count(columns)} columns.`,
  cli: {
    local: (key: string) => `There is no local "${key}" whose roster this address may import.`,
    nobody: (address: string) => `Nobody signs in with ${address}, or this office does not import rosters.`,
    noProfile: (name: string, known: string[]) => `There is no profile “${name}”. Those there are: ${known.join(', ')}.`,
    unsure: (field: string, columns: string[]) =>
      `Two columns could be ${field.toLowerCase()}: ${columns.join(', ')}. Rename one in the file.`,
    unsubscribed: (n: number) => `${many(n, 'address', 'addresses')} unsubscribed in that program.`,
    counts: (found: { newRows: number | null; changedRows: number | null; unchangedRows: number | null; problemRows: number | null }) =>
      `${count(found.newRows ?? 0)} new, ${count(found.changedRows ?? 0)} changed, ${count(found.unchangedRows ?? 0)} unchanged, ${count(found.problemRows ?? 0)} refused.`,
    question: 'Write this to the roster? [y/N] ',
    no: 'Nothing was written.',
    nothing: 'Nothing to write.',
    done: 'Written.',
    changedMeanwhile: 'The roster changed meanwhile; nothing was written. Run the command again.',
  },
}

/** Why a row was refused, as a sentence that says what to do where that isn't plain. */
export function sentence(reason: Reason): string {
  switch (reason[0]) {
    case 'broken-quote':
      return 'A quotation mark (") in this row is not closed, or stands inside a cell without being doubled.'
    case 'too-many-cells':
      return `The row has ${reason[1]} cells, the header ${reason[2]}: a separator too many, or a cell with one in it that is not in quotation marks.`
    case 'header-again':
      return 'This row repeats the names of the columns.'
    case 'unreadable-letter':
      return `${quote(reason[1])} holds a letter that was lost when the file was saved. Save it as CSV UTF-8.`
    case 'control-character':
      return `${quote(reason[1])} holds a character that is no letter and cannot be stored (such as NUL). Type the cell again.`
    case 'formula-error':
      return `${quote(reason[1])} holds an error of the spreadsheet, or a formula without its result. Open the file in the spreadsheet, mend the cell, and save it again.`
    case 'garbled':
      return `${quote(reason[1])} was read in the wrong letters and is probably ${quote(reason[2])}: this row is written in other letters than the rest of the file. Save all of it as CSV UTF-8.`
    case 'too-long':
      return `${fields[reason[1]]} is longer than ${reason[2]} letters.`
    case 'name-missing':
      return 'The first or the last name is missing.'
    case 'name-unclear':
      return `${quote(reason[1])} cannot be taken apart into first and last name. Write it as “Last, First”.`
    case 'no-key':
      return 'There is no member number, e-mail or phone, so this person could not be recognized the next time.'
    case 'email':
      return `${quote(reason[1])} is not an e-mail address.`
    case 'email-line-break':
      return `The e-mail address ${quote(reason[1])} has a line break in it.`
    case 'email-several':
      return `${quote(reason[1])} is more than one e-mail address. Keep one.`
    case 'phone':
      return `${quote(reason[1])} is not a phone number. Write ten digits, or + and the country first.`
    case 'phone-several':
      return `${quote(reason[1])} is more than one phone number. Keep one.`
    case 'phone-area':
      return `The phone number ${quote(reason[1])} has no area code.`
    case 'phone-rounded':
      return `${quote(reason[1])} is a phone number that a spreadsheet rounded. Format the column as text and enter it again.`
    case 'mail-status':
      return `${quote(reason[1])} does not say whether this person may be mailed. Write “subscribed” or “unsubscribed”.`
    case 'language':
      return `${quote(reason[1])} is not a language we know. Write its English name or its code, such as es.`
    case 'hired-on':
      return `${quote(reason[1])} is not a date. Write it as year-month-day, or month/day/year.`
    case 'hired-on-two-digit-year':
      return `${quote(reason[1])} has a year of two digits, which could be either century. Write all four.`
    case 'hired-on-day-first':
      return `${quote(reason[1])} seems to have the day first. Write dates as month/day/year, or year-month-day.`
    case 'hired-on-unlikely':
      return `${quote(reason[1])} is not a likely day to have been hired.`
    case 'unit':
      return `The local has no bargaining unit ${quote(reason[1])}.${hint(reason[2])}`
    case 'worksite':
      return `There is no worksite ${quote(reason[1])}.${hint(reason[2])}`
    case 'shift':
      return `There is no shift ${quote(reason[1])}.${hint(reason[2])}`
    case 'same-number':
      return `Line ${reason[1]} has the same member number, ${reason[2]}.`
    case 'same-email':
      return `Line ${reason[1]} has the same e-mail, ${reason[2]}, and this row has no member number to tell the two apart.`
    case 'same-phone':
      return `Line ${reason[1]} has the same phone and last name, and this row has neither member number nor e-mail to tell the two apart.`
    case 'same-source-id':
      return `Line ${reason[1]} has the same id, ${reason[2]}.`
    case 'number-moved':
      return `Member number ${reason[1]} stands on the roster with ${reason[2]}, and nothing else in this row is hers: neither name nor e-mail nor phone. A number that was given to another person is not taken over. If it is the same person, leave her e-mail or phone as it is this time.`
    case 'source-id-moved':
      return `The ${idOf(reason[4])} ${reason[1]} stands on the roster with ${person(reason[2], reason[3])}, and nothing else in this row is hers: neither name nor e-mail nor phone. An id that moved to another person is not taken over. If it is the same person, leave her e-mail or phone as it is this time.`
    case 'source-id-of-other':
      return `The ${idOf(reason[4])} ${reason[1]} stands on the roster with ${person(reason[2], reason[3])}, but this row is about somebody else. An id that moved to another person is not taken over: ask in that system who has it now.`
    case 'same-member':
      return `Line ${reason[1]} is about the same member.`
    case 'differs-from':
      return `The row belongs to line ${reason[1]} (another unit of the same person), but that line is refused, or says another name, e-mail or phone.`
    case 'email-of-other':
      return `The e-mail ${reason[1]} stands on the roster with ${person(reason[2], reason[3])}. Number and e-mail name two different people.`
    case 'phone-of-other':
      return `Phone and last name stand on the roster with ${person(reason[2], reason[3])}, and the row has neither member number nor e-mail of its own.`
    case 'merged-number':
      return `Number ${reason[1]} belongs to a record that was merged into ${person(reason[2], reason[3])}. Leave this row out of the file, or give it that number.`
    case 'email-ambiguous':
      return `${reason[2]} members have the e-mail ${reason[1]}, and none of them this name. Add the member number.`
    case 'phone-ambiguous':
      return `More than one member has this phone and last name, and the row does not say which. Add the member number.`
    case 'no-worksite':
      return 'Somebody who is new needs a worksite.'
    case 'no-unit':
      return 'Somebody who is new needs a bargaining unit.'
    case 'which-unit':
      return 'This member is in several bargaining units. Say which one the row is about.'
  }
}

const nameOfSource = (source: string) => sources[source as Source] ?? source
const idOf = (source: string) => `id of ${nameOfSource(source)}`
const hint = (nearest: string) => (nearest ? ` Is it ${quote(nearest)}?` : '')
const person = (name: string, number: string) => (number ? `${name} (${number})` : name)

/** All reasons against a row in one text, and how many cells it has when some are missing. */
export const sentences = (reasons: readonly Reason[], cells: number, columns: number): string =>
  [...reasons.map(sentence), ...(cells < columns ? [en.fewCells(cells, columns)] : [])].join(' ')
