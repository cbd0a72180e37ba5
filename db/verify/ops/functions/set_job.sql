-- Verify aquascene:ops/functions/set_job on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'ops.set_job(text,text,text,text,text,text,interval,text,integer,boolean,boolean)' as
        regprocedure);
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.set_job(text,text,text,text,text,text,interval,text,integer,boolean,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.set_job(text,text,text,text,text,text,interval,text,integer,boolean,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._changed_job(text,boolean)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._changed_job(text,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.enable_job(text,boolean)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.enable_job(text,boolean)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.enable_job(text,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.remove_job(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_admin', 'ops.remove_job(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'ops.remove_job(text)', 'EXECUTE'))::int;

rollback;
