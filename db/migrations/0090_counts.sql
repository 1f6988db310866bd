-- Counts without people. The coalition and its regions see how many, never who; and groups of fewer than five not even that. One fixed
-- tree of headcounts (region, local, worksite, department) says which groups are told apart: every count that they are shown, of whatever,
-- is told for the same groups. src/headcounts/tree.ts explains the rule, and why nothing hidden can be worked out; here it is decided.

-- Which of two groups of the same size is hidden to cover a smaller one must not be foreseeable.
create table count_secret (one boolean primary key default true check (one), pepper text not null);
insert into count_secret (pepper) values (gen_random_uuid()::text || gen_random_uuid()::text);
alter table count_secret enable row level security, force row level security;
create policy counting on count_secret for select to "@usher" using (true);
grant select on count_secret to "@usher";

-- "@counter" knows where everybody works, by number, and nothing else of them.
create policy heads on member for select to "@counter" using (true);
create policy heads on assignment for select to "@counter" using (true);
grant select (local_id, id) on member to "@counter";
grant select (local_id, member_id, unit_id, worksite_id, department_id) on assignment to "@counter";

/* Every member of these locals once, at the place of her first unit: so the parts add up to the whole. Nulls: no place, no department. */
create function members_placed(asked integer[]) returns table (local_id integer, member_id bigint, worksite_id integer, department_id integer) language sql stable security definer set search_path = public, pg_temp as $$
  select m.local_id, m.id, a.worksite_id, a.department_id from (select local_id, id from member where local_id = any (asked)) m
  left join (select distinct on (first.local_id, first.member_id) first.* from (select local_id, member_id, unit_id, worksite_id, department_id from assignment where local_id = any (asked)) first
    order by first.local_id, first.member_id, first.unit_id) a on a.local_id = m.local_id and a.member_id = m.id $$;
alter function members_placed owner to "@counter";
revoke execute on function members_placed from public;
grant execute on function members_placed to "@usher";

-- The smallest groups of the tree, as they were last told. A local is told anew once at least five people have come, gone or moved there: so no
-- two tables, of whatever day, differ by one person whom everybody knows to have come or gone.
create table headcount (
  local_id      integer not null references local,
  worksite_id   integer,
  department_id integer,
  people        integer not null check (people > 0)
);
create index on headcount (local_id);

-- Which groups stood together when they were last told. Who could see a group change its company would subtract the one table from the other.
create table headcount_together (
  level         integer not null,
  region_id     integer not null references region,
  local_id      integer references local,
  worksite_id   integer,
  department_id integer,
  small         boolean not null -- else it only keeps a small one company
);
alter table headcount enable row level security, force row level security;
alter table headcount_together enable row level security, force row level security;
create policy counting on headcount to "@usher" using (true) with check (true);
create policy counting on headcount_together to "@usher" using (true) with check (true);
grant select, insert, delete on headcount, headcount_together to "@usher";
do $$ declare name text; begin
  foreach name in array array['headcount', 'headcount_together'] loop
    execute format('create policy erasing on %I to "@archivist" using (local_id = any ((select locals_served())::integer[]) or local_id in (select erasures_due()))', name);
    execute format('grant select, delete on %I to "@archivist"', name);
  end loop;
end $$;

/*
 * The tree. Levels: 1 region, 2 local, 3 worksite of a local, 4 department there. `told`: the group it is part of is told, so that a reader
 * could subtract. `hidden`: among the parts of that group it is put together with others. A group is told by itself when told and not hidden.
 */
