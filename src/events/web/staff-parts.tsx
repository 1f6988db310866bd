import { Tag } from '../../ui/pieces.tsx'
import { urls } from '../../urls.ts'
import { en } from '../event-staff.en.ts'
import { isOver, type Event } from '../event.ts'
import type { StaffEvent } from '../event-queries.ts'

export const toEvents = { href: urls.eventsStaff, label: en.title }
export const crumbsOf = (event: Pick<Event, 'slug' | 'title'>) => [toEvents, { href: urls.staffEvent(event.slug), label: event.title.en }]

export function State({ event, now }: { event: Pick<StaffEvent, 'cancelledAt' | 'shown' | 'newest' | 'endsAt'>; now: Temporal.Instant }) {
  const words = en.states
  if (event.cancelledAt) return <Tag kind="bad">{words.cancelled}</Tag>
  return (
    <>
      {event.shown === null ? (
        <Tag kind="waiting">{words.draft}</Tag>
      ) : isOver(event, now) ? (
        <Tag>{words.over}</Tag>
      ) : (
        <Tag kind="good">{words.published}</Tag>
      )}
      {event.shown !== null && event.shown !== event.newest && (
        <>
          {' '}
          <Tag kind="waiting">{words.waiting}</Tag>
        </>
      )}
    </>
  )
}
