import { drawingOf, monthsAround, type BoardRow, type Drawing, type Mark, type Span } from '../board.ts'
import { en } from '../board.en.ts'
import { es } from '../board.es.ts'
import { useShell, useWords } from '../../ui/shell.ts'
import { formatShortDay, formatStamp } from '../../ui/time.tsx'

const kinds = ['contract', 'extension', 'vote', 'notice', 'served', 'start', 'earliest', 'now'] as const

/**
 * Every unit a bar along twelve months: its contract, extension and vote as areas, notices and starts as lines. The picture says nothing that the
 * line of text under it doesn't say; screen readers get the text alone.
 */
export function Timeline({
  rows: units,
  now,
  zone,
  room,
  href,
}: {
  rows: readonly BoardRow[]
  now: Temporal.Instant
  zone: string
  /** For an office, with what is not announced. */
  room?: boolean
  href?: (row: BoardRow) => string
}) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  const rows = units.map((row) => ({ ...row, ...drawingOf(row, now, { room }) }))
  const months = monthsAround(now, zone)
  const first = months[0]!.epochMilliseconds,
    length = months.at(-1)!.add({ months: 1 }).epochMilliseconds - first
  const at = (moment: Temporal.Instant) => Math.min(100, Math.max(0, ((moment.epochMilliseconds - first) / length) * 100))
  const percent = (value: number) => `${value.toFixed(2)}%`
  const shown = (moment: Temporal.Instant) => moment.epochMilliseconds > first && moment.epochMilliseconds < first + length
  const used = new Set(rows.flatMap(({ spans, marks }) => [...spans, ...marks].map(({ kind }) => kind as string)))
  const month = new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', { month: 'narrow', timeZone: zone })
  const area = ({ kind, from, to }: Span) => {
    const left = from ? at(from) : 0
    return (
      <rect
        class={`timeline-${kind}`}
        x={percent(left)}
        width={percent(Math.max(0, at(to) - left))}
        y={kind === 'vote' ? 9 : 4}
        height={kind === 'vote' ? 4 : 14}
      />
    )
  }
  const line = ({ kind, at: moment }: Mark) =>
    shown(moment) && <line class={`timeline-${kind}`} x1={percent(at(moment))} x2={percent(at(moment))} y1="0" y2="22" />
  return (
    <figure class="timeline">
      <figcaption>{words.timeline}</figcaption>
      <ul class="timeline-legend" aria-hidden="true">
        {kinds
          .filter((kind) => kind === 'now' || used.has(kind))
          .map((kind) => (
            <li key={kind}>
              <svg width="22" height="14">
                {kind === 'contract' || kind === 'extension' || kind === 'vote' ? (
                  <rect class={`timeline-${kind}`} y={kind === 'vote' ? 5 : 0} width="22" height={kind === 'vote' ? 4 : 14} />
                ) : (
                  <line class={`timeline-${kind}`} x1="11" x2="11" y2="14" />
                )}
              </svg>{' '}
              {words.legend[kind]}
            </li>
          ))}
      </ul>
      <svg class="timeline-months" aria-hidden="true" width="100%" height="16">
        {months.map((begin) => (
          <text key={begin.month} x={percent(at(begin.toInstant()))} y="12">
            {month.format(begin.epochMilliseconds)}
          </text>
        ))}
      </svg>
      <ul class="timeline-rows">
        {rows.map((row) => {
          const { unit, standing, spans, marks } = row
          const name = `${unit.unitName}, ${unit.localName}`
          return (
            <li key={unit.unitId}>
              <p class="timeline-name">
                {href ? <a href={href(row)}>{name}</a> : name} <b>{standing.state ? words.states[standing.state] : words.unknown}</b>
              </p>
              <svg class="chart" aria-hidden="true" width="100%" height="22">
                <rect class="chart-track" y="4" width="100%" height="14" />
                {spans.map(area)}
                {marks.map(line)}
                <line class="timeline-now" x1={percent(at(now))} x2={percent(at(now))} y2="22" />
              </svg>
              <p class="timeline-text">{useRowText(row)}</p>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}

/** What the picture of one unit shows, in words and in the order of time. */
function useRowText({ spans, marks, standing: { zone } }: BoardRow & Drawing) {
  const { row, unknown } = useWords({ en, es })
  const { lang } = useShell()
  const stamp = (moment: Temporal.Instant) => formatStamp(moment, zone, lang)
  const ends = (to: Temporal.Instant) => stamp(to.subtract({ minutes: 1 })) // exclusive: the last minute is told
  const said = [
    ...spans.map(({ kind, from, to }) => ({ at: to, text: kind === 'vote' ? row.vote(stamp(from!), stamp(to)) : row[kind](ends(to)) })),
    ...marks.map(({ kind, at }) => ({ at, text: row[kind](kind === 'notice' ? formatShortDay(at, zone, lang) : stamp(at)) })),
  ].toSorted((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
  const text = [...new Set(said.map((each) => each.text))].join('; ') // a national and a local agreement often say the same
  return text ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : `${unknown}.`
}