create function count_tree() returns table (level integer, region_id integer, local_id integer, worksite_id integer, department_id integer, people integer, told boolean, hidden boolean, small boolean)
language sql stable set search_path = public, pg_temp as $$
  -- `most`: people of its largest part.
  with node as materialized (
    select 4 as level, l.region_id, l.id as local_id, f.worksite_id, f.department_id, f.people, null::integer as most from headcount f join local l on l.id = f.local_id
    union all select 3, l.region_id, l.id, f.worksite_id, null, sum(f.people)::integer, max(f.people) from headcount f join local l on l.id = f.local_id group by l.region_id, l.id, f.worksite_id
    union all select 2, l.region_id, l.id, null, null, coalesce(sum(f.people), 0)::integer, max(f.people) from local l left join (select h.local_id, h.worksite_id, sum(h.people)::integer as people from headcount h group by h.local_id, h.worksite_id) f on f.local_id = l.id group by l.region_id, l.id
    union all select 1, l.region_id, null, null, null, coalesce(sum(f.people), 0)::integer, max(f.people) from local l left join (select h.local_id, sum(h.people)::integer as people from headcount h group by h.local_id) f on f.local_id = l.id group by l.region_id),
  sized as materialized (
    select n.*, b.level is not null as before, coalesce(b.small, false) as before_small,
      n.people > 0 and (n.people < 5 or coalesce(n.most = 1, false) or (n.people < 10 and coalesce(b.small, false))) as small,
      concat_ws(' ', n.level, case when n.level > 1 then n.region_id end, case when n.level > 2 then n.local_id end, case when n.level > 3 then coalesce(n.worksite_id, 0) end) as family
    from node n left join headcount_together b on (b.level, b.region_id, coalesce(b.local_id, 0), coalesce(b.worksite_id, 0), coalesce(b.department_id, 0))
      = (n.level, n.region_id, coalesce(n.local_id, 0), coalesce(n.worksite_id, 0), coalesce(n.department_id, 0))),
  kept as materialized (
    select n.*, n.people > 0 and (n.small or (n.before and bool_or(n.before_small and n.small) over (partition by n.family))) as kept from sized n),
  weighed as materialized (
    select n.*, count(*) filter (where n.kept) over (partition by n.family) as groups, sum(n.people) filter (where n.kept) over (partition by n.family) as covered,
      min(n.people) filter (where n.kept) over (partition by n.family) as least, max(n.people) filter (where n.kept) over (partition by n.family) as largest,
      row_number() over (partition by n.family, n.kept or n.people = 0
        order by n.people, md5(s.pepper || concat_ws(' ', n.level, n.region_id, n.local_id, n.worksite_id, n.department_id))) as place
    from kept n cross join count_secret s),
  -- The small ones and who keeps them company; and with them the smallest other one, where they alone are one group, cover fewer than five people, or their sum tells each.
  judged as materialized (select w.*, w.kept or (w.people > 0 and w.groups > 0 and (w.groups < 2 or w.covered < 5 or (w.least = w.largest and w.least in (1, 4))) and w.place = 1) as hidden from weighed w),
  region_told as (select j.*, (select sum(people) >= 5 and max(people) > 1 from node where node.level = 1) as told from judged j where j.level = 1),
  local_told as (select j.*, r.told and not r.hidden as told from judged j join region_told r on r.region_id = j.region_id where j.level = 2),
  worksite_told as (select j.*, l.told and not l.hidden as told from judged j join local_told l on l.local_id = j.local_id where j.level = 3),
  department_told as (select j.*, w.told and not w.hidden as told from judged j join worksite_told w on w.local_id = j.local_id and w.worksite_id is not distinct from j.worksite_id where j.level = 4)
  select t.level, t.region_id, t.local_id, t.worksite_id, t.department_id, t.people, t.told, t.hidden, t.small
  from (select * from region_told union all select * from local_told union all select * from worksite_told union all select * from department_told) t $$;

/* Counts locals and tells them anew, each the first time, when nobody is left, and else when at least five people came, went or moved. */
create function recount_headcounts(asked integer[]) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare one integer; fresh headcount[]; changed integer; together headcount_together[]; anew boolean := false;
begin
  perform pg_advisory_xact_lock(hashtext('headcount'));
  foreach one in array asked loop
    fresh := array(select row(one, p.worksite_id, p.department_id, count(*))::headcount from members_placed(array[one]) p group by p.worksite_id, p.department_id);
    select greatest(sum(d.people) filter (where d.people > 0), -sum(d.people) filter (where d.people < 0)) into changed from (
      select sum(b.people) as people from (
        select f.worksite_id, f.department_id, f.people from unnest(fresh) f
        union all select h.worksite_id, h.department_id, -h.people from headcount h where h.local_id = one) b
      group by b.worksite_id, b.department_id) d;
    continue when coalesce(changed, 0) = 0 or (changed < 5 and cardinality(fresh) > 0 and exists (select from headcount h where h.local_id = one));
    delete from headcount h where h.local_id = one;
    insert into headcount select * from unnest(fresh);
    anew := true;
  end loop;
  if not anew then return; end if;
  together := array(select row(t.level, t.region_id, t.local_id, t.worksite_id, t.department_id, t.small)::headcount_together from count_tree() t where t.hidden);
  delete from headcount_together;
  insert into headcount_together select * from unnest(together);
end $$;

/* A roster changed: by somebody, and a job counts it; or by the operator, who fills whole tables and has no job, and it is counted at once. */
create function headcounts_changed() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare changed integer; known text := coalesce(current_setting('app.recounting', true), '');
begin
  for changed in execute 'select distinct local_id from ' || case tg_op when 'DELETE' then 'old_rows' else 'new_rows' end loop
    if current_account() is null then perform recount_headcounts(array[changed]);
    elsif position(',' || changed || ',' in known) = 0 then -- once in a transaction
      known := known || ',' || changed || ',';
      perform set_config('app.recounting', known, true);
      perform enqueue('recount-headcounts', json_build_object('localId', changed));
    end if;
  end loop;
  return null;
