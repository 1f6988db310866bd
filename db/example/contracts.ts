// The agreements of the example campaign. All of it is invented; the dates are those of the reference campaign, moved to 2027 (src/example/moments.ts).
// Moments are wall-clock times in the zone of the local's region.

/** The national agreement binds every unit but those that bargain for the first time. */
export const national = {
  name: 'Lantern Alliance National Agreement, 2023 to 2027',
  effective: '2023-10-01', lastDay: '2027-09-30', zone: 'America/Los_Angeles',
  notices: { '8d1': '2027-06-28', f7: '2027-07-01', 'state-agency': '2027-07-01' },
  extension: {
    offeredOn: '2027-09-20', lastDay: '2027-10-30', refusedOn: '2027-09-29',
    conditions: 'No strike, no picketing and no public campaign until October 30.\nA raise agreed later is not paid back to October 1.',
    kinds: ['no_strike', 'no_picket', 'no_campaign', 'wage_retro'],
  },
  pausedOn: '2027-09-28',
  pausedWhy: 'The employer made its extension depend on a silent campaign.',
} as const

export interface ExampleAgreement {
  local: string
  /** Places of the units in the local; absent: all of them. */
  units?: number[]
  name: string
  effective: string
  lastDay: string
  noStrike: 'strike' | 'broad' | 'broad_incl_picketing'
  sympathy: 'yes' | 'no' | 'silent'
  evergreen?: { months: number; days: number }
  /** The agreement does not say in which zone its end is. */
  silentZone?: boolean
  /** Received by the employer, filed with the federal mediators and with the state's. */
  notices?: { '8d1': string; f7: string; 'state-agency'?: string; 'evergreen-stop'?: string }
  extension?: { offeredOn: string; lastDay: string; signedOn: string; cancelHours: number }
  /** Nobody has confirmed it yet. */
  unconfirmed?: boolean
}

const summer = { '8d1': '2027-06-28', f7: '2027-07-01', 'state-agency': '2027-07-01' }
const endsInSeptember = (local: string, name: string, noStrike: ExampleAgreement['noStrike'], sympathy: ExampleAgreement['sympathy']): ExampleAgreement =>
  ({ local, name: `${name}, 2023 to 2027`, effective: '2023-10-01', lastDay: '2027-09-30', noStrike, sympathy, notices: summer })

/** First bargaining: certified, and no agreement yet. */
export const firstContracts = [{ local: 'rivers-318', unit: 3, certifiedOn: '2027-03-12', disputeNotice: '2027-08-02' }]

export const agreements: ExampleAgreement[] = [
  endsInSeptember('meadowlark-101', 'Meadowlark agreement', 'broad', 'yes'),
  { ...endsInSeptember('harbor-760', 'Harbor technical agreement', 'broad', 'yes'), units: [0] },
  // Another unit of the same local, with another answer.
  { local: 'harbor-760', units: [1], name: 'Harbor support and engineering agreement, 2024 to 2027', effective: '2024-01-01', lastDay: '2027-12-31', noStrike: 'broad', sympathy: 'silent', evergreen: { months: 12, days: 90 },
    notices: { '8d1': '2027-09-24', f7: '2027-09-27', 'state-agency': '2027-09-27', 'evergreen-stop': '2027-09-24' } },
  { ...endsInSeptember('rivers-318', 'North Rivers agreement', 'strike', 'no'), units: [0, 1, 2] },
  { local: 'piedmont-905', name: 'Piedmont agreement, 2024 to 2027', effective: '2024-11-01', lastDay: '2027-10-31', noStrike: 'broad', sympathy: 'yes',
    notices: { '8d1': '2027-07-22', f7: '2027-07-26' } },
  { local: 'tradewind-52', name: 'Trade Wind agreement, 2023 to 2027', effective: '2023-10-01', lastDay: '2027-09-30', noStrike: 'broad_incl_picketing', sympathy: 'yes', notices: summer,
    extension: { offeredOn: '2027-09-22', lastDay: '2027-12-31', signedOn: '2027-09-28', cancelHours: 72 } },
  { local: 'sound-211', name: 'Evergreen Sound agreement, 2024 to 2027', effective: '2024-11-01', lastDay: '2027-10-31', noStrike: 'broad', sympathy: 'silent', notices: summer },
  endsInSeptember('gantry-640', 'Gantry imaging agreement', 'broad', 'silent'),
  // Its members may strike only in the spring; the notice to the employer is due by January 1.
  { local: 'highplains-44', name: 'High Plains agreement, 2024 to 2028', effective: '2024-04-01', lastDay: '2028-03-31', noStrike: 'broad', sympathy: 'yes' },
  endsInSeptember('plumeria-88', 'Plumeria agreement', 'strike', 'silent'),
  { local: 'tidewater-230', name: 'Tidewater agreement, 2025 to 2027', effective: '2025-01-01', lastDay: '2027-12-31', noStrike: 'broad', sympathy: 'yes', evergreen: { months: 12, days: 90 },
    notices: { '8d1': '2027-10-04', f7: '2027-10-06', 'evergreen-stop': '2027-10-04' } }, // two days late: it renews
  { local: 'capes-415', name: 'Two Capes agreement, 2023 to 2027', effective: '2023-10-01', lastDay: '2027-09-30', noStrike: 'broad', sympathy: 'silent', silentZone: true, notices: { '8d1': '2027-06-28', f7: '2027-07-01' } },
  ...[['lamplight-707', 'Lamplight'], ['citrus-326', 'Citrus Belt'], ['cove-132', 'Cove'], ['canyon-1165', 'Canyon'], ['marina-1429', 'Marina'], ['terrace-1440', 'Terrace']]
    .map(([local, name]) => endsInSeptember(local!, `${name} pharmacy and laboratory agreement`, 'broad', 'yes')),
  endsInSeptember('turbine-502', 'Turbine engineers’ agreement', 'broad', 'no'),
  { ...endsInSeptember('ether-3', 'Ether anesthetists’ agreement', 'strike', 'silent'), lastDay: '2027-11-30', name: 'Ether anesthetists’ agreement, 2024 to 2027', effective: '2024-12-01' },
  { local: 'boiler-9', name: 'Boiler House agreement, 2025 to 2028', effective: '2025-04-01', lastDay: '2028-03-31', noStrike: 'broad', sympathy: 'yes' },
  { ...endsInSeptember('gate-31', 'Gatehouse agreement', 'broad', 'no'), unconfirmed: true },
]

