import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../platform/db.ts'

// All that is on record about units, as the asker may read it: members what a second person has confirmed, the offices everything of theirs.

/** Which units: one, those of a local, or all. */
export type Units = { localId: number; unitId?: number } | 'all'

/** A unit with every fact about it. Dates and moments have been read; lists are in the order of their dates. */
export interface UnitRecord {
  localId: number
  localKey: string
  localName: string
  regionId: number
  regionName: string
  unitId: number
  unitName: string
  employer: string
  law: UnitLaw | null
  agreements: AgreementRecord[]
  /** About units: first bargaining, inquiries, release from mediation. Notices about an agreement stand with it. */
  notices: NoticeRecord[]
  votes: VoteRecord[]
  sanctions: SanctionRecord[]
  strikeNotices: StrikeNoticeRecord[]
  lockouts: LockoutRecord[]
  /** Of the local or of the whole coalition. */
  pauses: { coalition: boolean; pausedOn: Temporal.PlainDate; resumedOn: Temporal.PlainDate | null; reason: string; shown: boolean }[]
  steps: { step: StepKind; at: Temporal.Instant; zone: string; note: string; shown: boolean }[]
  /** Something about its agreements was entered and not confirmed yet: for members that is "a person must decide". */
  inDoubt: boolean
}

export interface UnitLaw {
  zone: string
  regime: string | null
  state: string
  healthCare: boolean | null
  stateAgency: boolean | null
  stateAgencyName: string
  bargaining: 'renewal' | 'initial' | null
  certifiedOn: Temporal.PlainDate | null
  worksiteIds: number[] | null
  headcount: number | null
  membersInGoodStanding: number | null
  localSanction: boolean | null
  internationalSanction: boolean | null
  shown: boolean
}

export interface AgreementRecord {
  id: number
  national: boolean
  name: string
  effective: Temporal.PlainDate
  lastDay: Temporal.PlainDate
  endsAt: Temporal.PlainTime | null
  zone: string | null
  noStrike: 'none' | 'strike' | 'broad' | 'broad_incl_picketing' | null
  coversSympathy: 'yes' | 'no' | 'silent' | null
  renews: boolean | null
  evergreenMonths: number | null
  stopNoticeDays: number | null
  shown: boolean
  extensions: ExtensionRecord[]
  notices: NoticeRecord[]
}

export interface ExtensionRecord {
  id: number
  offeredBy: 'union' | 'employer'
  offeredOn: Temporal.PlainDate
  lastDay: Temporal.PlainDate
  conditions: string
  conditionKinds: string[]
  preservesNoStrike: boolean
  unionSignedOn: Temporal.PlainDate | null
  employerSignedOn: Temporal.PlainDate | null
  refusedBy: 'union' | 'employer' | null
  refusedOn: Temporal.PlainDate | null
  cancelBy: 'either' | 'union' | 'employer' | null
  cancelHours: number | null
  cancelNoticeAt: Temporal.Instant | null
  shown: boolean
}

export interface NoticeRecord {
  id: number
  kind: '8d1' | 'f7' | 'state-agency' | 'evergreen-stop' | 'initial-dispute' | 'board-of-inquiry' | 'mediation-release'
  givenBy: 'union' | 'employer'
  receivedOn: Temporal.PlainDate
  reportOn: Temporal.PlainDate | null
  agency: string
  confirmation: string
  shown: boolean
}

export interface VoteRecord {
  id: number
  question: string
  opensAt: Temporal.Instant
  closesAt: Temporal.Instant
  zone: string
  authorizesUntil: Temporal.PlainDate | null
  rule: {
    name: string
    numerator: number
    denominator: number
    base: 'votes_cast' | 'present_incl_blank' | 'eligible_members'
    comparison: 'gt' | 'gte'
    quorumNumerator: number | null
    quorumDenominator: number | null
  } | null
  outcome: { yes: number; no: number; blank: number; spoiled: number; eligible: number; certified: boolean; shown: boolean } | null
  shown: boolean
}

export interface SanctionRecord {
  body: 'local_eboard' | 'international' | 'national_coalition'
  requestedOn: Temporal.PlainDate | null
  grantedAt: Temporal.Instant | null
  refusedAt: Temporal.Instant | null
  expiresOn: Temporal.PlainDate | null
  zone: string
  shown: boolean
}

