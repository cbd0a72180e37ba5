-- Verify aquascene:audience/functions/remove_from_segment on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.remove_from_segment(integer,uuid[])'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.remove_from_segment(integer,uuid[])',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.remove_from_segment(integer,uuid[])',
    'EXECUTE'))::int;

rollback;
