-- Verify aquascene:scraping/functions/validate_rules on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._is_selector(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping._is_selector(text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping.validate_rules(jsonb)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'scraping.validate_rules(jsonb)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.validate_rules(jsonb)',
    'EXECUTE'))::int;

rollback;