end $$;
do $$ declare name text; begin
  foreach name in array array['member', 'assignment'] loop
    execute format('create trigger heads_added after insert on %I referencing new table as new_rows for each statement execute function headcounts_changed()', name);
    execute format('create trigger heads_removed after delete on %I referencing old table as old_rows for each statement when (pg_trigger_depth() = 0) execute function headcounts_changed()', name);
  end loop;
end $$;
create trigger heads_moved after update on assignment referencing new table as new_rows for each statement execute function headcounts_changed();

/* Regions whose counts the asker's offices reach: all for the coalition's, her own for a director. */
create function regions_counted() returns integer[] language sql stable security definer set search_path = public, pg_temp as $$
  select case when cardinality(coalition_roles()) > 0 then array(select id from region) else regions_served() end $$;

/* Locals that are not told apart. For the sending job's counts, and for the functions below. */
create function locals_together() returns integer[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(t.local_id), '{}') from count_tree() t where t.level = 2 and not (t.told and not t.hidden) $$;

/* The same for who sees counts of them; for others there are none. */
create function locals_together_for_me() returns integer[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(l.id), '{}') from local l where cardinality(regions_counted()) > 0 and l.region_id = any (regions_counted()) and l.id = any (locals_together()) $$;

/*
 * The headcounts that the asker may see: one row for each group that is told by itself, and one (`together`) for those of its parts that are
 * not. `local_ids`: the locals that stand together; smaller places are not even named.
 */
create function headcounts() returns table (level integer, region_id integer, local_id integer, worksite_id integer, department_id integer, people integer, together boolean, local_ids integer[])
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (select regions_counted() as regions), tree as materialized (select * from count_tree() t where t.told)
  select t.level, t.region_id, t.local_id, t.worksite_id, t.department_id, t.people, false, null::integer[] from tree t, mine where not t.hidden and t.region_id = any (mine.regions)
  union all
  select t.level, case when t.level > 1 then t.region_id end, case when t.level > 2 then t.local_id end, case when t.level > 3 then t.worksite_id end, null, sum(t.people)::integer, true,
    case when t.level = 2 then array_agg(t.local_id order by t.local_id) end
  from tree t, mine where t.hidden and (t.level > 1 and t.region_id = any (mine.regions) or t.level = 1 and cardinality(coalition_roles()) > 0)
  group by t.level, case when t.level > 1 then t.region_id end, case when t.level > 2 then t.local_id end, case when t.level > 3 then t.worksite_id end $$;

-- Who comes to an event, for the same groups.
drop function event_turnout(integer);

/*
 * By local, as far as the asker's offices reach: the coalition's all, a director's her region, an officer's her own local, exact. A row
 * without a local is of those that stand together, in its region (no region: those whose region does not stand alone), or, not `together`,
 * the coalition's own. `signed_in`: members who answered; else people who signed up without an account.
 */
