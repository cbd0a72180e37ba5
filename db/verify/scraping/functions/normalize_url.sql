-- Verify aquascene:scraping/functions/normalize_url on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.normalize_url(text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'scraping.normalize_url(text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.normalize_url(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._is_trap(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'scraping._is_trap(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._is_within(text,text[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping._is_within(text,text[])',
    'EXECUTE'))::int;

rollback;
