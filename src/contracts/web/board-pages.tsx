import type { UnitDeadline } from '../ahead.ts'
import { answersByRegion, partOf, type BoardPart, type BoardRow } from '../board.ts'
import { en } from '../board.en.ts'
import { en as staff } from '../board-staff.en.ts'
import { hasHour, type Deadline } from '../deadlines.ts'
import { ruleSetVersion, sourcesOf } from '../rule-set.ts'
import { strikeWords } from '../strike-words.ts'
import type { UnitRecord } from '../unit-record.ts'
import type { Answer, Verdict } from '../verdict.ts'
import { Button, ButtonLink, Field, Filters, Select, Actions } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, FormErrors, Notice } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Facts, Pager, Table } from '../../ui/table.tsx'
import { formatMoment, formatShortDay, formatStamp } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { Timeline } from './timeline.tsx'
import { partHref, StateShares, UnitPager, WhichUnits } from './where-we-stand-page.tsx'

/** What was typed to ask about a moment; `at` as the browser's own field gives it. */
export interface Asked {
  at: string
  zone: string
  kind: keyof typeof staff.kinds
  error: string | null
}

const tones: Record<Answer, 'good' | 'waiting' | 'bad' | 'plain'> = { YES: 'good', NOT_YET: 'waiting', REVIEW: 'plain', NO: 'bad' }

export function BoardPage({
  rows,
  part,
  asked,
  start,
  now,
}: {
  rows: readonly BoardRow[]
  part: BoardPart
  asked: Asked
  start: Temporal.Instant | null
  now: Temporal.Instant
}) {
  const { zone } = useShell()
  const shown = partOf(rows, part)
  const question: Record<string, string> = start ? { at: asked.at, zone: asked.zone, kind: asked.kind } : {}
  return (
    <StaffPage
      title={staff.board}
      actions={
        <>
          <ButtonLink kind="quiet" href={urls.boardByDate}>
            {en.byDate}
          </ButtonLink>
          <ButtonLink kind="quiet" href={urls.deadlines}>
            {staff.deadlines}
          </ButtonLink>
        </>
      }
    >
      <p class="lead">{staff.boardLead}</p>
      {rows.length === 0 ? (
        <Empty title={en.none} />
      ) : (
        <>
          <Section title={staff.who} id="who">
            <AskForm asked={asked} action={urls.board} />
            {start && <Answers rows={rows} shown={shown.rows} asked={asked} start={start} />}
          </Section>
          <StateShares rows={rows} href={(state) => partHref(urls.board, { ...part, state }, question)} />
          <WhichUnits rows={rows} part={part} action={urls.board} more={question} />
          {shown.found > 0 && (
            <Timeline rows={shown.rows} now={now} zone={zone} room href={({ unit }) => urls.boardUnit(unit.localId, unit.unitId)} />
          )}
          <UnitPager shown={shown} part={part} base={urls.board} more={question} />
          <p class="hint">{en.checked(now, zone)}</p>
        </>
      )}
    </StaffPage>
  )
}

function AskForm({ asked, action }: { asked: Asked; action: string }) {
  return (
    <>
      {asked.error && <FormErrors sentences={[asked.error]} />}
      <Filters action={action} label={staff.who}>
        <Field type="datetime-local" label={staff.at} name="at" value={asked.at} error={asked.error} />
        <Select
          label={staff.zone}
          name="zone"
          empty={false}
          value={asked.zone}
          options={Object.entries(staff.zones).map(([value, label]) => ({ value, label }))}
        />
        <Select
          label={staff.kind}
          name="kind"
          empty={false}
          value={asked.kind}
          options={Object.entries(staff.kinds).map(([value, label]) => ({ value, label }))}
        />
        <Button kind="quiet">{staff.ask}</Button>
      </Filters>
      <p class="hint">{staff.whoHint}</p>
    </>
  )
}

