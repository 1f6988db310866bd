import type pg from 'pg'
import * as given from '../../db/example/contracts.ts'
import { accountId } from '../../db/example/people.ts'
import { coalition, locals, regions, type ExampleLocal } from '../../db/example/structure.ts'
import { copyRows, type Cell } from './fill.ts'
import { localId, unitId } from './ids.ts'

type Row = Record<string, Cell>

/** What was agreed, noticed, voted and called off, each shown from the moment at which members would have read it. After the members. */
export async function exampleContracts(client: pg.Client) {
  await put(client, 'unit_law', unitLaws())
  await client.query(
    `update unit_law set worksite_ids = a.sites from (select unit_id, array_agg(distinct worksite_id order by worksite_id) as sites from assignment group by unit_id) a where a.unit_id = unit_law.unit_id`,
  )
  const bound = locals.flatMap((local) => unitsOf(local.key).filter((id) => !firstContractUnits.has(id)))
  const agreements: Row[] = [
    {
      ...by(null),
      id: 1,
      local_id: null,
      name: given.national.name,
      unit_ids: ids(bound),
      effective: given.national.effective,
      last_day: given.national.lastDay,
      zone: given.national.zone,
      no_strike: 'broad',
      covers_sympathy: 'yes',
      renews: false,
    },
    ...given.agreements.map((agreement, place) => ({
      ...by(agreement.local, agreement.unconfirmed ? null : early),
      id: place + 2,
      local_id: localId(agreement.local),
      name: agreement.name,
      unit_ids: ids(unitsOf(agreement.local, agreement.units)),
      effective: agreement.effective,
      last_day: agreement.lastDay,
      zone: agreement.silentZone ? null : zoneOf(agreement.local),
      no_strike: agreement.noStrike,
      covers_sympathy: agreement.sympathy,
      renews: agreement.evergreen !== undefined,
      evergreen_months: agreement.evergreen?.months,
      stop_notice_days: agreement.evergreen?.days,
    })),
  ]
  await put(client, 'agreement', agreements)

  const offered = given.national.extension
  await put(client, 'agreement_extension', [
    {
      ...by(null, at(`${offered.offeredOn}T12:00`)),
      id: 1,
      local_id: null,
      agreement_id: 1,
      offered_by: 'employer',
      offered_on: offered.offeredOn,
      last_day: offered.lastDay,
      conditions: offered.conditions,
      condition_kinds: ids(offered.kinds),
      refused_by: 'union',
      refused_on: offered.refusedOn,
      zone: given.national.zone,
    },
    ...given.agreements.flatMap(({ local, extension }, place) =>
      extension
        ? [
            {
              ...by(local, at(`${extension.signedOn}T15:00`, zoneOf(local))),
              id: place + 2,
              local_id: localId(local),
              agreement_id: place + 2,
              offered_by: 'employer',
              offered_on: extension.offeredOn,
              last_day: extension.lastDay,
              union_signed_on: extension.signedOn,
              employer_signed_on: extension.signedOn,
              cancel_by: 'either',
              cancel_hours: extension.cancelHours,
              zone: zoneOf(local),
            },
          ]
        : [],
    ),
  ])
  const noticesOf = (local: string | null, agreement: number, notices: Partial<Record<string, string>>) =>
    Object.entries(notices).map(([kind, day]) => ({
      ...by(local, at(`${day}T17:00`)),
      local_id: local && localId(local),
      agreement_id: agreement,
      kind,
      given_by: 'union',
      sent_on: day,
      received_on: day,
      agency: kind === 'f7' ? 'Federal Mediation and Conciliation Service' : kind === 'state-agency' ? agency : '',
      confirmation: kind === 'f7' ? `EXAMPLE-${1000 + agreement}` : '',
    }))
  await put(client, 'contract_notice', [
    ...noticesOf(null, 1, given.national.notices),
    ...given.agreements.flatMap((agreement, place) => noticesOf(agreement.local, place + 2, agreement.notices ?? {})),
    ...given.firstContracts.map(({ local, unit, disputeNotice }) => ({
      ...by(local, at(`${disputeNotice}T17:00`)),
      local_id: localId(local),
      unit_ids: ids([unitId(local, unit)]),
      kind: 'initial-dispute',
      given_by: 'union',
      received_on: disputeNotice,
      agency: 'Federal Mediation and Conciliation Service',
    })),
  ])

  await put(
    client,
    'vote_rule',
    locals.map(({ key }) => {
      const { quorum, ...rule } = given.rules[key] ?? given.usualRule
      return {
        ...by(key),
        id: localId(key),
        local_id: localId(key),
        ...rule,
        quorum_numerator: quorum?.[0],
        quorum_denominator: quorum?.[1],
        secret_ballot: true,
        who_votes: 'Members in good standing',
      }
    }),
  )
  await put(
    client,
    'strike_vote',
    given.votes.map(({ local, units, opens, closes, announced }, place) => ({
      ...by(local, at(announced, zoneOf(local))),
      id: place + 1,
      local_id: localId(local),
      unit_ids: ids(unitsOf(local, units)),
      rule_id: localId(local),
      zone: zoneOf(local),
      question: 'Do you authorize our bargaining committee to give a 10-day notice of a strike if necessary?',
      opens_at: at(opens, zoneOf(local)),
      closes_at: at(closes, zoneOf(local)),
    })),
  )
  await put(
    client,
    'vote_outcome',
    given.votes.map(({ local, yes, no, blank, eligible, certified }, place) => ({
      ...by(local, at(certified, zoneOf(local))),
      id: place + 1,
      local_id: localId(local),
      vote_id: place + 1,
      yes,
      no,
      blank,
      eligible,
      changed_as_officer: true,
      certified_by: accountId('coordinator'),
      certified_name: 'Imani Brooks',
      certified_at: at(certified, zoneOf(local)),
    })),
  )
  await put(
    client,
    'sanction',
    given.votes.flatMap(({ local, units, grantedAt }) =>
      grantedAt && requiresSanction(local)
        ? [
            {
              ...by(local, at(grantedAt, zoneOf(local))),
              local_id: localId(local),
              unit_ids: ids(unitsOf(local, units)),
              body: 'international',
              requested_on: '2027-10-13',
              granted_at: at(grantedAt, zoneOf(local)),
              zone: zoneOf(local),
            },
          ]
        : [],
    ),
  )
  await put(
    client,
    'strike_notice',
    given.strikeNotices.map(({ local, units, employer, mediators, announced, starts }, place) => ({
      ...by(local, at(announced, zoneOf(local))),
      id: place + 1,
      local_id: localId(local),
      unit_ids: ids(unitsOf(local, units)),
      actions: ids(['strike', 'picketing']),
      written: true,
      employer_received_at: at(employer, zoneOf(local)),
      fmcs_received_at: at(mediators, zoneOf(local)),
      confirmation: `EXAMPLE-${2000 + place}`,
      starts_at: at(starts, zoneOf(local)),
      zone: zoneOf(local),
      zone_stated: true,
      character: 'economic',
      goal: 'national agreement',
      called_off_at: at(given.calledOff),
    })),
  )
  await put(client, 'partnership_pause', [
    {
      ...by(null, at(`${given.national.pausedOn}T12:00`)),
      local_id: null,
      paused_on: given.national.pausedOn,
      reason: given.national.pausedWhy,
    },
  ])
  await put(
    client,
    'unit_step',
    locals.map(({ key }) => ({
      ...by(key, at(given.tentativeAgreement.announced)),
      local_id: localId(key),
      unit_ids: ids(unitsOf(key).filter((id) => !firstContractUnits.has(id))),
      step: 'tentative-agreement',
      at: at(given.tentativeAgreement.at),
      zone: coalition.zone,
      note: given.tentativeAgreement.note,
    })),
  )
}

