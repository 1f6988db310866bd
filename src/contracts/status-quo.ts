import type { Source } from './rule-set.ts'

/** What becomes of a thing when a contract has ended and there is neither a new one nor an extension (domain rules 1.8). */
export type AfterExpiration = 'continues' | 'ends' | 'depends'
export type StatusQuoItem =
  | 'wages'
  | 'just-cause'
  | 'no-strike'
  | 'no-lockout'
  | 'arbitration'
  | 'dues'
  | 'union-security'
  | 'management-rights'
  | 'steps'
  | 'retro'

interface Rule {
  after: AfterExpiration
  source: Source
}

// The holdings of both are still to be read in the source (domain rules 9).
const katz: Source = { text: 'NLRB v. Katz, 369 U.S. 736 (1962)', from: '1962', until: null, unchecked: true }
const litton: Source = { text: 'Litton Financial Printing v. NLRB, 501 U.S. 190 (1991)', from: '1991', until: null, unchecked: true }

/** Each with the rules that held one after the other: the Board has changed its mind about dues four times. */
const rules: Record<StatusQuoItem, Rule[]> = {
  wages: [{ after: 'continues', source: katz }],
  'just-cause': [{ after: 'continues', source: katz }],
  'no-strike': [{ after: 'ends', source: litton }],
  'no-lockout': [{ after: 'ends', source: litton }],
  arbitration: [{ after: 'depends', source: litton }],
  dues: [
    { after: 'ends', source: { text: 'Labor Board, before its decision of 2012', from: '1962', until: '2012', unchecked: true } },
    { after: 'continues', source: { text: 'Labor Board, decision of 2012', from: '2012', until: '2015', unchecked: true } },
    { after: 'continues', source: { text: 'Labor Board, decision of 2015', from: '2015', until: '2019', unchecked: true } },
    { after: 'ends', source: { text: 'Labor Board, decision of 2019', from: '2019', until: '2022', unchecked: true } },
    {
      after: 'continues',
      source: {
        text: 'Valley Hospital Medical Center II, 371 NLRB No. 160 (2022), enforced 93 F.4th 1120 (9th Cir. 2024)',
        from: '2022',
        until: null,
      },
    },
  ],
  'union-security': [
    { after: 'ends', source: { text: 'NLRA section 8(a)(3), 29 U.S.C. 158(a)(3)', from: '1947-08-22', until: null, unchecked: true } },
  ],
  'management-rights': [
    {
      after: 'depends',
      source: { text: 'Board decisions on management-rights clauses after expiration', from: '1962', until: null, unchecked: true },
    },
  ],
  steps: [{ after: 'depends', source: katz }],
  retro: [{ after: 'depends', source: katz }],
}

/** What holds in a year, each with the decision behind it. An extension is another thing: it keeps all of it. */
export function afterExpiration(year: number): { item: StatusQuoItem; after: AfterExpiration; source: Source }[] {
  return (Object.keys(rules) as StatusQuoItem[]).map((item) => {
    const rule = rules[item].findLast(({ source }) => Number(source.from.slice(0, 4)) <= year) ?? rules[item][0]!
    return { item, ...rule }
  })
}
