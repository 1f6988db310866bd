/* Of these sessions those that live and whose account holds an office, with what its offices reach: a thousand live counters are looked after in one
   question. Whoever asks knows the sessions already; of an account it tells no name. */
create function living_readers(sessions uuid[]) returns table (session_id uuid, account_id uuid, reach text) language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.account_id, held.reach
  from session s cross join lateral (
    select string_agg(concat_ws(' ', o.role, coalesce(o.region_id, 0), coalesce(o.local_id, 0)), ', ' order by o.role, o.region_id, o.local_id) as reach
    from office o where o.account_id = s.account_id and o.ended_at is null and (o.until is null or o.until > now())) held
  where s.id = any (sessions) and s.ended_at is null and s.expires_at > now() and held.reach is not null $$;
alter function living_readers owner to "@auth";
revoke execute on function living_readers from public;
grant execute on function living_readers to "@app";
