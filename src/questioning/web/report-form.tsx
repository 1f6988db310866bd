import { Actions, Button, ButtonLink, Check, Field, Fieldset, Form, Select, TextArea } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { FormErrors, Notice } from '../../ui/notices.tsx'
import { useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { en as employerEn } from '../../people/employer.en.ts'
import { es as employerEs } from '../../people/employer.es.ts'
import { en } from '../questioning.en.ts'
import { es } from '../questioning.es.ts'
import { limits, type Typed } from '../report.ts'

export type Errors = Record<string, string | undefined>

/** The same for everybody, signed in or not. */
export function TellPage({
  locals,
  typed,
  errors,
  refused,
}: {
  locals: readonly { key: string; name: string }[]
  typed: Typed
  errors: Errors
  refused?: string
}) {
  const words = useWords({ en, es }),
    warnings = useWords({ en: employerEn, es: employerEs })
  const field = (name: keyof typeof limits) => ({ name, maxlength: limits[name] })
  return (
    <PublicPage title={words.title} description={words.description}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Notice kind="warning" title={words.promise}>
        <ul>
          {words.promises.map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
      </Notice>
      {refused && <FormErrors sentences={[refused]} />}
      <Form action={urls.tellQuestioning} typed={typed} errors={errors}>
        <Select label={words.local} name="local" required options={locals.map(({ key, name }) => ({ value: key, label: name }))} />
        <TextArea label={words.what} hint={words.whatHint} {...field('what')} required rows={7} />
        <Field label={words.day} name="day" type="date" />
        <Field label={words.clock} {...field('clock')} autocomplete="off" />
        <Field label={words.place} hint={words.placeHint} {...field('place')} autocomplete="off" />
        <Field label={words.askedBy} hint={words.askedByHint} {...field('askedBy')} autocomplete="off" />
        <Field label={words.others} {...field('others')} autocomplete="off" />
        <Fieldset legend={words.contact} hint={words.contactHint}>
          <Field label={words.name} {...field('name')} autocomplete="off" />
          <Field label={words.email} name="email" autocomplete="off" inputmode="email" autocapitalize="none" spellcheck={false} />
          {typed.employer && <Check label={warnings.signUpAnyway} name="anyway" />}
          <Field label={words.phone} {...field('phone')} type="tel" autocomplete="off" inputmode="tel" />
        </Fieldset>
        <Actions>
          <Button>{words.send}</Button>
        </Actions>
      </Form>
      <p>{words.urgent}</p>
    </PublicPage>
  )
}

export function ThanksPage() {
  const words = useWords({ en, es }).thanks
  return (
    <PublicPage title={words.title}>
      <h1>{words.title}</h1>
      <p class="lead">{words.text}</p>
      <p>{words.next}</p>
      <div class="actions">
        <ButtonLink href={urls.talkingPoints}>{words.cards}</ButtonLink>
        <ButtonLink kind="quiet" href={urls.tellQuestioning}>
          {words.another}
        </ButtonLink>
      </div>
    </PublicPage>
  )
}
