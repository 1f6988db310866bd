import { answersByRegion, partOf, type BoardPart, type BoardRow } from '../board.ts'
import { en } from '../board.en.ts'
import { en as staff } from '../board-staff.en.ts'
import { isBefore } from '../days.ts'
import type { Deadline } from '../deadlines.ts'
import { ruleSetVersion, sourcesOf } from '../rule-set.ts'
import { strikeWords } from '../strike-words.ts'
import type { UnitRecord } from '../unit-record.ts'
import type { Answer, CheckId, Verdict } from '../verdict.ts'
import { Button, ButtonLink, Field, Filters, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, FormErrors } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Facts, Table } from '../../ui/table.tsx'
import { formatMoment, formatStamp } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { DeadlineTable } from './deadline-pages.tsx'
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
            {start && <Answers rows={rows} shown={shown.rows} asked={asked} start={start} now={now} />}
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
  now,
}: {
  rows: readonly BoardRow[]
  shown: readonly BoardRow[]
  asked: Asked
  start: Temporal.Instant
  now: Temporal.Instant
}) {
  const share = (part: { units: number; people: number }) => (part.units ? en.shareText(part) : staff.none)
  const answers = ['YES', 'REVIEW', 'NOT_YET', 'NO'] as const
  const inTheWay = new Set(shown.flatMap(({ verdict }) => (verdict ? [...verdict.failing, ...verdict.review] : [])))
  return (
    <>
      <h3>{staff.asked(staff.kinds[asked.kind], start, asked.zone)}</h3>
      {isBefore(start, now) && <p>{staff.past}</p>}
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
      {inTheWay.size > 0 && (
        <p class="hint">{staff.legend(checkIds.filter((id) => inTheWay.has(id)).map((id) => `${id} ${staff.checkNames[id]}`))}</p>
      )}
    </>
  )
}

const checkIds = Object.keys(staff.checkNames) as CheckId[]

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
  now,
}: {
  unit: UnitRecord
  asked: Asked
  start: Temporal.Instant | null
  verdict: Verdict | null
  deadlines: readonly Deadline[]
  now: Temporal.Instant
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
            {isBefore(start, now) && <p>{staff.past}</p>}
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
        <DeadlineTable rows={deadlines.map((deadline) => ({ units: [unit], deadline }))} />
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
