import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { enqueue } from '../platform/jobs.ts'
import type { Lang } from '../ui/shell.ts'
import type { Role } from './office.ts'
import { hashToken } from './secrets.ts'

/** 'void': whoever invited could not grant the office any more, or has no such office to hand over. */
export type InvitationState = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'void'

export interface Invitation {
  id: number
  address: string
  /** Who is asked, as the inviter wrote it. */
  name: string
  lang: Lang
  role: Role
  /** The place in words; empty for the coalition. */
  place: string
  /** The planned end of the office. */
  until: Temporal.Instant | null
  /** The inviter's own office, which ends as this one begins. */
  handingOver: boolean
  inviter: string
  invitedAt: Temporal.Instant
  expiresAt: Temporal.Instant
  state: InvitationState
  /** To an address of the asker's. */
  mine: boolean
  /** The asker gave it, or could have: she may withdraw it. */
  given: boolean
}

const columns = sql`id, address, holder_name as name, lang, role, place, until, handing_over as "handingOver", inviter_name as inviter, invited_at as "invitedAt", expires_at as "expiresAt", state, mine, given`

/** Those that the asker got, gave or could have given, newest first. */
export const findInvitations = async (db: Db): Promise<Invitation[]> =>
  (await sql<Invitation>`select ${columns} from find_invitations(null)`.execute(db)).rows

/** The one that a mailed link shows, to whoever opens it. */
export const findInvitation = async (db: Db, token: string): Promise<Invitation | undefined> =>
  (await sql<Invitation>`select ${columns} from find_invitations(${hashToken(token)})`.execute(db)).rows[0]

export interface Invited {
  address: string
  name: string
  role: Role
  regionId: number | null
  localId: number | null
  unitId: number | null
  worksiteId: number | null
  /** The first moment at which the office is over. */
  until: Temporal.Instant | null
}

export type InviteOutcome = 'ok' | 'not-found' | 'holds' | 'already'

/** Asks somebody by mail to take an office; nothing is granted before she says yes. 'not-found': it is not the asker's to grant. */
export const inviteToOffice = (
  db: Db,
  lang: Lang,
  { address, name, role, regionId, localId, unitId, worksiteId, until }: Invited,
): Promise<InviteOutcome> =>
  ask(
    db,
    sql`${address}, ${name}, ${lang}, ${role}, ${regionId}, ${localId}, ${unitId}, ${worksiteId}, ${until?.toString() ?? null}::timestamptz, null`,
  )

/** Asks somebody to take over an office of the asker's own, which ends in the moment the successor accepts. 'not-found': not hers, over, or not hers to grant. */
export const handOver = (
  db: Db,
  lang: Lang,
  office: number,
  { address, name }: { address: string; name: string },
): Promise<InviteOutcome> => ask(db, sql`${address}, ${name}, ${lang}, null, null, null, null, null, null, ${office}`)

async function ask(db: Db, values: ReturnType<typeof sql>): Promise<InviteOutcome> {
  const {
    rows: [asked],
  } = await sql<{ outcome: InviteOutcome; invitation: number | null }>`select * from invite_to_office(${values})`.execute(db)
  if (asked!.invitation !== null) await enqueue(db, 'invitation-mail', { invitation: asked!.invitation })
  return asked!.outcome
}

/** Why an invitation can't be answered any more; 'not-found': not the asker's. */
export type AnswerRefusal = Exclude<InvitationState, 'open'> | 'not-found'
type Outcome = 'ok' | AnswerRefusal
const outcomeOf = async (db: Db, call: ReturnType<typeof sql>): Promise<AnswerRefusal | null> => {
  const {
    rows: [row],
  } = await sql<{ outcome: Outcome }>`select ${call} as outcome`.execute(db)
  return row!.outcome === 'ok' ? null : row!.outcome
}

/** Takes the office, in one step with the end of the one it replaces. */
export const acceptInvitation = (db: Db, id: number) => outcomeOf(db, sql`accept_invitation(${id})`)
/** Says no: signed in with the address, or by the link alone. */
export const declineInvitation = (db: Db, id: number, token?: string) =>
  outcomeOf(db, sql`decline_invitation(${id}, ${token === undefined ? null : hashToken(token)})`)
/** Takes back an invitation that nobody has answered. */
export const withdrawInvitation = (db: Db, id: number) => outcomeOf(db, sql`withdraw_invitation(${id})`)
