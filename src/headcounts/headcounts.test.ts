import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { cast, type Name } from '../../test/cast.ts'
import { newSolver } from '../../test/solver.ts'
import { newWorld } from '../../test/world.ts'
import { fillTables } from '../example/fill.ts'
import { asPerson } from '../platform/db.ts'
import { conditionsIn, everywhere, toldAmong, type AcrossFilter } from '../segments/across.ts'
import { countAcross } from '../segments/across-segments.ts'
import { urls } from '../urls.ts'
import { toldOf, type Group } from './tree.ts'

const world = await newWorld()
const who = (name: Name | null) => world.as(name && cast[name])
const read = async (name: Name, path: string) =>
  ((await who(name).read(path)).match(/<main.*<\/main>/s)?.[0] ?? 'no page')
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

/** Departments of worksites of locals of regions: how many people in each. */
type Sizes = number[][][][]
const regionCount = 3,
  localCount = 4,
  worksiteCount = 3,
  departmentCount = 3

/** A roster of these sizes; the structure stays, so that empty groups are there as well. An event to which each third person says yes. */
async function fill(sizes: Sizes) {
  await fillTables(
    world.ownerUrl,
    [
      'region',
      'local',
      'bargaining_unit',
      'worksite',
      'department',
      'member',
      'assignment',
      'event',
      'event_version',
      'rsvp',
      'share',
      'share_use',
      'delivery',
      'office',
      'headcount',
      'headcount_together',
    ],
    async (client) => {
      await client.query(
        `delete from rsvp; delete from assignment; delete from member; delete from share_use; delete from delivery; delete from share where local_id > 100`,
      )
      await client.query(`insert into region (id, key, name, zone) select 100 + r, 'r-' || r, 'Region ' || r, 'America/Denver' from generate_series(1, ${regionCount}) r on conflict do nothing;
      insert into local (id, key, name, parent_union_id, region_id) select 100 + n, 'l-' || n, 'Local no ' || n, 1, 101 + (n - 1) / ${localCount} from generate_series(1, ${regionCount * localCount}) n on conflict do nothing;
      insert into bargaining_unit (id, local_id, name, employer_id) select 100 + n, 100 + n, 'All', 1 from generate_series(1, ${regionCount * localCount}) n on conflict do nothing;
      insert into worksite (id, employer_id, region_id, name, zone) select 100 + w, 1, 101, 'Site ' || w, 'America/Denver' from generate_series(1, ${worksiteCount}) w on conflict do nothing;
      insert into department (id, worksite_id, name) select 100 + (w - 1) * ${departmentCount} + d, 100 + w, 'Ward ' || d from generate_series(1, ${worksiteCount}) w, generate_series(1, ${departmentCount}) d on conflict do nothing;
      update office set region_id = 101 where account_id = '${cast.dora}'`)
      let id = 0
      const members: string[] = [],
        places: string[] = []
      sizes.forEach((locals, r) =>
        locals.forEach((worksites, l) =>
          worksites.forEach((departments, w) =>
            departments.forEach((people, d) => {
              const local = 101 + r * localCount + l
              for (let n = 0; n < people; n++) {
                members.push(
                  `(${local}, ${++id}, 'A', 'B', 'b a', 'm${id}@example.org', '${id % 2 ? 'es' : 'en'}', ${id % 5 ? `'+12135551${String(id % 1000).padStart(3, '0')}'` : 'null'}, ${id % 4 ? `'${2000 + (id % 20)}-05-01'` : 'null'})`,
                )
                // The last department has none in the roster; so has everybody of the last worksite's last department no place at all.
                if (!(w === worksiteCount - 1 && d === departmentCount - 1))
                  places.push(
                    `(${local}, ${id}, ${local}, ${101 + w}, ${d === departmentCount - 1 ? 'null' : 101 + w * departmentCount + d})`,
                  )
              }
            }),
          ),
        ),
      )
      if (members.length > 0)
        await client.query(
          `insert into member (local_id, id, first_name, last_name, search_name, email, language, phone, hired_on) values ${members.join(', ')}`,
        )
      if (places.length > 0)
        await client.query(`insert into assignment (local_id, member_id, unit_id, worksite_id, department_id) values ${places.join(', ')}`)
      await client.query(
        `insert into rsvp (local_id, event_id, member_id, answer, answered_at) select local_id, (select id from event where slug = 'rally'), id, 'yes', now() from member where id % 3 = 0`,
      )
      await client.query(`delete from headcount; delete from headcount_together; select recount_headcounts(array(select id from local))`)
    },
  )
}

