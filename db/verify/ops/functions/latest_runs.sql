-- Verify aquascene:ops/functions/latest_runs on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.latest_runs(text,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'ops.latest_runs(text,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.latest_runs(text,integer)',
    'EXECUTE'))::int;

rollback;
