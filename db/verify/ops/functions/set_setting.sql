-- Verify aquascene:ops/functions/set_setting on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.set_setting(text,jsonb)'::regprocedure;
select 1 / has_function_privilege('aquascene_admin', 'ops.set_setting(text,jsonb)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops.set_setting(text,jsonb)',
    'EXECUTE'))::int;

rollback;