type Rule = { name: string; numerator: number; denominator: number; base: 'votes_cast' | 'present_incl_blank' | 'eligible_members'; comparison: 'gt' | 'gte'; quorum?: [number, number]; article: string }
const majority: Rule = { name: 'Majority of the votes cast', numerator: 1, denominator: 2, base: 'votes_cast', comparison: 'gt', article: 'Bylaws (invented), article 12' }
const twoThirds: Rule = { name: 'Two thirds of the votes cast', numerator: 2, denominator: 3, base: 'votes_cast', comparison: 'gte', article: 'Constitution (invented), article 50' }

/** Each local's own rule; the others vote by majority. */
export const rules: Record<string, Rule> = {
  'meadowlark-101': twoThirds,
  'rivers-318': { ...majority, name: 'Majority, with half of the members taking part', quorum: [1, 2], article: 'Bylaws (invented), article 7' },
  'tradewind-52': { name: 'Three fifths of those present', numerator: 3, denominator: 5, base: 'present_incl_blank', comparison: 'gte', article: 'Bylaws (invented), article 15' },
}
export const usualRule = majority

interface ExampleVote { local: string; units?: number[]; opens: string; closes: string; announced: string; yes: number; no: number; blank: number; eligible: number; certified: string; grantedAt?: string }

/** Percentages of the reference campaign where it has them: 96.3% yes of more than 18,000; 96% of about 90% who voted; more than 95%. */
export const votes: ExampleVote[] = [
  { local: 'meadowlark-101', opens: '2027-10-01T00:01', closes: '2027-10-10T23:59', announced: '2027-09-22T09:00', yes: 17_398, no: 668, blank: 0, eligible: 21_000, certified: '2027-10-11T11:00', grantedAt: '2027-10-26T09:00' },
  { local: 'rivers-318', units: [0, 1, 2], opens: '2027-10-02T06:00', closes: '2027-10-09T20:00', announced: '2027-09-24T09:00', yes: 2_758, no: 115, blank: 3, eligible: 3_196, certified: '2027-10-10T10:00', grantedAt: '2027-10-26T09:00' },
  { local: 'harbor-760', units: [0], opens: '2027-10-04T06:00', closes: '2027-10-11T20:00', announced: '2027-09-27T09:00', yes: 4_010, no: 190, blank: 12, eligible: 4_958, certified: '2027-10-12T10:00', grantedAt: '2027-10-27T14:00' },
  { local: 'tradewind-52', opens: '2027-10-15T06:00', closes: '2027-10-22T20:00', announced: '2027-10-08T09:00', yes: 1_612, no: 74, blank: 9, eligible: 2_000, certified: '2027-10-23T10:00', grantedAt: '2027-10-29T09:00' },
  ...['lamplight-707', 'citrus-326', 'cove-132', 'canyon-1165', 'marina-1429'].map((local, place) => ({
    local, opens: '2027-10-14T06:00', closes: '2027-10-21T20:00', announced: '2027-10-07T09:00', certified: '2027-10-22T12:00', grantedAt: '2027-10-29T15:00',
    eligible: [1150, 1000, 900, 850, 620][place]!, yes: [930, 802, 741, 690, 497][place]!, no: [41, 39, 22, 31, 25][place]!, blank: place,
  })),
]

/** Notices before a strike: received by the employer and the federal mediators, start; all called off on November 13. */
export const strikeNotices: { local: string; units?: number[]; employer: string; mediators: string; announced: string; starts: string }[] = [
  ...['meadowlark-101', 'rivers-318', 'harbor-760'].map((local) => ({
    local, ...(local === 'rivers-318' ? { units: [0, 1, 2] } : local === 'harbor-760' ? { units: [0] } : {}),
    employer: '2027-11-04T10:00', mediators: '2027-11-04T10:20', announced: '2027-11-04T12:00', starts: '2027-11-15T06:00',
  })),
  ...['lamplight-707', 'citrus-326', 'cove-132', 'canyon-1165', 'marina-1429'].map((local) => ({
    local, employer: '2027-11-05T09:30', mediators: '2027-11-05T09:45', announced: '2027-11-05T12:00', starts: '2027-11-18T06:00',
  })),
]
export const calledOff = '2027-11-13T10:00'
export const tentativeAgreement = { at: '2027-11-13T09:30', announced: '2027-11-13T11:00', note: 'A tentative agreement for four years, without a second wage scale. Each local ratifies under its own rules.' }
