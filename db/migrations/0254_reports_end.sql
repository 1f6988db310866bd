-- Reports of questioning that an officer has closed go a year after it: a charge has to be filed within six months. One that is open stays.
insert into retention (what, days, place) values ('questioning', 365, 9);
create policy old_goes on questioning_report to "@archivist" using (closed_at < now() - interval '30 days');

/* As 0120 has it, and reports of questioning. */
create or replace function remove_expired() returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r retention; before timestamptz; gone bigint; talks bigint;
begin
  for r in select * from retention order by place for update loop
    before := now() - make_interval(days => r.days);
    case r.what
      when 'unfinished-files' then
        update import set state = 'cancelled' where state in ('uploading', 'uploaded', 'staging', 'ready', 'failed') and created_at < before;
        delete from import_line l using import i where (i.local_id, i.id) = (l.local_id, l.import_id) and i.state in ('cancelled', 'failed') and i.created_at < before;
        delete from import_verdict v using import i where (i.local_id, i.id) = (v.local_id, v.import_id) and i.state in ('cancelled', 'failed') and i.created_at < before;
        delete from import_chunk c using import i where (i.local_id, i.id) = (c.local_id, c.import_id) and i.state in ('cancelled', 'done', 'undone') and i.created_at < before;
      when 'refused-rows' then
        delete from import_refused f using import i where (i.local_id, i.id) = (f.local_id, f.import_id) and i.created_at < before;
      when 'sign-ups' then -- the head that came is still counted
        update sign_up s set name = '–', address = 'removed ' || s.id, link_hashes = '{}', invited_through = null
        where s.name <> '–' and not exists (select from event_version v where v.event_id = s.event_id and v.ends_at >= before) and exists (select from event_version v where v.event_id = s.event_id);
      when 'deliveries' then
        with old as (delete from delivery d where d.settled_at < before and d.state in ('sent', 'refused', 'unsure', 'left out')
            and exists (select from message_step s where s.message_id = d.message_id and s.step in ('done', 'cancelled')) returning d.message_id, d.through_local, d.state)
        insert into delivery_count as c (message_id, through_local, state, mails) select o.message_id, o.through_local, o.state, count(*) from old o group by 1, 2, 3
        on conflict (message_id, through_local, state) do update set mails = c.mails + excluded.mails;
      when 'sign-in-requests' then delete from sign_in_request where expires_at < before;
      when 'sessions' then delete from session where least(ended_at, expires_at) < before;
      when 'outbox' then delete from outbox where at < before;
      when 'notes' then
        delete from conversation where delete_after < current_date or written_at < before;
        get diagnostics talks = row_count;
        delete from assessment where delete_after < current_date or written_at < before;
      when 'questioning' then
        delete from questioning_report where closed_at < before;
    end case;
    get diagnostics gone = row_count;
    if r.what = 'notes' then gone := gone + talks; end if;
    update retention set last_run = now(), last_removed = gone, removed = removed + gone where what = r.what;
  end loop;
end $$;
