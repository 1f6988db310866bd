import { Actions, ButtonLink } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Card, Cards, Handbill, Section, Tag } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { en } from '../event.en.ts'
import { es } from '../event.es.ts'
import type { Event } from '../event.ts'
import { When } from './event-page.tsx'

export function EventsPage({ coming, past }: { coming: readonly Event[]; past: readonly Event[] }) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  return (
    <PublicPage title={words.title} description={words.lead} wide>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Section title={words.coming} id="coming">
        {coming.length === 0 && (
          <Empty title={words.noneTitle}>
            <p>{words.none}</p>
          </Empty>
        )}
        {coming.map((event) => (
          <EventHandbill key={event.id} event={event} as="h3" />
        ))}
      </Section>
      <Section title={words.past} id="past">
        {past.length === 0 ? (
          <p>{words.noPast}</p>
        ) : (
          <Cards>
            {past.map((event) => (
              <Card key={event.id} title={event.title[lang]} href={urls.event(event.slug)} kicker={<When event={event} />}>
                <p>
                  {event.place}
                  <br />
                  {event.cancelledAt ? <Tag kind="bad">{words.cancelled}</Tag> : words.going(event.goingCount)}
                </p>
              </Card>
            ))}
          </Cards>
        )}
      </Section>
      <Actions>
        <ButtonLink kind="plain" href={urls.calendar}>
          {words.calendar}
        </ButtonLink>
      </Actions>
      <p class="hint">{words.calendarHint}</p>
    </PublicPage>
  )
}

/** One coming event, set large. `as`: the level of its title under the page's headings. */
export function EventHandbill({ event, as = 'h2' }: { event: Event; as?: 'h2' | 'h3' }) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  return (
    <Handbill
      instant={event.startsAt}
      zone={event.zone}
      kicker={event.hostName ?? words.hostCoalition}
      title={event.title[lang]}
      href={urls.event(event.slug)}
      as={as}
    >
      <p>
        <b>
          <When event={event} />
        </b>
        <br />
        {[event.place, event.address].filter(Boolean).join(', ')}
      </p>
      {event.cancelledAt ? (
        <p>
          <Tag kind="bad">{words.cancelled}</Tag> {event.cancelledWhy[lang]}
        </p>
      ) : (
        <p>
          {event.goingCount > 0 ? words.going(event.goingCount) : words.nobodyYet}{' '}
          {event.movedAt && <Tag kind="waiting">{words.changed}</Tag>}
        </p>
      )}
    </Handbill>
  )
}
