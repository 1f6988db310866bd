-- What a local has on record about its agreements, and reports of questioning, come along when it moves in: all of it to be confirmed by a second person here.
do $$ declare name text; begin
  foreach name in array array['unit_law', 'agreement', 'agreement_extension', 'contract_notice', 'vote_rule', 'strike_vote', 'vote_outcome', 'sanction', 'strike_notice', 'lockout', 'partnership_pause', 'unit_step', 'proof_file', 'questioning_report'] loop
    execute format('grant insert on %I to "@archivist"', name);
    execute format('create policy moving_in on %I for insert to "@archivist" with check (local_id = any ((select locals_served())::integer[]))', name);
    execute format('grant usage on sequence %s to "@archivist"', pg_get_serial_sequence(name, 'id'));
  end loop;
end $$;
grant execute on function my_acting_name, fact_only to "@archivist";
