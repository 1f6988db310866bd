-- What was done with people's data, by whom, when: changes to people, offices, shares, exports, lists that were read. Ids and counts, never
-- a name or an address. Written in the transaction of what it tells about, so that neither is there without the other; never changed, never deleted.
-- It refers to nothing by foreign key: it stays when a person, an account or a local is erased.

create table audit (
  id         bigint generated always as identity primary key,
  local_id   integer,                        -- whose people; null: the coalition's own affairs
  at         timestamptz not null default now(),
  account_id uuid,                           -- who; null: the program itself, or the operator
  office_id  bigint,                         -- by which office, as far as one says
  what       text not null check (what in (
    'people-added', 'people-changed', 'people-removed', 'places-added', 'places-changed', 'places-removed', 'import-done', 'import-undone',
    'office-granted', 'office-changed', 'office-ended', 'share-granted', 'share-changed', 'share-revoked', 'share-used', 'exported', 'listed')),
  people     integer check (people >= 0),    -- how many it is about, where it is about people
  member_ids bigint[] check (cardinality(member_ids) <= 50), -- which, while they are few
  -- Ids, numbers and short codes: {"import": 12}, {"office": 7, "role": "steward"}, {"list": "members", "filters": ["unit"]}.
  detail     jsonb not null default '{}' check (jsonb_typeof(detail) = 'object' and not jsonb_path_exists(detail, '$.** ? (@.type() == "string" && !(@ like_regex "^[a-z0-9-]{1,40}$"))'))
);
create index audit_local on audit (local_id, id desc);
create index audit_office on audit (office_id, id desc);
create index audit_members on audit using gin (member_ids) with (fastupdate = off);

alter table audit enable row level security, force row level security;
create policy officer on audit for select to "@app" using (local_id = any ((select locals_served())::integer[]));
create policy administrator on audit for select to "@app" using (local_id is null and 'administrator' = any ((select coalition_roles())::text[]));
create policy recording on audit for insert to "@recorder" with check (true);
create policy naming on audit for select to "@auth" using (true);
grant select on audit to "@app";
grant select (local_id, office_id) on audit to "@auth";
grant insert on audit to "@recorder";
grant execute on function locals_served, worksites_served, units_served, coalition_roles to "@recorder";

/* Nobody changes what was done, the owner of the table no more than others. */
create function audit_stays() returns trigger language plpgsql as $$ begin raise exception 'the audit is only added to'; end $$;
create trigger audit_stays before update or delete or truncate on audit for each statement execute function audit_stays();

/* The office by which somebody acts in a local (null: for the coalition): one that is held there rather than another. */
create function acting_office(who uuid, asked_local integer) returns bigint stable security definer set search_path = public, pg_temp
  return (select id from office where account_id = who
    order by ended_at is not null, local_id is not distinct from asked_local desc, scope_kind = 'coalition' desc, id desc limit 1);
alter function acting_office owner to "@auth";

create function write_audit(who uuid, asked_local integer, asked_what text, asked_people integer, asked_members bigint[], asked_detail jsonb) returns void
language sql volatile set search_path = public, pg_temp as $$
  insert into audit (local_id, account_id, office_id, what, people, member_ids, detail)
  values (asked_local, who, acting_office(who, asked_local), asked_what, asked_people, asked_members, coalesce(asked_detail, '{}')) $$;

-- One row for each statement that changes people and each local, whoever sends it: an import of a million sends some forty. What is dynamic
-- here is planned for the number of rows there are; a plan kept from a statement about one person would take hours for a million.

