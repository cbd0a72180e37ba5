-- Verify aquascene:admin/functions/authenticate on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.authenticate(text,inet,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.authenticate(text,inet,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.authenticate(text,inet,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.authenticate_key(text,inet,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.authenticate_key(text,inet,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.authenticate_key(text,inet,text)',
    'EXECUTE'))::int;

rollback;
