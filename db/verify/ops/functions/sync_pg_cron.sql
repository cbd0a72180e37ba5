-- Verify aquascene:ops/functions/sync_pg_cron on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops.sync_pg_cron()'::regprocedure;
select 1 / has_function_privilege('aquascene_worker', 'ops.sync_pg_cron()', 'EXECUTE')::int;
select 1 / (not has_function_privilege('aquascene_app', 'ops.sync_pg_cron()', 'EXECUTE'))::int;

rollback;
