-- Verify aquascene:newsletter/functions/pause on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._pause_if_failing(uuid)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._pause_if_failing(uuid)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.pause(uuid,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.pause(uuid,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.pause(uuid,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.resume(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'newsletter.resume(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'newsletter.resume(uuid)', 'EXECUTE'))::int;

rollback;
