import type { ComponentChildren } from 'preact'
import { useWords } from './shell.ts'
import { en } from './ui.en.ts'
import { es } from './ui.es.ts'

export interface Column<Row> {
  label: string
  cell: (row: Row) => ComponentChildren
  /** Figures: set right, in columns. */
  numeric?: boolean
  /** Not worth a line on a phone. */
  wideOnly?: boolean
  /** On a phone: without its label, in one line with its neighbours, where the value speaks for itself. */
  inline?: boolean
  /** The current order, when the column can be sorted; `href` sorts by it. */
  sorted?: 'ascending' | 'descending'
  href?: string
}

/**
 * Rows under one caption. On a phone each row becomes a small block that repeats the column's name, so nothing scrolls sideways.
 * The first column names the row. `empty` is shown instead of no rows. For a table that must stay a grid give `children`
 * (thead, tbody) instead of columns: it scrolls sideways inside its frame.
 */
export function Table<Row>({
  caption,
  hideCaption,
  columns,
  rows,
  rowKey,
  empty,
  foot,
  children,
}: {
  caption: string
  hideCaption?: boolean
  columns?: readonly Column<Row>[]
  rows?: readonly Row[]
  rowKey?: (row: Row) => string | number
  empty?: ComponentChildren
  /** Totals, one cell per column. */
  foot?: readonly ComponentChildren[]
  children?: ComponentChildren
}) {
  const words = useWords({ en, es }).table
  const title = <caption class={hideCaption ? 'hidden' : undefined}>{caption}</caption>
  if (!columns)
    return (
      <div class="table-scroll" role="region" aria-label={`${caption}. ${words.scroll}`} tabindex={0}>
        <table class="table">
          {title}
          {children}
        </table>
      </div>
    )
  if (!rows?.length) return <>{empty ?? <p class="empty">{words.none}</p>}</>
  // The roles are spelled out because a table whose rows are laid out as blocks stops being one for screen readers.
  return (
    <table class="table table-folds" role="table">
      {title}
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th role="columnheader" scope="col" class={classOf(column)} aria-sort={column.sorted} key={column.label}>
              {column.href ? <a href={column.href}>{column.label}</a> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <tr role="row" key={rowKey?.(row) ?? index}>
            {columns.map((column, place) =>
              place === 0 ? (
                <th role="rowheader" scope="row" class={classOf(column)} key={column.label}>
                  {column.cell(row)}
                </th>
              ) : (
                <td role="cell" class={classOf(column)} data-label={column.label} key={column.label}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {foot && (
        <tfoot role="rowgroup">
          <tr role="row">
            {foot.map((cell, place) =>
              place === 0 ? (
                <th role="rowheader" scope="row" key={place}>
                  {cell}
                </th>
              ) : (
                <td role="cell" class={columns[place] && classOf(columns[place])} data-label={columns[place]?.label} key={place}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        </tfoot>
      )}
    </table>
  )
}

const classOf = (column: Pick<Column<never>, 'numeric' | 'wideOnly' | 'inline'>) =>
  [column.numeric && 'numeric', column.wideOnly && 'wide-only', column.inline && 'inline'].filter(Boolean).join(' ') || undefined

/** `summary`: "1 to 50 of 6,900". A missing link is not shown; without both only the summary stands. */
export function Pager({ summary, previous, next }: { summary?: ComponentChildren; previous?: string | null; next?: string | null }) {
  const words = useWords({ en, es }).pager
  return (
    <nav class="pager" aria-label={words.label}>
      {summary && <p>{summary}</p>}
      {previous && (
        <a class="button button-plain" rel="prev" href={previous}>
          <span aria-hidden="true">←</span> {words.previous}
        </a>
      )}
      {next && (
        <a class="button button-plain" rel="next" href={next}>
          {words.next} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  )
}

/** Terms and what they are: the facts of one thing. Entries without a value are left out. */
export const Facts = ({ rows }: { rows: readonly { label: string; value: ComponentChildren }[] }) => (
  <dl class="facts">
    {rows
      .filter(({ value }) => value !== null && value !== undefined && value !== false && value !== '')
      .map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
