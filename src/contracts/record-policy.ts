import { holds, servesLocal, type Me } from '../people/office.ts'

/** The strike coordinator and communications enter and correct what is about any local or the coalition; officers what is about their own local. */
export const entersRecords = (me: Me, localId: number | null) =>
  holds(me, 'coordinator', 'communications') || (localId !== null && servesLocal(me, localId))

/** Whether there is a room of agreements for the person at all. Which locals it holds is for row security to say. */
export const readsRecords = (me: Me) => holds(me, 'coordinator', 'communications', 'administrator', 'organizer', 'director', 'officer')

/** Reads what is about this local (null: about the coalition) before it is confirmed. */
export const readsRoom = (me: Me, local: { id: number; regionId: number } | null) =>
  holds(me, 'coordinator', 'communications', 'administrator', 'organizer') ||
  (local === null
    ? holds(me, 'director', 'officer')
    : servesLocal(me, local.id) || me.offices.some(({ role, regionId }) => role === 'director' && regionId === local.regionId))