export interface StrikeNoticeRecord {
  id: number
  worksiteIds: number[] | null
  actions: ('strike' | 'picketing' | 'overtime_refusal' | 'sympathy')[]
  written: boolean
  employerReceivedAt: Temporal.Instant | null
  employerReceivedOn: Temporal.PlainDate | null
  fmcsReceivedAt: Temporal.Instant | null
  fmcsReceivedOn: Temporal.PlainDate | null
  startsAt: Temporal.Instant
  zone: string
  zoneStated: boolean
  plannedEndsAt: Temporal.Instant | null
  goal: string
  movedTo: Temporal.Instant | null
  unionSignedOn: Temporal.PlainDate | null
  employerSignedOn: Temporal.PlainDate | null
  calledOffAt: Temporal.Instant | null
  usedBy: string
  shown: boolean
}

export interface LockoutRecord {
  startsAt: Temporal.Instant
  endedAt: Temporal.Instant | null
  worksiteIds: number[] | null
  zone: string
  shown: boolean
}

export const stepKinds = [
  'strike-began',
  'strike-suspended',
  'strike-resumed',
  'strike-ended',
  'tentative-agreement',
  'ratification-opened',
  'ratified',
  'rejected',
] as const
export type StepKind = (typeof stepKinds)[number]

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
  version: string
}

/** The record of these units, in one query, by local and unit name. Unknown units give an empty list. Of all units see `findAllUnits`. */
export const findUnitRecords = async (db: Db, units: Units): Promise<UnitRecord[]> =>
  (await readUnitRecords(db, units, { past: true, version: sql`''` })).records

/**
 * `past: false` leaves out agreements that another of their level has followed, with what is about them: they move nothing that is asked of today, and a
 * large coalition has ten times as many. `version`: what is asked in the same statement, so that nobody writes in between.
 */
export async function readUnitRecords(
  db: Db,
  units: Units,
  { past, version }: { past: boolean; version: RawBuilder<unknown> },
): Promise<{ records: UnitRecord[]; version: string }> {
  const local = (alias: string) => (units === 'all' ? sql`true` : sql`${sql.ref(`${alias}.local_id`)} = ${units.localId}`)
  const here = (alias: string) =>
    units === 'all' ? sql`true` : sql`(${sql.ref(`${alias}.local_id`)} = ${units.localId} or ${sql.ref(`${alias}.local_id`)} is null)`
  const one = units === 'all' ? undefined : units.unitId
  const unit = one === undefined ? sql`true` : sql`u.id = ${one}`
  // What ended long ago is left out where another of its level has begun since, wherever on Earth the unit is.
  const longAgo = sql`(select campaign_now()::date - 550)`
  const followed = sql`select b.local_id is null, unit from agreement b, unnest(b.unit_ids) unit where b.last_day >= ${longAgo} and b.effective < (select campaign_now()::date)`
  const kept = past
    ? sql`select a.id from agreement a where ${here('a')}`
    : sql`select a.id from agreement a where a.last_day >= ${longAgo} and ${here('a')}
        union select a.id from agreement a, unnest(a.unit_ids) unit where a.last_day < ${longAgo} and ${here('a')} and (a.local_id is null, unit) not in (${followed})`
  const notice = sql`id, agreement_id as "agreementId", unit_ids as "unitIds", kind, given_by as "givenBy", received_on as "receivedOn", report_on as "reportOn", agency, confirmation, shown_at is not null as shown`
  const { rows } = await sql<Rows>`with kept as materialized (${kept}) select
    (select json_agg(r order by r."localName", r."unitName") from (
      select u.local_id as "localId", l.key as "localKey", l.name as "localName", g.id as "regionId", g.name as "regionName", u.id as "unitId", u.name as "unitName", e.name as employer,
        case when w.id is not null then json_build_object('zone', w.zone, 'regime', w.regime, 'state', w.state, 'healthCare', w.health_care, 'stateAgency', w.state_agency, 'stateAgencyName', w.state_agency_name,
          'bargaining', w.bargaining, 'certifiedOn', w.certified_on, 'worksiteIds', w.worksite_ids, 'headcount', w.headcount, 'membersInGoodStanding', w.members_in_good_standing,
          'localSanction', w.local_sanction, 'internationalSanction', w.international_sanction, 'shown', w.shown_at is not null) end as law
      from bargaining_unit u join local l on l.id = u.local_id join region g on g.id = l.region_id join employer e on e.id = u.employer_id
      left join unit_law w on w.local_id = u.local_id and w.unit_id = u.id where ${local('u')} and ${unit}) r) as units,
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
      from strike_vote v left join vote_rule q on q.id = v.rule_id left join vote_outcome o on o.local_id = v.local_id and o.vote_id = v.id where ${local('v')} order by v.closes_at, v.id) r) as votes,
    (select json_agg(r) from (select unit_ids as "unitIds", body, requested_on as "requestedOn", granted_at as "grantedAt", refused_at as "refusedAt", expires_on as "expiresOn", zone,
      shown_at is not null as shown from sanction s where ${local('s')} order by coalesce(granted_at, refused_at, requested_on::timestamptz), id) r) as sanctions,
    (select json_agg(r) from (select id, unit_ids as "unitIds", worksite_ids as "worksiteIds", actions, written, employer_received_at as "employerReceivedAt", employer_received_on as "employerReceivedOn",
      fmcs_received_at as "fmcsReceivedAt", fmcs_received_on as "fmcsReceivedOn", starts_at as "startsAt", zone, zone_stated as "zoneStated", planned_ends_at as "plannedEndsAt", goal, moved_to as "movedTo",
      union_signed_on as "unionSignedOn", employer_signed_on as "employerSignedOn", called_off_at as "calledOffAt", used_by as "usedBy", shown_at is not null as shown
      from strike_notice k where ${local('k')} order by starts_at, id) r) as "strikeNotices",
    (select json_agg(r) from (select unit_ids as "unitIds", worksite_ids as "worksiteIds", starts_at as "startsAt", ended_at as "endedAt", zone, shown_at is not null as shown from lockout o where ${local('o')} order by starts_at, id) r) as lockouts,
    (select json_agg(r) from (select local_id as "localId", paused_on as "pausedOn", resumed_on as "resumedOn", reason, shown_at is not null as shown from partnership_pause p where ${here('p')} order by paused_on, id) r) as pauses,
    (select json_agg(r) from (select unit_ids as "unitIds", step, at, zone, note, shown_at is not null as shown from unit_step t where ${local('t')} order by at, id) r) as steps,
    to_json(units_in_doubt(${one ?? null}::integer)) as "inDoubt", ${version} as version`.execute(db)
  return { records: assemble(rows[0]!), version: rows[0]!.version }
}

