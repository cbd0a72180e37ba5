-- Verify aquascene:admin/functions/reset_password on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.request_password_reset(text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'admin.request_password_reset(text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.request_password_reset(text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.reset_password(text,text,inet)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.reset_password(text,text,inet)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.reset_password(text,text,inet)',
    'EXECUTE'))::int;

rollback;
