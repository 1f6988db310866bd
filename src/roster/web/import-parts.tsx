import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import type { RefusedRow } from '../import-queries.ts'
import { en, sentences } from '../roster.en.ts'
import type { Local } from '../../unions/unions.ts'

export const crumbsOf = (local: Local) => [
  { href: urls.roster, label: en.rosters.title },
  { href: urls.localRoster(local.key), label: local.name },
]
export const crumbsOfOne = (local: Local) => [...crumbsOf(local), { href: urls.rosterImports(local.key), label: en.imports.crumb }]
/** None is 0. */
export const number = (value: number | null) => (value ?? 0).toLocaleString('en-US')

/** One field that an import changes or changed. */
export const Changed = ({ field, before, after }: { field: string; before: string | null; after: string | null }) => (
  <div>
    {en.columnName(field)}:{' '}
    <del>
      <span class="hidden">{en.preview.from} </span>
      <bdi>{before ?? en.preview.empty}</bdi>
    </del>{' '}
    <ins>
      <span class="hidden">{en.preview.to} </span>
      <bdi>{after ?? en.preview.empty}</bdi>
    </ins>
  </div>
)

/** Rows that were not taken, each with its line and reason. */
export const RefusedRows = ({ rows, header }: { rows: readonly RefusedRow[]; header: readonly string[] }) => (
  <Table
    caption={en.preview.kinds.problem}
    hideCaption
    rows={rows}
    rowKey={(row) => row.line}
    empty={<p>{en.preview.none}</p>}
    columns={[
      { label: en.preview.line, cell: (row) => en.preview.atLine(row.line) },
      { label: en.preview.reason, cell: (row) => sentences(row.reasons, row.cells.length, header.length) },
      {
        label: en.preview.row,
        cell: (row) =>
          row.cells
            .filter((cell) => cell.trim())
            .join(' | ')
            .replace(/\s+/g, ' ')
            .slice(0, 200),
      },
    ]}
  />
)
