import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Me, MyMember, Office } from './office.ts'

/** What a transaction has read of somebody already: page, menu and rules all ask who asks. */
const known = new WeakMap<Db, Map<string, Promise<Me>>>()

/** Who asks, with the rows and the living offices that are theirs, as the transaction first read them. Null for a visitor. */
export async function findMe(db: Db, account: string | null): Promise<Me | null> {
  if (!account) return null
  const here = known.get(db) ?? new Map<string, Promise<Me>>()
  known.set(db, here)
  const me = here.get(account) ?? readMe(db, account)
  here.set(account, me)
  return me
}

async function readMe(db: Db, account: string): Promise<Me> {
  const offices = (await db
    .selectFrom('office')
    .leftJoin('region', 'region.id', 'office.region_id')
    .leftJoin('local', 'local.id', 'office.local_id')
    .leftJoin('bargaining_unit', 'bargaining_unit.id', 'office.unit_id')
    .leftJoin('worksite', 'worksite.id', 'office.worksite_id')
    .where('office.account_id', '=', account)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', sql<Temporal.Instant>`now()`)]))
    .select([
      'office.id',
      'role',
      'holder_name as holderName',
      'scope_kind as scopeKind',
      'office.region_id as regionId',
      'office.local_id as localId',
      'local.key as localKey',
      'unit_id as unitId',
      'office.worksite_id as worksiteId',
      sql<string>`concat_ws(', ', coalesce(worksite.name, bargaining_unit.name), coalesce(local.name, region.name))`.as('place'),
    ])
    .orderBy('office.id')
    .execute()) as Office[]
  const members = (await db
    .selectFrom('member')
    .innerJoin('local', 'local.id', 'member.local_id')
    .where('member.account_id', '=', account)
    .select([
      'local.id as localId',
      'local.key as localKey',
      'local.name as localName',
      'member.id as memberId',
      'first_name as firstName',
      'last_name as lastName',
      'email',
      'phone',
      'language',
    ])
    .orderBy('local.name')
    .execute()) as MyMember[]
  const name = offices[0]?.holderName ?? (members[0] ? `${members[0].firstName} ${members[0].lastName}` : null)
  return { account, name, members, offices }
}

/** The person signed in; a visitor gets what everybody gets who may not see the page. */
export async function requireMe(db: Db, account: string | null): Promise<Me> {
  const me = await findMe(db, account)
  if (!me) throw new NotFound()
  return me
}
