-- Verify aquascene:ops/functions/archive_old_metrics on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.archive_old_metrics()'::regprocedure;
select 1 / has_function_privilege('aquascene_admin', 'ops.archive_old_metrics()', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.archive_old_metrics()',
    'EXECUTE'))::int;

rollback;
