-- Verify aquascene:admin/functions/login on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._remember_address(uuid,cidr)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._remember_address(uuid,cidr)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.login(uuid,text,text,text)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.login(uuid,text,text,text)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.login(uuid,text,text,text)',
    'EXECUTE'))::int;

rollback;
