-- That nothing about agreements has changed since it was read is told by the versions of the rows that one may read (src/contracts/all-units.ts).
do $$ declare name text; begin
  foreach name in array array['unit_law', 'agreement', 'agreement_extension', 'contract_notice', 'vote_rule', 'strike_vote', 'vote_outcome', 'sanction', 'strike_notice', 'lockout', 'partnership_pause', 'unit_step'] loop
    execute format('grant select (xmin) on %I to "@app"', name);
  end loop;
end $$;
