import { createContext, type ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { ErrorSummary } from './notices.tsx'
import { formatBytes } from './number.ts'
import { useShell, useWords } from './shell.ts'
import { en } from './ui.en.ts'
import { es } from './ui.es.ts'

interface Labelled {
  label: ComponentChildren
  /** Also the id (the error summary links to it), unless `id` says otherwise. */
  name: string
  id?: string
  /** A sentence: what was wrong, what to do. */
  error?: string | null
  hint?: ComponentChildren
  required?: boolean
}

/** Attributes handed on to the element. */
interface Passed {
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  enterkeyhint?: 'go' | 'send' | 'next' | 'done' | 'search'
  autocapitalize?: 'none' | 'words' | 'sentences' | 'characters'
  spellcheck?: boolean
  minlength?: number
  maxlength?: number
  min?: string | number
  max?: string | number
  step?: string | number
  list?: string
  accept?: string
  multiple?: boolean
  readonly?: boolean
  disabled?: boolean
  autofocus?: boolean
  placeholder?: string
  form?: string
}

// In a form that searches nothing is required, and saying so at every field would be noise.
const Searching = createContext(false)

type ByName = Record<string, string | undefined>
const Sent = createContext<{ typed?: ByName; errors?: ByName | null }>({})

/** What a field is given, with what its form has for it: what stands in it, and what is wrong with it unless the page says that itself. */
function useSent<Given extends Labelled>(given: Given): Given & { typed?: string } {
  const { typed, errors } = useContext(Sent)
  return { ...given, typed: typed?.[given.name], error: given.error === undefined ? errors?.[given.id ?? given.name] : given.error }
}

/**
 * A form without the browser's own bubbles: our sentences, in the page's language, come from the server. `typed` is what stands in its
 * fields, by their names, and `errors` what is wrong with them, by their ids: each field finds its own. `errors` also puts a summary on top.
 */
export const Form = ({
  action,
  method = 'post',
  typed,
  errors,
  upload,
  id,
  children,
  ...rest
}: {
  action: string
  method?: 'post' | 'get'
  typed?: ByName
  errors?: ByName | null
  /** For forms that carry a file. */
  upload?: boolean
  id?: string
  children: ComponentChildren
} & Record<`data-${string}`, string | boolean | undefined>) => (
  <form class="form" method={method} action={action} id={id} novalidate enctype={upload ? 'multipart/form-data' : undefined} {...rest}>
    <ErrorSummary errors={errors} />
    <Sent.Provider value={{ typed, errors }}>{children}</Sent.Provider>
  </form>
)

/** A search form in one row where there is room: fields, then its button. `label` tells it from another one on the page. */
export const Filters = ({ action, label, children }: { action: string; label?: string; children: ComponentChildren }) => (
  <Searching.Provider value={true}>
    <form class="filters" method="get" action={action} role="search" aria-label={label}>
      {children}
    </form>
  </Searching.Provider>
)

/** One line of text, a date, a number ... `suffix`: a unit shown inside the frame. */
export function Field(given: Labelled & { value?: string | number | null; type?: string; suffix?: string } & Passed) {
  const { label, name, id = name, typed, value = typed, error, hint, required, type = 'text', suffix, ...rest } = useSent(given)
  const input = (
    <input
      {...rest}
      type={type as 'text'}
      name={name}
      id={id}
      value={value ?? undefined}
      required={required}
      {...described(id, error, hint)}
    />
  )
  return (
    <Wrap {...{ label, id, error, hint, required }}>
      {suffix ? (
        <span class="with-suffix">
          {input}
          <span class="suffix">{suffix}</span>
        </span>
      ) : (
        input
      )}
    </Wrap>
  )
}

export function TextArea(given: Labelled & { value?: string | null; rows?: number } & Passed) {
  const { label, name, id = name, typed, value = typed, error, hint, required, rows = 5, ...rest } = useSent(given)
  return (
    <Wrap {...{ label, id, error, hint, required }}>
      <textarea {...rest} name={name} id={id} rows={rows} required={required} {...described(id, error, hint)}>
        {value ?? ''}
      </textarea>
    </Wrap>
  )
}

export interface Option {
  value: string
  label: string
  hint?: ComponentChildren
  disabled?: boolean
}

/** `empty`: words of the first, empty choice; false for none. */
export function Select(given: Labelled & { value?: string | null; options: readonly Option[]; empty?: string | false } & Passed) {
  const { label, name, id = name, typed, value = typed, error, hint, required, options, empty, ...rest } = useSent(given)
  const { fields } = useWords({ en, es })
  return (
    <Wrap {...{ label, id, error, hint, required }}>
      <select {...rest} name={name} id={id} required={required} {...described(id, error, hint)}>
        {empty !== false && <option value="">{empty ?? fields.choose}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Wrap>
  )
}

/**
 * A choice among a few, each as large as a thumb; `inline`: side by side where there is room. The first one's id is `name`, so that the
 * error summary can reach it.
 */
export function RadioCards(given: Labelled & { value?: string | null; options: readonly Option[]; inline?: boolean }) {
  const { label, name, id = name, typed, value = typed, error, hint, required, options, inline } = useSent(given)
  return (
    <fieldset
      class={`field choices${error ? ' field-wrong' : ''}${inline ? ' choices-inline' : ''}`}
      aria-describedby={describedBy(id, error, hint)}
    >
      <legend>
        {label}
        <Optional hidden={required} />
      </legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <ErrorLine id={id}>{error}</ErrorLine>}
      <div class="choice-list">
        {options.map((option, index) => (
          <label class="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              id={index === 0 ? id : `${id}-${option.value}`}
              checked={option.value === value}
              required={required}
              disabled={option.disabled}
            />
            <span class="choice-text">
              {option.label}
              {option.hint && <span class="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** One box to tick. `value` is what is sent when it is ticked. */
export function Check(given: Omit<Labelled, 'required'> & { value?: string; checked?: boolean } & Passed) {
  const { label, name, id = name, typed, value = 'yes', checked = typed === value, error, hint, ...rest } = useSent(given)
  return (
    <div class={`field check${error ? ' field-wrong' : ''}`}>
      {error && <ErrorLine id={id}>{error}</ErrorLine>}
      <label class="choice">
        <input {...rest} type="checkbox" name={name} id={id} value={value} checked={checked} {...described(id, error, hint)} />
        <span class="choice-text">
          {label}
          {hint && (
            <span class="hint" id={`${id}-hint`}>
              {hint}
            </span>
          )}
        </span>
      </label>
    </div>
  )
}

/**
 * A file to choose; with the island "file-drop" on the page also to drag, with its name, size and the progress of sending.
 * The form around it needs `upload`. `maxBytes` is told before sending; the server checks it again.
 */
export function FileField(given: Labelled & { maxBytes?: number } & Passed) {
  const { label, name, id = name, typed: _, error, hint, required, maxBytes, ...rest } = useSent(given)
  const { lang } = useShell()
  const { fields } = useWords({ en, es })
  const size = maxBytes ? formatBytes(maxBytes, lang) : undefined
  const hints =
    hint || size ? (
      <>
        {hint} {size && fields.upTo(size)}
      </>
    ) : undefined
  return (
    <Wrap {...{ label, id, error, required }} hint={hints}>
      <div
        class="file-drop"
        data-file-drop
        data-max={maxBytes}
        data-words={JSON.stringify({
          drop: fields.orDrop,
          sending: fields.sending,
          working: fields.working,
          cancel: fields.cancel,
          cancelled: fields.cancelled,
          failed: fields.failed,
          tooLarge: size ? fields.tooLarge(size) : '',
          sent: fields.sent(0).replace('0', '{}'),
          lang,
        })}
      >
        <input {...rest} type="file" name={name} id={id} required={required} {...described(id, error, hints)} />
      </div>
    </Wrap>
  )
}

type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

/** `primary`: what this page is for, once. `plain`: everything else. `quiet`: looks like a link. `danger`: cannot be undone. */
export const Button = ({
  kind = 'primary',
  type = 'submit',
  children,
  ...rest
}: {
  kind?: ButtonKind
  type?: 'submit' | 'button'
  name?: string
  value?: string
  id?: string
  disabled?: boolean
  form?: string
  formaction?: string
  formnovalidate?: boolean
  'aria-pressed'?: boolean
  'aria-label'?: string
  'aria-describedby'?: string
  children: ComponentChildren
}) => (
  <button class={`button button-${kind}`} type={type} {...rest}>
    {children}
  </button>
)

/** A link that looks like a button: it goes somewhere and changes nothing. */
export const ButtonLink = ({
  kind = 'primary',
  href,
  children,
  ...rest
}: {
  kind?: ButtonKind
  href: string
  download?: string | boolean
  rel?: string
  'aria-label'?: string
  children: ComponentChildren
}) => (
  <a class={`button button-${kind}`} href={href} {...rest}>
    {children}
  </a>
)

/** The row of buttons that ends a form. `stick`: stays within reach of the thumb on a phone. */
export const Actions = ({ stick, children }: { stick?: boolean; children: ComponentChildren }) => (
  <div class={`actions${stick ? ' actions-stick' : ''}`}>{children}</div>
)

/** Fields that belong together. */
export const Fieldset = ({
  legend,
  hint,
  children,
}: {
  legend: ComponentChildren
  hint?: ComponentChildren
  children: ComponentChildren
}) => (
  <fieldset class="fieldset">
    <legend>{legend}</legend>
    {hint && <p class="hint">{hint}</p>}
    {children}
  </fieldset>
)

const Wrap = ({ label, id, error, hint, required, children }: Omit<Labelled, 'name'> & { id: string; children: ComponentChildren }) => (
  <div class={`field${error ? ' field-wrong' : ''}`}>
    <label for={id}>
      {label}
      <Optional hidden={required} />
    </label>
    {hint && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {error && <ErrorLine id={id}>{error}</ErrorLine>}
    {children}
  </div>
)

function Optional({ hidden }: { hidden?: boolean }) {
  const { fields } = useWords({ en, es })
  return hidden || useContext(Searching) ? null : (
    <>
      {' '}
      <span class="optional">{fields.optional}</span>
    </>
  )
}

function ErrorLine({ id, children }: { id: string; children: ComponentChildren }) {
  const { fields } = useWords({ en, es })
  return (
    <p class="field-error" id={`${id}-error`}>
      <span class="hidden">{fields.error}</span> {children}
    </p>
  )
}

const describedBy = (id: string, error: unknown, hint: unknown) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined

const described = (id: string, error: unknown, hint: unknown) => ({
  'aria-describedby': describedBy(id, error, hint),
  'aria-invalid': error ? ('true' as const) : undefined,
})
