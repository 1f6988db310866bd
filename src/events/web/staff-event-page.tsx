import { Actions, Button, ButtonLink, Field, Form } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, FormErrors, Notice } from '../../ui/notices.tsx'
import { formatNumber } from '../../ui/number.ts'
import { More, Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Facts, Table } from '../../ui/table.tsx'
import { formatSpan, formatStamp } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en as shared } from '../event.en.ts'
import { en } from '../event-staff.en.ts'
import { isOver, type Event, type Kind } from '../event.ts'
import type { Hold } from '../../messages/sending.ts'
import type { Told, Version } from '../event-queries.ts'
import { differences } from '../write-event.ts'
import type { Errors, Typed } from './answer-form.tsx'
import { Paragraphs } from './event-page.tsx'
import { State, toEvents } from './staff-parts.tsx'

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
      <Done>{done}</Done>
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
