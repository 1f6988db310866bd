-- What is confirmed about agreements everybody reads; who entered, certified and confirmed it only those who read the room, by record_hands.

do $$ declare name text; columns text; begin
  foreach name in array array['unit_law', 'agreement', 'agreement_extension', 'contract_notice', 'vote_rule', 'strike_vote', 'vote_outcome', 'sanction', 'strike_notice', 'lockout', 'partnership_pause', 'unit_step', 'proof_file'] loop
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into columns from pg_attribute a
    where a.attrelid = name::regclass and a.attnum > 0 and not a.attisdropped and a.attname not in ('changed_by', 'changed_name', 'shown_by', 'shown_name', 'certified_by', 'certified_name', 'changed_as_officer');
    execute format('revoke select on %I from "@app"', name);
    execute format('grant select (%s) on %I to "@app"', columns, name);
    if name <> 'proof_file' then
      execute format('create policy hands on %I for select to "@usher" using (true)', name);
      execute format('grant select on %I to "@usher"', name);
    end if;
  end loop;
end $$;

/* Whose hands the records of a room went through (null: the coalition's); nothing for those who do not read the room. */
create function record_hands(asked_local integer) returns table (fact text, id integer, changed_by uuid, changed_name text, shown_name text, certified_name text, changed_as_officer boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare name text;
begin
  if not (case when asked_local is null then reads_national_facts() else coalesce(asked_local = any (contract_locals_read()), false) end) then return; end if;
  foreach name in array array['unit_law', 'agreement', 'agreement_extension', 'contract_notice', 'vote_rule', 'strike_vote', 'sanction', 'strike_notice', 'lockout', 'partnership_pause', 'unit_step'] loop
    return query execute format('select %L::text, t.id, t.changed_by, t.changed_name, t.shown_name, null::text, null::boolean from %I t where t.local_id is not distinct from $1', name, name) using asked_local;
  end loop;
  return query select 'vote_outcome'::text, t.id, t.changed_by, t.changed_name, t.shown_name, t.certified_name, t.changed_as_officer from vote_outcome t where t.local_id is not distinct from asked_local;
end $$;
grant execute on function contract_locals_read, reads_national_facts to "@usher";
grant select on local to "@usher";
alter function record_hands owner to "@usher";
revoke execute on function record_hands from public;
grant execute on function record_hands to "@app";

/* As 0201 has it, without reading whose hands a record went through. */
create or replace function take_back_change(asked bigint) returns text language plpgsql volatile set search_path = public, pg_temp as $$
declare c record; now_is jsonb; columns text;
begin
  select k.id, k.fact, k.fact_id, k.before, k.after into c from contract_change k where k.id = asked;
  if c.id is null or c.fact = 'proof_file' then return 'not-found'; end if; -- the bytes of a paper went with it
  perform set_config('app.undoes', asked::text, true);
  select string_agg(quote_ident(key), ', ' order by key) into columns from jsonb_object_keys(fact_only(coalesce(c.after, c.before)) - 'changed_as_officer') key;
  execute format('select to_jsonb(t) from (select %s from %I where id = $1) t', columns, c.fact) into now_is using c.fact_id;
  if (now_is is null) <> (c.after is null) or now_is is distinct from fact_only(c.after) - 'changed_as_officer' then return 'changed-since'; end if;
  if c.before is null then
    execute format('delete from %I where id = $1', c.fact) using c.fact_id;
  elsif c.after is null then
    execute format('insert into %I select * from jsonb_populate_record(null::%I, $1)', c.fact, c.fact) using c.before;
  elsif fact_only(c.before) = fact_only(c.after) then
    if c.before ->> 'shown_at' is not null then return 'changed-since'; end if; -- a confirmation that was taken away is given anew
    execute format('update %I set shown_at = null, shown_by = null, shown_name = null where id = $1', c.fact) using c.fact_id;
  else
    execute format('update %I t set (%s) = (select %s from jsonb_populate_record(null::%I, $1)) where t.id = $2', c.fact, columns, columns, c.fact) using c.before, c.fact_id;
  end if;
  if not found then return 'not-found'; end if;
  perform set_config('app.undoes', '', true);
  return 'ok';
end $$;

/* As 0201 has it, without names in what was before and after: who did it stands in by_name. */
create or replace function note_contract_change() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare hands text[] := array['bytes', 'changed_by', 'changed_name', 'shown_by', 'shown_name', 'certified_by', 'certified_name'];
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - hands end; after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - hands end;
begin
  if before is distinct from after and current_account() is not null then -- the example is loaded by nobody
    insert into contract_change (local_id, fact, fact_id, by_account, by_name, before, after, undoes)
    values ((coalesce(after, before) ->> 'local_id')::integer, tg_table_name, (coalesce(after, before) ->> 'id')::integer, current_account(),
      coalesce(my_acting_name((coalesce(after, before) ->> 'local_id')::integer), ''), before, after, nullif(current_setting('app.undoes', true), '')::bigint);
  end if;
  return null;
end $$;

/* Who made these changes, for those who read the room. */
revoke select on contract_change from "@app";
grant select (id, local_id, fact, fact_id, at, before, after, undoes) on contract_change to "@app";
create policy hands on contract_change for select to "@usher" using (true);
grant select on contract_change to "@usher";
create function change_hands(asked bigint[]) returns table (id bigint, by_name text) language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.by_name from contract_change c where c.id = any (asked)
    and (c.local_id = any (contract_locals_read()) or (c.local_id is null and reads_national_facts())) $$;
alter function change_hands owner to "@usher";
revoke execute on function change_hands from public;
grant execute on function change_hands to "@app";
