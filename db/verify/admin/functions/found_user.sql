-- Verify aquascene:admin/functions/found_user on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._found_user(uuid)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'admin._found_user(uuid)', 'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._keep_an_admin()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'admin._keep_an_admin()', 'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._lock_admins()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'admin._lock_admins()', 'EXECUTE'))::int;

rollback;
