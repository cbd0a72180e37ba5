-- Verify aquascene:admin/functions/logout on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.logout(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'admin.logout(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'admin.logout(text)', 'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.logout_everywhere(uuid)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.logout_everywhere(uuid)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.logout_everywhere(uuid)',
    'EXECUTE'))::int;

rollback;
