import { StaffPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Pager, Table } from '../../ui/table.tsx'
import { formatStamp } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en as shared } from '../event.en.ts'
import { en } from '../event-staff.en.ts'
import type { Event, Kind } from '../event.ts'
import type { findAnswers, findSignUps } from '../event-queries.ts'
import { crumbsOf } from './staff-parts.tsx'

type Rows<Query extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Query>>
export const perPage = 100

export function AnswersPage({
  event,
  members,
  signUps,
  membersFrom,
  signUpsFrom,
}: {
  event: Event
  members: Rows<typeof findAnswers>
  signUps: Rows<typeof findSignUps>
  /** How many come before the first one shown. */
  membersFrom: number
  signUpsFrom: number
}) {
  const words = en.answers
  const { lang, zone } = useShell()
  const path = (change: { members?: number; others?: number }) => {
    const { members: m, others: o } = { members: membersFrom, others: signUpsFrom, ...change }
    return `${urls.eventAnswers(event.slug)}?members=${m}&others=${o}`
  }
  const brings = (row: { guests: number; guestsKind: string | null }) =>
    row.guests === 0 ? '' : `${row.guests}${row.guestsKind ? ` (${shared.kinds[row.guestsKind as Kind]})` : ''}`
  return (
    <StaffPage title={words.title(event.title.en)} crumbs={crumbsOf(event)}>
      <p class="lead">{words.intro}</p>
      <Section title={words.members} id="members">
        <Table
          caption={words.members}
          hideCaption
          rows={members}
          empty={<Empty title={words.noMembers} />}
          columns={[
            { label: words.name, cell: (row) => `${row.lastName}, ${row.firstName}` },
            {
              label: words.answer,
              cell: (row) => (
                <Tag kind={({ yes: 'good', maybe: 'waiting', no: 'plain' } as const)[row.answer as 'yes']}>
                  {words[row.answer as 'yes']}
                </Tag>
              ),
            },
            { label: words.guests, cell: brings },
            { label: words.local, cell: (row) => row.localName },
            { label: words.at, cell: (row) => formatStamp(row.answeredAt, zone, lang) },
          ]}
        />
        <Pages rows={members} from={membersFrom} to={(members) => path({ members })} />
      </Section>
      <Section title={words.others} id="others">
        <Table
          caption={words.others}
          hideCaption
          rows={signUps}
          empty={<Empty title={words.noOthers} />}
          columns={[
            { label: words.name, cell: (row) => row.name },
            { label: words.kind, cell: (row) => shared.kinds[row.kind as Kind] },
            { label: words.guests, cell: brings },
            { label: words.email, cell: (row) => <a href={`mailto:${row.address}`}>{row.address}</a> },
            { label: words.local, cell: (row) => row.localName ?? words.coalition },
            { label: words.at, cell: (row) => formatStamp(row.signedUpAt, zone, lang) },
          ]}
        />
        <Pages rows={signUps} from={signUpsFrom} to={(others) => path({ others })} />
      </Section>
    </StaffPage>
  )
}

function Pages({ rows, from, to }: { rows: readonly { total: number }[]; from: number; to: (from: number) => string }) {
  const total = Number(rows[0]?.total ?? 0)
  if (from === 0 && total <= perPage) return null
  return (
    <Pager
      summary={rows.length > 0 && en.answers.range(from + 1, from + rows.length, total)}
      previous={from > 0 ? to(Math.max(0, from - perPage)) : null}
      next={from + rows.length < total ? to(from + perPage) : null}
    />
  )
}
