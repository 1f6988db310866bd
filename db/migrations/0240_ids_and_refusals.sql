-- A file of another tool may hold several systems' ids of a person, and says who unsubscribed there.

alter table import_line
  add column more_ids jsonb,   -- further ids, by the system whose they are; the first one is source_id
  add column no_mail boolean;  -- the row says that the person wants no mail there. Also of a refused row, where its address can be read

alter table consent
  add column import_local integer, -- of a "no" that came with a roster. Not local_id: it stays when that local is erased
  add column import_id integer,
  drop constraint consent_source_check,
  add constraint consent_source_check check (source in ('one-click', 'unsubscribe-page', 'unsubscribe-page-undone', 'my-page', 'moved-in', 'merged', 'imported')) not valid,
  add constraint consent_of_import check ((source = 'imported') = (import_id is not null) and num_nulls(import_local, import_id) in (0, 2)) not valid;
create index consent_import on consent (import_local, import_id) where import_id is not null;

do $$ declare name text; begin
  foreach name in array array['import_line', 'import_verdict'] loop
    execute format('create policy reading_refusals on %I for select to "@archivist" using (local_id = any ((select locals_served())::integer[]))', name);
    execute format('grant select on %I to "@archivist"', name);
  end loop;
end $$;
create policy importing on consent for insert to "@archivist" with check (source = 'imported' and not given);
create policy taking_back on consent for delete to "@archivist" using (source = 'imported');

/*
 * The keys of addresses that want no mail by a staged file: those of its rows that stand on the roster or will, and those the roster has of the people the rows are
 * about. Not where the person has said anything here herself, yes or no, at any time. Nothing for who is no officer of the local.
 */
create function refusals_in_import(asked_local integer, asked_import integer) returns setof bytea language sql stable security definer set search_path = public, pg_temp as $$
  with said as (
    select l.line, l.email, v.kind, v.member_id from import_line l
    join import_verdict v on v.local_id = l.local_id and v.import_id = l.import_id and v.line = l.line
    where l.local_id = asked_local and l.import_id = asked_import and l.no_mail and asked_local = any (locals_served())),
  keys as (
    select address_key(email) as key from said s
      where email is not null and (kind <> 'problem' or exists (select from member m where m.local_id = asked_local and m.email = s.email))
    union
    select address_key(m.email) from said s join member m on m.local_id = asked_local and m.id = s.member_id where s.kind <> 'problem' and m.email is not null)
  select key from keys where not exists (select from consent c where c.address_key = keys.key and c.channel = 'email') $$;

/* Writes them down; how many there were. */
create function note_refusals(asked_local integer, asked_import integer, asked_wording text) returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  with written as (
    insert into consent (address_key, category, given, source, wording, import_local, import_id)
    select key, 'all', false, 'imported', asked_wording, asked_local, asked_import from refusals_in_import(asked_local, asked_import) key returning 1)
  select count(*) from written $$;

/* An import that is undone takes them along. What the person said since stays. */
create function forget_refusals(asked_local integer, asked_import integer) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  delete from consent where import_local = asked_local and import_id = asked_import and source = 'imported' and asked_local = any (locals_served()) $$;

do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in ('refusals_in_import', 'note_refusals', 'forget_refusals') loop
    execute format('alter function %s owner to "@archivist"', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to "@app"', f);
  end loop;
end $$;