function unitLaws(): Row[] {
  return locals.flatMap((local) => {
    const shares = local.units.map(({ works }) => Object.values(works).reduce((sum, share) => sum + share, 0))
    const all = shares.reduce((sum, share) => sum + share, 0)
    return local.units.map((_, place) => {
      const id = unitId(local.key, place)
      const first = given.firstContracts.find(({ local: key, unit }) => key === local.key && unit === place)
      return {
        ...by(local.key),
        local_id: localId(local.key),
        unit_id: id,
        zone: zoneOf(local.key),
        regime: 'US-NLRA',
        health_care: true,
        state_agency: hasAgency(local),
        state_agency_name: hasAgency(local) ? agency : '',
        bargaining: first ? 'initial' : 'renewal',
        certified_on: first?.certifiedOn,
        headcount: Math.round((local.size * shares[place]!) / all),
        local_sanction: false,
        international_sanction: requiresSanction(local.key),
      }
    })
  })
}

const agency = 'Example State Mediation Service'
/** Not every state has one. */
const hasAgency = ({ region }: ExampleLocal) => !['high-plains', 'piedmont', 'tidewater'].includes(region)
const requiresSanction = (local: string) => locals.find(({ key }) => key === local)!.parent !== 'Independent local unions'
const firstContractUnits = new Set(given.firstContracts.map(({ local, unit }) => unitId(local, unit)))
const unitsOf = (local: string, places?: readonly number[]) => {
  const all = locals.find(({ key }) => key === local)!.units.map((_, place) => place)
  return (places ?? all).map((place) => unitId(local, place))
}
const zoneOf = (local: string) => regions.find(({ key }) => key === locals.find((one) => one.key === local)!.region)!.zone
const at = (text: string, zone: string = coalition.zone) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).toInstant().toString()
const ids = (items: readonly (number | string)[]) => `{${items.join(',')}}`

const early = at('2027-07-06T09:00')
const officers: Record<string, string> = { 'meadowlark-101': 'other-officer', 'harbor-760': 'officer' }
/** Entered by the local's officer (null: by the coordinator), confirmed by the coordinator (by communications) at that moment; null: not yet. */
function by(local: string | null, shownAt: string | null = early): Row {
  const [entered, confirmed] =
    local === null ? ['coordinator', 'communications'] : [officers[local] ?? `officer-of-${local}`, 'coordinator']
  return {
    changed_by: accountId(entered!),
    changed_name: named[entered!] ?? 'Officer of the local',
    ...(shownAt && { shown_by: accountId(confirmed!), shown_name: named[confirmed!]!, shown_at: shownAt }),
  }
}
const named: Record<string, string> = {
  coordinator: 'Imani Brooks',
  communications: 'Celia Vance',
  officer: 'Rosa Delgado',
  'other-officer': 'Miriam Adler',
}

async function put(client: pg.Client, table: string, rows: Row[]) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (column) => !(column === 'id' && rows.some(({ id }) => id === undefined)),
  )
  // What a column has as its default stays so where a row says nothing: rows are written in groups of the same columns.
  for (const group of Map.groupBy(rows, (row) => columns.filter((column) => row[column] !== undefined).join()).values()) {
    const own = columns.filter((column) => group[0]![column] !== undefined)
    await copyRows(
      client,
      table,
      own,
      group.map((row) => own.map((column) => row[column])),
    )
  }
}
