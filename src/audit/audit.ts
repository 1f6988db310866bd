/** What stands in the table `audit` (db/migrations/0051_audit.sql has the same list), in the groups by which one looks for it. */
export const groups = {
  people: [
    'people-added',
    'people-changed',
    'people-removed',
    'people-merged',
    'merge-undone',
    'places-added',
    'places-changed',
    'places-removed',
    'import-done',
    'import-undone',
  ],
  reading: ['listed', 'exported', 'share-used'],
  shares: ['share-granted', 'share-changed', 'share-revoked'],
  offices: ['office-granted', 'office-changed', 'office-ended', 'office-signed-out'],
} as const
export type Group = keyof typeof groups
export type What = (typeof groups)[Group][number]

export interface AuditRow {
  id: number
  at: Temporal.Instant
  what: What
  people: number | null
  memberIds: number[] | null
  detail: Partial<Record<'import' | 'added' | 'changed' | 'refused' | 'removed' | 'kept' | 'office' | 'share' | 'message', number>> & {
    list?: string
    filters?: string[]
    format?: string
    role?: string
    purpose?: string
  }
  /** Who did it, by the office; null: the program itself, or whoever runs the machine. */
  by: { name: string; role: string; place: string } | null
  /** Whose office was granted, changed or ended, where the reader may know it. */
  holder: string | null
}
