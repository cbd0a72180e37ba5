-- Verify aquascene:audience/functions/refresh_segments on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._prune_changes()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._prune_changes()',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.refresh_segments(timestamptz,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.refresh_segments(timestamptz,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.refresh_segments(timestamptz,integer)',
    'EXECUTE'))::int;

rollback;
