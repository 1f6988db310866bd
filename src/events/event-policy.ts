import { holds, holdsCoalitionOffice, servesLocal, type Me } from '../people/office.ts'

// The same rules stand in 0030_events.sql, which decides. These choose what a page offers. Decision record 0030.

type Hosted = { hostLocalId: number | null }

const runsEvents = (me: Me) => holds(me, 'organizer', 'communications')

/** Writes, edits, cancels and sets goals: organizers and communications for the coalition, officers for their own local. */
export const mayWrite = (me: Me, { hostLocalId }: Hosted) => (hostLocalId === null ? runsEvents(me) : servesLocal(me, hostLocalId))

/** Is asked to be the second person. For a local's event also the coalition's organizers and communications: a small local has one officer. */
export const mayPublish = (me: Me, event: Hosted) => runsEvents(me) || mayWrite(me, event)

/** Sees the total; the locals' numbers as far as the offices reach. */
export const maySeeTurnout = (me: Me) => me.offices.length > 0

/** Reads names: officers and stewards of their own people, the coalition's staff of those who came to the coalition itself. */
export const mayReadAnswers = (me: Me) => runsEvents(me) || holds(me, 'officer', 'steward')

/** Hosts for whom somebody may write: null stands for the coalition. */
export const hostsOf = (me: Me): (number | null)[] => [
  ...(runsEvents(me) ? [null] : []),
  ...new Set(me.offices.filter((office) => office.role === 'officer').map((office) => office.localId!)),
]

/** Locals whose numbers somebody sees; event_turnout decides the same. */
export const localsSeen = <Local extends { id: number; regionId: number }>(me: Me, locals: readonly Local[]): Local[] =>
  locals.filter(
    (local) =>
      holdsCoalitionOffice(me) ||
      servesLocal(me, local.id) ||
      me.offices.some((office) => office.role === 'director' && office.regionId === local.regionId),
  )
