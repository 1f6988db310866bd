import { ButtonLink } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, Notice } from '../../ui/notices.tsx'
import { Card, Cards, Section } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { en } from '../record.en.ts'
import type { RecordKind, Room, Row } from '../record-kinds.ts'
import type { RoomSummary } from '../record-queries.ts'
import { coalitionKey, home, keyOf, kindsIn, staff, State } from './record-pieces.tsx'
import { roomName, titleOf } from './record-values.tsx'

/** The rooms that the asker may enter, with what is to be done in each. */
export const RoomsPage = ({ rooms }: { rooms: RoomSummary[] }) => (
  <StaffPage title={en.title} crumbs={[staff]}>
    <p class="lead">{en.lead}</p>
    <Section title={en.rooms} id="rooms">
      <Cards>
        {rooms.map((room) => (
          <Card
            key={room.key}
            title={room.key ? room.name : en.national}
            href={urls.agreementRoom(room.key ?? coalitionKey)}
            kicker={room.regionName || undefined}
          >
            <p>{en.roomCount(room.confirmed, room.waiting)}</p>
            {room.lacking > 0 && <p>{en.lacking(room.lacking)}</p>}
            {room.undescribed > 0 && <p>{en.undescribed(room.undescribed)}</p>}
          </Card>
        ))}
      </Cards>
    </Section>
  </StaffPage>
)

/** All that is on record in one room. `bound`: the units that a national agreement binds. */
export function RoomPage({ room, bound, enters, done }: { room: Room; bound: ReadonlySet<number>; enters: boolean; done?: string }) {
  const waiting = kindsIn(room).flatMap((kind) => room.records[kind].filter(({ shown_at }) => !shown_at).map((row) => ({ kind, row })))
  const described = new Map(room.records.units.map((row) => [row.unit_id, row]))
  const hasOwn = (unit: number) => room.records.agreements.some((row) => (row.unit_ids as number[]).includes(unit))
  const lacking = room.units.filter(({ id }) => !bound.has(id) && !hasOwn(id) && described.get(id)?.bargaining !== 'initial')
  const undescribed = room.units.filter(({ id }) => !described.has(id))
  const names = (units: { name: string }[]) => units.map(({ name }) => name).join(', ')
  return (
    <StaffPage
      title={en.roomTitle(roomName(room))}
      crumbs={[staff, home]}
      actions={
        <ButtonLink kind="plain" href={urls.recordHistory(keyOf(room))}>
          {en.history}
        </ButtonLink>
      }
    >
      <Done>{done}</Done>
      {room.local && lacking.length > 0 && (
        <Notice kind="warning">
          <p>{en.lackingHere(names(lacking))}</p>
        </Notice>
      )}
      {room.local && undescribed.length > 0 && (
        <Notice kind="warning">
          <p>{en.undescribedHere(names(undescribed))}</p>
        </Notice>
      )}
      <Section title={en.waiting} id="waiting">
        {waiting.length > 0 ? (
          <>
            <p>{en.waitingText}</p>
            <Records caption={en.waiting} room={room} rows={waiting} named />
          </>
        ) : (
          <Empty title={en.nothingWaits} />
        )}
      </Section>
      {kindsIn(room).map((kind) => {
        const rows = room.records[kind].filter(({ shown_at }) => shown_at).map((row) => ({ kind, row }))
        return rows.length === 0 ? null : (
          <Section key={kind} title={en.kinds[kind].many} id={kind}>
            <Records caption={en.kinds[kind].many} room={room} rows={rows} />
          </Section>
        )
      })}
      {enters && (
        <Section title={en.new} id="add">
          <Cards>
            {kindsIn(room).map((kind) => (
              <Card key={kind} title={en.kinds[kind].add} href={urls.newRecord(keyOf(room), kind)}>
                <p>{en.kinds[kind].what}</p>
              </Card>
            ))}
            <Card title={en.import.link} href={urls.importAgreements(keyOf(room))}>
              <p>{en.import.lead}</p>
            </Card>
            <Card title={en.mediation.link} href={urls.mediationRecord(keyOf(room))}>
              <p>{en.mediation.short}</p>
            </Card>
          </Cards>
        </Section>
      )}
    </StaffPage>
  )
}

const Records = ({
  caption,
  room,
  rows,
  named,
}: {
  caption: string
  room: Room
  rows: { kind: RecordKind; row: Row }[]
  named?: boolean
}) => (
  <Table
    caption={caption}
    hideCaption
    rows={rows}
    rowKey={({ kind, row }) => `${kind} ${row.id}`}
    columns={[
      {
        label: en.columns.what,
        cell: ({ kind, row }) => (
          <>
            {named && `${en.kinds[kind].one}: `}
            <a href={urls.contractRecord(keyOf(room), kind, row.id)}>{titleOf(kind, row, room)}</a>
          </>
        ),
      },
      { label: en.columns.state, cell: ({ kind, row }) => <State kind={kind} row={row} /> },
      { label: en.columns.by, cell: ({ row }) => row.changed_name || '–', wideOnly: true },
    ]}
  />
)
