import type { AuditRow } from './audit.ts'

const n = (count: number | null | undefined) => (count ?? 0).toLocaleString('en-US')
const many = (count: number | null | undefined, one: string, more: string) => `${n(count)} ${count === 1 ? one : more}`
const members = (count: number | null) => many(count, 'member', 'members')

const lists: Record<string, string> = {
  members: 'the members',
  answers: 'the answers to an event',
  'refused-rows': 'the refused rows of an import',
  'staged-rows': 'the rows of an import before it was confirmed',
  'absent-members': 'who was missing from an import',
  names: 'the names that the local lends',
  duplicates: 'likely duplicates',
  'my-list': 'a steward’s own list',
  place: 'the people of one place, with who covers them',
  everything: 'everything of the local',
}
const filters: Record<string, string> = {
  search: 'a search',
  unit: 'unit',
  worksite: 'worksite',
  department: 'department',
  shift: 'shift',
  classification: 'classification',
  without: 'what is missing',
}
const purposes: Record<string, string> = { messages: 'messages through us', names: 'names' }

/** Staff pages are in English. */
export const en = {
  title: 'What was done',
  lead: 'Who changed, read, shared or carried off what, and when. Rows are only ever added; they hold numbers and never a name from the roster.',
  whose: 'Whose people',
  coalition: 'The coalition itself',
  group: 'What',
  all: 'everything',
  groups: { people: 'changes to people', reading: 'lists read, exports, uses of shares', shares: 'shares', offices: 'offices' },
  from: 'From',
  to: 'To',
  member: 'About a member',
  memberHint: 'The local’s own member number',
  find: 'Show',
  caption: 'What was done, the latest first',
  at: 'When',
  by: 'Who',
  what: 'What',
  about: 'About',
  program: 'The program, or whoever runs it',
  actor: ({ name, role, place }: NonNullable<AuditRow['by']>) => `${name}, ${roles[role] ?? role}, ${place || 'the coalition'}`,
  none: 'Nothing is on record here.',
  noneFound: 'Nothing on record fits. Choose less.',
  import: (id: number) => `Import ${n(id)}`,
  memberLink: (id: number) => `Member ${id}`,
  andMore: (count: number) => ` and ${n(count)} more`,
  range: (rows: number) => many(rows, 'entry', 'entries'),
  errors: {
    day: 'Give a day as 10/30/2027, or leave it empty.',
    order: 'The last day comes before the first.',
    member: (typed: string) => `No member of this local has the number “${typed}”.`,
  },
  nav: 'What was done',
}

const roles: Record<string, string> = {
  administrator: 'administrator',
  communications: 'communications',
  organizer: 'organizer',
  coordinator: 'strike coordinator',
  director: 'director',
  officer: 'officer',
  steward: 'steward',
}

/** One row as a sentence without its subject: who did it stands beside it. */
export function sentence({ what, people, detail, holder }: Pick<AuditRow, 'what' | 'people' | 'detail' | 'holder'>): string {
  const office = `the office of ${roles[detail.role ?? ''] ?? detail.role}${holder ? ` of ${holder}` : ` no. ${detail.office}`}`
  const share = `“${purposes[detail.purpose ?? ''] ?? detail.purpose}” (share ${detail.share})`
  switch (what) {
    case 'people-added':
      return `Added ${members(people)}${detail.import ? ` from import ${detail.import}` : ''}.`
    case 'people-changed':
      return `Changed ${members(people)}.`
    case 'people-removed':
      return `Removed ${members(people)}.`
    case 'people-merged':
      return 'Merged two records of one member.'
    case 'merge-undone':
      return 'Took a merge of two records back.'
    case 'places-added':
      return `Wrote where ${members(people)} work.`
    case 'places-changed':
      return `Changed where ${members(people)} work.`
    case 'places-removed':
      return `Took away a place of work of ${members(people)}.`
    case 'import-done':
      return `Carried out import ${detail.import}: ${n(detail.added)} new, ${n(detail.changed)} changed, ${n(detail.refused)} refused.`
    case 'import-undone':
      return `Undid import ${detail.import}: ${members(detail.removed ?? 0)} removed, ${n(detail.kept)} kept.`
    case 'office-granted':
      return `Granted ${office}.`
    case 'office-changed':
      return `Changed ${office}.`
    case 'office-ended':
      return `Ended ${office}.`
    case 'office-signed-out':
      return `Signed out who holds ${office}, on all devices.`
    case 'share-granted':
      return `Lent the coalition ${share}.`
    case 'share-changed':
      return `Shortened ${share}.`
    case 'share-revoked':
      return `Took back ${share}.`
    case 'share-used':
      return detail.message
        ? `Message ${detail.message} went to ${members(people)} through share ${detail.share}.`
        : `Read the names of ${members(people)} through share ${detail.share}.`
    case 'exported':
      return `Exported ${lists[detail.list ?? ''] ?? detail.list}: ${many(people, 'person', 'people')}${detail.format ? `, as ${detail.format.toUpperCase()}` : ''}.`
    case 'listed': {
      const by = detail.filters?.map((filter) => filters[filter] ?? filter).join(', ')
      return `Read a list of ${many(people, 'person', 'people')}: ${lists[detail.list ?? ''] ?? detail.list}${by ? `, by ${by}` : ''}.`
    }
  }
}
