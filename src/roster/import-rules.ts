import { idFields, type FieldName, type IdField, type Mapping } from './columns.ts'

/** Programs and lists that have numbers of their own for people. A member has one id for each. */
export const sources = [
  'action-network',
  'action-builder',
  'action-builder-2',
  'action-builder-3',
  'action-builder-4',
  'broadstripes',
  'ngp-van',
  'solidarity-tech',
  'spoke',
  'zetkin',
  'payroll',
  'other',
] as const
export type Source = (typeof sources)[number]

/** What a column does to somebody who is on the roster. fill: only where nothing stands. never: it is for new people only. */
export const policies = ['replace', 'fill', 'never'] as const
export type Policy = (typeof policies)[number]

/** What an import may do, besides what its columns hold. */
export interface ImportRules {
  /** Whose ids stand in the column `sourceId`. */
  source: Source | null
  /** Whose stand in the further columns of ids. */
  more?: Partial<Record<IdField, Source>>
  /** Missing: replace. */
  columns: Partial<Record<FieldName, Policy>>
  /** Where somebody new belongs when her row doesn't say. */
  unit: number | null
  worksite: number | null
  /** By which profile the file was read: src/roster/profiles.ts. */
  profile: string | null
}

/** Whose ids a file holds, and in which column: the first is that by which its rows find people before the others do. */
export const idsOf = ({ source, more = {} }: ImportRules): { field: IdField; source: Source }[] =>
  idFields.flatMap((field) => {
    const whose = field === 'sourceId' ? source : more[field]
    return whose ? [{ field, source: whose }] : []
  })

/** The same by field. */
export const sourcesOf = (rules: ImportRules): Partial<Record<IdField, Source>> =>
  Object.fromEntries(idsOf(rules).map(({ field, source }) => [field, source]))

/** The rules without systems of which the file has no column. */
export const rulesFor = (rules: ImportRules, mapping: Mapping): ImportRules => ({
  ...rules,
  source: mapping.sourceId === undefined ? null : rules.source,
  more: Object.fromEntries(Object.entries(rules.more ?? {}).filter(([field]) => mapping[field as IdField] !== undefined)),
})

export const plainRules: ImportRules = { source: null, columns: {}, unit: null, worksite: null, profile: null }

/** A column replaces what is on the roster unless its rule says otherwise. */
export const policyOf = ({ columns }: ImportRules, field: FieldName): Policy => columns[field] ?? 'replace'

/** A name is replaced as a whole or not at all: half of another person's is nobody's. */
export const replacesNames = (rules: ImportRules): boolean =>
  (['firstName', 'lastName', 'fullName'] as const).every((field) => policyOf(rules, field) === 'replace')
