-- Verify aquascene:ops/functions/end_run on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._end_run(ops.job_states,text,text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._end_run(ops.job_states,text,text,jsonb)',
    'EXECUTE'))::int;

rollback;
