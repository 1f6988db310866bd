import { facilities } from '../../db/example/facilities.ts'
import { memberOf, rosterSize, rosterTotal, type ExampleMember } from '../../db/example/members.ts'
import { accountHolders, accountId, examplePeople } from '../../db/example/people.ts'
import { coalition, employer, locals, parentUnions, regions, shifts, works } from '../../db/example/structure.ts'
import { recordTables } from '../contracts/record-kinds.ts'
import { searchName } from '../roster/fold.ts'
import { exampleContent, contentTables } from './content.ts'
import { exampleContracts } from './contracts.ts'
import { parts } from './example.en.ts'
import { copyRows, fillTables, type Cell } from './fill.ts'
import { departmentId, localId, memberId, regionId, unitId } from './ids.ts'
import { startingMoment } from './moments.ts'

const tables = [
  'deployment',
  'parent_union',
  'employer',
  'region',
  'local',
  'bargaining_unit',
  'worksite',
  'department',
  'shift',
  'classification',
  'account',
  'account_address',
  'member',
  'assignment',
  'office',
  'cover',
  'share',
  'example_person',
]

/**
 * Fills an empty, migrated database with the example campaign, in one transaction: all of it or nothing. `ownerUrl` is that of the
 * owner of the tables. `log` gets a sentence when it is done, with how long it took.
 */
export async function loadExample(ownerUrl: string, { log = () => {} }: { log?: (sentence: string) => void } = {}) {
  const began = performance.now()
  await fillTables(ownerUrl, [...tables, ...contentTables, ...recordTables], async (client) => {
    await copyRows(
      client,
      'deployment',
      ['mode', 'coalition', 'zone', 'postal_address', 'reply_to', 'set_up_at'],
      [['example', coalition.name, coalition.zone, coalition.postalAddress, coalition.replyTo, Temporal.Now.instant().toString()]],
    )
    await client.query('update campaign_clock set ahead = $1::timestamptz - now(), moved_at = now()', [startingMoment.at.toString()])
    await copyRows(client, 'parent_union', ['id', 'name'], numbered(parentUnions))
    await copyRows(client, 'employer', ['id', 'name'], [[1, employer]])
    await copyRows(
      client,
      'region',
      ['id', 'key', 'name', 'zone'],
      regions.map(({ key, name, zone }, place) => [place + 1, key, name, zone]),
    )
    await copyRows(
      client,
      'local',
      ['id', 'key', 'name', 'parent_union_id', 'region_id'],
      locals.map((local) => [localId(local.key), local.key, local.name, parentUnions.indexOf(local.parent) + 1, regionId(local.region)]),
    )
    await copyRows(
      client,
      'bargaining_unit',
      ['local_id', 'id', 'name', 'employer_id'],
      locals.flatMap((local) => local.units.map((unit, place) => [localId(local.key), unitId(local.key, place), unit.name, 1])),
    )
    await copyRows(
      client,
      'worksite',
      ['id', 'employer_id', 'region_id', 'name', 'city', 'zone'],
      facilities.map((facility) => [facility.id, 1, regionId(facility.region), facility.name, facility.city, facility.zone]),
    )
    await copyRows(
      client,
      'department',
      ['worksite_id', 'id', 'name'],
      facilities.flatMap((facility) => facility.departments.map((name) => [facility.id, departmentId(facility.id, name), name])),
    )
    await copyRows(client, 'shift', ['id', 'name'], numbered(shifts))
    await copyRows(client, 'classification', ['id', 'name'], numbered(Object.values(works).map((work) => work.name)))
    await copyRows(
      client,
      'account',
      ['id'],
      accountHolders.map(({ key }) => [accountId(key)]),
    )
    await copyRows(
      client,
      'account_address',
      ['address', 'account_id'],
      accountHolders.map(({ key, email }) => [email, accountId(key)]),
    )
    const assignments: Cell[][] = []
    await copyRows(
      client,
      'member',
      ['local_id', 'id', 'external_id', 'first_name', 'last_name', 'search_name', 'email', 'phone', 'language', 'hired_on', 'account_id'],
      memberRows(assignments),
    )
    await copyRows(
      client,
      'assignment',
      ['local_id', 'member_id', 'unit_id', 'worksite_id', 'department_id', 'shift_id', 'classification_id'],
      assignments,
    )
    await copyRows(
      client,
      'office',
      ['account_id', 'holder_name', 'role', 'scope_kind', 'region_id', 'local_id', 'worksite_id'],
      officeRows(),
    )
    await copyRows(
      client,
      'example_person',
      ['key', 'account_id', 'name', 'part', 'place'],
      examplePeople.map(({ key, name }, place) => [key, accountId(key), name, parts[key], place]),
    )
    // Each steward covers a dozen people of the place where she works.
    await client.query(`
      insert into cover (local_id, member_id, worksite_id, department_id, shift_id, office_id, given_by)
      select p.local_id, p.member_id, p.worksite_id, p.department_id, p.shift_id, o.id, (select min(officer.account_id::text)::uuid from office officer where officer.local_id = o.local_id and officer.role = 'officer')
      from office o join member m on m.local_id = o.local_id and m.account_id = o.account_id
      cross join lateral (select * from assignment a where a.local_id = m.local_id and a.member_id = m.id and a.worksite_id = o.worksite_id limit 1) own
      cross join lateral (select distinct a.local_id, a.member_id, a.worksite_id, a.department_id, a.shift_id from assignment a
        where a.local_id = own.local_id and a.worksite_id = own.worksite_id and a.department_id = own.department_id and a.shift_id = own.shift_id order by a.member_id limit 12) p
      where o.role = 'steward'`)
    await client.query(
      `insert into share (local_id, purpose, label, granted_by, ends_at)
      select local_id, 'messages', 'until ratification', account_id, now() + interval '400 days' from office join local on local.id = local_id where role = 'officer' and key = any ($1)`,
      [locals.filter((local) => local.shares).map((local) => local.key)],
    )
    await exampleContent(client)
    await exampleContracts(client)
    await client.query(`analyze ${['member', 'assignment', ...contentTables, ...recordTables].join(', ')}`)
  })
  log(
    `Loaded the example campaign: ${rosterTotal.toLocaleString('en')} members of ${locals.length} locals, in ${((performance.now() - began) / 1000).toFixed(1)} s.`,
  )
}