create function event_turnout(asked integer) returns table (region_id integer, local_id integer, together boolean, signed_in boolean, kind text, answer text, people integer, guests integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with reach as materialized (
    select l.id, l.region_id, l.region_id = any (regions_counted()) as counted from local l where l.region_id = any (regions_counted()) or l.id = any (locals_served())),
  tree as materialized (select t.level, t.region_id, t.local_id, t.told and not t.hidden as apart from count_tree() t where t.level < 3 and exists (select from reach where reach.counted)),
  seen as materialized (
    select r.id, case when r.counted and not coalesce(own.apart, false) then case when region.apart then r.region_id end else r.region_id end as region_id,
      case when r.counted and not coalesce(own.apart, false) then null else r.id end as local_id, r.counted and not coalesce(own.apart, false) as together
    from reach r left join tree own on own.level = 2 and own.local_id = r.id left join tree region on region.level = 1 and region.region_id = r.region_id)
  select s.region_id, s.local_id, s.together, true, 'member', a.answer, count(*)::integer, coalesce(sum(a.guests), 0)::integer
  from rsvp a join seen s on s.id = a.local_id where a.event_id = asked group by s.region_id, s.local_id, s.together, a.answer
  union all
  select s.region_id, s.local_id, s.together, false, u.kind, 'yes', count(*)::integer, coalesce(sum(u.guests), 0)::integer
  from sign_up u join seen s on s.id = u.local_id where u.event_id = asked and u.withdrawn_at is null group by s.region_id, s.local_id, s.together, u.kind
  union all
  select null, null, false, false, u.kind, 'yes', count(*)::integer, coalesce(sum(u.guests), 0)::integer
  from sign_up u where u.event_id = asked and u.withdrawn_at is null and u.local_id is null and cardinality(coalition_roles()) > 0 group by u.kind $$;

/* Members who come, by worksite of each local that is told by itself, in the regions that the asker's offices reach; `members`: how many
   work there. No worksite and not `together`: members without a place. */
create function event_worksites(asked integer) returns table (local_id integer, worksite_id integer, together boolean, coming integer, guests integer, members integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with tree as materialized (select t.local_id, t.worksite_id, t.people, t.hidden from count_tree() t where t.level = 3 and t.told and t.region_id = any (regions_counted())),
  coming as materialized (
    select a.local_id, first.worksite_id, count(*)::integer as people, sum(a.guests)::integer as guests from rsvp a
    left join lateral (select w.worksite_id from assignment w where w.local_id = a.local_id and w.member_id = a.member_id order by w.unit_id limit 1) first on true
    where a.event_id = asked and a.answer = 'yes' and a.local_id in (select tree.local_id from tree) group by a.local_id, first.worksite_id)
  select t.local_id, case when not t.hidden then t.worksite_id end, t.hidden, coalesce(sum(c.people), 0)::integer, coalesce(sum(c.guests), 0)::integer, sum(t.people)::integer
  from tree t left join (
    -- Who works where nobody did when the local was last told, comes with its largest worksite: alone she would be told.
    select c.local_id, coalesce(same.worksite_id, case when same.local_id is null then largest.worksite_id end) as worksite_id, sum(c.people) as people, sum(c.guests) as guests
    from coming c left join tree same on same.local_id = c.local_id and same.worksite_id is not distinct from c.worksite_id
      join lateral (select l.worksite_id from tree l where l.local_id = c.local_id order by l.people desc, l.worksite_id limit 1) largest on true group by 1, 2) c
    on c.local_id = t.local_id and c.worksite_id is not distinct from t.worksite_id
  group by t.local_id, case when not t.hidden then t.worksite_id end, t.hidden $$;

-- Mail, for the same groups. What stands together has local_id 0.
revoke execute on function mail_reach, sending_progress from "@app";

/* mail_reach, as it may be told. */
create function mail_reach_told(asked_category text) returns table (local_id integer, mailboxes bigint) language sql stable security definer set search_path = public, pg_temp as $$
  select case when r.local_id = any ((select locals_together())::integer[]) then 0 else r.local_id end, sum(r.mailboxes)::bigint from mail_reach(asked_category) r group by 1 $$;

/* sending_progress, as it may be told. */
create function sending_progress_told(asked integer) returns table (local_id integer, state text, mails bigint) language sql stable security definer set search_path = public, pg_temp as $$
  select case when p.local_id = any ((select locals_together())::integer[]) then 0 else p.local_id end, p.state, sum(p.mails)::bigint from sending_progress(asked) p group by 1, p.state $$;
alter function mail_reach_told owner to "@sender";
alter function sending_progress_told owner to "@sender";
revoke execute on function mail_reach_told, sending_progress_told from public;
grant execute on function mail_reach_told, sending_progress_told to "@app";

-- How often a small local's share was used, and for how many, would tell its size.
alter policy coalition on share_use using (cardinality((select coalition_roles())::text[]) > 0 and local_id <> all ((select locals_together_for_me())::integer[]));

/* What a local has, by table; for the list that the two see who erase it: exact for its officers, else rounded down to five. */
create or replace function local_erasure_plan(asked_local integer) returns table (what text, rows bigint) language plpgsql stable security definer set search_path = public, pg_temp as $$
declare name text; acting text := erases_as(asked_local);
begin
  if acting is null then return; end if;
  foreach name in array tables_to_erase() loop
    what := name;
    execute format('select count(*) from %s where local_id = $1', name) into rows using asked_local;
    if acting <> 'officer' then rows := rows - rows % 5; end if;
    return next;
  end loop;
end $$;

do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in
    ('recount_headcounts', 'headcounts_changed', 'count_tree', 'regions_counted', 'locals_together', 'locals_together_for_me', 'headcounts', 'event_turnout', 'event_worksites') loop
    execute format('alter function %s owner to "@usher"', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function locals_together to "@sender";
grant execute on function recount_headcounts, locals_together_for_me, headcounts, event_turnout, event_worksites to "@app";

-- What is there already.
do $$ begin perform recount_headcounts(array(select id from local)); end $$;
