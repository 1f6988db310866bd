-- Sessions end when they are not used, earlier for who holds an office; whoever may grant an office, and the host, can end them for somebody else.

/* When a session ends by itself. By the day of its last use: a time would be a record of shifts. */
create function session_end(who uuid, since timestamptz) returns timestamptz stable security definer set search_path = public, pg_temp
  return (select case when exists (select from office o where o.account_id = who and o.ended_at is null and (o.until is null or o.until > now()))
    then least(since + interval '30 days', (current_date + 15)::timestamptz) else least(since + interval '60 days', (current_date + 31)::timestamptz) end);

create function session_begins() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.expires_at := session_end(new.account_id, new.created_at);
  return new;
end $$;
create trigger ends before insert on session for each row execute function session_begins();

/* As 0003 has it, and `rested`: not used today so far. */
drop function session_account(bytea);
create function session_account(hash bytea) returns table (session_id uuid, account_id uuid, lang text, rested boolean) language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.account_id, a.lang, s.seen_on < current_date from session s join account a on a.id = s.account_id where s.token_hash = hash and s.ended_at is null and s.expires_at > now() $$;
create or replace function see_session(asked uuid) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  update session set seen_on = current_date, expires_at = session_end(account_id, created_at) where id = asked and seen_on < current_date and ended_at is null and expires_at > now() $$;

alter table audit drop constraint audit_what_check;
alter table audit add constraint audit_what_check check (what in (
  'people-added', 'people-changed', 'people-removed', 'places-added', 'places-changed', 'places-removed', 'people-merged', 'merge-undone', 'import-done', 'import-undone',
  'office-granted', 'office-changed', 'office-ended', 'office-signed-out', 'share-granted', 'share-changed', 'share-revoked', 'share-used', 'exported', 'listed'));
create function note_signed_out(asked_local integer, asked_office bigint, asked_role text) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform write_audit(current_account(), asked_local, 'office-signed-out', null, null, jsonb_build_object('office', asked_office, 'role', asked_role));
end $$;
alter function note_signed_out owner to "@recorder";

/* Ends all sessions of who holds the office. False: it is not one that the asker may grant, or is over. */
create function sign_out_holder(asked bigint) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare o office;
begin
  select * into o from office where id = asked and ended_at is null;
  if o.id is null or may_grant(o.role, o.local_id) is not true then return false; end if;
  update session set ended_at = now() where account_id = o.account_id and ended_at is null;
  perform note_signed_out(o.local_id, o.id, o.role);
  return true;
end $$;

/* Ends the sessions of whoever signs in with this address; of everybody where it is null. How many. For whoever hosts the program. */
create function sign_out_address(asked text) returns integer language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  update session set ended_at = now() where ended_at is null and expires_at > now() and (asked is null or account_id in (select account_id from account_address where address = asked));
  get diagnostics ended = row_count;
  return ended;
end $$;

do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in
    ('session_end', 'session_begins', 'session_account', 'sign_out_holder', 'sign_out_address') loop
    execute format('alter function %s owner to "@auth"', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
revoke execute on function note_signed_out from public;
grant execute on function note_signed_out to "@auth";
grant execute on function session_account, sign_out_holder to "@app";
grant execute on function sign_out_address to "@archivist";
