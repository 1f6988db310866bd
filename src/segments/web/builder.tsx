import type { ComponentChildren } from 'preact'
import { Actions, Button, Check, Field, Fieldset, Form, Select } from '../../ui/fields.tsx'
import { More } from '../../ui/pieces.tsx'
import { en as words } from '../segment.en.ts'
import type { Named } from '../segment-queries.ts'

/** What came back from the form: for each field the values chosen, and the reasons for which some can't be asked about. */
export interface Tried<FieldName extends string, Refusal extends string> {
  typed: Partial<Record<FieldName, readonly string[]>>
  name: string
  shared: boolean
  refused?: Partial<Record<FieldName, Refusal>>
  nameError?: string
}

/** The form that describes a segment; its fields are `children`. It counts, or keeps the description under a name. */
export function Builder<FieldName extends string, Refusal extends string>({
  action,
  saved,
  tried: { typed, name, shared, refused = {}, nameError },
  sentences,
  share,
  children,
}: {
  action: string
  /** There is one already that is changed. */
  saved: boolean
  tried: Tried<FieldName, Refusal>
  sentences: Record<Refusal, string>
  /** Whom else it is shown to. */
  share: string
  children: ComponentChildren
}) {
  const { form } = words
  const one = Object.entries<readonly string[] | undefined>(typed).map(([field, values]) => [field, values?.join(', ')])
  const errors = Object.entries<Refusal | undefined>(refused).map(([field, reason]) => [field, reason && sentences[reason]])
  return (
    <Form
      action={action}
      typed={{ ...Object.fromEntries(one), name, shared: shared ? 'yes' : '' }}
      errors={{ ...Object.fromEntries(errors), name: nameError }}
    >
      {children}
      <Button kind="plain" name="step" value="count">
        {form.count}
      </Button>
      <Field label={form.name} name="name" hint={form.nameHint} maxlength={80} autocomplete="off" />
      <Check label={share} name="shared" />
      <Actions>
        <Button name="step" value="save">
          {saved ? form.saveAs : form.save}
        </Button>
      </Actions>
    </Form>
  )
}

/** What members answered to an event, where there is one. */
export const EventFields = ({ events, answers }: { events: readonly Named[]; answers: readonly (keyof typeof words.form.answers)[] }) =>
  events.length > 0 && (
    <Fieldset legend={words.form.event}>
      <Select label={words.form.eventName} name="event" empty={words.form.any} options={named(events)} />
      <Select label={words.form.answer} name="answer" empty={words.form.any} options={chosenFrom(words.form.answers, answers)} />
    </Fieldset>
  )

export const named = (all: readonly Named[]) => all.map(({ id, name: label }) => ({ value: String(id), label }))

export const chosenFrom = (texts: Record<string, string>, values: readonly string[] = Object.keys(texts)) =>
  values.map((value) => ({ value, label: texts[value]! }))

/** Some of many, without a script. Nothing to choose among one, unless it is chosen. */
export function Ticks({
  field,
  label,
  options,
  chosen = [],
  error,
}: {
  field: string
  label: string
  options: readonly Named[]
  chosen?: readonly string[]
  error?: string
}) {
  if (options.length < 2 && !error && !options.some(({ id }) => chosen.includes(String(id)))) return null
  return (
    <div class="more-of" id={field} tabindex={-1}>
      {error && <p class="field-error">{error}</p>}
      <More summary={words.form.chosen(label, chosen.length)} open={!!error}>
        {options.map(({ id, name }) => (
          <Check key={id} label={name} name={field} id={`${field}-${id}`} value={String(id)} checked={chosen.includes(String(id))} />
        ))}
      </More>
    </div>
  )
}

export const RemoveForm = ({ action, name }: { action: string; name: string }) => (
  <form method="post" action={action}>
    <Button kind="danger" aria-label={words.form.removeLabel(name)}>
      {words.form.remove}
    </Button>
  </form>
)
