import type { FieldName, Kind } from './structure.ts'

const fields: Record<FieldName, { label: string; hint?: string }> = {
  name: { label: 'Name' },
  key: {
    label: 'Key',
    hint: 'Short, for addresses and commands, such as harbor-760: small letters, digits and hyphens. It stays as it is.',
  },
  city: { label: 'City' },
  zone: { label: 'Time zone', hint: 'By its IANA name, such as America/Los_Angeles or Pacific/Honolulu.' },
  region: { label: 'Region' },
  parentUnion: { label: 'Parent union' },
  employer: { label: 'Employer' },
  local: { label: 'Local' },
  worksite: { label: 'Worksite' },
}

const kinds: Record<Kind, { one: string; many: string; what: string; add: string }> = {
  'parent-unions': {
    one: 'parent union',
    many: 'Parent unions',
    what: 'The unions to which the locals belong.',
    add: 'Add a parent union',
  },
  employers: { one: 'employer', many: 'Employers', what: 'With whom the units bargain.', add: 'Add an employer' },
  regions: { one: 'region', many: 'Regions', what: 'Each has a time zone, and may have a director.', add: 'Add a region' },
  locals: { one: 'local', many: 'Locals', what: 'Each owns its members. Its bargaining units stand on its page.', add: 'Add a local' },
  units: { one: 'bargaining unit', many: 'Bargaining units', what: 'Who bargains together within a local.', add: 'Add a bargaining unit' },
  worksites: {
    one: 'worksite',
    many: 'Worksites',
    what: 'Facilities where members of one or several locals work, each with its departments.',
    add: 'Add a worksite',
  },
  departments: {
    one: 'department',
    many: 'Departments',
    what: 'Parts of a worksite. A roster import adds those it does not find.',
    add: 'Add a department',
  },
  shifts: { one: 'shift', many: 'Shifts', what: 'Day, evening, night.', add: 'Add a shift' },
  classifications: {
    one: 'classification',
    many: 'Classifications',
    what: 'Kinds of work, such as registered nurse. A roster import adds those it does not find.',
    add: 'Add a classification',
  },
}

export const en = {
  staff: 'Staff',
  title: 'Structure',
  lead: 'How the coalition is built: facts about organizations and workplaces, nothing about people. Everybody may read them; only administrators change them. Nothing is deleted here: rosters, offices and counts hang on it.',
  parts: 'Parts',
  count: (count: string) => `${count} so far`,
  kinds,
  fields,
  caption: (many: string) => `${many} now`,
  none: (one: string) => `No ${one} yet.`,
  noneYet: (one: string, needed: string) => `Before the first ${one}, add: ${needed}.`,
  save: 'Save',
  saved: 'Saved.',
  added: (name: string) => `Added: ${name}.`,
  coalition: {
    title: 'The coalition',
    name: 'Name of the coalition',
    zone: 'Time zone of the coalition’s own dates',
    postalAddress: 'Postal address',
    postalAddressHint: 'Stands in the footer of every mail, as the law on bulk mail demands.',
    replyTo: 'Address for answers',
    replyToHint: 'Where answers to the coalition’s mails go. Leave it empty if nobody reads them.',
    save: 'Save the coalition',
    saved: 'The coalition’s entries were saved.',
    refusals: {
      missing: 'Type the name of the coalition.',
      long: 'This is too long: at most 120 letters for a name, 300 for a postal address.',
      zone: 'There is no time zone of this name. Type it as America/Los_Angeles or Pacific/Honolulu.',
      address: 'This is not an e-mail address. Check for spaces and for the part after the @, for example office@example.org.',
    },
  },
  refusals: {
    missing: (label: string) => `${label} is missing. Type it.`,
    long: (label: string) => `${label} is too long: at most 120 letters.`,
    control: (label: string) => `${label} has a line break or another hidden character in it. Type it again on one line.`,
    key: (_label: string) => 'A key has only small letters, digits and single hyphens between them, such as harbor-760.',
    keyTaken: 'This key is taken. Choose another one.',
    taken: (one: string) => `There is already a ${one} of this name. Choose a name that people can tell apart.`,
    zone: (_label: string) => 'There is no time zone of this name. Type it as America/Los_Angeles or Pacific/Honolulu.',
    unknown: (label: string) => `${label}: choose one from the list.`,
  },
  errors: {
    notAdministrator: 'Only an administrator of the coalition may change the structure. Use --as with the address of one.',
  },
  file: {
    notNamed: (label: string, said: string) =>
      said
        ? `${label} "${said}" is neither in the file nor there already. Check the spelling, or add it to the file.`
        : `${label} is missing.`,
    twice: (where: string) => `the same stands at ${where} already. Take one of them out.`,
  },
}
