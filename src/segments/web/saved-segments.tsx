import { Table } from '../../ui/table.tsx'
import { en as words } from '../segment.en.ts'

interface Saved {
  id: number
  name: string
  shared: boolean
  maker: string
}

/** The segments that somebody may use: what each asks, and how many are in it. `members`: the heading of that column. */
export const SavedSegments = <One extends Saved>({
  segments,
  href,
  what,
  members,
  count,
}: {
  segments: readonly One[]
  href: (segment: One) => string
  what: (segment: One) => string
  members: string
  count: (segment: One) => string
}) => (
  <Table
    caption={words.caption}
    rows={segments}
    rowKey={({ id }) => id}
    empty={<p>{words.none}</p>}
    columns={[
      { label: words.name, cell: (segment) => <a href={href(segment)}>{segment.name}</a> },
      { label: words.what, cell: what },
      { label: members, numeric: true, cell: count },
      { label: words.maker, cell: ({ maker, shared }) => `${maker}, ${shared ? words.shared : words.private}` },
    ]}
  />
)
