import { Actions, Button, ButtonLink, Check, Field, Form, Select, TextArea } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, FormErrors, Notice } from '../../ui/notices.tsx'
import { formatNumber } from '../../ui/number.ts'
import { More, Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Facts, Pager, Table } from '../../ui/table.tsx'
import { formatSpan, formatStamp } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en as shared } from '../event.en.ts'
import { en } from '../event-staff.en.ts'
import { isOver, kinds, type Event, type Kind } from '../event.ts'
import type { Hold } from '../../messages/sending.ts'
import type { findAnswers, findSignUps, StaffEvent, Told, Version } from '../event-queries.ts'
import { differences } from '../write-event.ts'
import type { Errors, Typed } from './answer-form.tsx'
import { Paragraphs } from './event-page.tsx'
import { zones } from './staff-forms.ts'

const toEvents = { href: urls.eventsStaff, label: en.title }
export const crumbsOf = (event: Pick<Event, 'slug' | 'title'>) => [toEvents, { href: urls.staffEvent(event.slug), label: event.title.en }]

export function StaffEventsPage({ events, mayWrite }: { events: readonly StaffEvent[]; mayWrite: boolean }) {
  const { campaignNow, lang } = useShell()
  return (
    <StaffPage title={en.title} actions={mayWrite && <ButtonLink href={urls.newEvent}>{en.new}</ButtonLink>}>
      <Table
        caption={en.table}
        hideCaption
        rows={events}
        rowKey={(event) => event.id}
        empty={<Empty title={en.none}>{mayWrite && <p>{en.noneText}</p>}</Empty>}
        columns={[
          { label: en.event, cell: (event) => <a href={urls.staffEvent(event.slug)}>{event.title}</a> },
          { label: en.when, cell: (event) => formatStamp(event.startsAt, event.zone, lang) },
          { label: en.host, cell: (event) => event.hostName ?? en.coalition },
          { label: en.state, cell: (event) => <State event={event} now={campaignNow} /> },
          {
            label: en.going,
            numeric: true,
            cell: (event) => <a href={urls.turnout(event.slug)}>{formatNumber(event.goingCount, lang)}</a>,
          },
        ]}
      />
    </StaffPage>
  )
}

function State({ event, now }: { event: Pick<StaffEvent, 'cancelledAt' | 'shown' | 'newest' | 'endsAt'>; now: Temporal.Instant }) {
  const words = en.states
  if (event.cancelledAt) return <Tag kind="bad">{words.cancelled}</Tag>
  return (
    <>
      {event.shown === null ? (
        <Tag kind="waiting">{words.draft}</Tag>
      ) : isOver(event, now) ? (
        <Tag>{words.over}</Tag>
      ) : (
        <Tag kind="good">{words.published}</Tag>
      )}
      {event.shown !== null && event.shown !== event.newest && (
        <>
          {' '}
          <Tag kind="waiting">{words.waiting}</Tag>
        </>
      )}
    </>
  )
}

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

export interface May {
  write: boolean
  publish: boolean
  answers: boolean
}

/** How many were told of one change, and what became of the rest. */
function ToldAbout({ slug, told }: { slug: string; told: Told }) {
  const { lang, zone } = useShell()
  const words = en.told
  const { standing, note, mails, sent, unsure, refused, leftOut } = told
  const says =
    standing === 'held'
      ? words.held[note as Hold]
      : standing === 'cancelled'
        ? note === 'over'
          ? words.over
          : words.later
        : standing === 'queued'
          ? words.waiting
          : standing === 'done'
            ? mails === 0 && words.nobody
            : words.going
  return (
    <>
      <h3>
        {words.what[told.what]}, {formatStamp(told.madeAt, zone, lang)}
      </h3>
      {mails > 0 && (
        <p>
          <Tag kind={sent === mails ? 'good' : standing === 'held' ? 'bad' : 'waiting'}>{words.sent(sent, mails)}</Tag>
        </p>
      )}
      {says && <p>{says}</p>}
      {unsure > 0 && <p>{words.unsure(unsure)}</p>}
      {refused > 0 && <p>{words.refused(refused)}</p>}
      {leftOut > 0 && <p>{words.leftOut(leftOut)}</p>}
      {standing === 'held' && note !== 'unreachable' && (
        <form method="post" action={urls.resumeNotice(slug)}>
          <input type="hidden" name="message" value={told.message} />
          <Button kind="plain">{words.resume}</Button>
        </form>
      )}
    </>
  )
}

