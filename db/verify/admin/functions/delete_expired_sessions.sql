-- Verify aquascene:admin/functions/delete_expired_sessions on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.delete_expired_sessions()'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'admin.delete_expired_sessions()',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.delete_expired_sessions()',
    'EXECUTE'))::int;

rollback;
