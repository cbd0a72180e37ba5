-- Verify aquascene:content/functions/release_expired_leases on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content.release_expired_leases()'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_worker',
    'content.release_expired_leases()',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content.release_expired_leases()',
    'EXECUTE'))::int;

rollback;
