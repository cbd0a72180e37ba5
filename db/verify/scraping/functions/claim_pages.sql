-- Verify aquascene:scraping/functions/claim_pages on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._delay(jsonb,integer,interval)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping._delay(jsonb,integer,interval)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._requests_at_once(jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping._requests_at_once(jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._finish_jobs()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'scraping._finish_jobs()', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.claim_pages(text,integer,interval,uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'scraping.claim_pages(text,integer,interval,uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.claim_pages(text,integer,interval,uuid)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.next_claim(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'scraping.next_claim(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.next_claim(uuid)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.heartbeat(text,interval)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'scraping.heartbeat(text,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.heartbeat(text,interval)',
    'EXECUTE'))::int;

rollback;
