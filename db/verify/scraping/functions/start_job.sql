-- Verify aquascene:scraping/functions/start_job on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.start_job(text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'scraping.start_job(text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.start_job(text,text)',
    'EXECUTE'))::int;

rollback;
