-- Verify aquascene:ops/functions/claim_run on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._is_held(ops.job_states,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._is_held(ops.job_states,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.claim_run(text,interval,text,text[],boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'ops.claim_run(text,interval,text,text[],boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.claim_run(text,interval,text,text[],boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.next_run_in(text[])'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'ops.next_run_in(text[])', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'ops.next_run_in(text[])', 'EXECUTE'))::int;

rollback;