/** The same as the rule sees it. People without a place are a worksite of their own; groups without anybody are none below a local. */
function treeOf(sizes: Sizes): { all: Group; keys: Map<Group, string> } {
  const keys = new Map<Group, string>()
  const group = (key: string, parts: Group[], people = parts.reduce((sum, part) => sum + part.people, 0)): Group => {
    const made = { people, parts }
    keys.set(made, key)
    return made
  }
  const regions = sizes.map((locals, r) =>
    group(
      `1 ${101 + r}`,
      locals.map((worksites, l) => {
        const local = 101 + r * localCount + l
        const nowhere = worksites[worksiteCount - 1]![departmentCount - 1]!
        const sites = worksites.map((departments, w) =>
          group(
            `3 ${local} ${101 + w}`,
            departments.flatMap((people, d) =>
              people === 0 || (w === worksiteCount - 1 && d === departmentCount - 1)
                ? []
                : [group(`4 ${local} ${101 + w} ${d === departmentCount - 1 ? 'null' : 101 + w * departmentCount + d}`, [], people)],
            ),
          ),
        )
        return group(
          `2 ${local}`,
          [
            ...sites,
            group(
              `3 ${local} null`,
              [group(`4 ${local} null null`, [], nowhere)].filter(({ people }) => people > 0),
            ),
          ].filter(({ people }) => people > 0),
        )
      }),
    ),
  )
  // The two locals of the cast are there as well, without anybody.
  const empty = [1, 2].map((id) => group(`1 ${id}`, [group(`2 ${id}`, [])]))
  return { all: group('0', [...empty, ...regions]), keys }
}

const small = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 6, max: 20 }) },
)
/** Whole locals of a few people as well: else hardly one is ever hidden. */
const local = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.array(small, { minLength: departmentCount, maxLength: departmentCount }), {
      minLength: worksiteCount,
      maxLength: worksiteCount,
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ w: fc.nat(worksiteCount - 1), d: fc.nat(departmentCount - 1), people: fc.nat(7) })
      .map((there) =>
        Array.from({ length: worksiteCount }, (_, w) =>
          Array.from({ length: departmentCount }, (_, d) => (w === there.w && d === there.d ? there.people : 0)),
        ),
      ),
  },
)
const rosters: fc.Arbitrary<Sizes> = fc.array(fc.array(local, { minLength: localCount, maxLength: localCount }), {
  minLength: regionCount,
  maxLength: regionCount,
})

interface Row {
  level: number
  region_id: number | null
  local_id: number | null
  worksite_id: number | null
  department_id: number | null
  people: number
  together: boolean
  local_ids: number[] | null
}
const rowsFor = (account: string | null) =>
  asPerson(world.root, account, 'read only', async (db) => (await sql<Row>`select * from headcounts()`.execute(db)).rows)
const keyOf = (row: Row) =>
  [row.level, ...[row.region_id, row.local_id, row.worksite_id, row.department_id].slice(row.level === 1 ? 0 : 1, row.level)]
    .join(' ')
    .replace(/(?<= )(?= |$)/g, 'null')
const parentOf = (row: Row) =>
  row.level === 1
    ? '0'
    : row.level === 2
      ? `1 ${row.region_id}`
      : row.level === 3
        ? `2 ${row.local_id}`
        : `3 ${row.local_id} ${row.worksite_id ?? 'null'}`

/** What the rule tells, where it does not matter which of equal groups is hidden: by parent, the sizes told and what is together. */
function digest(all: Group, keys: Map<Group, string>): Map<string, string> {
  const found = new Map<string, string>()
  const note = (group: Group, told: ReturnType<typeof toldOf>) => {
    if (!told || group.parts.length === 0) return
    found.set(
      keys.get(group)!,
      `${told.parts
        .flatMap((part) => (part ? [part.people] : []))
        .sort((a, b) => a - b)
        .join(' ')} | ${told.together ?? ''}`,
    )
    group.parts.forEach((part, at) => note(part, told.parts[at]!))
  }
  note(all, toldOf(all))
  return found
}