/** `shown`: the page of units of which each answer is told; the regions count all. */
function Answers({
  rows,
  shown,
  asked,
  start,
}: {
  rows: readonly BoardRow[]
  shown: readonly BoardRow[]
  asked: Asked
  start: Temporal.Instant
}) {
  const share = (part: { units: number; people: number }) => (part.units ? en.shareText(part) : staff.none)
  const answers = ['YES', 'REVIEW', 'NOT_YET', 'NO'] as const
  return (
    <>
      <h3>{staff.asked(staff.kinds[asked.kind], start, asked.zone)}</h3>
      <Table
        caption={staff.byRegion}
        columns={[
          { label: en.region, cell: ({ region }) => region },
          ...answers.map((answer) => ({
            label: staff.answers[answer],
            cell: ({ answers }: ReturnType<typeof answersByRegion>[number]) => share(answers[answer]),
          })),
        ]}
        rows={answersByRegion(rows)}
        rowKey={({ region }) => region}
      />
      <Table
        caption={en.units}
        columns={[
          {
            label: en.unit,
            cell: ({ unit }) => (
              <a
                href={`${urls.boardUnit(unit.localId, unit.unitId)}?${new URLSearchParams({ at: asked.at, zone: asked.zone, kind: asked.kind })}`}
              >
                {unit.unitName}, {unit.localName}
              </a>
            ),
          },
          {
            label: staff.verdict,
            cell: ({ verdict }) => verdict && <Tag kind={tones[verdict.answer]}>{staff.answers[verdict.answer]}</Tag>,
          },
          { label: staff.missing, cell: ({ verdict }) => (verdict && verdict.failing.concat(verdict.review).join(', ')) || staff.nothing },
          { label: staff.earliest, cell: ({ verdict }) => verdict && <Earliest verdict={verdict} /> },
        ]}
        rows={shown}
        rowKey={({ unit }) => unit.unitId}
      />
    </>
  )
}

function Earliest({ verdict: { earliest, ifCured, zone } }: { verdict: Verdict }) {
  if (earliest) return <>{formatStamp(earliest, zone, 'en')}</>
  return ifCured ? (
    <>
      {staff.ifDone}: {formatStamp(ifCured, zone, 'en')}
    </>
  ) : (
    <>–</>
  )
}

/** One unit at one start: every check, what is missing, and when it would hold. Nothing that is tried here is kept. */
export function BoardUnitPage({
  unit,
  asked,
  start,
  verdict,
  deadlines,
}: {
  unit: UnitRecord
  asked: Asked
  start: Temporal.Instant | null
  verdict: Verdict | null
  deadlines: readonly Deadline[]
}) {
  const here = urls.boardUnit(unit.localId, unit.unitId)
  return (
    <StaffPage title={`${unit.unitName}, ${unit.localName}`} crumbs={[{ href: urls.board, label: staff.board }]}>
      <Section title={staff.whatIf}>
        <p>{staff.whatIfLead}</p>
        <AskForm asked={asked} action={here} />
        {start && verdict && (
          <>
            <h3>{staff.asked(staff.kinds[asked.kind], start, asked.zone)}</h3>
            <Facts
              rows={[
                { label: staff.verdict, value: <Tag kind={tones[verdict.answer]}>{staff.answers[verdict.answer]}</Tag> },
                { label: staff.earliest, value: verdict.earliest && formatMoment(verdict.earliest, verdict.zone, 'en') },
                { label: staff.ifDone, value: verdict.ifCured && formatMoment(verdict.ifCured, verdict.zone, 'en') },
              ]}
            />
            <Checks verdict={verdict} />
            <p class="hint">{staff.ruleSet(ruleSetVersion)}</p>
          </>
        )}
      </Section>
      <Section title={staff.deadlines}>
        <DeadlineTable rows={deadlines.map((deadline) => ({ unit, deadline }))} />
      </Section>
    </StaffPage>
  )
}

function Checks({ verdict }: { verdict: Verdict }) {
  const order = ['FAIL', 'WAIT', 'REVIEW', 'PASS'] as const
  const asked = verdict.checks
    .filter(({ result }) => result !== 'NA')
    .toSorted((a, b) => order.indexOf(a.result as 'PASS') - order.indexOf(b.result as 'PASS'))
  const tone = { FAIL: 'bad', WAIT: 'waiting', REVIEW: 'plain', PASS: 'good', NA: 'plain' } as const
  return (
    <>
      <Table
        caption={staff.checks}
        columns={[
          {
            label: staff.check,
            cell: ({ id, sentence }) => (
              <>
                <b>{id}</b> {sentence(strikeWords.en)}
              </>
            ),
          },
          { label: staff.result, cell: ({ result }) => <Tag kind={tone[result]}>{staff.results[result]}</Tag> },
          {
            label: staff.holdsFrom,
            cell: ({ notBefore, cure }) =>
              notBefore
                ? formatStamp(notBefore, verdict.zone, 'en')
                : cure
                  ? `${staff.ifDone}: ${formatStamp(cure, verdict.zone, 'en')}`
                  : '',
          },
          {
            label: staff.law,
            cell: ({ id }) =>
              sourcesOf(id, verdict.regime).map(({ text, from, until, unchecked }) => (
                <div key={text}>
                  {text} ({staff.since(from, until)}
                  {unchecked && `; ${staff.unchecked}`})
                </div>
              )),
          },
        ]}
        rows={asked}
        rowKey={({ id, result }) => `${id}${result}`}
      />
      <details>
        <summary>{staff.notAsked}</summary>
        <ul>
          {verdict.checks
            .filter(({ result }) => result === 'NA')
            .map(({ id, sentence }) => (
              <li key={id}>
                <b>{id}</b> {sentence(strikeWords.en)}
              </li>
            ))}
        </ul>
      </details>
    </>
  )
}

