import { contractEnd } from './contract-end.ts'
import { dayOf } from './days.ts'
import { checkEligibility } from './eligibility.ts'
import type { ActionKind } from './facts.ts'
import { agreementsOf, factsOf, governing } from './unit-facts.ts'
import type { UnitRecord } from './unit-record.ts'
import { standingOf, unitStates, type Standing, type UnitState } from './unit-state.ts'
import type { Answer, Verdict } from './verdict.ts'

/** What is drawn of a unit on the timeline, each with its moment. */
export type Mark = { kind: 'notice' | 'served' | 'start' | 'earliest'; at: Temporal.Instant }
export type Span = { kind: 'contract' | 'extension' | 'vote'; from: Temporal.Instant | null; to: Temporal.Instant }

export interface BoardRow {
  unit: UnitRecord
  standing: Standing
  /** Null where nothing was asked. */
  verdict: Verdict | null
}

export interface Question {
  kind: ActionKind
  start: Temporal.Instant
}

interface Reader {
  /** An office, which reads what is not announced. */
  room?: boolean
}

/** Every unit as the reader may know it at `now`; with a question, whether each may begin that action then. */
export function boardOf(
  units: readonly UnitRecord[],
  now: Temporal.Instant,
  { question, room = false }: Reader & { question?: Question } = {},
): BoardRow[] {
  return units.map((unit) => ({
    unit,
    standing: standingOf(unit, now, { room }),
    verdict: question
      ? checkEligibility({ ...factsOf(unit, now, { room }), now, action: { kind: question.kind, role: 'primary', start: question.start } })
      : null,
  }))
}

/** A unit's bar on the timeline. */
export interface Drawing {
  spans: Span[]
  marks: Mark[]
}

export function drawingOf({ unit, standing: { zone }, verdict }: BoardRow, now: Temporal.Instant, { room = false }: Reader = {}): Drawing {
  const spans: Span[] = [],
    marks: Mark[] = []
  const facts = agreementsOf(unit, { room }) ?? []
  facts.forEach((known, place) => {
    const { end, extendedTo } = contractEnd(known, zone, now)
    if (!end) return
    const without = extendedTo ? contractEnd({ ...known, extensions: [] }, zone, now).end! : end
    spans.push({ kind: 'contract', from: null, to: without })
    if (extendedTo) spans.push({ kind: 'extension', from: without, to: end })
    for (const { kind, receivedOn } of governing(unit.agreements)[place]!.notices)
      if (kind === '8d1') marks.push({ kind: 'notice', at: receivedOn.toZonedDateTime(zone).toInstant() })
  })
  for (const { opensAt, closesAt } of unit.votes) spans.push({ kind: 'vote', from: opensAt, to: closesAt })
  for (const { employerReceivedAt, startsAt, movedTo, calledOffAt } of unit.strikeNotices) {
    if (employerReceivedAt) marks.push({ kind: 'served', at: employerReceivedAt })
    if (!calledOffAt) marks.push({ kind: 'start', at: movedTo ?? startsAt })
  }
  const earliest = verdict?.earliest ?? verdict?.ifCured
  if (earliest) marks.push({ kind: 'earliest', at: earliest })
  return { spans, marks }
}

/** How many units stand on one page of the board. */
const unitsPerPage = 50

export interface BoardPart {
  region: number | null
  state: UnitState | 'unknown' | null
  page: number
}

/** The units of one region or state, and of them one page; a page that there is not becomes the nearest. */
export function partOf(rows: readonly BoardRow[], { region, state, page }: BoardPart) {
  const found = rows.filter(
    ({ unit, standing }) => (region === null || unit.regionId === region) && (state === null || (standing.state ?? 'unknown') === state),
  )
  const pages = Math.max(1, Math.ceil(found.length / unitsPerPage))
  const at = Math.min(Math.max(1, page), pages)
  return {
    found: found.length,
    from: (at - 1) * unitsPerPage,
    page: at,
    pages,
    rows: found.slice((at - 1) * unitsPerPage, at * unitsPerPage),
  }
}

export interface Share {
  units: number
  /** Members of the units whose headcount is on record. */
  people: number
}
const none: Share = { units: 0, people: 0 }
const added = (share: Share, { law }: UnitRecord): Share => ({ units: share.units + 1, people: share.people + (law?.headcount ?? 0) })

/** How many units and people stand in each state, in the order of the states; `null`: not known. */
export function sharesByState(rows: readonly BoardRow[]): [UnitState | null, Share][] {
  return [...unitStates, null].flatMap((state) => {
    const there = rows.filter(({ standing }) => standing.state === state)
    return there.length > 0 ? [[state, there.reduce((share, { unit }) => added(share, unit), none)] as [UnitState | null, Share]] : []
  })
}

/** How many stand in each state at each of these moments, by what is on record now: a contract that ends is ended then, a vote that is open is not yet counted. */
export const sharesByDate = (units: readonly UnitRecord[], moments: readonly Temporal.Instant[], reader: Reader = {}) =>
  moments.map((at) => ({ at, shares: new Map(sharesByState(boardOf(units, at, reader))) }))

/** For each region, how many may begin the action, by answer. Regions by name. */
export function answersByRegion(rows: readonly BoardRow[]): { region: string; answers: Record<Answer, Share> }[] {
  const regions = Map.groupBy(rows, ({ unit }) => unit.regionName)
  return [...regions]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([region, there]) => {
      const answers: Record<Answer, Share> = { YES: none, NOT_YET: none, REVIEW: none, NO: none }
      for (const { unit, verdict } of there) if (verdict) answers[verdict.answer] = added(answers[verdict.answer], unit)
      return { region, answers }
    })
}

/** The months that the timeline shows: two before `now`, nine after. */
export function monthsAround(now: Temporal.Instant, zone: string): Temporal.ZonedDateTime[] {
  const first = dayOf(now, zone).with({ day: 1 }).subtract({ months: 2 })
  return Array.from({ length: 12 }, (_, place) => first.add({ months: place }).toZonedDateTime(zone))
}
