import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../platform/db.ts'
import type {
  AgreementRecord,
  ExtensionRecord,
  LockoutRecord,
  NoticeRecord,
  PauseRecord,
  SanctionRecord,
  StepRecord,
  StrikeNoticeRecord,
  UnitLaw,
  UnitRecord,
  VoteRecord,
} from './unit-record.ts'

/** Which units: one, those of a local, or all. */
export type Units = { localId: number; unitId?: number } | 'all'

/** The record of these units, in one query, by local and unit name. Unknown units give an empty list. Of all units see `findAllUnits`. */
export async function findUnitRecords(db: Db, units: Units): Promise<UnitRecord[]> {
  const whose: Whose =
    units === 'all' ? { locals: 'all', national: true } : { locals: [units.localId], national: true, unitId: units.unitId }
  const { own, national, inDoubt } = await readFacts(db, whose, { past: true, also: sql`null` })
  return own.map((unit) => bothLevels(unit, national, inDoubt))
}

/** Whose facts: of these locals, and with `national` of the coalition. */
export interface Whose {
  locals: readonly number[] | 'all'
  national: boolean
  unitId?: number
}

export interface Facts {
  /** Units with what their locals have on record, by local and unit name. */
  own: UnitRecord[]
  /** What the coalition has on record: of each unit, and for all. */
  national: {
    agreements: ReadonlyMap<number, AgreementRecord[]>
    notices: ReadonlyMap<number, NoticeRecord[]>
    pauses: readonly PauseRecord[]
  }
  /** Of all units, or of the one that was asked for. */
  inDoubt: ReadonlySet<number>
}

/** A unit with what its local and what the coalition has on record about it. */
export const bothLevels = (own: UnitRecord, national: Facts['national'] | undefined, inDoubt: ReadonlySet<number>): UnitRecord => ({
  ...own,
  agreements: [...(national?.agreements.get(own.unitId) ?? []), ...own.agreements].sort(
    (a, b) => Temporal.PlainDate.compare(a.lastDay, b.lastDay) || a.id - b.id,
  ),
  notices: [...(national?.notices.get(own.unitId) ?? []), ...own.notices].sort(
    (a, b) => Temporal.PlainDate.compare(a.receivedOn, b.receivedOn) || a.id - b.id,
  ),
  pauses: [...(national?.pauses ?? []), ...own.pauses],
  inDoubt: inDoubt.has(own.unitId),
})

type Row = Record<string, unknown> & { localId?: number | null; unitIds?: number[] }
interface Rows {
  units: (Pick<UnitRecord, 'localId' | 'localKey' | 'localName' | 'regionId' | 'regionName' | 'unitId' | 'unitName' | 'employer'> & {
    law: Row | null
  })[]
  agreements: Row[]
  extensions: Row[]
  notices: Row[]
  votes: (Row & { rule: object | null; outcome: object | null })[]
  sanctions: Row[]
  strikeNotices: Row[]
  lockouts: Row[]
  pauses: Row[]
  steps: Row[]
  inDoubt: number[]
  also: unknown
}

/**
 * `past: false` leaves out agreements that another of their level has followed, with what is about them: they move nothing that is asked of today, and a
 * large coalition has ten times as many. `also` is asked in the same statement, so that nobody writes in between.
 */
