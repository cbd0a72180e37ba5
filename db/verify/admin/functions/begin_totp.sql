-- Verify aquascene:admin/functions/begin_totp on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.begin_totp()'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'admin.begin_totp()', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'admin.begin_totp()', 'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.confirm_totp(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'admin.confirm_totp(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.confirm_totp(text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.disable_totp(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'admin.disable_totp(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.disable_totp(text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.remove_totp(uuid)'::regprocedure;
select 1 / has_function_privilege('aquascene_editor', 'admin.remove_totp(uuid)', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'admin.remove_totp(uuid)', 'EXECUTE'))::int;

rollback;
