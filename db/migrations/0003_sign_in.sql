-- Signing in by a link or a code that comes by e-mail. Only hashes of tokens and codes are stored. A request is written for
-- every address that anybody types: what happens next differs only in the mailbox of whoever owns the address.

create table sign_in_request (
  id           uuid primary key default gen_random_uuid(),
  address      text not null check (length(address) <= 254),
  lang         text not null check (lang in ('en', 'es')),
  back         text not null default '/me',      -- where to go afterwards, a path of ours
  token_hash   bytea unique,                     -- null until the mail is written: for most strangers, for ever
  code_hash    bytea,
  wrong_codes  integer not null default 0,
  requested_at timestamptz not null default now(),
  expires_at   timestamptz not null default now() + interval '15 minutes',
  used_at      timestamptz
);
create index on sign_in_request (requested_at);

create table session (
  id         uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  account_id uuid not null references account on delete cascade,
  device     text not null,                      -- browser and system in a few words, so that its owner knows it again
  created_at timestamptz not null default now(),
  seen_on    date not null default current_date, -- a day is enough; a time would be a record of shifts
  expires_at timestamptz not null default now() + interval '60 days',
  ended_at   timestamptz
);
create index on session (account_id);

alter table sign_in_request enable row level security, force row level security;
alter table session enable row level security, force row level security;
create policy sign_in on sign_in_request to "@auth" using (true) with check (true);
create policy sign_in on session to "@auth" using (true) with check (true);
create policy own on session for select to "@app" using (account_id = (select current_account()));
grant select, insert, update, delete on sign_in_request, session to "@auth";
grant select (id, account_id, device, created_at, seen_on, expires_at, ended_at) on session to "@app";

create function session_account(hash bytea) returns table (session_id uuid, account_id uuid, lang text) language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.account_id, a.lang from session s join account a on a.id = s.account_id where s.token_hash = hash and s.ended_at is null and s.expires_at > now() $$;

create function request_sign_in(asked text, asked_lang text, asked_back text) returns uuid language sql volatile security definer set search_path = public, pg_temp as $$
  delete from sign_in_request where requested_at < now() - interval '2 days';
  insert into sign_in_request (address, lang, back) values (asked, asked_lang, asked_back) returning id $$;

/* The request, if there is somebody to mail: the address is proven for an account, or stands on a roster. For the job that writes the mail. */
create function sign_in_to_mail(asked uuid) returns table (address text, lang text) language sql stable security definer set search_path = public, pg_temp as $$
  select r.address, r.lang from sign_in_request r
  where r.id = asked and r.token_hash is null and r.expires_at > now()
    and (exists (select from account_address a where a.address = r.address) or exists (select from member m where m.email = r.address)) $$;

create function arm_sign_in(asked uuid, token bytea, code bytea) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update sign_in_request set token_hash = token, code_hash = code, expires_at = now() + interval '15 minutes' where id = asked and token_hash is null;
  return found;
end $$;

/* The same address once more, for a link or code that expired or was used: nothing has to be typed again, nothing is revealed. Null: never heard of it. */
create function renew_sign_in(asked uuid, token bytea) returns uuid language sql volatile security definer set search_path = public, pg_temp as $$
  insert into sign_in_request (address, lang, back) select address, lang, back from sign_in_request
  where (id = asked or token_hash = token) and requested_at > now() - interval '1 day' limit 1 returning id $$;

/* Opens the session of whoever owns the request's address; the account is made on the first time, and every roster row that
   has this address, alone in its local and not yet tied, is tied to it. For use by the two functions below. */
create function open_session(asked sign_in_request, session_hash bytea, asked_device text) returns void language plpgsql volatile set search_path = public, pg_temp as $$
declare who uuid;
begin
  update sign_in_request set used_at = now() where id = asked.id;
  select account_id into who from account_address where address = asked.address;
  if who is null then
    insert into account (lang) values (asked.lang) returning id into who;
    insert into account_address (address, account_id) values (asked.address, who) on conflict do nothing;
    select account_id into who from account_address where address = asked.address;
  end if;
  update member m set account_id = who
  where m.email = asked.address and m.account_id is null
    and not exists (select from member other where other.email = m.email and other.local_id = m.local_id and other.id <> m.id)
    and not exists (select from member mine where mine.account_id = who and mine.local_id = m.local_id);
  insert into session (token_hash, account_id, device) values (session_hash, who, asked_device);
end $$;

/* 'ok', or why not: 'unknown', 'used', 'expired'. A link opens one session, once. */
create function sign_in_by_token(token bytea, session_hash bytea, asked_device text, out outcome text, out back text) language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r sign_in_request;
begin
  select * into r from sign_in_request where token_hash = token for update;
  outcome := case when r.id is null then 'unknown' when r.used_at is not null then 'used' when r.expires_at <= now() then 'expired' else 'ok' end;
  back := r.back;
  if outcome = 'ok' then perform open_session(r, session_hash, asked_device); end if;
end $$;

/* 'ok', or why not: 'wrong' (also where there is nothing to guess), 'expired', 'used', 'too-many'. Five wrong codes end a request. */
create function sign_in_by_code(asked uuid, code bytea, session_hash bytea, asked_device text, out outcome text, out back text) language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r sign_in_request;
begin
  select * into r from sign_in_request where id = asked for update;
  outcome := case when r.id is null then 'wrong' when r.used_at is not null then 'used' when r.expires_at <= now() then 'expired'
    when r.wrong_codes >= 5 then 'too-many' when r.code_hash is distinct from code then 'wrong' else 'ok' end;
  back := r.back;
  if outcome = 'wrong' then update sign_in_request set wrong_codes = wrong_codes + 1 where id = asked; end if;
  if outcome = 'ok' then perform open_session(r, session_hash, asked_device); end if;
