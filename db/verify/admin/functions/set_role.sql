-- Verify aquascene:admin/functions/set_role on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.set_role(uuid,text)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'admin.set_role(uuid,text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.set_role(uuid,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.set_permissions(uuid,text[])'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.set_permissions(uuid,text[])',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.set_permissions(uuid,text[])',
    'EXECUTE'))::int;

rollback;
