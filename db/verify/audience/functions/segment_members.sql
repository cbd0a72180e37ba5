-- Verify aquascene:audience/functions/segment_members on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.segment_members(integer,uuid,integer)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.segment_members(integer,uuid,integer)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.segment_members(integer,uuid,integer)',
    'EXECUTE'))::int;

rollback;