end $$;

/* Ends one session of the asker, or all but the one named. How many ended. */
create function end_session(asked uuid) returns integer language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  update session set ended_at = now() where id = asked and account_id = current_account() and ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;
create function end_other_sessions(kept uuid) returns integer language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  update session set ended_at = now() where id <> kept and account_id = current_account() and ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;
create function see_session(asked uuid) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  update session set seen_on = current_date where id = asked and seen_on < current_date $$;

/* Only the example campaign has people whom anybody may be. */
create function example_session(who uuid, session_hash bytea, asked_device text) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from deployment where mode = 'example') or not exists (select from example_person where account_id = who) then return false; end if;
  insert into session (token_hash, account_id, device) values (session_hash, who, asked_device);
  return true;
end $$;
create table example_person (
  key        text primary key,
  account_id uuid not null unique references account on delete cascade,
  name       text not null,
  part       text not null,         -- who this is and what to try
  place      integer not null       -- order on the page
);
alter table example_person enable row level security, force row level security;
create policy example on example_person for select using (exists (select from deployment where mode = 'example'));
grant select on example_person to "@app", "@auth";

create function move_campaign_clock(target timestamptz) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from deployment where mode = 'example') then return false; end if;
  update campaign_clock set ahead = target - now(), moved_at = now();
  return true;
end $$;
grant select, update on campaign_clock to "@auth";

/* The one-time link with which the first officer names the coalition (`start --empty` prints it). */
create table set_up_link (one boolean primary key default true check (one), token_hash bytea not null, expires_at timestamptz not null);
alter table set_up_link enable row level security, force row level security;
create policy set_up on set_up_link to "@auth" using (true);
create policy set_up on deployment to "@auth" using (true) with check (true);
grant select, delete on set_up_link to "@auth";
grant update on deployment to "@auth";
create function set_up_open(token bytea) returns boolean stable security definer set search_path = public, pg_temp
  return exists (select from set_up_link where token_hash = token and expires_at > now());
create function set_up(token bytea, asked_coalition text, asked_zone text, asked_name text, asked_address text, session_hash bytea, asked_device text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
  delete from set_up_link where token_hash = token and expires_at > now();
  if not found then return false; end if;
  update deployment set coalition = asked_coalition, zone = asked_zone, set_up_at = now();
  insert into account default values returning id into who;
  insert into account_address (address, account_id) values (asked_address, who);
  insert into office (account_id, holder_name, role, scope_kind) values (who, asked_name, 'administrator', 'coalition');
  insert into session (token_hash, account_id, device) values (session_hash, who, asked_device);
  return true;
end $$;

-- Offices are granted and ended by functions, so that who did it can't be left out or made up.
/* May the asker grant and end this office? An officer of a local: within the local. An administrator: in the coalition, in regions, and a local's officers. */
create function may_grant(asked_role text, asked_local integer) returns boolean stable security definer set search_path = public, pg_temp
  return case when asked_role in ('officer', 'steward') and asked_local = any (locals_served()) then true
              when asked_role <> 'steward' then 'administrator' = any (coalition_roles()) else false end;

/* 'ok' or 'not-found' (not yours to grant). The address needn't be known: the account waits for its first sign-in. */
create function grant_office(asked_address text, asked_name text, asked_role text, asked_region integer, asked_local integer, asked_unit integer, asked_worksite integer, asked_until timestamptz)
returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
  if not may_grant(asked_role, asked_local) then return 'not-found'; end if;
  select account_id into who from account_address where address = asked_address;
  if who is null then
    insert into account default values returning id into who;
    insert into account_address (address, account_id) values (asked_address, who);
  end if;
  insert into office (account_id, holder_name, role, scope_kind, region_id, local_id, unit_id, worksite_id, granted_by, until)
  values (who, asked_name, asked_role,
    case when asked_worksite is not null then 'worksite' when asked_unit is not null then 'unit' when asked_local is not null then 'local' when asked_region is not null then 'region' else 'coalition' end,
    asked_region, asked_local, asked_unit, asked_worksite, current_account(), asked_until);
  return 'ok';
end $$;

/* 'ok', 'not-found', or 'last': the last officer of a local and the last administrator can't end their own office. */
create function end_office(asked bigint) returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare o office;
begin
  select * into o from office where id = asked and ended_at is null for update;
  if o.id is null or not (may_grant(o.role, o.local_id) or o.account_id = current_account()) then return 'not-found'; end if;
  perform pg_advisory_xact_lock(hashtext('end_office'));
  if o.role in ('administrator', 'officer') and not exists (select from office other where other.role = o.role and other.local_id is not distinct from o.local_id
      and other.id <> o.id and other.ended_at is null and (other.until is null or other.until > now())) then return 'last'; end if;
  update office set ended_at = now(), ended_by = current_account() where id = asked;
  return 'ok';
end $$;

do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in
    ('session_account', 'request_sign_in', 'sign_in_to_mail', 'arm_sign_in', 'renew_sign_in', 'open_session', 'sign_in_by_token', 'sign_in_by_code', 'end_session',
     'end_other_sessions', 'see_session', 'example_session', 'move_campaign_clock', 'set_up_open', 'set_up', 'may_grant', 'grant_office', 'end_office') loop
    execute format('alter function %s owner to "@auth"', f);
    execute format('revoke execute on function %s from public', f);
    if f::text not like 'open_session(%' then execute format('grant execute on function %s to "@app"', f); end if;
  end loop;
end $$;

-- Tries per quarter of an hour, by hash (src/people/limits.ts). The web login counts by itself, outside a request's transaction.
create unlogged table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint);
grant select, insert, update, delete on rate_limit to "@web";
