import { formatDay, formatEnd, formatMoment } from '../ui/time.tsx'
import type { ActionKind } from './facts.ts'
import type { VoteRule } from './vote-rule.ts'

const day = (date: Temporal.PlainDate) => formatDay(date, 'UTC', 'en')
const moment = (instant: Temporal.Instant, zone: string) => formatMoment(instant, zone, 'en')
const end = (instant: Temporal.Instant, zone: string) => formatEnd(instant, zone, 'en')
const list = (names: string[]) => new Intl.ListFormat('en-US').format(names)
const hours = (count: number) => `${count} hour${count === 1 ? '' : 's'}`

const kinds: Record<ActionKind, string> = {
  strike: 'a strike',
  picketing: 'picketing',
  overtime_refusal: 'refusing overtime together',
  sympathy: 'a sympathy strike',
  offsite_rally: 'a rally away from the workplace',
  handbilling: 'handing out leaflets',
  sticker: 'wearing stickers',
  petition: 'a petition',
}

const fractions: Record<string, string> = { '1/2': 'one half', '2/3': 'two thirds', '3/5': 'three fifths', '3/4': 'three quarters' }

/** "more than one half of the votes cast", "at least two thirds..." */
function ruleInWords({ numerator, denominator, base, comparison }: VoteRule) {
  const of = {
    votes_cast: 'the votes cast',
    present_incl_blank: 'those who took part, blank votes included',
    eligible_members: 'everybody who could vote',
  }[base]
  if (numerator === denominator) return `all of ${of}`
  const fraction = fractions[`${numerator}/${denominator}`] ?? `${numerator}/${denominator}`
  return `${comparison === 'gt' ? 'more than' : 'at least'} ${fraction} of ${of}`
}

