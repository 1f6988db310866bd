-- A draft can be discarded and brought back; what is published can be withdrawn; who could be the second person is told that one is wanted.

alter table update_item
  add column discarded_at timestamptz,                 -- real time: a draft that nobody goes on with; null: none, or brought back
  add column discarded_by uuid references account,
  add check ((discarded_at is null) = (discarded_by is null)),
  add check (discarded_at is null or published_revision is null);
grant update (discarded_at, discarded_by) on update_item to "@app";

create policy not_discarded on update_ready as restrictive for insert to "@app" with check (
  not exists (select from update_item i where i.id = update_id and i.discarded_at is not null));
create policy not_discarded on update_approval as restrictive for insert to "@app" with check (
  not exists (select from update_item i where i.id = update_id and i.discarded_at is not null));

-- One person takes the published revision back, for good: only another revision, approved by a second person, brings the update back.
create table update_withdrawal (
  update_id    integer not null,
  revision     integer not null,
  withdrawn_by uuid not null references account,
  withdrawn_at timestamptz not null default campaign_now(), -- campaign time, as the public reads it
  primary key (update_id, revision),
  foreign key (update_id, revision) references update_approval (update_id, revision)
);
alter table update_withdrawal enable row level security, force row level security;
create policy known on update_withdrawal for select using (true); -- its address says so to everybody
create policy withdraw on update_withdrawal for insert to "@app" with check (
  (select may_write_updates()) and withdrawn_by = (select current_account())
  and exists (select from update_item i where (i.id, i.published_revision) = (update_id, revision)));
grant select on update_withdrawal to "@app", "@sender";
grant insert (update_id, revision, withdrawn_by) on update_withdrawal to "@app";

-- What was withdrawn is read by the communications officers alone; pictures go with it (0020 shows them where a revision is seen).
alter policy published on update_revision using (
  (update_id, revision) in (select i.id, i.published_revision from update_item i where i.published_at <= campaign_now())
  and not exists (select from update_withdrawal w where (w.update_id, w.revision) = (update_revision.update_id, update_revision.revision) and w.withdrawn_at <= campaign_now()));

-- That a communications officer was told of a revision that waits: each once.
create table update_told (
  update_id integer not null,
  revision  integer not null,
  account_id uuid not null references account,
  told_at   timestamptz not null default now(),
  primary key (update_id, revision, account_id),
  foreign key (update_id, revision) references update_ready (update_id, revision)
);
alter table update_told enable row level security, force row level security;
create policy telling on update_told to "@sender" using (true) with check (true);
grant select, insert on update_told to "@sender";

/* Who else holds the communications office now, with the mailbox that each proved first; `asker` is left out. For the job alone. */
create function writers_to_tell(asker uuid) returns table (account_id uuid, address text) language sql stable security definer set search_path = public, pg_temp as $$
  select distinct o.account_id, (select a.address from account_address a where a.account_id = o.account_id order by a.proven_at, a.address limit 1)
  from office o where o.role = 'communications' and o.ended_at is null and (o.until is null or o.until > now()) and o.account_id <> asker $$;
/* How many besides the asker hold the communications office; null for who doesn't. */
create function other_writers() returns integer stable security definer set search_path = public, pg_temp
  return case when may_write_updates() then (select count(distinct o.account_id)::integer from office o
    where o.role = 'communications' and o.ended_at is null and (o.until is null or o.until > now()) and o.account_id <> current_account()) end;
alter function writers_to_tell owner to "@auth";
alter function other_writers owner to "@auth";
revoke execute on function writers_to_tell, other_writers from public;
grant execute on function writers_to_tell to "@sender";
grant execute on function other_writers to "@app";
