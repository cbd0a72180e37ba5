-- Verify aquascene:content/functions/detect_language on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.detect_language(text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.detect_language(text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.detect_language(text)',
    'EXECUTE'))::int;

rollback;
