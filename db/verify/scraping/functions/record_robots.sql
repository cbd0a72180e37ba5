-- Verify aquascene:scraping/functions/record_robots on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'scraping.record_robots(text,text,integer,text,interval,text,interval)' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_worker',
    'scraping.record_robots(text,text,integer,text,interval,text,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.record_robots(text,text,integer,text,interval,text,interval)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.robots_txt(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_reader', 'scraping.robots_txt(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.robots_txt(text)',
    'EXECUTE'))::int;

rollback;
