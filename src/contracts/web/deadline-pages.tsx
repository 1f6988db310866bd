import { en } from '../board.en.ts'
import { en as staff } from '../board-staff.en.ts'
import type { Due } from '../ahead.ts'
import { hasHour, type Deadline } from '../deadlines.ts'
import type { UnitRecord } from '../unit-record.ts'
import { Actions, Button, ButtonLink, Field } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, Notice } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Pager, Table } from '../../ui/table.tsx'
import { formatShortDay, formatStamp } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'

const deadlinesPerPage = 100

/** `feed`: when the reader's own calendar address was made. */
export function DeadlinesPage({
  rows,
  page,
  feed,
  ended,
}: {
  rows: readonly Due[]
  page: number
  feed: Temporal.Instant | undefined
  ended: boolean
}) {
  const { zone } = useShell()
  const pages = Math.max(1, Math.ceil(rows.length / deadlinesPerPage))
  const at = Math.min(Math.max(1, page), pages)
  const shown = rows.slice((at - 1) * deadlinesPerPage, at * deadlinesPerPage)
  const to = (page: number) => `${urls.deadlines}?page=${page}`
  return (
    <StaffPage title={staff.deadlines} crumbs={[{ href: urls.board, label: staff.board }]}>
      {ended && <Notice kind="success">{staff.feedEnded}</Notice>}
      <p class="lead">{staff.deadlinesLead}</p>
      <p class="hint">{staff.reminders}</p>
      <DeadlineTable rows={shown} withUnit />
      {pages > 1 && (
        <Pager
          summary={staff.deadlineRange((at - 1) * deadlinesPerPage + 1, (at - 1) * deadlinesPerPage + shown.length, rows.length)}
          previous={at > 1 ? to(at - 1) : null}
          next={at < pages ? to(at + 1) : null}
        />
      )}
      <Actions>
        <ButtonLink kind="quiet" href={urls.deadlineCalendar}>
          {staff.calendar}
        </ButtonLink>
      </Actions>
      <p class="hint">{staff.calendarHint}</p>
      <Section title={staff.feed}>
        <p>{staff.feedLead}</p>
        {feed && <p>{staff.feedSince(feed, zone)}</p>}
        <Actions>
          <form method="post" action={urls.deadlineFeed}>
            <Button kind="quiet">{feed ? staff.feedAgain : staff.feedMake}</Button>
          </form>
          {feed && (
            <form method="post" action={urls.endDeadlineFeed}>
              <Button kind="quiet">{staff.feedEnd}</Button>
            </form>
          )}
        </Actions>
      </Section>
    </StaffPage>
  )
}

/** Shown once: the secret in the address is kept as its hash. */
export const FeedMadePage = ({ address }: { address: string }) => (
  <StaffPage title={staff.feedMade} crumbs={[{ href: urls.deadlines, label: staff.deadlines }]}>
    <p class="lead">{staff.feedMadeLead}</p>
    <Field label={staff.feedAddress} name="address" value={address} readonly required />
    <Actions>
      <ButtonLink kind="quiet" href={urls.deadlines}>
        {staff.feedBack}
      </ButtonLink>
    </Actions>
  </StaffPage>
)

export function DeadlineTable({ rows, withUnit = false }: { rows: readonly Due[]; withUnit?: boolean }) {
  const day = (date: Temporal.PlainDate) => formatShortDay(date, 'UTC', 'en')
  return (
    <Table
      caption={staff.deadlines}
      hideCaption
      columns={[
        {
          label: staff.due,
          cell: ({ deadline }) => (hasHour(deadline) ? formatStamp(deadline.at!, deadline.zone, 'en') : day(deadline.day)),
        },
        {
          label: staff.what,
          cell: ({ deadline }) => (
            <>
              {staff.kindsOfDeadline[deadline.kind]}
              {deadline.of && (
                <>
                  <br />
                  <span class="hint">{staff.of[deadline.of] ?? deadline.of}</span>
                </>
              )}
            </>
          ),
        },
        ...(withUnit
          ? [
              {
                label: en.unit,
                cell: ({ units }: Due) => <Units units={units} />,
              },
            ]
          : []),
        { label: en.state, cell: ({ deadline }) => <DeadlineState deadline={deadline} /> },
      ]}
      rows={rows}
      rowKey={({ units, deadline }) => `${units[0]!.unitId}${deadline.kind}${deadline.day}${deadline.of}`}
      empty={<Empty title={staff.noDeadlines} />}
    />
  )
}

const Unit = ({ unit }: { unit: UnitRecord }) => (
  <a href={urls.boardUnit(unit.localId, unit.unitId)}>
    {unit.unitName}, {unit.localName}
  </a>
)

/** Many units of one agreement or vote have the same deadline: that is one line. */
const Units = ({ units }: { units: readonly UnitRecord[] }) =>
  units.length === 1 ? (
    <Unit unit={units[0]!} />
  ) : (
    <details>
      <summary>{staff.unitCount(units.length)}</summary>
      <ul>
        {units.map((unit) => (
          <li key={unit.unitId}>
            <Unit unit={unit} />
          </li>
        ))}
      </ul>
    </details>
  )

function DeadlineState({ deadline: { state, doneOn } }: { deadline: Deadline }) {
  const on = doneOn && formatShortDay(doneOn, 'UTC', 'en')
  const text = on ? (state === 'late' ? staff.doneLate(on) : staff.doneOn(on)) : staff.deadlineStates[state]
  return <Tag kind={state === 'late' ? 'bad' : state === 'done' ? 'good' : state === 'due' ? 'waiting' : 'plain'}>{text}</Tag>
}