/** What the engine says of each check. Dates as values, so that the other languages write them their own way. */
export const en = {
  lang: 'en' as 'en' | 'es',
  kinds,
  regimes: {
    'US-NLRA': 'National Labor Relations Act',
    'US-FED': 'law for federal employees',
    'US-NY-TAYLOR': 'Taylor Law of New York',
    'US-CA-MMBA': 'California Meyers-Milias-Brown Act',
    'US-CA-HEERA': 'California Higher Education Employer-Employee Relations Act',
    'US-IL': 'Illinois public labor law',
    'US-OH': 'Ohio public labor law',
    'US-RLA': 'Railway Labor Act',
    UK: 'law of Great Britain on industrial action',
    'CA-ON': 'law of Ontario',
  } as Record<string, string>,
  missing: {
    zone: 'the time zone',
    healthCare: 'whether the employer is a health care institution',
    bargaining: 'whether this is a first contract',
    kind: 'the kind of action',
    role: 'whether it is in sympathy with others',
    start: 'the planned start',
  },

  governs: (regime: string) => `The ${regime} governs this unit; it does not forbid strikes as such.`,
  ungated: (kind: string) =>
    `${sentence(kind)} is not a strike and not picketing at the workplace: none of the conditions for those applies.`,
  prohibits: (regime: string) => `The ${regime} governs this unit, and it prohibits strikes outright.`,
  secondary: 'Action in support of a dispute with another employer has no protection under this law.',
  notEncoded: (regime: string) =>
    `The ${regime} has steps of its own before a strike, which no rule set here encodes: a person who knows that law must decide.`,
  noRules: (regime: string | null) =>
    regime
      ? `No rule set is installed for "${regime}": a person must decide.`
      : 'It is not on record which law governs this unit, so no rules can be applied: a person must decide.',
  kindNotEncoded: (regime: string, kind: string) => `The rules here do not encode ${kind} under the ${regime}: a person must decide.`,
  factsMissing: (names: string[]) => `Not on record: ${list(names)}. The stricter reading was used meanwhile, and a person must decide.`,

  runsThrough: (until: Temporal.Instant, zone: string) =>
    `Your contract, including its no-strike promise, runs through ${end(until, zone)}.`,
  ended: (until: Temporal.Instant, zone: string) => `The no-strike promise ended with the contract: ${end(until, zone)}.`,
  noPromise: 'Your contract has no promise not to strike.',
  firstContract: 'There is no contract yet, and so no promise not to strike.',
  noContract: 'No contract is on file for this unit. Whether a promise not to strike binds it is not known.',
  noLastDay: 'The last day of the contract is not on file, so nobody can tell whether its no-strike promise still binds.',
  scopeUnknown: 'Nobody has entered whether the contract has a no-strike promise.',
  renewsAgain: (until: Temporal.Instant, zone: string, due: Temporal.PlainDate) =>
    `The contract runs through ${end(until, zone)} and renews itself again unless somebody gives notice by ${day(due)}. On the planned day it may be in force.`,
  lockedOut: (until: Temporal.Instant, zone: string) =>
    `The contract runs through ${end(until, zone)}, but the employer has locked the unit out. Whether your promise not to strike still binds is a legal judgment.`,
  onlyStrikes: 'The no-strike promise is about strikes; this action is judged by the other checks.',
  otherLine: "What your clause says about honoring another union's line is judged below.",

  noEvergreen: 'The contract does not renew itself.',
  stopped: (on: Temporal.PlainDate, due: Temporal.PlainDate) =>
    `The contract would have renewed itself; notice that it ends was given on ${day(on)}, in time (by ${day(due)}).`,
  renewed: (due: Temporal.PlainDate, last: Temporal.PlainDate) =>
    `Nobody ended the contract by ${day(due)}, so it renewed through ${day(last)}.`,
  willRenew: (due: Temporal.PlainDate, last: Temporal.PlainDate) =>
    `Unless somebody gives notice by ${day(due)}, the contract renews itself through ${day(last)}.`,
  evergreenUnknown: 'It is not on file whether the contract renews itself, or whether somebody ended it in time.',
  noExtension: 'No extension has been agreed.',
  extended: (last: Temporal.PlainDate, cancel: number | null) =>
    `The parties extended the contract to ${day(last)}${cancel === null ? '' : `; it can be cancelled on ${hours(cancel)}' written notice`}.`,
  cancelled: (last: Temporal.PlainDate, until: Temporal.Instant, zone: string) =>
    `The parties extended the contract to ${day(last)}; it was cancelled, and ended at ${end(until, zone)}.`,
  offered: 'An extension was proposed but not signed by both sides; it has no effect.',
  extensionNoEffect: 'An extension was signed, but it ends no later than the contract itself; it has no effect.',
  extensionUnknown: 'It is not on file whether the contract was extended, and until when.',
  sympathyJudgment: "Whether your clause bars honoring another union's line is a legal judgment.",
  sympathyCovered: "Your clause also bars honoring another union's line.",
  notSympathy: 'This is your own dispute, not sympathy with another.',
  noClauseInForce: 'No contract is in force on that day.',
  picketingBarred: (until: Temporal.Instant, zone: string) => `Your contract bars picketing too, through ${end(until, zone)}.`,
  picketingMaybe: 'Your contract may also restrict picketing.',
  notPicketing: 'No picketing is planned.',

  notOwnDispute: 'Asked only where the dispute is your own.',
  notRenewal: 'Asked only where a contract is renewed.',
  notInitial: 'Asked only in first contracts.',
  notHealth: 'Asked only at health care institutions.',
  notStrike: 'Asked only before a strike.',
  afterNotice: 'Counted once the employer has notice.',
  noNotice: 'No written notice to the employer to end or change the contract is on file.',
  noticeGiven: (by: 'union' | 'employer' | undefined) =>
    `Written notice to end or change the contract was given${by === 'union' ? ' by the union' : by === 'employer' ? ' by the employer' : ''}.`,
  noMediators: 'Federal mediators have not been notified. Whoever began owes them the form F-7.',
  mediators: (on: Temporal.PlainDate, until: Temporal.PlainDate) =>
    `Federal mediators were notified on ${day(on)}; strikes are held until ${day(until)} under the cautious reading.`,
  employerOwedMediators:
    'The employer began and has not notified the federal mediators. That does not bar the union in general; a person must decide.',
  initiatorUnknown: 'It is not on file who gave the notice, and so not who had to tell the mediators.',
  noStateAgency: 'This state has no mediation agency that must be told.',
  stateAgencyUnknown: 'It is not on file whether the state has a mediation agency that must be told.',
  employerOwedState: "The employer began, so the notice to the state agency was the employer's to give.",
  noStateNotice: 'The state mediation agency must be told too; federal mediators do not forward.',
  stateNotice: (on: Temporal.PlainDate, until: Temporal.PlainDate) =>
    `The state mediation agency was notified on ${day(on)}; strikes are held until ${day(until)} under the cautious reading.`,
  quiet: (days: number, received: Temporal.PlainDate) =>
    `The law keeps the old contract in force for ${days} days after the notice received on ${day(received)}.`,
  quietToEnd: (until: Temporal.Instant, zone: string) =>
    `The law itself bars a strike until the contract ends, ${end(until, zone)}, even without a no-strike promise.`,
  noLastDayUnpromised: 'The last day of the contract is not on file, and until it ends the law itself bars a strike.',
  receiptUnknown: 'It is not on file when the other side received the notice.',
  noDispute: 'First contracts: federal and state mediators need notice that a dispute exists. None is on file.',
  dispute: (on: Temporal.PlainDate) =>
    `First contracts: 30 days after the dispute notice of ${day(on)} before a strike notice may even be served.`,
  noInquiry: 'No federal Board of Inquiry was set up.',
  inquiry: 'A federal Board of Inquiry is or was active; the status-quo period may bar a strike.',
  inquiryUnknown: 'It is not on file whether a federal Board of Inquiry was set up.',
  emergencyBoard: 'A Presidential Emergency Board adds waiting periods of its own; a person must decide.',
  noEmergencyBoard: 'No Presidential Emergency Board was created.',
  noSection6: 'No section 6 notice of intended changes is on file.',
  section6: (received: Temporal.PlainDate | undefined) =>
    `The section 6 notice of intended changes was received${received ? ` on ${day(received)}` : ''}.`,
  noRelease: 'The National Mediation Board has not released the parties, as far as is on file. There is no limit to how long it mediates.',
  released: (on: Temporal.PlainDate) => `The National Mediation Board released the parties on ${day(on)}; 30 days of cooling-off follow.`,

  noVote: 'No vote of the members to authorize a strike is on file.',
  ruleUnknown: 'It is not on file by which rule the vote passes.',
  countUnknown: 'The count is not complete, or its numbers contradict each other.',
  closeUnknown: 'It is not on file when the vote closed.',
  notPassed: (rule: VoteRule, yes: number, no: number) =>
    `The authorization vote needs ${ruleInWords(rule)}; the count was ${yes.toLocaleString('en-US')}-${no.toLocaleString('en-US')}.`,
  passed: (rule: VoteRule, yes: number, no: number) =>
    `The authorization vote passed ${yes.toLocaleString('en-US')}-${no.toLocaleString('en-US')}; it needed ${ruleInWords(rule)}.`,
  closes: (at: Temporal.Instant, zone: string) => `Close of voting: ${moment(at, zone)}.`,
  noQuorum: 'No minimum of participation is required.',
  quorumUnknown: 'It is not on file whether a minimum of participation is required, or how many took part.',
  tooFew: (cast: number, eligible: number, numerator: number, denominator: number) =>
    `${cast.toLocaleString('en-US')} of ${eligible.toLocaleString('en-US')} voted; ${Math.ceil((eligible * numerator) / denominator).toLocaleString('en-US')} are required.`,
  enough: (cast: number, eligible: number) =>
    `${cast.toLocaleString('en-US')} of ${eligible.toLocaleString('en-US')} voted, enough to count.`,
  bodies: { V3: 'The local', V4: 'The international or national union' },
  sanctionNotNeeded: (body: string) => `${body} need not sanction a strike.`,
  notSanctioned: (body: string) => `${body} has not sanctioned the strike, as far as is on file.`,
  sanctioned: (body: string, at: Temporal.Instant, zone: string) => `${body} sanctioned the strike: ${moment(at, zone)}.`,
  noLimits: 'No limit of the authorization is on file.',
  notCovered: 'The vote does not cover this unit, issue or action.',
  coverUnknown: 'It is not on file whether the vote covers this unit, issue and action.',
  covered: 'The vote covers this unit, issue and action.',
  lapsed: (last: Temporal.PlainDate) => `The authorization was good through ${day(last)}; a new vote is needed.`,
  goodThrough: (last: Temporal.PlainDate) => `The authorization is good through ${day(last)}.`,
  mandateUnsure:
    'Whether this ballot gives a mandate of six or of twelve months depends on the day on which it opened, which is not on file.',

  noNoticeGate: 'No 10-day notice is needed for this.',
  judgedByNotice: 'Counted once a notice of your own exists.',
  noEmployerNotice: 'A written 10-day notice to the employer is required before any strike or picketing at a health care institution.',
  noEmployerNoticeUk: 'A written notice to the employer is required before industrial action.',
  employerHasNotice: (at: Temporal.Instant, zone: string) => `The employer received the notice: ${moment(at, zone)}.`,
  noMediatorNotice:
    'A written 10-day notice to the federal mediators is required before any strike or picketing at a health care institution.',
  mediatorsHaveNotice: (at: Temporal.Instant, zone: string) => `The federal mediators received the notice: ${moment(at, zone)}.`,
  othersNotice: "Each union must give its own notice; the one on file is another union's.",
  notWritten: 'The notice must be in writing.',
  noStart: 'The notice must state the date and time.',
  noZone: 'The notice states an hour without its time zone.',
  contentComplete: 'The notice is in writing and states date, time and zone.',
  tenDays: (later: Temporal.Instant, first: Temporal.Instant, zone: string) =>
    `Ten full days run from ${moment(later, zone)}; the first lawful start is ${moment(first, zone)}.`,
  springHour: (first: Temporal.Instant, zone: string) =>
    `The clocks change within the ten days: by the calendar they are over, by the hour only at ${moment(first, zone)}. The law does not say which counts.`,
  dateOnly: (first: Temporal.Instant, zone: string) =>
    `Only the day of receipt is on file, not the hour. Counted from the end of that day, the first lawful start is ${moment(first, zone)}; a person must decide.`,
  ukNotice: (received: Temporal.PlainDate, days: number, first: Temporal.Instant, zone: string) =>
    `The notice received on ${day(received)} runs ${days} days; the first lawful day of action is ${formatDay(first, zone, 'en')}.`,
  servedTooEarly: 'The strike notice was served before the 30-day period ended. It must be served again.',
  servedInOrder: 'The strike notice was served after the 30-day period.',
  servedBeforeResult: 'The notice to the employer came before the ballot closed. It must be served again.',
  servedAfterResult: 'The notice to the employer came after the ballot.',
  otherStart: (noticed: Temporal.Instant, planned: Temporal.Instant, zone: string) =>
    `The notice says ${moment(noticed, zone)}; starting at ${moment(planned, zone)} needs the employer's written agreement or a new notice.`,
  earlierAgreed: (noticed: Temporal.Instant, zone: string) =>
    `An agreement to start before the noticed ${moment(noticed, zone)} has no effect: a start can be moved later, never earlier.`,
  sameStart: 'The planned start is the one of the notice.',
  movedStart: 'The planned start is the later one on which both sides agreed in writing.',
  startAgreementUnknown: 'It is not on file whether both sides agreed in writing on another start.',
  used: (by: string) => `That notice was used for ${by}; a new 10-day notice is needed.`,
  afterHiatus: 'The action was interrupted; to take it up again needs a new 10-day notice.',
  unused: 'The notice has not been used.',
  usedUnknown: 'It is not on file whether the notice was used already, or the action interrupted.',
  siteMissing: 'A worksite that is to be struck is not named in the notice.',
  sitesNamed: 'Every worksite that is to be struck is named.',
  sitesUnknown: 'It is not on file which worksites the notice names.',
  otherKind: (covers: ActionKind[], planned: ActionKind) =>
    `The notice covers ${covers.length ? list(covers.map((kind) => kinds[kind])) : 'no action'}, not ${kinds[planned]}.`,
  noKinds: 'The notice must state the action.',
  kindNamed: (planned: ActionKind) => `The notice names ${kinds[planned]}.`,
  byUnknown: 'It is not on file which union gave the notice; each must give its own.',
  ownNotice: "The notice is your own union's.",
  pattern: 'Repeated short strikes for one goal may be unprotected.',
  noPattern: 'This is not one of many short strikes for one goal.',
  patternUnknown: 'It is not on file how many strikes there were for this goal.',
}
export type StrikeWords = typeof en

function sentence(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
