import type { Db } from '../platform/db.ts'
import { findMe } from '../people/me.ts'
import { holds, holdsCoalitionOffice } from '../people/office.ts'
import type { StaffRoom } from '../ui/shell.ts'
import { urls } from '../urls.ts'
import { en } from './home.en.ts'

/** The rooms that this person's offices open, in order, and the locals they are about. A feature that opens a room adds its line here. */
export async function staffNav(db: Db, account: string) {
  const me = await findMe(db, account)
  if (!me) return {}
  const officer = holds(me, 'officer'),
    coalition = holdsCoalitionOffice(me)
  const words = en.nav
  const rooms: (StaffRoom & { open: boolean })[] = [
    { href: urls.staff, label: words.home, open: true },
    { href: urls.updatesStaff, label: words.updates, open: holds(me, 'communications') },
    { href: urls.faqStaff, label: words.faq, open: holds(me, 'communications') },
    { href: urls.talkingPointsStaff, label: words.talkingPoints, open: holds(me, 'communications') },
    { href: urls.factsStaff, label: words.facts, open: holds(me, 'communications') },
    { href: urls.eventsStaff, label: words.events, open: coalition || officer || holds(me, 'director') },
    { href: urls.board, label: words.board, open: coalition || officer || holds(me, 'director') },
    { href: urls.agreements, label: words.agreements, open: coalition || officer || holds(me, 'director') },
    { href: urls.roster, label: words.roster, open: officer || holds(me, 'steward') },
    { href: urls.coverage, label: words.coverage, open: officer },
    // The people a steward covers have their pages beside the map, which is the officers' room.
    { href: urls.myList, label: words.myList, also: officer ? undefined : urls.coverage, open: holds(me, 'steward') },
    { href: urls.questioning, label: words.questioning, open: officer },
    { href: urls.segments, label: words.segments, also: urls.segmentsOfAll, open: officer || coalition || holds(me, 'director') },
    { href: urls.data, label: words.data, open: officer },
    { href: urls.shares, label: words.shares, open: officer || coalition },
    { href: urls.offices, label: words.offices, open: officer || holds(me, 'administrator') },
    { href: urls.structure, label: words.structure, also: urls.employerDomains, open: holds(me, 'administrator') },
    { href: urls.headcounts, label: words.headcounts, open: coalition || holds(me, 'director') },
    { href: urls.audit, label: words.audit, open: officer || holds(me, 'administrator') },
    { href: urls.retention, label: words.retention, open: holds(me, 'administrator') },
    { href: urls.operation, label: words.operation, open: holds(me, 'administrator') },
  ]
  const served = new Map<string, boolean>()
  for (const { role, localKey } of me.offices) if (localKey) served.set(localKey, served.get(localKey) === true || role === 'officer')
  const locals =
    served.size > 1
      ? await db
          .selectFrom('local')
          .where('key', 'in', [...served.keys()])
          .select(['key', 'name'])
          .orderBy('name')
          .execute()
      : []
  return {
    staffNav: rooms.filter(({ open }) => open).map(({ href, label, also }) => ({ href, label, also })),
    staffLocals: locals.map(({ key, name }) => ({ key, name, officer: served.get(key)! })),
  }
}
