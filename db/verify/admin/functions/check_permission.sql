-- Verify aquascene:admin/functions/check_permission on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin._check_permission(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin._check_permission(text)',
    'EXECUTE'))::int;

rollback;
