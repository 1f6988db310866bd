-- Whether one unit is in doubt is asked for each member's answer: through what waits for a second person, which is little, not through every agreement.
create index agreement_waits on agreement (id) where shown_at is null;
create index agreement_extension_waits on agreement_extension (agreement_id) where shown_at is null;

/* As 0201 has it, of one unit (null: of all). */
drop function units_in_doubt();
create function units_in_doubt(asked integer) returns integer[] stable security definer set search_path = public, pg_temp
  return array(
    select distinct unit from (
      select unnest(a.unit_ids) as unit from agreement a where a.shown_at is null
      union all
      select unnest(a.unit_ids) from agreement_extension e join agreement a on a.id = e.agreement_id
      where e.shown_at is null and e.union_signed_on is not null and e.employer_signed_on is not null) waiting
    where asked is null or unit = asked);
alter function units_in_doubt owner to "@usher";
revoke execute on function units_in_doubt from public;
grant execute on function units_in_doubt to "@app";
