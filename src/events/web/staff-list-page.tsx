import { ButtonLink } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { formatNumber } from '../../ui/number.ts'
import { useShell } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { formatStamp } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en } from '../event-staff.en.ts'
import type { StaffEvent } from '../event-queries.ts'
import { State } from './staff-parts.tsx'

export function StaffEventsPage({ events, mayWrite }: { events: readonly StaffEvent[]; mayWrite: boolean }) {
  const { campaignNow, lang } = useShell()
  return (
    <StaffPage title={en.title} actions={mayWrite && <ButtonLink href={urls.newEvent}>{en.new}</ButtonLink>}>
      <Table
        caption={en.table}
        hideCaption
        rows={events}
        rowKey={(event) => event.id}
        empty={<Empty title={en.none}>{mayWrite && <p>{en.noneText}</p>}</Empty>}
        columns={[
          { label: en.event, cell: (event) => <a href={urls.staffEvent(event.slug)}>{event.title}</a> },
          { label: en.when, cell: (event) => formatStamp(event.startsAt, event.zone, lang) },
          { label: en.host, cell: (event) => event.hostName ?? en.coalition },
          { label: en.state, cell: (event) => <State event={event} now={campaignNow} /> },
          {
            label: en.going,
            numeric: true,
            cell: (event) => <a href={urls.turnout(event.slug)}>{formatNumber(event.goingCount, lang)}</a>,
          },
        ]}
      />
    </StaffPage>
  )
}
