-- That an officer was reminded of a deadline: each deadline and each of the days before it once. Nobody but the job reads it.
create table deadline_told (
  account_id uuid not null references account on delete cascade,
  what       text not null check (length(what) <= 200), -- such as '17 notice-to-end 2027-07-02 14': the unit, what, its day, days before
  told_at    timestamptz not null default now(),
  primary key (account_id, what)
);
alter table deadline_told enable row level security, force row level security;
create policy telling on deadline_told to "@sender" using (true) with check (true);
grant select, insert on deadline_told to "@sender";

/* Who is reminded: officers of locals and the strike coordinator, each by the first address she has proven. For the job alone. */
create function accounts_to_remind() returns table (account_id uuid, address text) language sql stable security definer set search_path = public, pg_temp as $$
  select alive.account_id, (select a.address from account_address a where a.account_id = alive.account_id order by a.proven_at, a.address limit 1)
  from (select distinct o.account_id from office o where o.role in ('officer', 'coordinator') and o.ended_at is null and (o.until is null or o.until > now())) alive $$;
alter function accounts_to_remind owner to "@auth";
revoke execute on function accounts_to_remind from public;
grant execute on function accounts_to_remind to "@sender";

-- A calendar that follows somebody's deadlines by an address of its own. The secret in it is kept as its hash; one for each person, until she ends it.
create table deadline_feed (
  account_id uuid primary key references account on delete cascade,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  made_at    timestamptz not null default now()
);
alter table deadline_feed enable row level security, force row level security;
create policy own on deadline_feed to "@app" using (account_id = current_account()) with check (account_id = current_account());
grant select (account_id, made_at), insert, delete on deadline_feed to "@app";
create policy reading on deadline_feed for select to "@auth" using (true);
grant select on deadline_feed to "@auth";

/* Whose calendar an address is; null: nobody's, or it was ended. */
create function deadline_feed_account(asked_hash bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select account_id from deadline_feed where token_hash = asked_hash $$;
alter function deadline_feed_account owner to "@auth";
revoke execute on function deadline_feed_account from public;
grant execute on function deadline_feed_account to "@app";
