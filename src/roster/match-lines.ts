import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../platform/db.ts'
import { findRules } from './import-queries.ts'
import { policyOf } from './import-rules.ts'
import { idColumns, outcomeOf } from './outcome.ts'

/** The lock under which one import of a local at a time is compared with the roster, written to it or taken back. Held to the end of the transaction. */
export const lockRoster = (db: Db, localId: number) => sql`select pg_advisory_xact_lock(7305219, ${localId})`.execute(db)

export interface Counts {
  newRows: number
  changedRows: number
  unchangedRows: number
  problemRows: number
  absent: number
  /** Units of which somebody is not in the file. */
  units: { id: number; name: string; members: number; absent: number }[]
}

/**
 * Decides for every staged line whom it is about, within its local alone, and writes the verdicts. Takes the roster's lock.
 *
 * A row is about the member with its number; else about the one with its id in another system, the first column of them first; else about the only one with its e-mail address; else about the only one with its telephone
 * and last name. A member whom one row names by number is no candidate for another row's address; one whose number differs never is.
 * Rows are taken in the order of how surely they name somebody, and every refusal looks at the roster as it would be afterwards: so the
 * same file a second time finds each of its people, and changes nothing (the property in match-lines.test.ts).
 */
export async function matchLines(db: Db, localId: number, importId: number): Promise<Counts> {
  const local = sql.lit(localId),
    file = sql.lit(importId)
  const rules = await findRules(db, localId, importId)
  const ids = idColumns(rules)
  const { from, changes } = outcomeOf(rules, localId, importId)
  const run = async (statement: RawBuilder<unknown>) => Number((await statement.execute(db)).numAffectedRows ?? 0)
  const lines = sql`import_line l where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null`
  /** Lines about which nothing is decided yet. */
  const open = sql`not exists (select from claim where claim.line = l.line) and not exists (select from refused where refused.line = l.line) and not exists (select from follower where follower.line = l.line)`
  const refuse = (code: string, line: RawBuilder<unknown>, ...values: RawBuilder<unknown>[]) =>
    sql`insert into refused select ${line}, jsonb_build_array(jsonb_build_array(${sql.join([sql.lit(code), ...values.map((value) => sql`coalesce(${value}::text, '')`)])}))`
  /** A row with a number or another system's id names its person: two ids are two people, also with one mailbox. */
  const keyed = sql`(l.external_id is not null${sql.join(
    ids.map(({ value }) => sql` or ${value} is not null`),
    sql``,
  )})`
  const keyless = sql`not ${keyed}`
  const nameOf = (member: string) => sql.raw(`${member}.first_name || ' ' || ${member}.last_name`)

  await lockRoster(db, localId)
  await run(sql`delete from import_verdict where local_id = ${local} and import_id = ${file}`)
  await run(sql`create temp table claim (line integer, member_id bigint, follows integer, moved boolean) on commit drop`)
  await run(sql`create temp table refused (line integer, reasons jsonb) on commit drop`)
  await run(sql`create temp table follower (line integer, leader integer) on commit drop`)
  const {
    rows: [facts],
  } = await sql<{ keyless: boolean; numberless: boolean }>`select
    exists (select from ${lines} and ${keyless}) as keyless,
    ${ids.length ? sql`true` : sql`exists (select from member where local_id = ${local} and external_id is null)`} as numberless`.execute(
    db,
  )

  // The same number again: another unit of the same person, or a row too many.
  await run(sql`
    create temp table twin on commit drop as
    select l.line, f.first_line, l.external_id, row_number() over (partition by l.external_id, l.unit_id order by l.line) as nth_of_unit
    from import_line l
    join (select l.external_id, min(l.line) as first_line from ${lines} and l.external_id is not null group by l.external_id having count(*) > 1) f on f.external_id = l.external_id
    where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null`)
  const sameNumber = sql`from twin t
    join import_line l on l.local_id = ${local} and l.import_id = ${file} and l.line = t.line
    join import_line f on f.local_id = ${local} and f.import_id = ${file} and f.line = t.first_line
    where t.line > t.first_line`
  const otherUnit = sql`t.nth_of_unit = 1 and l.unit_id is not null and f.unit_id is not null`
  const agrees = sql`l.search_name = f.search_name and (l.email is null or l.email is not distinct from f.email) and (l.phone is null or l.phone is not distinct from f.phone)`
  await run(sql`insert into follower select l.line, t.first_line ${sameNumber} and ${otherUnit} and ${agrees}`)
  await run(
    sql`${refuse('differs-from', sql`l.line`, sql`t.first_line`, sql`t.external_id`)} ${sameNumber} and ${otherUnit} and not (${agrees})`,
  )
  await run(sql`${refuse('same-number', sql`l.line`, sql`t.first_line`, sql`t.external_id`)} ${sameNumber} and not (${otherUnit})`)

  // The number of a record that was merged into another one: it would come back as a new one.
  await run(sql`
    ${refuse('merged-number', sql`l.line`, sql`l.external_id`, nameOf('m'), sql`m.external_id`)}
    from import_line l join member_merge g on g.local_id = ${local} and g.gone ->> 'external_id' = l.external_id join member m on m.local_id = ${local} and m.id = g.kept_id
    where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and m.external_id is distinct from l.external_id
      and not exists (select from member o where o.local_id = ${local} and o.external_id = l.external_id)
      and not exists (select from refused where refused.line = l.line) and not exists (select from follower where follower.line = l.line)`)

  for (const { value } of ids)
    await run(sql`
      ${refuse('same-source-id', sql`l.line`, sql`f.first_line`, value)} from import_line l
      join (select ${value} as id, min(l.line) as first_line from ${lines} and ${value} is not null and ${open} group by 1 having count(*) > 1) f on f.id = ${value}
      where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and l.line > f.first_line and ${open}`)

  // 1. By number, and by the id in the other system. Where nothing else is the same, the id went to another person: nobody else gets it by this row.
  const moved = sql`m.search_name <> l.search_name and not starts_with(m.search_name, l.last_key || ' ')
    and right(m.search_name, length(l.search_name) - length(l.last_key)) <> substr(l.search_name, length(l.last_key) + 1)
    and (l.email is null or m.email is null or l.email <> m.email) and (l.phone is null or m.phone is null or l.phone <> m.phone)`
  await run(sql`
    insert into claim select l.line, m.id, null, ${moved} from import_line l join member m on m.local_id = ${local} and m.external_id = l.external_id
    where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null
      and not exists (select from refused where refused.line = l.line) and not exists (select from follower where follower.line = l.line)`)
  await run(
    sql`${refuse('number-moved', sql`c.line`, sql`m.external_id`, nameOf('m'), sql`''`)} from claim c join member m on m.local_id = ${local} and m.id = c.member_id where c.moved`,
  )
  await analyze(db)

  const unclaimed = sql`not exists (select from claim where claim.member_id = m.id)`
  for (const { source, value } of ids) {
    const holders = sql`import_line l join member_elsewhere e on e.local_id = ${local} and e.source = ${source} and e.external_id = ${value} join member m on m.local_id = ${local} and m.id = e.member_id`
    const these = sql`l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and not exists (select from refused where refused.line = l.line) and not exists (select from follower where follower.line = l.line)`
    await run(
      sql`insert into claim select l.line, m.id, null, ${moved} from ${holders} where ${these} and ${open} and ${unclaimed} and (l.external_id is null or m.external_id is null)`,
    )
    await run(
      sql`${refuse('source-id-moved', sql`l.line`, value, nameOf('m'), sql`m.external_id`, source)} from ${holders} join claim c on c.line = l.line and c.member_id = m.id where ${these} and c.moved`,
    )
    await run(
      sql`${refuse('same-member', sql`l.line`, sql`c.line`, sql`''`)} from ${holders} join claim c on c.member_id = m.id and c.line <> l.line where ${these} and l.external_id is null and ${open}`,
    )
    await run(
      sql`${refuse('source-id-of-other', sql`l.line`, value, nameOf('m'), sql`m.external_id`, source)} from ${holders} left join claim c on c.line = l.line where ${these} and c.member_id is distinct from m.id`,
    )
    await analyze(db)
  }
  const sameLast = sql`m.phone = l.phone and starts_with(m.search_name, l.last_key || ' ')`
  // Whoever has an address that stands in the file is looked for by that address, not by telephone.
  const unreserved = sql`not exists (select from import_line o where o.local_id = ${local} and o.import_id = ${file} and o.reasons is null and o.email = m.email and o.line <> l.line)`
  const initial = sql`substr(m.search_name, length(l.last_key) + 2, 1) = substr(l.search_name, length(l.last_key) + 2, 1)`
  const otherId = sql.join(
    ids.map(
      ({ source, value }) =>
        sql` and (${value} is null or not exists (select from member_elsewhere e where e.local_id = ${local} and e.source = ${source} and e.member_id = m.id))`,
    ),
    sql``,
  )
  const pairs = (condition: RawBuilder<unknown>) => sql`
    select l.line, m.id, m.search_name = l.search_name as same from import_line l join member m on m.local_id = ${local} and ${condition}
    where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and ${open} and ${unclaimed}${otherId}`
  /** Of the candidates: the one of the same name; else the only one, when nobody else asks for them. */
  const claimSure = (condition: RawBuilder<unknown>) =>
    run(sql`
    insert into claim select line, id from (
      select line, id, same, count(*) over (partition by line) as candidates, count(*) over (partition by id) as askers,
        count(*) filter (where same) over (partition by line) as same_candidates, count(*) filter (where same) over (partition by id) as same_askers
      from (${pairs(condition)}) p) counted
    where same and same_candidates = 1 and same_askers = 1 or candidates = 1 and askers = 1`)

  // 2. Rows whose number is new, for members who have none yet.
  if (facts!.numberless) {
    const numberless = ids.length
      ? sql`${keyed} and (l.external_id is null or m.external_id is null)`
      : sql`m.external_id is null and l.external_id is not null`
    await claimSure(sql`${numberless} and m.email = l.email`)
    await claimSure(
      sql`${numberless} and ${sameLast} and ${initial} and ${unreserved} and (m.email is null or l.email is null or m.search_name = l.search_name)`,
    )
  }

  if (facts!.keyless) {
    // 3. Rows without a number. First those that say an address which another row says, or leaves as it is.
    await run(sql`
      create temp table mailbox on commit drop as
      select l.line, coalesce(l.email, m.email) as email, ${keyed} as numbered
      from import_line l left join claim c on c.line = l.line left join member m on m.local_id = ${local} and m.id = c.member_id
      where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and coalesce(l.email, m.email) is not null
        and not exists (select from refused where refused.line = l.line)`)
    await run(sql`analyze mailbox`)
    await run(sql`
      ${refuse('same-email', sql`l.line`, sql`min(b.line)`, sql`l.email`)}
      from import_line l join mailbox b on b.email = l.email and b.line <> l.line and (b.numbered or b.line < l.line)
      where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and ${keyless} and ${open} group by l.line, l.email`)
    await claimSure(sql`${keyless} and m.email = l.email`)
    await run(sql`
      ${refuse('email-ambiguous', sql`line`, sql`email`, sql`count(*)`)}
      from (select l.line, l.email from import_line l join member m on m.local_id = ${local} and m.email = l.email
        where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and ${keyless} and ${open} and ${unclaimed}) p group by line, email`)
    await claimSure(sql`${keyless} and l.email is not null and ${sameLast} and ${initial} and ${unreserved}`)

    // 4. Rows with neither number nor address.
    await run(sql`
      create temp table telephone on commit drop as
      select l.line, coalesce(l.phone, m.phone) as phone, l.last_key, ${keyed} or l.email is not null as surer
      from import_line l left join claim c on c.line = l.line left join member m on m.local_id = ${local} and m.id = c.member_id
      where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and coalesce(l.phone, m.phone) is not null
        and not exists (select from refused where refused.line = l.line)`)
    await run(sql`analyze telephone`)
    const bare = sql`${keyless} and l.email is null`
    await run(sql`
      ${refuse('same-phone', sql`l.line`, sql`min(t.line)`, sql`l.phone`)}
      from import_line l join telephone t on t.phone = l.phone and t.last_key = l.last_key and t.line <> l.line and (t.surer or t.line < l.line)
      where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and ${bare} and ${open} group by l.line, l.phone`)
    await run(sql`
      ${refuse('phone-of-other', sql`p.line`, sql`p.phone`, nameOf('m'), sql`m.external_id`)}
      from (select l.line, l.phone, min(m.id) as id from import_line l join member m on m.local_id = ${local} and ${sameLast} and ${unreserved}
        where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and ${bare} and ${open} and ${unclaimed} group by l.line, l.phone
        having count(*) = 1 and not bool_or(${initial})) p
      join member m on m.local_id = ${local} and m.id = p.id`)
    await claimSure(sql`${bare} and ${sameLast} and ${unreserved}`)
    await run(sql`
      ${refuse('phone-ambiguous', sql`line`, sql`phone`, sql`count(*)`)}
      from (select l.line, l.phone from import_line l join member m on m.local_id = ${local} and ${sameLast} and ${unreserved}
        where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null and ${bare} and ${open} and ${unclaimed}) p group by line, phone`)
  }
  await run(sql`insert into claim select f.line, c.member_id, f.leader from follower f join claim c on c.line = f.leader`)
  await analyze(db)

  // Which assignment a row is about: that of its unit; else, for a person in one unit, that one, which moves. Where units are kept, a row
  // about another unit says nothing of where she works.
  const unitPolicy = policyOf(rules, 'unit')
  const elsewhere =
    unitPolicy === 'replace'
      ? sql`false`
      : sql`l.unit_id is not null and (n.units > 0${unitPolicy === 'never' ? sql` or n.units is null` : sql``}) and not exists (select from assignment t where t.local_id = ${local} and t.member_id = c.member_id and t.unit_id = l.unit_id)`
  await run(sql`
    create temp table matched on commit drop as
    with n as (select member_id, count(*) as units, min(unit_id) as only_unit from assignment where local_id = ${local} group by member_id),
    said as (
      select c.line, c.member_id, c.follows, l.unit_id is not null as named, coalesce(l.unit_id, case when n.units = 1 then n.only_unit end) as unit_id, coalesce(n.units, 0) as units, n.only_unit,
        ${elsewhere} as elsewhere, l.worksite_id is not null as has_worksite, l.worksite_id is not null or l.department is not null or l.shift_id is not null or l.classification is not null as speaks,
        c.follows is not null or exists (select from follower f where f.leader = c.line) as several
      from claim c join import_line l on l.local_id = ${local} and l.import_id = ${file} and l.line = c.line left join n on n.member_id = c.member_id)
    select s.line, s.member_id, s.follows, case when s.elsewhere then null when s.speaks or a.unit_id is not null or s.named and s.units > 0 then s.unit_id end as unit_id,
      case when s.elsewhere then null when a.unit_id is not null then s.unit_id when s.units = 1 and not s.several then s.only_unit end as from_unit,
      case when s.elsewhere then null when s.unit_id is null and s.speaks then case when s.units = 0 then 'no-unit' else 'which-unit' end
        when a.unit_id is null and not s.has_worksite and not (s.units = 1 and not s.several) and (s.speaks or s.named and s.units > 0) then 'no-worksite' end as refusal
    from said s left join assignment a on a.local_id = ${local} and a.member_id = s.member_id and a.unit_id = s.unit_id`)
  await run(sql`analyze matched`)
  const worksite = sql`coalesce(l.worksite_id, ${sql.lit(rules.worksite)})`,
    unit = sql`coalesce(l.unit_id, ${sql.lit(rules.unit)})`
  await run(
    sql`insert into refused select line, jsonb_build_array(jsonb_build_array(refusal)) from matched where refusal is not null and not exists (select from refused where refused.line = matched.line)`,
  )
  await run(sql`
    insert into refused select l.line, (case when ${worksite} is null then '[["no-worksite"]]'::jsonb else '[]' end) || (case when ${unit} is null then '[["no-unit"]]'::jsonb else '[]' end)
    from ${lines} and (${worksite} is null or ${unit} is null)
      and not exists (select from claim where claim.line = l.line) and not exists (select from refused where refused.line = l.line)`)

  const emailPolicy = policyOf(rules, 'email')
  // An address that a row would give to one person while another keeps it. Refusing a row may leave an address where it was, so again until nothing more is refused.
  await run(sql`
    create temp table taken on commit drop as
    select l.line, l.email, b.id as other from import_line l
    join member b on b.local_id = ${local} and b.email = l.email
    left join claim c on c.line = l.line
    where l.local_id = ${local} and l.import_id = ${file} and l.reasons is null
      and c.member_id is distinct from b.id and c.follows is null ${
        emailPolicy === 'replace'
          ? sql``
          : emailPolicy === 'never'
            ? sql`and c.member_id is null`
            : sql`and not exists (select from member own where own.local_id = ${local} and own.id = c.member_id and own.email is not null)`
      }
      and not exists (select from member own where own.local_id = ${local} and own.id = c.member_id and own.email = l.email)
      and not exists (select from refused where refused.line = l.line) and not exists (select from follower where follower.line = l.line)`)
  let more: number
  do {
    more = await run(sql`
      insert into refused select distinct on (t.line) t.line, jsonb_build_array(jsonb_build_array('email-of-other', t.email, ${nameOf('b')}, coalesce(b.external_id, '')))
      from taken t join member b on b.local_id = ${local} and b.id = t.other
      left join claim cb on cb.member_id = b.id and cb.follows is null
      left join import_line lb on lb.local_id = ${local} and lb.import_id = ${file} and lb.line = cb.line and not exists (select from refused where refused.line = cb.line)
      where ${emailPolicy === 'replace' ? sql`coalesce(lb.email, b.email)` : sql`b.email`} = t.email and not exists (select from refused where refused.line = t.line) order by t.line, b.id`)
  } while (more > 0)
  await run(
    sql`${refuse('differs-from', sql`f.line`, sql`f.leader`, sql`''`)} from follower f where exists (select from refused where refused.line = f.leader) and not exists (select from refused where refused.line = f.line)`,
  )
  await run(sql`analyze refused`)

  const verdicts = sql`insert into import_verdict (local_id, import_id, line, kind, member_id, follows, unit_id, from_unit, reasons) select ${local}, ${file}`
  const kept = sql`not exists (select from refused where refused.line = l.line)`
  await run(
    sql`${verdicts}, line, 'problem', null, null, null, null, reasons from import_line l where l.local_id = ${local} and l.import_id = ${file} and l.reasons is not null`,
  )
  await run(
    sql`${verdicts}, r.line, 'problem', c.member_id, null, null, null, r.reasons from refused r left join claim c on c.line = r.line`,
  )
  await run(sql`${verdicts}, l.line, 'new', nextval('member_id_seq'), null, ${unit}, null, null from ${lines} and ${open}`)
  await run(sql`
    ${verdicts}, l.line, 'new', v.member_id, v.line, l.unit_id, null, null from follower f
    join import_line l on l.local_id = ${local} and l.import_id = ${file} and l.line = f.line
    join import_verdict v on v.local_id = ${local} and v.import_id = ${file} and v.kind = 'new' and v.line = f.leader where ${kept}`)
  await run(
    sql`${verdicts}, l.line, case when ${changes} then 'changed' else 'unchanged' end, v.member_id, v.follows, v.unit_id, v.from_unit, null from ${from(sql`matched`)} where ${kept}`,
  )

  const {
    rows: [counts],
  } = await sql<Omit<Counts, 'units'>>`
    select count(*) filter (where kind = 'new') as "newRows", count(*) filter (where kind = 'changed') as "changedRows", count(*) filter (where kind = 'unchanged') as "unchangedRows",
      count(*) filter (where kind = 'problem') as "problemRows",
      (select count(*) from member m where m.local_id = ${local} and ${unclaimed}) as absent
    from import_verdict where local_id = ${local} and import_id = ${file}`.execute(db)
  for (const table of ['claim', 'refused', 'follower', 'twin', 'matched', 'taken', 'mailbox', 'telephone'])
    await run(sql`drop table if exists pg_temp.${sql.raw(table)}`)
  const { rows: units } = await absentByUnit(db, localId, importId)
  return { ...counts!, units }
}

