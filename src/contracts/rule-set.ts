import type { CheckId } from './verdict.ts'

/** Which rules an answer was checked against. It changes whenever a rule, a source or a date of this folder does. */
export const ruleSetVersion = '2026-11-22'

/** A statute, regulation or decision, and the dates between which the rule held that we take from it. A year alone where the day was not looked up. */
export interface Source {
  text: string
  from: string
  /** Null: it holds. */
  until: string | null
  /** Named from general knowledge; nobody has read it in the source yet. */
  unchecked?: true
}

const since = (text: string, from: string): Source => ({ text, from, until: null })
const unchecked = (text: string, from: string): Source => ({ text, from, until: null, unchecked: true })

const law = {
  nlra8d: since('NLRA section 8(d), 29 U.S.C. 158(d)', '1947-08-22'),
  health8d: since('NLRA section 8(d)(A) to (C), 29 U.S.C. 158(d), Public Law 93-360', '1974-08-25'),
  nlra8g: since('NLRA section 8(g), 29 U.S.C. 158(g), Public Law 93-360', '1974-08-25'),
  f7: since('29 CFR 1402.1 (Form F-7)', '1974-08-25'),
  nabors: since('Nabors Trailers v. NLRB, 910 F.2d 268 (5th Cir. 1990)', '1990'),
  hooker: unchecked('Hooker Chemicals & Plastics, 224 NLRB 1535 (1976)', '1976'),
  inquiry: since('29 U.S.C. 183 (Boards of Inquiry)', '1974-08-25'),
  indianapolis: unchecked('Indianapolis Power & Light, 291 NLRB 1039 (1988)', '1988'),
  childrens: since("Children's Hospital Medical Center v. California Nurses Association, 283 F.3d 1188 (9th Cir. 2002)", '2002'),
  newark: since('District 1199 (United Hospitals of Newark), decision of September 28, 1977', '1977-09-28'),
  parkway: since('First Healthcare (Parkway Pavilion), decision of January 14, 1976', '1976-01-14'),
  affiliated: since('Hospital Workers Local 250 (Affiliated Hospitals of San Francisco), 255 NLRB 502 (1981)', '1981-04-01'),
  cityOfHope: since('California Nurses Association (City of Hope), 315 NLRB 468 (1994)', '1994-10-31'),
  alexandria: since('Alexandria Clinic, 339 NLRB 1262 (2003), review denied 406 F.3d 1020 (8th Cir. 2005)', '2003'),
  walmart: since('Walmart Stores, 368 NLRB No. 24 (2019)', '2019'),
  unionRules: unchecked("The union's own constitution and bylaws; LMRDA section 101(a)(1), 29 U.S.C. 411(a)(1)", '1959-09-14'),
  federal: unchecked('5 U.S.C. 7311 and 7116(b)(7)', '1979-01-11'),
  taylor: unchecked('New York Civil Service Law section 210 (Taylor Law)', '1967-09-01'),
  hldaa: unchecked('Ontario, Hospital Labour Disputes Arbitration Act', '1965'),
  ukBallot: since('Trade Union and Labour Relations (Consolidation) Act 1992, sections 226 to 234', '1992-10-16'),
  ukTurnout: since('Trade Union and Labour Relations (Consolidation) Act 1992, section 226(2)(a)(iia)', '2017-03-01'),
  ukNotice14: {
    text: 'Trade Union and Labour Relations (Consolidation) Act 1992, section 234A (14 days)',
    from: '2017-03-01',
    until: '2026-02-17',
  },
  ukNotice10: since(
    'Trade Union and Labour Relations (Consolidation) Act 1992, section 234A (10 days), Employment Rights Act 2025',
    '2026-02-18',
  ),
  ukMandate6: {
    text: 'Trade Union and Labour Relations (Consolidation) Act 1992, section 234 (6 months)',
    from: '2017-03-01',
    until: '2026-02-17',
  },
  ukMandate12: since(
    'Trade Union and Labour Relations (Consolidation) Act 1992, section 234 (12 months), Employment Rights Act 2025, section 72',
    '2026-02-18',
  ),
  ukSecondary: since('Trade Union and Labour Relations (Consolidation) Act 1992, section 224', '1992-10-16'),
  rla6: since('Railway Labor Act section 6, 45 U.S.C. 156', '1926-05-20'),
  rla5: since('Railway Labor Act section 5, 45 U.S.C. 155', '1934-06-21'),
  rla10: since('Railway Labor Act section 10, 45 U.S.C. 160', '1926-05-20'),
} satisfies Record<string, Source>

const nlra: Record<CheckId, Source[]> = {
  J1: [since('NLRA section 2(2), (3) and (14), 29 U.S.C. 152; section 13, 29 U.S.C. 163', '1974-08-25')],
  C1: [law.nlra8d],
  C2a: [law.nlra8d],
  C2b: [law.nlra8d],
  C3: [law.indianapolis, law.childrens],
  C4: [law.nlra8d],
  N1: [law.nlra8d, law.health8d],
  N2: [law.health8d, law.f7, law.nabors],
  N2S: [law.health8d, law.nabors],
  N3: [law.nlra8d, law.health8d],
  N4: [law.health8d, law.nlra8g],
  N5: [law.inquiry],
  R1: [law.rla6],
  R2: [law.rla5],
  V1: [law.unionRules],
  V2: [law.unionRules],
  V3: [law.unionRules],
  V4: [law.unionRules],
  V5: [law.unionRules],
  G1: [law.nlra8g, law.newark],
  G2: [law.nlra8g],
  G3: [law.nlra8g],
  G4: [law.nlra8g, law.cityOfHope],
  G5: [law.health8d, law.nlra8g],
  G6: [law.nlra8g, law.alexandria],
  G7: [law.nlra8g, law.cityOfHope],
  G8: [law.nlra8g],
  G9: [law.nlra8g],
  G10: [law.nlra8g, law.parkway, law.affiliated],
  L2: [law.walmart],
}

/** What stands behind a check under a regime. */
export function sourcesOf(id: CheckId, regime: string | undefined): Source[] {
  return special[regime ?? '']?.[id] ?? nlra[id]
}

const special: Record<string, Partial<Record<CheckId, Source[]>>> = {
  'US-FED': { J1: [law.federal] },
  'US-NY-TAYLOR': { J1: [law.taylor] },
  'CA-ON': { J1: [law.hldaa] },
  'US-RLA': { J1: [law.rla6, law.rla5], C1: [law.rla6], N5: [law.rla10] },
  UK: {
    J1: [since('Trade Union and Labour Relations (Consolidation) Act 1992, section 219', '1992-10-16'), law.ukSecondary],
    V1: [law.ukBallot],
    V2: [law.ukTurnout],
    V5: [law.ukMandate6, law.ukMandate12],
    G1: [law.ukNotice14, law.ukNotice10],
    G3: [law.ukNotice14, law.ukNotice10],
    G4: [law.ukNotice14, law.ukNotice10],
    G5: [law.ukNotice14, law.ukNotice10],
    G6: [law.ukNotice14, law.ukNotice10],
  },
}

/** "..., since 1974-08-25", "..., from 2017-03-01 until 2026-02-17" */
export const saySource = ({ text, from, until, unchecked }: Source) =>
  `${text}: ${until ? `from ${from} until ${until}` : `since ${from}`}${unchecked ? '; not yet checked in its source' : ''}`
