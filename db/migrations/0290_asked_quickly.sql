-- What policies ask about whoever asks, in nearly every statement. A function in SQL is planned again each time it is called (on
-- PostgreSQL before 18); one in PL/pgSQL once a connection. What they say is unchanged.

create or replace function locals_served() returns integer[] language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return array(select local_id from office where account_id = current_account() and role = 'officer' and ended_at is null and (until is null or until > now()));
end $$;

create or replace function regions_served() returns integer[] language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return array(select region_id from office where account_id = current_account() and scope_kind = 'region' and ended_at is null and (until is null or until > now()));
end $$;

create or replace function coalition_roles() returns text[] language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return array(select role from office where account_id = current_account() and scope_kind = 'coalition' and ended_at is null and (until is null or until > now()));
end $$;

create or replace function holds_any_office() returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return exists (select from office where account_id = current_account() and ended_at is null and (until is null or until > now()));
end $$;

create or replace function worksites_served() returns table (local_id integer, worksite_id integer) language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return query select o.local_id, o.worksite_id from office o
    where o.account_id = current_account() and o.scope_kind = 'worksite' and o.ended_at is null and (o.until is null or o.until > now());
end $$;

create or replace function units_served() returns table (local_id integer, unit_id integer) language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return query select o.local_id, o.unit_id from office o
    where o.account_id = current_account() and o.scope_kind = 'unit' and o.ended_at is null and (o.until is null or o.until > now());
end $$;

create or replace function members_stewarded() returns table (local_id integer, member_id bigint) language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return query
    select a.local_id, a.member_id from assignment a join worksites_served() w on (w.local_id, w.worksite_id) = (a.local_id, a.worksite_id)
    union select a.local_id, a.member_id from assignment a join units_served() u on (u.local_id, u.unit_id) = (a.local_id, a.unit_id);
end $$;

create or replace function steward_offices_held() returns table (office_id bigint, local_id integer, unit_id integer, worksite_id integer)
  language plpgsql stable rows 2 security definer set search_path = public, pg_temp as $$ begin
  return query select o.id, o.local_id, o.unit_id, o.worksite_id from office o
    where o.account_id = current_account() and o.role = 'steward' and o.ended_at is null and (o.until is null or o.until > now());
end $$;

create or replace function own_members() returns table (local_id integer, member_id bigint)
  language plpgsql stable rows 2 security definer set search_path = public, pg_temp as $$ begin
  return query select m.local_id, m.id from member m where m.account_id = current_account();
end $$;

create or replace function turf_held() returns table (local_id integer, member_id bigint)
  language plpgsql stable rows 20 security definer set search_path = public, pg_temp as $$ begin
  return query select c.local_id, c.member_id from steward_offices_held() h join cover c on c.office_id = h.office_id and c.local_id = h.local_id
    where c.ended_at is null
      and exists (select from assignment a where (a.local_id, a.member_id, a.worksite_id) = (c.local_id, c.member_id, c.worksite_id)
        and a.department_id is not distinct from c.department_id and a.shift_id is not distinct from c.shift_id
        and (h.unit_id is null or a.unit_id = h.unit_id) and (h.worksite_id is null or a.worksite_id = h.worksite_id))
      and not exists (select from member m where m.local_id = c.local_id and m.id = c.member_id and m.account_id = current_account());
end $$;

create or replace function may_shape_structure() returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return 'administrator' = any (coalition_roles());
end $$;

create or replace function may_write_updates() returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return 'communications' = any (coalition_roles());
end $$;

create or replace function contract_locals() returns integer[] language plpgsql stable set search_path = public, pg_temp as $$ begin
  return case when coalition_roles() && array['coordinator', 'communications'] then array(select id from local) else locals_served() end;
end $$;

create or replace function contract_locals_read() returns integer[] language plpgsql stable set search_path = public, pg_temp as $$ begin
  return case when cardinality(coalition_roles()) > 0 then array(select id from local)
    else locals_served() || array(select id from local where region_id = any (regions_served())) end;
end $$;

create or replace function writes_national_facts() returns boolean language plpgsql stable set search_path = public, pg_temp as $$ begin
  return coalition_roles() && array['coordinator', 'communications'];
end $$;

create or replace function reads_national_facts() returns boolean language plpgsql stable set search_path = public, pg_temp as $$ begin
  return cardinality(coalition_roles()) > 0 or cardinality(locals_served()) > 0 or cardinality(regions_served()) > 0;
end $$;

create or replace function session_account(hash bytea) returns table (session_id uuid, account_id uuid, lang text, rested boolean)
  language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return query select s.id, s.account_id, a.lang, s.seen_on < current_date from session s join account a on a.id = s.account_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now();
end $$;

/* Who asks, as the account itself may know: name, living offices, own rows on rosters. Null for a visitor. It runs as the asker, row by row. */
create function who_asks() returns jsonb language plpgsql stable set search_path = public, pg_temp as $$
declare offices jsonb; members jsonb;
begin
  if current_account() is null then return null; end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'role', o.role, 'holderName', o.holder_name, 'scopeKind', o.scope_kind,
      'regionId', o.region_id, 'localId', o.local_id, 'localKey', l.key, 'unitId', o.unit_id, 'worksiteId', o.worksite_id,
      'place', concat_ws(', ', coalesce(w.name, u.name), coalesce(l.name, r.name))) order by o.id), '[]') into offices
    from office o
    left join region r on r.id = o.region_id
    left join local l on l.id = o.local_id
    left join bargaining_unit u on u.id = o.unit_id
    left join worksite w on w.id = o.worksite_id
    where o.account_id = current_account() and o.ended_at is null and (o.until is null or o.until > now());
  select coalesce(jsonb_agg(jsonb_build_object('localId', l.id, 'localKey', l.key, 'localName', l.name, 'memberId', m.id,
      'firstName', m.first_name, 'lastName', m.last_name, 'email', m.email, 'phone', m.phone, 'language', m.language) order by l.name), '[]') into members
    from member m join local l on l.id = m.local_id
    where m.account_id = current_account();
  return jsonb_build_object('account', current_account(), 'offices', offices, 'members', members,
    'name', coalesce(offices #>> '{0,holderName}', nullif(concat_ws(' ', members #>> '{0,firstName}', members #>> '{0,lastName}'), '')));
end $$;

/* How a request begins: from here on row security knows the session and its account. `hash` null: a visitor. `rested`: the session was
   not used today so far. No row: the deployment's row is missing. */
create function begin_request(hash bytea) returns table (session uuid, account uuid, rested boolean, me jsonb, "now" timestamptz, mode text, coalition text, zone text)
  language plpgsql volatile set search_path = public, pg_temp as $$
begin
  select s.session_id, s.account_id, s.rested into session, account, rested from session_account(hash) s;
  perform set_config('app.session', coalesce(session::text, ''), true), set_config('app.account', coalesce(account::text, ''), true);
  return query select session, account, rested, who_asks(), campaign_now(), d.mode, d.coalition, d.zone from deployment d;
end $$;

revoke execute on function who_asks(), begin_request(bytea) from public;
grant execute on function who_asks(), begin_request(bytea) to "@app";
