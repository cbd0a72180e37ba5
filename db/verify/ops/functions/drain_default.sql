-- Verify aquascene:ops/functions/drain_default on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._begin_drain(text,regclass,regclass,text,date[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._begin_drain(text,regclass,regclass,text,date[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._end_drain(regclass,regclass,regclass)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._end_drain(regclass,regclass,regclass)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.drain_default(text,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.drain_default(text,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.drain_default(text,integer)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.cancel_drain(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_admin', 'ops.cancel_drain(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'ops.cancel_drain(text)', 'EXECUTE'))::int;

rollback;
