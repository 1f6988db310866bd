-- What whoever hosts this has to know: which backups were made, what went wrong where, how the queue is. Places in the program,
-- codes and counts; never a person, an address or what somebody typed.
--
-- "@keeper" may see every row, by the policy `backup` that the migration runner gives each table, and has been granted no table but
-- these two: only the owner, who is a member of it, can put both together, and reads whole tables for a backup without row security
-- being lifted for a moment.

create table backup_made (
  id      bigint generated always as identity primary key,
  made_at timestamptz not null,           -- the moment whose data it holds
  took    interval not null,
  bytes   bigint not null,                -- of the file
  rows    bigint not null
);

create table problem (
  reference text primary key check (reference ~ '^[0-9a-f]{8}$'),  -- what the person was shown
  at        timestamptz not null default now(),
  place     text not null check (length(place) <= 200),            -- 'POST /staff/offices/:office/end' or 'job sign-in-mail': a pattern, never an address somebody opened
  kind      text not null check (length(kind) <= 100),             -- the error's name or code
  detail    text not null check (length(detail) <= 2000)           -- its message without values (src/platform/log.ts), and where in the program
);
create index on problem (at);

alter table backup_made enable row level security, force row level security;
alter table problem enable row level security, force row level security;

create function may_watch() returns boolean stable security definer set search_path = public, pg_temp
  return 'administrator' = any (coalition_roles());
alter function may_watch owner to "@auth";

create policy administrator on backup_made for select to "@app" using ((select may_watch()));
create policy administrator on problem for select to "@app" using ((select may_watch()));
create policy measuring on backup_made for select to "@worker" using (true);
create policy backup_writes on backup_made for insert to "@keeper" with check (true);
create policy keeping on problem to "@keeper" using (true) with check (true);
grant select on backup_made, problem to "@app";
grant select on backup_made to "@worker";
grant select, insert, delete on problem to "@keeper";
grant select on schema_migration to "@keeper";

/* Writes down what failed. The newest five hundred stay, and nothing for longer than ninety days. */
create function note_problem(asked_reference text, asked_place text, asked_kind text, asked_detail text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into problem (reference, place, kind, detail) values (asked_reference, left(asked_place, 200), left(asked_kind, 100), left(asked_detail, 2000)) on conflict do nothing;
  delete from problem where at < now() - interval '90 days' or at < (select p.at from problem p order by p.at desc offset 500 limit 1);
$$;
alter function note_problem owner to "@keeper";

/* The files of db/migrations that have run. Nothing for who is no administrator. */
create function migrations_run() returns table (name text, applied_at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select m.name, m.applied_at from schema_migration m where may_watch() order by m.name $$;
alter function migrations_run owner to "@keeper";

/* The queue by task: due and not yet taken, running, waiting for a later moment or another try, given up; when the oldest due one was due. */
create function jobs_by_task() returns table (task text, due bigint, running bigint, later bigint, failed bigint, due_since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select j.task_identifier,
    count(*) filter (where j.locked_at is null and j.attempts < j.max_attempts and j.run_at <= now()),
    count(*) filter (where j.locked_at is not null),
    count(*) filter (where j.locked_at is null and j.attempts < j.max_attempts and j.run_at > now()),
    count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts),
    min(j.run_at) filter (where j.locked_at is null and j.attempts < j.max_attempts and j.run_at <= now())
  from graphile_worker.jobs j where public.may_watch() group by j.task_identifier order by j.task_identifier $$;
alter function jobs_by_task owner to "@worker";

revoke execute on function may_watch, note_problem, migrations_run, jobs_by_task from public;
grant execute on function may_watch to "@app", "@worker", "@keeper";
grant execute on function note_problem, migrations_run, jobs_by_task to "@app";