export function StaffEventPage({
  event,
  versions,
  shown,
  account,
  may,
  told,
  outOfReach,
  unable,
  canceller,
  done,
  refused,
  typed = {},
  errors = {},
}: {
  event: Event
  /** The newest first. */
  versions: readonly Version[]
  shown: number | null
  account: string
  may: May
  /** The mail about each change so far; `unable`: none can go out at the moment. */
  told: readonly Told[]
  outOfReach: number
  unable: boolean
  canceller: string | null
  done?: string
  refused?: string | null
  typed?: Typed
  errors?: Errors
}) {
  const { lang, campaignNow, zone } = useShell()
  const words = en.page
  const newest = versions[0]!,
    current = versions.find((version) => version.version === shown)
  const when = (instant: Temporal.Instant) => formatStamp(instant, zone, lang)
  const name = (actor: string | null, id: string | null) => actor ?? (id ? words.somebody : words.theExample)
  const waits = newest.version !== shown && !event.cancelledAt
  return (
    <StaffPage
      title={newest.title_en}
      crumbs={[toEvents]}
      actions={
        <>
          {may.write && !event.cancelledAt && <ButtonLink href={urls.editEvent(event.slug)}>{words.edit}</ButtonLink>}
          <ButtonLink kind="plain" href={urls.turnout(event.slug)}>
            {words.turnout}
          </ButtonLink>
          {may.answers && (
            <ButtonLink kind="plain" href={urls.eventAnswers(event.slug)}>
              {words.answers}
            </ButtonLink>
          )}
          {may.write && (
            <ButtonLink kind="plain" href={urls.eventGoals(event.slug)}>
              {words.goals}
            </ButtonLink>
          )}
          <ButtonLink kind="quiet" href={urls.event(event.slug)}>
            {words.public}
          </ButtonLink>
        </>
      }
    >
      {done && <Notice kind="success" live title={done} />}
      {refused && <FormErrors sentences={[refused]} />}
      <p>
        <State event={{ cancelledAt: event.cancelledAt, shown, newest: newest.version, endsAt: newest.ends_at }} now={campaignNow} />
      </p>
      {event.cancelledAt && (
        <Notice kind="error" title={en.states.cancelled}>
          <p>
            {words.cancelled}: {words.by(name(canceller, null), when(event.cancelledAt))}. {event.cancelledWhy.en}
          </p>
        </Notice>
      )}

      {waits && (
        <Section title={words.publishTitle} id="publish">
          {current && (
            <p>
              <strong>{words.differs}:</strong>{' '}
              {differences(current as never, newest as never)
                .map((field) => words.fields[field])
                .join(', ')}
            </p>
          )}
          {current && differences(current as never, newest as never).some((field) => field === 'time' || field === 'place') && (
            <p>
              {en.told.willMove} {unable && en.told.unable}
            </p>
          )}
          {newest.written_by === account ? (
            <Notice>
              <p>{event.hostLocalId === null ? words.ownTextCoalition : words.ownText}</p>
            </Notice>
          ) : may.publish ? (
            <form method="post" action={urls.publishEvent(event.slug)}>
              <p>{words.publishText}</p>
              <input type="hidden" name="version" value={newest.version} />
              <Button>{words.publish(newest.version)}</Button>
            </form>
          ) : (
            <p>{words.notYours}</p>
          )}
        </Section>
      )}

      <Section title={words.newest(newest.version)}>
        <Facts
          rows={[
            { label: words.when, value: formatSpan(newest.starts_at, newest.ends_at, newest.zone, lang) },
            { label: words.where, value: [newest.place, newest.address].filter(Boolean).join(', ') },
            { label: words.hostIs, value: event.hostName ?? en.coalition },
            { label: words.seats, value: newest.capacity === null ? words.anySeats : formatNumber(newest.capacity, lang) },
            { label: words.kinds, value: newest.kinds.map((kind) => shared.kinds[kind as Kind]).join(', ') },
            { label: words.spanish, value: newest.title_es ?? words.isMissing },
          ]}
        />
        {newest.text_en && (
          <More summary={en.form.textEn} open={waits}>
            <Paragraphs text={newest.text_en} />
          </More>
        )}
        {newest.text_es && (
          <More summary={en.form.textEs} open={waits}>
            <div lang="es">
              <Paragraphs text={newest.text_es} />
            </div>
          </More>
        )}
      </Section>

      {told.length > 0 && (
        <Section title={en.told.title} id="told">
          {told.map((one) => (
            <ToldAbout key={one.message} slug={event.slug} told={one} />
          ))}
          {outOfReach > 0 && <p>{en.told.outOfReach(outOfReach)}</p>}
        </Section>
      )}

      <Section title={words.history}>
        <Table
          caption={words.history}
          hideCaption
          rows={versions}
          rowKey={(version) => version.version}
          columns={[
            { label: words.version, cell: (version) => version.version },
            { label: words.written, cell: (version) => words.by(name(version.writer, version.written_by), when(version.written_at)) },
            {
              label: words.published,
              cell: (version) =>
                version.published_at ? words.by(name(version.publisher, version.published_by), when(version.published_at)) : words.waits,
            },
          ]}
        />
      </Section>

      {may.write && !event.cancelledAt && !isOver({ endsAt: newest.ends_at }, campaignNow) && (
        <More summary={words.cancelTitle} open={Boolean(errors.whyEn || errors.whyEs)}>
          <Form action={urls.cancelEvent(event.slug)} typed={typed} errors={errors}>
            <p>
              {words.cancelText} {shown !== null && en.told.willCancel} {shown !== null && unable && en.told.unable}
            </p>
            <Field label={words.whyEn} name="whyEn" maxlength={300} />
            <Field label={words.whyEs} name="whyEs" maxlength={300} />
            <Actions>
              <Button kind="danger">{words.cancel}</Button>
            </Actions>
          </Form>
        </More>
      )}
    </StaffPage>
  )
}

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

