import { sql } from 'kysely'
import { findMembers } from '../src/roster/roster-queries.ts'
import { readFilters } from '../src/roster/filters.ts'
import { countSegment } from '../src/segments/in-segment.ts'
import { asTyped, everybody, type Filter } from '../src/segments/segment.ts'
import { findCoverage, findPlaceRows } from '../src/stewards/steward-queries.ts'
import { urls } from '../src/urls.ts'
import { million } from './million.ts'
import { benchmarkOf, type Question } from './questions.ts'

const listed = (name: string, query: Record<string, string>, bare?: Question['bare']): Question => ({
  name,
  ask: async (db, { id }) => {
    const { members } = await findMembers(db, id, readFilters(query))
    if (members.length === 0) throw new Error(`${name} finds nobody`)
  },
  bare,
  page: ({ key }) => ({ path: `${urls.localRoster(key)}?${new URLSearchParams(query)}` }),
})

export const list = [listed('the first page of the list', {}), listed('who has no e-mail', { without: 'email' })]
export const searches = [
  listed('a last name', { search: 'Santos' }),
  listed('a first name', { search: 'Noelani' }),
  listed('first and last name', { search: 'maria whitaker' }),
  listed('a second last name', { search: 'ortega' }),
  listed('an e-mail address', { search: 'member.997@example.org' }),
  listed('a phone', { search: '(213) 200-0997' }),
]

const segment = (name: string, part: Partial<Filter>): Question => {
  const filter = { ...everybody, ...part }
  const form = Object.fromEntries(
    Object.entries(asTyped(filter)).flatMap(([field, values]) => (values.length ? [[field, values.join(',')]] : [])),
  )
  return {
    name,
    ask: async (db, { id }) => {
      if (!(await countSegment(db, id, filter))) throw new Error(`${name} is empty`)
    },
    page: ({ key }) => ({ path: urls.newSegment(key), form: { step: 'count', ...form } }),
  }
}
export const segments = [
  segment('one shift of one worksite', { worksites: [101], shifts: [1] }),
  segment('nights', { shifts: [3] }),
  segment('Spanish', { languages: ['es'] }),
  segment('hired since 2020', { hiredFrom: '2020-01-01' }),
  segment('without a phone', { phone: 'no' }),
]

export const coverage: Question[] = [
  {
    name: 'all worksites of a local',
    ask: (db, { id }) => findCoverage(db, id, 10),
    bare: (db, { id }) =>
      sql`with measured as (select *, (people + 9) / 10 as needed from place_total where local_id = ${id})
        select w.id, w.name, sum(p.people)::integer as people, sum(p.needed)::integer as needed, sum(least(p.needed, p.stewards))::integer as filled, sum(p.uncovered)::integer as uncovered,
          count(*)::integer as places, count(*) filter (where p.stewards = 0)::integer as empty
        from measured p join worksite w on w.id = p.worksite_id group by w.id, w.name order by w.name`.execute(db),
    page: ({ key }) => ({ path: urls.localCoverage(key) }),
  },
  {
    name: 'the map of a worksite',
    ask: (db, { id }) => findPlaceRows(db, id, 101),
    bare: (db, { id }) =>
      sql`select department_id, shift_id, office_id, sum(people)::integer as people from place_count where local_id = ${id} and worksite_id = 101 group by 1, 2, 3`.execute(
        db,
      ),
    page: ({ key }) => ({ path: urls.worksiteCoverage(key, 101) }),
  },
]

export const memberList = benchmarkOf('member-list', list, million)
export const memberSearch = benchmarkOf('member-search', searches, million)
export const segmentCount = benchmarkOf('segment-count', segments, million)
export const coverageMap = benchmarkOf('coverage-map', coverage, million)
