-- Verify aquascene:ops/functions/finish_run on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._own_run(uuid)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._own_run(uuid)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.finish_run(uuid,jsonb)'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'ops.finish_run(uuid,jsonb)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.finish_run(uuid,jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.fail_run(uuid,text,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'ops.fail_run(uuid,text,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.fail_run(uuid,text,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.return_run(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'ops.return_run(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'ops.return_run(uuid)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.extend_run(uuid,interval)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'ops.extend_run(uuid,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.extend_run(uuid,interval)',
    'EXECUTE'))::int;

rollback;
