import { ButtonLink } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Card, Cards, DateBlock, Section, Tag } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { en } from '../event.en.ts'
import { es } from '../event.es.ts'
import type { Event } from '../event.ts'
import { When } from './event-page.tsx'

export function EventsPage({ coming, past }: { coming: readonly Event[]; past: readonly Event[] }) {
  const words = useWords({ en, es })
  return (
    <PublicPage title={words.title} description={words.lead}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Section title={words.coming} id="coming">
        {coming.length === 0
          ? <Empty title={words.noneTitle}><p>{words.none}</p></Empty>
          : <Cards>{coming.map((event) => <EventCard key={event.id} event={event} />)}</Cards>}
      </Section>
      <Section title={words.past} id="past">
        {past.length === 0 ? <p>{words.noPast}</p> : <Cards>{past.map((event) => <EventCard key={event.id} event={event} />)}</Cards>}
      </Section>
      <div class="actions"><ButtonLink kind="plain" href={urls.calendar}>{words.calendar}</ButtonLink></div>
      <p class="hint">{words.calendarHint}</p>
    </PublicPage>
  )
}

export function EventCard({ event }: { event: Event }) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  return (
    <Card title={event.title[lang]} href={urls.event(event.slug)} kicker={<When event={event} />}>
      <DateBlock instant={event.startsAt} zone={event.zone} />
      <p>
        {event.place}{event.address && `, ${event.address}`}{' '}
        {event.cancelledAt ? <Tag kind="bad">{words.cancelled}</Tag> : event.movedAt && <Tag kind="waiting">{words.changed}</Tag>}
      </p>
      {event.goingCount > 0 && <p>{words.going(event.goingCount)}</p>}
    </Card>
  )
}
