import { Actions, Button, Check, Field, Form, Select } from '../../ui/fields.tsx'
import { en as employerEn } from '../../people/employer.en.ts'
import { es as employerEs } from '../../people/employer.es.ts'
import { FormErrors, Notice } from '../../ui/notices.tsx'
import { Coupon } from '../../ui/pieces.tsx'
import { useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { en } from '../event.en.ts'
import { es } from '../event.es.ts'
import { answers, mostGuests, type Event, type Kind } from '../event.ts'

export type Typed = Record<string, string>
export type Errors = Record<string, string | undefined>

/** What every form about coming needs. `through`: the share link's token. `refused`: a sentence that belongs to no field. */
interface Common {
  event: Event
  through: string | null
  typed: Typed
  errors: Errors
  refused: string | null
}

/** For a member who has signed in: one tap. */
export function AnswerForm({ event, through, typed, errors, refused }: Common) {
  const words = useWords({ en, es })
  const given = typed.answer ?? event.mine?.answer,
    guests = typed.guests ?? String(event.mine?.guests ?? 0)
  return (
    <Coupon id="answer-form" title={words.answerTitle}>
      {event.mine && !refused && (
        <Notice kind="success" title={words.yourAnswer}>
          <p>
            {words.said(event.mine.answer, event.mine.guests)} {words.changeIt}
          </p>
        </Notice>
      )}
      {refused && <FormErrors sentences={[refused]} />}
      <Form action={urls.rsvp(event.slug)} typed={{ guestsKind: event.mine?.guestsKind ?? '', ...typed, guests }} errors={errors}>
        {through && <input type="hidden" name="from" value={through} />}
        <Guests kinds={event.kinds} guests={guests} />
        <Actions>
          {answers.map((answer) => (
            <Button
              key={answer}
              kind={answer === 'yes' ? 'primary' : 'plain'}
              name="answer"
              id={answer === 'yes' ? 'answer-yes' : undefined}
              value={answer}
              aria-pressed={given === answer}
            >
              {words.answers[answer]}
            </Button>
          ))}
        </Actions>
      </Form>
    </Coupon>
  )
}

/** `link`: the member's own share link, the whole address. */
export function ShareLink({ link, cameThrough }: { link: string; cameThrough: number }) {
  const words = useWords({ en, es })
  return (
    <Coupon id="share" title={words.share}>
      <p>{words.shareText}</p>
      <Field label={words.shareLink} name="share-link" value={link} readonly required />
      <p>
        <strong>{words.cameThrough(cameThrough)}</strong>
      </p>
    </Coupon>
  )
}

/** For everybody else: no account, one form. */
export function SignUpForm({
  event,
  through,
  typed,
  errors,
  refused,
  locals,
  signedIn,
  lang,
}: Common & {
  locals: readonly { key: string; name: string }[]
  signedIn: boolean
  lang: string
}) {
  const words = useWords({ en, es }),
    warnings = useWords({ en: employerEn, es: employerEs })
  const guests = typed.guests ?? '0'
  return (
    <Coupon id="sign-up" title={words.signUpTitle}>
      {!signedIn && event.kinds.includes('member') && (
        <p>
          {words.memberHint}{' '}
          <a href={`${urls.signIn}?back=${encodeURIComponent(through ? urls.eventFrom(event.slug, through) : urls.event(event.slug))}`}>
            {words.signIn}
          </a>
        </p>
      )}
      {refused && <FormErrors sentences={[refused]} />}
      <p>{words.signUpLead}</p>
      <Form
        action={urls.signUp(event.slug)}
        typed={{ lang, kind: event.kinds.length === 1 ? event.kinds[0] : undefined, ...typed, guests }}
        errors={errors}
      >
        {through && <input type="hidden" name="from" value={through} />}
        <Field label={words.name} name="name" required autocomplete="name" maxlength={100} />
        <Field
          label={words.email}
          name="email"
          type="email"
          hint={words.emailHint}
          required
          autocomplete="email"
          inputmode="email"
          autocapitalize="none"
          spellcheck={false}
        />
        {typed.employer && <Check label={warnings.signUpAnyway} name="anyway" />}
        <KindField kinds={event.kinds} />
        <Guests kinds={event.kinds} guests={guests} />
        <Select
          label={words.local}
          name="local"
          hint={words.localHint}
          empty={words.localEmpty}
          options={locals.map((local) => ({ value: local.key, label: local.name }))}
        />
        <Select
          label={words.language}
          name="lang"
          required
          empty={false}
          options={(['en', 'es'] as const).map((value) => ({ value, label: words.languages[value] }))}
        />
        <Actions>
          <Button>{words.signUp}</Button>
        </Actions>
      </Form>
    </Coupon>
  )
}

export function KindField({ kinds }: { kinds: readonly Kind[] }) {
  const words = useWords({ en, es })
  return <Select label={words.kind} name="kind" required options={kinds.map((value) => ({ value, label: words.iAm[value] }))} />
}

/** `guests`: how many stand in the form already. */
export function Guests({ kinds, guests }: { kinds: readonly Kind[]; guests: string }) {
  const words = useWords({ en, es })
  const numbers = Array.from({ length: mostGuests + 1 }, (_, count) => String(count))
  return (
    <>
      <Select
        label={words.guests}
        name="guests"
        required
        empty={numbers.includes(guests) ? false : undefined}
        options={numbers.map((value) => ({ value, label: words.guestsOption(Number(value)) }))}
      />
      {kinds.length > 1 && (
        <Select
          label={words.guestsKind}
          name="guestsKind"
          empty={words.guestsKindEmpty}
          options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
      )}
    </>
  )
}
