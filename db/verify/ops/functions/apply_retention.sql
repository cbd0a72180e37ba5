-- Verify aquascene:ops/functions/apply_retention on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._take_off(regclass,regclass,boolean)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._take_off(regclass,regclass,boolean)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.apply_retention(text,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'ops.apply_retention(text,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.apply_retention(text,integer)',
    'EXECUTE'))::int;

rollback;