/** Who stands in a unit of whom the file says nothing there, as (member_id, unit_id). A refused row speaks of whom it names, as far as that can be read. */
export function notInFile(localId: number, importId: number) {
  const local = sql.lit(localId),
    file = sql.lit(importId)
  const refused = sql`import_line l where l.local_id = ${local} and l.import_id = ${file} and l.reasons is not null`
  return sql`(
    select a.* from assignment a where a.local_id = ${local}
      and not exists (select from import_verdict v where v.local_id = ${local} and v.import_id = ${file} and v.member_id = a.member_id
        and (v.unit_id is null or v.unit_id = a.unit_id or v.from_unit = a.unit_id))
      and not exists (select from member m where m.local_id = ${local} and m.id = a.member_id
        and (m.external_id in (select l.external_id from ${refused}) or m.email in (select l.email from ${refused}))))`
}

async function absentByUnit(db: Db, localId: number, importId: number) {
  const local = sql.lit(localId),
    file = sql.lit(importId)
  // Cheap, and nearly always enough: each assignment has a row that speaks of it.
  const {
    rows: [seen],
  } = await sql<{ all: boolean }>`
    select (select count(*) from assignment where local_id = ${local}) = (select count(*) from import_verdict where local_id = ${local} and import_id = ${file} and kind in ('changed', 'unchanged') and from_unit is not null) as all`.execute(
    db,
  )
  if (seen!.all) return { rows: [] }
  return sql<Counts['units'][number]>`
    select u.id, u.name, (select count(*) from assignment b where b.local_id = ${local} and b.unit_id = u.id) as members, gone.absent
    from (select n.unit_id, count(*) as absent from ${notInFile(localId, importId)} n group by n.unit_id) gone
    join bargaining_unit u on u.local_id = ${local} and u.id = gone.unit_id order by u.name`.execute(db)
}

const analyze = (db: Db) => sql`analyze claim, refused, follower`.execute(db)
