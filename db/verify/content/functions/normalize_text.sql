-- Verify aquascene:content/functions/normalize_text on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.normalize_text(text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'content.normalize_text(text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.normalize_text(text)',
    'EXECUTE'))::int;

rollback;