const shiftIds = new Map<string, number>(shifts.map((name, place) => [name, place + 1]))
const workIds = new Map(Object.keys(works).map((key, place) => [key, place + 1]))
const numbered = (names: readonly string[]): Cell[][] => names.map((name, place) => [place + 1, name])

const accountOfMember = new Map(
  accountHolders.filter((person) => person.member).map(({ member, key }) => [member as string, accountId(key)]),
)

/** The rows of all members. Their assignments are put into `assignments` on the way: a member is made once. */
function* memberRows(assignments: Cell[][]): Generator<Cell[]> {
  for (const local of locals)
    for (let place = 0; place < rosterSize(local); place++) {
      const member = memberOf(local, place)
      const of = localId(local.key),
        id = memberId(local.key, place)
      for (const { unit, facility, department, shift, work } of member.jobs)
        assignments.push([
          of,
          id,
          unitId(local.key, unit),
          facility.id,
          departmentId(facility.id, department),
          shiftIds.get(shift),
          workIds.get(work),
        ])
      const { external, first, last, email, phone, language, hired } = member
      yield [
        of,
        id,
        external,
        first,
        last,
        searchName(first, last),
        email,
        phone,
        language,
        hired,
        accountOfMember.get(`${local.key}/${place}`),
      ]
    }
}

function* officeRows(): Generator<Cell[]> {
  for (const { key, name, member, office } of accountHolders) {
    if (!office) continue
    const [local, place] = member?.split('/') ?? []
    const known = name || named(memberOf(locals[localId(local!) - 1]!, Number(place)))
    const row = (scope: string, region: number | null, of: number | null, worksite: number | null) => [
      accountId(key),
      known,
      office.role,
      scope,
      region,
      of,
      worksite,
    ]
    if (office.role === 'director') yield row('region', regionId(office.region), null, null)
    else if (office.role === 'officer') yield row('local', null, localId(office.local), null)
    else if (office.role === 'steward')
      yield row('worksite', null, localId(office.local), facilities.find((facility) => facility.name === office.facility)!.id)
    else yield row('coalition', null, null, null)
  }
}

const named = ({ first, last }: ExampleMember) => `${first} ${last}`
