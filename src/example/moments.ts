/**
 * The dates of the example campaign: those of the reference campaign moved to 2027, whose days fall on the same weekdays. Moments that
 * a visitor can set the campaign clock to, in their order.
 */
const pacific = (text: string) => Temporal.ZonedDateTime.from(`${text}[America/Los_Angeles]`).toInstant()

export const moments = [
  { key: 'week-before-expiry', at: pacific('2027-09-23T09:00') },
  { key: 'strike-vote', at: pacific('2027-10-05T12:00') },
  { key: 'two-weeks-before-march', at: pacific('2027-10-16T10:00') },
  { key: 'day-of-march', at: pacific('2027-10-30T08:00') },
  { key: 'notice', at: pacific('2027-11-04T15:00') },
  { key: 'agreement', at: pacific('2027-11-13T12:00') },
] as const
export type MomentKey = (typeof moments)[number]['key']

/** Where the example starts. */
export const startingMoment = moments.find((moment) => moment.key === 'two-weeks-before-march')!

/** What the moments stand before and after. */
export const dates = {
  /** The national agreement ends with this day, at midnight Pacific time. */
  agreementEnds: Temporal.PlainDate.from('2027-09-30'),
  voteOpens: Temporal.PlainDate.from('2027-10-01'),
  voteCloses: Temporal.PlainDate.from('2027-10-10'),
  march: pacific('2027-10-30T10:00'),
  notice: Temporal.PlainDate.from('2027-11-04'),
  tentativeAgreement: Temporal.PlainDate.from('2027-11-13'),
  strikeSetFor: Temporal.PlainDate.from('2027-11-15'),
}
