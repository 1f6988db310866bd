import { Fragment, type ComponentChildren } from 'preact'
import { Actions, ButtonLink } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { DateBlock, Poster, Prose } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Facts } from '../../ui/table.tsx'
import { formatDay, formatSpan } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en } from '../event.en.ts'
import { es } from '../event.es.ts'
import { isOver, kinds, seatsLeft, type Event } from '../event.ts'

/** `answer`: the form that fits the reader, or what is said in its place; `more`: what goes with it. */
export function EventPage({ event, answer, more }: { event: Event; answer?: ComponentChildren; more?: ComponentChildren }) {
  const words = useWords({ en, es })
  const { lang, campaignNow } = useShell()
  const left = seatsLeft({ ...event, mine: null })
  const over = isOver(event, campaignNow)
  return (
    <PublicPage
      title={event.title[lang]}
      description={`${formatSpan(event.startsAt, event.endsAt, event.zone, lang)}, ${event.place}`}
      wide
      head={<link rel="alternate" type="text/calendar" href={urls.eventCalendar(event.slug)} title={words.addToCalendar} />}
    >
      <Poster
        kicker={event.hostName ?? words.hostCoalition}
        title={event.title[lang]}
        lead={
          <>
            <When event={event} />, {event.place}
          </>
        }
        spot={!event.cancelledAt && !over}
      >
        {answer && (
          <Actions>
            <ButtonLink href="#answer">{event.mine ? words.me.change : words.answerTitle}</ButtonLink>
          </Actions>
        )}
      </Poster>
      {!event.publishedAt && <Notice kind="warning">{words.draft}</Notice>}
      {event.cancelledAt && (
        <Notice kind="error" title={words.cancelled}>
          <p>
            {words.cancelledText} {event.cancelledWhy[lang]}
          </p>
        </Notice>
      )}
      {!event.cancelledAt && over && <Notice>{words.overText}</Notice>}
      {!event.cancelledAt && !over && event.movedAt && (
        <Notice kind="warning" title={words.changed}>
          <p>{words.changedText(formatDay(event.movedAt, event.zone, lang))}</p>
        </Notice>
      )}
      <div class="columns">
        <div>
          <div class="date-facts">
            <DateBlock instant={event.startsAt} zone={event.zone} />
            <Facts
              rows={[
                { label: words.when, value: <When event={event} /> },
                {
                  label: words.where,
                  value: (
                    <>
                      {event.place}
                      {event.address && (
                        <>
                          <br />
                          {event.address}
                        </>
                      )}
                    </>
                  ),
                },
                {
                  label: words.whoMayCome,
                  value: event.kinds.length === kinds.length ? words.everybody : event.kinds.map((kind) => words.kinds[kind]).join(', '),
                },
                { label: words.seats, value: left !== null && !over && !event.cancelledAt && words.seatsLeft(left, event.capacity!) },
                { label: words.comingLabel, value: event.goingCount > 0 || over ? words.going(event.goingCount) : words.nobodyYet },
              ]}
            />
          </div>
          <Actions>
            <ButtonLink kind="quiet" href={urls.eventCalendar(event.slug)}>
              {words.addToCalendar}
            </ButtonLink>
          </Actions>
          {event.text[lang] && (
            <Prose>
              <Paragraphs text={event.text[lang]} />
            </Prose>
          )}
        </div>
        <div id="answer">
          {answer}
          {more}
        </div>
      </div>
    </PublicPage>
  )
}

/** Text as it was typed: an empty line parts paragraphs, a line end stays one. */
export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text.split(/\n\s*\n/).map((paragraph, place) => (
      <p key={place}>
        {paragraph.split('\n').map((line, row) => (
          <Fragment key={row}>
            {row > 0 && <br />}
            {line}
          </Fragment>
        ))}
      </p>
    ))}
  </>
)

export function When({ event }: { event: Pick<Event, 'startsAt' | 'endsAt' | 'zone'> }) {
  const { lang } = useShell()
  return (
    <time datetime={event.startsAt.toString({ smallestUnit: 'second' })}>{formatSpan(event.startsAt, event.endsAt, event.zone, lang)}</time>
  )
}
