import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { form, originOf, page, visitorAddress, type App, type Env } from '../../platform/web.ts'
import { employerOf } from '../../people/employer-domains.ts'
import { en as employerEn } from '../../people/employer.en.ts'
import { es as employerEs } from '../../people/employer.es.ts'
import { withinLimit } from '../../people/limits.ts'
import { hashToken } from '../../people/secrets.ts'
import { listLocals } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { calendarOf } from '../calendar.ts'
import { en } from '../event.en.ts'
import { es } from '../event.es.ts'
import { isOver, type Event, type Refusal } from '../event.ts'
import {
  countCameThroughMe,
  findCalendar,
  findComingEvents,
  findEvent,
  findPastEvents,
  findSignUp,
  shareLinkKnown,
} from '../event-queries.ts'
import { rsvp } from '../rsvp.ts'
import { changeSignUp, signUp } from '../sign-up.ts'
import { AnswerForm, ShareLink, SignUpForm, type Errors, type Typed } from './answer-form.tsx'
import { EventPage } from './event-page.tsx'
import { EventsPage } from './events-page.tsx'
import { readAnswer, readChange, readSignUp, tokenOf } from './forms.ts'
import { MySignUpPage, ThanksPage } from './sign-up-pages.tsx'
import { staffEventRoutes } from './staff-routes.tsx'
import { FormErrors, Notice } from '../../ui/notices.tsx'

const words = { en, es }
/** What an event's address can look like; anything else is not found without asking. */
const slugs = ':slug{[a-z0-9-]+}'

export function eventRoutes(app: App) {
  app.get(urls.events, async (c) =>
    page(c, <EventsPage coming={await findComingEvents(c.var.db, c.var.now)} past={await findPastEvents(c.var.db, c.var.now)} />),
  )
  app.get(urls.calendar, async (c) => calendarFile(c, await findCalendar(c.var.db, c.var.now), 'events'))
  app.get('/events/:file{[a-z0-9-]+\\.ics}', async (c) => {
    const event = await publishedEvent(c, c.req.param('file').slice(0, -'.ics'.length))
    return calendarFile(c, [event], event.slug)
  })

  app.get(urls.event(slugs), (c) => eventPage(c, slugOf(c)))
  app.get(urls.eventFrom(slugs, ':token'), (c) => eventPage(c, slugOf(c), { token: c.req.param('token') }))

  app.post(urls.rsvp(slugs), async (c) => {
    const slug = slugOf(c)
    const typed = await form(c)
    const { value, errors } = readAnswer(typed, words[c.var.lang].errors)
    if (!value) return eventPage(c, slug, { typed, errors }, 422)
    const refusal = await rsvp(c.var.db, slug, value)
    if (refusal) return eventPage(c, slug, { typed, refused: sentence(c, refusal, value.guests) }, 422)
    return c.redirect(`${urls.event(slug)}#answer`, 303) // on a phone what was answered stands far below the poster
  })

  app.post(urls.signUp(slugs), async (c) => {
    const slug = slugOf(c)
    const typed = await form(c)
    const { value, errors } = readSignUp(typed, c.var.lang, words[c.var.lang].errors)
    if (!value) return eventPage(c, slug, { typed, errors, asGuest: true }, 422)
    const employer = typed.anyway === 'yes' ? null : await employerOf(c.var.db, value.address)
    if (employer) {
      const warning = { en: employerEn, es: employerEs }[c.var.lang].signUpWarning(employer)
      return eventPage(c, slug, { typed: { ...typed, employer: 'yes' }, errors: { email: warning }, asGuest: true }, 422)
    }
    if (!(await withinLimit(c.var.root, 'sign-up-from', visitorAddress(c))))
      return eventPage(c, slug, { typed, refused: words[c.var.lang].errors.limited, asGuest: true }, 429)
    // The same answer as ever: whoever floods somebody's mailbox learns nothing, and who signed up has her mail already.
    if (!(await withinLimit(c.var.root, 'sign-up-to', `${slug} ${value.address}`))) return c.redirect(urls.signedUp(slug), 303)
    const refusal = await signUp(c.var.db, slug, value)
    if (refusal) return eventPage(c, slug, { typed, refused: sentence(c, refusal, value.guests), asGuest: true }, 422)
    return c.redirect(urls.signedUp(slug), 303)
  })
  app.get(urls.signedUp(slugs), async (c) => page(c, <ThanksPage event={await publishedEvent(c, slugOf(c))} />))

  app.get(urls.mySignUp(slugs, ':token'), (c) => mySignUpPage(c))
  app.post(urls.mySignUp(slugs, ':token'), async (c) => {
    const typed = await form(c)
    const slug = slugOf(c)
    const link = linkOf(c)
    if (typed.coming === 'no') await changeSignUp(c.var.db, link, { coming: false })
    else {
      const { value, errors } = readChange(typed, words[c.var.lang].errors)
      if (!value) return mySignUpPage(c, { typed, errors }, 422)
      const refusal = await changeSignUp(c.var.db, link, { coming: true, ...value })
      if (refusal) return mySignUpPage(c, { typed, refused: sentence(c, refusal, value.guests) }, 422)
    }
    return c.redirect(`${urls.mySignUp(slug, c.req.param('token')!)}?saved`, 303)
  })

  staffEventRoutes(app)
}

