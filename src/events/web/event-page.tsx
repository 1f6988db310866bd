import type { ComponentChildren } from 'preact'
import { ButtonLink } from '../../ui/fields.tsx'
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

/** `children`: the form that fits the reader. */
export function EventPage({ event, children }: { event: Event; children?: ComponentChildren }) {
  const words = useWords({ en, es })
  const { lang, campaignNow } = useShell()
  const left = seatsLeft(event)
  const over = isOver(event, campaignNow)
  return (
    <PublicPage title={event.title[lang]} description={`${formatSpan(event.startsAt, event.endsAt, event.zone, lang)}, ${event.place}`}
      head={<link rel="alternate" type="text/calendar" href={urls.eventCalendar(event.slug)} title={words.addToCalendar} />}>
      <Poster kicker={<>{words.host}: {event.hostName ?? words.hostCoalition}</>} title={event.title[lang]} lead={<When event={event} />}>
        <DateBlock instant={event.startsAt} zone={event.zone} />
      </Poster>
      {!event.publishedAt && <Notice kind="warning">{words.draft}</Notice>}
      {event.cancelledAt && <Notice kind="error" title={words.cancelled}><p>{words.cancelledText} {event.cancelledWhy[lang]}</p></Notice>}
      {!event.cancelledAt && over && <Notice>{words.overText}</Notice>}
      {!event.cancelledAt && !over && event.movedAt && <Notice kind="warning" title={words.changed}><p>{words.changedText(formatDay(event.movedAt, event.zone, lang))}</p></Notice>}
      <Facts rows={[
        { label: words.when, value: <When event={event} /> },
        { label: words.where, value: <>{event.place}{event.address && <><br />{event.address}</>}</> },
        { label: words.whoMayCome, value: event.kinds.length === kinds.length ? words.everybody : event.kinds.map((kind) => words.kinds[kind]).join(', ') },
        { label: words.seats, value: left !== null && !over && !event.cancelledAt && words.seatsLeft(Math.max(0, event.capacity! - event.goingCount), event.capacity!) },
      ]} />
      {event.text[lang] && <Prose>{event.text[lang].split(/\n\s*\n/).map((paragraph, place) => <p key={place}>{paragraph.split('\n').map((line, row) => <>{row > 0 && <br />}{line}</>)}</p>)}</Prose>}
      <p class="event-going"><strong>{event.goingCount > 0 || over ? words.going(event.goingCount) : words.nobodyYet}</strong></p>
      {children}
      <div class="actions"><ButtonLink kind="plain" href={urls.eventCalendar(event.slug)}>{words.addToCalendar}</ButtonLink></div>
    </PublicPage>
  )
}

export function When({ event }: { event: Pick<Event, 'startsAt' | 'endsAt' | 'zone'> }) {
  const { lang } = useShell()
  return <time datetime={event.startsAt.toString({ smallestUnit: 'second' })}>{formatSpan(event.startsAt, event.endsAt, event.zone, lang)}</time>
}
