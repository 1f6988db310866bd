-- The rows that were there before 0240.
alter table consent validate constraint consent_source_check;
alter table consent validate constraint consent_of_import;

-- A ratification on record, once a second person has confirmed it, sets the day on which notes and assessments end (0120): for the members of the
-- units that ratified. Where an officer gave the day for the whole local, that holds until such a record changes.
create table unit_ratified (
  local_id integer not null references local,
  unit_id  integer not null,
  day      date not null,             -- of the last ratification, in its zone
  day_over timestamptz not null,
  primary key (local_id, unit_id)
);
alter table unit_ratified enable row level security, force row level security;
create policy ends_notes on unit_ratified to "@archivist" using (true) with check (true);
create policy erasing on unit_ratified to "@archivist" using (local_id = any ((select locals_served())::integer[]) or local_id in (select erasures_due()));
create policy officer on unit_ratified for select to "@app" using (local_id = any ((select locals_served())::integer[]));
grant select on unit_ratified to "@app";
grant select, insert, delete on unit_ratified to "@archivist";
create policy ends_notes on unit_step for select to "@archivist" using (step = 'ratified');
do $$ declare name text; begin
  foreach name in array array['conversation', 'assessment'] loop
    -- Granted for delete_after; and of one local at a time, whoever confirms the ratification there.
    execute format('create policy ends_notes on %I for update to "@archivist" using (local_id = nullif(current_setting(''app.ends_notes_of'', true), '''')::integer)', name);
  end loop;
end $$;

/* In which units of a local some members work. */
create function units_of_members(asked_local integer, asked_members bigint[]) returns table (member_id bigint, unit_ids integer[]) language sql stable security definer set search_path = public, pg_temp as $$
  select a.member_id, array_agg(a.unit_id) from assignment a where a.local_id = asked_local and a.member_id = any (asked_members) group by a.member_id $$;
alter function units_of_members owner to "@counter";

/*
 * Which units of a local have ratified, by what stands confirmed on record now; and for the members of units where that changed: what was noted before the
 * last of their units ratified goes ninety days after it, and at least a week after it is on record, so that a wrong record can be taken back. Who works in a
 * unit that has not is kept. What is past its day comes back to nobody.
 */
create function notes_end_by_record(asked_local integer) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare changed integer[]; noted bigint[]; name text;
begin
  with now_is as (
    select distinct on (u) u as unit_id, (s.at at time zone s.zone)::date as day, (((s.at at time zone s.zone)::date + 1)::timestamp at time zone s.zone) as day_over
    from unit_step s cross join unnest(s.unit_ids) u where s.local_id = asked_local and s.step = 'ratified' and s.shown_at <= campaign_now() order by u, s.at desc),
  gone as (
    delete from unit_ratified r where r.local_id = asked_local and not exists (select from now_is n where (n.unit_id, n.day, n.day_over) = (r.unit_id, r.day, r.day_over)) returning r.unit_id),
  fresh as (
    select n.* from now_is n where not exists (select from unit_ratified r where r.local_id = asked_local and (r.unit_id, r.day, r.day_over) = (n.unit_id, n.day, n.day_over)))
  select array(select unit_id from gone union select unit_id from fresh) into changed;
  if cardinality(changed) = 0 then return; end if;
  insert into unit_ratified (local_id, unit_id, day, day_over)
    select distinct on (u) asked_local, u, (s.at at time zone s.zone)::date, (((s.at at time zone s.zone)::date + 1)::timestamp at time zone s.zone)
    from unit_step s cross join unnest(s.unit_ids) u where s.local_id = asked_local and s.step = 'ratified' and s.shown_at <= campaign_now() order by u, s.at desc
    on conflict do nothing;
  noted := array(select member_id from conversation where local_id = asked_local union select member_id from assessment where local_id = asked_local);
  perform set_config('app.ends_notes_of', asked_local::text, true);
  foreach name in array array['conversation', 'assessment'] loop
    execute format($q$
      update %I n set delete_after = case when o.open = 0 and n.written_at < o.day_over then greatest(o.day + 90, current_date + 7) end
      from (select m.member_id, count(*) filter (where r.unit_id is null) as open, max(r.day) as day, max(r.day_over) as day_over
        from units_of_members($1, $2) m cross join unnest(m.unit_ids) u left join unit_ratified r on r.local_id = $1 and r.unit_id = u
        where m.unit_ids && $3 group by m.member_id) o
      where n.local_id = $1 and n.member_id = o.member_id and (n.delete_after is null or n.delete_after >= current_date)$q$, name) using asked_local, noted, changed;
  end loop;
  perform set_config('app.ends_notes_of', '', true);
end $$;
alter function notes_end_by_record owner to "@archivist";

create function ratification_changed() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' and old.step = 'ratified' or tg_op <> 'DELETE' and new.step = 'ratified' then
    perform notes_end_by_record(case when tg_op = 'DELETE' then old.local_id else new.local_id end);
  end if;
  return null;
end $$;
alter function ratification_changed owner to "@archivist";
revoke execute on function units_of_members, notes_end_by_record, ratification_changed from public;
grant execute on function units_of_members to "@archivist";
create trigger ratified after insert or update or delete on unit_step for each row execute function ratification_changed();
