import { Actions, Button, Check, Field, Form, Select, TextArea } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { FormErrors } from '../../ui/notices.tsx'
import { urls } from '../../urls.ts'
import { en as shared } from '../event.en.ts'
import { en } from '../event-staff.en.ts'
import { kinds, type Event } from '../event.ts'
import type { Errors, Typed } from './answer-form.tsx'
import { crumbsOf, toEvents } from './staff-parts.tsx'
import { zones } from './staff-forms.ts'

export interface Host {
  id: number | null
  key: string
  name: string
}

/** `event`: the one that is edited; none for a new one. */
export function EventForm({
  event,
  basedOn,
  hosts,
  typed,
  errors,
  refused,
  zone,
}: {
  event: Event | null
  basedOn: number
  hosts: readonly Host[]
  typed: Typed
  errors: Errors
  refused?: string | null
  zone: string
}) {
  const words = en.form
  return (
    <StaffPage title={event ? words.editTitle(event.title.en) : words.newTitle} crumbs={event ? crumbsOf(event) : [toEvents]}>
      <p class="lead">{event?.publishedAt ? words.introPublished : words.intro}</p>
      {refused && <FormErrors sentences={[refused]} />}
      <Form
        action={event ? urls.editEvent(event.slug) : urls.newEvent}
        typed={{ host: hosts.length === 1 ? hosts[0]!.key : undefined, zone, ...typed }}
        errors={errors}
      >
        {event && <input type="hidden" name="basedOn" value={basedOn} />}
        {!event && (
          <Select
            label={words.host}
            name="host"
            required
            empty={hosts.length === 1 ? false : undefined}
            options={hosts.map((host) => ({ value: host.key, label: host.name }))}
          />
        )}
        <Field label={words.titleEn} name="titleEn" required maxlength={120} />
        <Field label={words.titleEs} name="titleEs" hint={words.spanishHint} maxlength={120} />
        {!event && <Field label={words.slug} name="slug" hint={words.slugHint} autocapitalize="none" spellcheck={false} maxlength={60} />}
        <Field label={words.starts} name="starts" type="datetime-local" hint={words.timeHint} required />
        <Field label={words.ends} name="ends" type="datetime-local" required />
        <Select
          label={words.zone}
          name="zone"
          required
          empty={false}
          options={[...new Set([typed.zone ?? zone, zone, ...zones])]
            .filter(Boolean)
            .map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        />
        <Field label={words.place} name="place" hint={words.placeHint} required maxlength={200} />
        <Field label={words.address} name="address" autocomplete="off" maxlength={200} />
        <Field label={words.capacity} name="capacity" hint={words.capacityHint} inputmode="numeric" />
        <fieldset class="field choices">
          <legend>{words.kinds}</legend>
          <div class="choice-list">
            {kinds.map((kind) => (
              <Check key={kind} label={shared.kinds[kind]} name={`kind-${kind}`} />
            ))}
          </div>
        </fieldset>
        <TextArea label={words.textEn} name="textEn" hint={words.textHint} rows={8} />
        <TextArea label={words.textEs} name="textEs" hint={words.spanishHint} rows={8} />
        <Actions>
          <Button>{words.save}</Button>
        </Actions>
      </Form>
    </StaffPage>
  )
}
