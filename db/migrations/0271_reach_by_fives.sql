-- Whom a mail reaches is told as headcounts are: anew when it differs by five from what was told. Else whoever looks twice, and knows who alone came, left
-- or wrote STOP meanwhile, learns of her mailbox (docs/decisions/0090-counts-without-people.md).

-- What was last told of these locals together; under 0 and their ids: how many mailboxes stand on rosters of two of them. Numbers only.
create table reach_told (
  local_ids integer[] primary key,
  mailboxes integer not null
);
alter table reach_told enable row level security, force row level security;
create policy telling on reach_told to "@sender" using (true) with check (true);
grant select, insert, update, delete on reach_told to "@sender";

/* Of a local that is erased it goes with the rest. */
create function forget_reach() returns trigger language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  delete from reach_told where new.local_id = any (local_ids);
  return null;
end $$;
create trigger forget_reach after update on local_erasure for each row when (old.done_at is null and new.done_at is not null) execute function forget_reach();

/* What is told where so many are counted. Kept, but where a page may not write. */
create function keep_reach(asked integer[], counted integer) returns integer language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare kept integer;
begin
  select mailboxes into kept from reach_told where local_ids = asked;
  if abs(counted - kept) < 5 then return kept; end if;
  if current_setting('transaction_read_only') = 'off' then
    insert into reach_told values (asked, counted) on conflict (local_ids) do update set mailboxes = excluded.mailboxes;
  end if;
  return counted;
end $$;

/* As 0091 has it, by fives. Where a mailbox stands on two rosters the sum of the told is lessened by as many as were told to do so: a difference between
   that sum and the whole would tell what the parts do not. */
create or replace function mail_reach_told(asked_category text, audience jsonb) returns table (local_ids integer[], mailboxes integer) language sql volatile security definer set search_path = public, pg_temp as $$
  with lent as materialized (select distinct s.local_id from share s where may_write_updates() and s.purpose = 'messages' and share_alive(s)),
  groups as materialized (select g.*, g.local_id in (select l.local_id from lent l) and (audience is null or g.local_id = any (locals_in(audience))) as asked from local_groups() g where may_write_updates()),
  chosen as materialized (select i.local_id, i.member_id from members_in(audience, array(select g.local_id from groups g where g.asked)) i where conditions_in(audience) > 0),
  withdrawn as materialized (select mail_withdrawn(asked_category) as key),
  reached as materialized (
    select g.group_key, m.email from member m join groups g on g.local_id = m.local_id and g.asked
    where m.email is not null and not employer_address(m.email)
      and (coalesce(conditions_in(audience), 0) = 0 or (m.local_id, m.id) in (select c.local_id, c.member_id from chosen c))
      and (not exists (select from withdrawn) or address_key(m.email) not in (select w.key from withdrawn w))),
  counted as materialized (
    select array_agg(g.local_id order by g.local_id) filter (where g.asked) as local_ids, bool_and(g.asked) and coalesce(conditions_in(audience), 0) = 0 as exact, g.group_key, bool_and(g.asked) as whole, sum(g.people) as size
    from groups g group by g.group_key having bool_or(g.asked)),
  told as materialized (
    select c.*, r.boxes, case when c.exact then keep_reach(c.local_ids, r.boxes::integer) when c.whole then told_among(r.boxes, c.size::bigint, 1 + coalesce(conditions_in(audience), 0)) end as mailboxes
    from counted c cross join lateral (select count(distinct x.email) as boxes from reached x where x.group_key = c.group_key) r),
  twice as materialized (
    select keep_reach(0 || (select array_agg(i order by i) from told t cross join unnest(t.local_ids) i where t.exact),
      (sum(t.boxes) - (select count(distinct x.email) from reached x join told e on e.group_key = x.group_key and e.exact))::integer) as mailboxes
    from told t where t.exact having count(*) > 1)
  select t.local_ids, t.mailboxes from told t
  union all
  select null, greatest(coalesce((select sum(t.mailboxes) from told t), 0) - coalesce((select w.mailboxes from twice w), 0), 0)::integer
  where may_write_updates() $$;
alter function keep_reach owner to "@sender";
alter function forget_reach owner to "@sender";
revoke execute on function keep_reach, forget_reach from public;
