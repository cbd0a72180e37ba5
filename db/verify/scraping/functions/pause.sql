-- Verify aquascene:scraping/functions/pause on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._found_target(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping._found_target(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.pause(text,text)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'scraping.pause(text,text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.pause(text,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.resume(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'scraping.resume(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'scraping.resume(text)', 'EXECUTE'))::int;

rollback;
