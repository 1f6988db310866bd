import { Button } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty } from '../../ui/notices.tsx'
import { Pager, Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en } from '../record.en.ts'
import { fieldsOf, kindOfTable, type Room } from '../record-kinds.ts'
import type { Change } from '../record-queries.ts'
import { crumbsOf, keyOf, Problem } from './record-pieces.tsx'
import { roomName, titleOf, valueOf } from './record-values.tsx'

/** Every change of a room, the latest first. */
export const HistoryPage = ({
  room,
  changes,
  more,
  enters,
  problem,
  done,
}: {
  room: Room
  changes: Change[]
  more: boolean
  enters: boolean
  problem?: string
  done?: string
}) => (
  <StaffPage title={en.roomHistory(roomName(room))} crumbs={crumbsOf(room)}>
    <Done>{done}</Done>
    <Problem>{problem}</Problem>
    <Changes {...{ room, changes, enters }} named />
    <Pager next={more ? `${urls.recordHistory(keyOf(room))}?before=${changes.at(-1)!.id}` : null} />
  </StaffPage>
)

/** What was done, by whom and when, each with its way back. `named`: with the record it was done with. */
export const Changes = ({ room, changes, enters, named }: { room: Room; changes: Change[]; enters: boolean; named?: boolean }) => (
  <Table
    caption={en.historyCaption}
    hideCaption
    rows={changes}
    rowKey={({ id }) => id}
    empty={<Empty title={en.noneYet} />}
    columns={[
      { label: en.changeColumns.what, cell: (change) => <What {...{ room, change, named }} /> },
      { label: en.changeColumns.who, cell: ({ by_name }) => by_name || '–', inline: true },
      { label: en.changeColumns.when, cell: ({ at }) => <Moment instant={at} zone={room.zone} as="stamp" />, inline: true },
      { label: en.changeColumns.nr, cell: ({ id }) => id, numeric: true, wideOnly: true },
      ...(enters
        ? [
            {
              label: en.changeColumns.back,
              cell: (change: Change) =>
                canGoBack(change) && (
                  <form method="post" action={urls.takeBackChange(keyOf(room), change.id)}>
                    <Button kind="plain" aria-label={en.takeBackLabel(change.id)}>
                      {en.takeBack}
                    </Button>
                  </form>
                ),
            },
          ]
        : []),
    ]}
  />
)

const about = /^(changed|shown|certified)_/
const differences = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  Object.keys(after).filter((name) => !about.test(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]))

/** A paper that was removed is gone; a confirmation that was taken away is given anew by confirming. */
const canGoBack = ({ fact, before, after }: Change) =>
  fact !== 'proof_file' && (!before || !after || differences(before, after).length > 0 || (!before.shown_at && Boolean(after.shown_at)))

function What({ room, change: { before, after, fact, fact_id, undoes }, named }: { room: Room; change: Change; named?: boolean }) {
  const kind = kindOfTable(fact)
  const row = (after ?? before)!
  const verb = !before
    ? en.change.entered
    : !after
      ? en.change.removed
      : differences(before, after).length > 0
        ? en.change.changed
        : !before.certified_at && after.certified_at
          ? en.change.certified
          : after.shown_at
            ? en.change.confirmed
            : en.change.hidden
  const changed = kind && before && after ? differences(before, after) : []
  const touched = (name: string, type: string) =>
    changed.includes(name) || (type === 'receipt' && changed.some((one) => one.startsWith(name)))
  const title = kind ? titleOf(kind, row, room) : String(row.name)
  const living = kind && room.records[kind].some(({ id }) => id === fact_id)
  return (
    <>
      <p>
        {verb}
        {undoes ? en.change.back(undoes) : ''}
        {(named || !kind) && (
          <>
            : {kind ? en.kinds[kind].one : en.proof},{' '}
            {living ? <a href={urls.contractRecord(keyOf(room), kind, fact_id)}>{title}</a> : title}
          </>
        )}
      </p>
      {changed.length > 0 && (
        <ul>
          {fieldsOf[kind!]
            .filter(({ name, type }) => touched(name, type))
            .map((field) => (
              <li key={field.name}>
                {en.fromTo(en.fields[field.name]!, valueOf(field, before!, room) ?? en.nothing, valueOf(field, after!, room) ?? en.nothing)}
              </li>
            ))}
          {changed.includes('proof_id') && <li>{en.proof}</li>}
        </ul>
      )}
    </>
  )
}
