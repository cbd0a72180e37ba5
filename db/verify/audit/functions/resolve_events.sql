-- Verify aquascene:audit/functions/resolve_events on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audit.resolve_events(uuid[])'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_admin', 'audit.resolve_events(uuid[])', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_worker', 'audit.resolve_events(uuid[])', 'EXECUTE'))::int;

rollback;
