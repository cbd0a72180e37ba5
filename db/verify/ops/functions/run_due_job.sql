-- Verify aquascene:ops/functions/run_due_job on pg

begin;

select 1 / (p.prokind = 'p' and not p.prosecdef and p.proconfig is null)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.run_due_job(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'ops.run_due_job(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app', 'ops.run_due_job(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.cancel_overdue_runs()'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'ops.cancel_overdue_runs()', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.cancel_overdue_runs()',
    'EXECUTE'))::int;

rollback;