/** Of all that was read, each unit's own. Linear in the number of rows, for the board reads a thousand units. */
function assemble(rows: Rows): UnitRecord[] {
  const extensions = Map.groupBy(rows.extensions ?? [], ({ agreementId }) => agreementId)
  const noticesOf = Map.groupBy(rows.notices ?? [], ({ agreementId }) => agreementId)
  const agreements = byUnit(
    (rows.agreements ?? []).map(({ localId, unitIds, ...row }) => ({
      unitIds,
      item: {
        ...withTimes(row),
        national: localId === null,
        extensions: (extensions.get(row.id) ?? []).map(own<ExtensionRecord>),
        notices: (noticesOf.get(row.id) ?? []).map(own<NoticeRecord>),
      } as unknown as AgreementRecord,
    })),
  )
  const listed = <Item>(found: Row[] | null) => byUnit((found ?? []).map((row) => ({ unitIds: row.unitIds, item: own<Item>(row) })))
  const notices = listed<NoticeRecord>((rows.notices ?? []).filter(({ unitIds }) => unitIds))
  const votes = listed<VoteRecord>(rows.votes)
  const sanctions = listed<SanctionRecord>(rows.sanctions)
  const strikeNotices = listed<StrikeNoticeRecord>(rows.strikeNotices)
  const lockouts = listed<LockoutRecord>(rows.lockouts)
  const steps = listed<UnitRecord['steps'][number]>(rows.steps)
  const pauses = Map.groupBy(rows.pauses ?? [], ({ localId }) => localId)
  const inDoubt = new Set(rows.inDoubt)
  return (rows.units ?? []).map(({ law, ...unit }) => ({
    ...unit,
    law: law && own<UnitLaw>(law),
    agreements: agreements.get(unit.unitId) ?? [],
    notices: notices.get(unit.unitId) ?? [],
    votes: votes.get(unit.unitId) ?? [],
    sanctions: sanctions.get(unit.unitId) ?? [],
    strikeNotices: strikeNotices.get(unit.unitId) ?? [],
    lockouts: lockouts.get(unit.unitId) ?? [],
    steps: steps.get(unit.unitId) ?? [],
    pauses: [...(pauses.get(null) ?? []), ...(pauses.get(unit.localId) ?? [])].map((row) => ({
      ...own<UnitRecord['pauses'][number]>(row),
      coalition: row.localId === null,
    })),
    inDoubt: inDoubt.has(unit.unitId),
  }))
}

function byUnit<Item>(found: { unitIds?: number[]; item: Item }[]): Map<number, Item[]> {
  const units = new Map<number, Item[]>()
  for (const { unitIds, item } of found)
    for (const unit of unitIds ?? []) {
      const known = units.get(unit)
      if (known) known.push(item)
      else units.set(unit, [item])
    }
  return units
}

/** A row without what says whose it is, with its dates read. */
const own = <Item>({ localId: _local, unitIds: _units, agreementId: _agreement, ...row }: Row): Item => withTimes(row) as Item

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
