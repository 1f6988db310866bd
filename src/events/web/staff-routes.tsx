import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { noteListing } from '../../audit/note-reading.ts'
import { form, leavesRecord, numberOf, page, type App, type Env } from '../../platform/web.ts'
import { holdingFor } from '../../messages/sending.ts'
import { requireMe } from '../../people/me.ts'
import { whyUnable } from '../../platform/mail.ts'
import { oneLine } from '../../platform/text.ts'
import type { Me } from '../../people/office.ts'
import { listLocals } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { hostsOf, mayPublish, mayReadAnswers, maySeeTurnout, mayWrite } from '../event-policy.ts'
import {
  countOutOfReach,
  findAnswers,
  findCanceller,
  findEvent,
  findSignUps,
  findStaffEvents,
  findTold,
  findVersions,
} from '../event-queries.ts'
import { findGoals } from '../turnout-queries.ts'
import { en } from '../event-staff.en.ts'
import type { Event } from '../event.ts'
import { findTurnout } from '../find-turnout.ts'
import { cancelEvent, publishEvent, resumeNotice } from '../publish-event.ts'
import { setGoals } from '../set-goals.ts'
import { editEvent, makeEvent } from '../write-event.ts'
import type { Errors, Typed } from './answer-form.tsx'
import { positive, readContent, readSlug, typedOf } from './staff-forms.ts'
import { AnswersPage, perPage } from './answers-page.tsx'
import { EventForm, type Host } from './edit-page.tsx'
import { GoalsPage } from './goals-page.tsx'
import { StaffEventPage } from './staff-event-page.tsx'
import { StaffEventsPage } from './staff-list-page.tsx'
import { TurnoutPage } from './turnout-page.tsx'

const slugs = ':slug{[a-z0-9-]+}'

export function staffEventRoutes(app: App) {
  app.get(urls.eventsStaff, async (c) => {
    const me = await staff(c)
    return page(c, <StaffEventsPage events={await findStaffEvents(c.var.db)} mayWrite={hostsOf(me).length > 0} />)
  })

  app.get(urls.newEvent, async (c) => newForm(c, await staff(c)))
  app.post(urls.newEvent, async (c) => {
    const me = await staff(c),
      typed = await form(c)
    const host = (await hosts(c, me)).find((host) => host.key === typed.host),
      slug = readSlug(typed),
      content = readContent(typed)
    if (!host || !slug.value || !content.value)
      return newForm(c, me, { typed, errors: { ...(host ? {} : { host: en.errors.host }), ...content.errors, ...slug.errors } }, 422)
    if ((await makeEvent(c.var.db, { slug: slug.value, hostLocalId: host.id, content: content.value })) === 'slug-taken')
      return newForm(c, me, { typed: { ...typed, slug: slug.value }, errors: { slug: en.errors.slugTaken(slug.value) } }, 422)
    return c.redirect(`${urls.staffEvent(slug.value)}?done=saved`, 303)
  })

  app.get(urls.staffEvent(slugs), async (c) => staffEventPage(c, await staff(c), await eventOf(c), { done: c.req.query('done') }))

  app.get(urls.editEvent(slugs), async (c) => {
    const { event, newest } = await writable(c)
    return page(
      c,
      <EventForm event={event} basedOn={newest.version} hosts={[]} typed={typedOf(newest)} errors={{}} zone={c.var.shell.zone} />,
    )
  })
  app.post(urls.editEvent(slugs), async (c) => {
    const { event, newest } = await writable(c)
    const typed = await form(c),
      content = readContent(typed),
      basedOn = Number(typed.basedOn) || 0
    const again = (errors: Errors, refused?: string, base = basedOn) =>
      page(
        c,
        <EventForm event={event} basedOn={base} hosts={[]} typed={typed} errors={errors} refused={refused} zone={c.var.shell.zone} />,
        422,
      )
    if (!content.value) return again(content.errors)
    if (event.cancelledAt) return again({}, en.errors.cancelled)
    // What was typed stays in the form, now on top of the newer version: a second press of the button means it.
    if (newest.version !== basedOn || (await editEvent(c.var.db, event.id, basedOn, content.value)) === 'stale')
      return again({}, en.errors.stale, newest.version)
    return c.redirect(`${urls.staffEvent(event.slug)}?done=saved`, 303)
  })

  app.post(urls.publishEvent(slugs), async (c) => {
    const me = await staff(c),
      event = await eventOf(c)
    const refusal = await publishEvent(c.var.db, event.slug, numberOf((await form(c)).version) ?? 0)
    if (refusal) return staffEventPage(c, me, event, { refused: en.publishRefusals[refusal] }, 422)
    return c.redirect(`${urls.staffEvent(event.slug)}?done=published`, 303)
  })

  app.post(urls.cancelEvent(slugs), async (c) => {
    const me = await staff(c),
      event = await eventOf(c),
      typed = await form(c)
    const [whyEn, whyEs] = [oneLine(typed.whyEn), oneLine(typed.whyEs)]
    const errors: Errors = { whyEn: whyEn.length > 300 ? en.errors.why : undefined, whyEs: whyEs.length > 300 ? en.errors.why : undefined }
    if (errors.whyEn || errors.whyEs) return staffEventPage(c, me, event, { typed, errors }, 422)
    const refusal = await cancelEvent(c.var.db, event.slug, { en: whyEn, es: whyEs })
    if (refusal) return staffEventPage(c, me, event, { refused: en.cancelRefusals[refusal] }, 422)
    return c.redirect(`${urls.staffEvent(event.slug)}?done=cancelled`, 303)
  })

  app.post(urls.resumeNotice(slugs), async (c) => {
    const me = await staff(c),
      event = await eventOf(c)
    const refusal = await resumeNotice(c.var.db, event.slug, positive((await form(c)).message) ?? 0)
    if (refusal) return staffEventPage(c, me, event, { refused: en.told.notHeld }, 422)
    return c.redirect(`${urls.staffEvent(event.slug)}#told`, 303)
  })

  app.get(urls.eventGoals(slugs), async (c) => {
    const { event } = await writable(c)
    const goals = await findGoals(c.var.db, event.id),
      locals = await goalLocals(c, event)
    return page(
      c,
      <GoalsPage
        event={event}
        locals={locals}
        typed={Object.fromEntries(locals.map((local) => [`goal-${local.key}`, String(goals.get(local.id) ?? '')]))}
        errors={{}}
      />,
    )
  })
  app.post(urls.eventGoals(slugs), async (c) => {
    const { event } = await writable(c)
    const typed = await form(c),
      locals = await goalLocals(c, event)
    const read = locals
      .filter((local) => `goal-${local.key}` in typed)
      .map((local) => [local, positive(typed[`goal-${local.key}`])] as const)
    const errors = Object.fromEntries(
      read.filter(([, goal]) => goal === undefined).map(([local]) => [`goal-${local.key}`, `${local.name}: ${en.errors.goal}`]),
    )
    if (Object.keys(errors).length > 0) return page(c, <GoalsPage event={event} locals={locals} typed={typed} errors={errors} />, 422)
    await setGoals(c.var.db, event.id, new Map(read.map(([local, goal]) => [local.id, goal!])))
    return c.redirect(`${urls.staffEvent(event.slug)}?done=goals`, 303)
  })

  app.get(urls.eventAnswers(slugs), leavesRecord, async (c) => {
    const me = await staff(c),
      event = await eventOf(c)
    if (!mayReadAnswers(me)) throw new NotFound()
    const [membersFrom, signUpsFrom] = [offset(c.req.query('members')), offset(c.req.query('others'))]
    const members = await findAnswers(c.var.db, event.id, { offset: membersFrom, limit: perPage })
    const signUps = await findSignUps(c.var.db, event.id, { offset: signUpsFrom, limit: perPage })
    const shown = [...members, ...signUps].map((row) => row.localId)
    await noteListing(c.var.db, 'answers', shown, { before: membersFrom + signUpsFrom })
    return page(c, <AnswersPage event={event} members={members} signUps={signUps} membersFrom={membersFrom} signUpsFrom={signUpsFrom} />)
  })

  app.get(urls.turnout(slugs), async (c) => {
    const me = await staff(c),
      event = await eventOf(c)
    const view = await findTurnout(c.var.db, event.id, me)
    if (!view) throw new NotFound()
    return page(c, <TurnoutPage event={event} view={view} />)
  })
}

