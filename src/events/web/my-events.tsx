import type { Context } from 'hono'
import type { Env } from '../../platform/web.ts'
import type { Me } from '../../people/office.ts'
import { Button } from '../../ui/fields.tsx'
import { Card, Cards, Section, Tag } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { en } from '../event.en.ts'
import { es } from '../event.es.ts'
import { findMyEvents, type MyEvent } from '../my-events.ts'
import { When } from './event-page.tsx'

/** A part of a member's own page: what she answered, what waits for an answer, who came through her. Null when there is nothing. */
export async function myEventsPart(c: Context<Env>, me: Me) {
  if (me.members.length === 0) return null
  const events = await findMyEvents(c.var.db, c.var.now)
  return events.length > 0 ? <MyEvents events={events} /> : null
}

function MyEvents({ events }: { events: readonly MyEvent[] }) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  return (
    <Section title={words.me.title} id="events" aside={<a href={urls.events}>{words.me.all}</a>}>
      <Cards>
        {events.map((event) => (
          <Card
            key={event.id}
            title={event.title[lang]}
            href={urls.event(event.slug)}
            kicker={<When event={event} />}
            actions={
              !event.mine &&
              !event.cancelledAt && (
                <form method="post" action={urls.rsvp(event.slug)}>
                  <Button name="answer" value="yes" aria-label={`${words.answers.yes}: ${event.title[lang]}`}>
                    {words.answers.yes}
                  </Button>
                </form>
              )
            }
          >
            <p>{event.place}</p>
            <p>
              {event.cancelledAt ? (
                <Tag kind="bad">{words.cancelled}</Tag>
              ) : event.mine ? (
                <Tag kind={event.mine.answer === 'yes' ? 'good' : 'plain'}>{words.said(event.mine.answer, event.mine.guests)}</Tag>
              ) : (
                <Tag kind="waiting">{words.me.open}</Tag>
              )}
            </p>
            {event.mine && !event.cancelledAt && (
              <p>
                {words.cameThrough(event.cameThroughMe)} <a href={`${urls.event(event.slug)}#share`}>{words.shareLink}</a>
              </p>
            )}
          </Card>
        ))}
      </Cards>
    </Section>
  )
}
