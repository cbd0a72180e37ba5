-- Verify aquascene:admin/functions/deactivate_user on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.deactivate_user(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.deactivate_user(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.deactivate_user(uuid)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.reactivate_user(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.reactivate_user(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.reactivate_user(uuid)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.unlock_user(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'admin.unlock_user(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'admin.unlock_user(uuid)', 'EXECUTE'))::int;

rollback;