/** Whoever holds an office; all others are told that there is nothing. */
async function staff(c: Context<Env>): Promise<Me> {
  const me = await requireMe(c.var.db, c.var.account)
  if (!maySeeTurnout(me)) throw new NotFound()
  return me
}

async function eventOf(c: Context<Env>): Promise<Event> {
  const event = await findEvent(c.var.db, c.req.param('slug')!)
  if (!event) throw new NotFound()
  return event
}

async function writable(c: Context<Env>) {
  const me = await staff(c),
    event = await eventOf(c)
  if (!mayWrite(me, event)) throw new NotFound()
  return { me, event, newest: (await findVersions(c.var.db, event.id))[0]! }
}

async function hosts(c: Context<Env>, me: Me): Promise<Host[]> {
  const may = hostsOf(me)
  const locals = (await listLocals(c.var.db)).filter((local) => may.includes(local.id))
  return [...(may.includes(null) ? [{ id: null, key: 'coalition', name: en.coalition }] : []), ...locals]
}

async function newForm(
  c: Context<Env>,
  me: Me,
  { typed = { 'kind-member': 'yes' } as Typed, errors = {} as Errors } = {},
  status: 200 | 422 = 200,
) {
  const known = await hosts(c, me)
  if (known.length === 0) throw new NotFound()
  return page(c, <EventForm event={null} basedOn={0} hosts={known} typed={typed} errors={errors} zone={c.var.shell.zone} />, status)
}

async function staffEventPage(
  c: Context<Env>,
  me: Me,
  event: Event,
  { done, ...rest }: { done?: string; refused?: string; typed?: Typed; errors?: Errors },
  status: 200 | 422 = 200,
) {
  const { db } = c.var
  const versions = await findVersions(db, event.id)
  const told = await findTold(db, event.id)
  const said = done && done in en.page.done ? en.page.done[done as keyof typeof en.page.done] : undefined
  return page(
    c,
    <StaffEventPage
      event={event}
      versions={versions}
      shown={event.publishedAt ? event.version : null}
      account={me.account}
      may={{ write: mayWrite(me, event), publish: mayPublish(me, event), answers: mayReadAnswers(me) }}
      told={told}
      outOfReach={told.length > 0 ? await countOutOfReach(db, event.id) : 0}
      unable={c.var.shell.mode === 'real' && holdingFor(whyUnable(c.var.settings), c.var.settings.BASE_URL, 'real') !== null}
      canceller={event.cancelledAt ? await findCanceller(db, event.id) : null}
      done={said}
      {...rest}
    />,
    status,
  )
}

/** A local's own event has one goal, its own; the coalition's has one for each local. */
const goalLocals = async (c: Context<Env>, event: Event) =>
  (await listLocals(c.var.db)).filter((local) => event.hostLocalId === null || event.hostLocalId === local.id)

const offset = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0)