const slugOf = (c: Context<Env>) => c.req.param('slug')!
const linkOf = (c: Context<Env>) => hashToken(tokenOf(c.req.param('token')) ?? '')
const sentence = (c: Context<Env>, refusal: Refusal, guests: number) =>
  refusal.reason === 'members-only' && !c.var.account ? words[c.var.lang].errors.signedOut : words[c.var.lang].why(refusal, 1 + guests)

interface State {
  /** Of a share link, from the address. */
  token?: string
  typed?: Typed
  errors?: Errors
  refused?: string | null
  /** The form for everybody was sent; else the one that fits who asks. */
  asGuest?: boolean
}

async function eventPage(
  c: Context<Env>,
  slug: string,
  { token, typed = {}, errors = {}, refused = null, asGuest = false }: State = {},
  status: 200 | 422 | 429 = 200,
) {
  const { db, lang, shell, now } = c.var
  const event = await findEvent(db, slug)
  if (!event) throw new NotFound()
  const sent = tokenOf(token ?? typed.from)
  const through = sent && sent !== event.mine?.shareToken && (await shareLinkKnown(db, event.id, sent)) ? sent : null
  const invitation = token !== undefined && token !== event.mine?.shareToken && (
    <Notice kind={through ? 'info' : 'warning'}>
      <p>{through ? words[lang].invited : words[lang].unknownLink}</p>
    </Notice>
  )
  const open = event.publishedAt && !event.cancelledAt && !isOver(event, now)
  const common = { event, through, typed, errors, refused }
  const answers = shell.me?.member && event.kinds.includes('member') && !asGuest
  const cameThrough = event.mine ? ((await countCameThroughMe(db)).get(event.id) ?? 0) : 0
  return page(
    c,
    <EventPage
      event={event}
      answer={
        open ? (
          <>
            {invitation}
            {answers ? (
              <AnswerForm {...common} />
            ) : (
              <SignUpForm {...common} locals={await listLocals(db)} signedIn={shell.me !== null} lang={lang} />
            )}
          </>
        ) : (
          refused && <FormErrors sentences={[refused]} />
        )
      }
      more={
        event.mine &&
        !event.cancelledAt && <ShareLink link={originOf(c) + urls.eventFrom(event.slug, event.mine.shareToken)} cameThrough={cameThrough} />
      }
    />,
    status,
  )
}

async function publishedEvent(c: Context<Env>, slug: string): Promise<Event> {
  const event = await findEvent(c.var.db, slug)
  if (!event?.publishedAt) throw new NotFound()
  return event
}

async function mySignUpPage(c: Context<Env>, { typed = {}, errors = {}, refused = null }: State = {}, status: 200 | 422 = 200) {
  const mine = await findSignUp(c.var.db, linkOf(c))
  if (!mine || mine.slug !== slugOf(c)) throw new NotFound()
  const event = await publishedEvent(c, mine.slug)
  return page(
    c,
    <MySignUpPage
      event={event}
      mine={mine}
      token={c.req.param('token')!}
      typed={typed}
      errors={errors}
      refused={refused}
      saved={c.req.query('saved') !== undefined}
    />,
    status,
  )
}

function calendarFile(c: Context<Env>, events: readonly Event[], name: string) {
  const { lang, shell } = c.var
  c.header('content-type', 'text/calendar; charset=utf-8')
  c.header('content-disposition', `inline; filename="${name}.ics"`)
  return c.body(
    calendarOf(events, { name: words[lang].calendarName(shell.coalition), origin: originOf(c), lang, at: Temporal.Now.instant() }),
  )
}
