import { Actions, Button, Field, Form } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { urls } from '../../urls.ts'
import { en } from '../event-staff.en.ts'
import type { Event } from '../event.ts'
import type { Errors, Typed } from './answer-form.tsx'
import { crumbsOf } from './staff-parts.tsx'

export function GoalsPage({
  event,
  locals,
  typed,
  errors,
}: {
  event: Event
  locals: readonly { key: string; name: string; regionName: string }[]
  typed: Typed
  errors: Errors
}) {
  const words = en.goals
  return (
    <StaffPage title={words.title(event.title.en)} crumbs={crumbsOf(event)}>
      <p class="lead">{words.intro}</p>
      <Form action={urls.eventGoals(event.slug)} typed={typed} errors={errors}>
        {locals.map((local) => (
          <Field
            key={local.key}
            label={
              <>
                {local.name} <span class="hint">{local.regionName}</span>
              </>
            }
            name={`goal-${local.key}`}
            inputmode="numeric"
          />
        ))}
        <Actions>
          <Button>{words.save}</Button>
        </Actions>
      </Form>
    </StaffPage>
  )
}
