-- That an owner was told what is about to become untrue: each thing once.
create table publication_told (
  publication_id integer not null references publication,
  what           text not null check (length(what) <= 200), -- such as 'ends 2027-10-24 harbor-760'
  told_at        timestamptz not null default now(),
  primary key (publication_id, what)
);
alter table publication_told enable row level security, force row level security;
create policy telling on publication_told to "@sender" using (true) with check (true);
grant select, insert on publication_told to "@sender";

/* Where to tell who looks after a publication; where she has left the office, those who hold it. For the job alone. */
create function owners_to_tell(asked integer) returns table (address text, lang text) language sql stable security definer set search_path = public, pg_temp as $$
  with alive as (select distinct o.account_id from office o where o.role = 'communications' and o.ended_at is null and (o.until is null or o.until > now()))
  select (select a.address from account_address a where a.account_id = ac.id order by a.proven_at, a.address limit 1), ac.lang
  from alive join account ac on ac.id = alive.account_id join publication p on p.id = asked
  where p.owned_by = ac.id or p.owned_by not in (select account_id from alive) $$;
alter function owners_to_tell owner to "@auth";
revoke execute on function owners_to_tell from public;
grant execute on function owners_to_tell to "@sender";
create policy telling on publication for select to "@auth" using (true);
grant select (id, owned_by) on publication to "@auth";
