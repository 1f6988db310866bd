import { holds, type Me } from '../people/office.ts'

/** Who enters the room of the board. What is in it for her, row security says: an officer's own local whole, of the others what is announced. */
export const readsBoard = (me: Me) => holds(me, 'coordinator', 'communications', 'administrator', 'organizer', 'director', 'officer')
