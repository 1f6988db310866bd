-- Notes of conversations and assessments end: ninety days after ratification (domain-rules.md, 5.6), and after two years in any case.

do $$ declare name text; begin
  foreach name in array array['conversation', 'assessment'] loop
    execute format('create policy retention on %I for select to "@archivist" using (true)', name);
    execute format('create policy retention_removes on %I for delete to "@archivist" using (true)', name);
    execute format('grant select, delete, update (delete_after) on %I to "@archivist"', name);
  end loop;
end $$;
insert into retention (what, days, place) values ('notes', 730, 8);

/*
 * Sets the day after which what was noted in a local until its ratification is gone: ninety days later. `day_over`: when that day ended
 * there. Nulls take it back; what is past its day comes back to nobody. Answers on how many notes and assessments that day now stands;
 * null for who is no officer of the local.
 */
create function end_notes(asked_local integer, ratified date, day_over timestamptz) returns bigint language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare notes bigint; assessments bigint;
begin
  if (asked_local = any (locals_served())) is not true then return null; end if;
  update conversation set delete_after = case when written_at < day_over then ratified + 90 end where local_id = asked_local and (delete_after is null or delete_after >= current_date);
  select count(*) into notes from conversation where local_id = asked_local and delete_after = ratified + 90;
  update assessment set delete_after = case when written_at < day_over then ratified + 90 end where local_id = asked_local and (delete_after is null or delete_after >= current_date);
  select count(*) into assessments from assessment where local_id = asked_local and delete_after = ratified + 90;
  return notes + assessments;
end $$;
revoke execute on function end_notes from public;
alter function end_notes owner to "@archivist";
grant execute on function end_notes to "@app";

/* As 0081 has it, and notes and assessments. */
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
    end case;
    get diagnostics gone = row_count;
    if r.what = 'notes' then gone := gone + talks; end if;
    update retention set last_run = now(), last_removed = gone, removed = removed + gone where what = r.what;
  end loop;
end $$;

-- src/export writes to the audit by what all lists use.
drop function note_export(integer, integer, jsonb);
