-- Verify aquascene:admin/functions/create_user on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._create_user(text,text,text,text,text,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._create_user(text,text,text,text,text,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.create_user(text,text,text,text,text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'admin.create_user(text,text,text,text,text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.create_user(text,text,text,text,text,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.create_first_admin(text,text,text,text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin',
    'admin.create_first_admin(text,text,text,text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.create_first_admin(text,text,text,text,text)',
    'EXECUTE'))::int;

rollback;
