-- Verify aquascene:ops/functions/create_monthly_partition on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._stored_columns(regclass)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._stored_columns(regclass)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.create_monthly_partition(text,date)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.create_monthly_partition(text,date)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.create_monthly_partition(text,date)',
    'EXECUTE'))::int;

rollback;