export async function readFacts<Also>(
  db: Db,
  { locals, national, unitId }: Whose,
  { past, also }: { past: boolean; also: RawBuilder<Also> },
): Promise<Facts & { also: Also }> {
  const own = (alias: string) => (locals === 'all' ? sql`true` : sql`${sql.ref(`${alias}.local_id`)} = any (${[...locals]}::integer[])`)
  const here = (alias: string) =>
    locals === 'all' ? sql`true` : national ? sql`(${own(alias)} or ${sql.ref(`${alias}.local_id`)} is null)` : own(alias)
  const unit = unitId === undefined ? sql`true` : sql`u.id = ${unitId}`
  // What ended long ago is left out where another of its level has begun since, wherever on Earth the unit is.
  const longAgo = sql`(select campaign_now()::date - 550)`
  const followed = sql`select b.local_id is null, unit from agreement b, unnest(b.unit_ids) unit where b.last_day >= ${longAgo} and b.effective < (select campaign_now()::date) and ${here('b')}`
  const kept = past
    ? sql`select a.id from agreement a where ${here('a')}`
    : sql`select a.id from agreement a where a.last_day >= ${longAgo} and ${here('a')}
        union select a.id from agreement a, unnest(a.unit_ids) unit where a.last_day < ${longAgo} and ${here('a')} and (a.local_id is null, unit) not in (${followed})`
  const notice = sql`local_id as "localId", id, agreement_id as "agreementId", unit_ids as "unitIds", kind, given_by as "givenBy", received_on as "receivedOn", report_on as "reportOn", agency, confirmation, shown_at is not null as shown`
  const { rows } = await sql<Rows>`with kept as materialized (${kept}) select
    (select json_agg(r order by r."localName", r."unitName") from (
      select u.local_id as "localId", l.key as "localKey", l.name as "localName", g.id as "regionId", g.name as "regionName", u.id as "unitId", u.name as "unitName", e.name as employer,
        case when w.id is not null then json_build_object('zone', w.zone, 'regime', w.regime, 'state', w.state, 'healthCare', w.health_care, 'stateAgency', w.state_agency, 'stateAgencyName', w.state_agency_name,
          'bargaining', w.bargaining, 'certifiedOn', w.certified_on, 'worksiteIds', w.worksite_ids, 'headcount', w.headcount, 'membersInGoodStanding', w.members_in_good_standing,
          'localSanction', w.local_sanction, 'internationalSanction', w.international_sanction, 'shown', w.shown_at is not null) end as law
      from bargaining_unit u join local l on l.id = u.local_id join region g on g.id = l.region_id join employer e on e.id = u.employer_id
      left join unit_law w on w.local_id = u.local_id and w.unit_id = u.id where ${own('u')} and ${unit}) r) as units,
    (select json_agg(r) from (select local_id as "localId", id, unit_ids as "unitIds", name, effective, last_day as "lastDay", ends_at as "endsAt", zone, no_strike as "noStrike", covers_sympathy as "coversSympathy",
      renews, evergreen_months as "evergreenMonths", stop_notice_days as "stopNoticeDays", shown_at is not null as shown from agreement a where id in (select id from kept) order by last_day, id) r) as agreements,
    (select json_agg(r) from (select id, agreement_id as "agreementId", offered_by as "offeredBy", offered_on as "offeredOn", last_day as "lastDay", conditions, condition_kinds as "conditionKinds",
      preserves_no_strike as "preservesNoStrike", union_signed_on as "unionSignedOn", employer_signed_on as "employerSignedOn", refused_by as "refusedBy", refused_on as "refusedOn",
      cancel_by as "cancelBy", cancel_hours as "cancelHours", cancel_notice_at as "cancelNoticeAt", shown_at is not null as shown from agreement_extension x where agreement_id in (select id from kept) order by offered_on, id) r) as extensions,
    (select json_agg(r) from (select ${notice} from contract_notice where agreement_id in (select id from kept)
      union all select ${notice} from contract_notice n where agreement_id is null and ${here('n')} order by "receivedOn", id) r) as notices,
    (select json_agg(r) from (select v.id, v.unit_ids as "unitIds", v.question, v.opens_at as "opensAt", v.closes_at as "closesAt", v.zone, v.authorizes_until as "authorizesUntil", v.shown_at is not null as shown,
      case when q.id is not null then json_build_object('name', q.name, 'numerator', q.numerator, 'denominator', q.denominator, 'base', q.base, 'comparison', q.comparison, 'quorumNumerator', q.quorum_numerator,
        'quorumDenominator', q.quorum_denominator) end as rule,
      case when o.id is not null then json_build_object('yes', o.yes, 'no', o.no, 'blank', o.blank, 'spoiled', o.spoiled, 'eligible', o.eligible, 'certified', o.certified_at is not null, 'shown', o.shown_at is not null) end as outcome
      from strike_vote v left join vote_rule q on q.id = v.rule_id left join vote_outcome o on o.local_id = v.local_id and o.vote_id = v.id where ${own('v')} order by v.closes_at, v.id) r) as votes,
    (select json_agg(r) from (select unit_ids as "unitIds", body, requested_on as "requestedOn", granted_at as "grantedAt", refused_at as "refusedAt", expires_on as "expiresOn", zone,
      shown_at is not null as shown from sanction s where ${own('s')} order by coalesce(granted_at, refused_at, requested_on::timestamptz), id) r) as sanctions,
    (select json_agg(r) from (select id, unit_ids as "unitIds", worksite_ids as "worksiteIds", actions, written, employer_received_at as "employerReceivedAt", employer_received_on as "employerReceivedOn",
      fmcs_received_at as "fmcsReceivedAt", fmcs_received_on as "fmcsReceivedOn", starts_at as "startsAt", zone, zone_stated as "zoneStated", planned_ends_at as "plannedEndsAt", goal, moved_to as "movedTo",
      union_signed_on as "unionSignedOn", employer_signed_on as "employerSignedOn", called_off_at as "calledOffAt", used_by as "usedBy", shown_at is not null as shown
      from strike_notice k where ${own('k')} order by starts_at, id) r) as "strikeNotices",
    (select json_agg(r) from (select unit_ids as "unitIds", worksite_ids as "worksiteIds", starts_at as "startsAt", ended_at as "endedAt", zone, shown_at is not null as shown from lockout o where ${own('o')} order by starts_at, id) r) as lockouts,
    (select json_agg(r) from (select local_id as "localId", paused_on as "pausedOn", resumed_on as "resumedOn", reason, shown_at is not null as shown from partnership_pause p where ${here('p')} order by paused_on, id) r) as pauses,
    (select json_agg(r) from (select unit_ids as "unitIds", step, at, zone, note, shown_at is not null as shown from unit_step t where ${own('t')} order by at, id) r) as steps,
    to_json(units_in_doubt(${unitId ?? null}::integer)) as "inDoubt", ${also} as also`.execute(db)
  return { ...assemble(rows[0]!), inDoubt: new Set(rows[0]!.inDoubt), also: rows[0]!.also as Also }
}

