import { Actions, Button, ButtonLink, Field, Form } from '../../ui/fields.tsx'
import { MemberPage } from '../../ui/layout.tsx'
import { FormErrors, Notice } from '../../ui/notices.tsx'
import { Coupon } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { en } from '../event.en.ts'
import { es } from '../event.es.ts'
import { isOver, type Event } from '../event.ts'
import type { SignUp } from '../event-queries.ts'
import { Guests, KindField, type Errors, type Typed } from './answer-form.tsx'
import { When } from './event-page.tsx'

/** The same for everybody who has sent the form, whatever was known about the address. */
export function ThanksPage({ event }: { event: Event }) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  return (
    <MemberPage title={words.thanksTitle}>
      <h1>{words.thanksTitle}</h1>
      <p class="lead">
        {event.title[lang]}, <When event={event} />
      </p>
      <p>{words.thanks}</p>
      <p>{words.thanksNothing}</p>
      <div class="actions">
        <ButtonLink href={urls.eventCalendar(event.slug)}>{words.addToCalendar}</ButtonLink>
        <ButtonLink kind="plain" href={urls.event(event.slug)}>
          {words.thanksNext}
        </ButtonLink>
      </div>
    </MemberPage>
  )
}

/** For whoever holds the link from the mail. */
export function MySignUpPage({
  event,
  mine,
  token,
  typed,
  errors,
  refused,
  saved,
}: {
  event: Event
  mine: SignUp
  token: string
  typed: Typed
  errors: Errors
  refused: string | null
  saved: boolean
}) {
  const words = useWords({ en, es })
  const { lang, campaignNow } = useShell()
  const open = !event.cancelledAt && !isOver(event, campaignNow)
  const guests = typed.guests ?? String(mine.guests)
  return (
    <MemberPage title={`${words.mineTitle}: ${event.title[lang]}`} head={<meta name="referrer" content="no-referrer" />}>
      <h1>{words.mineTitle}</h1>
      <p class="lead">
        <a href={urls.event(event.slug)}>{event.title[lang]}</a>, <When event={event} />
      </p>
      {event.cancelledAt && (
        <Notice kind="error" title={words.cancelled}>
          <p>
            {words.cancelledText} {event.cancelledWhy[lang]}
          </p>
        </Notice>
      )}
      <Notice kind={mine.withdrawn ? 'info' : 'success'} title={saved ? words.saved : undefined} live={saved}>
        <p>{mine.withdrawn ? words.withdrawnNow : words.mine(mine.name, mine.guests)}</p>
      </Notice>
      <p>{mine.local_name ? words.readBy(mine.local_name) : words.readByHost}</p>
      {refused && <FormErrors sentences={[refused]} />}
      {open && (
        <Coupon id="change">
          <Form
            action={urls.mySignUp(event.slug, token)}
            typed={{ name: mine.name, kind: mine.kind, guestsKind: mine.guests_kind ?? '', ...typed, guests }}
            errors={errors}
          >
            <Field label={words.name} name="name" required autocomplete="name" maxlength={100} />
            <KindField kinds={event.kinds} />
            <Guests kinds={event.kinds} guests={guests} />
            <Actions>
              <Button name="coming" value="yes">
                {words.save}
              </Button>
            </Actions>
          </Form>
        </Coupon>
      )}
      <div class="actions">
        {!mine.withdrawn && (
          <form method="post" action={urls.mySignUp(event.slug, token)}>
            <Button kind="quiet" name="coming" value="no">
              {words.withdraw}
            </Button>
          </form>
        )}
        <ButtonLink kind="plain" href={urls.eventCalendar(event.slug)}>
          {words.addToCalendar}
        </ButtonLink>
      </div>
    </MemberPage>
  )
}