test('before all: an event', async () => {
  await who('otto').post(urls.newEvent, {
    host: 'coalition',
    titleEn: 'Rally',
    slug: 'rally',
    starts: '2027-10-30T10:00',
    ends: '2027-10-30T14:00',
    zone: 'America/Los_Angeles',
    place: 'Park',
    'kind-member': 'yes',
  })
  assert.equal((await who('carla').post(urls.publishEvent('rally'), { version: '1' })).status, 303)
})

test('the rule that explains and the rule that decides agree, and no table tells a group that another hides', async () => {
  await fc.assert(
    fc.asyncProperty(rosters, async (sizes) => {
      await fill(sizes)
      const { all, keys } = treeOf(sizes)
      const groups = new Map([...keys].map(([group, key]) => [key, group]))
      const rows = await rowsFor(cast.otto)
      // The numbers are true, and add up.
      for (const row of rows) {
        if (!row.together) assert.equal(row.people, groups.get(keyOf(row))?.people, keyOf(row))
        assert.ok(row.people >= 5 || (row.people === 0 && !row.together))
      }
      const told = new Map<string, { apart: number[]; together: number | null }>()
      for (const row of rows) {
        const family = told.get(parentOf(row)) ?? { apart: [], together: null }
        if (row.together) family.together = row.people
        else family.apart.push(row.people)
        told.set(parentOf(row), family)
      }
      // Of equal groups any may be hidden, and what is below a hidden one is not told: what is told of families that both tell is the same.
      const ruled = digest(all, keys)
      for (const [parent, { apart, together }] of told)
        if (ruled.has(parent)) assert.equal(`${apart.sort((a, b) => a - b).join(' ')} | ${together ?? ''}`, ruled.get(parent), parent)
      assert.equal(told.has('0'), ruled.has('0'))

      // Every other table: the same groups, never a finer one.
      const apart = new Set(rows.filter((row) => !row.together).map(keyOf))
      const turnout = await asPerson(world.root, cast.otto, 'read only', async (db) => {
        const event = (await db.selectFrom('event').where('slug', '=', 'rally').select('id').executeTakeFirstOrThrow()).id
        return {
          locals: (
            await sql<{
              region_id: number | null
              local_id: number | null
              together: boolean
            }>`select * from event_turnout(${event})`.execute(db)
          ).rows,
          worksites: (
            await sql<{
              local_id: number
              worksite_id: number | null
              together: boolean
              members: number
            }>`select * from event_worksites(${event})`.execute(db)
          ).rows,
        }
      })
      for (const { local_id, region_id, together } of turnout.locals) {
        assert.ok(local_id === null ? together : apart.has(`2 ${local_id}`))
        assert.ok(region_id === null || apart.has(`1 ${region_id}`))
      }
      for (const row of turnout.worksites) {
        assert.ok(apart.has(`2 ${row.local_id}`))
        const same = rows.find(
          (one) =>
            one.level === 3 &&
            one.local_id === row.local_id &&
            one.together === row.together &&
            (row.together || one.worksite_id === row.worksite_id),
        )
        assert.equal(row.members, same?.people)
      }
      // Segments: the same groups again, and of each what the rule of counts tells (across.test.ts proves that rule).
      const locals = new Map<string, { people: number; ids: number[] }>()
      let id = 0
      sizes.forEach((region, r) =>
        region.forEach((worksites, l) => {
          const people = worksites.flat().reduce((sum, one) => sum + one, 0)
          locals.set(`2 ${101 + r * localCount + l}`, { people, ids: Array.from({ length: people }, () => ++id) })
        }),
      )
      const tried: [Partial<AcrossFilter>, (member: number) => boolean][] = [
        [{}, () => true],
        [{ language: 'es' }, (member) => member % 2 === 1],
        [{ phone: 'yes' }, (member) => member % 5 > 0],
        [{ hiredBefore: 2010 }, (member) => member % 4 > 0 && member % 20 < 10],
        [{ language: 'es', phone: 'yes' }, (member) => member % 2 === 1 && member % 5 > 0],
        [{ locals: [101], language: 'es' }, (member) => member % 2 === 1],
        [{ regions: [102], phone: 'yes' }, (member) => member % 5 > 0],
      ]
      for (const [part, finds] of tried) {
        const filter = { ...everywhere, ...part }
        for (const { localIds, apart: alone, people } of await asPerson(world.root, cast.otto, 'read only', (db) =>
          countAcross(db, filter),
        )) {
          const group = localIds.map((local) => locals.get(`2 ${local}`) ?? { people: 0, ids: [] })
          assert.equal(alone, apart.has(`2 ${localIds[0]}`))
          if (alone) assert.equal(localIds.length, 1)
          else if (people !== null) assert.ok(localIds.length > 1 || group[0]!.people === 0 || rows.length === 0)
          if (people !== null)
            assert.equal(
              people,
              toldAmong(
                group.flatMap(({ ids }) => ids).filter(finds).length,
                group.reduce((sum, one) => sum + one.people, 0),
                conditionsIn(filter),
              ),
            )
        }
      }
      // A director is told what the coalition is told of her region.
      const hers = await rowsFor(cast.dora)
      assert.deepEqual(
        hers.map((row) => JSON.stringify(row)).sort(),
        rows
          .filter((row) => row.region_id === 101)
          .map((row) => JSON.stringify(row))
          .sort(),
      )
    }),
    { numRuns: 8, endOnFailure: true },
  )
  for (const account of [cast.maria, cast.olga, cast.stella, cast.sven, null]) assert.deepEqual(await rowsFor(account), [])
})