/** Linear in the number of rows, for the board reads a thousand units. */
function assemble(rows: Rows): Omit<Facts, 'inDoubt'> {
  const extensions = Map.groupBy(rows.extensions ?? [], ({ agreementId }) => agreementId)
  const noticesOf = Map.groupBy(rows.notices ?? [], ({ agreementId }) => agreementId)
  const agreement = (row: Row) =>
    ({
      ...bare<AgreementRecord>(row),
      national: row.localId === null,
      extensions: (extensions.get(row.id) ?? []).map(bare<ExtensionRecord>),
      notices: (noticesOf.get(row.id) ?? []).map(bare<NoticeRecord>),
    }) as AgreementRecord
  const pause = (row: Row): PauseRecord => ({ ...bare<PauseRecord>(row), coalition: row.localId === null })
  const level = (found: Row[] | null, national: boolean) => (found ?? []).filter(({ localId }) => (localId === null) === national)
  const ofUnits = (found: Row[] | null) => (found ?? []).filter(({ unitIds }) => unitIds)

  const agreements = byUnit(level(rows.agreements, false), agreement)
  const notices = byUnit(ofUnits(level(rows.notices, false)), bare<NoticeRecord>)
  const votes = byUnit(rows.votes, bare<VoteRecord>)
  const sanctions = byUnit(rows.sanctions, bare<SanctionRecord>)
  const strikeNotices = byUnit(rows.strikeNotices, bare<StrikeNoticeRecord>)
  const lockouts = byUnit(rows.lockouts, bare<LockoutRecord>)
  const steps = byUnit(rows.steps, bare<StepRecord>)
  const pauses = Map.groupBy(level(rows.pauses, false), ({ localId }) => localId)
  return {
    own: (rows.units ?? []).map(({ law, ...unit }) => ({
      ...unit,
      law: law && bare<UnitLaw>(law),
      agreements: agreements.get(unit.unitId) ?? [],
      notices: notices.get(unit.unitId) ?? [],
      votes: votes.get(unit.unitId) ?? [],
      sanctions: sanctions.get(unit.unitId) ?? [],
      strikeNotices: strikeNotices.get(unit.unitId) ?? [],
      lockouts: lockouts.get(unit.unitId) ?? [],
      steps: steps.get(unit.unitId) ?? [],
      pauses: (pauses.get(unit.localId) ?? []).map(pause),
      inDoubt: false,
    })),
    national: {
      agreements: byUnit(level(rows.agreements, true), agreement),
      notices: byUnit(ofUnits(level(rows.notices, true)), bare<NoticeRecord>),
      pauses: level(rows.pauses, true).map(pause),
    },
  }
}

function byUnit<Item>(found: readonly Row[] | null, read: (row: Row) => Item): Map<number, Item[]> {
  const units = new Map<number, Item[]>()
  for (const row of found ?? []) {
    const item = read(row)
    for (const unit of row.unitIds ?? []) {
      const known = units.get(unit)
      if (known) known.push(item)
      else units.set(unit, [item])
    }
  }
  return units
}

/** A row without what says whose it is, with its dates read. */
const bare = <Item>({ localId: _local, unitIds: _units, agreementId: _agreement, ...row }: Row): Item => withTimes(row) as Item

const days = /(?:On|Day|effective|Until)$/
const moments = /At$|^at$|^movedTo$/
type Reader = (text: string) => unknown
/** How the text of a field is read; null: it is text. Found once for each name, for a board reads tens of thousands of them. */
const readers = new Map<string, Reader | null>()
function readerOf(name: string): Reader | null {
  const known = readers.get(name)
  if (known !== undefined) return known
  const found =
    name === 'endsAt'
      ? Temporal.PlainTime.from
      : days.test(name)
        ? Temporal.PlainDate.from
        : moments.test(name)
          ? Temporal.Instant.from
          : null
  readers.set(name, found as Reader | null)
  return found as Reader | null
}

function withTimes(row: Record<string, unknown>): Record<string, unknown> {
  for (const name in row) {
    const value = row[name]
    if (typeof value !== 'string') continue
    const read = readerOf(name)
    if (read) row[name] = read(value)
  }
  return row
}