type Rows<Query extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Query>>
export const perPage = 100

export function AnswersPage({
  event,
  members,
  signUps,
  membersFrom,
  signUpsFrom,
}: {
  event: Event
  members: Rows<typeof findAnswers>
  signUps: Rows<typeof findSignUps>
  /** How many come before the first one shown. */
  membersFrom: number
  signUpsFrom: number
}) {
  const words = en.answers
  const { lang, zone } = useShell()
  const path = (change: { members?: number; others?: number }) => {
    const { members: m, others: o } = { members: membersFrom, others: signUpsFrom, ...change }
    return `${urls.eventAnswers(event.slug)}?members=${m}&others=${o}`
  }
  const brings = (row: { guests: number; guestsKind: string | null }) =>
    row.guests === 0 ? '' : `${row.guests}${row.guestsKind ? ` (${shared.kinds[row.guestsKind as Kind]})` : ''}`
  return (
    <StaffPage title={words.title(event.title.en)} crumbs={crumbsOf(event)}>
      <p class="lead">{words.intro}</p>
      <Section title={words.members} id="members">
        <Table
          caption={words.members}
          hideCaption
          rows={members}
          empty={<Empty title={words.noMembers} />}
          columns={[
            { label: words.name, cell: (row) => `${row.lastName}, ${row.firstName}` },
            {
              label: words.answer,
              cell: (row) => (
                <Tag kind={({ yes: 'good', maybe: 'waiting', no: 'plain' } as const)[row.answer as 'yes']}>
                  {words[row.answer as 'yes']}
                </Tag>
              ),
            },
            { label: words.guests, cell: brings },
            { label: words.local, cell: (row) => row.localName },
            { label: words.at, cell: (row) => formatStamp(row.answeredAt, zone, lang) },
          ]}
        />
        <Pages rows={members} from={membersFrom} to={(members) => path({ members })} />
      </Section>
      <Section title={words.others} id="others">
        <Table
          caption={words.others}
          hideCaption
          rows={signUps}
          empty={<Empty title={words.noOthers} />}
          columns={[
            { label: words.name, cell: (row) => row.name },
            { label: words.kind, cell: (row) => shared.kinds[row.kind as Kind] },
            { label: words.guests, cell: brings },
            { label: words.email, cell: (row) => <a href={`mailto:${row.address}`}>{row.address}</a> },
            { label: words.local, cell: (row) => row.localName ?? words.coalition },
            { label: words.at, cell: (row) => formatStamp(row.signedUpAt, zone, lang) },
          ]}
        />
        <Pages rows={signUps} from={signUpsFrom} to={(others) => path({ others })} />
      </Section>
    </StaffPage>
  )
}

function Pages({ rows, from, to }: { rows: readonly { total: number }[]; from: number; to: (from: number) => string }) {
  const total = Number(rows[0]?.total ?? 0)
  if (from === 0 && total <= perPage) return null
  return (
    <Pager
      summary={rows.length > 0 && en.answers.range(from + 1, from + rows.length, total)}
      previous={from > 0 ? to(Math.max(0, from - perPage)) : null}
      next={from + rows.length < total ? to(from + perPage) : null}
    />
  )
}
