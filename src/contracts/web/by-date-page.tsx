import { monthsAround, sharesByDate, type Share } from '../board.ts'
import { en } from '../board.en.ts'
import { es } from '../board.es.ts'
import type { UnitRecord } from '../unit-record.ts'
import { unitStates, type UnitState } from '../unit-state.ts'
import { PublicPage, StaffPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { formatShortDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'

interface Given {
  units: readonly UnitRecord[]
  now: Temporal.Instant
}

/** What is announced, for everybody. */
export function ByDatePage(given: Given) {
  const words = useWords({ en, es })
  return (
    <PublicPage title={words.byDate} description={words.byDateLead} wide>
      <h1>{words.byDate}</h1>
      <p class="lead">{words.byDateLead}</p>
      <ByDate {...given} />
      <p>
        <a href={urls.whereWeStand}>{words.title}</a>
      </p>
    </PublicPage>
  )
}

/** With what is not announced, for the room of the board. */
export const BoardByDatePage = ({ board, ...given }: Given & { board: string }) => (
  <StaffPage title={en.byDate} crumbs={[{ href: urls.board, label: board }]}>
    <p class="lead">{en.byDateLead}</p>
    <ByDate {...given} room />
  </StaffPage>
)

/** For each state a row of bars, one for each month, all on one scale; the table says the same in figures. Fewer than five people are not told. */
function ByDate({ units, now, room }: Given & { room?: boolean }) {
  const words = useWords({ en, es })
  const { lang, zone } = useShell()
  if (units.length === 0) return <Empty title={words.none} />
  const moments = monthsAround(now, zone).map((day) => day.toInstant())
  const dates = sharesByDate(
    units,
    [
      ...moments.filter((at) => at.epochMilliseconds <= now.epochMilliseconds),
      now,
      ...moments.filter((at) => at.epochMilliseconds > now.epochMilliseconds),
    ],
    { room },
  )
  const states = [...unitStates, null].filter((state) => dates.some(({ shares }) => shares.has(state)))
  const told = ({ people }: Share) => (people >= 5 ? people : null)
  const most = Math.max(1, ...dates.flatMap(({ shares }) => [...shares.values()].map((share) => told(share) ?? 0)))
  const people = (share: Share | undefined) => (share ? (told(share)?.toLocaleString(lang) ?? words.few) : '–')
  const name = (state: UnitState | null) => (state ? words.states[state] : words.unknown)
  const day = (at: Temporal.Instant) => (at === now ? words.today(formatShortDay(at, zone, lang)) : formatShortDay(at, zone, lang))
  const month = new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', { month: 'narrow', timeZone: zone })
  const width = 100 / dates.length
  const place = (index: number, part = 0) => `${((index + part) * width).toFixed(2)}%`
  return (
    <>
      <figure class="timeline by-date">
        <figcaption>{words.byState}</figcaption>
        <svg class="timeline-months" aria-hidden="true" width="100%" height="16">
          {dates.map(({ at }, index) => (
            <text key={index} x={place(index, 0.2)} y="12">
              {at === now ? '●' : month.format(at.epochMilliseconds)}
            </text>
          ))}
        </svg>
        <ul class="timeline-rows" aria-hidden="true">
          {states.map((state) => (
            <li key={state}>
              <p class="timeline-name">
                <b>{name(state)}</b>
              </p>
              <svg class="chart" width="100%" height="48">
                <line x1="0" x2="100%" y1="47" y2="47" />
                {dates.map(({ at, shares }, index) => {
                  const height = ((told(shares.get(state) ?? { units: 0, people: 0 }) ?? 0) / most) * 46
                  return (
                    <rect
                      key={index}
                      class={at === now ? 'chart-done' : 'timeline-contract'}
                      x={place(index, 0.1)}
                      width={`${(width * 0.8).toFixed(2)}%`}
                      y={(47 - height).toFixed(1)}
                      height={height.toFixed(1)}
                    />
                  )
                })}
              </svg>
            </li>
          ))}
        </ul>
      </figure>
      <p class="hint">{words.byDateScale(most.toLocaleString(lang))}</p>
      <Table
        caption={words.byDateTable}
        columns={[
          { label: words.date, cell: ({ at }) => day(at).replaceAll(' ', '\u00a0') },
          ...states.map((state) => ({
            label: name(state),
            numeric: true,
            cell: ({ shares }: (typeof dates)[number]) => people(shares.get(state)),
          })),
        ]}
        rows={dates}
        rowKey={({ at }) => at.epochMilliseconds}
      />
      <p class="hint">{words.checked(now, zone)}</p>
    </>
  )
}