create function audit_people() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found record; touched text;
begin
  touched := case tg_op
    when 'INSERT' then 'select local_id, id, added_by_import as import from new_rows'
    when 'DELETE' then 'select local_id, id, null::integer as import from old_rows'
    -- That somebody signed in for the first time is hers and changes nothing on the roster.
    else 'select n.local_id, n.id, null::integer as import from new_rows n left join old_rows o on o.local_id = n.local_id and o.id = n.id
      where case when o.account_id is not distinct from n.account_id then o is distinct from n else to_jsonb(o) - ''account_id'' is distinct from to_jsonb(n) - ''account_id'' end' end;
  for found in execute format('
    with touched as materialized (%s)
    select local_id, count(*)::integer as people, case when count(*) <= 50 then array(select t.id from touched t where t.local_id = touched.local_id order by t.id) end as members,
      case when count(import) = count(*) and min(import) = max(import) then jsonb_build_object(''import'', min(import)) end as detail
    from touched group by local_id order by local_id', touched) loop
    perform write_audit(current_account(), found.local_id, case tg_op when 'INSERT' then 'people-added' when 'DELETE' then 'people-removed' else 'people-changed' end, found.people, found.members, found.detail);
  end loop;
  return null;
end $$;
create trigger audit_added after insert on member referencing new table as new_rows for each statement execute function audit_people();
create trigger audit_changed after update on member referencing old table as old_rows new table as new_rows for each statement execute function audit_people();
create trigger audit_removed after delete on member referencing old table as old_rows for each statement execute function audit_people();

create function audit_places() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found record; touched text;
begin
  touched := case tg_op when 'INSERT' then 'select * from new_rows' when 'DELETE' then 'select * from old_rows'
    else '(select * from new_rows except select * from old_rows) union (select * from old_rows except select * from new_rows)' end;
  for found in execute format('
    with touched as materialized (select distinct local_id, member_id from (%s) t)
    select local_id, count(*)::integer as people, case when count(*) <= 50 then array(select t.member_id from touched t where t.local_id = touched.local_id order by t.member_id) end as members
    from touched group by local_id order by local_id', touched) loop
    perform write_audit(current_account(), found.local_id, case tg_op when 'INSERT' then 'places-added' when 'DELETE' then 'places-removed' else 'places-changed' end, found.people, found.members, null);
  end loop;
  return null;
end $$;
-- Not for what goes with a member who is removed: that is told already.
create trigger audit_added after insert on assignment referencing new table as new_rows for each statement execute function audit_places();
create trigger audit_changed after update on assignment referencing old table as old_rows new table as new_rows for each statement execute function audit_places();
create trigger audit_removed after delete on assignment referencing old table as old_rows for each statement when (pg_trigger_depth() = 0) execute function audit_places();

create function audit_import() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform write_audit(current_account(), new.local_id, case new.state when 'done' then 'import-done' else 'import-undone' end,
    case new.state when 'done' then coalesce(new.new_rows, 0) + coalesce(new.changed_rows, 0) else new.done::integer end, null,
    case new.state when 'done' then jsonb_build_object('import', new.id, 'added', new.new_rows, 'changed', new.changed_rows, 'refused', new.problem_rows)
      else jsonb_build_object('import', new.id, 'removed', new.done, 'kept', new.kept) end);
  return null;
end $$;
create trigger audit_state after update on import for each row when (new.state is distinct from old.state and new.state in ('done', 'undone')) execute function audit_import();

create function audit_office() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  -- Who accepts an office is not who granted it.
  perform write_audit(coalesce(case when tg_op = 'INSERT' then new.granted_by else new.ended_by end, current_account()), new.local_id,
    case when tg_op = 'INSERT' then 'office-granted' when old.ended_at is null and new.ended_at is not null then 'office-ended' else 'office-changed' end, null, null,
    jsonb_build_object('office', new.id, 'role', new.role));
  return null;
end $$;
create trigger audit_granted after insert on office for each row execute function audit_office();
create trigger audit_changed after update on office for each row when (old is distinct from new) execute function audit_office();

create function audit_share() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform write_audit(coalesce(current_account(), case when tg_op = 'INSERT' then new.granted_by else new.revoked_by end), new.local_id,
    case when tg_op = 'INSERT' then 'share-granted' when old.revoked_at is null and new.revoked_at is not null then 'share-revoked' else 'share-changed' end, null, null,
    jsonb_build_object('share', new.id, 'purpose', new.purpose));
  return null;
end $$;
create trigger audit_granted after insert on share for each row execute function audit_share();
create trigger audit_changed after update on share for each row when (old is distinct from new) execute function audit_share();

/* A use is told by whom it was for: "message 12" was approved by somebody, the job only carried it out. */
create function audit_share_use() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform write_audit(new.used_by, new.local_id, 'share-used', new.people, null,
    jsonb_build_object('share', new.share_id) || case when new.what ~ '^message \d{1,9}$' then jsonb_build_object('message', substr(new.what, 9)::integer) else '{"list": "names"}' end);
  return null;
end $$;
create trigger audit_used after insert on share_use for each row execute function audit_share_use();

/*
 * Writes down that a list of people was read ('listed') or carried off ('exported'), by the asker, in the transaction of the answer.
 * `asked_local` null: people who came to the coalition itself. Raises where the asker's offices do not reach.
 */
create function note_reading(asked_what text, asked_local integer, asked_people integer, asked_detail jsonb) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if asked_what not in ('listed', 'exported') then raise exception 'a reading is listed or exported'; end if;
  if not (coalesce(asked_local = any (locals_served()), false) or cardinality(coalition_roles()) > 0
    or exists (select from worksites_served() w where w.local_id = asked_local) or exists (select from units_served() u where u.local_id = asked_local)) then
    raise exception 'nobody without an office there reads its lists';
  end if;
  perform write_audit(current_account(), asked_local, asked_what, asked_people, null, asked_detail);
end $$;

/* How those are named who did what the asker may read here: the name in the office, never one from a roster. */
create function audit_actors(asked bigint[]) returns table (office_id bigint, name text, role text, place text) language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.holder_name, o.role, coalesce(w.name, u.name, l.name, r.name, '')
  from office o left join local l on l.id = o.local_id left join region r on r.id = o.region_id left join worksite w on w.id = o.worksite_id left join bargaining_unit u on u.id = o.unit_id
  where o.id = any (asked) and exists (select from audit a where a.office_id = o.id
    and (a.local_id = any ((select locals_served())::integer[]) or (a.local_id is null and 'administrator' = any ((select coalition_roles())::text[])))) $$;
alter function audit_actors owner to "@auth";

do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in
    ('audit_people', 'audit_places', 'audit_import', 'audit_office', 'audit_share', 'audit_share_use', 'note_reading', 'write_audit') loop
    execute format('alter function %s owner to "@recorder"', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
revoke execute on function acting_office, audit_actors from public;
grant execute on function acting_office to "@recorder";
grant execute on function note_reading, audit_actors to "@app";

/* As 0003 has it, but that a visitor, whose account is null, is not compared with nothing: every `not` of it came out as unknown, and only a check on the row refused. */
create or replace function end_office(asked bigint) returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare o office;
begin
  select * into o from office where id = asked and ended_at is null for update;
  if o.id is null or (may_grant(o.role, o.local_id) or o.account_id = current_account()) is not true then return 'not-found'; end if;
  perform pg_advisory_xact_lock(hashtext('end_office'));
  if o.role in ('administrator', 'officer') and not exists (select from office other where other.role = o.role and other.local_id is not distinct from o.local_id
      and other.id <> o.id and other.ended_at is null and (other.until is null or other.until > now())) then return 'last'; end if;
  update office set ended_at = now(), ended_by = current_account() where id = asked;
  return 'ok';
end $$;
