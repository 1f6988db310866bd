import { Button, ButtonLink } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, Notice } from '../../ui/notices.tsx'
import { More } from '../../ui/pieces.tsx'
import { formatNumber } from '../../ui/number.ts'
import { Pager, Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { ListedUpdate } from '../update-queries.ts'
import { en as words } from '../update-staff.en.ts'
import { StateTag, crumbs } from './staff-parts.tsx'

export const perPage = 30

export const UpdatesStaffPage = ({
  updates,
  discarded,
  page,
  done,
}: {
  updates: readonly ListedUpdate[]
  discarded: readonly ListedUpdate[]
  page: number
  /** A draft was discarded just now. */
  done: boolean
}) => (
  <StaffPage title={words.title} crumbs={crumbs} actions={<ButtonLink href={urls.newUpdate}>{words.write}</ButtonLink>}>
    <p>{words.lead}</p>
    {done && discarded[0] && (
      <Notice kind="success" live title={words.discard.done}>
        <form class="form" method="post" action={urls.updateStep(discarded[0].id, 'bring-back')}>
          <p>{discarded[0].title}</p>
          <Button kind="plain">{words.discard.back}</Button>
        </form>
      </Notice>
    )}
    <Table
      caption={words.list.caption}
      rows={updates.slice(0, perPage)}
      rowKey={(update) => update.id}
      empty={
        <Empty title={words.list.none}>
          <p>{words.list.noneText}</p>
        </Empty>
      }
      columns={[
        { label: words.list.name, cell: (update) => <a href={urls.staffUpdate(update.id)}>{update.title}</a> },
        { label: words.list.state, cell: (update) => <StateTag {...update} published={update.publishedAt !== null} /> },
        { label: words.list.languages, cell: (update) => (update.spanish ? words.languages.both : words.languages.one), wideOnly: true },
        {
          label: words.list.written,
          cell: (update) => (
            <>
              <Moment instant={update.writtenAt} as="stamp" />
              {update.writer && ` ${words.list.by(update.writer)}`}
            </>
          ),
        },
        { label: words.list.published, cell: (update) => (update.publishedAt ? <Moment instant={update.publishedAt} as="stamp" /> : '–') },
      ]}
    />
    {(page > 1 || updates.length > perPage) && (
      <Pager
        previous={page > 1 ? `${urls.updatesStaff}?page=${page - 1}` : null}
        next={updates.length > perPage ? `${urls.updatesStaff}?page=${page + 1}` : null}
      />
    )}
    {discarded.length > 0 && (
      <More summary={words.list.discarded(formatNumber(discarded.length, 'en'))}>
        <ul>
          {discarded.map((update) => (
            <li key={update.id}>
              <a href={urls.staffUpdate(update.id)}>{update.title}</a> {update.writer && words.list.by(update.writer)}
            </li>
          ))}
        </ul>
      </More>
    )}
  </StaffPage>
)

/** For the staff's first page. */
export const WaitingUpdates = ({ count, id }: { count: number; id: number | null }) => (
  <Notice kind="warning" title={words.waiting.title(count)}>
    <a href={count === 1 ? urls.updateReview(id!) : urls.updatesStaff}>{count === 1 ? words.waiting.look : words.waiting.lookAll}</a>
  </Notice>
)