const deadlinesPerPage = 100

/** `feed`: when the reader's own calendar address was made. */
export function DeadlinesPage({
  rows,
  page,
  feed,
  ended,
}: {
  rows: readonly UnitDeadline[]
  page: number
  feed: Temporal.Instant | undefined
  ended: boolean
}) {
  const { zone } = useShell()
  const pages = Math.max(1, Math.ceil(rows.length / deadlinesPerPage))
  const at = Math.min(Math.max(1, page), pages)
  const shown = rows.slice((at - 1) * deadlinesPerPage, at * deadlinesPerPage)
  const to = (page: number) => `${urls.deadlines}?page=${page}`
  return (
    <StaffPage title={staff.deadlines} crumbs={[{ href: urls.board, label: staff.board }]}>
      {ended && <Notice kind="success">{staff.feedEnded}</Notice>}
      <p class="lead">{staff.deadlinesLead}</p>
      <p class="hint">{staff.reminders}</p>
      <DeadlineTable rows={shown} withUnit />
      {pages > 1 && (
        <Pager
          summary={staff.deadlineRange((at - 1) * deadlinesPerPage + 1, (at - 1) * deadlinesPerPage + shown.length, rows.length)}
          previous={at > 1 ? to(at - 1) : null}
          next={at < pages ? to(at + 1) : null}
        />
      )}
      <Actions>
        <ButtonLink kind="quiet" href={urls.deadlineCalendar}>
          {staff.calendar}
        </ButtonLink>
      </Actions>
      <p class="hint">{staff.calendarHint}</p>
      <Section title={staff.feed}>
        <p>{staff.feedLead}</p>
        {feed && <p>{staff.feedSince(feed, zone)}</p>}
        <Actions>
          <form method="post" action={urls.deadlineFeed}>
            <Button kind="quiet">{feed ? staff.feedAgain : staff.feedMake}</Button>
          </form>
          {feed && (
            <form method="post" action={urls.endDeadlineFeed}>
              <Button kind="quiet">{staff.feedEnd}</Button>
            </form>
          )}
        </Actions>
      </Section>
    </StaffPage>
  )
}

/** Shown once: the secret in the address is kept as its hash. */
export const FeedMadePage = ({ address }: { address: string }) => (
  <StaffPage title={staff.feedMade} crumbs={[{ href: urls.deadlines, label: staff.deadlines }]}>
    <p class="lead">{staff.feedMadeLead}</p>
    <Field label={staff.feedAddress} name="address" value={address} readonly required />
    <Actions>
      <ButtonLink kind="quiet" href={urls.deadlines}>
        {staff.feedBack}
      </ButtonLink>
    </Actions>
  </StaffPage>
)

function DeadlineTable({ rows, withUnit = false }: { rows: readonly UnitDeadline[]; withUnit?: boolean }) {
  const day = (date: Temporal.PlainDate) => formatShortDay(date, 'UTC', 'en')
  return (
    <Table
      caption={staff.deadlines}
      hideCaption
      columns={[
        {
          label: staff.due,
          cell: ({ deadline }) => (hasHour(deadline) ? formatStamp(deadline.at!, deadline.zone, 'en') : day(deadline.day)),
        },
        {
          label: staff.what,
          cell: ({ deadline }) => (
            <>
              {staff.kindsOfDeadline[deadline.kind]}
              {deadline.of && (
                <>
                  <br />
                  <span class="hint">{staff.of[deadline.of] ?? deadline.of}</span>
                </>
              )}
            </>
          ),
        },
        ...(withUnit
          ? [
              {
                label: en.unit,
                cell: ({ unit }: UnitDeadline) => (
                  <a href={urls.boardUnit(unit.localId, unit.unitId)}>
                    {unit.unitName}, {unit.localName}
                  </a>
                ),
              },
            ]
          : []),
        { label: en.state, cell: ({ deadline }) => <DeadlineState deadline={deadline} /> },
      ]}
      rows={rows}
      rowKey={({ unit, deadline }) => `${unit.unitId}${deadline.kind}${deadline.day}${deadline.of}`}
      empty={<Empty title={staff.noDeadlines} />}
    />
  )
}

function DeadlineState({ deadline: { state, doneOn } }: { deadline: Deadline }) {
  const on = doneOn && formatShortDay(doneOn, 'UTC', 'en')
  const text = on ? (state === 'late' ? staff.doneLate(on) : staff.doneOn(on)) : staff.deadlineStates[state]
  return <Tag kind={state === 'late' ? 'bad' : state === 'done' ? 'good' : state === 'due' ? 'waiting' : 'plain'}>{text}</Tag>
}
