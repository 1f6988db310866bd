import { Button, Check, Field, Form } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done } from '../../ui/notices.tsx'
import { urls } from '../../urls.ts'
import { mostSteps, type Scheme } from '../assessment.ts'
import type { Local } from '../../unions/unions.ts'
import { en } from '../stewards.en.ts'
import { crumb } from './coverage-page.tsx'

export function SchemePage({
  local,
  scheme,
  typed,
  errors,
  done,
}: {
  local: Local
  scheme: Scheme
  typed?: Record<string, string>
  errors?: Record<string, string>
  done?: boolean
}) {
  const words = en.scheme
  const label = (value: number) => (typed ? typed[`label-${value}`] : scheme.steps.find((step) => step.value === value)?.label)
  const act = (value: number) => (typed ? typed[`act-${value}`] === 'yes' : !!scheme.steps.find((step) => step.value === value)?.needsAct)
  return (
    <StaffPage title={words.title} crumbs={[crumb, { href: urls.localCoverage(local.key), label: local.name }]}>
      <Done>{done && words.saved}</Done>
      <p>{words.lead}</p>
      <p>
        <strong>{words.inUse(scheme.name)}</strong> {words.keeps}
      </p>
      <Form action={urls.coverageScheme(local.key)} errors={errors}>
        <Field
          label={words.name}
          name="name"
          value={typed ? typed.name : scheme.localId ? scheme.name : ''}
          hint={words.nameHint}
          required
          autocomplete="off"
        />
        <p class="hint">{words.stepsHint}</p>
        {Array.from({ length: mostSteps }, (_, value) => (
          <div key={value}>
            <Field label={words.step(value)} name={`label-${value}`} value={label(value)} autocomplete="off" />
            <Check label={words.act(value)} name={`act-${value}`} checked={act(value)} />
          </div>
        ))}
        <Button>{words.save}</Button>
      </Form>
    </StaffPage>
  )
}
