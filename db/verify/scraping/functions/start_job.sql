-- Verify aquascene:scraping/functions/start_job on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._begin_job(uuid)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping._begin_job(uuid)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.start_job(text,text,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'scraping.start_job(text,text,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.start_job(text,text,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.enqueue_due()'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'scraping.enqueue_due()', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'scraping.enqueue_due()', 'EXECUTE'))::int;

rollback;