/** Every row of a page's tables: under which heading, of what, and the numbers in its cells; one in brackets as well. */
const rowsOn = (html: string) =>
  [...html.matchAll(/<table class="table.*?<caption[^>]*>(.*?)<\/caption>(.*?)<\/table>/gs)].flatMap(([, caption, table]) =>
    [...table!.matchAll(/<tr role="row"><th role="rowheader"[^>]*>(.*?)<\/th>(.*?)<\/tr>/gs)].map(([, label, cells]) => ({
      caption: caption!,
      label: label!.replace(/<[^>]+>/g, ''),
      cells: [...cells!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(
        ([, cell]) => /(?:^|\()([\d,]+)\)?$/.exec(cell!.replace(/<[^>]+>/g, '').trim())?.[1]?.replaceAll(',', '') ?? null,
      ),
    })),
  )
/** Of rows with a number in their first cell that number. */
const numbersOn = (html: string) =>
  rowsOn(html).flatMap(({ caption, label, cells }) => (cells[0] == null ? [] : [{ caption, label, people: Number(cells[0]) }]))

const localsThere = Array.from({ length: regionCount * localCount }, (_, local) => local)
/** These locals lend their members for mail. */
const lend = (some: readonly number[]) =>
  fillTables(world.ownerUrl, ['share'], async (client) => {
    if (some.length > 0)
      await client.query(
        `insert into share (local_id, purpose, label, granted_by, ends_at) select 101 + n, 'messages', 'for a while', $1, now() + interval '9 days' from unnest($2::integer[]) n`,
        [cast.olga, some],
      )
  })
let mails = 0
/** Mails an update: what the second person read before, and how far it is. */
async function mail() {
  const reply = await who('carla').post(urls.newUpdate, { title: `News ${++mails}`, summary: 'Short.', body: 'Long.' })
  const id = Number(/\/updates\/(\d+)/.exec(reply.headers.get('location')!)![1])
  await who('carla').post(urls.updateReady(id), { revision: '1' })
  const review = await who('cory').read(urls.updateReview(id))
  await who('cory').post(urls.updateApproval(id), { revision: '1' })
  await world.runJobs()
  return { review, sending: await who('carla').read(urls.sending(id)) }
}

test('whoever reads every page and subtracts learns of no group of fewer than five how many they are', async () => {
  let hidden = 0
  await fc.assert(
    fc.asyncProperty(rosters, fc.subarray(localsThere), fc.subarray(localsThere), async (sizes, lending, asked) => {
      await fill(sizes)
      await lend(lending)
      // The unknowns: how many work in each department of each worksite of each local. Where nobody does, she knows it.
      const unknowns = sizes.flatMap((locals, r) =>
        locals.flatMap((worksites, l) =>
          worksites.flatMap((departments, w) =>
            departments.flatMap((people, d) => (people ? [{ local: r * localCount + l, region: r, w, d, people }] : [])),
          ),
        ),
      )
      type Unknown = (typeof unknowns)[number]
      const yes = new Map<Unknown, number>()
      let id = 0
      for (const one of unknowns) {
        yes.set(one, Array.from({ length: one.people }, () => ++id).filter((member) => member % 3 === 0).length)
      }
      const sum = (of: (one: Unknown) => boolean) => unknowns.map((one) => (of(one) ? 1n : 0n))
      const nowhere = ({ w, d }: Unknown) => w === worksiteCount - 1 && d === departmentCount - 1
      const solver = newSolver()
      const hear = (people: number, of: (one: Unknown) => boolean) => {
        assert.equal(
          people,
          unknowns.filter(of).reduce((all, one) => all + one.people, 0),
          'what is told is true',
        )
        solver.learn(sum(of))
      }
      /** A family of numbers: the whole, its parts, and the rest of it together. */
      const hearAll = (
        rows: { label: string; people: number }[],
        whole: (one: Unknown) => boolean,
        partOf: (label: string) => ((one: Unknown) => boolean) | null,
      ) => {
        const parts: ((one: Unknown) => boolean)[] = []
        for (const { label, people } of rows.toSorted((a, b) => Number(/together/.test(a.label)) - Number(/together/.test(b.label)))) {
          if (label === 'All') hear(people, whole)
          else if (/together/.test(label)) hear(people, (one) => whole(one) && !parts.some((part) => part(one)))
          else {
            const part = partOf(label)
            if (!part) continue
            parts.push((one) => whole(one) && part(one))
            hear(people, parts.at(-1)!)
          }
        }
      }
      const under = (html: string) => Map.groupBy(numbersOn(html), ({ caption }) => caption)
      const regions: number[] = []
      const first = await who('otto').read(urls.headcounts)
      for (const [caption, rows] of under(first)) {
        const region = Number(/^Locals, Region (\d+)$/.exec(caption)?.[1]) - 1
        if (Number.isNaN(region)) continue
        regions.push(region)
        hearAll(
          rows,
          (one) => one.region === region,
          (label) => {
            const local = Number(/^Local no (\d+)$/.exec(label)?.[1]) - 1
            return Number.isNaN(local) ? null : (one) => one.local === local
          },
        )
      }
      // Her last source: everybody, from a segment that asks nothing; with it the regions that stand together.
      const everybody = numbersOn(await who('otto').read(urls.newSegmentAcross('coalition'))).find(({ label }) => label === 'All')
      if (everybody && everybody.people > 0) hear(everybody.people, () => true)
      for (let local = 0; local < regionCount * localCount; local++)
        for (const [caption, rows] of under(await who('otto').read(urls.localHeadcounts(`l-${local + 1}`)))) {
          const site = Number(/^Departments, Site (\d+)$/.exec(caption)?.[1]) - 1
          if (caption === 'By worksite')
            hearAll(
              rows,
              (one) => one.local === local,
              (label) => (label === 'No place on the roster' ? nowhere : (one) => !nowhere(one) && label === `Site ${one.w + 1}`),
            )
          else if (!Number.isNaN(site))
            hearAll(
              rows,
              (one) => one.local === local && one.w === site && !nowhere(one),
              (label) =>
                label === 'No department on the roster'
                  ? (one) => one.d === departmentCount - 1
                  : (one) => one.d < departmentCount - 1 && label === `Ward ${one.d + 1}`,
            )
        }
      // Turnout: for the same groups how many of them come. Each third member said yes, which is no secret: what comes out of it is.
      const comes = (one: Unknown) => yes.get(one)!
      const come = newSolver()
      const hearCome = (people: number, of: (one: Unknown) => boolean) => {
        assert.equal(
          people,
          unknowns.filter(of).reduce((all, one) => all + comes(one), 0),
          'what is told is true',
        )
        come.learn(sum(of))
      }
      const turnout = await who('otto').read(urls.turnout('rally'))
      hearCome(Number(/stat-value">([\d,]+)<\/p><p class="stat-label">Members/.exec(turnout)![1]), () => true)
      const lines = rowsOn(turnout).filter(({ caption }) => caption === 'The numbers')
      const named = new Set<number>()
      for (const { label, cells } of lines) {
        const region = Number(/^Region (\d+)$/.exec(label)?.[1]) - 1
        const some = [...label.matchAll(/Local no (\d+)/g)].map(([, local]) => Number(local) - 1)
        if (!Number.isNaN(region)) named.add(region)
        if (some.length > 0 && !lines.some(({ label: other }) => other === `Region ${Math.floor(some[0]! / localCount) + 1}`))
          named.add(Math.floor(some[0]! / localCount))
        if (!Number.isNaN(region)) hearCome(Number(cells[2]), (one) => one.region === region)
        else if (some.length > 0) hearCome(Number(cells[2]), (one) => some.includes(one.local))
      }
      const scattered = lines.find(({ label }) => label === 'Smaller regions together')
      if (scattered) hearCome(Number(scattered.cells[2]), (one) => !named.has(one.region))
      for (let local = 0; local < regionCount * localCount; local++) {
        const rows = rowsOn(turnout).filter(({ caption }) => caption === `Local no ${local + 1}, by worksite`)
        const parts: ((one: Unknown) => boolean)[] = []
        for (const { label, cells } of rows.toSorted((a, b) => Number(/together/.test(a.label)) - Number(/together/.test(b.label)))) {
          const before = [...parts]
          const part = /together/.test(label)
            ? (one: Unknown) => one.local === local && !before.some((other) => other(one))
            : (one: Unknown) =>
                one.local === local && (label === 'No place on the roster' ? nowhere(one) : !nowhere(one) && label === `Site ${one.w + 1}`)
          parts.push(part)
          hearCome(Number(cells[0]), part)
          hear(Number(cells[1]), part)
        }
      }

      /** Told of what, she can only suppose: each that would be true is worth a try. */
      const suppose = (people: number, ...each: ((one: Unknown) => boolean)[]) => {
        for (const of of each)
          if (people > 0 && unknowns.filter(of).reduce((all, one) => all + one.people, 0) === people) solver.learn(sum(of))
      }
      const among = (some: readonly number[]) => (one: Unknown) => some.includes(one.local)
      const told = new Set(
        [...under(first)].flatMap(([, rows]) =>
          rows.flatMap(({ label }) => (/^Local no \d+$/.test(label) ? [Number(label.slice(9)) - 1] : [])),
        ),
      )
      const both = (some: readonly number[]) => [among(some), among(some.filter((local) => told.has(local)))]
      // Reach of a mail before it goes, and its progress; each member has a mailbox of her own.
      const { review, sending } = await mail()
      for (const { caption, label, people } of [...numbersOn(review), ...numbersOn(sending)]) {
        const local = Number(/^Local no (\d+)$/.exec(label)?.[1]) - 1
        if (!Number.isNaN(local) && caption !== 'Region') suppose(people, among([local]))
        else suppose(people, ...both(lending))
      }
      for (const [, names, people] of review.matchAll(/<p class="hint">([^<]*), together: ([\d,]+) mailbox/g))
        hear(Number(people!.replaceAll(',', '')), among([...names!.matchAll(/Local no (\d+)/g)].map(([, local]) => Number(local) - 1)))
      suppose(Number(/([\d,]+) mailboxes? in /.exec(review)?.[1]?.replaceAll(',', '') ?? 0), ...both(lending))
      suppose(Number(/max="(\d+)"/.exec(sending)?.[1] ?? 0), ...both(lending))
      const { rows: uses } = await asPerson(world.root, cast.carla, 'read only', (db) =>
        sql<{ local_id: number; people: number }>`select local_id, people from share_use where local_id > 100`.execute(db),
      )
      for (const { local_id, people } of uses) suppose(people, among([local_id - 101]))
      // A segment of some locals that asks nothing else.
      const form = new URLSearchParams([['step', 'count'], ...asked.map((local): [string, string] => ['locals', String(101 + local)])])
      for (const { label, people } of numbersOn(await (await who('otto').post(urls.newSegmentAcross('coalition'), form)).text())) {
        const some = [...label.matchAll(/Local no (\d+)/g)].map(([, local]) => Number(local) - 1)
        suppose(people, ...(some.length > 0 ? [among(some)] : both(asked.length > 0 ? asked : localsThere)))
      }

      // What she wants: each group of the tree.
      const groups = [
        ...sizes.map((_, region) => (one: Unknown) => one.region === region),
        ...sizes.flat().map((_, local) => (one: Unknown) => one.local === local),
        ...unknowns.map((of) => (one: Unknown) => one.local === of.local && one.w === of.w && nowhere(one) === nowhere(of)),
        ...unknowns.map((of) => (one: Unknown) => one === of),
      ]
      for (const group of groups) {
        const people = unknowns.filter(group).reduce((all, one) => all + one.people, 0)
        if (people === 0 || people >= 5) continue
        hidden++
        assert.ok(!solver.knows(sum(group)), `${people} people come out`)
        if (unknowns.some((one) => group(one) && comes(one) > 0))
          assert.ok(!come.knows(sum(group)), `how many of ${people} people come comes out`)
      }
    }),
    { numRuns: 6, endOnFailure: true },
  )
  assert.ok(hidden > 20, 'there was something to find out')
})

/** A local whose people work in one department. */
const alone = (people: number) => [
  [people, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
]
const large = [
  [9, 8, 6],
  [3, 9, 0],
  [0, 0, 0],
]
/** Region 101: local 101 large, 102 of three people, 103 of seven, 104 of twenty. */
const plain: Sizes = [[large, alone(3), alone(7), alone(20)], [6, 7, 8, 9].map(alone), [6, 7, 8, 9].map(alone)]

test('the page: regions, locals, worksites and departments; small ones together', async () => {
  await fill(plain)
  const coalition = await read('otto', urls.headcounts)
  assert.match(coalition, /Region 1 65 members/)
  assert.match(coalition, /Local no 2, Local no 3: together 10 members/)
  assert.doesNotMatch(coalition, /Local no 2 3|Local no 3 7/)
  const director = await read('dora', urls.headcounts)
  assert.match(director, /Local no 1 35 members/)
  assert.doesNotMatch(director, /Region 2|Local no 5/)
  const local = await read('dora', urls.localHeadcounts('l-1'))
  assert.match(local, /Site 1 23 members/)
  assert.match(local, /Site 2 12 members/)
  assert.doesNotMatch(local, /Departments, Site 2/, 'three and nine: nothing can be told apart')
  assert.match(local, /Departments, Site 1 .*Ward 1 9 .*Ward 2 8 .*No department on the roster 6/)
  assert.match(await read('dora', urls.localHeadcounts('l-2')), /Local no 2 is not told by itself/)
  assert.equal((await who('dora').get(urls.localHeadcounts('l-5'))).status, 404)
  for (const name of ['olga', 'stella', 'sven', 'maria', null] as const)
    for (const path of [urls.headcounts, urls.localHeadcounts('l-1')]) assert.equal((await who(name).get(path)).status, 404, String(name))
})

test('a table changes when at least five people came, went or moved in a local, and company stays', async () => {
  await fill(plain)
  const change = (statement: string) =>
    fillTables(
      world.ownerUrl,
      ['member', 'assignment', 'headcount', 'headcount_together', 'rsvp'],
      async (client) => void (await client.query(statement)),
    )
  const join = (local: number, site: number, ward: number | null, people: number, first: number) => `
    insert into member (local_id, id, first_name, last_name, search_name, email) select ${local}, ${first} + n, 'A', 'B', 'b a', 'x' || (${first} + n) || '@example.org' from generate_series(1, ${people}) n;
    insert into assignment (local_id, member_id, unit_id, worksite_id, department_id) select ${local}, ${first} + n, ${local}, ${site}, ${ward} from generate_series(1, ${people}) n;`
  const before = await read('dora', urls.headcounts),
    inside = await read('dora', urls.localHeadcounts('l-1'))
  await change(join(102, 101, 101, 4, 50_000))
  await change(
    `delete from assignment where local_id = 101 and department_id = 101 and member_id in (select member_id from assignment where local_id = 101 and department_id = 101 limit 4)`,
  )
  assert.equal(
    await read('dora', urls.headcounts),
    before,
    'four joined one local, four have no place in another any more: nothing is told',
  )
  assert.equal(await read('dora', urls.localHeadcounts('l-1')), inside)
  // One more: a local of three has eight now, and still stands with the one that kept it company.
  await change(join(102, 101, 101, 1, 60_000))
  assert.match(await read('dora', urls.headcounts), /Local no 2, Local no 3: together 15 members/)
  await change(join(102, 101, 101, 6, 70_000))
  const apart = await read('dora', urls.headcounts)
  assert.match(apart, /Local no 2 14 members/)
  assert.match(apart, /Local no 3 7 members/)
})

test('what an officer changes is counted by a job, as much as is told', async () => {
  await fill(plain)
  const add = (from: number, people: number) =>
    asPerson(world.root, cast.olga, 'read write', async (db) => {
      for (let n = 0; n < people; n++)
        await sql`insert into member (local_id, first_name, last_name, search_name) values (1, 'A', 'B', ${`b a ${from + n}`})`.execute(db)
    })
  await add(0, 6)
  assert.doesNotMatch(await read('otto', urls.headcounts), /Local 12 North 6/)
  await world.runJobs()
  assert.match(await read('otto', urls.headcounts), /Local 12 North 6/)
  await add(10, 2)
  await world.runJobs()
  assert.match(await read('otto', urls.headcounts), /Local 12 North 6/)
  await add(20, 3)
  await world.runJobs()
  assert.match(await read('otto', urls.headcounts), /Local 12 North 11/)
})

test('turnout, reach and sending tell the same groups', async () => {
  await fill(plain)
  await world.look('sender', 'delete from reach_told') // what was told of the rosters of other tests, up to four people away, would be told again
  const turnout = await read('dora', urls.turnout('rally'))
  assert.match(turnout, /Local no 2, Local no 3: together \d/)
  assert.doesNotMatch(turnout, /Local no 2 \d|Local no 3 \d/)
  assert.match(turnout, /Local no 1, by worksite .*Site 1/)
  const lend = (first: number, last: number) =>
    fillTables(
      world.ownerUrl,
      ['share'],
      async (client) =>
        void (await client.query(
          `insert into share (local_id, purpose, label, granted_by, ends_at) select 100 + n, 'messages', 'for a while', '${cast.olga}', now() + interval '9 days' from generate_series(${first}, ${last}) n`,
        )),
    )
  await lend(1, 2)
  const id = Number(
    /\/updates\/(\d+)/.exec(
      (await who('carla').post(urls.newUpdate, { title: 'News', summary: 'Short.', body: 'Long.' })).headers.get('location')!,
    )![1],
  )
  await who('carla').post(urls.updateReady(id), { revision: '1' })
  const alone = await read('cory', urls.updateReview(id))
  assert.match(alone, /35 mailboxes in 2 locals/, 'of those that stand together one only lends: how many of it would tell both')
  assert.match(alone, /Local no 2, together: not told/)
  await lend(3, 3)
  const review = await read('cory', urls.updateReview(id))
  assert.match(review, /45 mailboxes in 3 locals/)
  assert.match(review, /Local no 1 35/)
  assert.match(review, /Local no 2 not told by itself/)
  assert.match(review, /Local no 2, Local no 3, together: 10 mailboxes/)
  await who('cory').post(urls.updateApproval(id), { revision: '1' })
  await world.runJobs()
  const sending = await read('carla', urls.sending(id))
  assert.match(sending, /Local no 1 35 35/)
  assert.match(sending, /together 10 10/)
  assert.doesNotMatch(sending, /Local no [23]/)
  const uses = await asPerson(world.root, cast.carla, 'read only', (db) =>
    db.selectFrom('share_use').select(['local_id', 'people']).execute(),
  )
  assert.deepEqual(uses, [{ local_id: 101, people: 35 }], 'nor does the record of a share tell how many a small local has')
})
