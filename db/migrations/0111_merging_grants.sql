-- Every table that refers to a member by now goes along in a merge.
do $$ declare name text; begin
  for name in select r.table_name from rows_about_members() r loop
    execute format('grant select, insert, update, delete on %s to "@archivist"', name);
  end loop;
end $$;
