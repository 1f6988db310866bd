import { type ComponentChildren, isValidElement } from 'preact'
import { useShell } from './shell.ts'
import { dayParts } from './time.tsx'

/** One large figure with what it counts. `tone` "spot" sets it in the first spot colour. */
export const Stat = ({
  value,
  label,
  note,
  tone,
}: {
  value: ComponentChildren
  label: string
  note?: ComponentChildren
  tone?: 'spot'
}) => (
  <div class={`stat${tone ? ` stat-${tone}` : ''}`}>
    <p class="stat-value">{value}</p>
    <p class="stat-label">{label}</p>
    {note && <p class="stat-note">{note}</p>}
  </div>
)

export const Stats = ({ children }: { children: ComponentChildren }) => <div class="stats">{children}</div>

export interface Step {
  title: ComponentChildren
  state?: 'done' | 'now' | 'later'
  body?: ComponentChildren
}

/** Numbered steps, in the order in which they are done. */
export const Steps = ({ steps, label }: { steps: readonly Step[]; label?: string }) => (
  <ol class="steps" aria-label={label}>
    {steps.map(({ title, state, body }, index) => (
      <li class={state ? `step-${state}` : undefined} aria-current={state === 'now' ? 'step' : undefined} key={index}>
        <p class="step-title">{title}</p>
        {body && <div>{body}</div>}
      </li>
    ))}
  </ol>
)

/** A short word on the state of a thing. */
export const Tag = ({
  kind = 'plain',
  children,
}: {
  kind?: 'plain' | 'good' | 'waiting' | 'bad' | 'spot'
  children: ComponentChildren
}) => <span class={`tag tag-${kind}`}>{children}</span>

/** One of several things in a list: title (linked when `href`), a line above it, text, and what can be done. */
export const Card = ({
  title,
  href,
  kicker,
  as: Heading = 'h3',
  children,
  actions,
}: {
  title: ComponentChildren
  href?: string
  kicker?: ComponentChildren
  as?: 'h2' | 'h3' | 'h4'
  children?: ComponentChildren
  actions?: ComponentChildren
}) => (
  <article class="card">
    {kicker && <p class="kicker">{kicker}</p>}
    <Heading class="card-title">{href ? <a href={href}>{title}</a> : title}</Heading>
    {children}
    {actions && <div class="actions">{actions}</div>}
  </article>
)

/** Cards under one another, ruled; in columns where there is room. */
export const Cards = ({ children }: { children: ComponentChildren }) => <div class="cards">{children}</div>

/**
 * The top of a page that wants something: set like a handbill, the type as large as the title's length allows.
 * `lead` is the sentence under the title. `spot` prints it on the first spot colour, from edge to edge.
 */
export const Poster = ({
  kicker,
  title,
  lead,
  spot,
  children,
}: {
  kicker?: ComponentChildren
  title: ComponentChildren
  lead?: ComponentChildren
  spot?: boolean
  children?: ComponentChildren
}) => (
  <header class={`poster poster-${sizeOf(title)}${spot ? ' poster-spot' : ''}`}>
    {kicker && <p class="kicker">{kicker}</p>}
    <h1>{title}</h1>
    {lead && <p class="lead">{lead}</p>}
    {children}
  </header>
)

function sizeOf(title: ComponentChildren) {
  const length = lengthOf(title)
  return length < 28 ? 'short' : length < 52 ? 'middle' : 'long'
}

const lengthOf = (text: ComponentChildren): number =>
  Array.isArray(text)
    ? text.reduce((sum: number, each) => sum + lengthOf(each), 0)
    : isValidElement(text)
      ? lengthOf((text.props as { children?: ComponentChildren }).children)
      : String(text ?? '').length

/** A form to tear off: what the page asks for. */
export const Coupon = ({ id, title, children }: { id?: string; title?: ComponentChildren; children: ComponentChildren }) => (
  <section class="coupon" id={id} aria-labelledby={title && id ? `${id}-title` : undefined}>
    {title && <h2 id={id ? `${id}-title` : undefined}>{title}</h2>}
    {children}
  </section>
)

/** The date as a handbill sets it: weekday, day, month. Read out as one date. */
export function DateBlock({ instant, zone }: { instant: Temporal.Instant; zone?: string }) {
  const shell = useShell()
  const { weekday, day, month } = dayParts(instant, zone ?? shell.zone, shell.lang)
  return (
    <p class="date-block">
      <span>{weekday} </span>
      <b>{day}</b>
      <span> {month}</span>
    </p>
  )
}

/** One event as it is pasted to a wall: the date large, beside what, when and where. */
export const Handbill = ({
  instant,
  zone,
  kicker,
  title,
  href,
  as: Heading = 'h2',
  children,
  actions,
}: {
  instant: Temporal.Instant
  zone?: string
  kicker?: ComponentChildren
  title: ComponentChildren
  href?: string
  as?: 'h2' | 'h3'
  children?: ComponentChildren
  actions?: ComponentChildren
}) => (
  <article class="handbill">
    <DateBlock instant={instant} zone={zone} />
    <div>
      {kicker && <p class="kicker">{kicker}</p>}
      <Heading class="card-title">{href ? <a href={href}>{title}</a> : title}</Heading>
      {children}
      {actions && <div class="actions">{actions}</div>}
    </div>
  </article>
)

/** Text written by people, already made safe: paragraphs, lists, quotes at a readable measure. */
export const Prose = ({ html, children }: { html?: string; children?: ComponentChildren }) =>
  html === undefined ? <div class="prose">{children}</div> : <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />

/** A part of a page under its own ruled heading. */
export const Section = ({
  title,
  id,
  children,
  aside,
}: {
  title: string
  id?: string
  children: ComponentChildren
  aside?: ComponentChildren
}) => (
  <section class="section" id={id}>
    <div class="section-head">
      <h2>{title}</h2>
      {aside}
    </div>
    {children}
  </section>
)

/** More that need not be seen at once; opens without a script. */
export const More = ({ summary, open, children }: { summary: ComponentChildren; open?: boolean; children: ComponentChildren }) => (
  <details class="more" open={open}>
    <summary>{summary}</summary>
    <div>{children}</div>
  </details>
)
