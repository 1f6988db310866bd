-- Run at every migration, so each statement says nothing when it has nothing to do. None of these roles owns a table that holds
-- people, none is exempt from row security. The runner writes the database's name into each: "@app" becomes "commontable_app".
do $$ begin
  if to_regrole('"@app"')      is null then create role "@app"      nologin nosuperuser nobypassrls; end if; -- what a request runs as; owns nothing
  if to_regrole('"@auth"')     is null then create role "@auth"     nologin nosuperuser nobypassrls; end if; -- sign-in: accounts, sessions, tokens
  if to_regrole('"@usher"')    is null then create role "@usher"    nologin nosuperuser nobypassrls; end if; -- what counts seats; owns functions only
  if to_regrole('"@counter"')  is null then create role "@counter"  nologin nosuperuser nobypassrls; end if; -- knows where each member works, by number; counts
  if to_regrole('"@sender"')   is null then create role "@sender"   nologin nosuperuser nobypassrls; end if; -- reads addresses for one approved message
  if to_regrole('"@loader"')   is null then create role "@loader"   nologin nosuperuser nobypassrls; end if; -- writes the staging tables
  if to_regrole('"@recorder"') is null then create role "@recorder" nologin nosuperuser nobypassrls; end if; -- adds to the audit; reads no person
  if to_regrole('"@keeper"')   is null then create role "@keeper"   nologin nosuperuser nobypassrls; end if; -- what the owner reads backups as; notes problems
  if to_regrole('"@archivist"') is null then create role "@archivist" nologin nosuperuser nobypassrls; end if; -- moves a local in; erases; removes what is past its time
  if to_regrole('"@web"')      is null then create role "@web"      login noinherit nosuperuser nobypassrls; end if; -- connects; by itself may do nothing
  if to_regrole('"@worker"')   is null then create role "@worker"   login noinherit nosuperuser nobypassrls; end if; -- connects; owns the job queue
end $$;

-- Row security makes long plans of short questions: a server that compiles them (jit, where LLVM is there) took seconds for each.
alter role "@web" set jit = off;
alter role "@worker" set jit = off;

grant "@app" to "@web";
grant "@app", "@sender", "@loader", "@archivist" to "@worker";
