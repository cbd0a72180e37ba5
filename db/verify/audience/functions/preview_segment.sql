-- Verify aquascene:audience/functions/preview_segment on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.preview_segment(jsonb,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.preview_segment(jsonb,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.preview_segment(jsonb,integer)',
    'EXECUTE'))::int;

rollback;
