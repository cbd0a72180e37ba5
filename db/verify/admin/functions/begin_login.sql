-- Verify aquascene:admin/functions/begin_login on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.begin_login(text,inet)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.begin_login(text,inet)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.begin_login(text,inet)',
    'EXECUTE'))::int;

rollback;
