import { fields, guessMapping, type FieldName, type Guess, type Mapping } from './columns.ts'
import { fold } from './fold.ts'
import type { ImportRules, Source } from './import-rules.ts'

/** How the files of one program are read: which names its columns have, whose ids they hold, and what they may overwrite. */
export interface Profile {
  /** Of a built-in one its source, of a local's own its number. */
  key: string
  name: string
  source: Source | null
  /** Whose its further ids are. */
  more?: ImportRules['more']
  /** Field -> names of its column, most certain first. Fields that are missing here are guessed from their names. */
  columns: Partial<Record<FieldName, readonly string[]>>
  /** Names that are not what they seem: never guessed. */
  leave: readonly string[]
  rules?: ImportRules
}

interface BuiltIn extends Profile {
  /** Names that hardly any other program has, and how many of them say that this one wrote the file. */
  tells: readonly string[]
  enough: number
}

/** The names are those of the tools' own documents and of public scripts that read their files. */
export const builtIn: readonly BuiltIn[] = [
  {
    key: 'action-network',
    name: 'Action Network',
    source: 'action-network',
    enough: 1,
    tells: [
      'can2_phone',
      'can2_user_tags',
      'can2_subscription_status',
      'can2_state_abbreviated',
      'can2_user_city',
      'can2_user_address',
      'can2_county',
      'can2_sms_status',
    ],
    columns: {
      sourceId: ['uuid'],
      firstName: ['first_name'],
      lastName: ['last_name'],
      email: ['email'],
      mailStatus: ['can2_subscription_status'],
      phone: ['can2_phone', 'Phone', 'Phone Number'],
      externalId: ['Member Number', 'Member ID'],
    },
    leave: [],
  },
  {
    key: 'action-builder',
    name: 'Action Builder',
    source: 'action-builder',
    enough: 2,
    tells: ['Email Type', 'Phone Number Type', 'Phone Number Extension', 'Custom ID', 'Custom ID 1', 'Assessment', 'Date of Birth'],
    columns: {
      sourceId: ['Custom ID', 'Custom ID 1'],
      secondId: ['Custom ID 2'],
      thirdId: ['Custom ID 3'],
      fourthId: ['Custom ID 4'],
      firstName: ['First Name'],
      fullName: ['Full Name'],
      lastName: ['Last Name'],
      email: ['Email'],
      phone: ['Phone Number'],
      language: ['Preferred Language'],
    },
    more: { secondId: 'action-builder-2', thirdId: 'action-builder-3', fourthId: 'action-builder-4' },
    leave: [],
  },
  {
    key: 'solidarity-tech',
    name: 'Solidarity Tech',
    source: 'solidarity-tech',
    enough: 1,
    tells: ['Solidarity Tech User ID', 'Alternate Name', 'Secondary Languages'],
    columns: {
      sourceId: ['Solidarity Tech User ID'],
      firstName: ['First Name'],
      lastName: ['Last Name'],
      fullName: ['Full Name'],
      email: ['Email'],
      phone: ['Phone Number'],
      language: ['Preferred Language'],
    },
    leave: ['Chapter', 'Branch'], // of the organization, seldom a place of work
  },
  {
    key: 'spoke',
    name: 'Spoke',
    source: 'spoke',
    enough: 2,
    tells: [
      'firstName',
      'lastName',
      'cell',
      'optedOut',
      'optOutCampaign',
      'texterFirst',
      'texterLast',
      'texterCell',
      'assignment_id',
      'campaign_id',
      'message_status',
    ],
    columns: { sourceId: ['external_id'], firstName: ['firstName', 'first_name'], lastName: ['lastName', 'last_name'], phone: ['cell'] },
    leave: ['id', 'assignment_id', 'campaign_id', 'texterEmail', 'texterCell'], // an id of one campaign, and who texted
  },
  {
    key: 'zetkin',
    name: 'Zetkin',
    source: 'zetkin',
    enough: 2,
    tells: ['ext_id', 'alt_phone', 'co_address'],
    columns: {
      sourceId: ['id'],
      externalId: ['ext_id'],
      firstName: ['first_name'],
      lastName: ['last_name'],
      email: ['email'],
      phone: ['phone', 'alt_phone'],
    },
    leave: [],
  },
]

const same = (name: string) => name.trim().toLowerCase()

/** The profile whose program wrote a file with these columns: a local's own first, when all of its columns are there. */
export function recognize(header: readonly string[], own: readonly Profile[]): Profile | null {
  const names = new Set(header.map(same))
  const fits = own
    .filter(({ columns }) => Object.values(columns).every((some) => names.has(same(some[0]!))))
    .toSorted((a, b) => Object.keys(b.columns).length - Object.keys(a.columns).length)
  return (
    fits[0] ??
    builtIn.find(({ tells, enough }) => tells.filter((tell) => header.some((name) => name.trim() === tell)).length >= enough) ??
    null
  )
}

/** Which column holds what, as the profile says; what it does not name is guessed as always. */
export function readBy(profile: Profile, header: readonly string[]): Guess {
  const names = header.map(same)
  const said: Mapping = {}
  for (const field of fields) {
    const column = (profile.columns[field] ?? []).map((name) => names.indexOf(same(name))).find((at) => at >= 0)
    if (column !== undefined && !Object.values(said).includes(column)) said[field] = column
  }
  if (profile.rules) return { mapping: said, unsure: [] } // one's own names everything
  if (said.firstName !== undefined && said.lastName !== undefined) delete said.fullName
  const taken = new Set<number>(Object.values(said))
  const left = header.map((name, column) => (taken.has(column) || profile.leave.some((one) => fold(one) === fold(name)) ? '' : name))
  const guess = guessMapping(left)
  const known = (field: FieldName) =>
    said[field] !== undefined ||
    (field === 'fullName' && said.firstName !== undefined && said.lastName !== undefined) ||
    ((field === 'firstName' || field === 'lastName') && said.fullName !== undefined)
  for (const field of fields) if (!known(field) && guess.mapping[field] !== undefined) said[field] = guess.mapping[field]
  return { mapping: said, unsure: guess.unsure.filter(({ field }) => !known(field)) }
}
