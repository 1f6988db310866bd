import type { ComponentChildren } from 'preact'
import { useWords } from './shell.ts'
import { en } from './ui.en.ts'
import { es } from './ui.es.ts'

/** Something to know about the page as a whole. A mark and a word say the kind, not the colour alone. `live`: announced when the page was changed by a form. */
export function Notice({
  kind = 'info',
  title,
  live,
  children,
}: {
  kind?: 'info' | 'success' | 'warning' | 'error'
  title?: string
  live?: boolean
  children?: ComponentChildren
}) {
  const { states } = useWords({ en, es })
  return (
    <div class={`notice notice-${kind}`} role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}>
      <p class="notice-title">
        <span class="notice-mark" aria-hidden="true">
          {marks[kind]}
        </span>
        {title ?? states[kind]}
      </p>
      {children && <div class="notice-body">{children}</div>}
    </div>
  )
}

/** What a form has just done, announced. Renders nothing where there is nothing to say. */
export const Done = ({ children }: { children: string | number | false | null | undefined }) =>
  children ? (
    <Notice kind="success" live>
      {children}
    </Notice>
  ) : null

const marks = { info: 'i', success: '✓', warning: '!', error: '×' }

/**
 * What was wrong with a form, each sentence linked to its field. Takes the focus when the page opens, without a script.
 * `errors`: name of the field (= its id) -> sentence; the key '' is for what belongs to no field. Renders nothing when empty.
 */
export function ErrorSummary({ errors, title }: { errors: Record<string, string | undefined> | null | undefined; title?: string }) {
  const words = useWords({ en, es }).errors
  const found = Object.entries(errors ?? {}).filter(([, sentence]) => sentence)
  if (!found.length) return null
  return (
    <div class="error-summary" role="group" aria-labelledby="error-summary-title" tabindex={-1} autofocus>
      <h2 id="error-summary-title">{title ?? words.heading(found.length)}</h2>
      <ul>
        {found.map(([name, sentence]) => (
          <li key={name}>{name ? <a href={`#${name}`}>{sentence}</a> : sentence}</li>
        ))}
      </ul>
    </div>
  )
}

/** Refusals that belong to no field ("Every seat is taken."). Takes the focus like the summary. */
export function FormErrors({ sentences, children }: { sentences?: readonly string[]; children?: ComponentChildren }) {
  if (!sentences?.length && !children) return null
  return (
    <div class="error-summary" role="group" tabindex={-1} autofocus>
      {sentences?.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {children}
    </div>
  )
}

/** Nothing here yet: says so and what to do next. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {children}
  </div>
)

/** Work that has been started and has no measure yet. */
export function Loading({ children }: { children?: ComponentChildren }) {
  const { states } = useWords({ en, es })
  return (
    <p class="loading" role="status">
      {children ?? states.loading}
    </p>
  )
}
