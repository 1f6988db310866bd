import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { formatNumber, formatPercent } from './number.ts'
import { useShell, useWords } from './shell.ts'
import { en } from './ui.en.ts'
import { es } from './ui.es.ts'

/** Work that is under way. Without `value` it has started and cannot be measured. The numbers stand under the bar. */
export function Progress({
  value,
  max = 100,
  label,
  detail,
}: {
  value?: number | null
  max?: number
  label: string
  detail?: ComponentChildren
}) {
  const { lang } = useShell()
  const { charts } = useWords({ en, es })
  const known = value !== undefined && value !== null
  return (
    <div class="progress">
      <p class="progress-label">
        <span>{label}</span>
        {known && <b>{formatPercent(value, max, lang)}</b>}
      </p>
      <progress aria-label={label} value={known ? value : undefined} max={max} />
      <p class="numbers">
        {detail ??
          (known && (
            <>
              {formatNumber(value, lang)} {charts.of} {formatNumber(max, lang)}
            </>
          ))}
      </p>
    </div>
  )
}

const share = (value: number, scale: number) => `${Math.max(0, Math.min(100, (value / scale) * 100)).toFixed(2)}%`

const Tick = ({ kind, at, height }: { kind: 'goal' | 'pace'; at: string; height: number }) => (
  <>
    <line class="chart-halo" x1={at} x2={at} y2={height} />
    <line class={`chart-${kind}`} x1={at} x2={at} y2={height} />
  </>
)

/** How far towards a goal, with an optional mark of where it should stand by now. `goal` null or 0: only the number is shown. */
export function GoalBar({
  done,
  goal,
  label,
  pace,
  unit,
}: {
  done: number
  goal: number | null
  label: string
  pace?: number | null
  unit?: string
}) {
  const { lang } = useShell()
  const { charts } = useWords({ en, es })
  const n = (value: number) => formatNumber(value, lang)
  const scale = Math.max(goal ?? 0, done, 1)
  const reached = goal !== null && goal > 0 && done >= goal
  const sentence = goal ? charts.goalBar(label, n(done), n(goal), formatPercent(done, goal, lang)) : `${label}: ${n(done)}`
  return (
    <figure class="goal-bar">
      <figcaption>{label}</figcaption>
      <p class="goal-figure">
        <b>{n(done)}</b> {unit}
        {goal ? (
          <span>
            {' '}
            {charts.of} {n(goal)}
          </span>
        ) : null}
      </p>
      {goal ? (
        <svg
          class="chart"
          role="img"
          aria-label={pace ? `${sentence}. ${charts.paceSentence(n(pace))}` : sentence}
          width="100%"
          height="34"
        >
          <rect class="chart-track" x="0" y="7" width="100%" height="20" />
          <rect class="chart-done" x="0" y="7" width={share(done, scale)} height="20" />
          {pace ? <Tick kind="pace" at={share(pace, scale)} height={34} /> : null}
          {done > goal && <Tick kind="goal" at={share(goal, scale)} height={34} />}
        </svg>
      ) : null}
      <p class="numbers">
        {goal ? <b>{formatPercent(done, goal, lang)}</b> : charts.noGoal}
        {reached && <> · {charts.reached}</>}
        {pace ? (
          <>
            {' '}
            · {charts.pace}: {n(pace)}
          </>
        ) : null}
      </p>
    </figure>
  )
}

export interface BarRow {
  label: ComponentChildren
  /** Null: hidden, because fewer than five people stand behind it. */
  value: number | null
  goal?: number | null
  href?: string
}

/**
 * Bars under one another, the number beside each. With goals each bar is measured against its own goal and one line marks
 * all goals, so that a small local can be compared with a large one; `scale="count"` measures all against the largest.
 */
export function BarList({
  rows,
  unit,
  caption,
  scale = rows.some(({ goal }) => goal) ? 'goal' : 'count',
}: {
  rows: readonly BarRow[]
  unit: string
  caption?: string
  scale?: 'goal' | 'count'
}) {
  const { lang } = useShell()
  const { charts } = useWords({ en, es })
  const n = (value: number) => formatNumber(value, lang)
  const length = ({ value, goal }: BarRow) => (scale === 'count' ? (value ?? 0) : goal ? (value ?? 0) / goal : 0)
  const goalLength = ({ goal }: BarRow) => (goal ? (scale === 'count' ? goal : 1) : 0)
  const longest = Math.max(Number.EPSILON, ...rows.flatMap((row) => [length(row), goalLength(row)]))
  return (
    <figure class="bar-list">
      {caption && <figcaption>{caption}</figcaption>}
      <ul>
        {rows.map((row, index) => (
          <li key={index}>
            <span class="bar-label">{row.href ? <a href={row.href}>{row.label}</a> : row.label}</span>
            {row.value !== null && (
              <svg class="chart" aria-hidden="true" width="100%" height="18">
                {goalLength(row) ? <rect class="chart-track" y="4" width={share(goalLength(row), longest)} height="10" /> : null}
                <rect class="chart-done" y="4" width={share(length(row), longest)} height="10" />
                {goalLength(row) ? <Tick kind="goal" at={share(goalLength(row), longest)} height={18} /> : null}
              </svg>
            )}
            <span class="bar-value">
              {row.value === null ? (
                charts.hidden
              ) : (
                <>
                  <b>{n(row.value)}</b> <span class="hidden">{unit}</span>
                </>
              )}
              {row.value !== null && row.goal ? (
                <>
                  {' '}
                  / {n(row.goal)}
                  <span class="bar-percent"> {formatPercent(row.value, row.goal, lang)}</span>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  )
}

/** A crowd in small figures, each for `each` people (chosen so that at most 120 are drawn), with the number below. */
export function People({ count, goal, label }: { count: number; goal?: number | null; label: string }) {
  const { lang } = useShell()
  const { charts } = useWords({ en, es })
  const n = (value: number) => formatNumber(value, lang)
  const figure = useId()
  const each = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((size) => Math.max(count, goal ?? 0) / size <= 120) ?? 2000
  const [filled, total] = [Math.floor(count / each), Math.ceil(Math.max(count, goal ?? 0) / each)]
  const rows = Math.max(1, Math.ceil(total / perRow))
  return (
    <figure class="people">
      <svg
        class="chart"
        role="img"
        aria-label={goal ? charts.goalBar(label, n(count), n(goal), formatPercent(count, goal, lang)) : `${label}: ${n(count)}`}
        viewBox={`0 0 ${perRow * 12} ${rows * 18}`}
      >
        <defs>
          <g id={figure}>
            <circle cx="5" cy="3.2" r="2.7" />
            <path d="M0.6 15V9.6Q0.6 6.8 3.4 6.8H6.6Q9.4 6.8 9.4 9.6V15Z" />
          </g>
        </defs>
        {Array.from({ length: total }, (_, place) => (
          <use
            href={`#${figure}`}
            key={place}
            class={place < filled ? 'person-here' : 'person-missing'}
            x={(place % perRow) * 12 + 1}
            y={Math.floor(place / perRow) * 18 + 1}
          />
        ))}
      </svg>
      <figcaption>
        <b>{n(count)}</b>
        {goal ? (
          <>
            {' '}
            {charts.of} {n(goal)}
          </>
        ) : null}{' '}
        {label}. {each > 1 && <span class="hint">{charts.person(n(each))}</span>}
      </figcaption>
    </figure>
  )
}

const perRow = 20
