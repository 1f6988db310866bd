import { Button, Check, Field as Line, FileField, Form, RadioCards, Select, TextArea } from '../../ui/fields.tsx'
import { More } from '../../ui/pieces.tsx'
import { proofLimit } from '../proof-file.ts'
import type { Refusals } from '../read-record.ts'
import { en } from '../record.en.ts'
import { fieldsOf, takesProof, type Field, type RecordKind, type Room, type Typed } from '../record-kinds.ts'
import { chosenFrom, titleOf, unitNames } from './record-values.tsx'

/** The form of a record. `base`: when what it corrects was last changed. `kept`: the name of the paper on file. */
export function RecordForm({
  room,
  kind,
  typed,
  refused = {},
  action,
  base,
  kept,
}: {
  room: Room
  kind: RecordKind
  typed: Typed
  refused?: Refusals
  action: string
  base?: string
  kept?: string
}) {
  return (
    <Form action={action} errors={refused} upload>
      {base && <input type="hidden" name="base" value={base} />}
      {fieldsOf[kind].map((field) => (
        <Input key={field.name} {...{ field, kind, typed, room }} error={refused[field.name]} />
      ))}
      {takesProof(kind) && (
        <>
          <FileField
            label={en.fields.proof}
            name="proof"
            error={refused.proof}
            hint={kept ? en.proofKept(kept) : en.hints.proof}
            accept=".pdf,.png,.jpg,.jpeg"
            maxBytes={proofLimit}
          />
          {kept && <Check label={en.proofRemove} name="remove_proof" />}
        </>
      )}
      <Button>{en.save}</Button>
    </Form>
  )
}

function Input({ field, kind, typed, room, error }: { field: Field; kind: RecordKind; typed: Typed; room: Room; error?: string }) {
  const { name, type, required, options = [] } = field
  const label = en.fields[name]!
  const hint = en.hints[`${kind} ${name}`] ?? en.hints[name]
  const value = typed[name]?.[0] ?? ''
  const common = { name, label, hint, value, error, required }
  const chosen = options.map((option) => ({ value: option, label: en.optionsOf[`${name} ${option}`] ?? en.options[option] ?? option }))
  const known = { yes: en.yes, no: en.no, '': en.unknown }
  switch (type) {
    case 'lines':
      return <TextArea {...common} rows={3} maxlength={field.most} />
    case 'number':
      return <Line {...common} inputmode="numeric" autocomplete="off" />
    case 'day':
      return <Line {...common} type="date" />
    case 'time':
      return <Line {...common} type="time" />
    case 'zone':
      return <Line {...common} autocapitalize="none" spellcheck={false} autocomplete="off" />
    case 'moment':
      return <MomentInput {...{ name, label, hint, error, required, typed }} />
    case 'receipt':
      return (
        <fieldset class={`fieldset${error ? ' field-wrong' : ''}`}>
          <legend>{label}</legend>
          {hint && <p class="hint">{hint}</p>}
          {error && <p class="field-error">{error}</p>}
          <MomentInput name={`${name}_at`} id={name} label={en.fields.at!} error={error} quiet typed={typed} />
          <Line name={`${name}_on`} label={en.day} type="date" value={typed[`${name}_on`]?.[0]} />
        </fieldset>
      )
    case 'choice':
      return <Select {...common} options={chosen} empty={required ? undefined : en.open} />
    case 'known':
      return (
        <RadioCards {...common} inline required options={Object.entries(known).map(([answer, said]) => ({ value: answer, label: said }))} />
      )
    case 'yes':
      return <Check label={label} name={name} hint={hint} error={error} checked={value === 'yes'} />
    case 'several':
      return <Boxes {...common} chosen={typed[name] ?? []} options={chosen} />
    case 'units':
      return (
        <Boxes
          {...common}
          chosen={typed[name] ?? []}
          options={room.units.map(({ id, name: unit, local }) => ({ value: String(id), label: room.local ? unit : `${local}: ${unit}` }))}
        />
      )
    case 'worksites':
      return (
        <Boxes
          {...common}
          chosen={typed[name] ?? []}
          options={room.worksites.map(({ id, name: site }) => ({ value: String(id), label: site }))}
        />
      )
    case 'unit':
      return <Select {...common} options={room.units.map(({ id }) => ({ value: String(id), label: unitNames([id], room) }))} />
    case 'agreement':
    case 'rule':
    case 'vote': {
      const from = chosenFrom[type]
      return <Select {...common} options={room.records[from].map((row) => ({ value: String(row.id), label: titleOf(from, row, room) }))} />
    }
    default:
      return <Line {...common} maxlength={field.most} autocomplete="off" />
  }
}

interface MomentProps {
  name: string
  id?: string
  label: string
  hint?: string
  error?: string
  required?: boolean
  typed: Typed
  /** The error is told by what is around it. */
  quiet?: boolean
}

/** A wall-clock time; where the clocks show it twice, which of both. */
function MomentInput({ name, id = name, label, hint, error, required, typed, quiet }: MomentProps) {
  const which = typed[`${name}_which`]?.[0]
  return (
    <>
      <Line {...{ name, id, label, hint, required }} error={quiet ? undefined : error} type="datetime-local" value={typed[name]?.[0]} />
      {(which || error?.includes(en.refusals.twiceMark)) && (
        <Select
          name={`${name}_which`}
          label={en.which}
          required
          value={which}
          options={[
            { value: 'first', label: en.first },
            { value: 'second', label: en.second },
          ]}
        />
      )}
    </>
  )
}

interface BoxesProps {
  name: string
  label: string
  hint?: string
  error?: string
  required?: boolean
  chosen: string[]
  options: { value: string; label: string }[]
}

/** Several of a list, to be ticked. A long list is folded and says how many are; the first box has the id that the summary of errors links to. */
function Boxes({ name, label, hint, error, chosen, options, required }: BoxesProps) {
  const boxes = (
    <div class="choice-list">
      {options.map(({ value, label: text }, place) => (
        <label class="choice" key={value}>
          <input
            type="checkbox"
            name={name}
            value={value}
            id={place === 0 ? name : `${name}-${value}`}
            checked={chosen.includes(value)}
            aria-describedby={error ? `${name}-error` : undefined}
          />
          <span class="choice-text">{text}</span>
        </label>
      ))}
    </div>
  )
  return (
    <fieldset class={`field choices${error ? ' field-wrong' : ''}`}>
      <legend>
        {label}
        {!required && <span class="optional"> {en.optional}</span>}
      </legend>
      {hint && <p class="hint">{hint}</p>}
      {error && (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {options.length > 12 ? (
        <More summary={en.chosen(chosen.length, options.length)} open={Boolean(error)}>
          {boxes}
        </More>
      ) : (
        boxes
      )}
    </fieldset>
  )
}
